import Foundation
import Testing

@Suite("The command line")
struct ContractTests {
    @Test(
        "ends with the documented code, and says what is wrong on standard error",
        arguments: [
            (["status"], 66, "plenum.db"),
            (["tasks", "--all"], 66, "plenum.db"),
            (["tasks"], 64, "--as"),
            (["start", "none.yaml"], 66, "none.yaml"),
            (["people", "import", "none.yaml"], 66, "none.yaml"),
            (["check", "none.yaml"], 66, "none.yaml"),
            (["frobnicate"], 64, "frobnicate"),
            (["status", "--now", "yesterday"], 64, "yesterday"),
            (["status", "--database", "text.db"], 65, "text.db"),
            (["verify", "--expect", "12"], 64, "12"),
        ])
    func exitCodes(arguments: [String], status: Int32, mentions: String) throws {
        let program = try Program()
        try program.write("This is no database, but a text that is long enough to be one.\n", to: "text.db")
        let result = try program.run(arguments)
        #expect(result.status == status)
        #expect(result.errors.contains(mentions), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test("says what is wrong with a definition, with its place, and starts nothing")
    func badDefinition() throws {
        let program = try Program()
        try program.write("plenum: 1\nworkflow: broken\ntitle:\n  vi: Thử\nstps: {}\n", to: "broken.yaml")
        for command in [["check", "broken.yaml"], ["start", "broken.yaml"]] {
            let result = try program.run(command)
            #expect(result.status == 1)
            #expect(result.errors.contains("broken.yaml:5:1: error["), "\(result.errors)")
        }
    }

    @Test("gives tasks to other programs in the documented form")
    func taskForm() throws {
        let program = try Program()
        try program.startCanonicalCase()
        let tasks = try #require(try program.json("tasks", "--all") as? [[String: Any]])
        let task = try #require(tasks.first)
        #expect(tasks.count == 1)
        #expect(task["task"] as? String == "001-1")
        #expect(task["instance"] as? String == "thematic-session-1")
        #expect(task["step"] as? String == "plan")
        #expect(task["title"] as? String == "Xây dựng kế hoạch")
        #expect(task["person"] as? String == "ha-thi-nhung")
        #expect(task["state"] as? String == "open")
        #expect(task["deadline"] as? String == "2026-09-03T23:59:59+07:00")
        let action = try #require((task["actions"] as? [[String: Any]])?.first)
        #expect(action["action"] as? String == "do")
        let need = try #require((action["needs"] as? [[String: Any]])?.first)
        #expect(need["name"] as? String == "attach")
        #expect(need["type"] as? String == "file")
        #expect(need["required"] as? Bool == true)
        let mine = try #require(try program.json("tasks", "--as", "ha-thi-nhung") as? [[String: Any]])
        #expect(mine.count == 1)
        let status = try #require(try program.json("status", "thematic-session-1") as? [String: Any])
        #expect(status["instance"] as? String == "thematic-session-1")
        #expect(status["workflow"] as? String == "thematic-session")
        #expect(status["state"] as? String == "running")
        #expect(status["open"] as? Int == 1)
        #expect(status["done"] as? Int == 0)
        #expect(status["overdue"] as? Int == 0)
        let log = try #require(try program.json("log", "thematic-session-1") as? [[String: Any]])
        #expect(log.map { $0["event"] as? String } == ["started", "opened"])
        #expect(log.allSatisfy { $0["seq"] is Int && $0["at"] is String && ($0["hash"] as? String)?.count == 64 })
    }

    @Test("refuses what is incomplete, changes nothing, and takes the same act twice as one")
    func acting() throws {
        let program = try Program()
        try program.startCanonicalCase()
        try program.write("Kế hoạch", to: "plan.txt")
        let incomplete = try program.run("do", "001-1", "--as", "ha-thi-nhung")
        #expect(incomplete.status == 1)
        #expect(incomplete.errors.contains("--attach"))
        let stranger = try program.run("do", "001-1", "--as", "nguyen-thi-an", "--attach", "plan.txt")
        #expect(stranger.status == 1)
        #expect(stranger.errors.contains("ha-thi-nhung"))
        let slip = try program.run("do", "001-2", "--as", "ha-thi-nhung", "--attach", "plan.txt")
        #expect(slip.status == 1)
        let stale = try program.run("do", "001-1", "--as", "ha-thi-nhung", "--attach", "plan.txt", "--expect", "2")
        #expect(stale.status == 1)
        #expect((try program.json("log", "thematic-session-1") as? [Any])?.count == 2)
        #expect(try program.run("do", "001-1", "--as", "ha-thi-nhung", "--attach", "plan.txt").status == 0)
        let events = try program.json("log", "thematic-session-1") as? [Any]
        #expect(try program.run("do", "001-1", "--as", "ha-thi-nhung", "--attach", "plan.txt").status == 0)
        #expect((try program.json("log", "thematic-session-1") as? [Any])?.count == events?.count)
        #expect(try program.run("verify").status == 0)
    }

    @Test("speaks the language that it is asked for, and JSON in neither")
    func languages() throws {
        let program = try Program()
        try program.startCanonicalCase()
        #expect(try program.run("tasks", "--all").output.contains("Sắp tới"))
        #expect(try program.run("tasks", "--all", "--lang", "en").output.contains("Later"))
        #expect(
            try program.run("tasks", "--all", environment: ["PLENUM_LANG": "", "LANG": "en_GB.UTF-8"]).output.contains(
                "Later"))
        #expect(
            try program.run("tasks", "--all", environment: ["PLENUM_LANG": "", "LC_ALL": "C"]).output.contains(
                "Sắp tới"))
    }
}

