import Foundation
import GRDB
import PlenumCore
import Testing

@testable import PlenumStore

/// Several connections to one file, as the command line, the server and cron are.
@Suite struct SharingTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
    }

    /// One act, as a command does it: read, decide, append, save, once for its id.
    private static func act(_ store: SQLiteStore, _ name: String) throws {
        try store.write { transaction throws in
            guard try transaction.answer(toCommand: name) == nil else { return }
            let id = InstanceID(name)
            _ = try Fixture.commit(
                Fixture.run(id, firstTask: try transaction.lastTaskNumber() + 1), of: id, to: transaction)
            try transaction.record(command: name, answer: "")
        }
    }

    @Test func eightWritersAndReadersNeverMeetBusy() async throws {
        let path = folder.database
        try Fixture.fill(folder.store())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<6 {
                group.addTask {
                    var settings = SQLiteStore.Settings()
                    // Checkpoints all the time, so that they meet writes if anything lets them.
                    settings.checkpointSize = 100_000
                    let store = try SQLiteStore(
                        path: path, mode: .existing, settings: settings, definitions: Fixture.definitions)
                    for turn in 0..<25 { try SharingTests.act(store, "run-\(writer)-\(turn)") }
                    try store.close()
                }
            }
            for _ in 0..<2 {
                group.addTask {
                    for _ in 0..<25 {
                        let store = try SQLiteStore(path: path, mode: .existing, definitions: Fixture.definitions)
                        let (head, events) = try store.read { reader in
                            (try reader.head(), try reader.events(of: nil, after: 0, limit: .max).count)
                        }
                        #expect(head.sequence == events)
                        try store.close()
                    }
                }
            }
            try await group.waitForAll()
        }
        let store = try folder.store(.existing)
        let report = try store.verify()
        #expect(report.problems.isEmpty)
        #expect(report.events == 15 + 6 * 25 * 14)
        #expect(report.instances == 151)
    }

    @Test func backsUpWhileOthersWrite() async throws {
        let path = folder.database
        try Fixture.fill(folder.store())
        let copy = folder.path + "/copy.db"
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let store = try SQLiteStore(path: path, mode: .existing, definitions: Fixture.definitions)
                for turn in 0..<60 { try SharingTests.act(store, "run-\(turn)") }
            }
            group.addTask {
                let store = try SQLiteStore(path: path, mode: .existing, definitions: Fixture.definitions)
                for _ in 0..<5 {
                    let report = try store.backup(to: copy)
                    #expect((report.head.sequence - 15).isMultiple(of: 14))
                }
            }
            try await group.waitForAll()
        }
        #expect(try folder.store(.existing).verify().isSound)
    }

    @Test func createsOneDatabaseFromManySides() async throws {
        let path = folder.database
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    let store = try SQLiteStore(path: path, mode: .create, definitions: Fixture.definitions)
                    try SharingTests.act(store, "run-\(writer)")
                }
            }
            try await group.waitForAll()
        }
        try folder.store(.existing).write { try Fixture.keepResources($0) }
        #expect(try folder.store(.existing).verify().events == 8 * 14)
    }

    /// What a process leaves that dies in the middle of its transaction: frames in the log without a commit.
    @Test func forgetsWhatADeadWriterLeft() throws {
        let store = try folder.store()
        try Fixture.fill(store)
        let head = try store.read { try $0.head() }
        let log = folder.database + "-wal"
        let before = try Data(contentsOf: URL(fileURLWithPath: log))
        try SharingTests.act(store, "run")
        let after = try Data(contentsOf: URL(fileURLWithPath: log))
        try store.close()
        for cut in stride(from: before.count, to: after.count - 1, by: 1_111) {
            try after.prefix(cut).write(to: URL(fileURLWithPath: log))
            try FileManager.default.removeItem(atPath: folder.database + "-shm")
            let opened = try folder.store(.existing)
            #expect(try opened.read { try $0.head() } == head)
            #expect(try opened.inspect().isSound)
            try opened.close()
        }
    }
}
