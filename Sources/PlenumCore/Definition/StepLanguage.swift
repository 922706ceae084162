/// What a kind of step takes from YAML, in one place for the reader, the schema and the reference.
public protocol StepLanguage: Sendable {
    /// The word after `kind:`.
    static var word: Name { get }
}
