import Foundation
import GRDB
import PlenumCore
import Testing

@testable import PlenumStore

@Suite struct OpeningTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
    }

    private var path: String { folder.database }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    @Test func createsNothingWhereThereIsNoDatabase() throws {
        #expect(throws: StoreError.missing(path: path)) { try folder.store(.existing) }
        #expect(try files().isEmpty)
    }

    @Test func namesTheFolderThatIsMissing() {
        let inside = folder.path + "/none/plenum.db"
        #expect(throws: StoreError.missing(path: folder.path + "/none")) {
            try SQLiteStore(path: inside, mode: .create, definitions: Fixture.definitions)
        }
    }

    @Test func makesEverythingForTheOwnerAlone() throws {
        let store = try folder.store()
        try Fixture.fill(store)
        store.markDamaged()
        #expect(
            try files() == ["plenum.db", "plenum.db-damaged", "plenum.db-lock", "plenum.db-shm", "plenum.db-wal"])
        for file in try files() {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + file)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
        }
    }

    @Test(arguments: [0o770, 0o707, 0o777]) func refusesAFolderThatOthersMayWriteIn(_ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path)
        #expect(throws: StoreError.folderOpenToOthers(path: folder.path)) { try folder.store() }
        #expect(try files().isEmpty)
    }

    @Test func refusesALinkInThePlaceOfTheLock() throws {
        try FileManager.default.createSymbolicLink(atPath: path + "-lock", withDestinationPath: folder.path + "/x")
        #expect(throws: StoreError.foreignFile(path: path + "-lock")) { try folder.store() }
    }

    @Test func refusesWhatIsNoDatabase() throws {
        try write("a letter, long enough to be taken for a file of its own".utf8, to: path)
        #expect(throws: StoreError.notADatabase(path: path)) { try folder.store(.existing) }
        #expect(throws: StoreError.notADatabase(path: path)) { try folder.store(.create) }
    }

    @Test func refusesTheDatabaseOfAnotherProgram() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "CREATE TABLE player (id INTEGER PRIMARY KEY)") }
        try queue.close()
        #expect(throws: StoreError.notADatabase(path: path)) { try folder.store(.existing) }
        #expect(throws: StoreError.notADatabase(path: path)) { try folder.store(.create) }
    }

    @Test func takesACreationThatWasCutOffForNone() throws {
        try write([], to: path)
        #expect(throws: StoreError.missing(path: path)) { try folder.store(.existing) }
        try Fixture.fill(folder.store(.create))
        #expect(try folder.store(.existing).verify().isSound)
    }

    @Test func refusesANewerSchemaWithoutWriting() throws {
        let store = try folder.store()
        try Fixture.fill(store)
        try store.connected { try $0.execute(sql: "PRAGMA user_version = 99") }
        _ = try store.exclusively { try store.checkpoint($0, "TRUNCATE") }
        try store.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: StoreError.newerSchema(path: path, found: 99, known: Migration.all.count)) {
            try folder.store(.existing)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func logsAheadAndChecksPointsUnderItsLockOnly() throws {
        let store = try folder.store()
        let pragmas = try store.connected { database in
            try ["journal_mode", "synchronous", "wal_autocheckpoint"].map {
                try String.fetchOne(database, sql: "PRAGMA \($0)") ?? ""
            }
        }
        #expect(pragmas == ["wal", "2", "0"])
        try Fixture.fill(store)
        try store.close()
        // Closing the last connection leaves the log as it is.
        #expect((try Location.size(of: path + "-wal") ?? 0) > 4096)
    }

    @Test func carriesALargeLogOverIntoTheDatabase() throws {
        var settings = SQLiteStore.Settings()
        settings.checkpointSize = 200_000
        let store = try SQLiteStore(
            path: path, mode: .create, settings: settings, definitions: Fixture.definitions)
        for number in 0..<60 {
            _ = try store.write {
                try $0.keep(resource: [UInt8](repeating: UInt8(number), count: 20_000), kind: "x", name: "")
            }
        }
        #expect((try Location.size(of: path) ?? 0) > 900_000)
        #expect((try Location.size(of: path + "-wal") ?? 0) < 400_000)
        #expect(try store.verify().problems.count == 0)
    }

    @Test func waitsNoLongerThanItsPatience() throws {
        var settings = SQLiteStore.Settings()
        settings.patience = 0
        let store = try SQLiteStore(
            path: path, mode: .create, settings: settings, definitions: Fixture.definitions)
        let other = try FileLock(path: path + "-lock")
        #expect(try other.lock(within: 0))
        #expect(throws: StoreError.lockedTooLong(path: path)) {
            try store.write { try $0.setLastRemind(Fixture.start) }
        }
        // Readers do not wait for writers.
        #expect(try store.read { try $0.head() } == .empty)
        other.unlock()
        try store.write { try $0.setLastRemind(Fixture.start) }
    }

    // MARK: Migrations

    private static let current = Migration.all.count
    private static let next = Migration(version: current + 1, sql: "CREATE TABLE later (id INTEGER PRIMARY KEY)")

    private func open(_ migrations: [Migration]) throws -> SQLiteStore {
        var settings = SQLiteStore.Settings()
        settings.migrations = migrations
        return try SQLiteStore(
            path: path, mode: .existing, settings: settings, definitions: Fixture.definitions)
    }

    @Test func putsACopyAsideBeforeItsSchemaChanges() throws {
        let store = try folder.store()
        try Fixture.fill(store)
        let head = try store.read { try $0.head() }
        try store.close()
        let migrated = try open(Migration.all + [OpeningTests.next])
        #expect(try migrated.read { try $0.head() } == head)
        #expect(try migrated.connected { try Int.fetchOne($0, sql: "PRAGMA user_version") } == Self.current + 1)
        #expect(throws: StoreError.newerSchema(path: path, found: Self.current + 1, known: Self.current)) {
            try folder.store(.existing)
        }
        let copy = try SQLiteStore(
            path: path + "-schema-\(Self.current)", mode: .existing, definitions: Fixture.definitions)
        #expect(try copy.verify(expecting: head).isSound)
    }

    @Test func leavesTheSchemaAsItWasWhenAMigrationFails() throws {
        let store = try folder.store()
        try Fixture.fill(store)
        try store.close()
        let wrong = Migration(
            version: Self.current + 1, sql: "CREATE TABLE later (id INTEGER); CREATE TABLE event (id INTEGER)")
        #expect(throws: StoreError.self) { try open(Migration.all + [wrong]) }
        #expect(try folder.store(.existing).verify().isSound)
    }

    /// A database that version 1 of the schema has written: every later version must open it.
    @Test func opensTheDatabasesOfEarlierVersions() throws {
        for (file, head) in OpeningTests.fixtures {
            let fixture = try #require(
                Bundle.module.url(forResource: file, withExtension: "db", subdirectory: "Fixtures"))
            let copy = folder.path + "/" + file + ".db"
            try FileManager.default.copyItem(atPath: fixture.path, toPath: copy)
            let store = try SQLiteStore(path: copy, mode: .existing, definitions: Fixture.definitions)
            let report = try store.verify(expecting: head)
            #expect(report.problems.isEmpty)
            #expect(report.head == head)
            #expect(try store.read { try $0.openItems(in: nil).map(\.code.number) } == [2, 6, 7])
            #expect(try store.read { try $0.people() } == Fixture.people)
            for message in try store.read({ try $0.messages(in: [.claimed], limit: 9) }) {
                #expect(message.owner == "boot:1:1")
            }
            try Fixture.fill(store, "meeting-2")
            #expect(try store.verify().isSound)
        }
    }

    /// The outbox of schema 2, which had a row for every claim and one for what became of it.
    @Test func takesOverWhatBecameOfEveryMessage() throws {
        let fixture = try #require(
            Bundle.module.url(forResource: "schema-2", withExtension: "db", subdirectory: "Fixtures"))
        try FileManager.default.copyItem(atPath: fixture.path, toPath: path)
        let old = try DatabaseQueue(path: path)
        try old.write { database in
            let person = try Int.fetchOne(database, sql: "SELECT person FROM message WHERE id = 1") ?? 0
            // The states: 0 queued, 1 claimed, 2 sent, 4 failed.
            for (number, state, token) in [(2, 2, 1), (3, 0, 1), (4, 1, 2), (5, 4, 2)] {
                try database.execute(
                    sql: """
                        INSERT INTO message (id, person, queued_at, state, token, owner, attempts)
                        VALUES (?, ?, 1000, ?, ?, iif(? = 1, 'boot:1:1', NULL), ?);
                        UPDATE message SET seal = \(Seal.earlierMessage.earlier) WHERE id = ?
                        """, arguments: [number, person, state, token, state, token, number])
            }
            for (message, token, state, at) in [
                (2, 1, 1, nil), (2, 1, 2, 1060), (3, 1, 1, nil), (3, 1, 0, 1000), (4, 1, 1, nil), (4, 1, 0, 1090),
                (4, 2, 1, nil), (5, 1, 1, nil), (5, 2, 1, nil), (5, 2, 4, 900),
            ] as [(Int, Int, Int, Int?)] {
                try database.execute(
                    sql: """
                        INSERT INTO delivery (message, token, state, at, seal)
                        SELECT message, token, state, at, \(Seal.earlierDelivery.earlier) FROM (
                            SELECT ? AS message, ? AS token, ? AS state, ? AS at)
                        """, arguments: [message, token, state, at])
            }
        }
        try old.close()
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let store = try folder.store(.existing)
        #expect(try store.verify().problems.isEmpty)
        let records = try store.read { reader throws in
            try (1...5).map { number in
                try reader.deliveries(ofMessage: number)
                    .map { "\($0.token) \($0.state) \($0.at.map { String($0.seconds) } ?? "-")" }
            }
        }
        #expect(
            records == [
                [], ["1 claimed -", "1 sent 1060"], ["1 queued 1000", "1 claimed -"],
                ["1 queued 1090", "1 claimed -", "2 claimed -"], ["1 claimed -", "2 claimed -", "2 failed 900"],
            ])
        #expect(try store.read { try $0.messages(in: [.queued, .claimed], limit: 9) }.map(\.number) == [1, 3, 4])
        #expect(try store.read { try $0.slots(ofMessage: 1) }.count == 1)
    }

    /// By schema version, with the head that the database was written with.
    private static let fixtures: [(file: String, head: ChainHead)] = [
        (
            "schema-1",
            ChainHead(sequence: 15, hash: "30957132cbf1ba794ababf3d9ee78038d141570a5be37487ae20056ad5cf3ad2")
        ),
        (
            "schema-2",
            ChainHead(sequence: 15, hash: "30957132cbf1ba794ababf3d9ee78038d141570a5be37487ae20056ad5cf3ad2")
        ),
        (
            "schema-4",
            ChainHead(sequence: 15, hash: "30957132cbf1ba794ababf3d9ee78038d141570a5be37487ae20056ad5cf3ad2")
        ),
        (
            "schema-5",
            ChainHead(sequence: 15, hash: "025cdc794d0cd0ca54f6c1a3164a070508b36184216eac784bf6cacffb2b4a82")
        ),
        (
            "schema-6",
            ChainHead(sequence: 33, hash: "ffcdd87debeca039345b453fe4164dd1cab130cea7bb8996617b81b2e208ef15")
        ),
    ]

    /// Run once, by hand, for each new schema version: `PLENUM_WRITE_FIXTURE=folder swift test --filter writesAFixture`.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["PLENUM_WRITE_FIXTURE"] != nil))
    func writesAFixture() throws {
        let target = try #require(ProcessInfo.processInfo.environment["PLENUM_WRITE_FIXTURE"])
        let store = try folder.store()
        try Fixture.fill(store)
        try Fixture.fill(store, "meeting-3")
        try store.write { transaction throws in
            try Fixture.commit(Fixture.end(of: "meeting-3"), of: "meeting-3", to: transaction)
            try transaction.record(command: "9C1D3F0A-6C3B-4F7E-9B55-0A0B0C0D0E0F", answer: "meeting-1")
            try transaction.setLastRemind(Fixture.start)
            try transaction.setReminder(TaskCode(7), at: Fixture.start)
            try Fixture.fillOutbox(transaction)
        }
        let report = try store.backup(to: "\(target)/schema-\(Migration.all.count).db")
        print(
            "(\"schema-\(Migration.all.count)\", ChainHead(sequence: \(report.head.sequence), hash: \"\(report.head.hash)\"))"
        )
    }
}
