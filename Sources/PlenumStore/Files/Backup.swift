internal import Crypto
internal import Foundation
internal import GRDB

/// A copy that was made, or put back, and what it holds.
public struct BackupReport: Hashable, Sendable {
    /// The end of the chain: whoever keeps it can tell later that nothing was cut from the log.
    public let head: ChainHead
    public let bytes: Int
    /// Of the whole file, in hexadecimal.
    public let sha256: String
}

extension SQLiteStore {
    /// Copies the live database into one file: made beside the target under another name, verified, durable, and
    /// only then given its name. An earlier backup there is replaced; anything else is refused as `occupied`.
    public func backup(to path: String) throws -> BackupReport {
        guard try Location.size(of: location.damageMark) == nil else {
            throw StoreError.damaged(path: location.path, .marked)
        }
        let target = Location(path: path)
        guard try target.mayHoldBackup() else { throw StoreError.occupied(path: path) }
        return try target.filling { partial in
            try connected { try SQLiteStore.copy($0, to: partial.path) }
            let head = try SQLiteStore.inspectCopy(at: partial, of: location, definitions)
            return try BackupReport(head: head, file: partial.path)
        }
    }

    /// Makes a database of a backup. Refuses a target that holds something, and a backup in which anything does not
    /// fit; removes journals that lie about the target. Due reminders are held until somebody says that they may go
    /// out: the backup does not know which of them were sent after it was made.
    public static func restore(
        from backup: String, to path: String, definitions: @escaping DefinitionReading
    ) throws -> BackupReport {
        guard try Location.size(of: backup) != nil else { throw StoreError.missing(path: backup) }
        let target = Location(path: path)
        try target.checkSafety()
        guard try (Location.size(of: path) ?? 0) == 0 else { throw StoreError.occupied(path: path) }
        let lock = try FileLock(path: target.lock)
        guard try lock.lock(within: 30) else { throw StoreError.lockedTooLong(path: path) }
        defer { lock.unlock() }
        return try target.filling { partial in
            try Location.copy(backup, to: partial.path)
            // A backup that was opened as a database may have changes in a log of its own.
            let log = Location(path: backup).log
            if let size = try Location.size(of: log), size > 0 { try Location.copy(log, to: partial.log) }
            let head = try naming(backup) {
                var settings = Settings()
                settings.copiesBeforeMigration = false
                let store = try SQLiteStore(
                    path: partial.path, mode: .existing, settings: settings, definitions: definitions)
                let report = try store.inspect()
                guard report.isSound else { throw StoreError.damaged(path: backup, .pages) }
                try store.write { try $0.setHoldsReminders(true) }
                _ = try store.exclusively { try store.checkpoint($0, "TRUNCATE") }
                try store.close()
                return report.head
            }
            for file in [partial.log, partial.index, partial.lock] { unlink(file) }
            try Location.sync(partial.path)
            for file in [target.log, target.index, target.journal, target.damageMark] { unlink(file) }
            return try BackupReport(head: head, file: partial.path)
        }
    }

    /// A copy beside the database before its schema changes, `plenum.db-schema-1`.
    func backUp(_ database: Database, beforeLeaving version: Int) throws {
        try Location(path: location.path + "-schema-\(version)").filling { partial in
            try SQLiteStore.copy(database, to: partial.path)
        }
    }

    /// A consistent copy in one file of its own.
    private static func copy(_ database: Database, to path: String) throws {
        // VACUUM INTO fills an empty file that is there, which keeps the mode that we gave it; and it does not
        // make its file durable.
        try Location(path: path).create()
        try database.execute(sql: "VACUUM INTO ?", arguments: [path])
        try Location.sync(path)
    }

    private static func inspectCopy(
        at copy: Location, of location: Location, _ definitions: @escaping DefinitionReading
    ) throws -> ChainHead {
        var settings = Settings()
        settings.readOnly = true
        let store = try SQLiteStore(
            path: copy.path, mode: .existing, settings: settings, definitions: definitions)
        let report = try store.inspect()
        try store.close()
        guard report.isSound else { throw StoreError.damaged(path: location.path, .pages) }
        return report.head
    }

