internal import GRDB
internal import PlenumCore

internal import struct Foundation.Data

// The tables `instance`, `step`, `tally` and `scope`.

extension SQLiteReader {
    private static let instanceColumns =
        "id, workflow, definition, calendar, unit, started_by, started_at, state, ended_at"

    func instance(_ id: InstanceID) throws -> Instance? {
        guard let number = try known(id) else { return nil }
        return try first(
            "SELECT \(SQLiteReader.instanceColumns) FROM instance WHERE id = ?", [number], instance)
    }

    /// In the order in which they started.
    func instances() throws -> [Instance] {
        try all("SELECT \(SQLiteReader.instanceColumns) FROM instance", [], instance)
            .sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
    }

    private func instance(_ row: Columns) throws -> Instance {
        Instance(
            id: try identifier(try row[0] as Int), workflow: try identifier(try row[1] as Int),
            definition: try text(try row[2]), calendar: try text(try row[3]), unit: try identifier(try row[4] as Int),
            startedBy: try optionalIdentifier(try row[5]), startedAt: try row.instant(6),
            state: try decoded(try row[7], "instance"), endedAt: try row.optionalInstant(8))
    }

    func input(_ name: Name, of instance: InstanceID) throws -> Value? {
        guard let instance = try known(instance), let name = try known(name) else { return nil }
        return try first("SELECT value FROM input WHERE instance = ? AND name = ?", [instance, name]) { row in
            try value(try row[0])
        }
    }

    func inputs(of instance: InstanceID) throws -> [Value.Cell] {
        guard let instance = try known(instance) else { return [] }
        return try all(
            "SELECT name, value, position FROM input WHERE instance = ? ORDER BY position", [instance]
        ) { row in
            Value.Cell(try identifier(try row[0] as Int), try value(try row[1]))
        }
    }

    private func value(_ bytes: Data) throws -> Value {
        guard let value = try Value(json: unpack(bytes, "input")) else { throw damaged("input") }
        return value
    }

    private static let stepColumns = """
        phase, outcome, round, opened_at, late, due_day, due_time, overdue, closes_at, ended_at, ended_by, answers, \
        document, path, day
        """

    func step(_ place: Path, of instance: InstanceID) throws -> StepRecord? {
        guard let instance = try known(instance), let path = try known(place.text) else { return nil }
        let row = try first(
            "SELECT \(SQLiteReader.stepColumns) FROM step WHERE instance = ? AND path = ?", [instance, path], step)
        return try row ?? ended(instance)?.steps[place]
    }

    func steps(of instance: InstanceID) throws -> [(path: Path, record: StepRecord)] {
        let steps = try known(instance).flatMap { try ended($0) }?.steps.map { (path: $0.key, record: $0.value) }
            .sorted { $0.path < $1.path }
        return try (steps ?? allSteps(of: instance)).filter { $0.record.control.round > 0 }
    }

    /// The rows of steps; none of an instance that is folded from its log.
    func allSteps(of instance: InstanceID) throws -> [(path: Path, record: StepRecord)] {
        guard let number = try known(instance) else { return [] }
        return try all("SELECT \(SQLiteReader.stepColumns) FROM step WHERE instance = ?", [number]) { row in
            (path: Path(try text(try row[13])), record: try step(row))
        }.sorted { $0.path < $1.path }
    }

    private func step(_ row: Columns) throws -> StepRecord {
        var facts = StepFacts()
        facts.openedAt = try row.optionalInstant(3)
        let marks = try row[4] as Int
        facts.openedLate = marks & 1 != 0
        facts.isByHand = marks & 2 != 0
        facts.extensions = marks >> 2
        facts.due = try due(day: try row[5], time: try row[6], overdue: try row[7], "step")
        facts.closesAt = try row.optionalInstant(8)
        facts.endedAt = try row.optionalInstant(9)
        facts.endedBy = try optionalIdentifier(try row[10])
        facts.answers = try unpackCells(try row[11], "step")
        facts.document = try unpackDocument(try row[12], "step")
        facts.day = try (try row[14] as Int?).map { try civilDate($0, "step") }
        return StepRecord(
            control: Control(
                phase: try decoded(try row[0], "step"), outcome: try optionalIdentifier(try row[1]), round: try row[2]),
            facts: facts)
    }

    private static let tallyColumns = "total, open, excused, ended, groups, groups_met, path"

    func tally(_ place: Path, of instance: InstanceID) throws -> Tally? {
        guard let instance = try known(instance), let path = try known(place.text) else { return nil }
        let row = try first(
            "SELECT \(SQLiteReader.tallyColumns) FROM tally WHERE instance = ? AND path = ?", [instance, path], tally)
        return try row ?? ended(instance)?.tallies[place]
    }

