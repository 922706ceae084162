import Foundation
import Testing

/// Many people who are each told of one thing, without mail of our own in the way.
extension Program {
    static let definition = """
        plenum: 1
        workflow: notice
        title:
          vi: Thông báo
          en: Notice
        calendar: vietnam
        inputs:
          ready-by:
            type: date
            title:
              vi: Ngày
              en: Day
        reminders:
          told:
            - when it opens
            - 2 working days before
            - on the day
            - every working day after up to 3 times
        steps:
          read:
            kind: task
            title:
              vi: Soạn thông báo
              en: Write the notice
            who: organiser
            deadline: ready-by
            remind: told
            produces: document
          study:
            kind: acknowledge
            title:
              vi: Đọc thông báo
              en: Read the notice
            after: read
            from: everyone
            mode: study
            about: read
            closes: 20 working days after read
            remind: told
        """

    /// `count` invented people with addresses, and a plan that has just asked each of them to read something.
    func startNotice(people count: Int, isWritten: Bool = true) throws {
        var people = "plenum: 1\nunits:\n  goc:\n    kind: committee\n    title:\n      vi: Đảng bộ\npeople:\n"
        for number in 1...count {
            people += "  p\(number):\n    name: Người Thứ \(number)\n    unit: goc\n    email: p\(number)@example.org\n"
        }
        try write(people, to: "people.yaml")
        try write(Program.definition, to: "notice.yaml")
        try write("Văn bản", to: "text.txt")
        for arguments in [
            ["people", "import", "people.yaml"],
            ["start", "notice.yaml", "--as", "p1", "--set", "ready-by=2026-08-20"],
            ["do", "001-1", "--as", "p1", "--attach", "text.txt"],
        ].prefix(isWritten ? 3 : 2) {
            let result = try run(arguments)
            guard result.status == 0 else { throw Failure(result: result) }
        }
    }

