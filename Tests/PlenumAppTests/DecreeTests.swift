import Foundation
import PlenumApp
import PlenumCore
import PlenumStore
import Testing

/// The real one: on 25 December 2025 it was decided that Friday 2 January 2026 is off and Saturday 10 January worked.
@Suite("A decree that arrives late")
struct DecreeTests {
    private static let plenary = "2026-01-20"
    private static let before = "2025-12-26T10:00:00+07:00"
    private static let decree = "Công văn số 12729/VPCP-KGVX, 2025-12-25"

    /// The calendar that ships, as it was before the decision.
    private static func earlierCalendar() throws -> String {
        let text = try Committee.text("workflows/calendars/vietnam.yaml")
        let start = try #require(text.range(of: "  - title:\n      vi: Nghỉ hoán đổi dịp Tết Dương lịch"))
        let end = try #require(text.range(of: "  - holiday: tet\n    off: 2026-02-16"))
        return (text[..<start.lowerBound] + text[end.lowerBound...])
            .replacingOccurrences(of: "as-of: 2026-01-07", with: "as-of: 2025-12-01")
    }

    /// A plan under way by the earlier calendar: its plan approved, the cells and the draft at work.
    private static func underWay() throws -> Committee {
        let committee = try Committee()
        try committee.write(earlierCalendar(), as: "vietnam.yaml")
        let definition = try committee.write(
            Committee.text("workflows/thematic-session.yaml"), as: "thematic-session.yaml")
        let example = Committee.root + "examples/thematic-session/"
        try committee.importPeople(example + "people.yaml", at: "2025-12-01T08:00:00+07:00")
        _ = try committee.start(
            definition,
            [("theme", "Thử"), ("plenary-date", plenary), ("topics", "@" + example + "topics.csv")],
            as: "ha-thi-nhung", at: "2025-12-01T08:00:00+07:00")
        try committee.act("plan", at: "2025-12-02T08:00:00+07:00")
        try committee.act("approve-plan", outcome: "approved", at: "2025-12-02T09:00:00+07:00")
        _ = try committee.remind(at: "2025-12-02T09:05:00+07:00")
        return committee
    }

    private static func use(
        _ committee: Committee, dryRun: Bool = false, at now: String = before
    ) throws -> CalendarUse {
        try committee.service(at: now).useCalendar(
            "vietnam", dryRun: dryRun, authority: Committee.authority("ha-thi-nhung", at: now))
    }

    @Test("is shown first, and nothing is written")
    func shown() throws {
        let committee = try Self.underWay()
        let head = try committee.verify(at: Self.before).head
        let use = try Self.use(committee, dryRun: true)
        #expect(use.days.map(\.date.description) == ["2026-01-02", "2026-01-10"])
        #expect(use.days.map(\.working) == [false, true])
        let moves = try #require(use.plans.first).moves
        #expect(moves.map(\.path.text) == ["draft-resolution"])
        #expect(moves.map(\.from.date.description) == ["2026-01-06"])
        #expect(moves.map(\.to.date.description) == ["2026-01-07"])
        #expect(use.told == ["ha-thi-nhung"])
        #expect(try committee.verify(at: Self.before).head == head)
    }

    @Test("moves the dates that rest on it, as events with the decree as reason, and the log still proves the state")
    func moves() throws {
        let committee = try Self.underWay()
        _ = try Self.use(committee)
        let task = try #require(try committee.task("draft-resolution", at: Self.before))
        #expect(task.due?.date.description == "2026-01-07")
        var reasons: [String?] = []
        try committee.service(at: Self.before).log(of: "thematic-session-1") { stored, _ in
            if case .rescheduled = stored.event.body { reasons.append(stored.event.reason) }
        }
        #expect(reasons == [Self.decree])
        #expect(try committee.verify(at: Self.before).isSound)
        // The cells' deadlines lay before the days that changed.
        #expect(try committee.task("cells/phap-che/cell-plan", at: Self.before)?.due?.date.description == "2025-12-16")
    }

