import PlenumCore
import Testing

/// Phrases are built by hand here: reading them from text is tested with the language.
private func before(_ count: Int, _ unit: SpanUnit, _ name: Name, at time: String? = nil) -> Deadline {
    Deadline(.offset(Span(count, unit), .before, name), at: time.map { CivilTime(clock: $0)! }, text: "\(count)")
}

private func after(_ count: Int, _ unit: SpanUnit, _ name: Name, at time: String? = nil) -> Deadline {
    Deadline(.offset(Span(count, unit), .after, name), at: time.map { CivilTime(clock: $0)! }, text: "\(count)")
}

private func clock(_ text: String) -> CivilTime { CivilTime(clock: text)! }

@Suite("A deadline")
struct TimeReckonerTests {
    private let saigon = RealZone.saigon.zone

    private func reckoner(_ name: String = "vietnam", _ zone: Zone? = nil) throws -> Reckoner {
        Reckoner(calendar: try CalendarTestFiles.shipped(name), zone: zone ?? saigon)
    }

    /// From a plenary on Wednesday 2026-03-18, and a paper finished on Friday 2026-02-13 at 16:30.
    @Test(
        "falls on the day that a wall calendar gives",
        arguments: [
            (before(1, .workingDay, "plenary"), "2026-03-17", nil, "2026-03-17T17:00:00Z"),
            (before(3, .workingDay, "plenary"), "2026-03-13", nil, "2026-03-13T17:00:00Z"),
            // Over Tết: twelve working days to Monday 2 March, and 2026-02-16 to 20 do not count.
            (before(12, .workingDay, "plenary"), "2026-03-02", nil, "2026-03-02T17:00:00Z"),
            (before(18, .workingDay, "plenary"), "2026-02-13", nil, "2026-02-13T17:00:00Z"),
            (before(30, .workingDay, "plenary"), "2026-01-28", nil, "2026-01-28T17:00:00Z"),
            (before(0, .workingDay, "plenary"), "2026-03-18", nil, "2026-03-18T17:00:00Z"),
            (before(3, .workingDay, "plenary", at: "17:00"), "2026-03-13", "17:00", "2026-03-13T10:00:00Z"),
            (before(5, .day, "plenary"), "2026-03-13", nil, "2026-03-13T17:00:00Z"),
            (before(2, .week, "plenary"), "2026-03-04", nil, "2026-03-04T17:00:00Z"),
            // Hours before a day count back from its beginning.
            (before(2, .hour, "plenary"), "2026-03-17", "22:00", "2026-03-17T15:00:00Z"),
            (before(2, .hour, "meeting"), "2026-03-18", "12:00", "2026-03-18T05:00:00Z"),
            // The working day after Friday the 13th is the Monday after Tết.
            (after(1, .workingDay, "paper"), "2026-02-23", nil, "2026-02-23T17:00:00Z"),
            (after(1, .day, "paper"), "2026-02-14", nil, "2026-02-14T17:00:00Z"),
            (after(1, .week, "paper", at: "08:00"), "2026-02-20", "08:00", "2026-02-20T01:00:00Z"),
            (after(36, .hour, "paper"), "2026-02-15", "04:30", "2026-02-14T21:30:00Z"),
            (after(90, .minute, "paper"), "2026-02-13", "18:00", "2026-02-13T11:00:00Z"),
            (after(1, .hour, "plenary"), "2026-03-19", "01:00", "2026-03-18T18:00:00Z"),
            (Deadline(.sameDay("meeting"), text: ""), "2026-03-18", nil, "2026-03-18T17:00:00Z"),
            (Deadline(.sameDay("paper"), at: clock("20:00"), text: ""), "2026-02-13", "20:00", "2026-02-13T13:00:00Z"),
            (Deadline(.named("plenary"), text: ""), "2026-03-18", nil, "2026-03-18T17:00:00Z"),
            (Deadline(.named("meeting"), text: ""), "2026-03-18", "14:00", "2026-03-18T07:00:00Z"),
            (Deadline(.named("meeting"), at: clock("09:00"), text: ""), "2026-03-18", "09:00", "2026-03-18T02:00:00Z"),
            (Deadline(.date(date("2026-12-31")), text: ""), "2026-12-31", nil, "2026-12-31T17:00:00Z"),
            (Deadline(.dayOfMonth(15, orNextWorkingDay: false), text: ""), "2026-02-15", nil, "2026-02-15T17:00:00Z"),
            (Deadline(.dayOfMonth(15, orNextWorkingDay: true), text: ""), "2026-02-23", nil, "2026-02-23T17:00:00Z"),
            (Deadline(.dayOfMonth(13, orNextWorkingDay: true), text: ""), "2026-02-13", nil, "2026-02-13T17:00:00Z"),
        ] as [(Deadline, String, String?, String)])
    func table(deadline: Deadline, day: String, time: String?, overdueFrom: String) throws {
        let reckoner = try reckoner()
        let anchors: [Name: Anchor] = [
            "plenary": .day(date("2026-03-18")), "meeting": .local(LocalDateTime(iso: "2026-03-18T14:00")!),
            "paper": .instant(Instant(rfc3339: "2026-02-13T16:30:00+07:00")!),
        ]
        let due = try reckoner.due(deadline, month: date("2026-02-10")) { anchors[$0] }
        #expect(due.date.description == day)
        #expect(due.time?.description == time)
        #expect(due.instant.description == overdueFrom)
        #expect(!due.isOverdue(at: due.instant.adding(seconds: -1)) && due.isOverdue(at: due.instant))
        let explained = try reckoner.reckon(deadline, month: date("2026-02-10")) { anchors[$0] }
        #expect(explained.due == due)
        for language in Language.allCases { #expect(!explained.lines(in: language).isEmpty) }
    }

    @Test("moves when a decree makes a Saturday a working day")
    func makeUpDay() throws {
        let reckoner = try reckoner()
        let plenary = Anchor.day(date("2026-01-12"))
        // Monday 12 January: one working day before it is Saturday the 10th, worked for Friday the 2nd.
        #expect(try reckoner.due(before(1, .workingDay, "x")) { _ in plenary }.date == date("2026-01-10"))
        #expect(try reckoner.due(before(7, .workingDay, "x")) { _ in plenary }.date == date("2025-12-31"))
    }

    @Test("takes the local day of a completion, not that of UTC")
    func localDay() throws {
        let late = Anchor.instant(Instant(rfc3339: "2026-03-11T18:30:00Z")!)
        #expect(try reckoner().due(after(1, .day, "x")) { _ in late }.date == date("2026-03-13"))
        let newYork = try reckoner("international", RealZone.newYork.zone)
        #expect(try newYork.due(after(1, .day, "x")) { _ in late }.date == date("2026-03-12"))
    }

    @Test("in hours is elapsed time, in days it is the wall clock's, over a change of the clock")
    func elapsed() throws {
        let newYork = try reckoner("international", RealZone.newYork.zone)
        let eve = Anchor.instant(Instant(rfc3339: "2026-03-07T20:00:00-05:00")!)
        let hours = try newYork.due(after(24, .hour, "x")) { _ in eve }
        #expect(hours.local.description == "2026-03-08T21:00")
        let day = try newYork.due(after(1, .day, "x", at: "20:00")) { _ in eve }
        #expect(day.local.description == "2026-03-08T20:00")
        #expect(hours.instant - day.instant == 3600)
        // In a gap: when it ends. In an overlap: the first time.
        let gap = try newYork.due(after(1, .day, "x", at: "02:30")) { _ in eve }
        #expect(gap.instant.description == "2026-03-08T07:00:00Z")
        #expect(gap.local.description == "2026-03-08T02:30")
    }

    @Test(
        "that has no day is refused",
        arguments: [
            (before(1, .day, "nobody"), .unknown("nobody")),
            (Deadline(.dayOfMonth(29, orNextWorkingDay: true), text: ""), .noSuchDay(29, month: 2, year: 2026)),
            (Deadline(.dayOfMonth(0, orNextWorkingDay: false), text: ""), .noSuchDay(0, month: 2, year: 2026)),
            (before(2, .hour, "x", at: "08:00"), .timeWithElapsed),
            (before(800_000, .day, "x"), .outOfRange), (before(.max, .workingDay, "x"), .outOfRange),
            (after(.max, .week, "x"), .outOfRange), (after(.max, .hour, "x"), .outOfRange),
            (before(140_000, .week, "x"), .outOfRange), (before(-1, .workingDay, "x"), .outOfRange),
        ] as [(Deadline, ReckoningRefusal)])
    func refusals(deadline: Deadline, refusal: ReckoningRefusal) throws {
        let reckoner = try reckoner()
        let anchors: [Name: Anchor] = ["x": .day(date("2026-03-18"))]
        #expect(throws: refusal) { try reckoner.due(deadline, month: date("2026-02-10")) { anchors[$0] } }
        #expect(throws: refusal) { try reckoner.reckon(deadline, month: date("2026-02-10")) { anchors[$0] } }
        #expect(refusal.message(in: .vi) != refusal.message(in: .en))
    }

    @Test("with a month that nobody gave, or a calendar without working days, is refused")
    func otherRefusals() throws {
        #expect(throws: ReckoningRefusal.noMonth) {
            try reckoner().due(Deadline(.dayOfMonth(5, orNextWorkingDay: false), text: "")) { _ in nil }
        }
        let idle = WorkingCalendar(
            name: "idle", zone: "Etc/UTC", weeklyDaysOff: Set(Weekday.allCases), exceptions: [:], years: 2020...2030)
        for deadline in [before(1, .workingDay, "x"), after(1, .workingDay, "x")] {
            #expect(throws: ReckoningRefusal.noWorkingDay) {
                try Reckoner(calendar: idle, zone: .utc).due(deadline) { _ in .day(date("2026-03-18")) }
            }
            #expect(throws: ReckoningRefusal.noWorkingDay) {
                try Reckoner(calendar: idle, zone: .utc).reckon(deadline) { _ in .day(date("2026-03-18")) }
            }
        }
    }

    @Test("gives a chair the days from which a session's may be chosen")
    func choices() throws {
        let chosen = SessionDate.chosen(earliest: 9, latest: 5, .workingDay, before: "plenary", text: "")
        let days = try reckoner().choices(chosen) { _ in .day(date("2026-03-18")) }
        #expect(days == date("2026-03-05")...date("2026-03-11"))
        #expect(try reckoner().day(Span(1, .workingDay), .before, days.lowerBound) == date("2026-03-04"))
    }

    /// Every day of 2000 to 2040, against a list of working days that is counted through by position.
    @Test("agrees with a list of the working days, for every day and both ways", arguments: ["vietnam", "new-zealand"])
    func everyDay(name: String) throws {
        let reckoner = try reckoner(name)
        let calendar = reckoner.calendar
        let numbers = date("1999-01-01").dayNumber...date("2041-12-31").dayNumber
        let worked = numbers.filter { number in
            let day = CivilDate(dayNumber: number)
            return calendar.exceptions[day]?.working ?? ((number + 3) % 7 < 5)
        }
        var next = 0
        var faults: [String] = []
        for number in date("2000-01-01").dayNumber...date("2040-12-31").dayNumber {
            // The position of the first working day that is not before this one.
            while worked[next] < number { next += 1 }
            let today = CivilDate(dayNumber: number)
            let isWorked = worked[next] == number
            for count in [1, 2, 5, 30] {
                let later = try reckoner.due(after(count, .workingDay, "x")) { _ in .day(today) }.date.dayNumber
                let earlier = try reckoner.due(before(count, .workingDay, "x")) { _ in .day(today) }.date.dayNumber
                if later != worked[next + count - (isWorked ? 0 : 1)] { faults.append("\(count) after \(today)") }
                if earlier != worked[next - count] { faults.append("\(count) before \(today)") }
            }
        }
        #expect(faults.prefix(5).isEmpty, "\(faults.count) faults")
    }
}

