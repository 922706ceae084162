/// What is wrong with a value in a file that is good YAML.
public enum LanguageProblem: Problem, Hashable {
    case languageVersion(String)

    // Keys.
    /// `suggestion` is the key it was taken for; `present` the one it resembles but which stands there already.
    case unknownKey(String, in: Subject, suggestion: String?, present: String?)
    case missingKey(FieldDescription, of: Subject)
    case missingValue(FieldDescription)
    case commaInBraces(String)
    /// A key of the step stands among the lines of its title.
    case tooDeep(String)
    /// Of two keys only one may stand in a map.
    case eitherOr(String, String)
    // Definitions that are used.
    case noDefinition(String, known: [String], suggestion: String?)
    /// Its file has so many faults, which are told there.
    case faultyDefinition(String, file: String, errors: Int)
    /// Each uses the next, and the last the first.
    case usesItself([String])
    case tooDeepUse([String], most: Int)
    case unknownInput(Name, of: Name, known: [String], suggestion: String?)
    case inputNotGiven(Name, of: Name)
    /// Rows choose among it, so it must be given by a name.
    case choiceNotGiven(Name, of: Name)
    case notOfType(String, Name, Input.ValueType)
    /// Neither key is there, so that it would never end.
    case endless(String, String)
    /// A key that only inputs of these types have.
    case onlyFor(String, types: [String])
    case boundsCrossed(Int, Int)

    // Shapes.
    case notAMap(Subject, found: Shape)
    case wrongShape(Form, found: Shape)
    case notAPhrase(PhraseForm, found: Shape)
    case emptyList

    // Words.
    case unknownWord(String, expected: [String], suggestion: String?)
    case unknownKind(String, known: [String], suggestion: String?)
    case badName(String, suggestion: String?)
    case reservedWord(String)
    case notANumber(String, in: ClosedRange<Int>)
    case titleWithoutLanguage(String)
    case unknownLanguage(String)
    case emptyText
    /// A title lacks one of the languages that the definition declares.
    case missingTranslation(String)

    // Phrases.
    case phrase(PhraseForm, found: String?, expected: [Expectation], suggestion: String?)
    case commaInPhrase
    case noBreakSpace
    case runsOn
    case curlyQuote
    case months
    case noSuchDate(String)
    case dateFormat(String, suggestion: String?)
    case timeFormat(String, suggestion: String?)
    /// `day 31 of the month`.
    case notInEveryMonth(String)
    case zero

    public enum Code: String, CaseIterable, Sendable {
        case languageVersion = "language-version"
        case unknownKey = "unknown-key"
        case missingKey = "missing-key"
        case missingValue = "missing-value"
        case commaInBraces = "comma-in-braces"
        case misplaced
        case eitherOr = "either-or"
        case use
        case given
        case onlyFor = "only-for"
        case wrongShape = "wrong-shape"
        case emptyList = "empty-list"
        case unknownWord = "unknown-word"
        case unknownKind = "unknown-kind"
        case badName = "bad-name"
        case reservedWord = "reserved-word"
        case notANumber = "not-a-number"
        case titleLanguage = "title-language"
        case unknownLanguage = "unknown-language"
        case emptyText = "empty-text"
        case missingTranslation = "missing-translation"
        case phrase
        case commaInPhrase = "comma-in-phrase"
        case noBreakSpace = "no-break-space"
        case runsOn = "runs-on"
        case curlyQuote = "curly-quote"
        case months
        case noSuchDate = "no-such-date"
        case dateFormat = "date-format"
        case timeFormat = "time-format"
        case outOfRange = "out-of-range"
    }

    public var kind: Code {
        switch self {
        case .languageVersion: .languageVersion
        case .unknownKey: .unknownKey
        case .missingKey: .missingKey
        case .missingValue: .missingValue
        case .commaInBraces: .commaInBraces
        case .tooDeep: .misplaced
        case .eitherOr, .endless: .eitherOr
        case .noDefinition, .faultyDefinition, .usesItself, .tooDeepUse: .use
        case .unknownInput, .inputNotGiven, .choiceNotGiven, .notOfType: .given
        case .onlyFor: .onlyFor
        case .notAMap, .wrongShape, .notAPhrase: .wrongShape
        case .emptyList: .emptyList
        case .unknownWord: .unknownWord
        case .unknownKind: .unknownKind
        case .badName: .badName
        case .reservedWord: .reservedWord
        case .notANumber: .notANumber
        case .titleWithoutLanguage: .titleLanguage
        case .unknownLanguage: .unknownLanguage
        case .emptyText: .emptyText
        case .missingTranslation: .missingTranslation
        case .phrase: .phrase
        case .commaInPhrase: .commaInPhrase
        case .noBreakSpace: .noBreakSpace
        case .runsOn: .runsOn
        case .curlyQuote: .curlyQuote
        case .months: .months
        case .noSuchDate: .noSuchDate
        case .dateFormat: .dateFormat
        case .timeFormat: .timeFormat
        case .zero, .notInEveryMonth, .boundsCrossed: .outOfRange
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
