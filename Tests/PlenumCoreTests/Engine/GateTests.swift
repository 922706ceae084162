import EngineTesting
import PlenumCore
import Testing

/// What the rows that came must hold beside their number, and what becomes of them in later steps.
@Suite("Rows by choice")
struct GateTests {
    private static let dayInput = Input(name: "day", type: .date, title: LocalizedText(vi: "Ngày", en: "Day"))
    private static let topics = Input(
        name: "topics", type: .table, title: LocalizedText(vi: "Nhóm", en: "Topics"),
        columns: [Column(name: "topic", type: .text, title: LocalizedText(vi: "Nhóm", en: "Topic"))])
    private static let groupColumn = Column(
        name: "group", type: .choice, title: LocalizedText(vi: "Nhóm", en: "Group"),
        choice: Choice(.among("topics"), hasOther: true))
    private static let typeColumn = Column(
        name: "type", type: .choice, title: LocalizedText(vi: "Loại", en: "Type"),
        choice: Choice(
            .words([
                Choice.Word("difficulty", title: LocalizedText(vi: "Khó khăn", en: "Difficulty")),
                Choice.Word("solution", title: LocalizedText(vi: "Giải pháp", en: "Solution")),
            ])))

    private func stage(_ steps: [Step], units: [UnitID] = ["one", "two"]) throws -> Stage {
        try Stage(
            steps: steps, inputs: [GateTests.dayInput, GateTests.topics, cellsInput],
            values: [
                Value.Cell("day", .date(CivilDate(iso: "2026-03-13")!)),
                Value.Cell(
                    "topics", .table(["content", "skill"].map { Value.Row([Value.Cell("topic", .text($0))]) })),
                Value.Cell("cells", .units(units)),
            ])
    }

    /// Each topic needs a difficulty and a solution.
    private func roundTable(extend: Span? = nil) throws -> Stage {
        let views = collect(
            from: .members(nil, of: .unit("one")),
            columns: [titleColumn, GateTests.groupColumn, GateTests.typeColumn],
            gates: [
                Gate(
                    1, per: "group", where: .init(column: "type", choice: "difficulty"),
                    text: "1 row per group where type is difficulty"),
                Gate(
                    1, per: "group", where: .init(column: "type", choice: "solution"),
                    text: "1 row per group where type is solution"),
            ], otherwise: Otherwise(extend: extend, upTo: extend == nil ? 0 : 1), name: "views",
            [step("look", after: ["sent"], decision(office, [("yes", .proceed), ("back", .return(to: "sent"))]))])
        return try stage([step("views", views), step("end", after: ["views"], task(office, settles: ["views"]))])
    }

    private func say(_ title: String, _ group: String, _ type: String, on stage: Stage) throws {
        try stage.act("views", as: "an", set: [("title", title), ("group", group), ("type", type)])
    }

    private func missing(_ stage: Stage) throws -> [String] {
        try stage.scene("views")?.standing()?.missing.map {
            "\($0.choice[.en]) \($0.gate.split(separator: " ").last ?? "")"
        }
            ?? []
    }

