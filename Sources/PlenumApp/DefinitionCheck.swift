public import PlenumCore
import PlenumYAML

/// What `check` finds in one file.
public struct DefinitionCheck: Sendable {
    public let file: String
    public let lines: SourceLines
    public let result: CheckResult

    /// Reads the file, or what ships under that name, and says all that is wrong with it.
    public static func run(_ file: String, environment: Environment) throws -> DefinitionCheck {
        let (name, _, bytes) = try Library(environment).definitionBytes(file)
        return DefinitionCheck(file: name, lines: SourceLines(bytes), result: DefinitionFile.check(bytes: bytes))
    }
}