    func allTallies(of instance: InstanceID) throws -> [Path: Tally] {
        guard let number = try known(instance) else { return [:] }
        let tallies = try all("SELECT \(SQLiteReader.tallyColumns) FROM tally WHERE instance = ?", [number]) {
            (Path(try text(try $0[6])), try tally($0))
        }
        return Dictionary(tallies, uniquingKeysWith: { first, _ in first })
    }

    private func tally(_ row: Columns) throws -> Tally {
        var ended: [Name: Int] = [:]
        if let bytes = try row[3] as Data? {
            guard let members = try unpack(bytes, "tally").members else { throw damaged("tally") }
            for member in members { ended[Name(rawValue: member.key)] = member.value.int }
        }
        return Tally(
            total: try row[0], open: try row[1], ended: ended, excused: try row[2], groups: try row[4],
            groupsMet: try row[5])
    }

    func scope(_ path: ScopePath, of instance: InstanceID) throws -> ScopeRecord? {
        guard let instance = try known(instance), let fanOut = try knownNumber(path.fanOut?.text),
            let branch = try knownNumber(path.fanOut == nil ? nil : path.key)
        else { return nil }
        let row = try first(
            "SELECT remaining, position, facts FROM scope WHERE instance = ? AND fan_out = ? AND branch = ?",
            [instance, fanOut, branch], scope)
        return try row ?? ended(instance)?.scopes[path]
    }

    /// 0 for the root's missing fan-out and key.
    private func knownNumber(_ text: String?) throws -> Int? { try text.map { try known($0) } ?? 0 }

    private func scope(_ row: Columns) throws -> ScopeRecord {
        ScopeRecord(
            remaining: try row[0], position: try row[1], facts: ScopeFacts(values: try unpackCells(try row[2], "scope"))
        )
    }

    func branches(of place: Path, of instance: InstanceID) throws -> [String] {
        guard let instance = try known(instance), let path = try known(place.text) else { return [] }
        if let ended = try ended(instance) { return ended.branches(of: place) }
        return try all(
            "SELECT branch FROM scope WHERE instance = ? AND fan_out = ? AND position >= 0 ORDER BY position",
            [instance, path]
        ) { try text(try $0[0]) }
    }

    func allScopes(of instance: InstanceID) throws -> [ScopePath: ScopeRecord] {
        guard let number = try known(instance) else { return [:] }
        let scopes = try all(
            "SELECT remaining, position, facts, fan_out, branch FROM scope WHERE instance = ?", [number]
        ) { row in
            guard try row[3] != 0 else {
                guard try row[4] == 0 else { throw damaged("scope") }
                return (ScopePath.root, try scope(row))
            }
            return (Path(try text(try row[3])).branch(try text(try row[4])), try scope(row))
        }
        return Dictionary(scopes, uniquingKeysWith: { first, _ in first })
    }

    func windowsToClose(in instance: InstanceID?, by now: Instant, limit: Int) throws -> [WindowTimer] {
        guard let instance else {
            return try all(
                """
                SELECT step.instance, step.path, step.closes_at
                FROM step INDEXED BY step_closing CROSS JOIN instance ON instance.id = step.instance
                WHERE step.phase = 1 AND step.closes_at IS NOT NULL AND step.closes_at <= ? AND instance.state = 0
                ORDER BY step.closes_at, step.instance, step.path LIMIT ?
                """,
                [now.seconds, limit], window)
        }
        guard let number = try known(instance) else { return [] }
        return try all(
            """
            SELECT instance, path, closes_at FROM step INDEXED BY step_window
            WHERE instance = ? AND phase = 1 AND closes_at IS NOT NULL AND closes_at <= ?
                AND EXISTS (SELECT 1 FROM instance WHERE id = ? AND state = 0)
            ORDER BY closes_at, path LIMIT ?
            """,
            [number, now.seconds, number, limit], window)
    }

    private func window(_ row: Columns) throws -> WindowTimer {
        WindowTimer(
            instance: try identifier(try row[0] as Int), path: Path(try text(try row[1])), at: try row.instant(2))
    }
}

