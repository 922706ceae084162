internal import Foundation
internal import GRDB

extension SQLiteStore {
    /// A copy beside the database before its schema changes: `plenum.db-before-2`.
    func backUp(_ database: Database, beforeLeaving version: Int) throws {
        let copy = location.path + "-schema-\(version)"
        unlink(copy)
        try SQLiteStore.copy(database, to: copy)
        try Location(path: copy).syncFolder()
    }

    /// A consistent copy in one file of its own, on the disk when this returns.
    static func copy(_ database: Database, to path: String) throws {
        let target = Location(path: path)
        try target.create()
        // VACUUM INTO writes to an empty file that is there, which keeps the mode that we gave it.
        try database.execute(sql: "VACUUM INTO ?", arguments: [path])
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Location.failure(of: path, errno) }
        defer { Foundation.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Location.failure(of: path, errno) }
    }
}