@Suite("The explanation of a date")
struct TimeReckoningTests {
    @Test("tells every day that was passed, in Vietnamese")
    func vietnamese() throws {
        let reckoner = Reckoner(calendar: try CalendarTestFiles.shipped("vietnam"), zone: RealZone.saigon.zone)
        let deadline = Deadline(
            .offset(Span(4, .workingDay), .before, "plenary"), at: clock("17:00"),
            text: "4 working days before plenary at 17:00")
        let reckoning = try reckoner.reckon(deadline) { _ in .day(date("2026-04-29")) }
        #expect(
            reckoning.lines(in: .vi) { _ in "Buổi sinh hoạt toàn Đảng bộ" } == [
                "4 working days before plenary at 17:00 → 17:00 thứ Tư 22/04/2026",
                "tính từ Buổi sinh hoạt toàn Đảng bộ: thứ Tư 29/04/2026, ngày này không tính",
                "ngày làm việc 1: thứ Ba 28/04/2026",
                "không tính: thứ Hai 27/04/2026, Nghỉ bù: Giỗ Tổ Hùng Vương (Bộ luật Lao động 2019, Điều 111 khoản 3)",
                "không tính: Chủ nhật 26/04/2026, Giỗ Tổ Hùng Vương (Bộ luật Lao động 2019, Điều 112)",
                "không tính: thứ Bảy 25/04/2026, ngày nghỉ hằng tuần",
                "ngày làm việc 2–4: thứ Sáu 24/04/2026 → thứ Tư 22/04/2026",
                "lúc 17:00, giờ Asia/Ho_Chi_Minh",
            ])
        #expect(reckoning.notes.isEmpty)
    }

    @Test("tells the same in English, with the decision behind a make-up day")
    func english() throws {
        let reckoner = Reckoner(calendar: try CalendarTestFiles.shipped("vietnam"), zone: RealZone.saigon.zone)
        let deadline = Deadline(
            .offset(Span(2, .workingDay), .after, "plan"), text: "2 working days after plan")
        let done = Anchor.instant(Instant(rfc3339: "2026-01-09T10:00:00+07:00")!)
        #expect(
            try reckoner.reckon(deadline) { _ in done }.lines(in: .en) == [
                "2 working days after plan → the end of Monday 12 January 2026",
                "from plan: Friday 9 January 2026, which does not count",
                "working day 1: Saturday 10 January 2026, worked in exchange for 2 January 2026"
                    + " (Công văn số 12729/VPCP-KGVX, 25 December 2025)",
                "not counted: Sunday 11 January 2026, weekly day off",
                "working day 2: Monday 12 January 2026",
            ])
    }

    @Test("warns where it rests on days that are only reckoned, or on a year without holidays")
    func notes() throws {
        let reckoner = Reckoner(calendar: try CalendarTestFiles.shipped("vietnam"), zone: RealZone.saigon.zone)
        func notes(_ count: Int, _ day: String) throws -> [Reckoning.Note] {
            try reckoner.reckon(before(count, .workingDay, "x")) { _ in .day(date(day)) }.notes
        }
        #expect(try notes(5, "2026-03-18").isEmpty)
        let tet = LocalizedText([("vi", "Tết Nguyên đán"), ("en", "Lunar New Year")])
        #expect(try notes(5, "2027-02-18") == [.reckoned(tet, 2027)])
        // Near enough for a decision to reach it.
        #expect(try notes(2, "2027-02-03") == [.reckoned(tet, 2027)])
        #expect(try notes(5, "2027-06-18").isEmpty)
        #expect(try notes(5, "2036-06-18") == [.uncovered(2036, calendar: "vietnam")])
        #expect(
            try notes(5, "2027-02-18")[0].text(in: .vi)
                == "Ngày nghỉ Tết Nguyên đán năm 2027 mới là dự tính, chưa có quyết định; hạn này có thể thay đổi.")
    }
}

