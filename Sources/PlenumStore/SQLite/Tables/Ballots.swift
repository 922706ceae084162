internal import GRDB
internal import PlenumCore

// The table `ballot_box`.

extension SQLiteReader {
    private static let boxColumns = "instance, path, round, in_favour, against, abstained"

    func box(at path: Path, of instance: InstanceID) throws -> BallotBox? {
        guard let instance = try known(instance), let path = try known(path.text) else { return nil }
        return try first(
            "SELECT \(SQLiteReader.boxColumns) FROM ballot_box WHERE instance = ? AND path = ?", [instance, path], box)
    }

    func boxes(of instance: InstanceID?) throws -> [BoxRecord] {
        let records = try all("SELECT \(SQLiteReader.boxColumns) FROM ballot_box") { row in
            BoxRecord(
                instance: try identifier(try row[0] as Int), path: Path(try text(try row[1])), box: try box(row))
        }
        return records.filter { instance == nil || $0.instance == instance }
            .sorted { ($0.instance, $0.path) < ($1.instance, $1.path) }
    }

    private func box(_ row: Columns) throws -> BallotBox {
        guard
            let box = BallotBox(
                round: try row[2], inFavour: try row[3], against: try row[4], abstained: try row[5])
        else { throw damaged("ballot_box") }
        return box
    }
}

extension SQLiteTransaction {
    /// Writes the box as it stands now, or takes it away. What it held before is overwritten in its page; once it is
    /// gone, it goes from the write-ahead log too, or a copy of the file would tell each vote by the order of the log.
    func save(_ box: BallotBox?, at path: Path, of instance: Int) throws {
        guard let box else {
            try beginErasing()
            return try run("DELETE FROM ballot_box WHERE instance = ? AND path = ?", [instance, try number(path.text)])
        }
        try beginOverwriting()
        try run(
            """
            INSERT INTO ballot_box (instance, path, round, in_favour, against, abstained) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (instance, path) DO UPDATE SET round = excluded.round, in_favour = excluded.in_favour,
                against = excluded.against, abstained = excluded.abstained
            """,
            [instance, try number(path.text), box.round, box.inFavour, box.against, box.abstained])
    }

    func put(_ record: BoxRecord) throws { try save(record.box, at: record.path, of: try number(record.instance)) }
}
