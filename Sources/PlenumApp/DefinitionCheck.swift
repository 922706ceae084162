public import PlenumCore
import PlenumYAML

/// What `check` finds in one file.
public struct DefinitionCheck: Sendable {
    public let file: String
    public let source: [UInt8]
    public let definition: Definition?
    public let diagnostics: [Diagnostic]

    /// Reads the file, or what ships under that name, and says all that is wrong with it.
    public static func run(_ file: String, environment: Environment) throws -> DefinitionCheck {
        let (name, _, bytes) = try Library(environment).definitionBytes(file)
        let result = DefinitionFile.read(bytes)
        return DefinitionCheck(
            file: name, source: bytes, definition: result.definition, diagnostics: result.diagnostics)
    }
}

/// A definition read from the bytes of a file.
enum DefinitionFile {
    static func read(_ bytes: [UInt8]) -> (definition: Definition?, diagnostics: [Diagnostic]) {
        let read = YAMLReader.read(bytes: bytes)
        guard let node = read.node else { return (nil, read.diagnostics) }
        let result = DefinitionReader.read(node)
        return (result.definition, read.diagnostics + result.diagnostics)
    }
}
