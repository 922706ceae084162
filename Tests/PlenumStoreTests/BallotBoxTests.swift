import EngineTesting
import Foundation
import GRDB
import PlenumCore
import Testing

@testable import PlenumStore

/// A secret vote of four, on both stores.
@Suite("The ballot box of a secret vote")
struct BallotBoxTests {
    private static let id: InstanceID = "vote-1"
    private static let path = Path("adopt")

    private static let definition = Definition(
        name: "vote", title: LocalizedText(vi: "Biểu quyết", en: "Vote"), languages: ["vi", "en"], calendar: "plain",
        inputs: [], roles: [], policies: [],
        scope: Scope(steps: [
            step(
                "adopt",
                VoteStep(
                    from: .members(.official, of: .committee),
                    closes: Deadline(.date(CivilDate(iso: "2026-03-06")!), text: "2026-03-06"),
                    closeEarly: .whenAllHaveVoted, ballot: .secret)),
            step("tail", after: ["adopt"], task(office)),
        ]), figures: [])

    private static let definitions: DefinitionReading = { _, _ in definition }

    private static func decide(
        _ command: Command, by person: PersonID, at now: Instant = Ground.monday, in store: any Store
    ) throws {
        try store.write { transaction in
            let set = try WorkingSet(id, reader: transaction, definition: definition)
            let events = try Decider.decide(
                command, by: Authority(actor: Actor(by: person), now: now), on: set, definition: definition,
                in: Surroundings(
                    directory: transaction, calendar: Ground.calendar,
                    zone: .fixed(name: "Asia/Ho_Chi_Minh", offset: 7 * 3600), hour: CivilTime(hour: 8, minute: 0)!),
                closing: transaction.windowsToClose(in: id, by: now, limit: 9).map { ($0.path, $0.at) })
            try transaction.append(events)
            try transaction.save(set)
        }
    }

    private static func begin(_ store: any Store) throws {
        let (units, people) = (Ground.directory.units, Ground.directory.people)
        let hash = try store.write { transaction throws in
            try transaction.changeDirectory(units: units, people: people, removing: [])
            let entries =
                units.map {
                    SettingChanged.Entry(kind: "unit", id: $0.id.rawValue, hash: ContentHash.hex($0.canonical))
                }
                + people.map {
                    SettingChanged.Entry(kind: "person", id: $0.id.rawValue, hash: ContentHash.hex($0.canonical))
                }
            try transaction.append([
                Event(
                    stream: .directory, at: Ground.monday, effective: Ground.monday, actor: Actor(by: "office"),
                    body: .settingChanged(SettingChanged(entries: entries)))
            ])
            return try transaction.keep(resource: Array("the definition".utf8), kind: "definition", name: "vote")
        }
        try decide(
            .start(StartCommand(definition: hash, calendar: hash, unit: "root", inputs: [])), by: "office", in: store)
    }

    private static func vote(_ person: PersonID, _ vote: Name, in store: any Store) throws {
        let code = try store.read { try $0.item(at: path, member: person, of: id)?.code } ?? TaskCode(999)
        let place = Ground.directory.people.firstIndex { $0.id == person } ?? 0
        try decide(
            .act(ActCommand(task: code, outcome: vote)), by: person, at: Ground.monday.adding(seconds: 60 * place),
            in: store)
    }

    private static func box(in store: any Store) throws -> BallotBox? {
        try store.read { try $0.box(at: path, of: id) }
    }

    private static func sqlite(_ folder: Folder, _ mode: SQLiteStore.Mode = .create) throws -> SQLiteStore {
        try SQLiteStore(path: folder.database, mode: mode, definitions: definitions)
    }

    @Test("holds counts alone, and is gone when the vote has closed", arguments: StoreContractTests.Kind.allCases)
    func counts(kind: StoreContractTests.Kind) throws {
        let folder = try Folder()
        let store: any Store = try kind == .memory ? MemoryStore() : Self.sqlite(folder)
        try Self.begin(store)
        #expect(try Self.box(in: store) == nil)
        try Self.vote("an", "in-favour", in: store)
        try Self.vote("binh", "against", in: store)
        try Self.vote("chi", "in-favour", in: store)
        let box = try #require(BallotBox(round: 1, inFavour: 2, against: 1, abstained: 0))
        #expect(try Self.box(in: store) == box)
        try store.read { reader throws in
            #expect(
                try reader.boxes(of: nil) == [BoxRecord(instance: Self.id, path: Self.path, box: box)])
            #expect(try reader.boxes(of: "other").isEmpty)
            #expect(try reader.tally(Self.path, of: Self.id)?.ended == ["voted": 3])
            #expect(try reader.items(at: Self.path, of: Self.id).compactMap(\.answer) == ["voted", "voted", "voted"])
        }
        #expect(throws: Refused.self) { try Self.vote("binh", "in-favour", in: store) }
        #expect(try Self.box(in: store) == box)
        try Self.vote("chair", "in-favour", in: store)
        try store.read { reader throws in
            #expect(try reader.box(at: Self.path, of: Self.id) == nil)
            #expect(try reader.boxes(of: nil).isEmpty)
            #expect(try reader.tally(Self.path, of: Self.id)?.ended == ["in-favour": 3, "against": 1])
            #expect(try reader.step(Self.path, of: Self.id)?.control.outcome == "adopted")
        }
        if let store = store as? SQLiteStore { #expect(try store.verify().problems.isEmpty) }
    }

