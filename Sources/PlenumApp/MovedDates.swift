import PlenumCore
import PlenumStore

// What is said and what is left unsaid when the date of an open task moves.

/// One date that has moved.
struct MovedDate {
    let path: Path
    let from: Due
}

extension Service {
    /// The dates that a decided command moves; what it would write is not written yet.
    func movedDates(in decided: Decision, _ reader: any StoreReader) throws -> [MovedDate] {
        var seen: Set<Path> = []
        return try decided.events.compactMap { event in
            guard case .rescheduled(let body) = event.body, body.path != .instance, seen.insert(body.path).inserted,
                let from = try reader.step(body.path, of: decided.context.set.id)?.facts.due,
                try decided.context.set.step(body.path).facts.due?.anchor != from.anchor
            else { return nil }
            return MovedDate(path: body.path, from: from)
        }
    }

    /// What waits to be said of the old date is superseded, and what the new date would have said already is covered
    /// by the message that it has moved: one for each person whose date it is.
    func announce(
        _ moves: [MovedDate], reason: String, _ context: InstanceContext, now: Instant,
        _ transaction: any StoreTransaction
    ) throws {
        var told: [PersonID: [ReminderKey]] = [:]
        for move in moves {
            for item in try context.set.openItems(at: move.path) {
                let from = try remindAnew(item, movedFrom: move.from, context, now, transaction)
                guard context.instance.state == .running, let due = item.due, from.anchor != due.anchor else {
                    continue
                }
                for (person, _) in try audience(ofMoving: item, context, now) {
                    let slot = try notice(of: item, movedFrom: from, reason, to: person, now, transaction)
                    if try !transaction.add(slots: [slot]).isEmpty { told[person, default: []].append(slot.key) }
                }
            }
        }
        try enqueue(told, at: now, transaction)
    }

    /// Whoever has had a letter about a task that is taken back hears that it is theirs no more.
    func announceWithdrawal(
        in decided: Decision, reason: String, now: Instant, _ transaction: any StoreTransaction
    ) throws {
        var told: [PersonID: [ReminderKey]] = [:]
        for event in decided.events {
            guard case .returned(let body) = event.body else { continue }
            for item in try body.reset.flatMap({ try decided.context.set.items(at: $0) }) where item.state == .cancelled
            {
                let sent = try transaction.slots(of: item.code).filter {
                    $0.key.round == item.round && ($0.state == .sent || $0.state == .unknown)
                }
                for person in Set(sent.map(\.key.person)).sorted() {
                    let slot = ReminderSlot(
                        key: ReminderKey(item, to: person, rule: WithdrawalNotice(reason: reason).rule),
                        moment: now, state: .queued)
                    if try !transaction.add(slots: [slot]).isEmpty { told[person, default: []].append(slot.key) }
                }
            }
        }
        try enqueue(told, at: now, transaction)
    }

    private func notice(
        of item: Item, movedFrom from: Due, _ reason: String, to person: PersonID, _ now: Instant,
        _ reader: any StoreReader
    ) throws -> ReminderSlot {
        let rule = DateMoveNotice(from: from, reason: reason).rule
        let anchor = item.due?.anchor ?? ""
        // A date may go back and forth: each time is said.
        let before = try reader.slots(of: item.code).count {
            $0.key.round == item.round && $0.key.person == person && $0.key.rule == rule && $0.key.anchor == anchor
        }
        return ReminderSlot(
            key: ReminderKey(item, to: person, rule: rule, occurrence: before + 1), moment: now, state: .queued)
    }

    /// Returns the date that people last heard of: an earlier one than `from` where the move to that is unsaid yet.
    private func remindAnew(
        _ item: Item, movedFrom from: Due, _ context: InstanceContext, _ now: Instant,
        _ transaction: any StoreTransaction
    ) throws -> Due {
        var known = from
        for slot in try transaction.slots(of: item.code) where slot.state == .queued {
            if let unsaid = DateMoveNotice(rule: slot.key.rule), let due = Due(anchor: unsaid.from, instant: now) {
                known = due
            }
            try transaction.setSlot(slot.key, to: .superseded)
        }
        guard let schedule = try schedule(of: item, context.definition, context.surroundings) else { return known }
        for firing in schedule.due(by: now) {
            let slots = try recipients(of: firing.rung, item, context, now).map { person in
                ReminderSlot(
                    key: ReminderKey(item, to: person, rule: firing.rung.text, occurrence: firing.occurrence),
                    moment: firing.moment, state: .superseded)
            }
            _ = try transaction.add(slots: slots)
        }
        try transaction.setReminder(item.code, at: schedule.next(after: now))
        return known
    }
}
