import EngineTesting
import PlenumCore
import Testing

@Suite("A recurrence")
struct RecurrenceTests {
    /// Weekends are off, and 1 and 2 January, 30 April and 1 May 2026.
    private static let calendar = WorkingCalendar(
        name: "plain", zone: "Asia/Ho_Chi_Minh", weeklyDaysOff: [.saturday, .sunday],
        exceptions: Dictionary(
            uniqueKeysWithValues: ["2026-01-01", "2026-01-02", "2026-04-30", "2026-05-01"].compactMap { day in
                CivilDate(iso: day).map {
                    (
                        $0,
                        WorkingCalendar.Day(
                            working: false, reason: LocalizedText(vi: "Nghỉ", en: "Off"), source: nil, decided: true)
                    )
                }
            }), years: 2020...2035)

    private static let reckoner = Reckoner(
        calendar: calendar, zone: .fixed(name: "Asia/Ho_Chi_Minh", offset: 7 * 3600))

    private static func days(_ recurrence: Recurrence, from first: String, until last: String? = nil) throws -> [String]
    {
        let first = try #require(CivilDate(iso: first))
        let found = try recurrence.occurrences(from: first, until: last.flatMap { CivilDate(iso: $0) }, reckoner)
        return try found.map { occurrence in
            let day = try recurrence.on.map { try reckoner.day($0, in: occurrence.base) } ?? occurrence.base
            return "\(occurrence.key) \(day)"
        }
    }

    private static func on(_ text: String) throws -> DayOfPeriod { try #require(DayOfPeriod(phrase: text)) }

    private static func every(_ text: String) throws -> Recurrence.Interval {
        try #require(Recurrence.Interval(phrase: text))
    }

    static let table: [(every: String, on: String?, from: String, times: Int, days: [String])] = [
        // A first day that has passed in its own month is the next month's.
        (
            "month", "day 1 of the month or the next working day", "2026-01-06", 4,
            ["2026-02 2026-02-02", "2026-03 2026-03-02", "2026-04 2026-04-01", "2026-05 2026-05-04"]
        ),
        // One that only the holidays have moved behind the first day is still this month's.
        ("month", "day 1 of the month or the next working day", "2026-01-03", 1, ["2026-01 2026-01-05"]),
        ("month", "day 28 of the month", "2026-02-28", 2, ["2026-02 2026-02-28", "2026-03 2026-03-28"]),
        (
            "month", "last day of the month", "2024-01-31", 4,
            ["2024-01 2024-01-31", "2024-02 2024-02-29", "2024-03 2024-03-31", "2024-04 2024-04-30"]
        ),
        (
            "month", "last working day of the month", "2026-01-01", 5,
            [
                "2026-01 2026-01-30", "2026-02 2026-02-27", "2026-03 2026-03-31", "2026-04 2026-04-29",
                "2026-05 2026-05-29",
            ]
        ),
        ("month", "working day 3 of the month", "2026-01-01", 2, ["2026-01 2026-01-07", "2026-02 2026-02-04"]),
        // Without `on` the day stays what it was, although February had none.
        (
            "month", nil, "2026-01-31", 4,
            ["2026-01 2026-01-31", "2026-02 2026-02-28", "2026-03 2026-03-31", "2026-04 2026-04-30"]
        ),
        ("2 months", nil, "2025-12-15", 3, ["2025-12 2025-12-15", "2026-02 2026-02-15", "2026-04 2026-04-15"]),
        (
            "quarter", "day 10 of the quarter", "2026-01-11", 3,
            ["2026-q2 2026-04-10", "2026-q3 2026-07-10", "2026-q4 2026-10-10"]
        ),
        ("quarter", "last day of the quarter", "2026-01-11", 2, ["2026-q1 2026-03-31", "2026-q2 2026-06-30"]),
        ("quarter", nil, "2025-11-30", 2, ["2025-q4 2025-11-30", "2026-q1 2026-02-28"]),
        ("week", "monday", "2026-03-03", 2, ["2026-03-09 2026-03-09", "2026-03-16 2026-03-16"]),
        (
            "2 weeks", "friday", "2026-03-06", 3,
            ["2026-03-02 2026-03-06", "2026-03-16 2026-03-20", "2026-03-30 2026-04-03"]
        ),
        ("week", "friday or the next working day", "2026-04-27", 1, ["2026-04-27 2026-05-04"]),
        ("2 weeks", nil, "2026-12-28", 2, ["2026-12-28 2026-12-28", "2027-01-11 2027-01-11"]),
        (
            "year", nil, "2024-02-29", 5,
            ["2024 2024-02-29", "2025 2025-02-28", "2026 2026-02-28", "2027 2027-02-28", "2028 2028-02-29"]
        ),
        ("year", "day 139 of the year", "2026-01-01", 3, ["2026 2026-05-19", "2027 2027-05-19", "2028 2028-05-18"]),
    ]

    @Test("has its days", arguments: table.indices)
    func days(index: Int) throws {
        let row = Self.table[index]
        let recurrence = Recurrence(
            every: try Self.every(row.every), on: try row.on.map(Self.on), from: .named("first"), end: .times(row.times)
        )
        #expect(try Self.days(recurrence, from: row.from) == row.days)
    }

    @Test("ends with the last day, which counts")
    func until() throws {
        let recurrence = Recurrence(
            every: try Self.every("month"), on: try Self.on("day 1 of the month or the next working day"),
            from: .named("first"), end: .until(.named("last")))
        #expect(
            try Self.days(recurrence, from: "2026-04-01", until: "2026-05-04") == [
                "2026-04 2026-04-01", "2026-05 2026-05-04",
            ])
        #expect(try Self.days(recurrence, from: "2026-04-01", until: "2026-05-03") == ["2026-04 2026-04-01"])
        #expect(try Self.days(recurrence, from: "2026-04-02", until: "2026-04-30") == [])
    }

