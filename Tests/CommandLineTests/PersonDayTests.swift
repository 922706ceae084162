import Foundation
import Testing

@Suite("Why a message came, or did not") struct PersonDayTests {
    private func fates(_ program: Program, _ person: String, _ day: String, now: String) throws -> [String] {
        let told = try #require(
            try program.json("explain", "--person", person, "--day", day, now: now) as? [String: Any])
        let reminders = try #require(told["reminders"] as? [[String: Any]])
        return reminders.map { "\($0["rule"] ?? "") \($0["fate"] ?? "")" }
    }

    @Test("is told by what became of each reminder of the day")
    func fates() throws {
        let program = try Program()
        try program.startNotice(people: 4)
        let later = "2026-09-16T09:00:00+07:00"
        #expect(try fates(program, "p2", "2026-08-17", now: later) == ["when it opens to-come"])
        try program.run("remind")
        #expect(try fates(program, "p2", "2026-08-17", now: later) == ["when it opens sent"])
        // The window closes on 16 September; of the rung of the 14th no run told in time.
        let done = try program.run("acknowledge", "003-3", "--as", "p2", now: "2026-09-10T07:00:00+07:00")
        #expect(done.status == 0, "\(done.errors)")
        try program.write(
            "Mã,Họ và tên,Đơn vị,Vắng từ,Vắng đến,Người thay thế\np3,Người Thứ 3,goc,01/09/2026,30/09/2026,p4\n",
            to: "away.csv")
        #expect(try program.run("people", "import", "away.csv").status == 0)
        try program.run("remind", now: "2026-09-16T08:00:00+07:00")
        #expect(try fates(program, "p2", "2026-09-16", now: later).isEmpty)
        #expect(try fates(program, "p3", "2026-09-16", now: later) == ["on the day others"])
        #expect(
            try fates(program, "p4", "2026-09-14", now: later) == [
                "2 working days before stronger", "2 working days before stronger",
            ])
        #expect(try fates(program, "p4", "2026-09-16", now: later) == ["on the day sent", "on the day sent"])
    }

    @Test("is a sentence in both languages, with what comes next where nothing was due")
    func sentences() throws {
        let program = try Program()
        try program.startNotice(people: 2, isWritten: false)
        try program.run("remind")
        let none = try program.run("explain", "--person", "p1", "--day", "2026-08-16")
        #expect(none.output.contains("Hôm đó không có nhắc việc nào đến hạn."), "\(none.output)")
        #expect(
            none.output.contains("Lần tới: 08:00 18/08/2026, Soạn thông báo (001-1): 2 working days before"),
            "\(none.output)")
        let sent = try program.run("explain", "--person", "p1", "--lang", "en").output
        #expect(sent.contains("when it opens: sent at 08:00 17/08/2026") || sent.contains("sent at"), "\(sent)")
        try program.run("suspend", "notice-1", "--as", "p1", "--reason", "chờ")
        let waits = try program.run("explain", "--person", "p1", "--day", "2026-08-18").output
        #expect(waits.contains("đang chờ: kế hoạch tạm dừng"), "\(waits)")
        let late = try program.run(
            "explain", "--person", "p1", "--day", "2026-08-19", now: "2026-08-20T08:00:00+07:00"
        ).output
        #expect(late.contains("Nhắc việc chưa chạy từ 08:00 17/08/2026."), "\(late)")
        for arguments in [
            ["explain"], ["explain", "001-1", "--person", "p1"], ["explain", "001-1", "--day", "2026-08-18"],
        ] {
            #expect(try program.run(arguments).status == 64)
        }
        #expect(try program.run("explain", "--person", "p9").status == 1)
    }
}
