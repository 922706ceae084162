import PlenumApp
import PlenumCore
import PlenumStore
import Testing

@Suite("A plan")
struct PlanTests {
    private static func plan(
        _ file: String, _ given: [(Name, String)], people: String? = nil, at now: String
    ) throws -> PlanReport {
        try PlanReport.make(
            file: file, given: given.map { (name: $0.0, text: $0.1) }, people: people, unit: nil, startedBy: nil,
            Committee.environment(at: now))
    }

    private static let thematic = Committee.root + "workflows/thematic-session.yaml"
    private static let now = "2026-08-17T08:00:00+07:00"

    @Test("gives every date of a definition from the day of the plenary alone")
    func dates() throws {
        let report = try Self.plan(Self.thematic, [("plenary-date", "2026-10-15")], at: Self.now)
        let dates = report.dates.entries.map { "\($0.path.step) \($0.due?.date.description ?? "-")" }
        #expect(
            dates == [
                "plan 2026-09-03", "approve-plan 2026-09-07", "cell-plan 2026-09-11", "author 2026-09-15",
                "paper 2026-09-29", "accept-paper 2026-10-01", "presenter 2026-10-02", "rehearsal 2026-10-08",
                "revise 2026-10-12", "gather 2026-10-13", "draft-resolution 2026-10-01", "opinions 2026-10-14",
                "plenary 2026-10-15", "take-on-board 2026-10-15", "adopt 2026-10-19", "issue 2026-10-20",
                "disseminate 2026-11-03",
            ])
        #expect(report.missing == ["theme", "topics"])
        let rehearsal = try #require(report.dates.entries.first { $0.path.step == "rehearsal" })
        #expect(rehearsal.choice?.lowerBound.description == "2026-10-02")
        #expect(report.dates.notes.isEmpty)
    }

    @Test("says which dates count from a completion, and from whose")
    func relative() throws {
        let report = try Self.plan(Self.thematic, [("plenary-date", "2026-10-15")], at: Self.now)
        let relative = report.dates.entries.compactMap { entry in entry.countsFrom.map { "\(entry.path) \($0)" } }
        #expect(relative == ["approve-plan plan", "adopt take-on-board", "issue adopt", "disseminate issue"])
    }

    @Test("knows each branch and its people where it is given them")
    func people() throws {
        let example = Committee.root + "examples/thematic-session/"
        let report = try Self.plan(
            Self.thematic, [("plenary-date", "2026-10-15"), ("topics", "@" + example + "topics.csv")],
            people: example + "people.yaml", at: Self.now)
        let plans = report.dates.entries.filter { $0.path.step == "cell-plan" }
        #expect(plans.count == 5)
        #expect(plans.allSatisfy { $0.people.count == 1 })
        #expect(report.dates.entries.first?.people == ["ha-thi-nhung"])
    }

    @Test("warns of a date that has passed, of the eve of a long break, and of days that are only reckoned")
    func warnings() throws {
        let report = try Self.plan(
            Self.thematic, [("plenary-date", "2026-02-13")], at: "2026-01-12T08:00:00+07:00")
        let plan = try #require(report.dates.entries.first)
        #expect(plan.awkward.contains { if case .past = $0 { true } else { false } })
        let plenary = try #require(report.dates.entries.first { $0.path.step == "plenary" })
        let texts = plenary.awkward.map { $0.text(in: .vi) }
        #expect(texts.contains { $0.contains("Tết Nguyên đán") })
        let later = try Self.plan(Self.thematic, [("plenary-date", "2027-02-18")], at: Self.now)
        #expect(later.dates.notes.contains { $0.text(in: .en).contains("reckoned") })
        let beyond = try Self.plan(Self.thematic, [("plenary-date", "2036-05-15")], at: Self.now)
        #expect(beyond.dates.notes.contains(.uncovered(2036, calendar: "vietnam")))
    }

    @Test("sees two things on one person on one day")
    func clashes() throws {
        let committee = try Committee()
        let file = try committee.write(
            """
            plenum: 1
            workflow: two
            languages: [en]
            title:
              en: Two things
            calendar: international
            inputs:
              held:
                type: date
                title:
                  en: The day
            steps:
              one:
                kind: task
                title:
                  en: One
                who: organiser
                deadline: 2 working days before held
              two:
                kind: task
                title:
                  en: Two
                who: organiser
                deadline: 2 working days before held

            """, as: "two.yaml")
        let report = try Self.plan(
            file, [("held", "2026-10-15")], people: Committee.root + "examples/thematic-session/people.yaml",
            at: Self.now)
        #expect(report.dates.clashes.map(\.person) == ["ha-thi-nhung"])
        #expect(report.dates.clashes.map(\.date.description) == ["2026-10-13"])
        #expect(report.dates.clashes.map { $0.paths.map(\.text) } == [["one", "two"]])
    }

    @Test("is refused where a date is missing")
    func refused() {
        #expect(throws: Refused.self) { try Self.plan(Self.thematic, [], at: Self.now) }
    }

    @Test("of a start warns where its dates rest on days that are only reckoned")
    func start() throws {
        let committee = try Committee()
        let example = Committee.root + "examples/thematic-session/"
        try committee.importPeople(example + "people.yaml", at: Self.now)
        func notes(_ plenary: String) throws -> [String] {
            try committee.start(
                Self.thematic,
                [("theme", "Thử"), ("plenary-date", plenary), ("topics", "@" + example + "topics.csv")],
                as: "ha-thi-nhung", at: Self.now
            ).notes.map { $0.text(in: .en) }
        }
        #expect(try notes("2026-10-15").isEmpty)
        #expect(try notes("2027-02-18").contains { $0.contains("Lunar New Year") })
    }
}

@Suite("The example in New Zealand")
struct NewZealandTests {
    private static let folder = Committee.root + "examples/new-zealand/"

    @Test("passes the check, without a word of Vietnamese")
    func checks() throws {
        let check = try DefinitionCheck.run(
            Self.folder + "board-forum.yaml", environment: Committee.environment(at: "2026-02-20T08:00:00+13:00"))
        #expect(check.result.isSound)
        #expect(check.result.diagnostics.isEmpty)
    }

    @Test("starts, and is due by the wall clock on either side of the change of clocks")
    func starts() throws {
        let committee = try Committee()
        let now = "2026-02-20T08:00:00+13:00"
        try committee.importPeople(Self.folder + "people.yaml", at: now)
        _ = try committee.start(
            Self.folder + "board-forum.yaml", [("forum-date", "2026-04-16")], as: "jack-wilson", at: now)
        #expect(try committee.task("call", at: now)?.deadline == "2026-03-10T23:59:59+13:00")
        try committee.act("call", at: "2026-02-23T08:00:00+13:00")
        // Good Friday and Easter Monday, 3 and 6 April, are off; clocks go back on the 5th.
        #expect(try committee.task("reports/north/report", at: now)?.deadline == "2026-03-31T17:00:00+13:00")
        try committee.act("reports/north/report", at: "2026-03-30T08:00:00+13:00")
        let comments = try committee.task("reports/north/comments", at: "2026-03-30T08:00:00+13:00")
        #expect(comments?.deadline == "2026-04-09T12:00:00+12:00")
        #expect(try committee.verify(at: "2026-03-30T08:00:00+13:00").isSound)
    }
}