    @Test("count for the gates they fit, and no row says what is no choice")
    func counting() throws {
        let stage = try roundTable()
        #expect(
            try missing(stage) == ["content difficulty", "skill difficulty", "content solution", "skill solution"])
        #expect(Stage.refusals { try say("a", "contents", "difficulty", on: stage) }?.count == 1)
        try say("a", "content", "difficulty", on: stage)
        try say("b", "other", "solution", on: stage)
        #expect(try missing(stage) == ["skill difficulty", "content solution", "skill solution"])
        // Given back, it says something else, and counts there.
        try stage.act("views/1/look", as: "office", outcome: "back")
        try stage.act("views/1/sent", as: "an", set: [("group", "skill")])
        #expect(try missing(stage) == ["content difficulty", "content solution", "skill solution"])
        try stage.order(.excuseBranch(ScopePath("views/1")), as: "office")
        #expect(try missing(stage).count == 4)
    }

    @Test("that leave a gate open count as too few")
    func unmet() throws {
        let stage = try roundTable(extend: Span(2, .workingDay))
        for (group, type) in [("content", "difficulty"), ("content", "solution"), ("skill", "difficulty")] {
            try say("\(group) \(type)", group, type, on: stage)
        }
        #expect(try stage.wait(until: Stage.day(12), closing: ["views"]) == ["rescheduled views"])
        try stage.act(
            "views", as: "an", set: [("title", "last"), ("group", "skill"), ("type", "solution")], at: Stage.day(13))
        #expect(try missing(stage) == [])
        #expect(try stage.wait(until: Stage.day(16), closing: ["views"]) == ["closed views"])
        #expect(try stage.outcome("views") == Outcome.done.name)
    }

    @Test("must each be settled where a task says so")
    func settled() throws {
        let stage = try roundTable()
        try say("Too long", "content", "difficulty", on: stage)
        try say("Shorter", "content", "solution", on: stage)
        _ = try stage.wait(until: Stage.day(12), closing: ["views"])
        for row in 1...2 { try stage.act("views/\(row)/look", as: "office", outcome: "yes", at: Stage.day(12)) }
        let end = try #require(try stage.item("end"))
        let needs = try stage.scene("end")?.offer(for: end).needs ?? []
        #expect(needs.map(\.name) == ["views-1", "views-2"])
        #expect(needs.first?.title[.en] == "Too long")
        let refusals = Stage.refusals {
            try stage.act("end", as: "office", set: [("views-1", "taken-on-board")], at: Stage.day(12))
        }
        #expect(refusals?.map(\.caseName) == ["needMissing"])
        try stage.act(
            "end", as: "office", set: [("views-1", "taken-on-board"), ("views-2", "explained: vì…")], at: Stage.day(12))
        #expect(stage.state == .completed)
    }

    @Test("give their documents and branches to the steps that follow, without those set aside")
    func lists() throws {
        let review = step(
            "review", after: ["sent"],
            DecisionStep(
                who: office, deadline: nil, about: "paper",
                outcomes: [
                    Outcome("accepted", title: LocalizedText(vi: "", en: "")),
                    Outcome("declined", title: LocalizedText(vi: "", en: "")),
                ]))
        let papers = collect(
            from: .members(nil, of: .unit("one")), columns: [titleColumn, fileColumn], name: "papers", [review])
        let accepted = ListPhrase(
            "paper", of: "papers", filter: OutcomeFilter(step: "review", outcome: "accepted", negated: false))
        let slides = EachStep(
            fanOut: FanOut(
                over: accepted, entry: nil, mayBeEmpty: true,
                scope: Scope(steps: [
                    step("make", TaskStep(who: office, deadline: nil, about: "paper"))
                ])))
        let stage = try stage([
            step("papers", papers), step("slides", after: ["papers"], slides),
            step("book", after: ["papers"], TaskStep(who: office, deadline: nil, collects: accepted)),
        ])
        for (index, title) in ["One", "Two", "Three"].enumerated() {
            try stage.act("papers", as: "an", set: [("title", title)], file: "\(title).pdf")
            let before = try stage.scene("papers/\(index + 1)/review")?.consulted().map(\.document.name)
            #expect(before == ["\(title).pdf"])
        }
        try stage.order(.excuseBranch(ScopePath("papers/3")), as: "office")
        try stage.act("papers/1/review", as: "office", outcome: "declined")
        try stage.act("papers/2/review", as: "office", outcome: "accepted")
        _ = try stage.wait(until: Stage.day(12), closing: ["papers"])
        #expect(try stage.scene("book")?.consulted().map(\.document.name) == ["Two.pdf"])
        #expect(try stage.set.branches(of: Path("slides")) == ["2"])
        #expect(try stage.scene("slides/2/make")?.consulted().map(\.document.name) == ["Two.pdf"])
        #expect(try stage.scene("slides/2/make")?.branchLabel()[.en] == "Two")
    }

    @Test("must be said in the rows of an input too")
    func inputs() throws {
        let table = Input(
            name: "tasks", type: .table, title: LocalizedText(vi: "Việc", en: "Tasks"),
            columns: [
                GateTests.groupColumn,
                Column(
                    name: "home", type: .choice, title: LocalizedText(vi: "Chi bộ", en: "Cell"),
                    choice: Choice(.among("cells"))),
            ])
        let definition = Definition(
            name: "test", title: LocalizedText(vi: "", en: ""), languages: [], calendar: "plain",
            inputs: [table, GateTests.topics, cellsInput], roles: [], policies: [], scope: Scope(steps: []), figures: []
        )
        func read(_ rows: String) throws -> [Value.Cell] {
            try InputReader(definition, directory: Stage.directory).read([
                ("tasks", .table(try CSV(Array("group,home\n\(rows)\n".utf8)))),
                ("topics", .table(try CSV(Array("topic\ncontent\nskill\n".utf8)))), ("cells", .text("one,two")),
            ])
        }
        guard case .table(let rows)? = try read("content,two\nother,one").first?.value else {
            Issue.record("no table")
            return
        }
        #expect(rows.map { $0["home"] } == [.units(["two"]), .units(["one"])])
        #expect(rows.map { $0["group"] } == [.text("content"), .text("other")])
        let refusals = Stage.refusals { _ = try read("contents,two\nskill,three") }
        #expect(refusals?.map(\.caseName) == ["inputNoChoice", "inputNoChoice"])
    }

    @Test("say a unit where units are the choice")
    func units() throws {
        let home = Column(
            name: "home", type: .choice, title: LocalizedText(vi: "Chi bộ", en: "Cell"), choice: Choice(.among("cells"))
        )
        let papers = collect(
            from: .members(nil, of: .unit("one")), columns: [home],
            gates: [Gate(1, per: "home", text: "1 row per home")], otherwise: Otherwise(), name: "papers",
            [step("confirm", after: ["sent"], task(.holders("secretary", of: .named("home"))))])
        let stage = try stage([step("papers", papers)])
        try stage.act("papers", as: "an", set: [("home", "two")])
        #expect(try stage.item("papers/1/confirm")?.people == ["chi"])
        #expect(try stage.scene("papers")?.standing()?.missing.map(\.choice[.en]) == ["Cell One"])
    }
}

