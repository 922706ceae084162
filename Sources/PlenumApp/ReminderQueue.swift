import PlenumCore
import PlenumStore

// What is due to be said: from the schedules of open items to messages in the outbox.

extension Service {
    /// Queues what is due at `now`, one message a person, and returns at how many items it looked.
    func queueReminders(now: Instant, in transaction: any StoreTransaction) throws -> Int {
        var byPerson: [PersonID: [ReminderKey]] = [:]
        var cache = InstanceCache(service: self, reader: transaction)
        let lastRun = try transaction.lastRemind()
        let timers = try transaction.remindersDue(by: now, limit: Service.batch)
        for timer in timers {
            guard let item = try transaction.item(timer.task), item.isAwaited,
                let context = try cache.context(of: item.instance),
                let schedule = try schedule(of: item, context.definition, context.surroundings)
            else {
                try transaction.setReminder(timer.task, at: nil)
                continue
            }
            for key in try queue(schedule, item, context, now, lastRun, transaction) {
                byPerson[key.person, default: []].append(key)
            }
            try transaction.setReminder(timer.task, at: schedule.next(after: now))
        }
        try enqueue(byPerson, at: now, transaction)
        return timers.count
    }

    /// Puts slots into the message that waits for their person, if one does and was never tried; else into a new one.
    func enqueue(
        _ slots: [PersonID: [ReminderKey]], at now: Instant, _ transaction: any StoreTransaction
    ) throws {
        guard !slots.isEmpty else { return }
        var waiting: [PersonID: Int] = [:]
        for message in try transaction.messages(in: [.queued], limit: .max) where message.attempts == 0 {
            waiting[message.person] = message.number
        }
        for (person, keys) in slots.sorted(by: { $0.key < $1.key }) {
            if let message = waiting[person] {
                try transaction.move(slots: keys, to: message)
            } else {
                _ = try transaction.addMessage(for: person, at: now, slots: keys)
            }
        }
    }

    /// Puts a slot for every firing that is due and was not there before, and returns those that are to be sent: at
    /// most one a person.
    private func queue(
        _ schedule: ReminderSchedule, _ item: Item, _ context: InstanceContext, _ now: Instant, _ lastRun: Instant?,
        _ transaction: any StoreTransaction
    ) throws -> [ReminderKey] {
        let known = try transaction.slots(of: item.code).filter { $0.key.round == item.round }
        var firings: [PersonID: [ReminderSchedule.Firing]] = [:]
        for firing in schedule.due(by: now) {
            let said = known.filter { firing.isSaid(by: $0.key, anchor: item.due?.anchor ?? "") }
            for (person, part) in try audience(of: firing.rung, item, context, now) {
                let principal = part.principal(of: person)
                // Said once is said: neither to who comes back, nor to who stands in, a second time.
                let isSaid = try said.contains {
                    try $0.key.person != person
                        && present([principal], item, context, $0.moment).contains($0.key.person)
                }
                if isSaid {
                    firings[person] = []
                } else {
                    firings[person, default: []].append(firing)
                }
            }
        }
        var queued: [ReminderKey] = []
        for person in firings.keys.sorted() {
            let own = known.filter { $0.key.person == person && ($0.state == .sent || $0.state == .unknown) }
            let choice = ReminderChoice(item: item, person: person, now: now, lastRun: lastRun)
            let slots = try choice.slots(for: firings[person] ?? []) { rung in
                let mails = own.filter { $0.key.rule == rung.text }
                guard !mails.isEmpty, !mails.contains(where: { $0.key.anchor == item.due?.anchor ?? "" }) else {
                    return nil
                }
                return try transaction.lastMail(of: item.code, round: item.round, to: person, rule: rung.text)
            }
            queued += try transaction.add(slots: slots).filter { $0.state == .queued }.map(\.key)
        }
        try supersede(known, by: queued, transaction)
        return queued
    }

    /// What still waits to be said of the task to those who are now told something stronger is left unsaid.
    private func supersede(
        _ known: [ReminderSlot], by stronger: [ReminderKey], _ transaction: any StoreTransaction
    ) throws {
        let told = Set(stronger.map(\.person))
        for slot in known
        where slot.state == .queued && told.contains(slot.key.person) && !slot.key.isNews {
            try transaction.setSlot(slot.key, to: .superseded)
        }
    }
}

extension ReminderSchedule.Firing {
    /// Whether a slot of the same task and round is this firing's, whoever it speaks to.
    fileprivate func isSaid(by key: ReminderKey, anchor: String) -> Bool {
        key.rule == rung.text && key.occurrence == occurrence && key.anchor == anchor
    }
}
