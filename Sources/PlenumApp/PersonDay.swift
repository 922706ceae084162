public import PlenumCore
import PlenumStore

/// Why messages came to somebody on one day, or did not.
public struct PersonDay: Sendable {
    public let person: Person
    public let day: CivilDate
    public let zone: Zone
    /// They were away: with those who stood in.
    public let standIns: [Person]
    /// Every reminder that fell due for them that day, left that day, or went to somebody else in their place.
    public let reminders: [Reminder]
    /// Where there are none: the next that is known of their open tasks.
    public let next: Reminder?
    /// How reminding itself stood.
    public let running: Running

    public struct Reminder: Sendable {
        public let task: TaskCode
        public let title: LocalizedText
        public let rule: String
        public let moment: Instant
        /// Whose it was, or would be.
        public let person: PersonID
        public let fate: Fate
    }

    /// What became of a reminder, and why.
    public enum Fate: Hashable, Sendable {
        case sent(at: Instant?)
        /// A stronger one of the same task went in its place.
        case stronger(rule: String)
        /// The deadline it was reckoned from is no more.
        case moved(to: Due?)
        /// The same had been said for another deadline shortly before, or the news of the move covers it.
        case covered
        case ended(ItemState, at: Instant?)
        /// The task had come back in a later round.
        case laterRound(Int)
        /// It had become somebody else's, who was told instead.
        case others([PersonID])
        case expired, failed, unknown, unreachable
        /// It waits: the plan is suspended.
        case suspended
        /// It waits for a channel that takes it.
        case queued
        /// No run has looked at it yet.
        case toCome
    }

    public enum Running: Hashable, Sendable {
        case ran
        /// Not since then; nil for never.
        case notSince(Instant?)
        /// Held since a restore.
        case held
    }
}

extension Service {
    public func explain(_ person: PersonID, on day: CivilDate, now: Instant) throws -> PersonDay {
        try store.read { reader in
            guard let known = try reader.person(person) else { throw Refused(.noSuchPerson(person)) }
            let zone = try environment.zone(settings.zone)
            var cache = InstanceCache(service: self, reader: reader)
            let span = zone.start(of: day)..<zone.start(of: day.adding(days: 1))
            let standIns = try Substitution.standIns(for: person, on: day, organisers: [], in: reader)
            var found = try told(person, span, reader, &cache)
            found += try toldToOthers(person, standIns, span, reader, &cache)
            let open = try reader.openItems(for: person) + itemsStandingIn(person, now: now, reader)
            for item in open {
                found += try toCome(item, person, after: nil, span, reader, &cache)
            }
            let last = try reader.lastRemind()
            let later = try open.flatMap {
                try toCome($0, person, after: span.upperBound, nil, reader, &cache)
            }
            return PersonDay(
                person: known, day: day, zone: zone,
                standIns: standIns == [person] ? [] : try standIns.compactMap { try reader.person($0) },
                reminders: found.sorted { ($0.moment, $0.task) < ($1.moment, $1.task) },
                next: later.min { ($0.moment, $0.task) < ($1.moment, $1.task) },
                running: try reader.holdsReminders()
                    ? .held : last.map { $0 < span.lowerBound ? .notSince($0) : .ran } ?? .notSince(nil))
        }
    }

    /// The person's own slots that fell due within `span`, or whose message left within it.
    private func told(
        _ person: PersonID, _ span: Range<Instant>, _ reader: any StoreReader, _ cache: inout InstanceCache
    ) throws -> [PersonDay.Reminder] {
        let records = try reader.slots(for: person)
        return try records.compactMap { record in
            let sent = try record.message.flatMap { number in
                try reader.deliveries(ofMessage: number).filter { $0.state == .sent }.compactMap(\.at).max()
            }
            let left = record.slot.state == .sent ? sent : nil
            guard span.contains(record.slot.moment) || left.map(span.contains) == true else { return nil }
            return try reminder(
                record.slot, fate(of: record.slot, sent: left, among: records, reader, &cache), reader, &cache)
        }
    }