extension SQLiteTransaction {
    func save(_ set: WorkingSet) throws {
        let changes = set.changes
        let instance = try number(set.id)
        if changes.instance, let record = set.instance { try save(record, as: instance) }
        for path in changes.steps.sorted() { try save(try set.step(path), at: path, of: instance) }
        for (position, name) in changes.inputs.enumerated() {
            if let value = try set.input(name) { try save(value, as: name, at: position, of: instance) }
        }
        for path in changes.tallies.sorted() {
            if let tally = try set.tally(at: path) { try save(tally, at: path, of: instance) }
        }
        for path in changes.scopes.sorted(by: { $0.text < $1.text }) {
            if let scope = try set.scope(path) { try save(scope, at: path, of: instance) }
        }
        for path in changes.boxes.sorted() { try save(try set.box(at: path), at: path, of: instance) }
        for code in changes.items.sorted() {
            if let item = try set.item(code) { try save(item, in: instance) }
        }
        for number in changes.numbers.values.sorted(by: { ($0.series, $0.number) < ($1.series, $1.number) }) {
            try save(number)
        }
        if changes.instance, set.instance?.state.hasEnded == true { try end(instance) }
    }

    private func save(_ record: Instance, as instance: Int) throws {
        try run(
            """
            INSERT INTO instance (id, workflow, definition, calendar, unit, started_by, started_at, state, ended_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET workflow = excluded.workflow, definition = excluded.definition,
                calendar = excluded.calendar, unit = excluded.unit, started_by = excluded.started_by,
                started_at = excluded.started_at, state = excluded.state, ended_at = excluded.ended_at
            """,
            [
                instance, try number(record.workflow), try number(record.definition), try number(record.calendar),
                try number(record.unit), try optionalNumber(record.startedBy), record.startedAt.seconds,
                record.state.code, record.endedAt?.seconds,
            ])
    }

    private func save(_ value: Value, as input: Name, at position: Int, of instance: Int) throws {
        try run(
            """
            INSERT INTO input (instance, name, position, value) VALUES (?, ?, ?, ?)
            ON CONFLICT (instance, name) DO UPDATE SET value = excluded.value
            """, [instance, try number(input), position, try pack(value.json)])
    }

    private func save(_ record: StepRecord, at path: Path, of instance: Int) throws {
        let (control, facts) = (record.control, record.facts)
        try run(
            """
            INSERT INTO step (instance, path, phase, outcome, round, opened_at, late, due_day, due_time, overdue,
                closes_at, day, ended_at, ended_by, answers, document)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (instance, path) DO UPDATE SET phase = excluded.phase, outcome = excluded.outcome,
                round = excluded.round, opened_at = excluded.opened_at, late = excluded.late,
                due_day = excluded.due_day, due_time = excluded.due_time, overdue = excluded.overdue,
                closes_at = excluded.closes_at, day = excluded.day, ended_at = excluded.ended_at, ended_by = excluded.ended_by,
                answers = excluded.answers, document = excluded.document
            """,
            [
                instance, try number(path.text), control.phase.code, try optionalNumber(control.outcome), control.round,
                facts.openedAt?.seconds, (facts.openedLate ? 1 : 0) | (facts.isByHand ? 2 : 0) | facts.extensions << 2,
                facts.due?.date.dayNumber,
                facts.due?.time?.secondOfDay, facts.due?.instant.seconds, facts.closesAt?.seconds,
                facts.day?.dayNumber, facts.endedAt?.seconds, try optionalNumber(facts.endedBy),
                try pack(facts.answers), try pack(facts.document),
            ])
    }

    private func save(_ tally: Tally, at path: Path, of instance: Int) throws {
        let ended = tally.ended.sorted { $0.key < $1.key }.map { JSON.Member($0.key.rawValue, .int($0.value)) }
        try run(
            """
            INSERT INTO tally (instance, path, total, open, excused, ended, groups, groups_met)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (instance, path) DO UPDATE SET total = excluded.total, open = excluded.open,
                excused = excluded.excused, ended = excluded.ended, groups = excluded.groups,
                groups_met = excluded.groups_met
            """,
            [
                instance, try number(path.text), tally.total, tally.open, tally.excused,
                ended.isEmpty ? nil : try pack(.object(ended)), tally.groups, tally.groupsMet,
            ])
    }

    private func save(_ scope: ScopeRecord, at path: ScopePath, of instance: Int) throws {
        try run(
            """
            INSERT INTO scope (instance, fan_out, branch, remaining, position, facts) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (instance, fan_out, branch) DO UPDATE SET remaining = excluded.remaining,
                position = excluded.position, facts = excluded.facts
            """,
            [
                instance, try path.fanOut.map { try number($0.text) } ?? 0,
                path.fanOut == nil ? 0 : try number(path.key), scope.remaining, scope.position,
                try pack(scope.facts.values),
            ])
    }
}
