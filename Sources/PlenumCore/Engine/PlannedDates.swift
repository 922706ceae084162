/// Every date of a definition, before anything has begun: what its steps would be due if each were done exactly on its
/// deadline. The events of such a run are folded into a working set, so that the dates come from where the engine's do.
public struct PlannedDates: Sendable {
    /// One step; of a fan-out's branches, each or one for all.
    public struct Entry: Sendable {
        public let path: Path
        public let title: LocalizedText
        /// Empty in the root, and where one branch stands for all.
        public let branch: LocalizedText
        /// The day on which its turn would come.
        public let opens: CivilDate
        /// Nil for a step without a date.
        public let due: Due?
        /// The days among which a chair chooses.
        public let choice: ClosedRange<CivilDate>?
        public let reckonings: [Reckoning]
        /// The step whose completion it counts from: its date is only as firm as that.
        public let countsFrom: Name?
        /// What `countsFrom` is called.
        public let countsFromTitle: LocalizedText?
        public let who: LocalizedText?
        public let people: [PersonID]
        public let awkward: [AwkwardDay]
        /// Its turn would come only after its date.
        public let isLate: Bool
        /// It is the day on which an occurrence begins, not one by which something is due.
        public let isDay: Bool
        /// It has a `when`, and may be skipped.
        public let isConditional: Bool
        /// Why no date could be reckoned.
        public let refusal: Refusal?
        /// The titles of what its reckonings count from.
        public let titles: [Name: LocalizedText]

        /// What its date rests on that may still change.
        public let notes: [Reckoning.Note]
    }

    /// In the order of the file, branches below their fan-out.
    public let entries: [Entry]

    /// `allBranches` plans every branch of a fan-out; else the first stands for all.
    public init(
        _ definition: Definition, inputs: [Value.Cell], unit: UnitID, startedBy: PersonID?, now: Instant,
        allBranches: Bool, in surroundings: Surroundings
    ) throws {
        let set = try WorkingSet("plan", reader: EmptyState(), definition: definition)
        let started = Started(
            workflow: definition.name, definition: "", calendar: "", unit: unit, inputs: inputs)
        var planner = Planner(
            definition: definition, set: set, surroundings: surroundings, now: now, allBranches: allBranches,
            actor: Actor(by: startedBy))
        try planner.happens(.started(started), at: now)
        _ = try planner.walk(definition.scope, .root, opensAt: now)
        entries = planner.entries
    }

    /// Two or more steps that are due from one person on one day.
    public struct Clash: Hashable, Sendable {
        public let person: PersonID
        public let date: CivilDate
        public let paths: [Path]
    }

    /// By day, then by person.
    public var clashes: [Clash] {
        var byDay: [PersonDay: [Path]] = [:]
        for entry in entries {
            guard let due = entry.due else { continue }
            for person in entry.people {
                byDay[PersonDay(person: person, date: due.date), default: []].append(entry.path)
            }
        }
        return byDay.filter { $0.value.count > 1 }
            .map { Clash(person: $0.key.person, date: $0.key.date, paths: $0.value) }
            .sorted { ($0.date, $0.person) < ($1.date, $1.person) }
    }

    private struct PersonDay: Hashable {
        let person: PersonID
        let date: CivilDate
    }

    /// What dates rest on that may still change, each once.
    public var notes: [Reckoning.Note] {
        var notes: [Reckoning.Note] = []
        for note in entries.flatMap(\.notes) where !notes.contains(note) { notes.append(note) }
        return notes
    }
}

private struct Planner {
    let definition: Definition
    let set: WorkingSet
    let surroundings: Surroundings
    let now: Instant
    let allBranches: Bool
    let actor: Actor
    var entries: [PlannedDates.Entry] = []

    func happens(_ body: EventBody, at moment: Instant) throws {
        try set.apply(Event(stream: .instance(set.id), at: now, effective: moment, actor: actor, body: body))
    }

    /// When the last step of the scope would end. Each step comes after those that it waits for.
    mutating func walk(_ scope: Scope, _ path: ScopePath, opensAt: Instant) throws -> Instant {
        var ends: [Name: Instant] = [:]
        var waiting = scope.steps
        var found: [Name: [PlannedDates.Entry]] = [:]
        while !waiting.isEmpty {
            let ready = waiting.filter { step in step.after.allSatisfy { ends[$0] != nil || scope[$0] == nil } }
            guard !ready.isEmpty else { break }
            for step in ready {
                let opens = step.after.compactMap { ends[$0] }.max() ?? opensAt
                let before = entries
                entries = []
                ends[step.name] = try plan(step, Path(path, step.name), opensAt: opens)
                found[step.name] = entries
                entries = before
            }
            waiting.removeAll { ends[$0.name] != nil }
        }
        entries += scope.steps.flatMap { found[$0.name] ?? [] }
        return ends.values.max() ?? opensAt
    }

