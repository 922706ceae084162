import Foundation
import PlenumApp
import PlenumCore
import PlenumStore
import Testing

@Suite("Reminders")
struct ReminderTests {
    /// People p1 … p7, a plan of as many tasks as rows are given, and a meeting.
    private static func committee(rows: [(person: String, due: String)], meeting: String = "2026-12-01") throws
        -> Committee
    {
        let committee = try Committee()
        let people = (1...7).map {
            "  p\($0):\n    name: Người \($0)\n    unit: goc\n"
                + ($0 == 1 ? "    posts:\n      - secretary of goc\n" : "")
        }
        try committee.importPeople(
            committee.write(
                "plenum: 1\nunits:\n  goc:\n    kind: committee\n    title:\n      vi: Đảng bộ\npeople:\n"
                    + people.joined(), as: "people.yaml"), at: start)
        let table = "owner,due\n" + rows.map { "\($0.person),\($0.due)\n" }.joined()
        _ = try committee.start(
            try committee.write(definition, as: "many.yaml"),
            [("meeting-day", meeting), ("work-list", "@" + committee.write(table, as: "rows.csv"))], as: "p1", at: start
        )
        return committee
    }

    private static let start = "2026-03-02T09:00:00+07:00"

    private static let definition = """
        plenum: 1
        workflow: many
        title:
          vi: Nhiều việc
        calendar: vietnam
        inputs:
          meeting-day:
            type: date
            title:
              vi: Ngày họp
          work-list:
            type: table
            title:
              vi: Các việc
            columns:
              owner:
                type: person
                title:
                  vi: Người
              due:
                type: date
                title:
                  vi: Hạn
        reminders:
          usual:
            - when it opens
            - 3 working days before
            - on the day
            - every working day after up to 5 times
          invitation:
            - when it opens
            - 1 working day before
            - every working day after up to 2 times
        steps:
          all-rows:
            kind: each
            title:
              vi: Các việc
            over: work-list
            steps:
              work:
                kind: task
                title:
                  vi: Làm việc
                who: owner
                deadline: due
                remind: usual
          prepare:
            kind: task
            title:
              vi: Chuẩn bị
            who: secretary of committee
            deadline: 5 working days before meeting
            remind: usual
          meeting:
            kind: session
            title:
              vi: Họp
            chair: secretary of committee
            attend: all members
            date: meeting-day
            remind: invitation

        """

    private func order(
        _ committee: Committee, _ target: OrderTarget, at now: String, reason: String? = nil,
        _ make: (OrderPlace) throws -> Order
    ) throws {
        _ = try committee.service(at: now).order(
            target, reason: reason, authority: Committee.authority("p1", at: now), make)
    }

    /// To whom they went and under which subject.
    private func heads(_ letters: [String]) -> [String] { letters.map { String($0.prefix { $0 != "\n" }) } }

    // MARK: Missed runs

    @Test("after 400 days reach 7 people with 50 tasks by at most 7 messages")
    func longGap() throws {
        // Deadlines from before the gap to its last days, where some are fresh enough to be told.
        let rows = (0..<50).map { number in
            let day = CivilDate(iso: "2026-03-20")!.adding(days: number * 8)
            return (person: "p\(number % 7 + 1)", due: day.description)
        }
        let committee = try Self.committee(rows: rows)
        #expect(try committee.remind(at: Self.start).count == 7)
        let end = "2027-04-06T09:00:00+07:00"
        let letters = try committee.remind(at: end)
        #expect(!letters.isEmpty && letters.count <= 7)
        #expect(Set(letters.map { $0.prefix(2) }).count == letters.count)
        #expect(letters.contains { $0.contains("lẽ ra đã được gửi sớm hơn") })
        #expect(try committee.remind(at: end).isEmpty)
        // What was too late to be told is listed.
        let troubled = try committee.service(at: end).remindStanding(now: Instant(rfc3339: end)!, limit: 1000).troubled
        #expect(troubled.contains { $0.state == .expired })
        #expect(Set(troubled.map(\.state)) == [.expired])
        #expect(try committee.verify(at: end).isSound)
    }