    private func fate(
        of slot: ReminderSlot, sent: Instant?, among records: [SlotRecord], _ reader: any StoreReader,
        _ cache: inout InstanceCache
    ) throws -> PersonDay.Fate {
        switch slot.state {
        case .sent: return .sent(at: sent)
        case .expired: return .expired
        case .failed: return .failed
        case .unknown: return .unknown
        case .unreachable: return .unreachable
        case .superseded:
            let stronger = records.map(\.slot).filter {
                $0.key.task == slot.key.task && $0.key.round == slot.key.round && $0.key.anchor == slot.key.anchor
                    && $0.state != .superseded && $0.moment >= slot.moment && !$0.key.isNews
            }.min { $0.moment < $1.moment }
            if let stronger { return .stronger(rule: stronger.key.rule) }
            let item = try reader.item(slot.key.task)
            return item?.due?.anchor ?? "" == slot.key.anchor ? .covered : .moved(to: item?.due)
        case .suppressed:
            guard let item = try reader.item(slot.key.task) else { return .ended(.cancelled, at: nil) }
            if item.round > slot.key.round { return .laterRound(item.round) }
            if !item.state.isOpen { return .ended(item.state, at: item.endedAt) }
            return .others(item.people)
        case .queued:
            let item = try reader.item(slot.key.task)
            let state = try item.flatMap { try cache.context(of: $0.instance)?.instance.state }
            return state == .suspended ? .suspended : .queued
        }
    }

    /// What went to those who stood in about the person's tasks.
    private func toldToOthers(
        _ person: PersonID, _ standIns: [PersonID], _ span: Range<Instant>, _ reader: any StoreReader,
        _ cache: inout InstanceCache
    ) throws -> [PersonDay.Reminder] {
        try standIns.filter { $0 != person }.flatMap { try reader.slots(for: $0) }.map(\.slot).compactMap { slot in
            guard slot.state != .superseded, span.contains(slot.moment),
                try reader.item(slot.key.task)?.people.contains(person) == true
            else { return nil }
            return try reminder(slot, .others([slot.key.person]), reader, &cache)
        }
    }

    /// The firings of an open task that no run has looked at: those of a day, or the first after a moment.
    private func toCome(
        _ item: Item, _ person: PersonID, after: Instant?, _ span: Range<Instant>?, _ reader: any StoreReader,
        _ cache: inout InstanceCache
    ) throws -> [PersonDay.Reminder] {
        guard let context = try cache.context(of: item.instance),
            let schedule = try schedule(of: item, context.definition, context.surroundings)
        else { return [] }
        let known = try Set(reader.slots(of: item.code).map { [$0.key.rule, "\($0.key.occurrence)", $0.key.anchor] })
        let firings = try schedule.firings.filter { firing in
            guard span?.contains(firing.moment) ?? (firing.moment >= after ?? firing.moment) else { return false }
            guard !known.contains([firing.rung.text, "\(firing.occurrence)", item.due?.anchor ?? ""]) else {
                return false
            }
            return try recipients(of: firing.rung, item, context, firing.moment).contains(person)
        }
        return try (span == nil ? Array(firings.prefix(1)) : firings).compactMap { firing in
            let key = ReminderKey(item, to: person, rule: firing.rung.text, occurrence: firing.occurrence)
            let slot = ReminderSlot(key: key, moment: firing.moment, state: .queued)
            let isSuspended = context.instance.state == .suspended
            return try reminder(slot, isSuspended ? .suspended : .toCome, reader, &cache)
        }
    }

    private func reminder(
        _ slot: ReminderSlot, _ fate: PersonDay.Fate, _ reader: any StoreReader, _ cache: inout InstanceCache
    ) throws -> PersonDay.Reminder? {
        guard let item = try reader.item(slot.key.task), let context = try cache.context(of: item.instance),
            let scene = context.scene(at: item.path)
        else { return nil }
        return PersonDay.Reminder(
            task: item.code, title: LocalizedText(vi: try scene.heading(in: .vi), en: try scene.heading(in: .en)),
            rule: slot.key.rule,
            moment: slot.moment, person: slot.key.person, fate: fate)
    }
}
