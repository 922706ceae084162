/// What a new version of its calendar does to the dates of one instance: the open, future ones that nobody has set by
/// hand move with it, everything else stays.
public struct CalendarMoves: Sendable {
    /// A date that moves.
    public struct Move: Hashable, Sendable {
        public let path: Path
        public let from: Due
        public let to: Due
        let closesAt: Instant?
    }

    /// A date that stays although the calendar has changed under it.
    public struct Stay: Hashable, Sendable {
        public enum Reason: Hashable, Sendable {
            /// A person has set it.
            case byHand
            /// It would have moved to a moment that has passed.
            case hasPassed(Due)
            /// The day of a session is no working day any more.
            case off(CalendarDay)
        }

        public let path: Path
        public let due: Due
        public let reason: Reason
    }

    /// In the order of the paths.
    public let moves: [Move]
    public let stays: [Stay]

    /// Looks at the steps at `paths`, which have opened. `set` serves as scratch paper and is of no use afterwards.
    public init(
        of paths: [Path], on set: WorkingSet, definition: Definition, from old: Surroundings, to new: Surroundings,
        now: Instant
    ) throws {
        let candidates = try paths.compactMap { path -> Candidate? in
            let record = try set.step(path)
            guard record.control.phase == .open, let due = record.facts.due, due.instant > now,
                let scene = Scene(at: path, definition: definition, set: set, surroundings: old)
            else { return nil }
            let openedAt = record.facts.openedAt ?? now
            let reckoned = try? StepDates(scene, openedAt: openedAt).reckoned().due
            return Candidate(
                path: path, due: due, openedAt: openedAt,
                isFree: reckoned == due && CalendarMoves.mayMove(record.facts),
                isSession: scene.step.kind.sessionDate != nil && scene.step.kind.hasItems)
        }
        var found: [Path: Move] = [:]
        var passed: [Path: Due] = [:]
        // A date may hang on another that moves, so it is looked at until nothing changes any more.
        for _ in candidates {
            var hasChanged = false
            for candidate in candidates where candidate.isFree {
                guard let scene = Scene(at: candidate.path, definition: definition, set: set, surroundings: new) else {
                    continue
                }
                let (due, closesAt) = try CalendarMoves.reckoned(scene, candidate)
                guard let due, try set.step(candidate.path).facts.due != due else { continue }
                guard due.instant > now else {
                    passed[candidate.path] = due
                    continue
                }
                hasChanged = true
                let move = Move(path: candidate.path, from: candidate.due, to: due, closesAt: closesAt)
                found[candidate.path] = move
                try set.apply(move.event(of: set.id, by: .clock, at: now, reason: nil))
            }
            if !hasChanged { break }
        }
        moves = found.values.filter { $0.from != $0.to }.sorted { $0.path < $1.path }
        stays = try candidates.compactMap { candidate -> Stay? in
            if let due = passed[candidate.path], found[candidate.path] == nil {
                return Stay(path: candidate.path, due: candidate.due, reason: .hasPassed(due))
            }
            let day = new.calendar.day(candidate.due.date)
            if candidate.isSession, found[candidate.path] == nil, !day.working, old.calendar.isWorking(day.date) {
                return Stay(path: candidate.path, due: candidate.due, reason: .off(day))
            }
            guard !candidate.isFree,
                let scene = Scene(at: candidate.path, definition: definition, set: set, surroundings: new),
                try CalendarMoves.differs(scene, candidate, from: old)
            else { return nil }
            return Stay(path: candidate.path, due: candidate.due, reason: .byHand)
        }
    }

    private struct Candidate {
        let path: Path
        let due: Due
        let openedAt: Instant
        /// As the old calendar gives it.
        let isFree: Bool
        let isSession: Bool
    }

    /// The one place that says which dates a decree may move, beside those that the old calendar did not give.
    static func mayMove(_ facts: StepFacts) -> Bool { !facts.isByHand }

    private static func reckoned(_ scene: Scene, _ candidate: Candidate) throws -> (due: Due?, closesAt: Instant?) {
        try StepDates(scene, openedAt: candidate.openedAt).reckoned()
    }

    /// Whether the two calendars would give a step different dates, if it went by them.
    private static func differs(_ scene: Scene, _ candidate: Candidate, from old: Surroundings) throws -> Bool {
        let before = Scene(
            step: scene.step, path: scene.path, definition: scene.definition, set: scene.set, surroundings: old)
        let due = try? StepDates(before, openedAt: candidate.openedAt).reckoned().due
        return try reckoned(scene, candidate).due != due
    }

    /// The events that put it into effect: the calendar's new version, then each date.
    public func events(
        of id: InstanceID, pinning calendar: String, named name: String, by actor: Actor, at now: Instant,
        reason: String
    ) -> [Event] {
        let pin = SettingChanged(entries: [SettingChanged.Entry(kind: "calendar", id: name, hash: calendar)])
        let pinned = Event(
            stream: .instance(id), at: now, effective: now, actor: actor, reason: reason, body: .settingChanged(pin))
        return [pinned] + moves.map { $0.event(of: id, by: actor, at: now, reason: reason) }
    }
}

extension CalendarMoves.Move {
    func event(of id: InstanceID, by actor: Actor, at now: Instant, reason: String?) -> Event {
        Event(
            stream: .instance(id), at: now, effective: now, actor: actor, reason: reason,
            body: .rescheduled(Rescheduled(path: path, due: to, closesAt: closesAt, day: nil)))
    }
}