    @Test("leaves a file in which nothing tells who voted how")
    func file() throws {
        let people: [PersonID] = ["chair", "an", "binh", "chi"]
        let votes: [[Name]] = [
            ["in-favour", "in-favour", "against", "in-favour"], ["against", "in-favour", "in-favour", "in-favour"],
        ]
        let files = try votes.map { votes in
            let folder = try Folder()
            let store = try Self.sqlite(folder)
            try Self.begin(store)
            for (person, vote) in zip(people, votes) { try Self.vote(person, vote, in: store) }
            let log = try FileManager.default.attributesOfItem(atPath: folder.database + "-wal")[.size] as? Int
            #expect(log == 0)
            return try Data(contentsOf: URL(filePath: folder.database))
        }
        #expect(files[0] == files[1])
    }

    @Test(
        "that does not fit the log is found, and not counted",
        arguments: [
            "UPDATE ballot_box SET against = 1", "UPDATE ballot_box SET round = 2", "DELETE FROM ballot_box",
            "UPDATE ballot_box SET in_favour = -1", "UPDATE ballot_box SET in_favour = 9223372036854775807",
        ])
    func damage(sql: String) throws {
        let folder = try Folder()
        let store = try Self.sqlite(folder)
        try Self.begin(store)
        for person in ["an", "binh", "chi"] as [PersonID] { try Self.vote(person, "in-favour", in: store) }
        try store.connected { try $0.execute(sql: sql) }
        let problems = try store.verify().problems
        #expect(
            problems == [.state(Self.id, .ballots(Self.path))] || problems == [.row(table: "ballot_box")],
            "\(problems)")
        store.unmarkDamaged()
        if !sql.contains("round") {
            #expect(throws: (any Error).self) { try Self.vote("chair", "in-favour", in: store) }
        }
        #expect(try store.read { try $0.step(Self.path, of: Self.id)?.control.phase } == .open)
    }

    @Test("that belongs to no vote is found")
    func stray() throws {
        let folder = try Folder()
        let store = try Self.sqlite(folder)
        try Self.begin(store)
        try store.write { transaction in
            let box = try #require(BallotBox(round: 1, inFavour: 1, against: 0, abstained: 0))
            try transaction.put(BoxRecord(instance: Self.id, path: Path("tail"), box: box))
        }
        #expect(try store.verify().problems == [.state(Self.id, .ballots(Path("tail")))])
    }

    private static func export(_ store: any Store) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try store.export { bytes += $0 }
        return bytes
    }

    private static func importAll(_ bytes: [UInt8], into store: any Store) throws {
        var lines = bytes.split(separator: UInt8(ascii: "\n"))[...]
        try store.importAll(from: "export", definitions: definitions) { lines.popFirst().map { Array($0) } }
    }

    @Test("goes with an export, a backup and what is made of them, and is counted there")
    func copies() throws {
        let folder = try Folder()
        let first = try Self.sqlite(folder)
        try Self.begin(first)
        for person in ["an", "binh", "chi"] as [PersonID] { try Self.vote(person, "against", in: first) }
        let bytes = try Self.export(first)
        let memory = MemoryStore()
        try Self.importAll(bytes, into: memory)
        #expect(try Self.export(memory) == bytes)
        let other = try Folder()
        let second = try Self.sqlite(other)
        try Self.importAll(bytes, into: second)
        #expect(try Self.export(second) == bytes)
        _ = try first.backup(to: folder.path + "/copy.db")
        let copy = try SQLiteStore(path: folder.path + "/copy.db", mode: .existing, definitions: Self.definitions)
        for store in [memory, first, second, copy] as [any Store] {
            try Self.vote("chair", "in-favour", in: store)
            #expect(
                try store.read { try $0.tally(Self.path, of: Self.id)?.ended } == ["in-favour": 1, "against": 3])
        }
        #expect(try Self.export(memory) == Self.export(second))
        #expect(try second.verify().isSound)
    }

    @Test("of an export that holds more or fewer votes than people have voted is refused")
    func falsified() throws {
        let memory = MemoryStore()
        try Self.begin(memory)
        try Self.vote("an", "against", in: memory)
        let text = String(decoding: try Self.export(memory), as: UTF8.self)
        #expect(text.contains(#""in-favour":0,"against":1,"abstain":0}"#))
        for change in [#""in-favour":1,"against":1"#, #""in-favour":0,"against":0"#, #""in-favour":-1,"against":2"#] {
            let changed = text.replacingOccurrences(of: #""in-favour":0,"against":1"#, with: change)
            #expect(throws: StoreError.self) { try Self.importAll(Array(changed.utf8), into: MemoryStore()) }
        }
    }
}
