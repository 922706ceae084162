import Foundation
import PlenumApp
import PlenumCore
import PlenumStore
import PlenumYAML
import Synchronization
import Testing

/// Promise 5: the cost of an act follows what it touches, never the size of what merely exists.
@Suite("Completing a task")
struct CostTests {
    private static let workflow = """
        plenum: 1
        workflow: wide
        title:
          en: Wide
        calendar: international
        inputs:
          end-date:
            type: date
            title:
              en: Day
          cells:
            type: units
            default: all cells
            title:
              en: Cells
        reminders:
          usual:
            - when it opens
            - 3 working days before
        steps:
          work:
            kind: each
            title:
              en: Work
            over: cells
            as: cell
            steps:
              first:
                kind: task
                title:
                  en: First
                who: secretary of cell
                deadline: 30 working days before end-date
                remind: usual
              second:
                kind: task
                title:
                  en: Second
                after: first
                who: secretary of cell
                deadline: 20 working days before end-date
                remind: usual
          read:
            kind: acknowledge
            title:
              en: Read
            after: paper
            from: all members
            about: paper
            mode: study
            closes: 10 working days before end-date
          opinions:
            kind: comments
            title:
              en: Opinions
            after: paper
            from: all members
            about: paper
            closes: 10 working days before end-date
            remind: usual
          views:
            kind: collect
            title:
              en: Views
            from: all members
            columns:
              view:
                type: text
                title:
                  en: View
              type:
                type: choice
                options:
                  difficulty:
                    en: Difficulty
                  solution:
                    en: Solution
                title:
                  en: Type
            closes: 10 working days before end-date
            gates: 1 row per type
            otherwise:
              then: short
            as: sent
            remind: usual
            steps:
              look:
                kind: decision
                title:
                  en: Look at it
                who: organiser
                deadline: 5 working days after sent
                remind: usual
                outcomes:
                  accepted: {}
                  returned:
                    return: sent
          paper:
            kind: task
            title:
              en: Paper
            who: organiser
            deadline: none
            produces: document

        """

    /// The statements of some acts in a committee of so many cells with a member each, and so many others, after so
    /// many rows.
    private func statements(cells: Int, others: Int = 0, rows: Int = 2, acts: (Service, any Store) throws -> Void)
        throws -> [String]
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plenum-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let tape = Tape()
        let store = try SQLiteStore(
            path: folder.appending(path: "plenum.db").path, tracing: { sql, _ in tape.add(sql) }
        ) {
            _, bytes in
            try #require(DefinitionFile.check(bytes: bytes).definition)
        }
        try store.write { transaction in
            let root = Unit(id: "root", kind: "committee", parent: nil, title: LocalizedText(vi: "", en: "Root"))
            let units = (1...cells).map {
                Unit(id: UnitID("cell-\($0)"), kind: "cell", parent: "root", title: LocalizedText(vi: "", en: "\($0)"))
            }
            let people = (1...cells).map {
                Person(
                    id: PersonID("p-\($0)"), name: "P \($0)", unit: UnitID("cell-\($0)"),
                    posts: [Person.Holding("secretary", of: UnitID("cell-\($0)"))])
            }
            let more = (0..<others).map { Person(id: PersonID("q-\($0)"), name: "Q \($0)", unit: "cell-1") }
            try transaction.changeDirectory(units: [root] + units, people: people + more, removing: [])
        }
        let file = folder.appending(path: "wide.yaml").path
        try CostTests.workflow.write(toFile: file, atomically: true, encoding: .utf8)
        let service = Service(store: store, environment: .live(now: CostTests.now))
        _ = try service.start(file: file, given: [("end-date", "2026-12-01")], unit: nil, authority: authority("p-1"))
        // Once before, so that what is prepared or read only once is not counted.
        try act("work/cell-3/first", nil, "p-3", service, store)
        try act("paper", nil, "p-1", service, store, attachment: file)
        try act("read", "p-3", "p-3", service, store)
        try act("opinions", "p-3", "p-3", service, store)
        for row in 1...max(2, rows) { try send("\(row)", "p-3", service, store) }
        try act("views/1/look", nil, "p-1", service, store, outcome: "returned")
        try act("views/1/sent", nil, "p-3", service, store, answers: [("type", "difficulty")])
        tape.clear()
        try acts(service, store)
        let result = tape.statements
        try store.close()
        return result
    }

    private static let now = Instant(rfc3339: "2026-03-02T08:00:00+07:00")!

    private func authority(_ person: PersonID) -> Authority {
        Authority(actor: Actor(by: person), now: CostTests.now)
    }

    private func act(
        _ path: String, _ member: PersonID?, _ person: PersonID, _ service: Service, _ store: any Store,
        attachment: String? = nil, outcome: Name? = nil, answers: [(name: Name, text: String)] = []
    ) throws {
        let item = try #require(try store.read { try $0.item(at: Path(path), member: member, of: "wide-1") })
        _ = try service.act(
            task: item.code.description, outcome: outcome, answers: answers, attachment: attachment, note: nil,
            expect: nil, authority: authority(person))
    }

    /// A row of the step `views`.
    private func send(_ text: String, _ person: PersonID, _ service: Service, _ store: any Store) throws {
        try act("views", person, person, service, store, answers: [("view", text), ("type", "solution")])
    }

    @Test("executes the same statements among 5 branches and among 500")
    func branches() throws {
        let acts = { (service: Service, store: any Store) in
            try act("work/cell-1/first", nil, "p-1", service, store)
            try act("work/cell-2/first", nil, "p-2", service, store)
            try act("work/cell-2/second", nil, "p-2", service, store)
        }
        let few = try statements(cells: 5, acts: acts)
        #expect(few.count > 30)
        #expect(try statements(cells: 500, acts: acts) == few)
    }

    @Test("executes the same statements in a window of 5 people and of 500")
    func window() throws {
        let acts = { (service: Service, store: any Store) in
            for step in ["read", "opinions"] {
                try act(step, "p-1", "p-1", service, store)
                try act(step, "p-2", "p-2", service, store)
            }
        }
        let few = try statements(cells: 5, acts: acts)
        #expect(few.count > 20)
        #expect(try statements(cells: 500, acts: acts) == few)
    }

    @Test("executes the same statements for a row among 10 people and among 10,000, after 2 rows and after 200")
    func rows() throws {
        let acts = { (service: Service, store: any Store) in
            try send("One", "p-1", service, store)
            try send("Two", "p-1", service, store)
            try send("Two", "p-1", service, store)
            try act("views", "p-2", "p-2", service, store, outcome: "nothing-to-add")
            try act("views/2/look", nil, "p-1", service, store, outcome: "returned")
            try act("views/2/sent", nil, "p-3", service, store, answers: [("view", "Better")])
            try act("views/2/look", nil, "p-1", service, store, outcome: "accepted")
        }
        let few = try statements(cells: 10, acts: acts)
        #expect(few.count > 60)
        #expect(try statements(cells: 10, others: 10_000, acts: acts) == few)
        let late = try statements(cells: 10, rows: 200, acts: acts)
        // They are written in the order of their paths, in which 201 stands before 3.
        #expect(late.sorted() == few.sorted())
    }
}

/// Statements as they pass.
private final class Tape: Sendable {
    private let entries = Mutex([String]())

    var statements: [String] { entries.withLock { $0 } }
    func add(_ sql: String) { entries.withLock { $0.append(sql) } }
    func clear() { entries.withLock { $0 = [] } }
}
