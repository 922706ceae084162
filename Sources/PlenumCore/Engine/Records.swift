// What is known of an instance beside control: the facts, as its events have left them.

public enum InstanceState: String, CaseIterable, Hashable, Sendable {
    case running, suspended, completed, cancelled

    /// What has ended stays as it is: nothing in it changes any more.
    public var hasEnded: Bool { self == .completed || self == .cancelled }
}

/// One run of a definition.
public struct Instance: Hashable, Sendable {
    public let id: InstanceID
    public let workflow: Name
    /// SHA-256 of the definition's bytes, in hexadecimal.
    public let definition: String
    /// SHA-256 of the calendar's bytes, in hexadecimal; another one from a decree on.
    public var calendar: String
    public let unit: UnitID
    public let startedBy: PersonID?
    public let startedAt: Instant
    public var state: InstanceState
    public var endedAt: Instant?

    public init(
        id: InstanceID, workflow: Name, definition: String, calendar: String, unit: UnitID, startedBy: PersonID?,
        startedAt: Instant, state: InstanceState = .running, endedAt: Instant? = nil
    ) {
        self.id = id
        self.workflow = workflow
        self.definition = definition
        self.calendar = calendar
        self.unit = unit
        self.startedBy = startedBy
        self.startedAt = startedAt
        self.state = state
        self.endedAt = endedAt
    }
}

/// The facts of one step.
public struct StepFacts: Hashable, Sendable {
    public var openedAt: Instant?
    /// It opened after its deadline: left out of what is said of punctuality.
    public var openedLate: Bool
    public var due: Due?
    /// A person has set its deadline: nothing but a person moves it again in this round.
    public var isByHand: Bool
    /// How often its window has gone on by itself in this round, because it had not reached what it needs.
    public var extensions: Int
    /// When its window ends by itself.
    public var closesAt: Instant?
    /// The day chosen for a session, or set for it anew; kept through rounds.
    public var day: CivilDate?
    /// When it ended, as it counts.
    public var endedAt: Instant?
    public var endedBy: PersonID?
    /// What was given with its end: the number of a document, the person assigned, minutes.
    public var answers: [Value.Cell]
    public var document: Document?

    public init() {
        openedLate = false
        isByHand = false
        extensions = 0
        answers = []
    }

    public func answer(_ name: Name) -> Value? { answers.first { $0.column == name }?.value }

    /// What outlives a round: the document, until there is a new one, and the day.
    var carriedOver: StepFacts {
        var facts = StepFacts()
        facts.document = document
        facts.day = day
        return facts
    }
}

/// A text or a file that a step has given; its bytes are found by their hash.
public struct Document: Hashable, Sendable {
    public let name: String
    /// SHA-256 of the bytes, in hexadecimal.
    public let hash: String
    public let size: Int

    public init(name: String, hash: String, size: Int) {
        self.name = name
        self.hash = hash
        self.size = size
    }
}

public enum ItemState: String, CaseIterable, Hashable, Sendable {
    case open
    case inProgress = "in-progress"
    case done, cancelled, excused, lapsed

    public var isOpen: Bool {
        switch self {
        case .open, .inProgress: true
        case .done, .cancelled, .excused, .lapsed: false
        }
    }
}

/// What one person has to do, or one of several who may.
public struct Item: Hashable, Sendable {
    public let code: TaskCode
    public let instance: InstanceID
    public let path: Path
    /// Whose item it is, where the step has one for each of many people; nil where it has one in all.
    public let member: PersonID?
    public var round: Int
    public var state: ItemState
    /// Who answers for it; nil until one of the candidates claims it.
    public var owner: PersonID?
    /// Who may claim it; the owner alone once it is claimed.
    public var candidates: [PersonID]
    public var due: Due?
    public var openedAt: Instant
    /// Its answer, in a window.
    public var answer: Name?
    /// What was given with the answer, or with a note on an open task: the text of an opinion.
    public var answers: [Value.Cell]
    public var document: Document?
    public var endedAt: Instant?
    public var endedBy: PersonID?
    /// Grows by one with every change.
    public var version: Int

    public init(
        code: TaskCode, instance: InstanceID, path: Path, member: PersonID?, round: Int, state: ItemState,
        owner: PersonID?, candidates: [PersonID], due: Due?, openedAt: Instant, answer: Name? = nil,
        answers: [Value.Cell] = [], document: Document? = nil, endedAt: Instant? = nil, endedBy: PersonID? = nil,
        version: Int = 1
    ) {
        self.code = code
        self.instance = instance
        self.path = path
        self.member = member
        self.round = round
        self.state = state
        self.owner = owner
        self.candidates = candidates
        self.due = due
        self.openedAt = openedAt
        self.answer = answer
        self.answers = answers
        self.document = document
        self.endedAt = endedAt
        self.endedBy = endedBy
        self.version = version
    }

    /// Whether somebody is still to act on it: who has sent a row may send another, and need not be told so.
    public var isAwaited: Bool { state.isOpen && answer == nil }

    public var people: [PersonID] { owner.map { [$0] } ?? candidates }
}

/// What a branch knows of its entry: the values under the names by which its steps call them.
public struct ScopeFacts: Hashable, Sendable {
    public var values: [Value.Cell]

    public init(values: [Value.Cell] = []) {
        self.values = values
    }

    public func value(_ name: Name) -> Value? { values.first { $0.column == name }?.value }
}