    /// Failures of a copy that nobody knows, told of the file that it is a copy of.
    private static func naming<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch StoreError.notADatabase {
            throw StoreError.notADatabase(path: path)
        } catch StoreError.damaged(_, let damage) {
            throw StoreError.damaged(path: path, damage)
        } catch StoreError.newerSchema(_, let found, let known) {
            throw StoreError.newerSchema(path: path, found: found, known: known)
        } catch StoreError.missing {
            throw StoreError.notADatabase(path: path)
        }
    }
}

extension BackupReport {
    fileprivate init(head: ChainHead, file path: String) throws {
        self.head = head
        var hasher = SHA256()
        var count = 0
        guard let file = FileHandle(forReadingAtPath: path) else { throw Location.failure(of: path, errno) }
        defer { try? file.close() }
        while let part = try file.read(upToCount: 1 << 20), !part.isEmpty {
            hasher.update(data: part)
            count += part.count
        }
        bytes = count
        sha256 = ContentHash.hexadecimal(Array(hasher.finalize()))
    }
}

extension Location {
    /// Whether a backup may be put here: nothing is here, or an earlier backup that nobody has opened since.
    fileprivate func mayHoldBackup() throws -> Bool {
        for file in [log, index, lock] where try Location.size(of: file) != nil { return false }
        guard let size = try Location.size(of: path), size > 0 else { return true }
        guard let file = FileHandle(forReadingAtPath: path), let header = try? file.read(upToCount: 100) else {
            return false
        }
        // Bytes 68 to 71 of the header are the application's id (sqlite.org/fileformat2.html).
        return header.count == 100 && header[68..<72].reduce(0) { $0 << 8 | Int($1) } == Migration.applicationID
    }

    /// Lets `body` fill a file of another name in the same folder, and gives it this name once it is complete.
    fileprivate func filling<Result>(_ body: (Location) throws -> Result) throws -> Result {
        removeAbandoned()
        let partial = Location(path: path + Location.partialMark + String(getpid()))
        partial.removeAll()
        // Held until the end: a file of such a name that nobody holds was left by a process that was killed.
        let lock = try partial.held()
        defer { lock.unlock() }
        do {
            let result = try body(partial)
            guard rename(partial.path, path) == 0 else { throw Location.failure(of: path, errno) }
            try syncFolder()
            return result
        } catch {
            partial.removeAll()
            throw error
        }
    }

    private static let partialMark = "-partial-"

    /// Makes the file for its owner alone, and holds a lock on it.
    private func held() throws -> FileLock {
        while true {
            let lock = try FileLock(path: path)
            guard try lock.lock(within: 30) else { throw StoreError.lockedTooLong(path: path) }
            // Another may have taken it for abandoned before we held it.
            if try Location.size(of: path) != nil { return lock }
        }
    }

    /// Removes what killed processes have left of copies that were to have this name.
    private func removeAbandoned() {
        let start = (path as NSString).lastPathComponent + Location.partialMark
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasPrefix(start) && name.dropFirst(start.count).allSatisfy(\.isNumber) {
            let abandoned = Location(path: folder + "/" + name)
            guard let lock = try? FileLock(path: abandoned.path), (try? lock.lock(within: 0)) == true else { continue }
            abandoned.removeAll()
        }
    }

    private func removeAll() {
        for file in [log, index, lock, journal, path] { unlink(file) }
    }

    fileprivate static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(of: path, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(of: path, errno) }
    }

    fileprivate static func copy(_ source: String, to target: String) throws {
        try Location(path: target).create()
        guard let from = FileHandle(forReadingAtPath: source) else { throw failure(of: source, errno) }
        defer { try? from.close() }
        let descriptor = open(target, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw failure(of: target, errno) }
        defer { close(descriptor) }
        while let part = try from.read(upToCount: 1 << 20), !part.isEmpty {
            var rest = part[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
                guard written > 0 else { throw failure(of: target, errno) }
                rest = rest.dropFirst(written)
            }
        }
        guard fsync(descriptor) == 0 else { throw failure(of: target, errno) }
    }
}
