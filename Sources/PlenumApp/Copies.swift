public import PlenumStore

/// Copies of a database: made, put back, written out as text, read in again.
public enum Copies {
    /// A consistent copy of the live database, verified and durable before it has its name.
    public static func backup(_ database: String, to path: String, _ environment: Environment) throws -> BackupReport {
        try Service.openFile(database, .existing, environment).backup(to: path)
    }

    /// Makes a database of a backup; refuses to overwrite one. Reminders are held until `remind --resume`.
    public static func restore(
        _ backup: String, to database: String, _ environment: Environment
    ) throws -> BackupReport {
        try SQLiteStore.restore(from: backup, to: database, definitions: Service.definitions)
    }

    /// Everything as canonical JSON Lines, handed over piece by piece.
    public static func export(
        _ database: String, _ environment: Environment, to write: ([UInt8]) throws -> Void
    ) throws -> ChainHead {
        try Service.openFile(database, .existing, environment).export(to: write)
    }

    /// Fills a new database from an export; nothing is kept of one in which a line is not what it should be.
    public static func `import`(_ file: String, to database: String, _ environment: Environment) throws -> ChainHead {
        let bytes = try environment.readFile(file)
        var rest = bytes[...]
        do {
            return try Service.openFile(database, .create, environment)
                .importAll(from: file, definitions: Service.definitions) {
                    guard !rest.isEmpty else { return nil }
                    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
                    defer { rest = rest[end...].dropFirst() }
                    return Array(rest[..<end])
                }
        } catch StoreError.occupied {
            throw StoreError.occupied(path: database)
        }
    }
}
