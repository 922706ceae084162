/// One key that a map of the language may hold: the single source of its reading, its schema and its reference.
public struct Field<Value: FieldValue>: AnyField {
    public let word: FieldWord

    public init(
        _ key: String, _: Value.Type = Value.self, need: FieldDescription.Need = .optional, vi: String, en: String,
        example: String, default initial: String? = nil, refersTo role: Use.Role? = nil, form: Form? = nil
    ) {
        word = FieldWord(
            FieldDescription(
                key: key, form: form ?? Value.form, need: need, meaning: LocalizedText(vi: vi, en: en),
                initial: initial, example: example, role: role))
    }
}

/// A field without its type of value, ready to be looked for.
public final class FieldWord: Sendable {
    public let description: FieldDescription
    let spelling: Spelling
    let mark: UInt64

    init(_ description: FieldDescription) {
        self.description = description
        spelling = Spelling(description.key)
        mark = spelling.mark
    }
}

extension Field {
    public func accepts(_ node: Node, in context: ReadingContext) -> Bool { Value.read(node, in: context) != nil }
}

/// A field, whatever its values are.
public protocol AnyField: Sendable {
    var word: FieldWord { get }
    /// Whether `node` can stand behind the key; what is wrong with it is told in `context`.
    func accepts(_ node: Node, in context: ReadingContext) -> Bool
}

extension AnyField {
    public var description: FieldDescription { word.description }
    public var key: String { description.key }
}

/// What is known of a field without its type of value.
public struct FieldDescription: Hashable, Sendable {
    public enum Need: Hashable, Sendable {
        case required
        case optional
    }

    public let key: String
    public let form: Form
    public let need: Need
    public let meaning: LocalizedText
    /// What holds where the key is left out, as it would be written.
    public let initial: String?
    /// What may stand behind the key, as it is written in a file; lines of a block begin with a line break.
    public let example: String
    /// What a name behind the key must stand for; nil for new names, and for phrases, which say it themselves.
    public let role: Use.Role?
}

/// Something that can stand behind a key.
public protocol FieldValue: Sendable {
    static var form: Form { get }
    /// The value that `node` says; nil after having told in `context` why it says none.
    static func read(_ node: Node, in context: ReadingContext) -> Self?
}
