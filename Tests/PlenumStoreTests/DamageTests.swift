import Foundation
import GRDB
import PlenumCore
import Testing

@testable import PlenumStore

/// Whatever happens to the file: a clear error or a finding, or nothing differs; never a crash, and nothing is
/// written to what was found damaged.
@Suite struct DamageTests {
    private let folder: Folder
    /// A database in one file, without a log.
    private let sound: Data
    private let export: [UInt8]

    init() throws {
        folder = try Folder()
        let store = try folder.store()
        for number in 1...5 { try Fixture.fill(store, InstanceID("meeting-\(number)")) }
        _ = try store.exclusively { try store.checkpoint($0, "TRUNCATE") }
        export = try DamageTests.export(store)
        try store.close()
        sound = try Data(contentsOf: URL(fileURLWithPath: folder.database))
    }

    private static func export(_ store: SQLiteStore) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try store.export { bytes += $0 }
        return bytes
    }

    private func place(_ data: Data) throws -> String {
        let path = folder.path + "/damaged.db"
        for suffix in ["", "-wal", "-shm", "-lock", "-damaged"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
        try data.write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Either a `StoreError`, or a finding, or the same content.
    private func isNoticedOrHarmless(_ data: Data) throws -> Bool {
        let path = try place(data)
        do {
            let store = try SQLiteStore(path: path, mode: .existing, definitions: Fixture.definitions)
            defer { try? store.close() }
            guard try store.verify().isSound else {
                #expect(throws: StoreError.self) { try store.write { try $0.setLastRemind(Fixture.start) } }
                return true
            }
            return try DamageTests.export(store) == export
        } catch let error as StoreError {
            return [65, 66, 74, 78].contains(error.exitStatus)
        }
    }

    @Test func noticesBitsThatFlip() throws {
        var random = SplitMix(state: 20_260_312)
        var missed: [Int] = []
        for _ in 0..<100 {
            var data = sound
            let bit = Int(random.next() % UInt64(data.count * 8))
            data[bit / 8] ^= 1 << UInt8(bit % 8)
            if try !isNoticedOrHarmless(data) { missed.append(bit) }
        }
        #expect(missed.isEmpty)
    }

    @Test func noticesPagesOverwritten() throws {
        var random = SplitMix(state: 7)
        for page in 0..<sound.count / 4096 {
            var data = sound
            for offset in 0..<4096 { data[page * 4096 + offset] = UInt8(truncatingIfNeeded: random.next()) }
            #expect(try isNoticedOrHarmless(data), "page \(page)")
        }
    }

    @Test func noticesAnyTruncation() throws {
        for size in stride(from: 0, to: sound.count, by: 4096).flatMap({ [$0, $0 + 100, $0 + 4000] })
        where size < sound.count {
            #expect(try isNoticedOrHarmless(sound.prefix(size)), "\(size) bytes")
        }
    }

    @Test func noticesATruncatedLog() throws {
        let other = try Folder()
        let store = try other.store()
        try Fixture.fill(store)
        let head = try store.read { try $0.head() }
        try Fixture.fill(store, "meeting-2")
        let last = try store.read { try $0.head() }
        try store.close()
        let log = try Data(contentsOf: URL(fileURLWithPath: other.database + "-wal"))
        try? FileManager.default.removeItem(atPath: other.database + "-shm")
        // The last frames are lost: what is left is an earlier state, whole; only the head tells.
        try log.prefix(log.count - 3 * 4096).write(to: URL(fileURLWithPath: other.database + "-wal"))
        let cut = try other.store(.existing)
        #expect(try cut.inspect(expecting: head).isSound)
        #expect(try cut.inspect(expecting: last).problems == [.otherHead(expected: last)])
    }

    @Test func ignoresAStaleLogBesideARestoredFile() throws {
        let path = try place(sound)
        let other = try Folder()
        let stranger = try other.store()
        try Fixture.fill(stranger)
        try stranger.close()
        try FileManager.default.copyItem(atPath: other.database + "-wal", toPath: path + "-wal")
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        // SQLite takes a log whose frames are whole for the file's own: it is for verify, and restore, to notice.
        do {
            let store = try SQLiteStore(path: path, mode: .existing, definitions: Fixture.definitions)
            let report = try store.verify()
            #expect(try !report.isSound || DamageTests.export(store) != export || data == sound)
        } catch let error as StoreError {
            #expect(error.exitStatus == 65)
        }
    }

    @Test func readsFromAFileThatCannotBeWritten() throws {
        let path = try place(sound)
        let store = try SQLiteStore(path: path, mode: .existing, definitions: Fixture.definitions)
        try store.connected { try $0.execute(sql: "PRAGMA query_only = ON") }
        #expect(try DamageTests.export(store) == export)
        #expect(throws: StoreError.cannotWrite(path: path, .readOnly)) {
            try store.write { try $0.setLastRemind(Fixture.start) }
        }
    }
}

/// The same numbers in every run. Source: G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