@Suite("A date that falls badly")
struct TimeAwkwardTests {
    @Test(
        "is told with the reason",
        arguments: [
            ("2026-03-12", []),
            ("2026-03-13", []),
            ("2026-03-14", ["Hạn rơi vào thứ Bảy 14/03/2026, ngày nghỉ hằng tuần."]),
            ("2026-04-27", ["Hạn rơi vào thứ Hai 27/04/2026, Nghỉ bù: Giỗ Tổ Hùng Vương."]),
            (
                "2026-02-13",
                ["Hạn rơi vào ngày làm việc cuối cùng trước đợt nghỉ 9 ngày (Tết Nguyên đán)."]
            ),
            ("2026-01-10", []),
            (
                "2026-01-05",
                ["Hạn 05/01/2026 đã qua."]
            ),
        ])
    func table(day: String, expected: [String]) throws {
        let reckoner = Reckoner(calendar: try CalendarTestFiles.shipped("vietnam"), zone: RealZone.saigon.zone)
        let now = Instant(rfc3339: "2026-01-08T09:00:00+07:00")!
        let found = reckoner.awkward(Due(endOf: date(day), in: reckoner.zone), at: now)
        #expect(found.map { $0.text(in: .vi) } == expected)
        #expect(Set(found.map { $0.text(in: .en) }).count == found.count)
    }
}

