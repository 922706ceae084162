/// One thing that happened, as the log keeps it for ever.
public struct Event: Hashable, Sendable {
    /// Position in the log of the whole database, from 1.
    public var sequence: Int
    public let stream: Stream
    /// The command's now.
    public let at: Instant
    /// The moment from which it counts; earlier than `at` for what fell due or happened on paper before.
    public let effective: Instant
    public let actor: Actor
    public let reason: String?
    public let body: EventBody
    /// The version of the form in which it was written, and sealed.
    public let form: Int

    public init(
        sequence: Int = 0, stream: Stream, at: Instant, effective: Instant, actor: Actor, reason: String? = nil,
        body: EventBody, form: Int = EventBody.version
    ) {
        self.sequence = sequence
        self.stream = stream
        self.at = at
        self.effective = effective
        self.actor = actor
        self.reason = reason
        self.body = body
        self.form = form
    }
}

/// What an event is about.
public enum Stream: Hashable, Sendable {
    case instance(InstanceID)
    case directory, calendar, settings

    public var text: String {
        switch self {
        case .instance(let id): "instance:\(id)"
        case .directory: "directory"
        case .calendar: "calendar"
        case .settings: "settings"
        }
    }

    public init?(text: String) {
        switch text {
        case "directory": self = .directory
        case "calendar": self = .calendar
        case "settings": self = .settings
        default:
            guard text.hasPrefix("instance:") else { return nil }
            self = .instance(InstanceID(text.dropFirst("instance:".count)))
        }
    }
}

/// Who did it, for whom, through what.
public struct Actor: Hashable, Sendable {
    /// Nil for the clock: what fell due by itself.
    public let by: PersonID?
    /// The person in whose name it was done, where that is another.
    public let `for`: PersonID?
    /// The account of the operating system, or another way in.
    public let via: String?

    public init(by: PersonID?, for principal: PersonID? = nil, via: String? = nil) {
        self.by = by
        self.for = principal
        self.via = via
    }

    public static let clock = Actor(by: nil)

    /// Whose act it is.
    public var principal: PersonID? { self.for ?? by }
}

/// The closed set of what can happen. A step kind adds to the answers an event carries, never a case.
public enum EventBody: Hashable, Sendable {
    case started(Started)
    case opened(Opened)
    case assigned(Assigned)
    case claimed(Claimed)
    case answered(Answered)
    case completed(Completed)
    case returned(Returned)
    case skipped(Path)
    /// A step stopped with its branch; `Path.instance` for the whole.
    case cancelled(Path)
    case excused(Excused)
    case rescheduled(Rescheduled)
    case suspended
    case resumed
    /// A window whose time was up, or in which nobody was left to answer.
    case closed(Closed)
    case undone(Undone)
    case settingChanged(SettingChanged)
}

public struct Started: Hashable, Sendable {
    public let workflow: Name
    public let definition: String
    public let calendar: String
    public let unit: UnitID
    public let inputs: [Value.Cell]
}

public struct Opened: Hashable, Sendable {
    /// An item that this opening makes or opens again.
    public struct Entry: Hashable, Sendable {
        public let code: TaskCode
        /// The person, where the step has an item for each of many.
        public let member: PersonID?
        /// Who may do it; one name means that it is theirs.
        public let candidates: [PersonID]
    }

    /// A branch of a fan-out.
    public struct Branch: Hashable, Sendable {
        public let key: String
        public let values: [Value.Cell]
    }

    public let path: Path
    public let round: Int
    public let due: Due?
    public let closesAt: Instant?
    public let late: Bool
    public let items: [Entry]
    /// Nil for a step without branches.
    public let branches: [Branch]?
    /// A window, which counts its people even when there are none.
    public let isWindow: Bool
    /// The step was open before: these people or branches come to those that it has.
    public var isJoining = false
}

public struct Assigned: Hashable, Sendable {
    public enum Manner: String, CaseIterable, Hashable, Sendable {
        case delegated, declined, reassigned, substituted, followed
    }

    public let code: TaskCode
    public let manner: Manner
    public let owner: PersonID?
    public let candidates: [PersonID]

    public init(code: TaskCode, manner: Manner, owner: PersonID?, candidates: [PersonID]) {
        self.code = code
        self.manner = manner
        self.owner = owner
        self.candidates = candidates
    }
}

public struct Claimed: Hashable, Sendable {
    public let code: TaskCode
    public let owner: PersonID
}

/// An answer in a window, or a note or file on an open task.
public struct Answered: Hashable, Sendable {
    public let code: TaskCode
    /// Nil for a note: the item stays open.
    public let answer: Name?
    public let answers: [Value.Cell]
    public let document: Document?
    /// The key of the row that was sent with it; then the item stays open.
    public var row: String?
}

public struct Completed: Hashable, Sendable {
    public let path: Path
    public let outcome: Name
    /// Nil where the step ended without anybody's act, as a fan-out does.
    public let code: TaskCode?
    public let answers: [Value.Cell]
    public let document: Document?
}

public struct Closed: Hashable, Sendable {
    public let path: Path
    /// How it ended.
    public let outcome: Name
    /// How often each vote was cast, where the vote was secret; nil for every other window.
    public let totals: [Name: Int]?

    public init(path: Path, outcome: Name, totals: [Name: Int]? = nil) {
        self.path = path
        self.outcome = outcome
        self.totals = totals
    }
}

public struct Returned: Hashable, Sendable {
    public let path: Path
    public let reset: [Path]
    /// A fan-out whose join was met is open again, with the branches it has.
    public var isRejoined = false
}

/// Who or what counts no longer.
public enum Excused: Hashable, Sendable {
    /// One of a window's people, by their task.
    case person(TaskCode)
    /// A branch of a fan-out.
    case branch(ScopePath)

    /// Nil for a branch.
    public var code: TaskCode? {
        if case .person(let code) = self { code } else { nil }
    }
}

public struct Rescheduled: Hashable, Sendable {
    public let path: Path
    public let due: Due?
    public let closesAt: Instant?
    /// The day on which the step now takes place; nil where only its deadline moves.
    public let day: CivilDate?
    /// Set by a person, so that nothing but a person moves it again.
    public var isByHand = false
    /// The date input that moves; then the path is the instance's.
    public var input: Name?
    /// A window that has not reached what it needs goes on by itself.
    public var isExtension = false
}

public struct Undone: Hashable, Sendable {
    /// The sequence of the event that no longer counts.
    public let sequence: Int
    /// The task whose answer in a window is taken back; nil where other events say what changes.
    public var code: TaskCode?
}

/// A change of the directory, the calendar, the numbers or the settings; what it says is kept by hash, so that
/// personal data can be erased and the log still verifies.
public struct SettingChanged: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        /// `person`, `unit`, `definition`, `calendar`.
        public let kind: String
        public let id: String
        /// SHA-256 of the content in hexadecimal; nil when it was removed.
        public let hash: String?

        public init(kind: String, id: String, hash: String?) {
            self.kind = kind
            self.id = id
            self.hash = hash
        }
    }

    public let entries: [Entry]
    /// Series of document numbers, each with the number given last before: what counts on from here. The unit's
    /// current term is the last of these.
    public var series: [SeriesRecord] = []

    /// The hash of the calendar that it names; nil for every other change.
    public var calendar: String? { entries.first { $0.kind == "calendar" }?.hash }

    public init(entries: [Entry] = [], series: [SeriesRecord] = []) {
        self.entries = entries
        self.series = series
    }
}
