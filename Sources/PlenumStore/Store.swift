public import PlenumCore

/// Where committee records are kept: the log, the state that follows from it, people, resources, the outbox.
///
/// Every store passes the same contract suite. Nothing above this room knows how a store keeps what it is given.
public protocol Store: Sendable {
    /// Looks at one consistent state. Writes nothing, creates nothing.
    func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result
    /// Changes the store in one transaction: all of it durable when this returns, or nothing when it throws.
    func write<Result>(_ body: (any StoreTransaction) throws -> Result) throws -> Result
}

/// One consistent view.
public protocol StoreReader: StateReader, Directory {
    /// The last event's sequence and the hash of the chain up to it; 0 and the chain's seed for an empty log.
    func head() throws -> ChainHead
    /// Events in order, after `sequence`, at most `limit`; of one stream, or of all.
    func events(of stream: Stream?, after sequence: Int, limit: Int) throws -> [StoredEvent]
    /// The same of all streams, as the chain seals them.
    func sealed(after sequence: Int, limit: Int) throws -> [SealedLine]
    /// The bytes with this SHA-256: a definition, a calendar, an attachment.
    func resource(_ hash: String) throws -> [UInt8]?
    func instances() throws -> [Instance]
    /// Open items that the person owns or may claim, by deadline.
    func openItems(for person: PersonID) throws -> [Item]
    /// All open items, by deadline: of one instance, or of all.
    func openItems(in instance: InstanceID?) throws -> [Item]
    func counts(of instance: InstanceID, now: Instant) throws -> ItemCounts
    /// The steps of an instance that were ever opened, by path.
    func steps(of instance: InstanceID) throws -> [(path: Path, record: StepRecord)]
    /// The ballot boxes of secret votes that are open: of one instance, or of all; by instance and path.
    func boxes(of instance: InstanceID?) throws -> [BoxRecord]
    func people() throws -> [Person]
    func units() throws -> [Unit]
    /// Those who named this person as the substitute of an absence, at whatever time; in the order of their ids.
    func people(whoNamed substitute: PersonID) throws -> [PersonID]
    /// What a command with this id answered, when it was applied before.
    func answer(toCommand id: String) throws -> String?
    /// Windows of running instances whose time is up at `now`, the earliest first: of one instance, or of all.
    func windowsToClose(in instance: InstanceID?, by now: Instant, limit: Int) throws -> [WindowTimer]
    /// Open items that have a reminder due at `now`, the earliest first.
    func remindersDue(by now: Instant, limit: Int) throws -> [ReminderTimer]
    func slots(of task: TaskCode) throws -> [ReminderSlot]
    /// Everything that was, or was to be, said to somebody. Walks through all slots there are.
    func slots(for person: PersonID) throws -> [SlotRecord]
    /// Reminders in these states, by the moment at which they fell due, the latest first. Walks through all there are.
    func slots(in states: Set<ReminderSlot.State>, limit: Int) throws -> [ReminderSlot]
    /// When a message last left, or may have left, that carried this rule's reminder of the task's round to the person.
    func lastMail(of task: TaskCode, round: Int, to person: PersonID, rule: String) throws -> Instant?
    func slots(ofMessage number: Int) throws -> [ReminderSlot]
    func message(_ number: Int) throws -> OutboxMessage?
    func messages(in states: Set<OutboxMessage.State>, limit: Int) throws -> [OutboxMessage]
    /// When `remind` last ran to its end; nil before the first time.
    func lastRemind() throws -> Instant?
    /// Of every text and file, in the order of the hashes.
    func resources() throws -> [ResourceRecord]
    /// Every series, and whether its term is the unit's current one; by unit, term, type and organ.
    func series() throws -> [(record: SeriesRecord, isCurrent: Bool)]
    /// Every number of the register, by series and number.
    func numbers() throws -> [RegisteredNumber]
    /// In the order of their ids.
    func commands() throws -> [CommandRecord]
    func allSlots() throws -> [SlotRecord]
    func allMessages() throws -> [OutboxMessage]
    func deliveries(ofMessage number: Int) throws -> [DeliveryRecord]
    func allReminders() throws -> [ReminderTimer]
    /// Whether due reminders wait for `remind --resume`, as they do after a restore.
    func holdsReminders() throws -> Bool
}

