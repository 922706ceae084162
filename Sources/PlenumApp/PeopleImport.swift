public import PlenumCore
import PlenumStore
import PlenumYAML

/// What an import of people changes, or would change.
public struct PeopleChange: Sendable {
    /// How many units and people the files hold.
    public let units: Int
    public let people: Int
    public let addedUnits: [UnitID]
    public let changedUnits: [UnitID]
    public let added: [Person]
    public let changed: [Change]
    /// In the directory, and in none of the files; they stay unless the import removes them.
    public let missing: [Person]
    public let removed: [PersonID]
    /// What is odd about the files, and no reason to refuse them.
    public let warnings: [(file: String, source: [UInt8], diagnostics: [Diagnostic])]
    /// What the organisers of running plans may want to do because of it; empty on trial.
    public internal(set) var offers: [WindowOffer] = []

    public struct Change: Hashable, Sendable {
        public let before: Person
        public let after: Person
    }

    /// Everybody whom it adds, changes or removes: as they were, and as they will be.
    fileprivate var pairs: [(before: Person?, after: Person?)] {
        added.map { (nil, $0) } + changed.map { ($0.before, $0.after) }
            // They are removed all together, or not at all.
            + (removed.isEmpty ? [] : missing).map { ($0, nil) }
    }
}

extension Service {
    /// Reads people files, YAML or tables, and puts their units and people into the directory. Throws with every problem
    /// of every file, and then has imported nothing.
    ///
    /// Nobody is removed unless `removeMissing` asks for it, and then it refuses to remove whoever holds an open task.
    /// With `dryRun` it only says what it would do.
    public func importPeople(
        files: [String], removeMissing: Bool = false, dryRun: Bool = false, authority: Authority
    ) throws -> PeopleChange {
        let sources = try files.map { (file: $0, bytes: try environment.readFile($0)) }
        guard !dryRun else {
            return try store.read { try plan(sources, $0, removeMissing).change }
        }
        return try store.write { transaction in
            var plan = try plan(sources, transaction, removeMissing)
            let people = plan.change.added + plan.change.changed.map(\.after)
            guard !people.isEmpty || !plan.units.isEmpty || !plan.change.removed.isEmpty else { return plan.change }
            let postTasks = try postTasks(changing: plan.change.pairs, transaction)
            try transaction.changeDirectory(units: plan.units, people: people, removing: plan.change.removed)
            let entries =
                plan.units.map {
                    SettingChanged.Entry(kind: "unit", id: $0.id.rawValue, hash: ContentHash.hex($0.canonical))
                }
                + people.map {
                    SettingChanged.Entry(kind: "person", id: $0.id.rawValue, hash: ContentHash.hex($0.canonical))
                } + plan.change.removed.map { SettingChanged.Entry(kind: "person", id: $0.rawValue, hash: nil) }
            try transaction.append([
                Event(
                    stream: .directory, at: authority.now, effective: authority.now, actor: authority.actor,
                    body: .settingChanged(SettingChanged(entries: entries)))
            ])
            try followPosts(postTasks, authority: authority, transaction)
            plan.change.offers = try windowOffers(after: Set(people.map(\.id)), transaction)
            return plan.change
        }
    }

