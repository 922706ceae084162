import Foundation
import GRDB
import PlenumCore
import PlenumStore

/// Instances made by hand, event by event: a fan-out of many branches with two tasks each.
enum Synthetic {
    private struct PlainStep: StepKind {
        static let word: Name = "plain"
        static let meaning = LocalizedText(vi: "", en: "")
        static let fields: [any AnyField] = []

        let fanOut: FanOut?

        init(fanOut: FanOut? = nil) { self.fanOut = fanOut }
        init?(reading reader: inout FieldReader) { nil }

        func opening(_ scene: Scene) throws -> Opening { .wait }
    }

    static let definitions: DefinitionReading = { _, _ in definition }

    private static let definition = Definition(
        name: "thematic-session", title: LocalizedText(vi: "", en: ""), languages: ["vi"], calendar: "vietnam",
        inputs: [], roles: [], policies: [],
        scope: Scope(steps: [
            step("cells", branches: ["assign-author", "paper", "review", "hand-in", "report", "approve-report"]),
            step("prepare"), step("opinions"), step("plenary"), step("resolution"), step("read-it"),
        ]), figures: [])

    private static func step(_ name: Name, branches: [Name] = []) -> Step {
        let scope = Scope(
            steps: branches.enumerated().map { index, name in
                Step(
                    name: name, title: LocalizedText(vi: "", en: ""), after: index == 0 ? [] : [branches[index - 1]],
                    kind: PlainStep())
            })
        let fanOut = FanOut(over: ListPhrase("cells", of: nil, filter: nil), entry: "cell", scope: scope)
        return Step(
            name: name, title: LocalizedText(vi: "", en: ""),
            kind: PlainStep(fanOut: branches.isEmpty ? nil : fanOut))
    }

    private static let start = 1_773_277_200
    private static let definitionHash = ContentHash.hex(Array("definition".utf8))
    private static let calendarHash = ContentHash.hex(Array("calendar".utf8))

    private static func id(_ number: Int) -> InstanceID { InstanceID("thematic-session-\(number)") }

    private static func event(
        _ instance: InstanceID, _ word: String, _ payload: JSON, by: PersonID?, at: Int
    ) throws -> Event {
        guard let body = EventBody(word: word, version: EventBody.version, payload: payload) else {
            throw Unwritable(word: word)
        }
        return Event(
            stream: .instance(instance), at: Instant(seconds: start + at), effective: Instant(seconds: start + at),
            actor: Actor(by: by, via: by.map { _ in "root" }), body: body)
    }

    struct Unwritable: Error { let word: String }

    private static func started(_ instance: InstanceID) throws -> Event {
        try event(
            instance, "started",
            .object([
                "workflow": "thematic-session", "definition": .string(definitionHash),
                "calendar": .string(calendarHash), "unit": "committee",
                "inputs": .object([
                    "theme": .object(["text": "Chuyển đổi số trong công tác tham mưu"]),
                    "plenary-date": .object(["date": "2026-05-12"]),
                ]),
            ]), by: "secretary", at: 0)
    }

    private static func opened(
        _ instance: InstanceID, _ path: String, tasks: [(Int, String)], window: Bool = false, at: Int
    ) throws -> Event {
        try event(
            instance, "opened",
            .object([
                "path": .string(path), "round": 1,
                "due": .object(["at": "2026-04-20", "overdue": .int(start + 3_000_000)]),
                "closes": window ? .int(start + 4_000_000) : nil, "window": window ? true : nil,
                "items": .array(
                    tasks.map { number, person in
                        .object([
                            "task": .int(number), "member": window ? .string(person) : nil,
                            "candidates": window ? nil : .array([.string(person)]),
                        ])
                    }),
            ]), by: nil, at: at)
    }

    private static func completed(
        _ instance: InstanceID, _ path: String, task: Int, by person: String, at: Int
    ) throws -> Event {
        try event(
            instance, "completed",
            .object(["path": .string(path), "outcome": "done", "task": .int(task)]), by: PersonID(person), at: at)
    }

    private static func branches(_ instance: InstanceID, _ keys: [String]) throws -> Event {
        try event(
            instance, "opened",
            .object([
                "path": "cells", "round": 1,
                "branches": .array(
                    keys.map {
                        .object(["key": .string($0), "values": .object(["cell": .object(["units": [.string($0)]])])])
                    }),
            ]), by: nil, at: 0)
    }

    private static func commit(_ events: [Event], of instance: InstanceID, to transaction: any StoreTransaction) throws
    {
        let set = try WorkingSet(instance, reader: transaction, definition: definition)
        for event in events { try set.apply(event) }
        try transaction.append(events)
        try transaction.save(set)
        for code in set.changes.items {
            guard let item = try set.item(code) else { continue }
            try transaction.setReminder(code, at: item.state.isOpen ? item.openedAt.adding(seconds: 86_400) : nil)
        }
    }

    static func begin(_ store: SQLiteStore) throws {
        try store.write { transaction in
            _ = try transaction.keep(resource: Array("definition".utf8), kind: "definition", name: "definition")
            _ = try transaction.keep(resource: Array("calendar".utf8), kind: "calendar", name: "calendar")
        }
    }

    // MARK: One completion