    @Test(
        "that never ran before tell each person once, or list what came too late",
        arguments: [(hours: 1, told: true), (71, true), (24 * 29, true), (24 * 45, false), (24 * 400, false)])
    func firstRun(hours: Int, told: Bool) throws {
        let rows = (0..<50).map { (person: "p\($0 % 7 + 1)", due: "2028-03-01") }
        let committee = try Self.committee(rows: rows, meeting: "2028-03-01")
        let now = Instant(rfc3339: Self.start)!.adding(seconds: hours * 3600).description
        let letters = try committee.remind(at: now)
        #expect(letters.count == (told ? 7 : 0))
        let expired = try committee.service(at: now).remindStanding(now: Instant(rfc3339: now)!, limit: 1000).troubled
        // 50 tasks, the preparation, and the invitation of each of the seven.
        #expect(expired.count == (told ? 0 : 58))
        #expect(try committee.remind(at: now).isEmpty)
    }

    // MARK: Whose, and when

    @Test("reach who gets a task months after it opened")
    func reassigned() throws {
        let committee = try Self.committee(rows: [("p2", "2026-09-30")])
        _ = try committee.remind(at: Self.start)
        let later = "2026-06-15T09:00:00+07:00"
        #expect(try committee.remind(at: later).isEmpty)
        let task = try #require(try committee.task("all-rows/1/work", at: later))
        try order(committee, .task(task.code.description), at: later) { _ in .reassign(task.code, to: "p3") }
        let letters = try committee.remind(at: "2026-06-15T09:05:00+07:00")
        #expect(heads(letters) == ["p3: [Cần làm] Làm việc – Người 2: hạn 30/09/2026"])
        #expect(letters.first?.contains("lẽ ra") == false)
        #expect(try committee.remind(at: "2026-06-16T09:05:00+07:00").isEmpty)
    }

    @Test("invite everybody convened to a meeting, and chase only its chair")
    func invitation() throws {
        let committee = try Self.committee(rows: [("p2", "2026-09-30")], meeting: "2026-03-16")
        let letters = try committee.remind(at: Self.start)
        #expect(letters.count == 7)
        let guest = try #require(letters.first { $0.hasPrefix("p3: ") })
        #expect(guest.hasPrefix("p3: [Để biết] Họp: ngày 16/03/2026"))
        #expect(guest.contains("Kính mời đồng chí tham dự."))
        #expect(guest.contains("Ngày: thứ Hai, 16/03/2026."))
        #expect(!guest.contains("Cách làm"))
        #expect(letters.contains { $0.hasPrefix("p1: [Cần làm]") && !$0.contains("Kính mời") })
        #expect(try committee.remind(at: "2026-03-13T08:00:00+07:00").count == 7)
        let chased = try committee.remind(at: "2026-03-17T08:00:00+07:00")
        #expect(chased.count == 1 && chased[0].hasPrefix("p1: ") && chased[0].contains("Họp"))
    }

    @Test("are not for a guest who is away")
    func awayGuest() throws {
        let committee = try Self.committee(rows: [("p2", "2026-09-30")], meeting: "2026-03-16")
        try committee.importPeople(
            committee.write(
                "Mã,Họ và tên,Đơn vị,Vắng từ,Vắng đến,Người thay thế\np3,Người 3,goc,01/03/2026,31/03/2026,p4\n",
                as: "away.csv"), at: Self.start)
        let letters = try committee.remind(at: Self.start)
        #expect(letters.count == 6)
        #expect(!letters.contains { $0.hasPrefix("p3: ") })
    }

    // MARK: Dates that move