    private func plan(
        _ sources: [(file: String, bytes: [UInt8])], _ reader: any StoreReader, _ removeMissing: Bool
    ) throws -> (change: PeopleChange, units: [Unit]) {
        let heldUnits = try reader.units()
        let held = try reader.people()
        var intake = Intake(units: heldUnits, people: held)
        for source in sources { try intake.read(source.file, source.bytes) }
        try intake.finish()
        let before = Dictionary(held.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let unitsBefore = Dictionary(heldUnits.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let units = intake.newUnits.filter { unitsBefore[$0.id] != $0 }
        let given = Set(intake.newPeople.map(\.id))
        let missing = intake.newPeople.isEmpty ? [] : held.filter { !given.contains($0.id) }
        if removeMissing {
            let busy = try missing.compactMap { person in
                let codes = try reader.openItems(for: person.id).map(\.code)
                return codes.isEmpty ? nil : AppError.Busy(person: person.id, name: person.name, tasks: codes)
            }
            guard busy.isEmpty else { throw AppError.holdTasks(busy) }
        }
        let change = PeopleChange(
            units: intake.newUnits.count, people: intake.newPeople.count,
            addedUnits: units.map(\.id).filter { unitsBefore[$0] == nil },
            changedUnits: units.map(\.id).filter { unitsBefore[$0] != nil },
            added: intake.newPeople.filter { before[$0.id] == nil },
            changed: intake.newPeople.compactMap { person in
                before[person.id].flatMap { $0 == person ? nil : PeopleChange.Change(before: $0, after: person) }
            },
            missing: missing, removed: removeMissing ? missing.map(\.id) : [], warnings: intake.warnings)
        return (change, units)
    }
}

/// Gathers what several files say, each knowing those before it.
private struct Intake {
    private var units: [Unit]
    private var people: [PersonID: Person]
    private(set) var newUnits: [Unit] = []
    private(set) var newPeople: [Person] = []
    private(set) var warnings: [(file: String, source: [UInt8], diagnostics: [Diagnostic])] = []
    private var refused: [(file: String, source: [UInt8], diagnostics: [Diagnostic])] = []

    init(units: [Unit], people: [Person]) {
        self.units = units
        self.people = Dictionary(people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func read(_ file: String, _ bytes: [UInt8]) throws {
        if file.lowercased().hasSuffix(".csv") {
            let csv: CSV
            do {
                csv = try CSV(bytes)
            } catch {
                throw AppError.csv(file: file, error)
            }
            let table = PeopleTable(csv, units: units, people: people)
            take(table.units, table.people, table.diagnostics, file, bytes)
            return
        }
        let read = YAMLReader.read(bytes: bytes)
        guard let node = read.node else { return take([], [], read.diagnostics, file, bytes) }
        let content = PeopleFile(node, known: Set(people.keys))
        take(content.directory.units, content.directory.people, content.diagnostics, file, bytes)
    }

    private mutating func take(
        _ units: [Unit], _ people: [Person], _ diagnostics: [Diagnostic], _ file: String, _ bytes: [UInt8]
    ) {
        if !diagnostics.isEmpty {
            let entry = (file: file, source: bytes, diagnostics: diagnostics)
            if diagnostics.contains(where: { $0.problem.severity == .error }) {
                refused.append(entry)
            } else {
                warnings.append(entry)
            }
        }
        let replacedUnits = Set(units.map(\.id))
        self.units = self.units.filter { !replacedUnits.contains($0.id) } + units
        newUnits = newUnits.filter { !replacedUnits.contains($0.id) } + units
        let replaced = Set(people.map(\.id))
        newPeople = newPeople.filter { !replaced.contains($0.id) } + people
        for person in people { self.people[person.id] = person }
    }

    /// Throws with everything that was wrong, and where the units of all files together are no tree.
    func finish() throws {
        if let first = refused.first, refused.count == 1 {
            throw AppError.problems(file: first.file, source: first.source, first.diagnostics)
        }
        guard refused.isEmpty else {
            throw AppError.several(refused.map { .problems(file: $0.file, source: $0.source, $0.diagnostics) })
        }
        let parents = Dictionary(units.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
        let roots = units.filter { $0.parent == nil }.map(\.id)
        guard roots.count <= 1 else { throw AppError.severalRoots(roots) }
        guard roots.count == 1 || units.isEmpty else { throw AppError.circleOfUnits(units.map(\.id)) }
        for unit in units {
            var seen: Set<UnitID> = []
            var current: UnitID? = unit.id
            while let here = current {
                guard seen.insert(here).inserted else { throw AppError.circleOfUnits([unit.id]) }
                current = parents[here] ?? nil
            }
        }
    }
}
