import Foundation
import GRDB
import Glibc
import PlenumApp
import PlenumCore
import PlenumStore

/// What a run of `remind` costs: it follows what is due, not what is open.
struct ReminderBench {
    let folder: String
    /// The program to measure.
    let program: String

    private static let workflow = """
        plenum: 1
        workflow: due
        title:
          en: Due
        calendar: international
        inputs:
          cells:
            type: units
            default: all cells
            title:
              en: Cells
        reminders:
          usual:
            - when it opens
            - every day after up to 5 times
        steps:
          cells-work:
            kind: each
            title:
              en: The cells work
            over: cells
            as: cell
            steps:
              work:
                kind: task
                title:
                  en: Work
                who: secretary of cell
                deadline: 2027-03-01
                remind: usual

        """

    private static let start = "2026-03-02T08:00:00Z"
    /// When every task of the plan has a reminder due, and when nothing has any more.
    private static let due = "2026-03-02T09:00:00Z"
    private static let quiet = "2026-03-02T10:00:00Z"

    /// A plan of `due` tasks, a person each, that are all to be told now, among `open` open tasks.
    private func make(_ path: String, due: Int, open: Int) throws {
        let now = Instant(rfc3339: ReminderBench.start)!
        let environment = PlenumApp.Environment.live(now: now)
        let store = try Service.openFile(path, .create, environment)
        try store.write { transaction in
            let units =
                [Unit(id: "root", kind: "committee", parent: nil, title: LocalizedText(vi: "", en: "Committee"))]
                + (1...due).map {
                    Unit(id: UnitID("c-\($0)"), kind: "cell", parent: "root", title: LocalizedText(vi: "", en: "\($0)"))
                }
            let people = (1...due).map {
                Person(
                    id: PersonID("p-\($0)"), name: "P \($0)", unit: UnitID("c-\($0)"), email: "p\($0)@example.org",
                    posts: [Person.Holding("secretary", of: UnitID("c-\($0)"))])
            }
            try transaction.changeDirectory(units: units, people: people, removing: [])
        }
        let file = folder + "/due.yaml"
        try ReminderBench.workflow.write(toFile: file, atomically: true, encoding: .utf8)
        _ = try Service(store: store, environment: environment).start(
            file: file, given: [], unit: nil, authority: Authority(actor: Actor(by: "p-1", via: "bench"), now: now))
        try store.close()
        let queue = try DatabaseQueue(path: path)
        if open > due { try addOthers(open - due, to: queue) }
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try queue.close()
    }

