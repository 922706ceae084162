import Foundation
import GRDB
import PlenumCore
import Testing

@testable import PlenumStore

@Suite struct BackupTests {
    private let folder: Folder
    private let store: SQLiteStore

    init() throws {
        folder = try Folder()
        store = try folder.store()
        try Fixture.fill(store)
    }

    private var copy: String { folder.path + "/copy.db" }
    private var restored: String { folder.path + "/restored.db" }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test func makesOneVerifiedFile() throws {
        let report = try store.backup(to: copy)
        #expect(report.head == (try store.read { try $0.head() }))
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: copy)))
        #expect(report.bytes == bytes.count)
        #expect(report.sha256 == ContentHash.hex(bytes))
        #expect(try mode(copy) == 0o600)
        #expect(try files() == ["copy.db", "plenum.db", "plenum.db-lock", "plenum.db-shm", "plenum.db-wal"])
    }

    @Test func replacesAnEarlierBackupAndNothingElse() throws {
        _ = try store.backup(to: copy)
        try Fixture.fill(store, "meeting-2")
        #expect(try store.backup(to: copy).head.sequence == 30)
        #expect(throws: StoreError.occupied(path: folder.database)) { try store.backup(to: folder.database) }
        try Data("a letter".utf8).write(to: URL(fileURLWithPath: folder.path + "/letter"))
        #expect(throws: StoreError.occupied(path: folder.path + "/letter")) {
            try store.backup(to: folder.path + "/letter")
        }
    }

    @Test func leavesNothingBehindWhenTheDatabaseIsDamaged() throws {
        try store.connected { try $0.execute(sql: "UPDATE item SET state = 2 WHERE id = 7") }
        let before = try files()
        #expect(throws: StoreError.damaged(path: folder.database, .pages)) { try store.backup(to: copy) }
        #expect(try files() == before)
    }

    @Test func namesTheFolderThatIsNotThere() {
        #expect(throws: StoreError.self) { try store.backup(to: folder.path + "/none/copy.db") }
    }

    @Test func restoresWhatItSavedAndHoldsReminders() throws {
        let saved = try store.backup(to: copy)
        for journal in ["-wal", "-shm", "-journal", "-damaged"] {
            try Data("stale".utf8).write(to: URL(fileURLWithPath: restored + journal))
        }
        let report = try SQLiteStore.restore(from: copy, to: restored, definitions: Fixture.definitions)
        #expect(report.head == saved.head)
        let opened = try SQLiteStore(path: restored, mode: .existing, definitions: Fixture.definitions)
        #expect(try opened.read { try $0.holdsReminders() })
        #expect(try opened.verify(expecting: saved.head).problems.isEmpty)
        #expect(try mode(restored) == 0o600)
        try Fixture.fill(opened, "meeting-2")
        #expect(try opened.verify().isSound)
        #expect(try !files().contains { $0.contains("partial") })
        // The backup itself is as it was.
        #expect(ContentHash.hex([UInt8](try Data(contentsOf: URL(fileURLWithPath: copy)))) == saved.sha256)
    }

    @Test func restoresABackupThatWasOpenedAndWrittenSince() throws {
        _ = try store.backup(to: copy)
        let opened = try SQLiteStore(path: copy, mode: .existing, definitions: Fixture.definitions)
        try Fixture.fill(opened, "meeting-2")
        try opened.close()
        let report = try SQLiteStore.restore(from: copy, to: restored, definitions: Fixture.definitions)
        #expect(report.head.sequence == 30)
    }

    @Test func refusesATargetThatHoldsSomething() throws {
        _ = try store.backup(to: copy)
        #expect(throws: StoreError.occupied(path: folder.database)) {
            try SQLiteStore.restore(from: copy, to: folder.database, definitions: Fixture.definitions)
        }
    }

    @Test func refusesABackupThatIsNone() throws {
        #expect(throws: StoreError.missing(path: copy)) {
            try SQLiteStore.restore(from: copy, to: restored, definitions: Fixture.definitions)
        }
        try Data(repeating: 7, count: 5000).write(to: URL(fileURLWithPath: copy))
        #expect(throws: StoreError.notADatabase(path: copy)) {
            try SQLiteStore.restore(from: copy, to: restored, definitions: Fixture.definitions)
        }
        #expect(try !files().contains { $0.hasPrefix("restored.db") && $0 != "restored.db-lock" })
    }

    @Test func refusesABackupInWhichSomethingDoesNotFit() throws {
        _ = try store.backup(to: copy)
        let opened = try SQLiteStore(path: copy, mode: .existing, definitions: Fixture.definitions)
        try opened.connected { try $0.execute(sql: "UPDATE event SET at = at + 1 WHERE sequence = 4") }
        try opened.close()
        #expect(throws: StoreError.damaged(path: copy, .pages)) {
            try SQLiteStore.restore(from: copy, to: restored, definitions: Fixture.definitions)
        }
    }
}
