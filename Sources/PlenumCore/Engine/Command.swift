/// What somebody asks of the engine.
public enum Command: Sendable {
    case start(StartCommand)
    case act(ActCommand)
    case order(Order, reason: String?)
    /// Nothing but what fell due by itself.
    case advance
}

/// Begins an instance.
public struct StartCommand: Sendable {
    public let definition: String
    public let calendar: String
    public let unit: UnitID
    /// As typed, by input; a table is given as rows.
    public let inputs: [Value.Cell]

    public init(definition: String, calendar: String, unit: UnitID, inputs: [Value.Cell]) {
        self.definition = definition
        self.calendar = calendar
        self.unit = unit
        self.inputs = inputs
    }
}

/// Does a task.
public struct ActCommand: Sendable {
    public let task: TaskCode
    public let outcome: Name?
    /// Values as typed.
    public let answers: [(name: Name, text: String)]
    public let document: Document?
    public let note: String?
    /// Refused unless this is still the item's version.
    public let expect: Int?

    public init(
        task: TaskCode, outcome: Name? = nil, answers: [(name: Name, text: String)] = [], document: Document? = nil,
        note: String? = nil, expect: Int? = nil
    ) {
        self.task = task
        self.outcome = outcome
        self.answers = answers
        self.document = document
        self.note = note
        self.expect = expect
    }
}

/// Who commands, for whom, and when.
public struct Authority: Hashable, Sendable {
    public let actor: Actor
    public let now: Instant
    /// The day on which it happened on paper.
    public let on: CivilDate?

    public init(actor: Actor, now: Instant, on: CivilDate? = nil) {
        self.actor = actor
        self.now = now
        self.on = on
    }
}
