import Foundation
import PlenumCore
import Testing

@testable import PlenumStore

@Suite("The proof of a dossier") struct DossierLogTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "plenum-\(UUID().uuidString)").path

    /// What looking at a folder finds that has the events of `meeting-1` in a log of these.
    private func report(_ events: [Event]) throws -> DossierReport {
        let store = MemoryStore()
        try store.write { _ = try $0.append(events) }
        let target = try WholeFolder(folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let ends = try store.read { reader in
            var ends: DossierLog.Ends?
            try target.write("log.jsonl") { log in
                try target.write("chain.txt") { chain in
                    ends = try DossierLog.walk(
                        reader, of: "meeting-1", log: { try log.put($0) }, chain: { try chain.put($0) },
                        erasure: { _ in }, concerns: { _ in false }, progress: { _, _ in })
                }
            }
            return try #require(ends)
        }
        let manifest = DossierManifest(instance: "meeting-1", writtenAt: Instant(seconds: 0), ends: ends)
        try target.write(DossierManifest.file, manifest.json.bytes + [UInt8(ascii: "\n")])
        #expect(try target.finish().count == 64)
        return try DossierVerifier.run(folder, expecting: ends.head)
    }

    private func event(_ instance: InstanceID, _ reason: String, form: Int = EventBody.version) -> Event {
        Event(
            stream: .instance(instance), at: Instant(seconds: 1), effective: Instant(seconds: 1), actor: .clock,
            reason: reason, body: .suspended, form: form)
    }

    @Test("follows the chain past the events of others without their content")
    func others() throws {
        let report = try report([
            event("other-1", "first"), event("meeting-1", "a"), event("other-1", "b"), event("other-2", "c"),
            event("meeting-1", "d", form: 1), event("meeting-1", "e"), event("other-1", "last"),
        ])
        #expect(report.problems == [])
        #expect(report.events == 3)
        #expect(report.head?.sequence == 7)
    }

    @Test("says where it cannot, because an older version has sealed an event of another in one step")
    func older() throws {
        let report = try report([
            event("meeting-1", "a"), event("other-1", "b", form: 1), event("other-1", "c"), event("meeting-1", "d"),
        ])
        #expect(report.problems == [.unproven(count: 1, last: 2)])
    }
}
