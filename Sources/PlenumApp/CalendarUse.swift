public import PlenumCore
import PlenumStore

/// What a new version of a calendar does to the plans that go by it.
public struct CalendarUse: Sendable {
    /// One date that moves, and those whose it is.
    public struct Move: Sendable {
        public let path: Path
        public let title: LocalizedText
        public let branch: LocalizedText
        public let from: Due
        public let to: Due
        public let tasks: [TaskCode]
        public let people: [PersonID]
    }

    public struct Stay: Sendable {
        public let path: Path
        public let title: LocalizedText
        public let branch: LocalizedText
        public let due: Due
        public let reason: CalendarMoves.Stay.Reason
    }

    public struct Plan: Sendable {
        public let instance: InstanceID
        public let title: LocalizedText
        public let moves: [Move]
        public let stays: [Stay]
        /// The decree, as the log keeps it.
        public let reason: String
    }

    public let calendar: Name
    public let title: LocalizedText
    /// Days from today on that are worked in one version and not in the other.
    public let days: [CalendarDay]
    /// The plans that go by another version of the calendar.
    public let plans: [Plan]
    /// Those who are told.
    public let told: [PersonID]
}

extension Service {
    /// Puts a new version of a calendar into force: every plan that goes by an older one is pinned to it, its open,
    /// future dates move, and those whose dates move are told. With `dryRun` nothing is written.
    public func useCalendar(_ name: String, dryRun: Bool, authority: Authority) throws -> CalendarUse {
        let reading = try CalendarReading.read(name, environment)
        let (calendar, zone) = try reading.required()
        let new = NewCalendar(calendar: calendar, zone: zone, bytes: reading.bytes)
        if dryRun {
            return try store.read { reader in
                var looks: [Look] = []
                for instance in try reader.instances() where !instance.state.hasEnded {
                    if let look = try look(at: instance, new, authority.now, reader) { looks.append(look) }
                }
                return report(looks, new, authority.now)
            }
        }
        return try store.write { transaction in
            if let by = authority.actor.by, try transaction.person(by) == nil { throw Refused(.noSuchPerson(by)) }
            let hash = try transaction.keep(resource: new.bytes, kind: "calendar", name: calendar.name)
            if try calendarInUse(calendar.name, in: transaction)?.hash != hash {
                let entry = SettingChanged.Entry(kind: "calendar", id: calendar.name, hash: hash)
                try transaction.append([
                    Event(
                        stream: .calendar, at: authority.now, effective: authority.now, actor: authority.actor,
                        body: .settingChanged(SettingChanged(entries: [entry])))
                ])
            }
            var looks: [Look] = []
            for instance in try transaction.instances() where !instance.state.hasEnded && instance.calendar != hash {
                // What fell due before the decree came falls due before it.
                try carryOut(.advance, by: authority, on: instance.id, in: transaction)
                guard let current = try transaction.instance(instance.id), !current.state.hasEnded,
                    let look = try look(at: current, new, authority.now, transaction)
                else { continue }
                try move(look, hash, new, authority, transaction)
                looks.append(look)
            }
            return report(looks, new, authority.now)
        }
    }

    /// What the database holds as the calendar's version in force; nil where `calendar use` was never asked.
    func calendarInUse(_ name: String, in reader: any StoreReader) throws -> (hash: String, bytes: [UInt8])? {
        var found: String?
        try eachEvent(of: .calendar, reader) { stored in
            guard case .settingChanged(let body) = stored.event.body else { return }
            for entry in body.entries where entry.kind == "calendar" && entry.id == name { found = entry.hash }
        }
        guard let found, let bytes = try reader.resource(found) else { return nil }
        return (found, bytes)
    }

    /// The version with which a new plan begins: of the one at hand and the one in force, the one that knows later
    /// decisions.
    func calendarToPin(_ name: String, atHand bytes: [UInt8], in reader: any StoreReader) throws -> [UInt8] {
        guard let inForce = try calendarInUse(name, in: reader) else { return bytes }
        let (hand, force) = (
            try library.calendar(file: name, bytes: bytes).calendar.asOf,
            try library.calendar(file: name, bytes: inForce.bytes).calendar.asOf
        )
        if let hand, let force, hand > force { return bytes }
        return inForce.bytes
    }

    // MARK: One plan

    private struct NewCalendar {
        let calendar: WorkingCalendar
        let zone: Zone
        let bytes: [UInt8]
    }

