import PlenumCore
import Testing

@Suite("A need of a definition")
struct NeedTests {
    /// One organisation on Tuesday, 10 March 2026; the weekend and Thursday, 12 March, are off.
    private struct Ground: NeedGround {
        var weeklyDaysOff: Set<Weekday> = [.saturday, .sunday]

        func unitExists(_ unit: UnitID) -> Bool { ["root", "cell-1", "cell-2", "empty"].contains(unit) }
        func hasHolder(of post: Post, in unit: UnitID) -> Bool { post == "secretary" && unit != "empty" }
        func hasMember(of memberClass: MemberClass?, in unit: UnitID) -> Bool {
            unit == "cell-1" || unit == "root" || unit == "cell-2" && memberClass != .probationary
        }
        func hasUnits(ofKind kind: String) -> Bool { kind == "cells" }
        var committee: UnitID { "root" }
        func units(named name: Name) -> [UnitID]? {
            switch name {
            case "cells": ["cell-1", "cell-2"]
            case "one": ["cell-1"]
            case "mixed": ["cell-1", "empty"]
            case "nobody": []
            default: nil
            }
        }
        func entries(of name: Name) -> Int? { name == "topics" ? 5 : nil }
        func date(named name: Name) -> CivilDate? {
            name == "plenary-date" ? CivilDate(iso: "2026-03-17") : nil
        }
        var today: CivilDate { CivilDate(iso: "2026-03-10") ?? CivilDate(dayNumber: 0) }
        var calendar: WorkingCalendar {
            let off = WorkingCalendar.Day(
                working: false, reason: LocalizedText(vi: "Nghỉ", en: "Off"), source: nil, decided: true)
            let thursday = CivilDate(iso: "2026-03-12") ?? today
            return WorkingCalendar(
                name: "test", zone: "Asia/Ho_Chi_Minh", weeklyDaysOff: weeklyDaysOff, exceptions: [thursday: off],
                years: 2026...2026)
        }
    }

    /// Every week from 17 March 2026, day 20,529, on.
    private static func weekly(until last: CivilDate) -> Recurrence {
        Recurrence(every: .init(1, .week), from: .named("plenary-date"), end: .until(.date(last)))
    }

    /// With `true` it is met, with `false` not, with `nil` what decides it is not given.
    static let table: [(need: Need, isMet: Bool?)] = [
        (.notPast(.named("plenary-date"), of: "guidance"), true),
        (.notPast(.date(CivilDate(dayNumber: 20_522)), of: "guidance"), true),
        (.notPast(.date(CivilDate(dayNumber: 20_521)), of: "guidance"), false),
        (.notPast(.named("not-given"), of: "guidance"), nil),
        (.occurrences(weekly(until: CivilDate(dayNumber: 20_528)), of: "occasions"), false),
        (.occurrences(weekly(until: CivilDate(dayNumber: 20_529)), of: "guidance"), true),
        (.occurrences(weekly(until: CivilDate(dayNumber: 20_529 + 999 * 7)), of: "meetings"), true),
        (.occurrences(weekly(until: CivilDate(dayNumber: 20_529 + 1000 * 7)), of: "talks"), false),

        (.unit("cell-1"), true),
        (.unit("board"), false),

        (.holder("secretary", of: .committee), true),
        (.holder("treasurer", of: .committee), false),
        (.holder("secretary", of: .unit("cell-2")), true),
        (.holder("secretary", of: .unit("empty")), false),
        (.holder("secretary", of: .named("cells")), true),
        // One that lacks it is enough.
        (.holder("secretary", of: .named("mixed")), false),
        (.holder("secretary", of: .named("not-given")), nil),
        // That the list may not be empty is a need of its own.
        (.holder("treasurer", of: .named("nobody")), true),

        (.members(nil, of: .committee), true),
        (.members(nil, of: .unit("empty")), false),
        (.members(.probationary, of: .named("one")), true),
        (.members(.probationary, of: .named("cells")), false),
        (.members(.official, of: .named("cells")), true),
        (.members(.official, of: .named("not-given")), nil),

        (.unitsOfKind("cells", for: "cells"), true),
        (.unitsOfKind("boards", for: "boards"), false),

        // Back from the 17th: 16, 13, (12 off), 11, 10.
        (.notice("plenary-date", Span(4, .workingDay)), true),
        (.notice("plenary-date", Span(5, .workingDay)), false),
        (.notice("plenary-date", Span(7, .day)), true),
        (.notice("plenary-date", Span(8, .day)), false),
        (.notice("plenary-date", Span(1, .week)), true),
        (.notice("plenary-date", Span(2, .week)), false),
        (.notice("plenary-date", Span(100, .hour)), true),
        (.notice("other-date", Span(1, .day)), nil),

        (.entries("topics", atLeast: 5, atMost: nil), true),
        (.entries("topics", atLeast: 6, atMost: nil), false),
        (.entries("topics", atLeast: 1, atMost: 5), true),
        (.entries("topics", atLeast: 1, atMost: 4), false),
        (.entries("areas", atLeast: 1, atMost: nil), nil),
    ]

    @Test("is met, not met, or not decided yet", arguments: table.indices)
    func decided(index: Int) {
        let (need, isMet) = Self.table[index]
        #expect(need.isMet(on: Ground()) == isMet, "\(need.text(in: .en))")
    }

    @Test("of working days is never met where nobody ever works")
    func idle() {
        let ground = Ground(weeklyDaysOff: Set(Weekday.allCases))
        #expect(Need.notice("plenary-date", Span(1, .workingDay)).isMet(on: ground) == false)
    }

    @Test("has a sentence of its own in both languages")
    func sentences() {
        for language in Language.allCases {
            let sentences = Self.table.map { $0.need.text(in: language) }
            #expect(Set(sentences).count == Set(Self.table.map(\.need)).count)
            #expect(!sentences.contains(""))
        }
    }
}
