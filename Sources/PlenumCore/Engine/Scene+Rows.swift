// The rows that people have sent, as lists and documents of the steps that follow.

extension Scene {
    /// The rows of the step at `fanOut` that count: not those that were taken back or set aside.
    func rows(of fanOut: Path) throws -> [ScopePath] {
        guard let intake = definition.step(at: fanOut)?.kind.intake else { return [] }
        return try set.branches(of: fanOut).map { fanOut.branch($0) }.filter { row in
            try set.control(at: Path(row, intake.entry)).phase != .cancelled
        }
    }

    /// Where the documents of that name come from: a step of the scope, or of one around it; or the arrival of the row
    /// in whose column the file is.
    func source(ofDocument name: Name) -> Path? {
        if let path = Kernel(definition).nearest(name, from: path.scope) { return path }
        var current: ScopePath? = path.scope
        while let scope = current, let fanOut = scope.fanOut {
            if let source = rowStep(runningOver: fanOut), source.intake.fileColumn?.name == name {
                return Path(source.path.branch(scope.key), source.intake.entry)
            }
            current = scope.parent
        }
        return nil
    }

    /// The step that takes the rows in whose branches the steps of `fanOut` stand: itself, or the one over whose rows
    /// it runs.
    private func rowStep(runningOver fanOut: Path) -> (path: Path, intake: Intake)? {
        guard let kind = definition.step(at: fanOut)?.kind else { return nil }
        if let intake = kind.intake { return (fanOut, intake) }
        guard let over = kind.fanOut?.over,
            let path = Kernel(definition).nearest(over.step ?? over.name, from: fanOut.scope),
            let intake = definition.step(at: path)?.kind.intake
        else { return nil }
        return (path, intake)
    }

    /// The steps that give what a list over branches names: of rows, the arrival for a column that holds a file.
    func elements(of phrase: ListPhrase, at fanOut: Path) throws -> [Path] {
        let intake = definition.step(at: fanOut)?.kind.intake
        let name = intake?.fileColumn?.name == phrase.name ? intake?.entry ?? phrase.name : phrase.name
        let branches = try intake == nil ? set.branches(of: fanOut).map { fanOut.branch($0) } : rows(of: fanOut)
        return try branches.map { Path($0, name) }.filter { try isWanted($0, phrase.filter) }
    }

    func isWanted(_ path: Path, _ filter: OutcomeFilter?) throws -> Bool {
        guard let filter else { return true }
        return try (set.control(at: Path(path.scope, filter.step)).outcome == filter.outcome) != filter.negated
    }

    /// A branch for each row of another step, under the row's number and with what it says.
    func branches(overRows over: ListPhrase, entry: Name?) throws -> [Opened.Branch]? {
        guard let source = Kernel(definition).nearest(over.step ?? over.name, from: path.scope),
            definition.step(at: source)?.kind.intake != nil
        else { return nil }
        return try rows(of: source).filter { try isWanted(Path($0, over.name), over.filter) }.map { row in
            var values = try set.scope(row)?.facts.values ?? []
            if let entry, let value = values.first(where: { $0.column == over.name })?.value {
                values.append(Value.Cell(entry, value))
            }
            return Opened.Branch(key: row.key, values: values)
        }
    }

    /// What a row is called by people: its first text, else its file.
    func label(ofRow row: ScopePath, _ intake: Intake) throws -> String {
        let facts = try set.scope(row)?.facts
        let text = intake.columns.first { $0.type == .text }.flatMap { facts?.value($0.name)?.text }
        return try text ?? set.step(Path(row, intake.entry)).facts.document?.name ?? row.key
    }

    /// Who has sent a row.
    func sender(ofRow row: ScopePath, _ intake: Intake) throws -> PersonID? {
        try set.scope(row)?.facts.value(intake.entry)?.person
    }

    /// How a step stands that takes rows; nil for every other, and before it has opened.
    public func standing() throws -> RowStanding? {
        guard let intake = step.kind.intake, let rows = try set.tally(at: path) else { return nil }
        let record = try set.step(path)
        let senders = try set.tally(at: path.senders)
        return RowStanding(
            arrived: rows.counted, ended: rows.counted - rows.open, needed: intake.atLeast, most: intake.atMost,
            isOpen: record.control.takesAnswers, until: record.facts.due,
            answered: senders.map { $0.done }, asked: senders.map { $0.counted },
            missing: try set.gates(of: path).compactMap { group in
                let count = try set.tally(at: path.gate(group.key))?.counted ?? 0
                guard count < group.needed else { return nil }
                return RowStanding.Missing(
                    gate: intake.gates[group.gate].text,
                    choice: try choiceTitle(group.choice, of: intake.gates[group.gate].column, intake),
                    count: count, needed: group.needed)
            })
    }

    private func choiceTitle(_ word: String, of name: Name, _ intake: Intake) throws -> LocalizedText {
        switch intake.columns.first(where: { $0.name == name })?.choice?.source {
        case .words(let words)?:
            if let known = words.first(where: { $0.name.rawValue == word }) { return known.title }
        case .among?:
            if let unit = try surroundings.directory.unit(UnitID(rawValue: word)) { return unit.title }
        case nil: break
        }
        return LocalizedText(vi: word, en: word)
    }
}

/// How a step stands that takes rows.
public struct RowStanding: Hashable, Sendable {
    /// A choice of which too few rows have come.
    public struct Missing: Hashable, Sendable {
        /// The gate as it was written.
        public let gate: String
        public let choice: LocalizedText
        public let count: Int
        public let needed: Int
    }

    /// How many rows count, and how many of these have come to their end.
    public let arrived: Int
    public let ended: Int
    public let needed: Int?
    public let most: Int?
    public let isOpen: Bool
    /// When it closes; nil once it has.
    public let until: Due?
    /// How many of those asked have sent something or have nothing to add; nil where one person enters the rows.
    public let answered: Int?
    public let asked: Int?
    public let missing: [Missing]
}
