import Foundation
import PlenumCore
import Testing

@testable import PlenumStore

@Suite struct ExportTests {
    private func export(_ store: any Store) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try store.export { bytes += $0 }
        return bytes
    }

    @discardableResult
    private func importAll(_ bytes: [UInt8], into store: any Store) throws -> ChainHead {
        var lines = bytes.split(separator: UInt8(ascii: "\n"))[...]
        return try store.importAll(from: "export", definitions: Fixture.definitions) {
            lines.popFirst().map { Array($0) }
        }
    }

    /// A store with something of everything.
    private func fill(_ store: any Store) throws {
        try Fixture.fill(store)
        try Fixture.fill(store, "meeting-2")
        try store.write { transaction throws in
            try transaction.setReminder(TaskCode(7), at: Fixture.start)
            try transaction.setReminder(TaskCode(9), at: Fixture.start.adding(seconds: 9))
            try transaction.record(command: "9C1D3F0A-6C3B-4F7E-9B55-0A0B0C0D0E0F", answer: "meeting-1")
            try transaction.record(command: "sixteen letters!", answer: "")
            let slots = ["an", "bình"].map { person in
                ReminderSlot(
                    key: ReminderKey(
                        task: TaskCode(7), round: 1, person: PersonID(person), rule: "every 2 days after",
                        occurrence: 3,
                        anchor: "2026-03-12T17:00"), moment: Fixture.start, state: .queued)
            }
            _ = try transaction.add(slots: slots)
            _ = try transaction.addMessage(for: "an", at: Fixture.start, slots: [slots[0].key])
            _ = try transaction.claim(message: 1, owner: "boot:1:1")
            _ = try transaction.claim(message: 1, owner: "boot:2:2")
            _ = try transaction.record(message: 1, token: 2, state: .failed, at: Fixture.start)
            try transaction.setSlot(slots[0].key, to: .failed)
            _ = try transaction.addMessage(for: "bình", at: Fixture.start, slots: [slots[1].key])
            try transaction.setLastRemind(Fixture.start)
            try transaction.setHoldsReminders(true)
            try transaction.erase(
                person: "em", documents: [ContentHash.hex(Array("draft".utf8))], by: Actor(by: "an"),
                at: Fixture.start, reason: "theo yêu cầu")
        }
    }

    @Test func givesTheSameBytesFromEitherStore() throws {
        let memory = MemoryStore()
        let folder = try Folder()
        let sqlite = try folder.store()
        try fill(memory)
        try fill(sqlite)
        #expect(try String(decoding: export(memory), as: UTF8.self) == String(decoding: export(sqlite), as: UTF8.self))
    }

    @Test func comesBackByteForByte() throws {
        let folder = try Folder()
        let first = try folder.store()
        try fill(first)
        let bytes = try export(first)
        let memory = MemoryStore()
        try importAll(bytes, into: memory)
        #expect(try export(memory) == bytes)
        let other = try Folder()
        let second = try other.store()
        #expect(try importAll(bytes, into: second) == (try first.read { try $0.head() }))
        #expect(try export(second) == bytes)
        let report = try second.verify()
        #expect(report.problems.isEmpty)
        #expect(report.erased == 1)
        #expect(try second.read { try $0.openItems(in: nil) } == first.read { try $0.openItems(in: nil) })
    }

    @Test func isOneEventALineWithTheHeadInTheLast() throws {
        let store = MemoryStore()
        try fill(store)
        let lines = String(decoding: try export(store), as: UTF8.self).split(separator: "\n")
        let head = try store.read { try $0.head() }
        #expect(lines.first == #"{"plenum":"export","form":1}"#)
        #expect(lines.last == #"{"head":"\#(head.hash)","sequence":\#(head.sequence),"lines":\#(lines.count)}"#)
        #expect(lines.filter { $0.hasPrefix(#"{"sequence":"#) }.count == head.sequence)
    }

    @Test func refusesEveryLineThatWasChanged() throws {
        let source = MemoryStore()
        try fill(source)
        let lines = try export(source).split(separator: UInt8(ascii: "\n")).map { Array($0) }
        for index in lines.indices {
            // A line cut in the middle is no JSON; a line that is missing is missed.
            var cut = lines
            cut[index].removeLast(2)
            var missing = lines
            missing.remove(at: index)
            for damaged in [cut, missing] {
                let target = MemoryStore()
                #expect(throws: StoreError.self) {
                    try importAll(Array(damaged.joined(separator: [UInt8(ascii: "\n")])), into: target)
                }
                #expect(try target.read { try $0.head() } == .empty)
            }
        }
    }

    @Test func refusesAnEventThatDoesNotGiveItsHash() throws {
        let source = MemoryStore()
        try fill(source)
        let text = String(decoding: try export(source), as: UTF8.self)
        let changed = text.replacing(#""by":"bình""#, with: #""by":"chi""#, maxReplacements: 1)
        #expect(changed != text)
        #expect(throws: StoreError.self) { try importAll(Array(changed.utf8), into: MemoryStore()) }
    }

    @Test func refusesAStoreThatHoldsSomething() throws {
        let source = MemoryStore()
        try fill(source)
        #expect(throws: StoreError.occupied(path: "export")) { try importAll(export(source), into: source) }
    }

    @Test func erasesAPersonFromTheFileAndKeepsTheChain() throws {
        let folder = try Folder()
        let store = try folder.store()
        let letter = "Kính gửi đồng chí Hoàng Em, " + String(repeating: "thư riêng ", count: 1000)
        try Fixture.fill(store)
        let hash = try store.write { try $0.keep(resource: Array(letter.utf8), kind: "document", name: "thư") }
        let before = try store.read { try $0.head() }
        try store.write { transaction throws in
            try transaction.erase(
                person: "em", documents: [hash], by: Actor(by: "an"), at: Fixture.start, reason: "theo yêu cầu")
        }
        let report = try store.verify(expecting: before)
        #expect(report.problems.isEmpty)
        #expect(report.erased == 1)
        try store.close()
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + file))
            for text in ["Hoàng Em", "em@example.org", "thư riêng"] {
                #expect(bytes.range(of: Data(text.utf8)) == nil, "\(text) is in \(file)")
            }
        }
    }
}
