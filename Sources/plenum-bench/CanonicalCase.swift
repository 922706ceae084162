import Foundation
import GRDB

/// The canonical case, played whole by the commands that its people would give.
struct CanonicalCase {
    let folder: String
    /// The program that plays it.
    let program: String

    /// Bytes that one more finished plan adds to the file, log, tables and outbox: the mean of so many, for tables grow by
    /// whole pages, after the first, which brings the people, the definition and the documents.
    func bytesPerInstance(of plays: Int = 24) throws -> Int {
        let database = folder + "/canonical/plenum.db"
        try FileManager.default.createDirectory(
            atPath: folder + "/canonical", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try play(on: database)
        let before = try bytes(of: database)
        for _ in 0..<plays { try play(on: database) }
        return (try bytes(of: database) - before) / plays
    }

    struct Stopped: Error {
        let status: Int32
    }

    private func play(on database: String) throws {
        let play = Process()
        play.executableURL = URL(filePath: "examples/thematic-session/play.sh")
        play.environment = ProcessInfo.processInfo.environment.merging(
            ["PLENUM": program, "PLENUM_DATABASE": database]) { $1 }
        play.standardOutput = FileHandle.nullDevice
        try play.run()
        play.waitUntilExit()
        guard play.terminationStatus == 0 else { throw Stopped(status: play.terminationStatus) }
    }

    /// Of the file with what its write-ahead log would add.
    private func bytes(of database: String) throws -> Int {
        let queue = try DatabaseQueue(path: database)
        defer { try? queue.close() }
        return try queue.read { database in
            let count = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            return count * (try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
        }
    }
}