    @Test("has days one after the other, each once, whenever in four years they begin")
    func order() throws {
        let phrases: [(String, String?)] = [
            ("week", nil), ("week", "sunday or the next working day"), ("month", nil), ("quarter", nil), ("year", nil),
            ("month", "last working day of the month"), ("month", "day 1 of the month or the next working day"),
            ("quarter", "working day 5 of the quarter"), ("3 weeks", "wednesday"),
        ]
        for (every, on) in phrases {
            let recurrence = Recurrence(
                every: try Self.every(every), on: try on.map(Self.on), from: .named("first"), end: .times(30))
            for offset in stride(from: 0, to: 1461, by: 5) {
                let first = try #require(CivilDate(iso: "2023-01-01")).adding(days: offset)
                let found = try recurrence.occurrences(from: first, until: nil, Self.reckoner)
                let days = try found.map { occurrence in
                    try recurrence.on.map { try Self.reckoner.day($0, in: occurrence.base) } ?? occurrence.base
                }
                #expect(found.count == 30 && Set(found.map(\.key)).count == 30)
                #expect(days[0] >= first)
                #expect(zip(days, days.dropFirst()).allSatisfy { $0 < $1 }, "\(every) \(on ?? "") from \(first)")
            }
        }
    }

    static let phrases: [(text: String, isRead: Bool)] = [
        ("day 28 of the month", true), ("day 29 of the month", false), ("day 0 of the month", false),
        ("day 90 of the quarter", true), ("day 91 of the quarter", false), ("day 365 of the year", true),
        ("day 366 of the year", false), ("working day 10 of the month", true), ("working day 11 of the month", false),
        ("last day of the quarter", true), ("last working day of the year", true), ("monday", true),
        ("monday or the next working day", true), ("mon", false), ("day 3 of the week", false), ("", false),
    ]

    @Test("takes days that every period has, and no others", arguments: phrases.indices)
    func reading(index: Int) {
        let (text, isRead) = Self.phrases[index]
        #expect((DayOfPeriod(phrase: text) != nil) == isRead, "\(text)")
    }

    @Test("is told by its period")
    func labels() throws {
        let day = try #require(CivilDate(iso: "2026-03-05"))
        let shown = try ["week", "month", "quarter", "year"].map { every in
            Recurrence(every: try Self.every(every), from: .named("first"), end: .times(1)).label(of: day)
        }
        #expect(shown.map { $0[.vi] } == ["tuần từ 02/03/2026", "tháng 3/2026", "quý I/2026", "năm 2026"])
        #expect(shown.map { $0[.en] } == ["week of 2 March 2026", "March 2026", "quarter 1 of 2026", "2026"])
    }
}
