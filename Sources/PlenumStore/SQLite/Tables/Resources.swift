internal import GRDB
internal import PlenumCore

internal import struct Foundation.Data
internal import struct Foundation.UUID
internal import typealias Foundation.uuid_t

// The tables `resource`, `command` and `meta`.

extension SQLiteReader {
    func resource(_ hash: String) throws -> [UInt8]? {
        guard let key = ContentHash.bytes(hexadecimal: hash) else { return nil }
        return try first("SELECT bytes FROM resource WHERE hash = ?", [Data(key)]) {
            (try $0[0] as Data?).map { [UInt8]($0) }
        }
            ?? nil
    }

    func answer(toCommand id: String) throws -> String? {
        try first("SELECT answer FROM command WHERE id = ?", [SQLiteReader.commandKey(id)]) { try $0[0] }
    }

    /// The 16 bytes of a UUID, else the text itself; the column knows one from the other by its type.
    static func commandKey(_ id: String) -> DatabaseValue {
        guard let uuid = UUID(uuidString: id), uuid.uuidString == id else { return id.databaseValue }
        return withUnsafeBytes(of: uuid.uuid) { Data($0) }.databaseValue
    }

    private static func command(_ key: DatabaseValue) -> String? {
        switch key.storage {
        case .string(let id): id
        case .blob(let data) where data.count == 16:
            data.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)).uuidString }
        case .null, .int64, .double, .blob: nil
        }
    }

    func commands() throws -> [CommandRecord] {
        try all("SELECT id, answer FROM command") { row in
            guard let id = SQLiteReader.command(row.value(0)) else { throw damaged("command") }
            return CommandRecord(id: id, answer: try row[1])
        }.sorted { $0.id < $1.id }
    }

    func resources() throws -> [ResourceRecord] {
        try all("SELECT hash, kind, name, size FROM resource ORDER BY hash") {
            ResourceRecord(
                hash: ContentHash.hexadecimal([UInt8](try $0[0] as Data)), kind: try $0[1], name: try $0[2],
                size: try $0[3])
        }
    }

    func lastRemind() throws -> Instant? {
        try first("SELECT value FROM meta WHERE name = 'last remind'", []) { try $0.instant(0) }
    }

    func holdsReminders() throws -> Bool {
        try first("SELECT value FROM meta WHERE name = 'hold'", []) { try $0[0] as Int != 0 } ?? false
    }
}

extension SQLiteTransaction {
    func keep(resource bytes: [UInt8], kind: String, name: String) throws -> String {
        let hash = ContentHash.hash(bytes)
        try run(
            """
            INSERT INTO resource (hash, kind, name, size, bytes, seal)
            SELECT hash, kind, name, size, bytes, \(Seal.resource.expression) FROM (
                SELECT ? AS hash, ? AS kind, ? AS name, ? AS size, ? AS bytes
            ) WHERE TRUE
            ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes WHERE bytes IS NULL
            """,
            [Data(hash), kind, name, bytes.count, Data(bytes)])
        return ContentHash.hexadecimal(hash)
    }

    func erase(resource hash: String) throws {
        guard let key = ContentHash.bytes(hexadecimal: hash) else { return }
        try beginErasing()
        try run("UPDATE resource SET bytes = NULL WHERE hash = ?", [Data(key)])
    }

    func keepErased(_ resource: ResourceRecord) throws {
        guard let key = ContentHash.bytes(hexadecimal: resource.hash) else { return }
        try run(
            """
            INSERT INTO resource (hash, kind, name, size, seal)
            SELECT hash, kind, name, size, \(Seal.resource.expression) FROM (
                SELECT ? AS hash, ? AS kind, ? AS name, ? AS size
            ) WHERE TRUE ON CONFLICT DO NOTHING
            """,
            [Data(key), resource.kind, resource.name, resource.size])
    }

    /// From here on what is removed or changed is overwritten in its pages, too.
    func beginOverwriting() throws {
        guard !isOverwriting else { return }
        isOverwriting = true
        try database.execute(sql: "PRAGMA secure_delete = ON")
    }

    /// The same, and after the transaction what the write-ahead log still has of it goes.
    func beginErasing() throws {
        isErasing = true
        try beginOverwriting()
    }

    func record(command id: String, answer: String) throws {
        do {
            try run(
                """
                INSERT INTO command (id, answer, seal)
                SELECT id, answer, \(Seal.command.expression) FROM (SELECT ? AS id, ? AS answer)
                """, [SQLiteReader.commandKey(id), answer])
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw StoreError.commandRepeated(id: id)
        }
    }

    func setLastRemind(_ moment: Instant) throws { try set("last remind", moment.seconds) }

    func setHoldsReminders(_ holds: Bool) throws { try set("hold", holds ? 1 : 0) }

    private func set(_ name: String, _ value: Int) throws {
        try run(
            """
            INSERT INTO meta (name, value, seal)
            SELECT name, value, \(Seal.meta.expression) FROM (SELECT ? AS name, ? AS value) WHERE TRUE
            ON CONFLICT (name) DO UPDATE SET value = excluded.value, seal = excluded.seal
            """,
            [name, value])
    }
}
