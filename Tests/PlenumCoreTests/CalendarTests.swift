import Foundation
import PlenumCore
import Testing

@Suite("The calendars that ship")
struct CalendarTests {
    /// Days from Monday to Friday that are off, and Saturdays that are worked, as they were decided year by year.
    @Test(
        "have the days that were decided in Viet Nam",
        arguments: [
            (2020, "01-01 01-23 01-24 01-27 01-28 01-29 04-02 04-30 05-01 09-02", ""),
            (2021, "01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03", ""),
            (2022, "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02", ""),
            (2023, "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04", ""),
            (2024, "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03", "05-04"),
            (2025, "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02", "04-26"),
            (
                2026,
                "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
                "01-10 08-22"
            ),
            // Reckoned: the eve and four days from New Year, with what falls on a weekend moved behind.
            (2027, "01-01 02-05 02-08 02-09 02-10 02-11 04-16 04-30 05-03 09-01 09-02 11-24", ""),
        ])
    func vietnam(year: Int, off: String, worked: String) throws {
        let calendar = try CalendarTestFiles.shipped("vietnam")
        let days = calendar.days(from: date("\(year)-01-01"), to: date("\(year)-12-31"))
        let weekend: Set<Weekday> = [.saturday, .sunday]
        func list(_ days: [CalendarDay]) -> String {
            days.map { String($0.date.description.dropFirst(5)) }.joined(separator: " ")
        }
        #expect(list(days.filter { !$0.working && !weekend.contains($0.date.weekday) }) == off)
        #expect(list(days.filter { $0.working && weekend.contains($0.date.weekday) }) == worked)
    }

    @Test("mark what is only reckoned, and what they do not cover")
    func standing() throws {
        let calendar = try CalendarTestFiles.shipped("vietnam")
        #expect((2020...2026).allSatisfy { calendar.standing(of: $0) == .decided })
        for year in 2027...2035 {
            guard case .reckoned(let holidays) = calendar.standing(of: year) else {
                Issue.record("\(year) is not reckoned")
                continue
            }
            #expect(holidays.map { $0[.vi] } == ["Tết Nguyên đán", "Quốc khánh (ngày thứ hai)"])
        }
        #expect(calendar.standing(of: 2019) == .uncovered)
        #expect(calendar.standing(of: 2036) == .uncovered)
        #expect(calendar.openYears(from: date("2025-06-01"), to: date("2028-01-01")).map(\.year) == [2027, 2028])
        #expect(calendar.day(date("2026-02-17")).decided)
        #expect(!calendar.day(date("2027-02-06")).decided)
        #expect(!calendar.day(date("2027-02-10")).decided)
        #expect(calendar.day(date("2027-04-16")).decided)
        #expect(!calendar.day(date("2036-01-01")).decided)
    }

    @Test("say why a day is off or worked, and by whose decision")
    func reasons() throws {
        let calendar = try CalendarTestFiles.shipped("vietnam")
        let compensated = calendar.day(date("2026-04-27"))
        #expect(compensated.reason?[.vi] == "Nghỉ bù: Giỗ Tổ Hùng Vương")
        #expect(compensated.reason?[.en] == "Compensatory day off: Commemoration of the Hung Kings")
        #expect(compensated.source == "Bộ luật Lao động 2019, Điều 111 khoản 3")
        // Two holidays on one weekend: the first to come is the first to be made up for.
        #expect(calendar.day(date("2022-05-02")).reason?[.vi] == "Nghỉ bù: Ngày Chiến thắng")
        #expect(calendar.day(date("2022-05-03")).reason?[.vi] == "Nghỉ bù: Ngày Quốc tế lao động")
        let christmas = try CalendarTestFiles.shipped("new-zealand").day(date("2021-12-27"))
        #expect(christmas.reason?[.vi] == "Day off in lieu: Christmas Day")
        let swapped = calendar.day(date("2026-01-10"))
        #expect(swapped.working)
        #expect(swapped.reason?[.vi] == "Làm bù cho ngày 02/01/2026")
        #expect(swapped.decidedOn == date("2025-12-25"))
        #expect(calendar.day(date("2026-03-14")).reason?[.vi] == "Ngày nghỉ hằng tuần")
        #expect(calendar.day(date("2026-03-12")).reason == nil)
    }

