public import PlenumCore
import PlenumStore

/// Where one instance stands.
public struct InstanceStatus: Sendable {
    public let instance: InstanceID
    public let workflow: Name
    public let title: LocalizedText
    public let state: InstanceState
    public let unit: UnitID
    public let startedAt: Instant
    public let endedAt: Instant?
    public let open: Int
    public let done: Int
    public let overdue: Int
    public let figures: [FigureValue]
    /// Open tasks, by deadline; empty in a list of many instances.
    public let waiting: [TaskView]
    /// What begins by itself when its time comes, the earliest first; empty in a list of many instances.
    public let coming: [ComingStep]
    /// Fan-outs and windows with their counters, by path.
    public let tallies: [TallyView]
    /// Votes that are open or have ended, by path.
    public let votes: [VoteView]

    public struct FigureValue: Sendable {
        public let name: Name
        public let title: LocalizedText
        public let value: Int
        /// What stands behind the slash; nil for a plain number.
        public let of: Int?
    }

    public struct TallyView: Sendable {
        public let path: Path
        public let title: LocalizedText
        /// The branch in which it stands, for people; empty in the root.
        public let branch: LocalizedText
        public let done: Int
        public let total: Int
        /// Of a step that takes rows: what it has and what it lacks.
        public let rows: RowStanding?
    }
}

extension Service {
    /// Every instance, the latest first, without its tasks; `counted` with its figures, tallies and votes too, for which
    /// the log of an instance that has ended is read.
    public func statuses(now: Instant, counted: Bool) throws -> [InstanceStatus] {
        try store.read { reader in
            try reader.instances().sorted { $0.startedAt > $1.startedAt }
                .map { try status(of: $0, now, counted: counted, waiting: [], coming: [], reader) }
        }
    }

    public func status(of id: InstanceID, now: Instant) throws -> InstanceStatus {
        let waiting = try tasks(in: id, now: now)
        return try store.read { reader in
            guard let instance = try reader.instance(id) else { throw Refused(.noSuchInstance(id)) }
            return try status(
                of: instance, now, counted: true, waiting: waiting, coming: coming(in: id, reader), reader)
        }
    }

    private func status(
        of instance: Instance, _ now: Instant, counted: Bool, waiting: [TaskView], coming: [ComingStep],
        _ reader: any StoreReader
    ) throws -> InstanceStatus {
        let definition = try library.definition(pinned: instance.definition, in: reader)
        let counts = try reader.counts(of: instance.id, now: now)
        let steps = counted ? try reader.steps(of: instance.id) : []
        // A figure counts steps by their names, which those of a definition that is used may share.
        let own = steps.filter { definition.home(of: $0.path.scope).root == .root }
        return InstanceStatus(
            instance: instance.id, workflow: instance.workflow, title: definition.title, state: instance.state,
            unit: instance.unit, startedAt: instance.startedAt, endedAt: instance.endedAt, open: counts.open,
            done: counts.done, overdue: counts.overdue,
            figures: try (counted ? definition.figures : []).map { figure in
                InstanceStatus.FigureValue(
                    name: figure.name, title: figure.title,
                    value: try count(figure, own, instance, definition, reader),
                    of: try figure.of.flatMap { try size(of: $0, instance, own, definition, reader) })
            },
            waiting: waiting, coming: coming, tallies: try tallies(of: instance, steps, reader),
            votes: try steps.compactMap { try vote(at: $0.path, in: instance.id, definition, reader) })
    }

    private func tallies(
        of instance: Instance, _ steps: [(path: Path, record: StepRecord)],
        _ reader: any StoreReader
    ) throws -> [InstanceStatus.TallyView] {
        guard !steps.isEmpty, let context = try context(of: instance.id, in: reader) else { return [] }
        return try steps.compactMap { path, _ in
            // Of a definition that is used there is one.
            guard let scene = context.scene(at: path), scene.step.kind.fanOut?.used == nil,
                let tally = try reader.tally(path, of: instance.id)
            else { return nil }
            return InstanceStatus.TallyView(
                path: path, title: scene.step.title, branch: try scene.branchLabel(), done: tally.done,
                total: tally.counted, rows: scene.step.kind.intake == nil ? nil : try scene.standing())
        }
    }

    private func count(
        _ figure: Figure, _ steps: [(path: Path, record: StepRecord)], _ instance: Instance,
        _ definition: Definition, _ reader: any StoreReader
    ) throws -> Int {
        switch figure.count {
        case .outcome(let step, let outcome):
            let found = steps.filter {
                $0.path.step == step && $0.record.control.phase == .done && $0.record.control.outcome == outcome
            }
            // Of so many units each counts once, however often it happened in it.
            return figure.of == nil
                ? found.count
                : Set(
                    try found.map {
                        try definition.owner(of: $0.path.scope, in: instance.id, reader) ?? $0.path.scope.text
                    }
                ).count
        case .rows(let step):
            return try steps.filter { $0.path.step == step }
                .reduce(0) { try $0 + (definition.size(of: $1.path, in: instance.id, reader) ?? 0) }
        case .branches(let each, let filter):
            var count = 0
            for fanOut in steps where fanOut.path.step == each {
                for branch in try definition.branches(of: fanOut.path, in: instance.id, reader) {
                    let path = Path(branch, filter.step)
                    // A branch still at work has not failed what it has yet to meet.
                    if filter.negated, fanOut.record.control.phase == .open,
                        try reader.scope(branch, of: instance.id)?.remaining != 0
                    {
                        continue
                    }
                    let outcome = try reader.step(path, of: instance.id)?.control.outcome
                    if (outcome == filter.outcome) != filter.negated { count += 1 }
                }
            }
            return count
        }
    }

    /// How many a step or an input has.
    private func size(
        of name: Name, _ instance: Instance, _ steps: [(path: Path, record: StepRecord)], _ definition: Definition,
        _ reader: any StoreReader
    ) throws -> Int? {
        switch try reader.input(name, of: instance.id) {
        case .units(let units): return units.count
        case .people(let people): return people.count
        case .table(let rows): return rows.count
        case .number(let number): return number
        case .text, .date, .time, nil: break
        }
        // Inside of branches it stands once in each.
        let sizes = try steps.filter { $0.path.step == name }
            .compactMap { try definition.size(of: $0.path, in: instance.id, reader) }
        return sizes.isEmpty ? nil : sizes.reduce(0, +)
    }
}
