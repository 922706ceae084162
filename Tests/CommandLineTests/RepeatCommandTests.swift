import Foundation
import Testing

@Suite("What repeats, from the command line")
struct RepeatCommandTests {
    private static let definition = """
        plenum: 1
        workflow: guidance
        languages: [vi, en]
        title:
          vi: Hướng dẫn hằng tháng
          en: Monthly guidance
        calendar: vietnam
        inputs:
          first-day:
            type: date
            title:
              vi: Ngày đầu
              en: First day
        steps:
          guidance:
            kind: repeat
            every: month
            on: day 1 of the month or the next working day
            from: first-day
            times: 3
            as: month
            title:
              vi: Hướng dẫn
              en: Guidance
            steps:
              write:
                kind: task
                title:
                  vi: Viết hướng dẫn
                  en: Write the guidance
                who: secretary of committee
                deadline: 3 working days after month
          close:
            kind: task
            after: guidance
            title:
              vi: Tổng kết
              en: Review
            who: organiser
            deadline: none
        """

    private func start(now: String = "2026-04-20T08:00:00+07:00") throws -> Program {
        let program = try Program(now: now)
        try program.write(Self.definition, to: "guidance.yaml")
        try program.copy("examples/thematic-session/people.yaml")
        for arguments in [
            ["people", "import", "people.yaml"],
            ["start", "guidance.yaml", "--set", "first-day=2026-04-21", "--as", "ha-thi-nhung"],
        ] {
            let result = try program.run(arguments)
            guard result.status == 0 else { throw Program.Failure(result: result) }
        }
        return program
    }

    private func coming(_ program: Program, now: String) throws -> [String] {
        let status = try #require(try program.json("status", "guidance-1", now: now) as? [String: Any])
        return try #require(status["coming"] as? [[String: Any]]).map { step in
            "\(step["step"] ?? "") \(step["date"] ?? "") \(step["later"] ?? "")"
        }
    }

    @Test("is planned with every day, holidays and all")
    func plan() throws {
        let program = try Program()
        try program.write(Self.definition, to: "guidance.yaml")
        let plan = try #require(
            try program.json("plan", "guidance.yaml", "--set", "first-day=2026-12-20") as? [String: Any])
        let dates = try #require(plan["dates"] as? [[String: Any]]).map { "\($0["step"] ?? "") \($0["date"] ?? "")" }
        // 1 January is a holiday, 2 to 4 a weekend behind it; 1 February a Monday.
        #expect(
            dates.filter { $0.contains("/month") } == [
                "guidance/2027-01/month 2027-01-04", "guidance/2027-02/month 2027-02-01",
                "guidance/2027-03/month 2027-03-01",
            ])
        let text = try program.run("plan", "guidance.yaml", "--set", "first-day=2026-12-20", "--lang", "en").output
        #expect(text.contains("Monday 4 January 2027") && text.contains("Guidance – January 2027"))
        #expect(!text.contains("00:00"))
    }

    @Test("shows its next time beforehand, begins by remind, and ends")
    func run() throws {
        let program = try start()
        #expect(try coming(program, now: "2026-04-20T08:00:00+07:00") == ["guidance/2026-05/month 2026-05-04 2"])
        let own = try program.run("tasks", "--as", "ha-thi-nhung", "--lang", "en").output
        #expect(own.contains("Begins by itself") && own.contains("4 May 2026") && own.contains("2 more after it"))

        let days = ["2026-05": "2026-05-04", "2026-06": "2026-06-01", "2026-07": "2026-07-01"]
        for (number, (month, day)) in days.sorted(by: { $0.key < $1.key }).enumerated() {
            let now = day + "T08:30:00+07:00"
            // Looking writes nothing: the day has come, and nobody has run anything.
            let path = "guidance/\(month)/write"
            func open() throws -> [String] {
                try #require(try program.json("tasks", "--all", now: now) as? [[String: Any]])
                    .compactMap { $0["step"] as? String }
            }
            #expect(try open() == [])
            #expect(try program.run("remind", now: now).status == 0)
            #expect(try open() == [path])
            #expect(try coming(program, now: now).count == (number == 2 ? 0 : 1))
            let tasks = try #require(try program.json("tasks", "--all", now: now) as? [[String: Any]])
            let code = try #require(tasks.first?["task"] as? String)
            let explained = try program.run("explain", code, "--lang", "en", now: now).output
            #expect(explained.contains("from Guidance:"))
            #expect(explained.contains("Next time") == (number < 2))
            #expect(try program.run("do", code, "--as", "phan-dinh-luc", now: now).status == 0)
        }
        let last = try #require(
            try program.json("tasks", "--all", now: "2026-07-01T08:30:00+07:00") as? [[String: Any]])
        #expect(last.compactMap { $0["step"] as? String } == ["close"])
        #expect(try program.run("verify").status == 0)
    }

    @Test("moves one of its days on an organiser's word, and none for anybody else's")
    func reschedule() throws {
        let program = try start()
        let order = [
            "reschedule", "guidance-1", "--step", "guidance/2026-06/month", "--to", "2026-06-08", "--reason",
            "họp tỉnh",
        ]
        #expect(try program.run(order + ["--as", "nguyen-thi-an"]).status != 0)
        let moved = try program.run(order + ["--as", "ha-thi-nhung"])
        #expect(moved.status == 0, "\(moved.errors)")
        #expect(try program.run("remind", now: "2026-06-07T23:59:00+07:00").status == 0)
        let before = try #require(try program.json("tasks", "--all") as? [[String: Any]])
        #expect(before.compactMap { $0["step"] as? String } == ["guidance/2026-05/write"])
        #expect(try program.run("remind", now: "2026-06-08T00:00:00+07:00").status == 0)
        let after = try #require(try program.json("tasks", "--all") as? [[String: Any]])
        #expect(after.compactMap { $0["step"] as? String }.contains("guidance/2026-06/write"))
    }

    @Test("may not begin in the past: start says so and writes nothing")
    func past() throws {
        let program = try start()
        let result = try program.run(
            "start", "guidance.yaml", "--set", "first-day=2026-04-19", "--as", "ha-thi-nhung", "--lang", "en")
        #expect(result.status == 1)
        #expect(result.errors.contains("first-day has not passed"))
        #expect(try #require(try program.json("status") as? [Any]).count == 1)
    }
}
