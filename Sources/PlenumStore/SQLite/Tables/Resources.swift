internal import GRDB
internal import PlenumCore

internal import struct Foundation.Data
internal import struct Foundation.UUID

// The tables `resource`, `command` and `meta`.

extension SQLiteReader {
    func resource(_ hash: String) throws -> [UInt8]? {
        guard let key = ContentHash.bytes(hexadecimal: hash) else { return nil }
        return try first("SELECT bytes FROM resource WHERE hash = ?", [Data(key)]) {
            ($0[0] as Data?).map { [UInt8]($0) }
        }
            ?? nil
    }

    func answer(toCommand id: String) throws -> String? {
        try first("SELECT answer FROM command WHERE id = ?", [SQLiteReader.commandKey(id)]) { $0[0] }
    }

    /// 16 bytes for a UUID, else the text itself.
    static func commandKey(_ id: String) -> Data {
        guard let uuid = UUID(uuidString: id), uuid.uuidString == id else { return Data(id.utf8) }
        return withUnsafeBytes(of: uuid.uuid) { Data($0) }
    }

    func lastRemind() throws -> Instant? {
        try first("SELECT value FROM meta WHERE name = 'last remind'", []) { Instant(seconds: $0[0]) }
    }

    func holdsReminders() throws -> Bool {
        try first("SELECT value FROM meta WHERE name = 'hold'", []) { $0[0] as Int != 0 } ?? false
    }
}

extension SQLiteTransaction {
    func keep(resource bytes: [UInt8], kind: String, name: String) throws -> String {
        let hash = ContentHash.hash(bytes)
        try run(
            """
            INSERT INTO resource (hash, kind, name, size, bytes) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes WHERE bytes IS NULL
            """,
            [Data(hash), kind, name, bytes.count, Data(bytes)])
        return ContentHash.hexadecimal(hash)
    }

    func erase(resource hash: String) throws {
        guard let key = ContentHash.bytes(hexadecimal: hash) else { return }
        // What was there is overwritten in its pages, too.
        try database.execute(sql: "PRAGMA secure_delete = ON")
        try run("UPDATE resource SET bytes = NULL WHERE hash = ?", [Data(key)])
    }

    func record(command id: String, answer: String) throws {
        do {
            try run("INSERT INTO command (id, answer) VALUES (?, ?)", [SQLiteReader.commandKey(id), answer])
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw StoreError.commandRepeated(id: id)
        }
    }

    func setLastRemind(_ moment: Instant) throws { try set("last remind", moment.seconds) }

    func setHoldsReminders(_ holds: Bool) throws { try set("hold", holds ? 1 : 0) }

    private func set(_ name: String, _ value: Int) throws {
        try run(
            "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, value])
    }
}