/// One transaction. What it has written is seen by its own look-ups.
public protocol StoreTransaction: StoreReader {
    /// Appends events to the log, giving each its sequence and hash; returns them as stored.
    @discardableResult
    func append(_ events: [Event]) throws -> [StoredEvent]
    /// Writes the rows that the working set has changed.
    func save(_ set: WorkingSet) throws
    /// Keeps the bytes under their SHA-256, which is returned; the same bytes are kept once.
    func keep(resource bytes: [UInt8], kind: String, name: String) throws -> String
    /// Puts these units and people in place of those with the same ids, and removes the people named.
    func changeDirectory(units: [Unit], people: [Person], removing: [PersonID]) throws
    func record(command id: String, answer: String) throws
    /// Begins series of document numbers, or sets what they count on from; their term becomes their unit's current one.
    func set(series: [SeriesRecord]) throws
    /// When the item's next reminder is due; nil for never.
    func setReminder(_ task: TaskCode, at moment: Instant?) throws
    /// Adds the slots whose keys are new; returns those.
    func add(slots: [ReminderSlot]) throws -> [ReminderSlot]
    /// Queues one message that carries these slots.
    func addMessage(for person: PersonID, at moment: Instant, slots: [ReminderKey]) throws -> OutboxMessage
    /// Puts slots into a message that is still queued, whether they had none before or waited in another.
    func move(slots: [ReminderKey], to message: Int) throws
    func setSlot(_ key: ReminderKey, to state: ReminderSlot.State) throws
    /// Takes the message for `owner` with the next fencing token.
    func claim(message number: Int, owner: String) throws -> OutboxMessage
    /// Puts a state on the message if `token` is still its latest; false where another has claimed it since.
    func record(message number: Int, token: Int, state: OutboxMessage.State, at moment: Instant) throws -> Bool
    func setLastRemind(_ moment: Instant) throws
    func setHoldsReminders(_ holds: Bool) throws
    /// Forgets the bytes of a text or file; that they were there, and their hash, stays.
    func erase(resource hash: String) throws
    /// Takes over, from another store, a text or file whose bytes were erased there.
    func keepErased(_ resource: ResourceRecord) throws
    /// Takes over a message with its number and with what became of its claims.
    func put(_ message: OutboxMessage, deliveries: [DeliveryRecord]) throws
    /// Takes over the ballot box of a secret vote that is open.
    func put(_ box: BoxRecord) throws
    /// Takes over a slot with the number of the message that carries it.
    func put(_ record: SlotRecord) throws
}

/// The end of the chain: what a backup, an export and a verification print.
public struct ChainHead: Hashable, Sendable {
    public let sequence: Int
    /// 32 bytes, in hexadecimal.
    public let hash: String

    public init(sequence: Int, hash: String) {
        self.sequence = sequence
        self.hash = hash
    }
}

/// An event with the hash of the chain up to and including it, in hexadecimal.
public struct StoredEvent: Hashable, Sendable {
    public let event: Event
    public let hash: String

    public init(event: Event, hash: String) {
        self.event = event
        self.hash = hash
    }
}

/// An event as the chain seals it, with the 32 bytes of its hash.
public struct SealedLine: Hashable, Sendable {
    public let line: LogLine
    let hash: [UInt8]
}

public struct ItemCounts: Hashable, Sendable {
    public let open: Int
    public let done: Int
    public let overdue: Int

    public init(open: Int, done: Int, overdue: Int) {
        self.open = open
        self.done = done
        self.overdue = overdue
    }
}

public struct WindowTimer: Hashable, Sendable {
    public let instance: InstanceID
    public let path: Path
    public let at: Instant

    public init(instance: InstanceID, path: Path, at: Instant) {
        self.instance = instance
        self.path = path
        self.at = at
    }
}

public struct ReminderTimer: Hashable, Sendable {
    public let task: TaskCode
    public let at: Instant

    public init(task: TaskCode, at: Instant) {
        self.task = task
        self.at = at
    }
}

/// A ballot box and the vote to which it belongs.
public struct BoxRecord: Hashable, Sendable {
    public let instance: InstanceID
    public let path: Path
    public let box: BallotBox

    public init(instance: InstanceID, path: Path, box: BallotBox) {
        self.instance = instance
        self.path = path
        self.box = box
    }
}

/// A text or file without its bytes.
public struct ResourceRecord: Hashable, Sendable {
    public let hash: String
    public let kind: String
    public let name: String
    public let size: Int

    public init(hash: String, kind: String, name: String, size: Int) {
        self.hash = hash
        self.kind = kind
        self.name = name
        self.size = size
    }
}

public struct CommandRecord: Hashable, Sendable {
    public let id: String
    public let answer: String

    public init(id: String, answer: String) {
        self.id = id
        self.answer = answer
    }
}

/// A slot and the number of the message that carries it.
public struct SlotRecord: Hashable, Sendable {
    public let slot: ReminderSlot
    public let message: Int?

    public init(slot: ReminderSlot, message: Int?) {
        self.slot = slot
        self.message = message
    }
}

/// A claim of a message, or what became of it.
public struct DeliveryRecord: Hashable, Sendable {
    public let token: Int
    public let state: OutboxMessage.State
    /// Nil for a claim.
    public let at: Instant?

    public init(token: Int, state: OutboxMessage.State, at: Instant?) {
        self.token = token
        self.state = state
        self.at = at
    }
}
