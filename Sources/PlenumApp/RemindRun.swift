public import PlenumCore
public import PlenumDelivery
import PlenumStore

/// What one run of `remind` has done.
public struct RemindReport: Hashable, Sendable {
    /// Windows that closed because their time was up.
    public internal(set) var closed = 0
    public internal(set) var sent = 0
    public internal(set) var failed = 0
    public internal(set) var unknown = 0
}

extension Service {
    /// One run of `remind`: what fell due is applied, what is due to be said is queued, and the queue is delivered.
    /// Safe at any frequency and beside other runs.
    public func remind(through channel: any Channel, authority: Authority) throws -> RemindReport {
        var report = RemindReport()
        report.closed = try closeWindows(authority)
        try queueReminders(now: authority.now)
        try deliver(through: channel, now: authority.now, &report)
        try store.write { try $0.setLastRemind(authority.now) }
        return report
    }

    /// How many instances, or items, one transaction takes at the most, so that others get their turn.
    static let batch = 10_000

    private func closeWindows(_ authority: Authority) throws -> Int {
        var closed = 0
        while let window = try store.read({ try $0.windowsToClose(in: nil, by: authority.now, limit: 1).first }) {
            let events = try store.write { transaction in
                try carryOut(.advance, by: authority, on: window.instance, in: transaction)
            }
            guard !events.isEmpty else { break }
            closed += events.filter { if case .closed = $0.event.body { true } else { false } }.count
        }
        return closed
    }

    // MARK: What is due to be said

    private func queueReminders(now: Instant) throws {
        let isDue = try store.read { try !$0.remindersDue(by: now, limit: 1).isEmpty }
        guard isDue else { return }
        try store.write { transaction in
            var byPerson: [PersonID: [ReminderKey]] = [:]
            var cache = InstanceCache(service: self, reader: transaction)
            for timer in try transaction.remindersDue(by: now, limit: Service.batch) {
                guard let item = try transaction.item(timer.task), item.state.isOpen,
                    let context = try cache.context(of: item.instance)
                else {
                    try transaction.setReminder(timer.task, at: nil)
                    continue
                }
                if let schedule = try schedule(of: item, context.definition, context.surroundings) {
                    for key in try queue(schedule, item, context, now, transaction) {
                        byPerson[key.person, default: []].append(key)
                    }
                    try transaction.setReminder(timer.task, at: schedule.next(after: now))
                } else {
                    try transaction.setReminder(timer.task, at: nil)
                }
            }
            for person in byPerson.keys.sorted() {
                _ = try transaction.addMessage(for: person, at: now, slots: byPerson[person] ?? [])
            }
        }
    }

    /// Of the firings that are due and were not materialised before, the strongest for each person is queued and the
    /// weaker ones are superseded.
    private func queue(
        _ schedule: ReminderSchedule, _ item: Item, _ context: InstanceContext, _ now: Instant,
        _ transaction: any StoreTransaction
    ) throws -> [ReminderKey] {
        var slots: [PersonID: [ReminderSlot]] = [:]
        for firing in schedule.due(by: now) {
            for person in try recipients(of: firing.rung, item, context) {
                let key = ReminderKey(
                    task: item.code, round: item.round, person: person, rule: firing.rung.text,
                    occurrence: firing.occurrence, anchor: item.due?.anchor ?? "")
                slots[person, default: []].append(
                    ReminderSlot(key: key, moment: firing.moment, state: .superseded))
            }
        }
        var queued: [ReminderKey] = []
        for person in slots.keys.sorted() {
            guard var mine = slots[person], !mine.isEmpty else { continue }
            mine[mine.count - 1].state = .queued
            queued += try transaction.add(slots: mine).filter { $0.state == .queued }.map(\.key)
        }
        return queued
    }

    func recipients(of rung: Rung, _ item: Item, _ context: InstanceContext) throws -> [PersonID] {
        guard case .escalate(let people, _) = rung.trigger else { return item.people }
        return try context.scene(at: item.path)?.people(people) ?? []
    }

    // MARK: Delivery

