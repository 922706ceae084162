import Foundation
import GRDB
import PlenumApp
import PlenumCore
import PlenumStore

/// A real plan with as many branches as one asks for, started and worked on as the command line does it.
struct FanOutCase {
    let folder: String

    private static let workflow = """
        plenum: 1
        workflow: fan-out
        title:
          en: A fan-out
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
            - 3 working days before
            - every working day after up to 5 times
        steps:
          cells-work:
            kind: each
            title:
              en: The cells work
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
          paper:
            kind: task
            title:
              en: The paper
            who: organiser
            deadline: none
            produces: document
          read:
            kind: acknowledge
            title:
              en: Read the paper
            after: paper
            from: all members
            about: paper
            mode: study
            closes: 10 working days before end-date
            remind: usual
          opinions:
            kind: comments
            title:
              en: Opinions on the paper
            after: paper
            from: all members
            about: paper
            closes: 10 working days before end-date
            remind: usual

        """

    /// What one of many does, each in their own way.
    enum Part: String {
        case branch, acknowledgement, opinion
    }

    private static let now = Instant(rfc3339: "2026-03-02T08:00:00+07:00")!
    /// Who does the tasks of a branch.
    static func secretary(of branch: Int) -> PersonID { PersonID("secretary-\(branch)") }

    private var environment: PlenumApp.Environment { .live(now: FanOutCase.now) }

    private func authority(_ person: PersonID = secretary(of: 1)) -> Authority {
        Authority(actor: Actor(by: person, via: "bench"), now: FanOutCase.now)
    }

    /// A database with one instance of so many branches, and so many open tasks beside it; closed again.
    func make(at path: String, branches: Int, others: Int = 0) throws {
        let store = try Service.openFile(path, .create, environment)
        try store.write { transaction in
            let units =
                [Unit(id: "root", kind: "committee", parent: nil, title: LocalizedText(vi: "Đảng bộ", en: "Committee"))]
                + (1...branches).map {
                    Unit(
                        id: UnitID("cell-\($0)"), kind: "cell", parent: "root",
                        title: LocalizedText(vi: "", en: "\($0)"))
                }
            let people = (1...branches).map {
                Person(
                    id: FanOutCase.secretary(of: $0), name: "Secretary \($0)", unit: UnitID("cell-\($0)"),
                    posts: [Person.Holding("secretary", of: UnitID("cell-\($0)"))])
            }
            try transaction.changeDirectory(units: units, people: people, removing: [])
        }
        try start(in: store)
        try store.close()
        if others > 0 { try addOthers(others, to: path) }
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try queue.close()
    }

    /// One more instance of the same size.
    func start(in store: SQLiteStore) throws {
        let file = folder + "/fan-out.yaml"
        try FanOutCase.workflow.write(toFile: file, atomically: true, encoding: .utf8)
        let service = service(on: store)
        let instance = try service.start(
            file: file, given: [("end-date", "2026-12-01")], unit: nil, authority: authority()
        ).instance
        guard let paper = try store.read({ try $0.item(at: Path("paper"), member: nil, of: instance) }) else {
            throw Missing(path: "paper")
        }
        _ = try service.act(
            task: paper.code.description, outcome: nil, answers: [], attachment: file, note: nil, expect: nil,
            authority: authority())
    }

    func open(_ path: String, tracing: (@Sendable (String, String) -> Void)? = nil) throws -> SQLiteStore {
        try Service.openFile(path, .existing, environment, tracing: tracing)
    }

    /// What one of them does, such as a branch's first task, ready to be carried out: whole, in its own transaction.
    func completion(
        _ part: Part = .branch, of number: Int, ofInstance instance: Int, in service: Service, _ store: SQLiteStore
    ) throws -> () throws -> Void {
        let person = FanOutCase.secretary(of: number)
        let (path, member): (String, PersonID?) =
            switch part {
            case .branch: ("cells-work/cell-\(number)/first", nil)
            case .acknowledgement: ("read", person)
            case .opinion: ("opinions", person)
            }
        guard
            let item = try store.read({
                try $0.item(at: Path(path), member: member, of: InstanceID("fan-out-\(instance)"))
            })
        else { throw Missing(path: path) }
        let code = item.code.description
        let answers: [(name: Name, text: String)] =
            part == .opinion ? [(name: "opinion", text: "Đề nghị nêu rõ thời hạn của từng việc.")] : []
        return {
            _ = try service.act(
                task: code, outcome: nil, answers: answers, attachment: nil, note: nil, expect: nil,
                authority: authority(person))
        }
    }

    func service(on store: SQLiteStore) -> Service { Service(store: store, environment: environment) }

    struct Missing: Error {
        let path: String
    }

    /// Open tasks of other instances, written as rows: as many events would take minutes.
    private func addOthers(_ count: Int, to path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO item (instance, path, member, round, state, owner, due_day, overdue, opened_at, version,
                        remind_at)
                    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
                    SELECT 1000000 + n / 5, path, 0, 1, 0, 100000 + n / 5, due_day, overdue, opened_at, 1,
                        remind_at + n % 86400
                    FROM number CROSS JOIN (SELECT * FROM item LIMIT 1)
                    """, arguments: [count])
        }
        try queue.close()
    }
}
