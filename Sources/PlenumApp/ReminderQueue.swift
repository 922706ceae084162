import PlenumCore
import PlenumStore

// What is due to be said: from the schedules of open items to messages in the outbox.

extension Service {
    /// Queues what is due at `now`, one message a person, and returns at how many items it looked.
    func queueReminders(now: Instant, in transaction: any StoreTransaction) throws -> Int {
        var byPerson: [PersonID: [ReminderKey]] = [:]
        var cache = InstanceCache(service: self, reader: transaction)
        let timers = try transaction.remindersDue(by: now, limit: Service.batch)
        for timer in timers {
            guard let item = try transaction.item(timer.task), item.state.isOpen,
                let context = try cache.context(of: item.instance),
                let schedule = try schedule(of: item, context.definition, context.surroundings)
            else {
                try transaction.setReminder(timer.task, at: nil)
                continue
            }
            for key in try queue(schedule, item, context, now, transaction) {
                byPerson[key.person, default: []].append(key)
            }
            try transaction.setReminder(timer.task, at: schedule.next(after: now))
        }
        for person in byPerson.keys.sorted() {
            _ = try transaction.addMessage(for: person, at: now, slots: byPerson[person] ?? [])
        }
        return timers.count
    }

    /// Puts a slot for every firing that is due and was not there before, and returns those that are to be sent: at
    /// most one a person.
    private func queue(
        _ schedule: ReminderSchedule, _ item: Item, _ context: InstanceContext, _ now: Instant,
        _ transaction: any StoreTransaction
    ) throws -> [ReminderKey] {
        var firings: [PersonID: [ReminderSchedule.Firing]] = [:]
        for firing in schedule.due(by: now) {
            for person in try recipients(of: firing.rung, item, context, now) {
                firings[person, default: []].append(firing)
            }
        }
        var queued: [ReminderKey] = []
        for person in firings.keys.sorted() {
            let choice = ReminderChoice(item: item, person: person, now: now)
            let slots = try choice.slots(for: firings[person] ?? []) {
                try transaction.lastMail(of: item.code, round: item.round, to: person, rule: $0.text)
            }
            queued += try transaction.add(slots: slots).filter { $0.state == .queued }.map(\.key)
        }
        return queued
    }

    /// Whom a rung speaks to at `now`: for whoever is away, those who stand in.
    func recipients(
        of rung: Rung, _ item: Item, _ context: InstanceContext, _ now: Instant
    ) throws -> [PersonID] {
        let scene = try context.scene(at: item.path)
        let people: [PersonID] =
            if case .escalate(let phrase, _) = rung.trigger { try scene?.people(phrase) ?? [] } else { item.people }
        let today = context.surroundings.zone.local(now).date
        var seen: Set<PersonID> = []
        return try people.flatMap {
            try Substitution.standIns(
                for: $0, on: today, organisers: scene?.organisers() ?? [], in: context.surroundings.directory)
        }.filter { seen.insert($0).inserted }
    }
}

/// What belongs together while an instance's items are looked at.
struct InstanceContext {
    let instance: Instance
    let definition: Definition
    let surroundings: Surroundings
    let set: WorkingSet

    /// What the plan is about: its first input that is a text.
    func theme() throws -> String? {
        guard let input = definition.inputs.first(where: { $0.type == .text }) else { return nil }
        return try set.input(input.name)?.text
    }

    func scene(at path: Path) throws -> Scene? {
        Scene(at: path, definition: definition, set: set, surroundings: surroundings)
    }
}

/// The contexts of one transaction, each made once.
struct InstanceCache {
    let service: Service
    let reader: any StoreReader
    private var contexts: [InstanceID: InstanceContext] = [:]

    init(service: Service, reader: any StoreReader) {
        self.service = service
        self.reader = reader
    }

    mutating func context(of id: InstanceID) throws -> InstanceContext? {
        if let known = contexts[id] { return known }
        guard let instance = try reader.instance(id) else { return nil }
        let definition = try service.library.definition(pinned: instance.definition, in: reader)
        let context = InstanceContext(
            instance: instance, definition: definition,
            surroundings: try service.surroundings(of: instance, in: reader),
            set: try WorkingSet(id, reader: reader, definition: definition))
        contexts[id] = context
        return context
    }
}
