/// A language of the interface; a title may be given in more, the interface speaks these two.
public enum Language: String, CaseIterable, Hashable, Sendable {
    case vi, en
}

/// The same words in one or more languages, by ISO 639-1 code.
public struct LocalizedText: Sendable {
    private enum Words {
        case given([(code: String, text: String)])
        /// The pairs of a map, left in their file: nobody ever asks for most titles.
        case read(Node.Pairs)
    }

    private let words: Words

    /// In the order in which they were written; never empty for a text that was read from a file.
    public var versions: [(code: String, text: String)] {
        switch words {
        case .given(let versions): versions
        case .read(let pairs): pairs.map { ($0.key, $0.value.scalar ?? "") }
        }
    }

    public init(_ versions: [(code: String, text: String)]) { words = .given(versions) }

    public init(vi: String, en: String) { self.init([("vi", vi), ("en", en)]) }

    /// Of pairs that are languages with their texts.
    init(_ pairs: Node.Pairs) { words = .read(pairs) }

    /// The text in `language`, else the first one there is, else the empty text.
    public subscript(language: Language) -> String {
        if let text = self[code: language.rawValue] { return text }
        switch words {
        case .given(let versions): return versions.first?.text ?? ""
        case .read(let pairs): return pairs.first?.value.scalar ?? ""
        }
    }

    /// The text in exactly this language.
    public subscript(code code: String) -> String? {
        switch words {
        case .given(let versions): versions.first { $0.code == code }?.text
        case .read(let pairs): pairs.first { $0.key == code }?.value.scalar
        }
    }

    /// What something is called where its branch is told too: `Tham luận – Chi bộ Pháp chế`.
    public func with(branch: LocalizedText, in language: Language) -> String {
        let branch = branch[language]
        return self[language] + (branch.isEmpty ? "" : " – \(branch)")
    }
}

extension LocalizedText: Hashable {
    public static func == (left: LocalizedText, right: LocalizedText) -> Bool {
        left.versions.elementsEqual(right.versions, by: ==)
    }

    public func hash(into hasher: inout Hasher) {
        for (code, text) in versions {
            hasher.combine(code)
            hasher.combine(text)
        }
    }
}
