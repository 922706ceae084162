import EngineTesting
import PlenumCore
import Testing

@Suite("A step that repeats")
struct RepeatTests {
    private static let first = Input(name: "first", type: .date, title: LocalizedText(vi: "Ngày đầu", en: "First day"))

    /// A task on the first working day of each month from March 2026 on, and a report that counts from that day.
    private static func guidance(_ times: Int = 3, _ steps: [Step]? = nil) -> RepeatStep {
        RepeatStep(
            Recurrence(
                every: Recurrence.Interval(1, .month),
                on: DayOfPeriod(.day(1), of: .month, orNextWorkingDay: true), from: .named("first"), end: .times(times)),
            as: "month", title: LocalizedText(vi: "Hướng dẫn", en: "Guidance"),
            scope: Scope(
                steps: steps ?? [
                    step("write", task(office, days(5, .after, "month"))),
                    step("report", after: ["write"], task(chair, days(10, .after, "month"))),
                ]))
    }

    private static func stage(
        _ kind: RepeatStep = guidance(), from first: String = "2026-03-02", calendar: WorkingCalendar = Stage.calendar,
        then more: [Step] = []
    ) throws -> Stage {
        try Stage(
            steps: [step("guidance", kind)] + more, inputs: [Self.first],
            values: [Value.Cell("first", .date(try #require(CivilDate(iso: first))))], calendar: calendar)
    }

    private static func local(_ text: String) throws -> Instant {
        try #require(Instant(rfc3339: "\(text):00+07:00"))
    }

    @Test("opens with all its days, and begins each on its own at midnight")
    func opening() throws {
        let stage = try Self.stage(from: "2026-03-03")
        #expect(
            stage.events.map(\.body.short) == [
                "started", "opened guidance", "opened guidance/2026-04/month", "opened guidance/2026-05/month",
                "opened guidance/2026-06/month",
            ])
        let before = try Self.local("2026-03-31T23:59")
        #expect(try stage.wait(until: before, closing: []) == [])
        let midnight = try Self.local("2026-04-01T00:00")
        #expect(
            try stage.wait(until: midnight, closing: ["guidance/2026-04/month"]) == [
                "closed guidance/2026-04/month", "opened guidance/2026-04/write",
            ])
        #expect(try stage.item("guidance/2026-04/write")?.due?.date.description == "2026-04-08")
        #expect(try stage.phase("guidance/2026-05/month") == .open)
    }

    @Test("begins one whose day has come when it starts at once")
    func begun() throws {
        let stage = try Self.stage()
        #expect(
            stage.events.map(\.body.short).suffix(2) == [
                "closed guidance/2026-03/month", "opened guidance/2026-03/write",
            ])
        // It counts from the moment of the start: the day had begun before there was a plan.
        #expect(try stage.set.step(Path("guidance/2026-03/month")).facts.endedAt == Stage.monday)
    }

    @Test("ends when each of its times has, and what waits for it opens")
    func completion() throws {
        let stage = try Self.stage(then: [step("close", after: ["guidance"], task(office))])
        for (month, day) in [("2026-03", "2026-03-02"), ("2026-04", "2026-04-01"), ("2026-05", "2026-05-01")] {
            let now = try Self.local("\(day)T09:00")
            if month != "2026-03" {
                try stage.wait(until: try Self.local("\(day)T00:00"), closing: ["guidance/\(month)/month"])
            }
            try stage.act("guidance/\(month)/write", as: "office", at: now)
            try stage.act("guidance/\(month)/report", as: "chair", at: now)
        }
        #expect(try stage.outcome("guidance") == "done")
        #expect(try stage.phase("close") == .open)
    }

    @Test("moves one of its days and what counts from it, and leaves the others")
    func reschedule() throws {
        let stage = try Self.stage(from: "2026-03-03")
        let order = Order.reschedule(Path("guidance/2026-05/month"), to: try #require(CivilDate(iso: "2026-05-11")))
        #expect(try stage.order(order, as: "office") == ["rescheduled guidance/2026-05/month"])
        let facts = try stage.set.step(Path("guidance/2026-05/month")).facts
        #expect(facts.closesAt == (try Self.local("2026-05-11T00:00")))
        #expect(try stage.set.step(Path("guidance/2026-06/month")).facts.due?.date.description == "2026-06-01")
        try stage.wait(until: try Self.local("2026-05-11T00:00"), closing: ["guidance/2026-05/month"])
        #expect(try stage.item("guidance/2026-05/write")?.due?.date.description == "2026-05-18")
    }

    @Test("goes by a decree: the day that moves is the same occurrence")
    func decree() throws {
        let stage = try Self.stage(from: "2026-03-03")
        let off = WorkingCalendar.Day(
            working: false, reason: LocalizedText(vi: "Nghỉ", en: "Off"), source: "Decree", decided: true)
        let new = WorkingCalendar(
            name: "plain", zone: "Asia/Ho_Chi_Minh", weeklyDaysOff: [.saturday, .sunday],
            exceptions: [try #require(CivilDate(iso: "2026-04-01")): off], years: 2020...2035)
        func surroundings(_ calendar: WorkingCalendar) -> Surroundings {
            Surroundings(
                directory: Stage.directory, calendar: calendar,
                zone: .fixed(name: "Asia/Ho_Chi_Minh", offset: 7 * 3600), hour: CivilTime(hour: 8, minute: 0)!)
        }
        let moves = try CalendarMoves(
            of: ["2026-04", "2026-05", "2026-06"].map { Path("guidance/\($0)/month") }, on: stage.set,
            definition: stage.definition, from: surroundings(Stage.calendar), to: surroundings(new), now: Stage.monday)
        #expect(
            moves.moves.map { "\($0.path) \($0.from.date) → \($0.to.date)" } == [
                "guidance/2026-04/month 2026-04-01 → 2026-04-02"
            ])
        #expect(moves.moves.map(\.to.instant) == [try Self.local("2026-04-02T00:00")])
        #expect(moves.stays.isEmpty)
    }

    @Test("lets an occurrence be begun early, called off and done again")
    func corrections() throws {
        let stage = try Self.stage(from: "2026-03-03", then: [step("close", after: ["guidance"], task(office))])
        #expect(
            try stage.order(.skip(Path("guidance/2026-04/month")), as: "office") == [
                "skipped guidance/2026-04/month", "opened guidance/2026-04/write",
            ])
        // What counts from the day counts from the moment at which it was passed over.
        #expect(try stage.item("guidance/2026-04/write")?.due?.date.description == "2026-03-09")
        try stage.act("guidance/2026-04/write", as: "office")
        try stage.act("guidance/2026-04/report", as: "chair")
        #expect(
            try stage.order(.reopen(Path("guidance/2026-04/report")), as: "office")
                == ["returned guidance/2026-04/report", "opened guidance/2026-04/report"])
        try stage.act("guidance/2026-04/report", as: "chair")
        try stage.order(.excuseBranch(ScopePath("guidance/2026-05")), as: "office")
        #expect(try stage.phase("guidance/2026-05/month") == .cancelled)
        try stage.order(.excuseBranch(ScopePath("guidance/2026-06")), as: "office")
        #expect(try stage.outcome("guidance") == "done")
        #expect(try stage.phase("close") == .open)
    }

    @Test("is not extended and takes nobody in")
    func refused() throws {
        let stage = try Self.stage(from: "2026-03-03")
        let day = try #require(CivilDate(iso: "2026-04-10"))
        for order in [
            Order.extend(Path("guidance/2026-04/month"), to: day, at: nil), .include(Path("guidance"), "2026-09"),
        ] {
            let refusals = Stage.refusals { try stage.order(order, as: "office") }
            guard case .doesNotApply? = refusals?.first else {
                Issue.record("\(order): \(String(describing: refusals))")
                continue
            }
        }
        let past = Order.reschedule(Path("guidance/2026-04/month"), to: try #require(CivilDate(iso: "2026-03-02")))
        #expect(
            Stage.refusals { try stage.order(past, as: "office") } == [
                .dayPassed(try #require(CivilDate(iso: "2026-03-02")))
            ])
    }

    @Test("returns to the day's first step: it has come, so that the occurrence begins again at once")
    func returning() throws {
        let stage = try Self.stage(
            Self.guidance(
                1,
                [
                    step("write", task(office)),
                    step(
                        "approve", after: ["write"], decision(chair, [("yes", .proceed), ("no", .return(to: "write"))])),
                ]))
        try stage.act("guidance/2026-03/write", as: "office")
        #expect(
            try stage.act("guidance/2026-03/approve", as: "chair", outcome: "no") == [
                "completed guidance/2026-03/approve no", "returned guidance/2026-03/write",
                "opened guidance/2026-03/write",
            ])
        #expect(try stage.phase("guidance/2026-03/month") == .done)
    }

    @Test("inside the branches of another, and with another inside, counts its days by itself")
    func nested() throws {
        let inner = RepeatStep(
            Recurrence(every: Recurrence.Interval(1, .week), from: .named("month"), end: .times(2)), as: "day",
            title: LocalizedText(vi: "Tuần", en: "Week"), scope: Scope(steps: [step("meet", task(office))]))
        let stage = try Stage(
            steps: [
                step(
                    "cells",
                    each(over: "cells", as: "cell", [step("guidance", Self.guidance(1, [step("weeks", inner)]))]))
            ], inputs: [cellsInput, Self.first],
            values: [cells, Value.Cell("first", .date(try #require(CivilDate(iso: "2026-03-02"))))])
        #expect(try stage.phase("cells/one/guidance/2026-03/weeks/2026-03-02/meet") == .open)
        #expect(try stage.phase("cells/two/guidance/2026-03/weeks/2026-03-09/day") == .open)
        #expect(
            try stage.scene("cells/one/guidance/2026-03/weeks/2026-03-02/meet")?.branchLabel()[.vi]
                == "Chi bộ Một – tháng 3/2026 – tuần từ 02/03/2026")
    }

    @Test("would come too often is refused with the step")
    func tooOften() throws {
        let kind = RepeatStep(
            Recurrence(every: Recurrence.Interval(1, .week), from: .named("first"), end: .until(.named("last"))),
            as: "day", title: LocalizedText(vi: "Tuần", en: "Week"), scope: Scope(steps: [step("meet", task(office))]))
        let last = Input(name: "last", type: .date, title: LocalizedText(vi: "Ngày cuối", en: "Last day"))
        let values = ["first": "2026-03-02", "last": "2046-03-02"].sorted { $0.key < $1.key }
            .compactMap { key, day in CivilDate(iso: day).map { Value.Cell(Name(key), .date($0)) } }
        #expect(
            Stage.refusals { _ = try Stage(steps: [step("weeks", kind)], inputs: [Self.first, last], values: values) }
                == [.tooManyOccurrences(Path("weeks"), most: 1000)])
    }

    @Test(
        "begins with the first moment of its day in every zone, also where the clock skips midnight",
        arguments: RealZone.allCases)
    func zones(real: RealZone) throws {
        let zone = real.zone
        let kind = RepeatStep(
            Recurrence(every: Recurrence.Interval(1, .week), from: .named("first"), end: .times(120)), as: "day",
            title: LocalizedText(vi: "Tuần", en: "Week"), scope: Scope(steps: [step("meet", task(office))]))
        let definition = Definition(
            name: "test", title: LocalizedText(vi: "Thử", en: "Test"), languages: [], calendar: "plain",
            inputs: [Self.first], roles: [], policies: [], scope: Scope(steps: [step("weeks", kind)]), figures: [])
        // Each weekday, so that a change of the clock on any day is met.
        for first in (0..<7).map({ Stage.monday.adding(seconds: $0 * 86_400) }) {
            let day = zone.local(first).date
            let dates = try PlannedDates(
                definition, inputs: [Value.Cell("first", .date(day))], unit: "root", startedBy: "office", now: first,
                allBranches: false,
                in: Surroundings(
                    directory: Stage.directory, calendar: Stage.calendar, zone: zone,
                    hour: CivilTime(hour: 8, minute: 0) ?? .midnight))
            let days = dates.entries.filter(\.isDay)
            #expect(days.count == 120)
            for (number, entry) in days.enumerated() {
                let expected = day.adding(days: 7 * number)
                #expect(entry.due?.date == expected)
                #expect(entry.due?.instant == zone.start(of: expected), "\(expected)")
            }
            #expect(
                dates.entries.filter { !$0.isDay }.map(\.opens) == days.compactMap(\.due?.date).map { max($0, day) })
        }
    }
}
