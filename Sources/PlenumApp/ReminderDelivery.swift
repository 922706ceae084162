import PlenumCore
import PlenumDelivery
import PlenumStore

// From the outbox to a channel: claim, send, record, each message by itself.

extension Service {
    /// So long after it was queued a message that no server takes is tried again.
    static let retriesFor = 72 * 3600
    /// After so many messages in a row that were not taken, the run ends: the server is down.
    static let enough = 5

    func deliver(through channel: any Channel, now: Instant, _ report: inout RemindReport) throws {
        let owner = environment.process()
        // What was refused before comes last, so that it keeps nobody waiting.
        let waiting = try store.read { try $0.messages(in: [.queued, .claimed], limit: .max) }
            .sorted { ($0.attempts, $0.number) < ($1.attempts, $1.number) }
        var inARow = 0
        for message in waiting where inARow < Service.enough {
            let wasCutOff = message.state == .claimed
            if wasCutOff, let other = message.owner, other == owner || environment.isAlive(other) { continue }
            if wasCutOff, settings.unsure == .hold {
                if try hold(message, owner, now) { report.unknown += 1 }
                continue
            }
            let claim = try claim(message, owner, now, needsAddress: type(of: channel).needsAddress)
            switch claim {
            case .taken(let claimed, let letter, let slots):
                let delivery = try channel.deliver(letter)
                inARow = if case .later = delivery { inARow + 1 } else { 0 }
                try record(delivery, of: claimed, slots, now, &report)
            case .unreachable: report.unreachable += 1
            case .nothing: break
            }
        }
    }

    private func record(
        _ delivery: Delivery, of message: OutboxMessage, _ slots: [ReminderKey], _ now: Instant,
        _ report: inout RemindReport
    ) throws {
        let isOld = now - message.queuedAt > Service.retriesFor
        let state: OutboxMessage.State
        switch delivery {
        case .sent: state = .sent
        case .failed: state = .failed
        case .later: state = isOld ? .failed : .queued
        case .unknown: state = settings.unsure == .hold || isOld ? .unknown : .queued
        }
        let recorded = try store.write { transaction in
            guard try transaction.record(message: message.number, token: message.token, state: state, at: now) else {
                return false
            }
            guard let slotState = ReminderSlot.State(rawValue: state.rawValue), slotState != .queued else {
                return true
            }
            for key in slots { try transaction.setSlot(key, to: slotState) }
            return true
        }
        guard recorded else { return }
        switch delivery {
        case .sent: break
        case .failed(let reason), .later(let reason), .unknown(let reason): report.reason = reason
        }
        switch state {
        case .sent: report.sent += 1
        case .failed: report.failed += 1
        case .unknown: report.unknown += 1
        case .queued: report.later += 1
        case .claimed, .suppressed: break
        }
    }

    /// Puts a message whose sending was cut off among those of which nobody knows whether they left.
    private func hold(_ message: OutboxMessage, _ owner: String, _ now: Instant) throws -> Bool {
        try store.write { transaction in
            guard let current = try transaction.message(message.number), current.token == message.token,
                current.state == message.state
            else { return false }
            let claimed = try transaction.claim(message: message.number, owner: owner)
            for slot in try transaction.slots(ofMessage: message.number) where slot.state == .queued {
                try transaction.setSlot(slot.key, to: .unknown)
            }
            return try transaction.record(message: claimed.number, token: claimed.token, state: .unknown, at: now)
        }
    }

    private enum Claim {
        case taken(OutboxMessage, Letter, [ReminderKey])
        case unreachable
        /// Another run has it, or nothing is left to say.
        case nothing
    }

    /// Takes a message for this run and writes its letter.
    private func claim(
        _ message: OutboxMessage, _ owner: String, _ now: Instant, needsAddress: Bool
    ) throws -> Claim {
        try store.write { transaction in
            guard let current = try transaction.message(message.number), current.token == message.token,
                current.state == message.state
            else { return .nothing }
            let draft = try draft(of: message, now, needsAddress: needsAddress, transaction)
            if !draft.waiting.isEmpty {
                // What may have left under this identity stays whole; what cannot leave waits.
                guard draft.letter != nil, current.attempts == 0 else { return .nothing }
                let rest = try transaction.addMessage(for: message.person, at: message.queuedAt, slots: [])
                try transaction.move(slots: draft.waiting, to: rest.number)
            }
            let claimed = try transaction.claim(message: message.number, owner: owner)
            for (key, state) in draft.settled { try transaction.setSlot(key, to: state) }
            if let letter = draft.letter { return .taken(claimed, letter, letter.slots) }
            _ = try transaction.record(message: claimed.number, token: claimed.token, state: .suppressed, at: now)
            return draft.settled.contains { $0.state == .unreachable } ? .unreachable : .nothing
        }
    }

    /// What a message says now.
    struct Draft {
        /// Nil where nothing is left of it.
        var letter: Letter?
        /// The slots that it leaves out, with what becomes of them.
        var settled: [(key: ReminderKey, state: ReminderSlot.State)] = []
        /// The slots of suspended plans: they keep until those go on.
        var waiting: [ReminderKey] = []
    }