@Suite("The moments of a reminder")
struct TimeRungTests {
    private func reckoner(_ zone: RealZone = .saigon) throws -> Reckoner {
        Reckoner(calendar: try CalendarTestFiles.shipped("vietnam"), zone: zone.zone)
    }

    /// Counted from a deadline at the end of Thursday 2026-02-12, before Tết.
    @Test(
        "count from the deadline",
        arguments: [
            (Rung(.whenItOpens, text: ""), ["2026-02-02T10:15"]),
            (Rung(.whenItOpens, at: clock("09:00"), text: ""), ["2026-02-03T09:00"]),
            (Rung(.whenItOpens, at: clock("11:00"), text: ""), ["2026-02-02T11:00"]),
            (Rung(.onTheDay, text: ""), ["2026-02-12T08:00"]),
            (Rung(.onTheDay, at: clock("14:30"), text: ""), ["2026-02-12T14:30"]),
            (Rung(.offset(Span(3, .workingDay), .before), text: ""), ["2026-02-09T08:00"]),
            (Rung(.offset(Span(1, .week), .before), at: clock("07:00"), text: ""), ["2026-02-05T07:00"]),
            (Rung(.offset(Span(2, .hour), .before), text: ""), ["2026-02-12T22:00"]),
            (Rung(.offset(Span(90, .minute), .after), text: ""), ["2026-02-13T01:30"]),
            (
                Rung(.every(Span(1, .workingDay), upTo: 3), text: ""),
                ["2026-02-13T08:00", "2026-02-23T08:00", "2026-02-24T08:00"]
            ),
            (
                Rung(.every(Span(2, .day), upTo: 2), at: clock("17:00"), text: ""),
                ["2026-02-14T17:00", "2026-02-16T17:00"]
            ),
            (Rung(.every(Span(1, .day), upTo: 0), text: ""), []),
            (Rung(.escalate(.organiser, Span(2, .workingDay)), text: ""), ["2026-02-23T08:00"]),
        ])
    func table(rung: Rung, expected: [String]) throws {
        let reckoner = try reckoner()
        let due = Due(endOf: date("2026-02-12"), in: reckoner.zone)
        let opened = Instant(rfc3339: "2026-02-02T10:15:00+07:00")!
        let moments = try reckoner.moments(of: rung, due: due, opened: opened)
        #expect(moments.map(\.local.description) == expected)
        #expect(moments.enumerated().allSatisfy { $0.element.occurrence == $0.offset + 1 })
        for moment in moments { #expect(reckoner.zone.instant(moment.local) == moment.instant) }
    }

    @Test("come one after the other, each once")
    func nextAndLatest() throws {
        let reckoner = try reckoner()
        let due = Due(endOf: date("2026-03-12"), in: reckoner.zone)
        let rung = Rung(.every(Span(1, .workingDay), upTo: 5), text: "")
        var now = Instant(rfc3339: "2026-03-01T00:00:00Z")!
        #expect(try reckoner.latest(of: rung, due: due, opened: nil, upTo: now) == nil)
        var seen: [Int] = []
        while let next = try reckoner.next(of: rung, due: due, opened: nil, after: now) {
            seen.append(next.occurrence)
            now = next.instant
            #expect(try reckoner.latest(of: rung, due: due, opened: nil, upTo: now) == next)
        }
        #expect(seen == [1, 2, 3, 4, 5])
    }

    @Test("are none before the step has opened or its deadline is known")
    func unknown() throws {
        let reckoner = try reckoner()
        #expect(try reckoner.moments(of: Rung(.whenItOpens, text: ""), due: nil, opened: nil).isEmpty)
        #expect(try reckoner.moments(of: Rung(.onTheDay, text: ""), due: nil, opened: nil).isEmpty)
    }

    @Test("refuse a time of day beside hours, and numbers beyond all measure")
    func refusals() throws {
        let reckoner = try reckoner()
        let due = Due(endOf: date("2026-03-12"), in: reckoner.zone)
        #expect(throws: ReckoningRefusal.timeWithElapsed) {
            try reckoner.moments(
                of: Rung(.offset(Span(2, .hour), .before), at: clock("08:00"), text: ""), due: due, opened: nil)
        }
        #expect(throws: ReckoningRefusal.outOfRange) {
            try reckoner.moments(of: Rung(.every(Span(.max, .day), upTo: 2), text: ""), due: due, opened: nil)
        }
    }
}
