internal import CPlenumSQLite
internal import Foundation
internal import GRDB
public import PlenumCore
internal import Synchronization

/// A definition as its bytes say; a store calls it to fold a log again.
public typealias DefinitionReading = @Sendable (_ hash: String, _ bytes: [UInt8]) throws -> Definition

/// One file that holds everything, in SQLite's write-ahead mode.
///
/// SQLite up to 3.51.2 can lose committed writes when one connection writes while another checkpoints
/// (sqlite.org/wal.html#walresetbug). No connection of ours checkpoints by itself, and every write transaction and
/// every checkpoint holds one lock on a file beside the database; so they never meet, and nobody ever sees *busy*.
public final class SQLiteStore: Store {
    public enum Mode: Sendable {
        /// Makes the database when there is none.
        case create
        /// Refuses with `missing` when there is none, and creates nothing.
        case existing
    }

    let location: Location
    let words: Words
    let definitions: DefinitionReading
    let ended = EndedStates()
    private let queue: DatabaseQueue
    private let settings: Settings
    private let nextCheckpoint: Mutex<Int>

    /// What only tests change.
    struct Settings: Sendable {
        var migrations = Migration.all
        /// For a file that is only looked at: nothing is made or changed beside it.
        var readOnly = false
        /// Whether a copy is put aside before the schema changes.
        var copiesBeforeMigration = true
        /// How long others may hold the database.
        var patience = 30
        /// So large the write-ahead log may become before a writer carries it over.
        var checkpointSize = 4 << 20
        /// For the recorder of a benchmark: every statement as it is prepared, and with its values in place.
        var trace: (@Sendable (_ sql: String, _ expanded: String) -> Void)?
    }

    public convenience init(path: String, mode: Mode, definitions: @escaping DefinitionReading) throws {
        try self.init(path: path, mode: mode, settings: Settings(), definitions: definitions)
    }

    /// Hands every statement, as it is prepared and with its values in place, to `trace`: for benchmarks that repeat
    /// them on a bare database.
    public convenience init(
        path: String, tracing trace: @escaping @Sendable (_ sql: String, _ expanded: String) -> Void,
        definitions: @escaping DefinitionReading
    ) throws {
        var settings = Settings()
        settings.trace = trace
        try self.init(path: path, mode: .create, settings: settings, definitions: definitions)
    }

    /// Opens a database as a version would whose schema has these further changes, each a migration.
    package convenience init(path: String, growingBy changes: [String], definitions: @escaping DefinitionReading) throws
    {
        var settings = Settings()
        for change in changes {
            let version = (settings.migrations.last?.version ?? 0) + 1
            settings.migrations.append(Migration(version: version, sql: change))
        }
        try self.init(path: path, mode: .existing, settings: settings, definitions: definitions)
    }

    init(path: String, mode: Mode, settings: Settings, definitions: @escaping DefinitionReading) throws {
        let location = Location(path: path)
        self.location = location
        self.settings = settings
        self.definitions = definitions
        words = Words(path: path)
        nextCheckpoint = Mutex(settings.checkpointSize)
        try location.checkSafety()
        queue = try SQLiteStore.open(location, mode, settings)
        try refusingWithFacts { try prepare(mode) }
    }

    /// Ends the connection; the write-ahead log stays as it is.
    public func close() throws {
        try refusingWithFacts { try queue.close() }
    }

    // MARK: Transactions

    public func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result {
        try viewing { try body($0) }
    }

    /// A read transaction for this room's own work.
    func viewing<Result>(_ body: (SQLiteReader) throws -> Result) throws -> Result {
        try connected { database in
            var result: Result?
            try database.inTransaction(.deferred) {
                result = try body(SQLiteReader(database, self))
                return .commit
            }
            return result!
        }
    }

    public func write<Result>(_ body: (any StoreTransaction) throws -> Result) throws -> Result {
        try writing { try body($0) }
    }

