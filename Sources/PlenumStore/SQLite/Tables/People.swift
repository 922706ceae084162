internal import GRDB
internal import PlenumCore

internal import struct Foundation.Data

// The tables `unit`, `unit_within`, `person`, `holding` and `absence`.

extension SQLiteReader {
    func person(_ id: PersonID) throws -> Person? {
        guard let number = try known(id) else { return nil }
        return try first("SELECT name, unit, kind, email, language FROM person WHERE id = ?", [number]) {
            try person(id, number, $0)
        }
    }

    func people() throws -> [Person] {
        try all("SELECT name, unit, kind, email, language, id FROM person") {
            try person(identifier(try $0[5] as Int), try $0[5], $0)
        }.sorted { $0.id < $1.id }
    }

    private func person(_ id: PersonID, _ number: Int, _ row: Columns) throws -> Person {
        let posts = try all("SELECT post, unit FROM holding WHERE person = ? ORDER BY position", [number]) {
            Person.Holding(try identifier(try $0[0] as Int), of: try identifier(try $0[1] as Int))
        }
        let absences = try all(
            "SELECT begins, ends, substitute FROM absence WHERE person = ? ORDER BY position", [number]
        ) { row -> Absence in
            let (begins, ends): (Int, Int) = (try row[0], try row[1])
            guard begins <= ends, begins.magnitude < 4_000_000, ends.magnitude < 4_000_000 else {
                throw damaged("absence")
            }
            return Absence(
                CivilDate(dayNumber: begins)...CivilDate(dayNumber: ends),
                substitute: try optionalIdentifier(try row[2]))
        }
        let language = try (row[4] as String?).map { word in
            guard let language = Language(rawValue: word) else { throw damaged("person") }
            return language
        }
        return Person(
            id: id, name: try row[0], unit: try identifier(try row[1] as Int), kind: try decoded(try row[2], "person"),
            email: try row[3], language: language, posts: posts,
            absences: absences)
    }

    func people(whoNamed substitute: PersonID) throws -> [PersonID] {
        guard let number = try known(substitute) else { return [] }
        return try all("SELECT DISTINCT person FROM absence WHERE substitute = ?", [number]) {
            try identifier(try $0[0] as Int) as PersonID
        }.sorted()
    }

    func unit(_ id: UnitID) throws -> Unit? {
        guard let number = try known(id) else { return nil }
        return try first("SELECT id, kind, parent, title FROM unit WHERE id = ?", [number], unit)
    }

    func units() throws -> [Unit] {
        try all("SELECT id, kind, parent, title FROM unit ORDER BY position", [], unit)
    }

    private func unit(_ row: Columns) throws -> Unit {
        guard let title = JSON(parsing: try row[3] as String)?.members else { throw damaged("unit") }
        return Unit(
            id: try identifier(try row[0] as Int), kind: try text(try row[1]),
            parent: try optionalIdentifier(try row[2]),
            title: LocalizedText(title.compactMap { member in member.value.string.map { (member.key, $0) } }))
    }

    func root() throws -> UnitID? {
        try first("SELECT id FROM unit WHERE parent IS NULL ORDER BY position LIMIT 1", []) {
            try identifier(try $0[0] as Int)
        }
    }

    func holders(of post: Post, in unit: UnitID) throws -> [PersonID] {
        guard let post = try known(post), let unit = try known(unit) else { return [] }
        return try all("SELECT DISTINCT person FROM holding WHERE unit = ? AND post = ?", [unit, post]) {
            try identifier(try $0[0] as Int) as PersonID
        }.sorted()
    }

    func people(in unit: UnitID, of classes: Set<PersonClass>) throws -> [PersonID] {
        guard let unit = try known(unit) else { return [] }
        let mask = classes.reduce(0) { $0 | 1 << $1.code }
        return try all(
            """
            SELECT person.id FROM unit_within JOIN person ON person.unit = unit_within.unit
            WHERE unit_within.ancestor = ? AND (1 << person.kind) & ? <> 0
            """,
            [unit, mask]
        ) { try identifier(try $0[0] as Int) as PersonID }.sorted()
    }

    func units(ofKind kind: String) throws -> [UnitID] {
        guard let kind = try known(kind) else { return [] }
        return try all("SELECT id FROM unit WHERE kind = ? ORDER BY position", [kind]) {
            try identifier(try $0[0] as Int)
        }
    }
}

extension SQLiteTransaction {
    func changeDirectory(units: [Unit], people: [Person], removing: [PersonID]) throws {
        for unit in units { try save(unit) }
        if !units.isEmpty { try rebuildTree() }
        for person in people { try save(person) }
        if !removing.isEmpty { try beginErasing() }
        for person in removing {
            guard let number = try known(person) else { continue }
            try run("DELETE FROM holding WHERE person = ?", [number])
            try run("DELETE FROM absence WHERE person = ?", [number])
            try run("DELETE FROM person WHERE id = ?", [number])
        }
    }

    private func save(_ unit: Unit) throws {
        try run(
            """
            INSERT INTO unit (id, kind, parent, position, title)
            VALUES (?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM unit), ?)
            ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, parent = excluded.parent, title = excluded.title
            """,
            [
                try number(unit.id), try number(unit.kind), try optionalNumber(unit.parent),
                JSON.object(unit.title.versions.map { JSON.Member($0.code, .string($0.text)) }).text,
            ])
    }

    /// Units are few and rarely change: who lies in what is reckoned again whole. A circle of parents ends with
    /// `UNION`, which never adds a pair twice.
    private func rebuildTree() throws {
        try run("DELETE FROM unit_within", [])
        try run(
            """
            INSERT INTO unit_within (ancestor, unit)
            WITH RECURSIVE within (ancestor, unit) AS (
                SELECT id, id FROM unit
                UNION
                SELECT unit.parent, within.unit FROM within JOIN unit ON unit.id = within.ancestor
                WHERE unit.parent IS NOT NULL
            )
            SELECT ancestor, unit FROM within
            """, [])
    }

    private func save(_ person: Person) throws {
        let number = try number(person.id)
        try run(
            """
            INSERT INTO person (id, name, unit, kind, email, language) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, unit = excluded.unit, kind = excluded.kind,
                email = excluded.email, language = excluded.language
            """,
            [
                number, person.name, try self.number(person.unit), person.kind.code, person.email,
                person.language?.rawValue,
            ])
        try run("DELETE FROM holding WHERE person = ?", [number])
        for (position, holding) in person.posts.enumerated() {
            try run(
                "INSERT INTO holding (person, position, post, unit) VALUES (?, ?, ?, ?)",
                [number, position, try self.number(holding.post), try self.number(holding.unit)])
        }
        try run("DELETE FROM absence WHERE person = ?", [number])
        for (position, absence) in person.absences.enumerated() {
            try run(
                "INSERT INTO absence (person, position, begins, ends, substitute) VALUES (?, ?, ?, ?, ?)",
                [
                    number, position, absence.days.lowerBound.dayNumber, absence.days.upperBound.dayNumber,
                    try optionalNumber(absence.substitute),
                ])
        }
    }
}
