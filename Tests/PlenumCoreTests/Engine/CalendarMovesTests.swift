import EngineTesting
import PlenumCore
import Testing

@Suite("What a decree moves")
struct CalendarMovesTests {
    /// Wednesday 11 March 2026 becomes a day off, Saturday 14 March a working day.
    private static let decree = WorkingCalendar(
        name: "plain", zone: "Asia/Ho_Chi_Minh", weeklyDaysOff: [.saturday, .sunday],
        exceptions: [
            date("2026-03-11"): WorkingCalendar.Day(
                working: false, reason: LocalizedText(vi: "Nghỉ", en: "Off"), source: "Decree", decided: true),
            date("2026-03-14"): WorkingCalendar.Day(
                working: true, reason: LocalizedText(vi: "Làm bù", en: "Worked"), source: "Decree", decided: true),
        ], years: 2020...2035)

    private static let zone = Zone.fixed(name: "Asia/Ho_Chi_Minh", offset: 7 * 3600)

    private static func surroundings(_ calendar: WorkingCalendar) -> Surroundings {
        Surroundings(
            directory: Stage.directory, calendar: calendar, zone: zone, hour: CivilTime(hour: 8, minute: 0)!)
    }

    private static let day = Input(name: "day", type: .date, title: LocalizedText(vi: "Ngày", en: "Day"))

    private static func stage(_ steps: [Step], on day: String = "2026-03-16") throws -> Stage {
        try Stage(steps: steps, inputs: [Self.day], values: [Value.Cell("day", .date(date(day)))])
    }

    private static func moves(_ stage: Stage, at now: Instant = Stage.monday) throws -> CalendarMoves {
        try CalendarMoves(
            of: stage.definition.scope.steps.map { Path(.root, $0.name) }, on: stage.set,
            definition: stage.definition, from: surroundings(Stage.calendar), to: surroundings(decree), now: now)
    }

    private static func shown(_ moves: CalendarMoves) -> [String] {
        moves.moves.map { "\($0.path) \($0.from.date) → \($0.to.date)" }
    }

    @Test("deadlines that rest on the days that changed, and no others")
    func deadlines() throws {
        let stage = try Self.stage([
            step("near", task(office, days(2, .before, "day"))), step("far", task(office, days(5, .before, "day"))),
            step("last", task(office, days(1, .before, "day"))),
        ])
        // Before Monday the 16th: Friday 13, Thursday 12 … by the old; Saturday 14, Friday 13 … by the new.
        #expect(
            Self.shown(try Self.moves(stage)) == [
                "last 2026-03-13 → 2026-03-14", "near 2026-03-12 → 2026-03-13",
            ])
    }

    @Test("windows: they close by the new date")
    func windows() throws {
        let stage = try Self.stage([
            step("opinions", CommentsStep(from: .members(nil, of: .committee), closes: days(2, .before, "day")))
        ])
        let moves = try Self.moves(stage)
        #expect(Self.shown(moves) == ["opinions 2026-03-12 → 2026-03-13"])
        for event in moves.events(
            of: "test-1", pinning: "new", named: "plain", by: Actor(by: "office"), at: Stage.monday, reason: "Decree")
        {
            try stage.set.apply(event)
        }
        let facts = try stage.set.step(Path("opinions")).facts
        #expect(facts.closesAt == Self.zone.start(of: date("2026-03-14")))
        #expect(try stage.set.openItems(at: Path("opinions")).allSatisfy { $0.due == facts.due })
        #expect(stage.set.instance?.calendar == "new")
    }

    @Test("not what a person has set, nor a day that a chair has chosen")
    func byHand() throws {
        let stage = try Self.stage([
            step("one", task(office, days(2, .before, "day"))),
            step(
                "meeting",
                SessionStep(
                    chair: chair, attend: .members(nil, of: .committee),
                    date: .chosen(earliest: 5, latest: 2, .workingDay, before: "day", text: "chosen"))),
        ])
        try stage.act("meeting", as: "chair", set: [(name: "date", text: "2026-03-11")])
        let later = Due(endOf: date("2026-03-20"), in: Self.zone)
        let extended = EventBody(
            word: "rescheduled", version: EventBody.version,
            payload: .object(["path": "one", "due": later.json]))
        try stage.set.apply(
            Event(
                stream: .instance("test-1"), at: Stage.monday, effective: Stage.monday, actor: Actor(by: "office"),
                reason: "more time", body: #require(extended)))
        let moves = try Self.moves(stage)
        #expect(moves.moves.isEmpty)
        let reasons = moves.stays.map { "\($0.path) \($0.due.date)" }
        #expect(
            reasons == ["meeting 2026-03-11", "one 2026-03-20"] || reasons == ["one 2026-03-20", "meeting 2026-03-11"])
        #expect(moves.stays.contains { $0.reason == .byHand })
    }

    @Test("not what has passed, nor to a moment that has passed")
    func past() throws {
        let stage = try Self.stage([step("one", task(office, days(2, .before, "day")))], on: "2026-03-12")
        // Tuesday 10 March by the old calendar, Monday 9 March by the new.
        let late = try #require(Instant(rfc3339: "2026-03-10T09:00:00+07:00"))
        let moves = try Self.moves(stage, at: late)
        #expect(moves.moves.isEmpty)
        #expect(moves.stays.map(\.reason) == [.hasPassed(Due(endOf: date("2026-03-09"), in: Self.zone))])
        let over = try #require(Instant(rfc3339: "2026-03-11T09:00:00+07:00"))
        #expect(try Self.moves(stage, at: over).stays.isEmpty)
    }

    @Test("dates that hang on others that move")
    func chained() throws {
        let stage = try Self.stage([
            step(
                "meeting",
                SessionStep(
                    chair: chair, attend: .members(nil, of: .committee), date: .given(days(2, .before, "day")))),
            step("papers", task(office, days(1, .before, "meeting"))),
        ])
        #expect(
            Self.shown(try Self.moves(stage)) == [
                "meeting 2026-03-12 → 2026-03-13", "papers 2026-03-11 → 2026-03-12",
            ])
    }
}