    @Test("say once that a date has moved, to those whose it is, with whatever else is due in one message")
    func moved() throws {
        let committee = try Self.committee(rows: [("p2", "2026-03-12")], meeting: "2026-03-16")
        _ = try committee.remind(at: Self.start)
        let now = "2026-03-06T10:00:00+07:00"
        _ = try committee.remind(at: now)
        try order(committee, .instance("many-1", step: "meeting-day"), at: now, reason: "trùng lịch") { _ in
            .rescheduleInput("meeting-day", to: CivilDate(iso: "2026-03-20")!)
        }
        // Three working days before 12 March, p2 is to be reminded of another task too.
        let letters = try committee.remind(at: "2026-03-09T08:00:00+07:00")
        #expect(letters.count == 7)
        let both = try #require(letters.first { $0.hasPrefix("p2: ") })
        #expect(both.hasPrefix("p2: [Cần làm] 2 việc"))
        #expect(both.contains("Ngày cũ: 16/03/2026. Lý do: trùng lịch."))
        #expect(both.contains("Làm việc – Người 2"))
        #expect(letters.contains { $0.hasPrefix("p3: [Để biết] Họp: chuyển sang ngày 20/03/2026") })
        let chair = try #require(letters.first { $0.hasPrefix("p1: ") })
        #expect(chair.contains("Hạn cũ: 09/03/2026"))
        #expect(try committee.remind(at: "2026-03-09T09:00:00+07:00").isEmpty)
        #expect(try committee.verify(at: "2026-03-09T09:00:00+07:00").isSound)
    }

    @Test("say nothing of a date that went and came back before anybody was told")
    func backAgain() throws {
        let committee = try Self.committee(rows: [("p2", "2026-09-30")], meeting: "2026-03-16")
        _ = try committee.remind(at: Self.start)
        for (day, minute) in [("2026-03-20", "00"), ("2026-03-25", "10"), ("2026-03-16", "20")] {
            try order(
                committee, .instance("many-1", step: "meeting-day"), at: "2026-03-03T10:\(minute):00+07:00"
            ) { _ in .rescheduleInput("meeting-day", to: CivilDate(iso: day)!) }
        }
        #expect(try committee.remind(at: "2026-03-03T11:00:00+07:00").isEmpty)
    }

    // MARK: Suspension

    @Test("keep what waits while a plan is suspended, and fire once when it goes on")
    func suspended() throws {
        let committee = try Self.committee(rows: [("p2", "2026-03-12")], meeting: "2026-12-01")
        let target = OrderTarget.instance("many-1", step: nil)
        // Queued, and not taken by any server before the suspension.
        let refusing = Refusing()
        let report = try committee.service(at: Self.start).remind(
            through: refusing, authority: Committee.authority(nil, at: Self.start))
        #expect(report.later == 5 && report.sent == 0)
        try order(committee, target, at: "2026-03-02T10:00:00+07:00") { _ in .suspend }
        // The rung of 9 March passes.
        for now in ["2026-03-02T11:00:00+07:00", "2026-03-09T09:00:00+07:00", "2026-03-10T09:00:00+07:00"] {
            #expect(try committee.remind(at: now).isEmpty)
        }
        try order(committee, target, at: "2026-03-10T10:00:00+07:00") { _ in .resume(shiftingSince: nil) }
        let letters = try committee.remind(at: "2026-03-10T11:00:00+07:00")
        // What was tried before keeps its identity, and so its own message.
        #expect(letters.count == 8)
        let second = letters.filter { $0.hasPrefix("p2: ") }
        #expect(second.count == 2)
        // One rung of each task: the stronger one of the task, the invitation to the meeting.
        #expect(second.filter { $0.contains("Làm việc – Người 2") }.count == 1)
        #expect(heads(second).contains("p2: [Cần làm] Làm việc – Người 2: còn 2 ngày làm việc"))
        #expect(heads(second).contains("p2: [Để biết] Họp: ngày 01/12/2026"))
        #expect(try committee.remind(at: "2026-03-10T12:00:00+07:00").isEmpty)
        #expect(try committee.verify(at: "2026-03-10T12:00:00+07:00").isSound)
    }
}
