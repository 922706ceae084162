/// What makes a file no YAML, or YAML outside the part of it that Plenum reads.
public enum SyntaxProblem: Problem, Hashable {
    // The file as bytes.
    case emptyFile
    case tooLarge(limit: Int)
    case notUTF8
    case utf16
    case nul
    case controlCharacter(UInt32)
    case lineSeparator(UInt32)

    // Limits.
    case tooDeep(limit: Int)
    case tooManyValues(limit: Int)
    case textTooLong(limit: Int)

    // The parts of YAML that a definition does without.
    case anchor(String)
    case alias(String)
    case mergeKey
    case tag(String)
    case directive
    case yamlVersion
    case secondDocument
    case keyNotText
    case emptyKey
    case duplicateKey(String, first: SourceMark)

    // What libyaml refuses.
    case indentation
    case missingColon
    case secondColon
    case unclosedQuote
    case unclosedBracket
    case badEscape
    case tab
    case cannotStart(Character)
    case noSpaceAfterColon(key: String)
    case noSpaceAfterDash(String)
    case afterQuote
    case notYAML

    /// The stable names, each with its page.
    public enum Code: String, CaseIterable, Sendable {
        case emptyFile = "empty-file"
        case tooLarge = "too-large"
        case notUTF8 = "not-utf8"
        case nul
        case controlCharacter = "control-character"
        case lineSeparator = "line-separator"
        case tooDeep = "too-deep"
        case tooManyValues = "too-many-values"
        case textTooLong = "text-too-long"
        case anchor
        case mergeKey = "merge-key"
        case tag
        case directive
        case secondDocument = "second-document"
        case keyNotText = "key-not-text"
        case emptyKey = "empty-key"
        case duplicateKey = "duplicate-key"
        case indentation
        case missingColon = "missing-colon"
        case secondColon = "second-colon"
        case unclosedQuote = "unclosed-quote"
        case unclosedBracket = "unclosed-bracket"
        case badEscape = "bad-escape"
        case tab
        case cannotStart = "cannot-start"
        case missingSpace = "missing-space"
        case listSpace = "list-space"
        case afterQuote = "after-quote"
        case notYAML = "not-yaml"
    }

    public var kind: Code {
        switch self {
        case .emptyFile: .emptyFile
        case .tooLarge: .tooLarge
        case .notUTF8, .utf16: .notUTF8
        case .nul: .nul
        case .controlCharacter: .controlCharacter
        case .lineSeparator: .lineSeparator
        case .tooDeep: .tooDeep
        case .tooManyValues: .tooManyValues
        case .textTooLong: .textTooLong
        case .anchor, .alias: .anchor
        case .mergeKey: .mergeKey
        case .tag: .tag
        case .directive, .yamlVersion: .directive
        case .secondDocument: .secondDocument
        case .keyNotText: .keyNotText
        case .emptyKey: .emptyKey
        case .duplicateKey: .duplicateKey
        case .indentation: .indentation
        case .missingColon: .missingColon
        case .secondColon: .secondColon
        case .unclosedQuote: .unclosedQuote
        case .unclosedBracket: .unclosedBracket
        case .badEscape: .badEscape
        case .tab: .tab
        case .cannotStart: .cannotStart
        case .noSpaceAfterColon: .missingSpace
        case .noSpaceAfterDash: .listSpace
        case .afterQuote: .afterQuote
        case .notYAML: .notYAML
        }
    }

    public var code: String { kind.rawValue }

    public func message(in language: Language) -> String {
        switch language {
        case .vi: VietnameseProblemWords.message(self)
        case .en: EnglishProblemWords.message(self)
        }
    }

    public func fix(in language: Language) -> String? {
        switch language {
        case .vi: VietnameseProblemWords.fix(self)
        case .en: EnglishProblemWords.fix(self)
        }
    }
}