    /// Which completion it is in a database of several instances.
    static func number(_ number: Int, ofInstance instance: Int) -> Int { instance * 1_000_000 + number }

    /// What `do` asks of a store and gives it: the task is done, the next step of its branch opens.
    static func complete(_ store: SQLiteStore, _ number: Int) throws {
        let id = id(max(number / 1_000_000, 1))
        let path = "cells/cell-\(number % 1_000_000)/assign-author"
        try store.write { transaction in
            let command = "\(id) \(number)"
            guard try transaction.answer(toCommand: command) == nil else { return }
            guard let instance = try transaction.instance(id), instance.state == .running,
                try transaction.windowsToClose(in: id, by: Instant(seconds: start + number), limit: 10).isEmpty,
                let item = try transaction.item(at: Path(path), member: nil, of: id),
                let person = item.owner, try transaction.person(person) == nil
            else { return }
            let next = path.replacing("assign-author", with: "paper")
            let code = try transaction.lastTaskNumber() + 1
            try commit(
                [
                    completed(id, path, task: item.code.number, by: person.rawValue, at: 60),
                    opened(id, next, tasks: [(code, person.rawValue)], at: 60),
                ], of: id, to: transaction)
            try transaction.record(command: command, answer: "")
        }
    }

    /// A database with one instance of so many branches, and so many open tasks of others.
    static func make(at path: String, branches: Int, others: Int = 0) throws {
        let store = try SQLiteStore(path: path, mode: .create, definitions: definitions)
        try begin(store)
        try addInstance(1, branches: branches, to: store)
        try store.close()
        if others > 0 { try addOthers(others, to: path) }
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try queue.close()
    }

    static func addInstance(_ number: Int, branches count: Int, to store: SQLiteStore) throws {
        let id = id(number)
        try store.write { transaction in
            let first = try transaction.lastTaskNumber() + 1
            let keys = (1...count).map { "cell-\($0)" }
            var events = [try started(id), try branches(id, keys)]
            for (index, key) in keys.enumerated() {
                events.append(
                    try opened(id, "cells/\(key)/assign-author", tasks: [(first + index, "p-\(index % 32)")], at: 0))
            }
            try commit(events, of: id, to: transaction)
        }
    }

    /// Open tasks of instances of five tasks each, written as rows: as many events would take minutes.
    private static func addOthers(_ count: Int, to path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO item (instance, path, member, round, state, owner, due_day, overdue, opened_at, version,
                        remind_at)
                    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
                    SELECT 1000000 + n / 5, path, 0, 1, 0, owner, due_day, overdue, opened_at, 1, remind_at + n % 86400
                    FROM number CROSS JOIN (SELECT * FROM item LIMIT 1)
                    """, arguments: [count])
        }
        try queue.close()
    }

    // MARK: A whole run

    /// 5 cells of 6 tasks, 4 tasks of the committee, 32 opinions, 32 signatures, a note on every sixth: about 300
    /// events in 170 commands.
    static func runWhole(_ number: Int, in store: SQLiteStore) throws {
        let id = id(number)
        let cells = (1...5).map { "cell-\($0)" }
        let people = (0..<32).map { "member-\($0)" }
        var at = 0
        func transact(_ makeEvents: (_ next: Int) throws -> [Event]) throws {
            at += 3_600
            try store.write { transaction in
                try commit(makeEvents(transaction.lastTaskNumber() + 1), of: id, to: transaction)
                try transaction.record(command: UUID().uuidString, answer: "")
            }
        }
        func task(_ path: String, _ person: String) throws {
            var code = 0
            try transact { next in
                code = next
                return [try opened(id, path, tasks: [(next, person)], at: at)]
            }
            if at % 6 == 0 {
                try transact { _ in
                    [
                        try event(
                            id, "claimed", .object(["task": .int(code), "owner": .string(person)]),
                            by: PersonID(person), at: at)
                    ]
                }
            }
            try transact { _ in [try completed(id, path, task: code, by: person, at: at)] }
        }
        func window(_ path: String, _ answer: String) throws {
            var first = 0
            try transact { next in
                first = next
                return [try opened(id, path, tasks: people.enumerated().map { (next + $0, $1) }, window: true, at: at)]
            }
            for (index, person) in people.enumerated() {
                try transact { _ in
                    [
                        try event(
                            id, "answered", .object(["task": .int(first + index), "answer": .string(answer)]),
                            by: PersonID(person), at: at)
                    ]
                }
            }
            try transact { _ in [try event(id, "closed", .object(["path": .string(path)]), by: nil, at: at)] }
        }
        try transact { _ in [try started(id), try branches(id, cells)] }
        for (index, cell) in cells.enumerated() {
            for (step, name) in ["assign-author", "paper", "review", "hand-in", "report", "approve-report"].enumerated()
            {
                try task("cells/\(cell)/\(name)", people[index * 6 + step])
            }
        }
        for step in ["prepare", "plenary", "resolution"] { try task(step, "secretary") }
        try window("opinions", "approved")
        try window("read-it", "done")
        try transact { _ in [try event(id, "completed", .object(["path": "", "outcome": "done"]), by: nil, at: at)] }
    }

    /// Bytes of the file with what the write-ahead log would add.
    static func pages(of path: String) throws -> Int {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { database in
            let count = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            return count * (try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
        }
    }
}
