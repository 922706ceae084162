import Foundation
import Testing

@Suite("What uses another workflow, from the command line")
struct UseCommandTests {
    private static let rehearsal = """
        plenum: 1
        workflow: cell-rehearsal
        languages: [vi, en]
        title:
          vi: Góp ý tham luận
          en: Rehearsal
        calendar: vietnam
        inputs:
          cell:
            type: unit
            title:
              vi: Chi bộ
              en: Cell
          held-on:
            type: date
            title:
              vi: Ngày họp
              en: Day
        roles:
          lead: secretary of cell
        reminders:
          usual:
            - when it opens
            - escalate to lead 1 working day after
        steps:
          paper:
            kind: task
            title:
              vi: Viết tham luận
              en: Write the paper
            who: lead
            deadline: 3 working days after held-on
            remind: usual
        """

    private static let programme = """
        plenum: 1
        workflow: programme
        languages: [vi, en]
        title:
          vi: Chương trình năm
          en: The year's programme
        calendar: vietnam
        inputs:
          first-day:
            type: date
            title:
              vi: Ngày đầu
              en: First day
          cells:
            type: units
            default: all cells
            title:
              vi: Chi bộ
              en: Cells
        steps:
          quarters:
            kind: repeat
            every: quarter
            on: day 10 of the quarter or the next working day
            from: first-day
            times: 2
            as: quarter
            title:
              vi: Mỗi quý
              en: Each quarter
            steps:
              in-cells:
                kind: each
                over: cells
                as: board
                title:
                  vi: Tại các chi bộ
                  en: In the cells
                steps:
                  rehearsal:
                    kind: use
                    workflow: cell-rehearsal
                    title:
                      vi: Góp ý
                      en: Rehearsal
                    with:
                      cell: board
                      held-on: quarter
        """

    private func program() throws -> Program {
        let program = try Program(now: "2026-01-05T08:00:00+07:00")
        try program.write(Self.rehearsal, to: "cell-rehearsal.yaml")
        try program.write(Self.programme, to: "programme.yaml")
        try program.copy("examples/thematic-session/people.yaml")
        let imported = try program.run("people", "import", "people.yaml")
        guard imported.status == 0 else { throw Program.Failure(result: imported) }
        return program
    }

    private func start(_ program: Program) throws {
        let result = try program.run(
            "start", "programme.yaml", "--set", "first-day=2026-01-15", "--as", "ha-thi-nhung")
        guard result.status == 0 else { throw Program.Failure(result: result) }
    }

    private func tasks(_ program: Program, now: String) throws -> [[String: Any]] {
        try #require(try program.json("tasks", "--all", now: now) as? [[String: Any]])
    }

    @Test("is pinned with all that it uses: the files may go, what runs goes on, and the copy proves itself")
    func pinned() throws {
        let program = try program()
        try start(program)
        for file in ["programme.yaml", "cell-rehearsal.yaml"] {
            try FileManager.default.removeItem(at: program.folder.appending(path: file))
        }
        let day = "2026-04-10T08:00:00+07:00"
        let reminded = try program.run("remind", "--deliver", "stdout", now: day)
        #expect(reminded.status == 0)
        // Five secretaries, by the policy and the role of what is used.
        #expect(reminded.output.split(separator: "\n").count == 5)
        let open = try tasks(program, now: day)
        #expect(open.count == 5)
        #expect(
            open.compactMap { $0["step"] as? String }
                .contains("quarters/2026-q2/in-cells/phap-che/rehearsal/cell-rehearsal/paper"))
        #expect(open.allSatisfy { ($0["deadline"] as? String)?.hasPrefix("2026-04-15") == true })
        for task in open {
            let (code, person) = (task["task"] as? String ?? "", task["person"] as? String ?? "")
            #expect(try program.run("do", code, "--as", person, now: day).status == 0)
        }
        let exported = try program.run("export", now: day)
        #expect(exported.status == 0)
        try program.write(exported.output, to: "copy.jsonl")
        #expect(try program.run("verify", now: day).status == 0)
        let imported = try program.run("import", "copy.jsonl", "--database", "copy.db", now: day)
        #expect(imported.status == 0, "\(imported.errors)")
        #expect(try program.run("verify", "--database", "copy.db", now: day).status == 0)
        let next = "2026-07-10T08:00:00+07:00"
        #expect(try program.run("remind", "--resume", "--database", "copy.db", now: next).status == 0)
        #expect(try program.run("status", "programme-1", "--database", "copy.db", now: next).status == 0)
    }

    @Test("is another definition as soon as what it uses is another")
    func identity() throws {
        let program = try program()
        try start(program)
        try program.write(
            Self.rehearsal.replacing("3 working days after", with: "4 working days after"), to: "cell-rehearsal.yaml")
        try start(program)
        let day = "2026-04-10T08:00:00+07:00"
        _ = try program.run("remind", now: day)
        let deadlines = try tasks(program, now: day).reduce(into: [String: Set<String>]()) { found, task in
            let deadline = (task["deadline"] as? String)?.prefix(10) ?? ""
            found[task["instance"] as? String ?? "", default: []].insert(String(deadline))
        }
        #expect(deadlines == ["programme-1": ["2026-04-15"], "programme-2": ["2026-04-16"]])
    }

    @Test("says what is wrong in the file in which it is")
    func faults() throws {
        let program = try program()
        try program.write(Self.rehearsal.replacing("who: lead", with: "who: laed"), to: "cell-rehearsal.yaml")
        let checked = try program.run("check", "programme.yaml", "--one-line", "--lang", "en")
        #expect(checked.status == 1)
        #expect(checked.errors.contains("cell-rehearsal.yaml:31:10: error[not-found]"), "\(checked.errors)")
        #expect(checked.errors.contains("programme.yaml:42:23: error[use]"), "\(checked.errors)")
        let files = try program.run("check", "programme.yaml", "--format", "json")
        let json = try #require(try JSONSerialization.jsonObject(with: Data(files.output.utf8)) as? [[String: Any]])
        #expect(json.compactMap { $0["file"] as? String } == ["programme.yaml", "cell-rehearsal.yaml"])
        let started = try program.run(
            "start", "programme.yaml", "--set", "first-day=2026-01-15", "--as", "ha-thi-nhung", "--lang", "en")
        #expect(started.status == 1)
        #expect(started.errors.contains("cell-rehearsal.yaml:31:10"))
    }
}
