import PlenumCore
import PlenumStore

/// A date that has moved, and those whose it is.
struct MovedDate {
    let path: Path
    let from: Due
    let reason: String
    let tasks: [TaskCode]
    /// Of a step with one task: its people, and whoever is convened.
    let people: [PersonID]
}

extension Service {
    /// What a decision has moved, read before it is written: dates that were known, of tasks that are open.
    func moved(
        by decided: Decision, _ now: Instant, because reason: String, _ reader: any StoreReader
    ) throws -> [MovedDate] {
        var seen: Set<Path> = []
        return try decided.events.compactMap { event -> MovedDate? in
            guard case .rescheduled(let body) = event.body, body.path != .instance, seen.insert(body.path).inserted,
                let from = try reader.step(body.path, of: decided.set.id)?.facts.due,
                try decided.set.step(body.path).facts.due != from,
                try decided.set.control(at: body.path).phase == .open,
                let scene = Scene(
                    at: body.path, definition: decided.definition, set: decided.set,
                    surroundings: decided.surroundings)
            else { return nil }
            let items = try decided.set.openItems(at: body.path)
            var people: [PersonID] = []
            for person in try items.flatMap(\.people) + scene.convened() where !people.contains(person) {
                people.append(person)
            }
            return MovedDate(
                path: body.path, from: from, reason: reason, tasks: items.map(\.code), people: people)
        }
    }

    /// What waits to be said of the old date is superseded; what the new date would have said already is covered by
    /// the message that it has moved; the rest comes in its time.
    func remindAnew(
        _ moves: [MovedDate], _ context: InstanceContext, _ now: Instant, _ transaction: any StoreTransaction
    )
        throws
    {
        for code in moves.flatMap(\.tasks) {
            guard let item = try context.set.item(code) else { continue }
            for slot in try transaction.slots(of: code) where slot.state == .queued {
                try transaction.setSlot(slot.key, to: .superseded)
            }
            guard let schedule = try schedule(of: item, context.definition, context.surroundings) else { continue }
            for firing in schedule.due(by: now) {
                let slots = try recipients(of: firing.rung, item, context, now).map { person in
                    ReminderSlot(
                        key: ReminderKey(
                            task: code, round: item.round, person: person, rule: firing.rung.text,
                            occurrence: firing.occurrence, anchor: item.due?.anchor ?? ""),
                        moment: firing.moment, state: .superseded)
                }
                _ = try transaction.add(slots: slots)
            }
            try transaction.setReminder(code, at: schedule.next(after: now))
        }
    }

    /// One message for each person whose dates have moved, through the outbox; none for `actor`, who moved them.
    func tell(
        _ moves: [MovedDate], except actor: PersonID? = nil, _ now: Instant, _ transaction: any StoreTransaction
    ) throws {
        var keys: [PersonID: [ReminderKey]] = [:]
        for move in moves {
            for code in move.tasks {
                guard let item = try transaction.item(code) else { continue }
                let rule = DateMoveNotice(from: move.from, reason: move.reason).rule
                for person in move.tasks.count > 1 ? item.people : move.people where person != actor {
                    keys[person, default: []].append(
                        ReminderKey(
                            task: code, round: item.round, person: person, rule: rule, occurrence: 1,
                            anchor: item.due?.anchor ?? ""))
                }
            }
        }
        for person in keys.keys.sorted() {
            let slots = (keys[person] ?? []).map { ReminderSlot(key: $0, moment: now, state: .queued) }
            let added = try transaction.add(slots: slots)
            if !added.isEmpty { _ = try transaction.addMessage(for: person, at: now, slots: added.map(\.key)) }
        }
    }
}