@Suite("A reminder run")
struct RemindTests {
    private func messages(_ result: Program.Result) throws -> [[String: Any]] {
        try result.output.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test("says each thing once, in the documented form, and is silent when there is nothing to say")
    func once() throws {
        let program = try Program()
        try program.startCanonicalCase()
        let first = try program.run("remind", "--deliver", "stdout")
        let message = try #require(try messages(first).first)
        #expect(try messages(first).count == 1)
        #expect(message["person"] as? String == "ha-thi-nhung")
        #expect((message["subject"] as? String)?.hasPrefix("[Cần làm]") == true)
        #expect((message["id"] as? String)?.hasPrefix("<") == true)
        #expect((message["slots"] as? [Any])?.count == 1)
        for _ in 0..<2 {
            let again = try program.run("remind", "--deliver", "stdout")
            #expect(again.status == 0)
            #expect(again.output.isEmpty)
            #expect(again.errors.isEmpty)
        }
    }

    @Test("says nothing of what was done before it")
    func done() throws {
        let program = try Program()
        try program.startCanonicalCase()
        try program.write("Kế hoạch", to: "plan.txt")
        try program.run("do", "001-1", "--as", "ha-thi-nhung", "--attach", "plan.txt")
        let people = try messages(program.run("remind")).compactMap { $0["person"] as? String }
        #expect(!people.contains("ha-thi-nhung"))
        #expect(people.count == 1)
    }

    @Test("that overlaps with others says nothing twice")
    func overlap() throws {
        let program = try Program()
        try program.startCanonicalCase()
        // Six days late, several rungs of the only task are due to two people: one message each, whoever sends it.
        let late = "2026-09-09T09:00:00+07:00"
        let runs = try (0..<6).map { _ in
            let process = program.process(["remind", "--deliver", "stdout"], now: late)
            let file = program.folder.appending(path: UUID().uuidString)
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
            process.standardOutput = try FileHandle(forWritingTo: file)
            try process.run()
            return (process, file)
        }
        var people: [String] = []
        for (process, file) in runs {
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let message = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                people.append(try #require(message["person"] as? String))
            }
        }
        #expect(people.count == Set(people).count)
        #expect(people.contains("ha-thi-nhung"))
        #expect(try program.run("remind", now: late).output.isEmpty)
        #expect(try program.run("verify").status == 0)
    }
}

@Suite("The canonical case")
struct CanonicalCaseTests {
    @Test("is played whole by a script that knows no more than the listing of tasks")
    func play() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plenum-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = Program.repository.appending(path: "examples/thematic-session/play.sh")
        process.environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "PLENUM": Program.executable.path,
            "PLENUM_DATABASE": folder.appending(path: "plenum.db").path, "PYTHONIOENCODING": "utf-8",
        ]
        let output = folder.appending(path: "out")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = process.standardOutput
        try process.run()
        process.waitUntilExit()
        let text = try String(contentsOf: output, encoding: .utf8)
        #expect(process.terminationStatus == 0, "\(text)")
        #expect(text.contains("5/5 chi bộ"), "\(text)")
        #expect(text.contains("đã hoàn thành"), "\(text)")
    }
}

@Suite("A copy")
struct CopyTests {
    @Test("is made of a live database, proves itself, and comes back with its reminders held")
    func backup() throws {
        let program = try Program()
        try program.startCanonicalCase()
        let made = try #require(try program.json("backup", "copy.db") as? [String: Any])
        let head = try #require(made["head"] as? String)
        #expect(try program.run("verify", "--expect", head).status == 0)
        #expect(try program.run("restore", "copy.db").status == 1, "a database is there")
        #expect(try program.run("restore", "copy.db", "--database", "back.db").status == 0)
        #expect(try program.run("verify", "--database", "back.db", "--expect", head).status == 0)
        let held = try program.run("remind", "--deliver", "stdout", "--database", "back.db")
        #expect(held.output.isEmpty)
        #expect(held.status != 0)
        #expect(try program.run("remind", "--resume", "--database", "back.db").status == 0)
        #expect(try !program.run("remind", "--deliver", "stdout", "--database", "back.db").output.isEmpty)
    }

    @Test("as text comes back byte for byte")
    func export() throws {
        let program = try Program()
        try program.startCanonicalCase()
        let text = try program.run("export")
        #expect(text.status == 0)
        try program.write(text.output, to: "all.jsonl")
        #expect(try program.run("import", "all.jsonl", "--database", "other.db").status == 0)
        #expect(try program.run("export", "--database", "other.db").output == text.output)
        #expect(try program.run("verify", "--database", "other.db").status == 0)
        try program.write(
            text.output.replacingOccurrences(of: "ha-thi-nhung", with: "ha-thi-nhunG"), to: "forged.jsonl")
        #expect(try program.run("import", "forged.jsonl", "--database", "forged.db").status != 0)
        #expect(try program.run("import", "all.jsonl").status == 1, "a database is there")
    }
}
