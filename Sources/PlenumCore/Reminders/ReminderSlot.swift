/// What makes a reminder the same reminder: for one key at most one is ever queued.
public struct ReminderKey: Hashable, Sendable {
    public let task: TaskCode
    public let round: Int
    public let person: PersonID
    /// The rung's text, not its position.
    public let rule: String
    /// The n-th firing of a repeating rung, from 1.
    public let occurrence: Int
    /// The deadline from which it was reckoned (`Due.anchor`); empty where there is none.
    public let anchor: String

    public init(task: TaskCode, round: Int, person: PersonID, rule: String, occurrence: Int, anchor: String) {
        self.task = task
        self.round = round
        self.person = person
        self.rule = rule
        self.occurrence = occurrence
        self.anchor = anchor
    }

    /// Of a task as it stands now.
    public init(_ item: Item, to person: PersonID, rule: String, occurrence: Int = 1) {
        self.init(
            task: item.code, round: item.round, person: person, rule: rule, occurrence: occurrence,
            anchor: item.due?.anchor ?? "")
    }
}

/// One reminder and what became of it.
public struct ReminderSlot: Hashable, Sendable {
    public enum State: String, CaseIterable, Hashable, Sendable {
        /// Waits in the outbox.
        case queued
        case sent
        /// A stronger one fired in its place, or its deadline moved.
        case superseded
        /// What it was about had ended before it was sent, or had become another's.
        case suppressed
        /// Too late to be worth sending.
        case expired
        case failed
        /// The mail server may have taken it or not.
        case unknown
        /// Its person has no address to which this channel could send: they are to be told by other means.
        case unreachable
    }

    public let key: ReminderKey
    /// When it fell due.
    public let moment: Instant
    public var state: State

    public init(key: ReminderKey, moment: Instant, state: State) {
        self.key = key
        self.moment = moment
        self.state = state
    }
}

/// One message of the outbox: what is due for one person in one run.
public struct OutboxMessage: Hashable, Sendable {
    public enum State: String, CaseIterable, Hashable, Sendable {
        case queued, claimed, sent, suppressed, failed, unknown
    }

    /// From 1, over the whole database; its identity towards the recipient is derived from its slots.
    public let number: Int
    public let person: PersonID
    public let queuedAt: Instant
    public var state: State
    /// The fencing token, one more with each attempt: only who holds the latest may record what became of it.
    public var token: Int
    /// Who holds the token: boot id, process id and start, so that a dead owner is known without a clock.
    public var owner: String?

    public init(
        number: Int, person: PersonID, queuedAt: Instant, state: State = .queued, token: Int = 0,
        owner: String? = nil
    ) {
        self.number = number
        self.person = person
        self.queuedAt = queuedAt
        self.state = state
        self.token = token
        self.owner = owner
    }

    public var attempts: Int { token }
}
