/// A language of the interface; a title may be given in more, the interface speaks these two.
public enum Language: String, CaseIterable, Hashable, Sendable {
    case vi, en
}

/// The same words in one or more languages, by ISO 639-1 code.
public struct LocalizedText: Hashable, Sendable {
    struct Version: Hashable, Sendable {
        let code: String
        let text: String
    }

    private let stored: [Version]

    /// In the order in which they were written; never empty for a text that was read from a file.
    public var versions: [(code: String, text: String)] { stored.map { ($0.code, $0.text) } }

    public init(_ versions: [(code: String, text: String)]) {
        stored = versions.map { Version(code: $0.code, text: $0.text) }
    }

    init(stored versions: [Version]) { stored = versions }

    public init(vi: String, en: String) {
        stored = [Version(code: "vi", text: vi), Version(code: "en", text: en)]
    }

    /// The text in `language`, else the first one there is, else the empty text.
    public subscript(language: Language) -> String {
        self[code: language.rawValue] ?? stored.first?.text ?? ""
    }

    /// The text in exactly this language.
    public subscript(code code: String) -> String? {
        stored.first { $0.code == code }?.text
    }

    /// What something is called where its branch is told too: `Tham luận – Chi bộ Pháp chế`.
    public func with(branch: LocalizedText, in language: Language) -> String {
        let branch = branch[language]
        return self[language] + (branch.isEmpty ? "" : " – \(branch)")
    }
}
