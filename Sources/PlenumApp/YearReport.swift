public import PlenumCore
import PlenumStore

/// What the plans of an organisation came to in one year, by the figures of their definitions.
public struct YearReport: Sendable {
    public let year: Int
    /// By the workflow's name.
    public let workflows: [WorkflowYear]

    /// The figures of all plans of one workflow.
    public struct WorkflowYear: Sendable {
        public let workflow: Name
        public let title: LocalizedText
        /// Those that were under way in the year.
        public let plans: [Plan]
        public let figures: [Figure]
        /// Every unit that has a part in a figure, in the order of the directory.
        public let units: [Unit]
    }

    public struct Plan: Sendable {
        public let instance: InstanceID
        public let state: InstanceState
        public let startedAt: Instant
        public let endedAt: Instant?
    }

    public struct Figure: Sendable {
        public let name: Name
        public let title: LocalizedText
        /// What happens once in a plan is counted each time; what happens in its branches counts each branch once,
        /// in however many of the year's plans it happened.
        public let value: Int
        /// What stands behind the slash; nil for a plain number.
        public let of: Int?
        /// How often it happened in each branch, or in the plan's own unit.
        public let shares: [String: Int]
    }
}

extension Service {
    /// The year's figures over all plans. What has an end counts in the year in which it ended.
    public func report(year: Int, now: Instant) throws -> YearReport {
        try store.read { reader in
            let zone = try environment.zone(settings.zone)
            let span = YearSpan(year: year, zone: zone, now: now)
            let instances = try reader.instances().filter { span.touches($0) }
            let byWorkflow = Dictionary(grouping: instances, by: \.workflow)
            return YearReport(
                year: year,
                workflows: try byWorkflow.sorted { $0.key < $1.key }.map { workflow, instances in
                    try workflowYear(workflow, instances, span, reader)
                })
        }
    }

    /// The figures of one plan, whenever what they count has ended.
    func figures(
        of instance: Instance, _ definition: Definition, _ reader: any StoreReader
    ) throws -> [YearReport.Figure] {
        let count = try YearCount(
            instance, definition, YearSpan(year: nil, zone: .utc, now: instance.startedAt), reader)
        return try definition.figures.map { figure in
            var tally = YearTally()
            try count.add(figure, to: &tally)
            return YearReport.Figure(
                name: figure.name, title: figure.title, value: tally.value, of: tally.of?.count, shares: tally.shares)
        }
    }

    private func workflowYear(
        _ workflow: Name, _ instances: [Instance], _ span: YearSpan, _ reader: any StoreReader
    ) throws -> YearReport.WorkflowYear {
        var tallies: [Name: YearTally] = [:]
        // The titles and the order of the latest plan's definition; figures that only earlier ones had come last.
        var titles: [(name: Name, title: LocalizedText)] = []
        var title = LocalizedText([])
        for instance in instances.sorted(by: { $0.startedAt > $1.startedAt }) {
            let definition = try library.definition(pinned: instance.definition, in: reader)
            if titles.isEmpty { title = definition.title }
            let count = try YearCount(instance, definition, span, reader)
            for figure in definition.figures {
                if !titles.contains(where: { $0.name == figure.name }) { titles.append((figure.name, figure.title)) }
                try count.add(figure, to: &tallies[figure.name, default: YearTally()])
            }
        }
        let shares = tallies.values.reduce(into: Set<String>()) { $0.formUnion($1.shares.keys) }
        return YearReport.WorkflowYear(
            workflow: workflow, title: title,
            plans: instances.sorted { $0.startedAt < $1.startedAt }.map {
                YearReport.Plan(instance: $0.id, state: $0.state, startedAt: $0.startedAt, endedAt: $0.endedAt)
            },
            figures: titles.map { name, title in
                let tally = tallies[name] ?? YearTally()
                return YearReport.Figure(
                    name: name, title: title, value: tally.value, of: tally.of?.count, shares: tally.shares)
            },
            units: try reader.units().filter { shares.contains($0.id.rawValue) })
    }
}