    /// Plans one step and lets it happen; when it would end.
    private mutating func plan(_ step: Step, _ path: Path, opensAt: Instant) throws -> Instant {
        let scene = Scene(step: step, path: path, definition: definition, set: set, surroundings: surroundings)
        var due: Due?
        var choice: ClosedRange<CivilDate>?
        var reckonings: [Reckoning] = []
        var refusal: Refusal?
        do {
            reckonings = try scene.reckonings(openedAt: opensAt)
            due = try StepDates(scene, openedAt: opensAt).reckoned().due
            if let days = try scene.daysToChoose(), let first = days.first, let last = days.last {
                choice = first...last
                due = Due(endOf: last, in: surroundings.zone)
            }
        } catch let refused as Refused {
            refusal = refused.refusals.first
        }
        let branches = step.kind.fanOut.map { entries(of: $0, scene) }
        try happens(
            .opened(
                Opened(
                    path: path, round: 1, due: due, closesAt: nil, late: false, items: [], branches: branches,
                    isWindow: false)), at: opensAt)
        if let choice {
            try happens(
                .rescheduled(Rescheduled(path: path, due: due, closesAt: nil, day: choice.upperBound)), at: opensAt)
        }
        let own = entry(scene, opensAt, due, choice, reckonings, refusal)
        let isShown = due != nil || step.kind.fanOut == nil || refusal != nil
        // A row's arrival is nothing that one plans.
        if isShown, !step.kind.isDueWithItsFanOut { entries.append(own) }
        var end = max(opensAt, due?.lastSecond ?? opensAt)
        if let fanOut = step.kind.fanOut {
            // A row may come until the step closes: that is the latest from which its own dates count.
            let arrival = step.kind.intake == nil ? opensAt : end
            for branch in branches ?? [] {
                end = max(end, try walk(fanOut.scope, path.branch(branch.key), opensAt: arrival))
            }
        }
        try happens(
            .completed(Completed(path: path, outcome: Outcome.done.name, code: nil, answers: [], document: nil)),
            at: end)
        return end
    }

    /// The key of a branch that stands for all, where nobody knows yet what these are.
    private static let anyBranch = "*"

    /// The branches to plan; where the list is not known, one that stands for all.
    private func entries(of fanOut: FanOut, _ scene: Scene) -> [Opened.Branch] {
        let known = (try? scene.branches(of: fanOut)) ?? []
        guard let first = known.first else { return [Opened.Branch(key: Planner.anyBranch, values: [])] }
        return allBranches || fanOut.recurrence != nil ? known : [first]
    }

    private func entry(
        _ scene: Scene, _ opensAt: Instant, _ due: Due?, _ choice: ClosedRange<CivilDate>?,
        _ reckonings: [Reckoning], _ refusal: Refusal?
    ) -> PlannedDates.Entry {
        let calendar = surroundings.calendar
        var titles: [Name: LocalizedText] = [:]
        var notes: [Reckoning.Note] = []
        for reckoning in reckonings {
            for name in reckoning.names { titles[name] = scene.title(of: name) }
            for note in reckoning.notes where !notes.contains(note) { notes.append(note) }
        }
        if let year = due?.date.year, calendar.standing(of: year) == .uncovered {
            let note = Reckoning.Note.uncovered(year, calendar: calendar.name)
            if !notes.contains(note) { notes.append(note) }
        }
        let counted = scene.countsFromCompletion
        return PlannedDates.Entry(
            path: scene.path, title: scene.step.title,
            branch: scene.path.scope.key == Planner.anyBranch
                ? LocalizedText([]) : (try? scene.branchLabel(ofDaysOnly: !allBranches)) ?? LocalizedText([]),
            opens: surroundings.zone.local(opensAt).date, due: due, choice: choice, reckonings: reckonings,
            countsFrom: counted, countsFromTitle: counted.map(scene.title(of:)),
            who: scene.forPeople.map(scene.words(for:)),
            people: scene.forPeople.flatMap { try? scene.people($0) } ?? [],
            awkward: scene.step.kind.countsIn != nil
                ? [] : due.map { surroundings.reckoner.awkward($0, at: now) } ?? [],
            isLate: due.map { $0.instant <= opensAt && $0.instant > now } ?? false,
            isDay: scene.step.kind.countsIn != nil, isConditional: scene.step.when != nil, refusal: refusal,
            titles: titles, notes: notes)
    }
}

extension Reckoning {
    /// What it counts from.
    public var names: [Name] {
        steps.compactMap { step in
            switch step {
            case .from(let name, _, _), .elapsed(_, _, let name, _, _): name
            case .written, .day, .days, .clock: nil
            }
        }
    }
}
