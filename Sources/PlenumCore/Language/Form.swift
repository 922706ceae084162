/// The shape of what may stand behind a key: what the JSON Schema, the reference and the words of a refusal say.
public indirect enum Form: Hashable, Sendable {
    /// Any text.
    case text
    /// A new name, or the name of something.
    case name
    /// A whole number in these bounds.
    case number(ClosedRange<Int>)
    /// One of a closed set of words.
    case word([String])
    case phrase(PhraseForm)
    /// A text in one or more languages.
    case title
    /// A list of these.
    case list(Form)
    /// One of these, or a list of them.
    case oneOrMore(Form)
    /// Names, each with one of these.
    case named(Form)
    /// Names, each with these fields; by the name of the group, which the reference gives a section.
    case group(FieldGroup)
    /// One step of any kind.
    case step
}

/// A set of fields that stand together in one map, described for the schema and the reference.
public struct FieldGroup: Hashable, Sendable {
    public let name: String
    public let title: LocalizedText
    public let fields: [FieldDescription]

    public init(_ name: String, title: LocalizedText, fields: [any AnyField]) {
        self.name = name
        self.title = title
        self.fields = fields.map(\.description)
    }
}

/// A phrase of the language: its name for people, its grammar for the reference, a pattern for editors.
public struct PhraseForm: Hashable, Sendable {
    public let name: String
    public let title: LocalizedText
    /// As it stands in the reference.
    public let grammar: [String]
    /// A regular expression (ECMA 262) that every such phrase matches.
    public let pattern: String
    public let examples: [String]

    public init(_ name: String, title: LocalizedText, grammar: [String], pattern: String, examples: [String]) {
        self.name = name
        self.title = title
        self.grammar = grammar
        self.pattern = pattern
        self.examples = examples
    }
}