    /// A write transaction for this room's own work.
    func writing<Result>(
        _ body: (SQLiteTransaction) throws -> Result
    ) throws -> Result {
        try exclusively { database in
            if try Location.size(of: location.damageMark) != nil {
                throw StoreError.damaged(path: location.path, .marked)
            }
            var result: Result?
            var (isOverwriting, isErasing) = (false, false)
            defer { if isOverwriting { try? database.execute(sql: "PRAGMA secure_delete = OFF") } }
            do {
                try database.inTransaction(.immediate) {
                    let transaction = SQLiteTransaction(database, self)
                    defer { (isOverwriting, isErasing) = (transaction.isOverwriting, transaction.isErasing) }
                    try transaction.checkHead()
                    result = try body(transaction)
                    return .commit
                }
            } catch {
                words.forget()
                // What this transaction had ended goes on.
                ended.forget()
                throw error
            }
            if isErasing {
                try checkpoint(database, "TRUNCATE")
            } else {
                try checkpointIfLarge(database)
            }
            return result!
        }
    }

    /// Runs `body` while no other process writes or checkpoints.
    func exclusively<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try refusingWithFacts {
            try queue.writeWithoutTransaction { database in
                let lock = try FileLock(path: location.lock)
                guard try lock.lock(within: settings.patience) else {
                    throw StoreError.lockedTooLong(path: location.path)
                }
                defer { lock.unlock() }
                return try body(database)
            }
        }
    }

    /// Runs `body` on the connection, outside any transaction.
    func connected<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try refusingWithFacts { try queue.writeWithoutTransaction(body) }
    }

    /// Carries the write-ahead log over into the database once it is large, and empties it: a process that opens the
    /// database does not know what was carried over before, and would carry all of it over again. Nobody waits for it;
    /// when a reader still needs the log, a later writer tries again.
    private func checkpointIfLarge(_ database: Database) throws {
        let size = try Location.size(of: location.log) ?? 0
        guard size > nextCheckpoint.withLock({ $0 }) else { return }
        try database.execute(sql: "PRAGMA busy_timeout = 0")
        defer { try? database.execute(sql: "PRAGMA busy_timeout = \(settings.patience * 1000)") }
        let whole = try checkpoint(database, "TRUNCATE")
        nextCheckpoint.withLock { $0 = whole ? settings.checkpointSize : size + settings.checkpointSize }
    }

    /// True when everything was carried over.
    @discardableResult
    func checkpoint(_ database: Database, _ mode: String) throws -> Bool {
        guard let row = try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(\(mode))") else { return false }
        let (busy, frames, carried): (Int, Int, Int) = (row[0], row[1], row[2])
        return busy == 0 && frames == carried
    }

    // MARK: Opening

    private static func open(_ location: Location, _ mode: Mode, _ settings: Settings) throws -> DatabaseQueue {
        switch mode {
        case .create: try location.create()
        case .existing:
            guard let size = try Location.size(of: location.path) else { throw StoreError.missing(path: location.path) }
            // A creation that was cut off leaves an empty file and no log; an empty file beside a log was cut.
            if size == 0 {
                guard try Location.size(of: location.log) != nil else { throw StoreError.missing(path: location.path) }
                throw StoreError.damaged(path: location.path, .pages)
            }
        }
        var configuration = Configuration()
        configuration.busyMode = .timeout(TimeInterval(settings.patience))
        configuration.foreignKeysEnabled = false
        configuration.label = "plenum.store"
        configuration.readonly = settings.readOnly
        let trace = settings.trace
        configuration.prepareDatabase { database in
            let code = plenum_sqlite_no_checkpoint_on_close(UnsafeMutableRawPointer(database.sqliteConnection))
            guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
            do {
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA journal_size_limit = 0; PRAGMA cell_size_check = ON")
                // Reads the schema while there is somebody to ask why it cannot be read.
                _ = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master")
            } catch let error as DatabaseError {
                try SQLiteStore.refuseWhatTheDiskDid(database, location)
                throw error
            }
            if let trace {
                database.trace { event in
                    if case .statement(let statement) = event { trace(statement.sql, statement.expandedSQL) }
                }
            }
        }
        return try refusingWithFacts(location) {
            try DatabaseQueue(path: location.path, configuration: configuration)
        }
    }

    private func prepare(_ mode: Mode) throws {
        let found = try queue.writeWithoutTransaction { try standing($0) }
        if settings.readOnly {
            guard found == .current else { throw StoreError.notADatabase(path: location.path) }
            return
        }
        if found == .current, try queue.writeWithoutTransaction({ try isLogged($0) }) { return }
        do {
            try exclusively { database in
                if try standing(database) == .empty {
                    // What looks like a creation that was cut off may be all there is behind a damaged log.
                    if try WriteAheadLog(path: location.log)?.hidesTransactions == true {
                        throw StoreError.damaged(path: location.path, .pages)
                    }
                    if mode == .existing { throw StoreError.missing(path: location.path) }
                }
                if try !self.isLogged(database) { try database.execute(sql: "PRAGMA journal_mode = WAL") }
                switch try standing(database) {
                case .current: break
                case .empty: try migrate(database, from: 0)
                case .older(let version): try migrate(database, from: version)
                }
            }
        } catch StoreError.cannotWrite where found == .current {
            // A backup on a read-only disk can be read as it is.
        }
    }

    /// Whether the file is in write-ahead mode, as ours are but for a backup before its first use.
    private func isLogged(_ database: Database) throws -> Bool {
        try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal"
    }

    private enum Standing: Equatable {
        case empty, current
        case older(Int)
    }

    private func standing(_ database: Database) throws -> Standing {
        let known = settings.migrations.last?.version ?? 0
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        if application != Migration.applicationID {
            let tables = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
            guard application == 0, version == 0, tables == 0 else {
                throw StoreError.notADatabase(path: location.path)
            }
            return .empty
        }
        if version > known { throw StoreError.newerSchema(path: location.path, found: version, known: known) }
        return version == known ? .current : .older(version)
    }

    private func migrate(_ database: Database, from version: Int) throws {
        if version > 0, settings.copiesBeforeMigration { try backUp(database, beforeLeaving: version) }
        let due = settings.migrations.filter { $0.version > version }
        // A new database is made whole or not at all: cut off halfway it would look like one of an earlier version.
        for migrations in version == 0 ? [due] : due.map({ [$0] }) {
            try database.inTransaction(.immediate) {
                for migration in migrations {
                    try database.execute(sql: migration.sql)
                    try database.execute(
                        sql: """
                            PRAGMA application_id = \(Migration.applicationID);
                            PRAGMA user_version = \(migration.version)
                            """)
                }
                return .commit
            }
        }
    }

    // MARK: Failures

    /// SQLite's failures as facts of ours; what the body throws itself passes.
    func refusingWithFacts<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try SQLiteStore.refusingWithFacts(location, body)
        } catch let error as StoreError {
            switch error {
            case .damaged(_, .pages):
                try queue.unsafeReentrantWrite { try SQLiteStore.refuseWhatTheDiskDid($0, location) }
            case .cannotWrite(_, .readOnly) where location.isWritable:
                try queue.unsafeReentrantWrite { database in
                    // Where a file could not be opened for writing, SQLite goes on without asking why.
                    guard try Int.fetchOne(database, sql: "PRAGMA query_only") == 0 else { return }
                    throw StoreError.inputOutput(path: location.path, code: Int(EIO))
                }
            default: break
            }
            throw error
        }
    }

    /// Throws where the disk failed: SQLite takes a page that it could not read for a damaged one.
    static func refuseWhatTheDiskDid(_ database: Database, _ location: Location) throws {
        guard let connection = database.sqliteConnection else { return }
        let code = plenum_sqlite_system_error(UnsafeMutableRawPointer(connection))
        if code != 0 { throw StoreError.inputOutput(path: location.path, code: Int(code)) }
    }

    static func refusingWithFacts<Result>(_ location: Location, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw fact(error, location)
        }
    }

    private static func fact(_ error: DatabaseError, _ location: Location) -> StoreError {
        let path = location.path
        switch error.resultCode {
        case .SQLITE_FULL: return .cannotWrite(path: path, .full)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: return .cannotWrite(path: path, .readOnly)
        case .SQLITE_NOTADB: return .notADatabase(path: path)
        case .SQLITE_CORRUPT, .SQLITE_FORMAT, .SQLITE_MISMATCH, .SQLITE_SCHEMA, .SQLITE_ERROR, .SQLITE_CONSTRAINT:
            // Our statements are fixed and tested: where one is refused, the tables are not what we made.
            return .damaged(path: path, .pages)
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .lockedTooLong(path: path)
        case .SQLITE_CANTOPEN:
            // A reader of a read-only folder cannot make the index of the log that is not there.
            return access(location.folder, W_OK) == 0
                ? .inputOutput(path: path, code: Int(error.extendedResultCode.rawValue))
                : .cannotWrite(path: path, .readOnly)
        default:
            return FileSystems.isFull(location.folder)
                ? .cannotWrite(path: path, .full)
                : .inputOutput(path: path, code: Int(error.extendedResultCode.rawValue))
        }
    }
}