    private func deliver(through channel: any Channel, now: Instant, _ report: inout RemindReport) throws {
        let owner = environment.process()
        let waiting = try store.read { try $0.messages(in: [.queued, .claimed], limit: Service.batch) }
        for message in waiting {
            if message.state == .claimed, let other = message.owner, other == owner || environment.isAlive(other) {
                continue
            }
            guard let (claimed, letter) = try claim(message, owner, now) else { continue }
            let (state, slotState): (OutboxMessage.State, ReminderSlot.State) =
                switch try channel.deliver(letter) {
                case .sent: (.sent, .sent)
                case .failed: (.failed, .failed)
                case .unknown: (.unknown, .unknown)
                }
            let recorded = try store.write { transaction in
                guard
                    try transaction.record(message: claimed.number, token: claimed.token, state: state, at: now)
                else { return false }
                for key in letter.slots { try transaction.setSlot(key, to: slotState) }
                return true
            }
            guard recorded else { continue }
            switch state {
            case .sent: report.sent += 1
            case .failed: report.failed += 1
            case .unknown: report.unknown += 1
            case .queued, .claimed, .suppressed: break
            }
        }
    }

    /// Takes a message for this run and writes its letter; nil where another run has it or nothing is left to say.
    private func claim(
        _ message: OutboxMessage, _ owner: String, _ now: Instant
    ) throws -> (OutboxMessage, Letter)? {
        try store.write { transaction in
            guard let current = try transaction.message(message.number), current.token == message.token,
                current.state == message.state
            else { return nil }
            let claimed = try transaction.claim(message: message.number, owner: owner)
            var cache = InstanceCache(service: self, reader: transaction)
            var entries: [LetterWriter.Entry] = []
            for slot in try transaction.slots(ofMessage: message.number) where slot.state == .queued {
                if let entry = try entry(of: slot.key, now, &cache, transaction) {
                    entries.append(entry)
                } else {
                    try transaction.setSlot(slot.key, to: .suppressed)
                }
            }
            guard !entries.isEmpty, let person = try transaction.person(message.person) else {
                _ = try transaction.record(
                    message: claimed.number, token: claimed.token, state: .suppressed, at: now)
                return nil
            }
            entries.sort {
                ($0.due?.instant.seconds ?? .max, $0.key.task) < ($1.due?.instant.seconds ?? .max, $1.key.task)
            }
            let writer = LetterWriter(person.language ?? .vi)
            let keys = entries.map(\.key)
            let letter = Letter(
                id: "<\(ContentHash.hex(keys).prefix(32))@plenum>", person: person.id, name: person.name,
                address: person.email, subject: writer.subject(entries),
                body: writer.body(entries, to: person.name), slots: keys)
            return (claimed, letter)
        }
    }

    /// What a slot says now; nil when its task has ended, come back in another round, or become another's.
    private func entry(
        of key: ReminderKey, _ now: Instant, _ cache: inout InstanceCache, _ reader: any StoreReader
    ) throws -> LetterWriter.Entry? {
        guard let item = try reader.item(key.task), item.state.isOpen, item.round == key.round,
            item.due?.anchor ?? "" == key.anchor, let context = try cache.context(of: item.instance),
            context.instance.state == .running, let scene = try context.scene(at: item.path)
        else { return nil }
        let moved = DateMoveNotice(rule: key.rule)
        let rung = scene.step.remind.flatMap(context.definition.policy)?.rungs.first { $0.text == key.rule }
        if moved == nil {
            guard let rung, try recipients(of: rung, item, context).contains(key.person) else { return nil }
        }
        let language = try reader.person(key.person)?.language ?? .vi
        let today = context.surroundings.zone.local(now).date
        let branch = try scene.branchLabel()[language]
        let theme = context.instance.inputs.compactMap { cell -> String? in
            if case .text(let text) = cell.value { text } else { nil }
        }.first
        return LetterWriter.Entry(
            key: key, title: scene.step.title[language] + (branch.isEmpty ? "" : " – \(branch)"),
            plan: context.definition.title[language] + (theme.map { " “\($0)”" } ?? ""), trigger: rung?.trigger ?? .whenItOpens,
            due: item.due,
            workingDaysLeft: item.due.map { due in
                due.instant <= now
                    ? min(-1, -context.surroundings.calendar.workingDays(from: due.date, to: today))
                    : context.surroundings.calendar.workingDays(from: today, to: due.date)
            },
            people: try item.people.compactMap { try reader.person($0)?.name },
            isReturned: item.round > 1 && moved == nil, moved: moved)
    }
}

/// What belongs together while an instance's items are looked at.
struct InstanceContext {
    let instance: Instance
    let definition: Definition
    let surroundings: Surroundings
    let set: WorkingSet

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