    /// Worked out by hand from a wall calendar and the rules of the Holidays Act 2003.
    @Test(
        "move what falls on a weekend, in New Zealand too",
        arguments: [
            (2021, "01-01 01-04 02-08 04-02 04-05 04-26 06-07 10-25 12-27 12-28"),
            (2022, "01-03 01-04 02-07 04-15 04-18 04-25 06-06 06-24 09-26 10-24 12-26 12-27"),
            (2023, "01-02 01-03 02-06 04-07 04-10 04-25 06-05 07-14 10-23 12-25 12-26"),
            (2026, "01-01 01-02 02-06 04-03 04-06 04-27 06-01 07-10 10-26 12-25 12-28"),
        ])
    func newZealand(year: Int, off: String) throws {
        let calendar = try CalendarTestFiles.shipped("new-zealand")
        let days = calendar.days(from: date("\(year)-01-01"), to: date("\(year)-12-31"))
        let weekend: Set<Weekday> = [.saturday, .sunday]
        let found = days.filter { !$0.working && !weekend.contains($0.date.weekday) }
        #expect(found.map { String($0.date.description.dropFirst(5)) }.joined(separator: " ") == off)
        #expect(calendar.zone == "Pacific/Auckland")
    }

    @Test("have every Matariki on a Friday of June or July")
    func matariki() throws {
        let calendar = try CalendarTestFiles.shipped("new-zealand")
        for year in 2022...2035 {
            let days = calendar.days(from: date("\(year)-06-15"), to: date("\(year)-07-31"))
                .filter { $0.reason?[.en] == "Matariki" }
            #expect(days.map(\.date.weekday) == [.friday])
        }
    }

    @Test("know Monday to Friday without any country")
    func international() throws {
        let calendar = try CalendarTestFiles.shipped("international")
        #expect(calendar.exceptions.isEmpty)
        #expect(calendar.workingDays(from: date("2025-12-31"), to: date("2026-12-31")) == 261)
    }

    @Test("can be seen month by month")
    func month() throws {
        let calendar = try CalendarTestFiles.shipped("vietnam")
        let lines = calendar.monthLines(of: date("2026-01-15"), in: .vi)
        #expect(
            lines == [
                "Tháng 1/2026",
                " T2   T3   T4   T5   T6   T7   CN",
                "               ( 1) ( 2) ( 3) ( 4)",
                "  5    6    7    8    9   10+ (11)",
                " 12   13   14   15   16  (17) (18)",
                " 19   20   21   22   23  (24) (25)",
                " 26   27   28   29   30  (31)",
                "01/01/2026  Tết Dương lịch (Bộ luật Lao động 2019, Điều 112)",
                "02/01/2026  Nghỉ hoán đổi dịp Tết Dương lịch (Công văn số 12729/VPCP-KGVX, 25/12/2025)",
                "10/01/2026  Làm bù cho ngày 02/01/2026 (Công văn số 12729/VPCP-KGVX, 25/12/2025)",
            ])
        #expect(calendar.monthLines(of: date("2027-02-06"), in: .en).last?.hasSuffix(" – reckoned") == true)
    }

    @Test("show which days a decree moves")
    func decree() throws {
        let text = try CalendarTestFiles.shippedText("vietnam")
        let row = try #require(text.range(of: "  - title:\n      vi: Nghỉ hoán đổi dịp Tết Dương lịch"))
        let next = try #require(text.range(of: "  - holiday: tet\n    off: 2026-02-16"))
        let before = CalendarFile.read(
            try CalendarTestFiles.node(text.replacingCharacters(in: row.lowerBound..<next.lowerBound, with: "")))
        let old = try #require(before.calendar)
        let changes = old.changes(
            to: try CalendarTestFiles.shipped("vietnam"), from: date("2025-12-01"), to: date("2026-12-31"))
        #expect(changes.map(\.date) == [date("2026-01-02"), date("2026-01-10")])
        #expect(changes.map(\.working) == [false, true])
    }
}

