import PlenumApp
import PlenumCore
import PlenumDelivery
import PlenumStore

// What must hold, told anew and as plainly as can be: days are counted by hand, in UTC, for the one policy that the
// simulated definition has. Nothing here asks the program what it would do.

extension SimulatedRun {
    /// A rung that should have spoken, with when.
    private struct Voice {
        let moment: Instant
        let rule: String
        let occurrence: Int
    }

    private func eight(_ day: CivilDate, hour: Int = 8) -> Instant {
        Instant(seconds: day.dayNumber * 86_400 + hour * 3600)
    }

    /// What the policy says of an item up to now, the earliest first; nothing that fell before it opened.
    private func voices(_ item: Item, escalations: Bool) -> [Voice] {
        var voices = [Voice(moment: item.openedAt, rule: "when it opens", occurrence: 1)]
        if let day = item.due?.date {
            if item.path.step == "meeting" {
                voices.append(Voice(moment: eight(day.adding(days: -1)), rule: "1 day before", occurrence: 1))
            } else {
                voices.append(Voice(moment: eight(day.adding(days: -2)), rule: "2 days before", occurrence: 1))
                voices.append(Voice(moment: eight(day), rule: "on the day", occurrence: 1))
                for number in 1...3 {
                    voices.append(
                        Voice(
                            moment: eight(day.adding(days: number)), rule: "every day after up to 3 times",
                            occurrence: number))
                }
                if escalations {
                    voices.append(
                        Voice(
                            moment: eight(day.adding(days: 2), hour: 10),
                            rule: "escalate to secretary of committee 2 days after at 10:00", occurrence: 1))
                }
            }
        }
        return voices.filter { $0.rule == "when it opens" || $0.moment > item.openedAt }.filter { $0.moment <= now }
            .sorted { $0.moment < $1.moment }
    }

    /// Who is told in somebody's place on a day: down the chain of substitutes, else the secretary.
    private func inPlace(of person: PersonID, on day: CivilDate, _ reader: any StoreReader) throws -> [PersonID] {
        var here = person
        for _ in 0...5 {
            guard let away = try reader.person(here)?.absences.first(where: { $0.days.contains(day) }) else {
                return [here]
            }
            guard let next = away.substitute, next != person else { break }
            here = next
        }
        return person == "p1" ? [] : ["p1"]
    }

    /// I4: of what is open and somebody's, the strongest reminder that has fallen due is said or settled.
    func checkEverythingSaid() throws {
        try store.read { reader in
            guard try reader.instance("sim-1")?.state == .running else { return }
            for item in try reader.openItems(in: nil) {
                let anchor = item.due?.anchor ?? ""
                let slots = try reader.slots(of: item.code).filter {
                    $0.key.round == item.round && $0.key.anchor == anchor
                }
                for person in item.people {
                    let told = try inPlace(of: person, on: world.environmentDay, reader)
                    guard !told.isEmpty, let strongest = voices(item, escalations: item.people == ["p1"]).last else {
                        continue
                    }
                    let said = slots.filter {
                        $0.key.rule == strongest.rule && $0.key.occurrence == strongest.occurrence
                    }
                    let equal = slots.filter { $0.moment >= strongest.moment && $0.state != .queued }
                    if said.isEmpty && equal.isEmpty {
                        throw Failure("I4: \(item.code) \(item.path) of \(person): nothing was said of \(strongest)")
                    }
                    if let waiting = said.first(where: { $0.state == .queued }),
                        try !isHeldBack(waiting, reader)
                    {
                        throw Failure("I4: \(item.code) \(item.path): \(waiting) still waits")
                    }
                }
            }
        }
    }

    /// Whether a slot's message was tried by a process that has died, and its owner's number is that of a live one.
    private func isHeldBack(_ slot: ReminderSlot, _ reader: any StoreReader) throws -> Bool {
        guard let number = try reader.slots(for: slot.key.person).first(where: { $0.slot.key == slot.key })?.message,
            let message = try reader.message(number)
        else { return false }
        return message.state == .claimed && message.owner == world.environment.process()
    }

    /// What one run has handed over: each to who may be told, of what is open, one rung a task and person.
    func checkRun(since count: Int) throws {
        let letters = world[\.taken].dropFirst(count)
        try store.read { reader in
            var told: [String: String] = [:]
            for taken in letters {
                if taken.letter.slots.isEmpty { throw Failure("an empty letter") }
                for key in taken.letter.slots {
                    guard let item = try reader.item(key.task), item.state.isOpen, item.round == key.round,
                        try reader.instance(item.instance)?.state == .running
                    else { throw Failure("I5: \(key) was sent of what is closed") }
                    if item.due?.anchor ?? "" != key.anchor {
                        throw Failure("I5: \(key) was sent for another deadline")
                    }
                    try checkAudience(key, item, reader)
                    // News of a move is no rung; it may be waiting in a message that was tried before.
                    guard !key.rule.hasPrefix("moved from ") else { continue }
                    if let other = told.updateValue(key.rule, forKey: "\(key.task) \(key.person)") {
                        throw Failure(
                            "rule 4: of \(key.task), \(key.person) was told \(other) and \(key.rule) in one run")
                    }
                }
            }
        }
    }

    private func checkAudience(_ key: ReminderKey, _ item: Item, _ reader: any StoreReader) throws {
        let day = world.environmentDay
        var may: Set<PersonID> = []
        for person in key.rule.hasPrefix("escalate") ? ["p1"] : item.people {
            may.formUnion(try inPlace(of: person, on: day, reader))
        }
        if item.path.step == "meeting" {
            for person in Self.people where try inPlace(of: person, on: day, reader) == [person] { may.insert(person) }
        }
        if !may.contains(key.person) { throw Failure("I5: \(key) was sent to \(key.person), not to \(may)") }
    }

    /// I1 and I3, at any moment.
    func checkAlways() throws {
        try store.read { reader in
            let events = try reader.events(of: nil, after: 0, limit: 10_000)
            if events.map(\.event.sequence) != Array(1..<(events.count + 1)) { throw Failure("I1: a gap in the log") }
            var ended: Set<String> = []
            for event in events.map(\.event) {
                guard case .completed(let body) = event.body, let code = body.code else { continue }
                let opened = events.count { stored in
                    if case .opened(let opening) = stored.event.body {
                        opening.path == body.path && stored.event.sequence < event.sequence
                    } else {
                        false
                    }
                }
                if !ended.insert("\(code) \(opened)").inserted { throw Failure("I1: \(code) was completed twice") }
            }
            let slots = try reader.allSlots()
            if Set(slots.map(\.slot.key)).count != slots.count { throw Failure("I3: a key twice") }
        }
        let sent = world[\.taken]
        let ids = Dictionary(grouping: sent, by: \.letter.id)
        if holds, let twice = ids.first(where: { $0.value.count > 1 }) {
            throw Failure("I3: \(twice.value[0].letter.slots) was transmitted \(twice.value.count) times under hold")
        }
        // The same reminder never comes under two identities.
        var carriers: [ReminderKey: String] = [:]
        for letter in sent.map(\.letter) {
            for key in letter.slots {
                if let other = carriers.updateValue(letter.id, forKey: key), other != letter.id {
                    throw Failure("I3: \(key) was sent under two identities")
                }
            }
        }
    }
}