    func draft(
        of message: OutboxMessage, _ now: Instant, needsAddress: Bool, _ reader: any StoreReader
    ) throws -> Draft {
        var cache = InstanceCache(service: self, reader: reader)
        var entries: [LetterWriter.Entry] = []
        var draft = Draft()
        let slots = try reader.slots(ofMessage: message.number)
        for slot in slots where slot.state == .queued {
            switch try telling(of: slot, now, &cache, reader) {
            case .entry(let entry): entries.append(entry)
            case .ended(let state): draft.settled.append((slot.key, state))
            case .waits: draft.waiting.append(slot.key)
            }
        }
        guard let person = try reader.person(message.person) else {
            draft.settled += entries.map { ($0.key, .suppressed) }
            return draft
        }
        guard !entries.isEmpty else { return draft }
        entries.sort { ($0.due?.instant.seconds ?? .max, $0.key.task) < ($1.due?.instant.seconds ?? .max, $1.key.task) }
        let language = person.language ?? settings.language
        let writer = LetterWriter(language, baseAddress: settings.baseAddress)
        let zone = try environment.zone(settings.zone)
        let waiting = Set(draft.waiting)
        let letter = Letter(
            // All its slots, whatever became of some: the identity stays the same at every attempt.
            id: "<\(ContentHash.hex(slots.map(\.key).filter { !waiting.contains($0) }).prefix(32))@plenum>",
            person: person.id, name: person.name, address: person.email, language: language, date: message.queuedAt,
            offset: zone.offset(message.queuedAt), subject: writer.subject(entries),
            body: writer.body(entries, to: person.name), slots: entries.map(\.key))
        if needsAddress, letter.address == nil {
            draft.settled += entries.map { ($0.key, .unreachable) }
        } else {
            draft.letter = letter
        }
        return draft
    }

    /// What a slot says now.
    private enum Telling {
        case entry(LetterWriter.Entry)
        /// Nothing any more.
        case ended(ReminderSlot.State)
        /// Nothing while its plan is suspended.
        case waits
    }

    /// A slot says nothing when its task has ended, come back in another round, got another deadline, become
    /// another's, or waited too long.
    private func telling(
        of slot: ReminderSlot, _ now: Instant, _ cache: inout InstanceCache, _ reader: any StoreReader
    ) throws -> Telling {
        let key = slot.key
        if let notice = WithdrawalNotice(rule: key.rule) { return try telling(notice, of: slot, now, &cache, reader) }
        guard let item = try reader.item(key.task), item.isAwaited, item.round == key.round,
            let context = try cache.context(of: item.instance), let scene = context.scene(at: item.path)
        else { return .ended(.suppressed) }
        guard item.due?.anchor ?? "" == key.anchor else { return .ended(.superseded) }
        switch context.instance.state {
        case .running: break
        case .suspended: return .waits
        case .completed, .cancelled: return .ended(.suppressed)
        }
        let moved = DateMoveNotice(rule: key.rule)
        let obstacle = ObstacleNotice(rule: key.rule)
        let rung = context.definition.policy(of: item.path)?.rungs.first { $0.text == key.rule }
        guard now - slot.moment <= ReminderChoice.expiresAfter else { return .ended(.expired) }
        // What was cleared meanwhile, or was told again in other words, is not told any more.
        if let obstacle, obstacle.news == .reported, item.obstacle != obstacle.text { return .ended(.superseded) }
        let told =
            if let obstacle {
                try audience(of: obstacle, item, context, now)
            } else if moved != nil {
                try audience(ofMoving: item, context, now)
            } else {
                try rung.map { try audience(of: $0, item, context, now) } ?? []
            }
        guard let part = told.first(where: { $0.person == key.person })?.part else { return .ended(.suppressed) }
        let language = try language(of: key.person, reader)
        let title = try title(of: scene, context, in: language)
        let away: PersonID? = if case .standIn(let away) = part { away } else { nil }
        return .entry(
            LetterWriter.Entry(
                key: key, title: title.task, plan: title.plan, trigger: rung?.trigger ?? .whenItOpens,
                due: item.due, workingDaysLeft: workingDaysLeft(item, context, now),
                people: try item.people.compactMap { try reader.person($0)?.name },
                isReturned: item.round > 1 && moved == nil && obstacle == nil, isInvitation: part == .invited,
                isLate: now - slot.moment > ReminderChoice.lateAfter,
                standsInFor: try away.flatMap { try reader.person($0)?.name },
                rows: try scene.standing().map { [$0.summary(in: language)] + $0.lacking(in: language) } ?? [],
                moved: moved, obstacle: obstacle))
    }

    /// That a task was taken back; nothing where it has become somebody's again meanwhile, who then hears of that.
    private func telling(
        _ notice: WithdrawalNotice, of slot: ReminderSlot, _ now: Instant, _ cache: inout InstanceCache,
        _ reader: any StoreReader
    ) throws -> Telling {
        let key = slot.key
        guard let item = try reader.item(key.task), !item.state.isOpen, item.round == key.round,
            let context = try cache.context(of: item.instance), let scene = context.scene(at: item.path)
        else { return .ended(.suppressed) }
        guard now - slot.moment <= ReminderChoice.expiresAfter else { return .ended(.expired) }
        let title = try title(of: scene, context, in: language(of: key.person, reader))
        return .entry(
            LetterWriter.Entry(
                key: key, title: title.task, plan: title.plan, trigger: .whenItOpens,
                due: nil, workingDaysLeft: nil, people: [], isReturned: false, withdrawn: notice))
    }

    private func language(of person: PersonID, _ reader: any StoreReader) throws -> Language {
        try reader.person(person)?.language ?? settings.language
    }

    /// What the task and its plan are called.
    private func title(
        of scene: Scene, _ context: InstanceContext, in language: Language
    ) throws -> (task: String, plan: String) {
        return (
            try scene.heading(in: language),
            context.definition.title[language] + (try context.theme().map { " “\($0)”" } ?? "")
        )
    }

    private func workingDaysLeft(_ item: Item, _ context: InstanceContext, _ now: Instant) -> Int? {
        guard let due = item.due else { return nil }
        let (calendar, today) = (context.surroundings.calendar, context.surroundings.zone.local(now).date)
        guard due.instant <= now else { return calendar.workingDays(from: today, to: due.date) }
        return min(-1, -calendar.workingDays(from: due.date, to: today))
    }
}