    @Test("is obeyed by what opens later, for the plan is pinned to the new version")
    func pinned() throws {
        let committee = try Self.underWay()
        _ = try Self.use(committee)
        try committee.act("draft-resolution", at: "2025-12-29T08:00:00+07:00")
        // 1 working day before 2026-01-20, and nothing between: what matters is that it reckons at all.
        #expect(
            try committee.service(at: Self.before).tasks(in: nil, now: Instant(rfc3339: Self.before)!)
                .filter { $0.path.text == "opinions" }.allSatisfy { $0.due?.date.description == "2026-01-19" })
        #expect(try Self.use(committee, at: "2025-12-30T08:00:00+07:00").plans.isEmpty)
        #expect(try committee.verify(at: "2025-12-30T08:00:00+07:00").isSound)
    }

    @Test("is told to those whose dates move, once, and to nobody else")
    func told() throws {
        let committee = try Self.underWay()
        // What is due of the old dates goes out first, so that only the decree is left to be told.
        _ = try committee.remind(at: "2025-12-26T09:00:00+07:00")
        _ = try Self.use(committee)
        let letters = try committee.remind(at: "2025-12-26T10:05:00+07:00")
        #expect(letters.count == 1)
        let letter = try #require(letters.first)
        #expect(letter.hasPrefix("ha-thi-nhung: [Cần làm] Dự thảo nghị quyết: hạn chuyển sang 07/01/2026"))
        #expect(letter.contains("Hạn cũ: 06/01/2026. Lý do: Công văn số 12729/VPCP-KGVX"))
        #expect(try committee.remind(at: "2025-12-26T10:10:00+07:00").isEmpty)
    }

    @Test("takes the old date's reminders away: those of the new date come in its own time")
    func reminders() throws {
        let committee = try Self.underWay()
        _ = try committee.remind(at: "2025-12-26T09:00:00+07:00")
        _ = try Self.use(committee)
        _ = try committee.remind(at: "2025-12-26T10:05:00+07:00")
        func told(_ now: String) throws -> Bool {
            try committee.remind(at: now).contains { $0.contains("Dự thảo nghị quyết") && $0.hasPrefix("ha-thi-nhung") }
        }
        // Three working days before 7 January are 31 December now, as they were before 6 January.
        #expect(try told("2025-12-31T08:05:00+07:00"))
        #expect(try !told("2026-01-06T08:05:00+07:00"))
        #expect(try told("2026-01-07T08:05:00+07:00"))
        #expect(try committee.verify(at: "2026-01-07T08:06:00+07:00").isSound)
    }

    @Test("is what new plans begin with, wherever they are started from")
    func newPlans() throws {
        let committee = try Self.underWay()
        _ = try Self.use(committee)
        _ = try committee.start(
            committee.folder + "thematic-session.yaml",
            [
                ("theme", "Thử"), ("plenary-date", "2026-02-25"),
                ("topics", "@" + Committee.root + "examples/thematic-session/topics.csv"),
            ], as: "ha-thi-nhung", at: Self.before)
        // 30 working days before 25 February: with 2 January off and 10 January worked.
        let plan = try committee.service(at: Self.before).tasks(
            in: "thematic-session-2", now: Instant(rfc3339: Self.before)!)
        let earlier = try CalendarReading.read(
            committee.folder + "vietnam.yaml", Committee.environment(at: Self.before)
        ).required().calendar
        let shipped = try CalendarReading.read("vietnam", Committee.environment(at: Self.before)).required().calendar
        let plenary = CivilDate(iso: "2026-02-25")!
        #expect(plan.first?.due?.date == shipped.working(-30, from: plenary))
        #expect(earlier.working(-33, from: plenary) != shipped.working(-33, from: plenary))
    }

    @Test("is explained: the days, and how the date has changed")
    func explained() throws {
        let committee = try Self.underWay()
        _ = try Self.use(committee)
        let task = try #require(try committee.task("draft-resolution", at: Self.before))
        let explanation = try committee.service(at: Self.before).explain(task.code, now: Instant(rfc3339: Self.before)!)
        #expect(explanation.history.map(\.due?.date.description) == ["2026-01-06", "2026-01-07"])
        #expect(explanation.history.last?.reason == Self.decree)
        let lines = try #require(explanation.reckonings.first).lines(in: .vi)
        #expect(lines.contains { $0.contains("thứ Bảy 10/01/2026, làm bù cho ngày 02/01/2026") })
        #expect(!explanation.isByHand)
        #expect(explanation.why.first?.text[.vi] == "Việc này dành cho: người tổ chức.")
        #expect(explanation.coming.map(\.rule).contains("on the day"))
    }
}

@Suite("A plenary that is put on another day")
struct MovedPlenaryTests {
    @Test("is told once to those whose dates move, with the reason, and to nobody else")
    func told() throws {
        let committee = try Committee()
        let example = Committee.root + "examples/thematic-session/"
        let start = "2026-08-17T08:00:00+07:00"
        try committee.importPeople(example + "people.yaml", at: start)
        _ = try committee.start(
            "thematic-session",
            [("theme", "Thử"), ("plenary-date", "2026-10-15"), ("topics", "@" + example + "topics.csv")],
            as: "ha-thi-nhung", at: start)
        try committee.act("plan", at: "2026-08-18T08:00:00+07:00")
        try committee.act("approve-plan", outcome: "approved", at: "2026-08-18T09:00:00+07:00")
        _ = try committee.remind(at: "2026-08-18T10:00:00+07:00")
        let now = "2026-08-19T10:00:00+07:00"
        let result = try committee.service(at: now).order(
            .instance("thematic-session-1", step: "plenary-date"), reason: "trùng kỳ họp",
            authority: Committee.authority("ha-thi-nhung", at: now)
        ) { .rescheduleInput(try #require($0.input), to: CivilDate(iso: "2026-10-22")!) }
        #expect(result.moved.count == 7)
        let letters = try committee.remind(at: now)
        // Five secretaries have a cell's plan to make, and the organiser a draft to write.
        #expect(letters.count == 6, "\(letters)")
        #expect(letters.filter { $0.contains("hạn chuyển sang 18/09/2026") }.count == 5)
        for letter in letters { #expect(letter.contains("trùng kỳ họp"), "\(letter)") }
        #expect(try committee.remind(at: "2026-08-19T11:00:00+07:00").isEmpty)
        #expect(try committee.verify(at: now).isSound)
    }
}