@Suite("A calendar file")
struct CalendarFileTests {
    /// A small sound file; `extra` is added at its end.
    private func file(_ extra: String = "", replacing: (String, String) = ("", "")) -> String {
        let base = """
            plenum: 1
            calendar: test
            title:
              en: Test
            zone: Etc/UTC
            years: 2020 to 2030
            weekly-days-off: [saturday, sunday]
            holidays:
              spring:
                title:
                  en: Spring
                on: day 1 of month 3
                source: Act 1
            """
        return (replacing.0.isEmpty ? base : base.replacing(replacing.0, with: replacing.1)) + "\n" + extra
    }

    private func problems(_ text: String) throws -> [String] {
        try CalendarFile.read(CalendarTestFiles.node(text)).diagnostics
            .map { "\($0.mark.line) \($0.problem.severity) \($0.problem.code)" }
    }

    @Test("that is sound gives a calendar and no diagnostics")
    func sound() throws {
        let (calendar, diagnostics) = CalendarFile.read(try CalendarTestFiles.node(file()))
        #expect(diagnostics.isEmpty)
        #expect(calendar?.isWorking(date("2021-03-01")) == false)
        #expect(calendar?.day(date("2021-03-01")).source == "Act 1")
        #expect(calendar?.exceptions.count == 11)
    }

    @Test(
        "with a fault says where it is",
        arguments: [
            ("calendar: test\n", "", "1 error calendar-missing-key"),
            ("plenum: 1", "plenum: 2", "1 error calendar-unknown-version"),
            ("zone: Etc/UTC", "zone: Etc UTC", "5 error calendar-wrong-form"),
            ("zone: Etc", "zones: Etc", "1 error calendar-missing-key/5 error calendar-unknown-key"),
            ("2020 to 2030", "2030 to 2020", "6 error calendar-backwards"),
            ("2020 to 2030", "2020-2030", "6 error calendar-wrong-form"),
            ("saturday, sunday", "saturday, sonday", "7 error calendar-wrong-form"),
            (
                "saturday, sunday", "monday, tuesday, wednesday, thursday, friday, saturday, sunday",
                "7 error calendar-no-working-days"
            ),
            ("day 1 of month 3", "day 30 of month 2", "12 error calendar-wrong-form"),
            ("day 1 of month 3", "1 March", "12 error calendar-wrong-form"),
            ("day 1 of month 3", "day 29 of month 2", "9 warning calendar-no-such-day ×8"),
            ("source: Act 1", "begins: 1 day after", "10 error calendar-missing-key/13 error calendar-wrong-form"),
            ("source: Act 1", "source: Act 1\n    until: 2019\n    since: 2020", "14 error calendar-backwards"),
            ("source: Act 1", "source: Act 1\n    days: decided each year", "9 note calendar-reckoned"),
        ])
    func faults(old: String, new: String, expected: String) throws {
        var found = try problems(file(replacing: (old, new)))
        if expected.contains("×") { found = ["\(found[0]) ×\(found.count)"] }
        #expect(found.joined(separator: "/") == expected)
    }

