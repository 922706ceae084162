import Foundation
import GRDB
import PlenumCore
import Testing

@testable import PlenumStore

@Suite struct VerificationTests {
    private let folder: Folder
    private let store: SQLiteStore

    private static let slot = ReminderKey(
        task: TaskCode(7), round: 1, person: "chi", rule: "on the day", occurrence: 1, anchor: "")

    init() throws {
        folder = try Folder()
        store = try folder.store()
        try Fixture.fill(store)
        try store.write { transaction in
            let key = Self.slot
            _ = try transaction.add(slots: [ReminderSlot(key: key, moment: Fixture.start, state: .queued)])
            _ = try transaction.addMessage(for: "chi", at: Fixture.start, slots: [key])
            let claimed = try transaction.claim(message: 1, owner: "boot:1:1")
            _ = try transaction.record(message: 1, token: claimed.token, state: .sent, at: Fixture.start)
            try transaction.setSlot(key, to: .sent)
        }
    }

    @Test func findsNothingInWhatTheStoreWrote() throws {
        let report = try store.verify()
        #expect(report.problems.isEmpty)
        #expect(report.events == 15)
        #expect(report.instances == 1)
        #expect(report.head == (try store.read { try $0.head() }))
        #expect(report.sqlite.hasPrefix("3."))
    }

    @Test(
        arguments: [
            ("UPDATE event SET at = at + 1 WHERE sequence = 5", .broken(sequence: 5)),
            ("UPDATE event SET reason = CAST('another' AS BLOB) WHERE sequence = 5", .broken(sequence: 5)),
            ("UPDATE event SET hash = zeroblob(32) WHERE sequence = 15", .broken(sequence: 15)),
            ("UPDATE event SET payload = x'ff' WHERE sequence = 5", .unreadable(sequence: 5)),
            ("DELETE FROM event WHERE sequence = 5", .gap(after: 4)),
            ("UPDATE word SET text = 'annn' WHERE text = 'an'", .broken(sequence: 1)),
            ("UPDATE instance SET ended_at = 5", .state("meeting-1", .instance)),
            (
                "UPDATE step SET round = 7 WHERE round = 1 AND closes_at > 0",
                .state("meeting-1", .step(Path("opinions")))
            ),
            (
                "UPDATE tally SET open = 9 WHERE excused = 0 AND total = 3",
                .state("meeting-1", .tally(Path("opinions")))
            ),
            ("UPDATE scope SET remaining = 9 WHERE fan_out = 0", .state("meeting-1", .scope(.root))),
            ("UPDATE item SET state = 2 WHERE id = 7", .state("meeting-1", .item(TaskCode(7)))),
            ("DELETE FROM item WHERE id = 3", .state("meeting-1", .item(TaskCode(3)))),
            ("INSERT INTO candidate SELECT member, id FROM item WHERE id = 7", .state("meeting-1", .candidates)),
            ("INSERT INTO candidate VALUES (1, 99)", .row(table: "candidate")),
            (
                "UPDATE person SET email = 'me@evil.example' WHERE email IS NOT NULL",
                .directory(kind: "person", id: "an")
            ),
            ("DELETE FROM person WHERE name = 'Lê Chi'", .directory(kind: "person", id: "chi")),
            ("UPDATE unit SET title = '{}' WHERE parent IS NULL", .directory(kind: "unit", id: "uỷ-ban")),
            ("DELETE FROM unit_within", .row(table: "unit_within")),
            ("UPDATE resource SET bytes = x'00' WHERE size = 5", .resource(hash: ContentHash.hex(Array("draft".utf8)))),
            ("UPDATE message SET token = 2", .row(table: "message")),
            ("UPDATE message SET state = 4", .row(table: "message")),
            ("UPDATE message SET state = 1", .outbox(.message(1))),
            ("UPDATE message SET token = 0", .outbox(.message(1))),
            ("UPDATE message SET after = NULL", .outbox(.message(1))),
            ("UPDATE message SET after = after + 60", .row(table: "message")),
            ("UPDATE slot SET waits = 1", .outbox(.slot(VerificationTests.slot))),
            ("INSERT INTO delivery VALUES (1, 2, 2, 0, 0)", .outbox(.message(1))),
            ("INSERT INTO delivery VALUES (9, 1, 2, 0, 0)", .outbox(.message(9))),
            ("UPDATE message SET queued_at = queued_at + 256", .row(table: "message")),
            ("UPDATE slot SET moment = moment + 1", .row(table: "slot")),
            ("UPDATE slot SET occurrence = occurrence + 1", .row(table: "slot")),
            ("INSERT INTO delivery VALUES (1, 1, 5, 0, 0)", .row(table: "delivery")),
            ("UPDATE step SET phase = 77 WHERE closes_at > 0", .row(table: "step")),
        ] as [(String, VerificationReport.Problem)])
    func findsWhatWasChanged(_ sql: String, _ problem: VerificationReport.Problem) throws {
        try store.connected { try $0.execute(sql: sql) }
        let report = try store.verify()
        #expect(report.problems.contains(problem), "\(report.problems)")
        // From now on nothing is written, but read.
        #expect(throws: StoreError.damaged(path: folder.database, .marked)) {
            try store.write { try $0.setLastRemind(Fixture.start) }
        }
        #expect(try folder.store(.existing).read { try $0.events(of: .directory, after: 0, limit: 1).count } <= 1)
    }

    @Test func marksNoLongerWhatIsSound() throws {
        store.markDamaged()
        #expect(throws: StoreError.self) { try store.write { try $0.setLastRemind(Fixture.start) } }
        #expect(try store.verify().isSound)
        try store.write { try $0.setLastRemind(Fixture.start) }
    }

    @Test func refusesToWriteOnAHeadThatDoesNotFit() throws {
        try store.connected { try $0.execute(sql: "UPDATE event SET at = at + 1 WHERE sequence = 15") }
        #expect(throws: StoreError.damaged(path: folder.database, .head(sequence: 15))) {
            try store.write { try $0.setLastRemind(Fixture.start) }
        }
        #expect(throws: StoreError.damaged(path: folder.database, .marked)) {
            try store.write { try $0.setLastRemind(Fixture.start) }
        }
        #expect(try store.read { try $0.lastRemind() } == nil)
    }

    @Test func findsACutTailByAnEarlierHead() throws {
        let earlier = try store.read { reader in
            try reader.events(of: nil, after: 6, limit: 1).map { ChainHead(sequence: $0.event.sequence, hash: $0.hash) }
        }
        let head = try store.read { try $0.head() }
        #expect(try store.verify(expecting: earlier.first).isSound)
        #expect(try store.verify(expecting: head).isSound)
        #expect(try store.verify(expecting: .empty).isSound)
        // An honest prefix verifies by itself; only the head tells that something is gone.
        let prefix = try Folder()
        let cut = try prefix.store()
        try cut.write { transaction in
            try Fixture.importPeople(transaction)
            try Fixture.keepResources(transaction)
            _ = try Fixture.commit(
                Fixture.run("meeting-1", firstTask: 1).dropLast(2), of: "meeting-1", to: transaction)
        }
        #expect(try cut.verify().isSound)
        #expect(try cut.verify(expecting: head).problems == [.otherHead(expected: head)])
        let other = ChainHead(sequence: 3, hash: String(repeating: "0", count: 64))
        #expect(try cut.verify(expecting: other).problems == [.otherHead(expected: other)])
    }
}
