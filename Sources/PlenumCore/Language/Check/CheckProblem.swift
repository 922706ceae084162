/// What is wrong with a definition whose every word is right: names that stand for nothing, steps that cannot
/// follow each other, dates that cannot be kept.
public enum CheckProblem: Problem, Hashable {
    // Names.
    /// Nothing of this name can be seen from here. `places` more name it.
    case notFound(Name, Use.Role, suggestion: String?, places: Int)
    /// It is there, but is not what is needed here.
    case wrongUse(Name, Use.Role, is: Thing.Kind)
    /// It stands in another scope: inside the branches of `inside`, or outside of these.
    case outOfScope(Name, inside: Name?)
    case nameTaken(Name, as: Thing.Kind, first: SourceMark?)
    case unknownOutcome(Name, of: Name, known: [String], suggestion: String?)
    case unknownCalendar(String, known: [String], suggestion: String?)

    // Order.
    case cycle([Name])
    /// Something is needed of a step that is not finished when this one opens.
    case tooLate(Name, Use.Role)
    case returnTarget(Name)
    case neverOpens(Name, outcome: Name)
    case noWayOut

    // Dates.
    case dateUnknown(Name)
    case alreadyPast(Name)
    case beforePredecessor(Name)

    // Reminders.
    case nothingToRemind(Name)
    case rungNeverFires(String)
    case unused(Name, UnusedKind)

    // Numbers.
    case joinImpossible(needed: Int, atMost: Int)
    case joinPercent(Int)
    case quorumFraction(String)
    case otherwiseMissing
    case otherwiseUnused
    case nothingToExtend
    /// A gate counts by a column in which nothing is chosen.
    case gateColumn(Name)
    case gateChoice(Name, of: Name, known: [String], suggestion: String?)
    /// An act carries one file.
    case severalFiles
    /// No row may have come by then.
    case rowsMayBeMissing
    case voteOutcome(Name)
    /// Early closing would tell how a secret vote stands.
    case secretTold
    case secretByProxy
    case withoutQuorumUnused
    case needsUnrecorded(String)
    case entryName
    /// `on` names a day of another period than `every`.
    case dayOfAnother(Period, every: Period)
    /// How many times, where that is known: none at all, or more than anybody plans at once.
    case occurrences(Int?, most: Int)
    case endsBeforeItBegins
    case inputComparison(Name, Comparison, String)

    public enum UnusedKind: Hashable, Sendable {
        case policy, role
    }

    public enum Code: String, CaseIterable, Sendable {
        case notFound = "not-found"
        case wrongUse = "wrong-use"
        case outOfScope = "out-of-scope"
        case nameTaken = "name-taken"
        case unknownOutcome = "unknown-outcome"
        case unknownCalendar = "unknown-calendar"
        case cycle
        case tooLate = "too-late"
        case returnTarget = "return-target"
        case neverOpens = "never-opens"
        case noWayOut = "no-way-out"
        case dateUnknown = "date-unknown"
        case alreadyPast = "already-past"
        case beforePredecessor = "before-predecessor"
        case nothingToRemind = "nothing-to-remind"
        case rungNeverFires = "rung-never-fires"
        case unused
        case join
        case quorum
        case otherwise
        case secretBallot = "secret-ballot"
        case gate
        case files
        case noRows = "no-rows"
        case needsUnrecorded = "needs-unrecorded"
        case entryName = "entry-name"
        case comparison
        case recurrence
    }

    public var kind: Code {
        switch self {
        case .notFound: .notFound
        case .wrongUse: .wrongUse
        case .outOfScope: .outOfScope
        case .nameTaken: .nameTaken
        case .unknownOutcome: .unknownOutcome
        case .unknownCalendar: .unknownCalendar
        case .cycle: .cycle
        case .tooLate: .tooLate
        case .returnTarget: .returnTarget
        case .neverOpens: .neverOpens
        case .noWayOut: .noWayOut
        case .dateUnknown: .dateUnknown
        case .alreadyPast: .alreadyPast
        case .beforePredecessor: .beforePredecessor
        case .nothingToRemind: .nothingToRemind
        case .rungNeverFires: .rungNeverFires
        case .unused: .unused
        case .joinImpossible, .joinPercent: .join
        case .quorumFraction, .withoutQuorumUnused: .quorum
        case .otherwiseMissing, .otherwiseUnused, .nothingToExtend: .otherwise
        case .gateColumn, .gateChoice: .gate
        case .severalFiles: .files
        case .rowsMayBeMissing: .noRows
        case .voteOutcome: .unknownOutcome
        case .secretTold, .secretByProxy: .secretBallot
        case .needsUnrecorded: .needsUnrecorded
        case .entryName: .entryName
        case .inputComparison: .comparison
        case .dayOfAnother, .occurrences, .endsBeforeItBegins: .recurrence
        }
    }

    public var code: String { kind.rawValue }

    public var severity: Severity {
        switch self {
        case .unused, .otherwiseUnused, .withoutQuorumUnused: .warning
        default: .error
        }
    }

    public func message(in language: Language) -> String {
        switch language {
        case .vi: VietnameseCheckWords.message(self)
        case .en: EnglishCheckWords.message(self)
        }
    }

    public func fix(in language: Language) -> String? {
        switch language {
        case .vi: VietnameseCheckWords.fix(self)
        case .en: EnglishCheckWords.fix(self)
        }
    }
}