    /// Open tasks of the same plan that remind within a year from tomorrow on, written as rows: as many events would
    /// take minutes.
    private func addOthers(_ count: Int, to queue: DatabaseQueue) throws {
        try queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO item (instance, path, member, round, state, owner, due_day, overdue, opened_at, version,
                        remind_at)
                    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
                    SELECT instance, path, 0, 1, 0, owner, due_day, overdue, opened_at, 1,
                        opened_at + 86400 + n % 31536000
                    FROM number CROSS JOIN (SELECT * FROM item LIMIT 1)
                    """, arguments: [count])
        }
    }

    /// Medians of a run with so many reminders due, among few and among many open tasks, each on a fresh copy.
    func due(_ due: Int, few: Int, many: Int, runs: Int = 5) throws -> (few: Duration, many: Duration) {
        let paths = try [few, many].map { open in
            let path = "\(folder)/due-\(open).db"
            try make(path, due: due, open: open)
            return path
        }
        var times: [[Duration]] = [[], []]
        for run in 0..<runs {
            for (index, path) in paths.enumerated() {
                let copy = "\(path)-\(run)"
                try FileManager.default.copyItem(atPath: path, toPath: copy)
                times[index].append(try self.run(["remind", "--database", copy, "--now", ReminderBench.due]))
                try sent(in: copy, should: due)
                for tail in ["", "-wal", "-shm", "-lock"] { try? FileManager.default.removeItem(atPath: copy + tail) }
            }
        }
        return (times[0].median, times[1].median)
    }

    struct Quiet {
        /// A run that has nothing to say; and the most memory in KiB that it takes, or one with a thousand to say.
        let time: Duration
        let memory: Int
        /// What it is held against: starting `plenum tasks` on the same file, and writing one row durably.
        let start: Duration
        let write: Duration
    }

    /// A run with nothing due among so many open tasks.
    func quiet(open: Int, runs: Int = 20) throws -> Quiet {
        let path = "\(folder)/due-\(open).db"
        if !FileManager.default.fileExists(atPath: path) { try make(path, due: 1000, open: open) }
        let fresh = path + "-fresh"
        try FileManager.default.copyItem(atPath: path, toPath: fresh)
        _ = try run(["remind", "--database", path, "--now", ReminderBench.due])
        try DatabaseQueue(path: folder + "/row.db").close()
        let bare = try BareSQLite(path: folder + "/row.db")
        try bare.execute([.init(sql: "CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, at INTEGER)", values: [])]
        )
        var (ours, starts, writes) = ([Duration](), [Duration](), [Duration]())
        for number in 1...runs {
            ours.append(try run(["remind", "--database", path, "--now", ReminderBench.quiet]))
            starts.append(
                try run(["tasks", "--as", "p-2", "--database", path, "--now", ReminderBench.quiet]))
            writes.append(
                try ContinuousClock().measure {
                    try bare.execute([
                        .init(sql: "INSERT INTO row (at) VALUES (?)", values: [.integer(Int64(number))])
                    ])
                })
        }
        let memory = max(
            try peakMemory(["remind", "--database", path, "--now", ReminderBench.quiet]),
            try peakMemory(["remind", "--database", fresh, "--now", ReminderBench.due]))
        return Quiet(time: ours.median, memory: memory, start: starts.median, write: writes.median)
    }

    /// A table of so many people in cells of eighty, read by the program from the start of its process to its end.
    func peopleImport(_ count: Int, runs: Int = 5) throws -> Duration {
        var units = "Mã,Tên đơn vị,Loại,Cấp trên\ndang-bo,Đảng bộ,Đảng bộ,\n"
        for cell in 0...(count / 80) { units += "cb-\(cell),Chi bộ số \(cell),Chi bộ,dang-bo\n" }
        var people = "\u{FEFF}Mã;Họ và tên;Đơn vị;Diện;Thư điện tử;Chức vụ\r\n"
        for person in 0..<count {
            let post = person % 80 == 0 ? "Bí thư" : ""
            people +=
                "p-\(person);Nguyễn Thị Số \(person);Chi bộ số \(person / 80);Chính thức;p\(person)@example.org;\(post)\r\n"
        }
        try units.write(toFile: folder + "/units.csv", atomically: true, encoding: .utf8)
        try people.write(toFile: folder + "/people.csv", atomically: true, encoding: .utf8)
        var times: [Duration] = []
        for number in 0..<runs {
            let database = "\(folder)/import-\(number).db"
            let words = ["people", "import", "\(folder)/units.csv", "\(folder)/people.csv", "--database", database]
            times.append(try run(words))
        }
        return times.median
    }

    struct Wrong: Error { let reason: String }

    private func sent(in path: String, should count: Int) throws {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        let found = try queue.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM message WHERE after IS NOT NULL")
        }
        guard found == count else { throw Wrong(reason: "\(found ?? 0) messages of \(count) left") }
    }

    private func run(_ arguments: [String]) throws -> Duration {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var status: Int32 = 0
        let time = ContinuousClock().measure {
            var process: pid_t = 0
            if posix_spawn(&process, program, &actions, nil, words, environ) != 0
                || waitpid(process, &status, 0) < 0
            {
                status = -1
            }
        }
        guard status == 0 else { throw Wrong(reason: "\(arguments[0]) ended with status \(status)") }
        return time
    }

    /// The most memory that a run of the program takes, in KiB. Asked by a small process: what Linux says of a child
    /// is never less than what its parent had when it was started.
    private func peakMemory(_ arguments: [String]) throws -> Int {
        let python = Process()
        python.executableURL = URL(filePath: "/usr/bin/env")
        python.arguments =
            [
                "python3", "-c",
                """
                import resource, subprocess, sys
                subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
                print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
                """, program,
            ] + arguments
        let output = Pipe()
        python.standardOutput = output
        try python.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        python.waitUntilExit()
        guard let size = Int(text.filter(\.isNumber)) else { throw Wrong(reason: "no memory was measured") }
        return size
    }
}