/// A year in the zone of the organisation, up to now.
private struct YearSpan {
    /// Nil for all years.
    let year: Int?
    let zone: Zone
    let now: Instant

    func contains(_ instant: Instant?) -> Bool {
        guard let instant, let year else { return instant != nil }
        return zone.local(instant).date.year == year
    }

    func touches(_ instance: Instance) -> Bool {
        guard let year else { return true }
        let last = zone.local(instance.endedAt ?? now).date.year
        return zone.local(instance.startedAt).date.year <= year && year <= last
    }
}

/// What one figure has come to so far.
private struct YearTally {
    /// What happened outside of branches.
    var once = 0
    /// The branches in which it happened.
    var branches: Set<String> = []
    var of: Set<String>?
    var shares: [String: Int] = [:]

    var value: Int { once + branches.count }
}

/// Counts what one plan adds to a year.
private struct YearCount {
    let instance: Instance
    let definition: Definition
    let span: YearSpan
    let reader: any StoreReader
    let steps: [(path: Path, record: StepRecord)]

    init(_ instance: Instance, _ definition: Definition, _ span: YearSpan, _ reader: any StoreReader) throws {
        self.instance = instance
        self.definition = definition
        self.span = span
        self.reader = reader
        // A figure counts steps by their names, which those of a definition that is used may share.
        steps = try reader.steps(of: instance.id).filter { definition.home(of: $0.path.scope).root == .root }
    }

    func add(_ figure: Figure, to tally: inout YearTally) throws {
        switch figure.count {
        case .outcome(let step, let outcome):
            for (path, record) in steps
            where path.step == step && record.control.outcome == outcome && span.contains(record.facts.endedAt) {
                try add(1, in: path.scope, to: &tally)
            }
        case .rows(let step):
            for (path, record) in steps where path.step == step && span.contains(record.facts.endedAt) {
                let rows = try definition.size(of: path, in: instance.id, reader) ?? 0
                tally.once += rows
                tally.shares[instance.unit.rawValue, default: 0] += rows
            }
        case .branches(let each, let filter):
            // A branch still at work has neither met a requirement nor failed it.
            for (path, record) in steps where path.step == each && span.contains(record.facts.endedAt) {
                for scope in try definition.branches(of: path, in: instance.id, reader) {
                    let outcome = try reader.step(Path(scope, filter.step), of: instance.id)?.control.outcome
                    let happened = (outcome == filter.outcome) != filter.negated
                    try add(happened ? 1 : 0, in: scope, to: &tally)
                }
            }
        }
        if let name = figure.of { tally.of = (tally.of ?? []).union(try entries(of: name)) }
    }

    private func add(_ count: Int, in scope: ScopePath, to tally: inout YearTally) throws {
        guard scope.fanOut != nil else {
            tally.once += count
            tally.shares[instance.unit.rawValue, default: 0] += count
            return
        }
        let branch = try identity(of: scope)
        if count > 0 { tally.branches.insert(branch) }
        tally.shares[branch, default: 0] += count
    }

    /// What makes a branch the same in another plan: its unit or its person; else it is this plan's own.
    private func identity(of scope: ScopePath) throws -> String {
        if let owner = try definition.owner(of: scope, in: instance.id, reader) { return owner }
        let isRow = scope.fanOut.flatMap { definition.step(at: $0)?.kind.intake } != nil
        return "\(instance.id)/\(isRow ? scope.text : scope.key)"
    }

    /// What a list or a fan-out holds, by the same identities.
    private func entries(of name: Name) throws -> Set<String> {
        if let step = steps.first(where: { $0.path.step == name }), definition.step(at: step.path)?.kind.fanOut != nil {
            return Set(try definition.branches(of: step.path, in: instance.id, reader).map(identity))
        }
        switch try reader.input(name, of: instance.id) {
        case .units(let units): return Set(units.map(\.rawValue))
        case .people(let people): return Set(people.map(\.rawValue))
        case .table(let rows): return Set(rows.indices.map { "\(instance.id)/\($0)" })
        case .number(let number): return Set((0..<max(0, number)).map { "\($0)" })
        case .text, .date, .time, nil: return []
        }
    }
}