    /// A program in place of `sendmail` that notes the identity of each message it was given, once it has it whole.
    func noteMessages(unsure: String, delay: String = "0") throws {
        let script = """
            #!/bin/sh
            id=$(sed -n 's/^Message-ID: //p' | tr -d '\\r')
            sleep \(delay)
            echo "$id" >> '\(folder.path)/sent'

            """
        try write(script, to: "sendmail")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "sendmail").path)
        try write(
            """
            plenum: 1
            sender: Văn phòng <nhac-viec@example.org>
            deliver: sendmail
            sendmail: \(folder.path)/sendmail -t
            unsure: \(unsure)

            """, to: "plenum.yaml")
    }

    var sent: [String] {
        let text = (try? String(contentsOf: folder.appending(path: "sent"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }
}

@Suite("A run of remind") struct ReminderRunTests {
    @Test("says nothing and ends with 0 when nothing is due, whatever the environment")
    func silence() throws {
        let program = try Program()
        try program.startCanonicalCase()
        let first = try program.run("remind", environment: ["TZ": "America/New_York", "LANG": "en_US.UTF-8"])
        #expect(first.status == 0)
        #expect(first.output.contains("Kính gửi đồng chí"))
        for environment in [["TZ": "Asia/Kathmandu", "LANG": "fr_FR"], ["LC_ALL": "C", "PLENUM_LANG": "en"]] {
            let again = try program.run("remind", environment: environment)
            #expect(again.status == 0)
            #expect(again.output.isEmpty && again.errors.isEmpty)
        }
    }

    @Test("gives the same messages in every environment")
    func environment() throws {
        let outputs = try [["TZ": "America/New_York", "LANG": "en_US.UTF-8"], ["TZ": "Asia/Ho_Chi_Minh"]].map {
            let program = try Program()
            try program.startCanonicalCase()
            return try program.run("remind", environment: $0).output
        }
        #expect(outputs[0] == outputs[1])
    }

    @Test("shows with --dry-run what it then sends, and writes nothing")
    func dryRun() throws {
        let program = try Program()
        try program.startCanonicalCase()
        let shown = try #require(try program.json("remind", "--dry-run") as? [String: Any])
        let messages = try #require(shown["messages"] as? [[String: Any]])
        let again = try #require(try program.json("remind", "--dry-run") as? [String: Any])
        #expect((again["messages"] as? [Any])?.count == messages.count)
        let sent = try program.run("remind").output.split(separator: "\n")
        #expect(sent.count == messages.count)
        for (line, message) in zip(sent, messages) {
            #expect(line.contains(try #require(message["id"] as? String)))
        }
        #expect(try program.run("verify").status == 0)
    }

    @Test("sends nothing while the clock lies behind the last event, and `do` is not refused for it")
    func clockBehind() throws {
        let program = try Program()
        try program.startCanonicalCase()
        let behind = try program.run("remind", now: "2026-08-16T08:00:00+07:00")
        #expect(behind.status == 75)
        #expect(behind.output.isEmpty)
        try program.write("Kế hoạch", to: "plan.txt")
        let done = try program.run(
            "do", "001-1", "--as", "ha-thi-nhung", "--attach", "plan.txt", now: "2026-08-16T08:00:00+07:00")
        #expect(done.status == 0, "\(done.errors)")
    }

    @Test("is missed in `status`, until it has run")
    func deadMan() throws {
        let program = try Program()
        try program.startCanonicalCase()
        #expect(try !program.run("status").output.contains("Nhắc việc chưa chạy"))
        #expect(
            try program.run("status", now: "2026-08-18T08:00:00+07:00").output.contains("Nhắc việc chưa chạy lần nào"))
        try program.run("remind", now: "2026-08-18T08:00:00+07:00")
        #expect(try !program.run("status", now: "2026-08-18T08:30:00+07:00").output.contains("Nhắc việc chưa chạy"))
        let late = try program.run("status", now: "2026-08-20T08:00:00+07:00").output
        #expect(late.contains("Nhắc việc chưa chạy từ 08:00 18/08/2026."), "\(late)")
    }

    @Test("refuses settings with their place and 78")
    func settings() throws {
        let program = try Program()
        try program.startCanonicalCase()
        try program.write("plenum: 1\nremind-at: 8h\n", to: "plenum.yaml")
        let result = try program.run("remind")
        #expect(result.status == 78)
        #expect(result.errors.contains("plenum.yaml:2:12: error[settings-bad-time]"), "\(result.errors)")
    }

    @Test("fires at the hour of the settings")
    func hour() throws {
        let program = try Program()
        try program.startCanonicalCase()
        try program.write("plenum: 1\nremind-at: 06:30\n", to: "plenum.yaml")
        try program.run("remind")
        // The deadline is 3 September, the rung three working days before it is 28 August; 2 September is a holiday.
        var days: [String] = []
        for day in 26...31 {
            let early = try program.run("remind", now: "2026-08-\(day)T06:29:59+07:00").output
            let onTime = try program.run("remind", now: "2026-08-\(day)T06:30:00+07:00").output
            #expect(early.isEmpty)
            if !onTime.isEmpty { days.append("\(day)") }
        }
        #expect(days.count == 1, "\(days)")
    }

    /// The hours of the gap, and how many messages come for one task and three people then.
    @Test(
        "catches up with one message a person, and sends nothing that is more than thirty days late",
        arguments: [(1, 3), (24, 3), (73, 3), (24 * 29, 3), (24 * 31, 0), (24 * 400, 0)])
    func gap(hours: Int, messages: Int) throws {
        let program = try Program()
        try program.startNotice(people: 3)
        try program.noteMessages(unsure: "resend")
        let start = try #require(ISO8601DateFormatter().date(from: "2026-08-17T08:00:00+07:00"))
        let now = ISO8601DateFormatter().string(from: start.addingTimeInterval(Double(hours) * 3600))
        let result = try program.run("remind", now: now)
        #expect(result.status == 0, "\(result.errors)")
        // By the last two the window has closed, and what is closed reminds nobody.
        #expect(program.sent.count == messages)
        #expect(Set(program.sent).count == program.sent.count)
        let again = program.sent.count
        try program.run("remind", now: now)
        #expect(program.sent.count == again)
        #expect(try program.run("verify").status == 0)
    }

    @Test("turns to the substitute of whoever is away, who may act in their name")
    func substitute() throws {
        let program = try Program()
        try program.startNotice(people: 3, isWritten: false)
        try program.write(
            "Mã,Họ và tên,Đơn vị,Vắng từ,Vắng đến,Người thay thế\np1,Người Thứ 1,goc,15/08/2026,18/08/2026,p2\n",
            to: "away.csv")
        #expect(try program.run("people", "import", "away.csv").status == 0)
        let lines = try program.run("remind").output.split(separator: "\n")
        #expect(lines.count == 1)
        #expect(lines.first?.contains(#""person":"p2""#) == true, "\(lines)")
        #expect(lines.first?.contains("Thay đồng chí Người Thứ 1 đang vắng mặt.") == true, "\(lines)")
        #expect((try program.json("tasks", "--as", "p2") as? [Any])?.count == 1)
        #expect((try program.json("tasks", "--as", "p3") as? [Any])?.count == 0)
        #expect(try program.run("do", "001-1", "--as", "p3", "--attach", "text.txt").status == 1)
        // Back again, nobody stands in any more.
        let later = "2026-08-19T08:00:00+07:00"
        #expect(try program.run("do", "001-1", "--as", "p2", "--attach", "text.txt", now: later).status == 1)
        let done = try program.run("do", "001-1", "--as", "p2", "--attach", "text.txt")
        #expect(done.status == 0, "\(done.errors)")
        let log = try program.run("log", "notice-1", "--format", "json").output
        #expect(log.contains(#""by" : "p2""#) || log.contains(#""by": "p2""#) || log.contains(#""by":"p2""#), "\(log)")
        #expect(try program.run("verify").status == 0)
    }

    @Test("removes nobody who holds an open task, and says what an import would change")
    func secondImport() throws {
        let program = try Program()
        try program.startNotice(people: 3, isWritten: false)
        try program.write("Mã,Họ và tên,Đơn vị\np2,Người Thứ Hai,goc\n", to: "new.csv")
        let plan = try program.run("people", "import", "new.csv", "--dry-run").output
        #expect(plan.contains("name Người Thứ 2 → Người Thứ Hai"), "\(plan)")
        #expect(plan.contains("2 người có trong danh bạ mà không có trong tệp"), "\(plan)")
        let refused = try program.run("people", "import", "new.csv", "--remove-missing")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("001-1"), "\(refused.errors)")
        #expect(try program.run("people", "show", "p2").output.contains("Người Thứ 2"))
        #expect(try program.run("people", "import", "new.csv").status == 0)
        #expect(try program.run("people", "show").output.split(separator: "\n").count == 3)
        #expect(try program.run("verify").status == 0)
    }

    @Test("says in `tasks` what comes next where nothing is due today")
    func emptyStates() throws {
        let program = try Program()
        try program.startNotice(people: 2, isWritten: false)
        let own = try program.run("tasks", "--as", "p1").output
        #expect(
            own.hasPrefix("Đồng chí không có việc đến hạn hôm nay. Việc gần nhất: Soạn thông báo (hạn 20/08/2026)."),
            "\(own)")
        #expect(try program.run("tasks", "--as", "p2").output.hasPrefix("Đồng chí không có việc nào đang mở."))
        try program.run("do", "001-1", "--as", "p1", "--attach", "text.txt")
        let waiting = try program.run("tasks", "--as", "p1").output
        #expect(waiting.contains("Chờ người khác"), "\(waiting)")
    }

    @Test("shows whom it cannot reach")
    func unreachable() throws {
        let program = try Program()
        try program.startNotice(people: 2)
        try program.noteMessages(unsure: "resend")
        try program.write(
            "Mã,Họ và tên,Đơn vị,Email\np2,Người Thứ 2,goc,\n", to: "change.csv")
        #expect(try program.run("people", "import", "change.csv").status == 0)
        #expect(try program.run("remind").status == 0)
        #expect(program.sent.count == 1)
        let report = try #require(try program.json("remind", "--report") as? [String: Any])
        let troubled = try #require(report["troubled"] as? [[String: Any]])
        #expect(troubled.map { $0["state"] as? String } == ["unreachable"])
        #expect((troubled[0]["reminder"] as? [String: Any])?["person"] as? String == "p2")
    }
}
