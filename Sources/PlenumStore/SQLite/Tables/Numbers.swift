internal import GRDB
internal import PlenumCore

// The tables `series`, `term` and `number`: the register of document numbers.

extension SQLiteReader {
    func series(type: String, organ: String, of unit: UnitID) throws -> SeriesRecord? {
        guard let unit = try known(unit), let type = try known(type), let organ = try known(organ) else { return nil }
        return try first(
            """
            SELECT series.unit, series.term, type, organ, last FROM term
            JOIN series ON series.unit = term.unit AND series.term = term.term
            WHERE term.unit = ? AND type = ? AND organ = ?
            """, [unit, type, organ], record)
    }

    func series() throws -> [(record: SeriesRecord, isCurrent: Bool)] {
        try all(
            """
            SELECT series.unit, series.term, type, organ, last, term.term IS NOT NULL FROM series
            LEFT JOIN term ON series.unit = term.unit AND series.term = term.term
            """
        ) { row in (record: try record(row), isCurrent: try row[5] as Int != 0) }
        .sorted { $0.record.series < $1.record.series }
    }

    func numbers(of instance: InstanceID) throws -> [RegisteredNumber] {
        guard let instance = try known(instance) else { return [] }
        return try numbers(where: "number.instance = ?", [instance])
    }

    func numbers() throws -> [RegisteredNumber] { try numbers(where: "TRUE", []) }

    private func numbers(where condition: String, _ arguments: StatementArguments) throws -> [RegisteredNumber] {
        try all(
            """
            SELECT unit, term, type, organ, last, number, instance, path, issued_at, voided_at
            FROM number JOIN series ON series.id = number.series WHERE \(condition)
            """, arguments
        ) { row in
            RegisteredNumber(
                series: try record(row).series, number: try row[5], instance: try identifier(try row[6] as Int),
                path: Path(try text(try row[7])), issuedAt: try row.instant(8), voidedAt: try row.optionalInstant(9))
        }
        .sorted { ($0.series, $0.number) < ($1.series, $1.number) }
    }

    private func record(_ row: Columns) throws -> SeriesRecord {
        SeriesRecord(
            series: NumberSeries(
                unit: try identifier(try row[0] as Int), term: try text(try row[1]), type: try text(try row[2]),
                organ: try text(try row[3])),
            last: try row[4])
    }
}

extension SQLiteTransaction {
    func set(series: [SeriesRecord]) throws {
        for record in series {
            try save(record, "excluded.last")
            try run(
                "INSERT INTO term (unit, term) VALUES (?, ?) ON CONFLICT (unit) DO UPDATE SET term = excluded.term",
                [try number(record.series.unit), try number(record.series.term)])
        }
    }

    func save(_ given: RegisteredNumber) throws {
        try save(SeriesRecord(series: given.series, last: given.number), "max(last, excluded.last)")
        try run(
            """
            INSERT INTO number (series, number, instance, path, issued_at, voided_at) VALUES (
                (SELECT id FROM series WHERE unit = ? AND term = ? AND type = ? AND organ = ?), ?, ?, ?, ?, ?)
            ON CONFLICT (series, number) DO UPDATE SET instance = excluded.instance, path = excluded.path,
                issued_at = excluded.issued_at, voided_at = excluded.voided_at
            """,
            StatementArguments(try key(given.series)) + [
                given.number, try number(given.instance), try number(given.path.text), given.issuedAt.seconds,
                given.voidedAt?.seconds,
            ])
    }

    private func save(_ record: SeriesRecord, _ last: String) throws {
        try run(
            """
            INSERT INTO series (unit, term, type, organ, last) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (unit, term, type, organ) DO UPDATE SET last = \(last)
            """, StatementArguments(try key(record.series)) + [record.last])
    }

    private func key(_ series: NumberSeries) throws -> [Int] {
        [try number(series.unit), try number(series.term), try number(series.type), try number(series.organ)]
    }
}