    private struct Look {
        /// By the new version.
        let context: InstanceContext
        let moves: CalendarMoves
        let days: [CalendarDay]
        let plan: CalendarUse.Plan
    }

    /// What the new version does to a plan; nil for one that goes by another calendar, or by this version already.
    private func look(
        at instance: Instance, _ new: NewCalendar, _ now: Instant, _ reader: any StoreReader
    ) throws -> Look? {
        let old = try surroundings(of: instance, in: reader)
        guard old.calendar.name == new.calendar.name, instance.calendar != ContentHash.hex(new.bytes) else {
            return nil
        }
        let definition = try library.definition(pinned: instance.definition, in: reader)
        let surroundings = Surroundings(
            directory: reader, calendar: new.calendar, zone: new.zone, hour: old.hour)
        let paths = try reader.steps(of: instance.id).map(\.path)
        let moves = try CalendarMoves(
            of: paths, on: WorkingSet(instance.id, reader: reader, definition: definition), definition: definition,
            from: old, to: surroundings, now: now)
        let today = new.zone.local(now).date
        let end = max(today, CivilDate(year: max(new.calendar.years.upperBound, today.year), month: 12, day: 31)!)
        let days = old.calendar.changes(to: new.calendar, from: today, to: end)
        let context = InstanceContext(
            instance, definition, surroundings, try WorkingSet(instance.id, reader: reader, definition: definition))
        let told = try moves.moves.compactMap { move -> CalendarUse.Move? in
            guard let scene = context.scene(at: move.path) else { return nil }
            let items = try context.set.openItems(at: move.path)
            var people: [PersonID] = []
            for person in try items.flatMap(\.people) + scene.convened() where !people.contains(person) {
                people.append(person)
            }
            return CalendarUse.Move(
                path: move.path, title: scene.step.title, branch: try scene.branchLabel(), from: move.from,
                to: move.to, tasks: items.map(\.code), people: people)
        }
        let stays = try moves.stays.compactMap { stay -> CalendarUse.Stay? in
            guard let scene = context.scene(at: stay.path) else { return nil }
            return CalendarUse.Stay(
                path: stay.path, title: scene.step.title, branch: try scene.branchLabel(), due: stay.due,
                reason: stay.reason)
        }
        return Look(
            context: context, moves: moves, days: days,
            plan: CalendarUse.Plan(
                instance: instance.id, title: definition.title, moves: told, stays: stays,
                reason: reason(days, moves.moves, new.calendar)))
    }

    /// The decrees behind the days that changed, as far as the dates that move can rest on them.
    private func reason(_ days: [CalendarDay], _ moves: [CalendarMoves.Move], _ calendar: WorkingCalendar) -> String {
        let last = moves.map { max($0.from.date, $0.to.date) }.max()
        var sources: [String] = []
        for day in days where last.map({ day.date <= $0 }) ?? true {
            guard let source = day.source else { continue }
            let text = source + (day.decidedOn.map { ", \($0)" } ?? "")
            if !sources.contains(text) { sources.append(text) }
        }
        return sources.isEmpty ? calendar.name : sources.joined(separator: " · ")
    }

    private func report(_ looks: [Look], _ new: NewCalendar, _ now: Instant) -> CalendarUse {
        var days: [CivilDate: CalendarDay] = [:]
        for day in looks.flatMap(\.days) { days[day.date] = day }
        var told = Set<PersonID>()
        for look in looks where look.context.instance.state == .running {
            for move in look.plan.moves { told.formUnion(move.people) }
        }
        return CalendarUse(
            calendar: Name(rawValue: new.calendar.name), title: new.calendar.title,
            days: days.values.sorted { $0.date < $1.date }, plans: looks.map(\.plan), told: told.sorted())
    }

    // MARK: Moving

    private func move(
        _ look: Look, _ hash: String, _ new: NewCalendar, _ authority: Authority, _ transaction: any StoreTransaction
    ) throws {
        let context = look.context
        let events = look.moves.events(
            of: context.instance.id, pinning: hash, named: new.calendar.name, by: authority.actor, at: authority.now,
            reason: look.plan.reason)
        for event in events { try context.set.apply(event) }
        try commit(events, context, to: transaction)
        try announce(
            look.plan.moves.map { MovedDate(path: $0.path, from: $0.from) }, reason: look.plan.reason, context,
            now: authority.now, transaction)
    }
}
