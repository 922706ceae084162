import Foundation
import PlenumApp
import PlenumCore
import PlenumStore
import PlenumYAML
import Testing

@Suite("A plan")
struct TwinTests {
    @Test("leaves the same log in a file as in memory")
    func sameLog() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plenum-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try SQLiteStore(path: folder.appending(path: "plenum.db").path, mode: .create) { _, bytes in
            try #require(DefinitionFile.check(bytes: bytes).definition)
        }
        let logs = try [file as any Store, MemoryStore()].map { try play(on: $0, folder) }
        #expect(logs[0].count > 15)
        #expect(logs[0] == logs[1])
        #expect(try file.verify().isSound)
    }

    /// The hashes of the log after the plan and its approval, returned once.
    private func play(on store: any Store, _ folder: URL) throws -> [String] {
        let examples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "examples/thematic-session")
        var now = Instant(rfc3339: "2026-08-17T08:00:00+07:00")!
        func service() -> Service { Service(store: store, environment: .live(now: now)) }
        func authority(_ person: PersonID) -> Authority { Authority(actor: Actor(by: person), now: now) }
        _ = try service().importPeople(
            files: [examples.appending(path: "people.yaml").path], authority: authority("ha-thi-nhung"))
        let started = try service().start(
            file: "thematic-session",
            given: [
                ("theme", "Chuyên đề"), ("plenary-date", "2026-10-15"),
                ("topics", "@" + examples.appending(path: "topics.csv").path),
            ], unit: nil, authority: authority("ha-thi-nhung"))
        let document = folder.appending(path: "plan.txt")
        try "Kế hoạch".write(to: document, atomically: true, encoding: .utf8)
        for outcome in ["returned", "approved"] as [Name] {
            for step in ["plan", "approve-plan"] {
                now = now.adding(seconds: 3600)
                let task = try #require(
                    try service().tasks(in: started.instance, now: now).first { $0.path == Path(step) })
                _ = try service().act(
                    task: task.code.description, outcome: step == "plan" ? nil : outcome, answers: [],
                    attachment: step == "plan" ? document.path : nil, note: nil, expect: task.version,
                    authority: authority(try #require(task.person)))
            }
        }
        return try store.read { try $0.events(of: nil, after: 0, limit: 1000).map(\.hash) }
    }
}