/// Rows that one person enters, with the task that each of them brings.
@Suite("A task that takes rows")
struct LedgerTests {
    /// Whoever has the task enters rows, and says when there are no more.
    private struct Ledger: StepKind {
        static let word: Name = "ledger"
        static let meaning = LocalizedText(vi: "Sổ", en: "A ledger")
        static let fields: [any AnyField] = []
        let rows: CollectStep

        init(atLeast: Int? = nil, _ steps: [Step]) {
            rows = collect(from: office, atLeast: atLeast, name: "ledger", steps)
        }

        init?(reading reader: inout FieldReader) { nil }

        var assignees: People? { office }
        var fanOut: FanOut? { rows.fanOut }
        var intake: Intake? { rows.intake }

        func opening(_ scene: Scene) throws -> Opening { .rowsByTask(try scene.people(office)) }

        func offer(_ scene: Scene) throws -> Offer {
            Offer(needs: [ActNeed("title", .text, title: titleColumn.title)], bare: [.done])
        }

        func effect(of act: Act, _ scene: Scene) throws -> Effect {
            act.outcome == nil ? .row(act.answers) : .finish(Outcome.done.name)
        }
    }

    private func stage() throws -> Stage {
        try Stage(steps: [
            step("ledger", Ledger([step("work", after: ["sent"], task(chair))])),
            step("end", after: ["ledger"], task(office)),
        ])
    }

    @Test("ends when its person says so and every row has ended")
    func ending() throws {
        let stage = try stage()
        #expect(
            try stage.act("ledger", as: "office", set: [("title", "One")]) == [
                "answered -", "opened ledger", "opened ledger/1/sent", "completed ledger/1/sent done",
                "opened ledger/1/work",
            ])
        #expect(try stage.item("ledger")?.state == .inProgress)
        try stage.act("ledger", as: "office", set: [("title", "Two")])
        #expect(try stage.act("ledger", as: "office", set: [("title", "One")]) == [])
        try stage.act("ledger/1/work", as: "chair")
        #expect(try stage.act("ledger", as: "office", outcome: "done") == ["closed ledger"])
        #expect(try stage.item("ledger")?.state == .done)
        #expect(Stage.refusals { try stage.act("ledger", as: "office", set: [("title", "Three")]) } != nil)
        #expect(
            try stage.act("ledger/2/work", as: "chair") == [
                "completed ledger/2/work done", "completed ledger done", "opened end",
            ])
    }

    @Test("cannot be ended with too few rows")
    func tooFew() throws {
        let stage = try Stage(steps: [step("ledger", Ledger(atLeast: 2, []))])
        try stage.act("ledger", as: "office", set: [("title", "One")])
        let refusals = Stage.refusals { try stage.act("ledger", as: "office", outcome: "done") } ?? []
        #expect(refusals.map(\.caseName) == ["rowsMissing"])
        #expect(refusals.first?.message(in: .en) == "“ledger” cannot end yet: 1 of 2 received.")
        try stage.act("ledger", as: "office", set: [("title", "Two")])
        try stage.act("ledger", as: "office", outcome: "done")
        #expect(stage.state == .completed)
    }

    @Test("lets its person take back the last row")
    func undone() throws {
        let stage = try stage()
        try stage.act("ledger", as: "office", set: [("title", "One")])
        try stage.act("ledger", as: "office", set: [("title", "Two")])
        #expect(try stage.order(.undo(stage.lastDeed("ledger")), as: "office").contains("excused ledger/2"))
        #expect(try stage.act("ledger", as: "office", outcome: "done") == ["closed ledger"])
        #expect(try stage.act("ledger/1/work", as: "chair").contains("completed ledger done"))
    }

    @Test("can be opened again, and put aside")
    func corrected() throws {
        let stage = try stage()
        try stage.act("ledger", as: "office", set: [("title", "One")])
        try stage.order(.delegate(stage.code("ledger"), to: "an"), as: "office")
        try stage.act("ledger", as: "an", set: [("title", "Two")])
        try stage.order(.skip(Path("ledger")), as: "office")
        try stage.order(.reopen(Path("ledger")), as: "office")
        #expect(try stage.set.branches(of: Path("ledger")) == [])
        #expect(try stage.act("ledger", as: "office", set: [("title", "One")]).contains("opened ledger/3/sent"))
    }
}
