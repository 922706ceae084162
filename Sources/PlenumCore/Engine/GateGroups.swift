/// The gates of a step that takes rows, as they stand in one instance: a group for every choice of each gate's column.
struct GateGroups {
    private let intake: Intake?
    private let path: Path
    private let set: WorkingSet

    init(of path: Path, in set: WorkingSet) {
        self.path = path
        self.set = set
        intake = set.kernel?.definition.step(at: path)?.kind.intake
    }

    /// Every group; the open one for what fits no choice is none.
    func all() throws -> [GateGroup] {
        guard let intake, let definition = set.kernel?.definition.home(of: path.scope).definition else { return [] }
        return try intake.gates.enumerated().flatMap { position, gate -> [GateGroup] in
            guard let choice = intake.columns.first(where: { $0.name == gate.column })?.choice else { return [] }
            return try choice.words(in: definition) { try set.list($0, from: path.scope) }.map {
                GateGroup(gate: position, choice: $0, needed: gate.number)
            }
        }
    }

    /// Those for which a row counts.
    func groups(of row: ScopePath) throws -> [GateGroup] {
        guard let intake, !intake.gates.isEmpty, let facts = try set.scope(row)?.facts else { return [] }
        return intake.gates.enumerated().compactMap { position, gate in
            if let filter = gate.filter, facts.value(filter.column)?.text != filter.choice.rawValue { return nil }
            guard let word = facts.value(gate.column)?.text,
                let choice = intake.columns.first(where: { $0.name == gate.column })?.choice,
                !choice.hasOther || word != Choice.other
            else { return nil }
            return GateGroup(gate: position, choice: word, needed: gate.number)
        }
    }
}
