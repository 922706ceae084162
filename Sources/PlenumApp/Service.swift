public import PlenumCore
public import PlenumStore

/// What people and cron ask of Plenum, whole: each function is one request, from its words to what it answers.
public struct Service {
    let store: any Store
    let environment: Environment
    public let settings: Settings
    let library: Library

    public init(store: any Store, environment: Environment, settings: Settings = Settings()) {
        self.store = store
        self.environment = environment
        self.settings = settings
        library = Library(environment)
    }

    func surroundings(of instance: Instance, in reader: any StoreReader) throws -> Surroundings {
        let (calendar, zone) = try library.calendar(pinned: instance.calendar, in: reader)
        return Surroundings(
            directory: reader, calendar: calendar, zone: zone, hour: settings.hour, numbering: numberForm)
    }

    /// Decides a command on an instance and writes what follows, in the transaction given.
    @discardableResult
    func carryOut(
        _ command: Command, by authority: Authority, on id: InstanceID, in transaction: any StoreTransaction
    ) throws -> [StoredEvent] {
        let decided = try decide(command, by: authority, on: id, in: transaction)
        return try commit(decided.events, decided.context, to: transaction)
    }

    /// What a command was decided to be, with the rows it would change.
    struct Decision {
        let events: [Event]
        let context: InstanceContext
    }

    /// Decides a command on an instance, after what fell due in it. Writes nothing.
    func decide(
        _ command: Command, by authority: Authority, on id: InstanceID, in reader: any StoreReader
    ) throws -> Decision {
        guard let context = try context(of: id, in: reader) else { throw Refused(.noSuchInstance(id)) }
        let due = try reader.windowsToClose(in: id, by: authority.now, limit: Service.batch)
        let events = try Decider.decide(
            command, by: authority, on: context.set, definition: context.definition, in: context.surroundings,
            closing: due.map { ($0.path, $0.at) })
        return Decision(events: events, context: context)
    }

    @discardableResult
    func commit(
        _ events: [Event], _ context: InstanceContext, to transaction: any StoreTransaction
    ) throws -> [StoredEvent] {
        try commit(events, context.set, context.definition, context.surroundings, to: transaction)
    }

    /// Appends the events, writes the rows they changed and the moments at which open items remind next.
    @discardableResult
    func commit(
        _ events: [Event], _ set: WorkingSet, _ definition: Definition, _ surroundings: Surroundings,
        to transaction: any StoreTransaction
    ) throws -> [StoredEvent] {
        guard !events.isEmpty else { return [] }
        let stored = try transaction.append(events)
        try transaction.save(set)
        for code in set.changes.items {
            guard let item = try set.item(code) else { continue }
            try transaction.setReminder(code, at: firstReminder(of: item, definition, surroundings))
        }
        return stored
    }

    /// The first moment at which an item that has just changed reminds; nil when it does no more.
    private func firstReminder(
        of item: Item, _ definition: Definition, _ surroundings: Surroundings
    ) throws -> Instant? {
        guard item.isAwaited else { return nil }
        return try schedule(of: item, definition, surroundings)?.firings.first?.moment
    }

    func schedule(
        of item: Item, _ definition: Definition, _ surroundings: Surroundings
    ) throws -> ReminderSchedule? {
        guard let policy = definition.policy(of: item.path) else { return nil }
        return try ReminderSchedule(
            rungs: policy.rungs, due: item.due, openedAt: item.openedAt, reckoner: surroundings.reckoner)
    }
}
