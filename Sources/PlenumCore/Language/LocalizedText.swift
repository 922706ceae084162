/// A language of the interface; a title may be given in more, the interface speaks these two.
public enum Language: String, CaseIterable, Hashable, Sendable {
    case vi, en
}

/// The same words in one or more languages, by ISO 639-1 code.
public struct LocalizedText: Hashable, Sendable {
    /// In the order in which they were written; never empty for a text that was read from a file.
    public var versions: [(code: String, text: String)] {
        zip(codes, texts).map { ($0, $1) }
    }
    private var codes: [String]
    private var texts: [String]

    public init(_ versions: [(code: String, text: String)]) {
        codes = versions.map(\.code)
        texts = versions.map(\.text)
    }

    public init(vi: String, en: String) {
        self.init([("vi", vi), ("en", en)])
    }

    /// The text in `language`, else the first one there is, else the empty text.
    public subscript(language: Language) -> String {
        if let index = codes.firstIndex(of: language.rawValue) { return texts[index] }
        return texts.first ?? ""
    }
}
