import Foundation
import PlenumCore
import PlenumStore

/// A step of no particular kind: alone, with a window or with branches.
struct PlainStep: StepKind {
    static let word: Name = "plain"
    static let meaning = LocalizedText(vi: "", en: "")
    static let fields: [any AnyField] = []

    let fanOut: FanOut?

    init(fanOut: FanOut? = nil) { self.fanOut = fanOut }
    init?(reading reader: inout FieldReader) { nil }

    func opening(_ scene: Scene) throws -> Opening { .wait }
}

/// A definition in three steps, and the events of a run of it, made by hand.
enum Fixture {
    static let definition = Definition(
        name: "meeting", title: LocalizedText(vi: "Cuộc họp", en: "Meeting"), languages: ["vi", "en"],
        calendar: "vietnam", inputs: [], roles: [], policies: [],
        scope: Scope(steps: [
            step("plan"),
            step(
                "cells", after: ["plan"],
                FanOut(
                    over: ListPhrase("cells", of: nil, filter: nil), entry: "cell",
                    scope: Scope(steps: [step("paper"), step("review", after: ["paper"])]))),
            step("opinions", after: ["cells"]),
        ]), figures: [])

    static let definitionBytes = Array("the definition of a meeting".utf8)
    static let calendarBytes = Array("the calendar".utf8)

    private static func step(_ name: Name, after: [Name] = [], _ fanOut: FanOut? = nil) -> Step {
        Step(name: name, title: LocalizedText(vi: "", en: ""), after: after, kind: PlainStep(fanOut: fanOut))
    }

    static let units = [
        Unit(id: "uỷ-ban", kind: "committee", parent: nil, title: LocalizedText(vi: "Uỷ ban", en: "Committee")),
        Unit(id: "kinh-tế", kind: "cell", parent: "uỷ-ban", title: LocalizedText(vi: "Kinh tế", en: "Economy")),
        Unit(id: "văn-hoá", kind: "cell", parent: "uỷ-ban", title: LocalizedText(vi: "Văn hoá", en: "Culture")),
        Unit(id: "tổ-1", kind: "group", parent: "kinh-tế", title: LocalizedText(vi: "Tổ 1", en: "Group 1")),
    ]

    static let people = [
        Person(
            id: "an", name: "Nguyễn Văn An", unit: "uỷ-ban", email: "an@example.org", language: .vi,
            posts: [Person.Holding("secretary", of: "uỷ-ban"), Person.Holding("chair", of: "kinh-tế")]),
        Person(id: "bình", name: "Trần Thị Bình", unit: "kinh-tế", posts: [Person.Holding("secretary", of: "kinh-tế")]),
        Person(id: "chi", name: "Lê Chi", unit: "tổ-1", kind: .probationary, language: .en),
        Person(id: "dũng", name: "Phạm Dũng", unit: "văn-hoá", kind: .exempt),
        Person(id: "em", name: "Hoàng Em", unit: "văn-hoá", kind: .staff, email: "em@example.org"),
    ]

    static let start = Instant(seconds: 1_773_277_200)

    static func event(
        _ instance: InstanceID, _ word: String, _ payload: JSON, by: PersonID? = "an", for principal: PersonID? = nil,
        after seconds: Int = 0, effective: Int? = nil, reason: String? = nil
    ) -> Event {
        guard let body = EventBody(word: word, version: 1, payload: payload) else {
            fatalError("no event \(word): \(payload.text)")
        }
        return Event(
            stream: .instance(instance), at: start.adding(seconds: seconds),
            effective: start.adding(seconds: effective ?? seconds),
            actor: Actor(by: by, for: principal, via: by.map { _ in "clerk" }), reason: reason, body: body)
    }

    static func started(_ instance: InstanceID) -> Event {
        event(
            instance, "started",
            .object([
                "workflow": "meeting", "definition": .string(ContentHash.hex(definitionBytes)),
                "calendar": .string(ContentHash.hex(calendarBytes)), "unit": "uỷ-ban",
                "inputs": .object(["theme": .object(["text": "Ba cột trụ"]), "day": .object(["date": "2026-05-12"])]),
            ]))
    }

    static func due(_ date: String, at seconds: Int) -> JSON {
        .object(["at": .string(date), "overdue": .int(start.seconds + seconds)])
    }

    static func opened(
        _ instance: InstanceID, _ path: String, tasks: [(number: Int, people: [String])], round: Int = 1,
        due: JSON? = nil, closesAfter: Int? = nil, after seconds: Int = 0
    ) -> Event {
        let window = closesAfter != nil
        return event(
            instance, "opened",
            .object([
                "path": .string(path), "round": .int(round), "due": due,
                "closes": closesAfter.map { .int(start.seconds + $0) }, "window": window ? true : nil,
                "items": .array(
                    tasks.map { task in
                        .object([
                            "task": .int(task.number), "member": window ? .string(task.people[0]) : nil,
                            "candidates": window ? nil : .array(task.people.map(JSON.string)),
                        ])
                    }),
            ]), by: nil, after: seconds)
    }

    static func completed(
        _ instance: InstanceID, _ path: String, task: Int?, by: PersonID? = "an", after seconds: Int = 0
    ) -> Event {
        event(
            instance, "completed",
            .object(["path": .string(path), "outcome": "done", "task": task.map(JSON.int)]), by: by, after: seconds)
    }

    static func branchesOpened(_ instance: InstanceID, _ keys: [String], round: Int = 1) -> Event {
        event(
            instance, "opened",
            .object([
                "path": "cells", "round": .int(round),
                "branches": .array(
                    keys.map {
                        .object(["key": .string($0), "values": .object(["cell": .object(["units": [.string($0)]])])])
                    }),
            ]), by: nil)
    }