    @Test(
        "with decided rows that contradict each other says which",
        arguments: [
            (
                "  - holiday: spring\n    off: 2021-03-02\n    source: S\n    decided-on: 2020-12-01\n"
                    + "  - holiday: spring\n    off: 2021-03-02 to 2021-03-03\n    source: S\n    decided-on: 2020-12-02",
                "19 error calendar-decided-twice"
            ),
            ("  - holiday: spring\n    off: 2021-03-02\n    source: S", "15 note calendar-undated"),
            (
                "  - holiday: sprung\n    off: 2021-03-02\n    source: S\n    decided-on: 2020-12-01",
                "15 error calendar-unknown-holiday"
            ),
            ("  - off: 2021-03-02\n    source: S\n    decided-on: 2020-12-01", "15 error calendar-holiday-or-title"),
            (
                "  - title:\n      en: A\n    off: 2021-03-04\n    work-instead: 2021-03-08\n    source: S\n"
                    + "    decided-on: 2020-12-01", "15 error calendar-already-worked"
            ),
            (
                "  - title:\n      en: A\n    off: 2021-03-04\n    work-instead: 2025-03-01\n    source: S\n"
                    + "    decided-on: 2020-12-01", "15 error calendar-off-and-worked"
            ),
            (
                "  - title:\n      en: A\n    off: 2021-03-06\n    source: S\n    decided-on: 2020-12-01",
                "15 warning calendar-already-off"
            ),
            (
                "  - title:\n      en: A\n    off: 2031-03-06\n    source: S\n    decided-on: 2020-12-01",
                "15 error calendar-outside-years"
            ),
            (
                "  - title:\n      en: A\n    off: 2021-02-29\n    source: S\n    decided-on: 2020-12-01",
                "17 error calendar-wrong-form"
            ),
        ])
    func contradictions(rows: String, expected: String) throws {
        #expect(try problems(file("decided:\n" + rows)).joined(separator: "/") == expected)
    }

    @Test("has words in both languages for every problem, and a fix for slips of the pen")
    func words() {
        let day = date("2026-02-17")
        let problems: [CalendarProblem] = [
            .missingKey("zone"), .unknownKey("zones", known: ["zone", "years"]),
            .wrongForm(key: "on", .rule, found: "x"), .unknownVersion("2"), .backwards("2 to 1"),
            .unknownHoliday("tett", known: ["tet"]), .holidayTwice("tet"), .holidayOrTitle,
            .decidedTwice("tet", 2026), .outsideYears(day, 2020...2025), .lunarYears(1898...2101),
            .noSuchDay("leap", 2026), .noWorkingDays, .offAndWorked(day), .alreadyWorked(day), .alreadyOff(day),
            .coincide(day), .undated(day), .reckoned("tet", [2027, 2028, 2030]),
        ]
        #expect(Set(problems.map(\.code)).count == problems.count)
        for problem in problems {
            #expect(problem.message(in: .vi) != problem.message(in: .en))
            #expect(problem.message(in: .vi).hasSuffix("."))
        }
        #expect(problems[1].fix(in: .en) == "Did you mean “zone”?")
        #expect(problems[5].fix(in: .vi) == "Có phải “tet”?")
        #expect(problems[18].message(in: .en).hasSuffix("2027–2028 · 2030."))
    }

    @Test("has holidays by weekday and by Easter")
    func rules() throws {
        func day(_ rule: String, _ year: Int) throws -> [String] {
            let text = file(replacing: ("day 1 of month 3", rule))
            let calendar = try #require(CalendarFile.read(try CalendarTestFiles.node(text)).calendar)
            return calendar.exceptions.keys.filter { $0.year == year }.map(\.description)
        }
        #expect(try day("easter sunday", 2024) == ["2024-03-31"])
        #expect(try day("easter sunday", 2025) == ["2025-04-20"])
        #expect(try day("2 days before easter sunday", 2026) == ["2026-04-03"])
        #expect(try day("first monday of month 6", 2026) == ["2026-06-01"])
        #expect(try day("fourth monday of month 10", 2026) == ["2026-10-26"])
        #expect(try day("last friday of month 5", 2026) == ["2026-05-29"])
        // The last lunar month lies in the next civil year.
        #expect(try day("day 23 of lunar month 12", 2026) == ["2026-02-10"])
        #expect(try day("1 day before day 1 of lunar month 1", 2026) == ["2026-02-16"])
    }
}