    /// A whole run: 14 events, tasks from `first` to `first + 7`.
    static func run(_ instance: InstanceID, firstTask first: Int) -> [Event] {
        [
            started(instance),
            opened(instance, "plan", tasks: [(first, ["an", "bình"])], due: due("2026-03-20", at: 700_000)),
            event(instance, "claimed", .object(["task": .int(first), "owner": "bình"]), by: "bình", after: 60),
            event(
                instance, "answered",
                .object([
                    "task": .int(first), "answers": .object(["note": .object(["text": "đang viết"])]),
                    "document": .object([
                        "name": "dự thảo.docx", "hash": .string(ContentHash.hex(Array("draft".utf8))), "size": 5,
                    ]),
                ]), by: "bình", after: 90),
            event(
                instance, "completed",
                .object([
                    "path": "plan", "outcome": "done", "task": .int(first),
                    "answers": .object(["số": .object(["number": -300]), "giờ": .object(["time": "08:30"])]),
                ]), by: "an", for: "bình", after: 120, effective: 100, reason: "bằng giấy"),
            branchesOpened(instance, ["văn-hoá", "kinh-tế"]),
            opened(instance, "cells/văn-hoá/paper", tasks: [(first + 1, ["dũng"])], after: 120),
            opened(instance, "cells/kinh-tế/paper", tasks: [(first + 2, ["chi"])], after: 120),
            completed(instance, "cells/kinh-tế/paper", task: first + 2, by: "chi", after: 500),
            opened(
                instance, "cells/kinh-tế/review", tasks: [(first + 3, ["bình"])],
                due: due("2026-04-01T17:00", at: 900_000), after: 500),
            completed(instance, "cells/kinh-tế/review", task: first + 3, by: "bình", after: 600),
            event(
                instance, "rescheduled",
                .object(["path": "cells/văn-hoá/paper", "due": due("2026-04-02", at: 950_000)]), after: 700),
            opened(
                instance, "opinions", tasks: [(first + 4, ["an"]), (first + 5, ["bình"]), (first + 6, ["chi"])],
                closesAfter: 5_000, after: 800),
            event(
                instance, "answered", .object(["task": .int(first + 4), "answer": "approved"]), by: "an", after: 900),
        ]
    }

    /// What ends a run: nothing is open any more.
    static func end(of instance: InstanceID, after seconds: Int = 1000) -> [Event] {
        ["cells/văn-hoá/paper", "opinions", Path.instance.text].map {
            event(instance, "cancelled", .object(["path": .string($0)]), after: seconds)
        }
    }

    /// Folds events into the store as a command does: log and rows in one transaction.
    @discardableResult
    static func commit(
        _ events: some Sequence<Event>, of instance: InstanceID, to transaction: any StoreTransaction
    ) throws -> [StoredEvent] {
        let set = try WorkingSet(instance, reader: transaction, definition: definition)
        for event in events { try set.apply(event) }
        let stored = try transaction.append(Array(events))
        try transaction.save(set)
        return stored
    }

    /// People, resources, and one run.
    static func fill(_ store: any Store, _ instance: InstanceID = "meeting-1") throws {
        try store.write { transaction in
            try importPeople(transaction)
            try keepResources(transaction)
            try commit(run(instance, firstTask: try transaction.lastTaskNumber() + 1), of: instance, to: transaction)
        }
    }

    static func keepResources(_ transaction: any StoreTransaction) throws {
        _ = try transaction.keep(resource: definitionBytes, kind: "definition", name: "meeting.yaml")
        _ = try transaction.keep(resource: calendarBytes, kind: "calendar", name: "vietnam.yaml")
        _ = try transaction.keep(resource: Array("draft".utf8), kind: "document", name: "dự thảo.docx")
    }

    static func importPeople(_ transaction: any StoreTransaction) throws {
        try transaction.changeDirectory(units: units, people: people, removing: [])
        let entries =
            units.map { SettingChanged.Entry(kind: "unit", id: $0.id.rawValue, hash: ContentHash.hex($0.canonical)) }
            + people.map {
                SettingChanged.Entry(kind: "person", id: $0.id.rawValue, hash: ContentHash.hex($0.canonical))
            }
        try transaction.append([
            Event(
                stream: .directory, at: start, effective: start, actor: Actor(by: "an"),
                body: .settingChanged(SettingChanged(entries: entries)))
        ])
    }

    /// Four reminders of the task 7: one is queued, one is at work, one was sent at its second attempt, and the last is
    /// in no message.
    static func fillOutbox(_ transaction: any StoreTransaction) throws {
        for number in 1...4 {
            let key = ReminderKey(
                task: TaskCode(7), round: 1, person: "chi", rule: "on the day", occurrence: number, anchor: "")
            _ = try transaction.add(slots: [ReminderSlot(key: key, moment: start, state: .queued)])
            if number < 4 { _ = try transaction.addMessage(for: "chi", at: start, slots: [key]) }
            if number == 3 { try transaction.setSlot(key, to: .sent) }
        }
        _ = try transaction.claim(message: 2, owner: "boot:1:1")
        for state in [OutboxMessage.State.queued, .sent] {
            let claimed = try transaction.claim(message: 3, owner: "boot:1:1")
            _ = try transaction.record(message: 3, token: claimed.token, state: state, at: start)
        }
    }

    static let definitions: DefinitionReading = { _, _ in definition }
}

/// A folder that goes with the test.
final class Folder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "plenum-store-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var database: String { path + "/plenum.db" }

    func store(_ mode: SQLiteStore.Mode = .create) throws -> SQLiteStore {
        try SQLiteStore(path: database, mode: mode, definitions: Fixture.definitions)
    }
}
