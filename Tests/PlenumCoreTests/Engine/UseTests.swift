import EngineTesting
import PlenumCore
import Testing

@Suite("A definition that is used as a step")
struct UseTests {
    private static func input(_ name: Name, _ type: Input.ValueType, default initial: Input.Default? = nil) -> Input {
        Input(
            name: name, type: type, title: LocalizedText(vi: name.rawValue, en: name.rawValue), initial: initial,
            columns: type == .table
                ? [Column(name: "topic", type: .text, title: LocalizedText(vi: "Đề", en: "Topic"))] : [])
    }

    /// A paper and its approval; `lead` is a role of the inner definition, `cell` and `deadline-day` its inputs.
    private static func rehearsal(_ steps: [Step]? = nil) -> Definition {
        Definition(
            name: "rehearsal", title: LocalizedText(vi: "Góp ý", en: "Rehearsal"), languages: [], calendar: "other",
            inputs: [input("cell", .unit), input("held-on", .date), input("length", .number, default: .value("90"))],
            roles: [Role(name: "lead", people: .holders("secretary", of: .named("cell")))],
            policies: [Policy(name: "usual", rungs: [Rung(.whenItOpens, at: nil, text: "when it opens")])],
            scope: Scope(
                steps: steps ?? [
                    step("paper", remind: "usual", task(.named("lead"), days(2, .before, "held-on"))),
                    step(
                        "approve", after: ["paper"],
                        decision(
                            .named("lead"),
                            [("yes", .proceed), ("again", .return(to: "paper")), ("off", .end(.cancelled))])),
                    step("send", after: ["approve"], task(office)),
                ]), figures: [])
    }

    private static func use(
        _ given: [Name: UsedDefinition.Given] = ["cell": .value("one"), "held-on": .name("plenary-date")],
        _ steps: [Step]? = nil
    ) -> UseStep {
        UseStep(UsedDefinition(rehearsal(steps), given: given))
    }

    private static func stage(_ steps: [Step], roles: [Role] = []) throws -> Stage {
        try Stage(
            steps: steps, inputs: [cellsInput, input("plenary-date", .date)],
            values: [cells, Value.Cell("plenary-date", .date(try #require(CivilDate(iso: "2026-03-20"))))], roles: roles
        )
    }

    @Test("runs as one branch, and is done when its last step is")
    func runs() throws {
        let stage = try Self.stage([step("rehearsal", Self.use()), step("close", after: ["rehearsal"], task(office))])
        #expect(stage.events.map(\.body.short) == ["started", "opened rehearsal", "opened rehearsal/rehearsal/paper"])
        #expect(try stage.item("rehearsal/rehearsal/paper")?.owner == "an")
        #expect(try stage.item("rehearsal/rehearsal/paper")?.due?.date.description == "2026-03-18")
        try stage.act("rehearsal/rehearsal/paper", as: "an")
        try stage.act("rehearsal/rehearsal/approve", as: "an", outcome: "again")
        #expect(try stage.round("rehearsal/rehearsal/paper") == 2)
        try stage.act("rehearsal/rehearsal/paper", as: "an")
        try stage.act("rehearsal/rehearsal/approve", as: "an", outcome: "yes")
        #expect(
            try stage.act("rehearsal/rehearsal/send", as: "office") == [
                "completed rehearsal/rehearsal/send done", "completed rehearsal done", "opened close",
            ])
    }

    @Test("sees its inputs, roles and policies, and nothing around it")
    func isolation() throws {
        let outer = Role(name: "lead", people: .holders("secretary", of: .unit("two")))
        let stage = try Self.stage(
            [
                step("paper", task(.named("lead"))),
                step("rehearsal", Self.use()),
            ], roles: [outer])
        // The same names mean something else outside.
        #expect(try stage.item("paper")?.owner == "chi")
        #expect(try stage.item("rehearsal/rehearsal/paper")?.owner == "an")
        let scene = try #require(stage.scene("rehearsal/rehearsal/paper"))
        #expect(try scene.value("length") == .number(90))
        #expect(try scene.value("cell") == .units(["one"]))
        #expect(try scene.value("plenary-date") == nil)
        #expect(try scene.value("cells") == nil)
        #expect(stage.definition.policy(of: Path("rehearsal/rehearsal/paper"))?.rungs.count == 1)
        #expect(stage.definition.policy(of: Path("paper")) == nil)
        #expect(
            Kernel(stage.definition).nearest("paper", from: ScopePath("rehearsal/rehearsal"))
                == Path("rehearsal/rehearsal/paper"))
        #expect(Kernel(stage.definition).nearest("rehearsal", from: ScopePath("rehearsal/rehearsal")) == nil)
        #expect(try scene.branchLabel()[.en] == "")
    }

    @Test("that ends early ends itself, not the plan around it")
    func ending() throws {
        let inner = [
            step(
                "many",
                each(
                    over: "all", as: "board",
                    [
                        step("choose", decision(office, [("yes", .proceed), ("off", .end(.cancelled))])),
                        step("after", after: ["choose"], task(office)),
                    ])),
            step("last", after: ["many"], task(office)),
        ]
        let definition = Definition(
            name: "inner", title: LocalizedText(vi: "Trong", en: "Inner"), languages: [], calendar: "plain",
            inputs: [Self.input("all", .units)], roles: [], policies: [], scope: Scope(steps: inner), figures: [])
        let stage = try Self.stage([
            step("part", UseStep(UsedDefinition(definition, given: ["all": .name("cells")]))),
            step("close", after: ["part"], task(office)),
        ])
        #expect(try stage.phase("part/inner/many/two/choose") == .open)
        try stage.act("part/inner/many/one/choose", as: "office", outcome: "yes")
        let events = try stage.act("part/inner/many/two/choose", as: "office", outcome: "off")
        #expect(events.first == "completed part/inner/many/two/choose off")
        #expect(events.suffix(2) == ["completed part done", "opened close"])
        #expect(try stage.item("part/inner/many/one/after")?.state == .cancelled)
        #expect(try stage.phase("part/inner/last") == .cancelled)
        #expect(stage.state == .running)
        // What was stopped opens again only as a whole.
        #expect(
            Stage.refusals { try stage.order(.reopen(Path("part/inner/many/one/choose")), as: "office") }
                == [.branchEnded(Path("part/inner/many/one/choose"))])
        try stage.order(.reopen(Path("part")), as: "office")
        #expect(try stage.round("part/inner/many/one/choose") == 2)
        #expect(try stage.phase("close") == .waiting)
    }

    @Test("follows a date of the plan around it when that moves")
    func moves() throws {
        let stage = try Self.stage([step("rehearsal", Self.use())])
        let order = Order.rescheduleInput("plenary-date", to: try #require(CivilDate(iso: "2026-03-27")))
        #expect(
            try stage.order(order, as: "office") == ["rescheduled ", "rescheduled rehearsal/rehearsal/paper"])
        #expect(try stage.item("rehearsal/rehearsal/paper")?.due?.date.description == "2026-03-25")
    }

    @Test("inside of branches is given each one's entry, the day of an occurrence, the person an assign names")
    func given() throws {
        let days = RepeatStep(
            Recurrence(
                every: Recurrence.Interval(1, .week), from: .date(try #require(CivilDate(iso: "2026-03-09"))),
                end: .times(2)), as: "meeting-day", title: LocalizedText(vi: "Tuần", en: "Week"),
            scope: Scope(steps: [
                step("rehearsal", Self.use(["cell": .name("board"), "held-on": .name("meeting-day")]))
            ]))
        let stage = try Self.stage([step("boards", each(over: "cells", as: "board", [step("weeks", days)]))])
        let monday = try #require(Instant(rfc3339: "2026-03-09T00:00:00+07:00"))
        try stage.wait(
            until: monday, closing: ["one", "two"].map { "boards/\($0)/weeks/2026-03-09/meeting-day" })
        for (board, secretary) in [("one", "an"), ("two", "chi")] {
            let item = try stage.item("boards/\(board)/weeks/2026-03-09/rehearsal/rehearsal/paper")
            #expect(item?.owner == PersonID(rawValue: secretary))
            #expect(item?.due?.date.description == "2026-03-05")
        }
        let label = try stage.scene("boards/two/weeks/2026-03-09/rehearsal/rehearsal/paper")?.branchLabel()
        #expect(label?[.vi] == "Chi bộ Hai – tuần từ 09/03/2026")
    }

    @Test("uses another in its turn, each with names of its own")
    func nested() throws {
        let middle = Definition(
            name: "middle", title: LocalizedText(vi: "Giữa", en: "Middle"), languages: [], calendar: "plain",
            inputs: [Self.input("unit-of-it", .unit), Self.input("on-day", .date)], roles: [], policies: [],
            scope: Scope(steps: [
                step("inner", Self.use(["cell": .name("unit-of-it"), "held-on": .name("on-day")]))
            ]), figures: [])
        let stage = try Self.stage([
            step(
                "outer",
                UseStep(
                    UsedDefinition(
                        middle, given: ["unit-of-it": .value("two"), "on-day": .value("2026-03-13")])))
        ])
        let paper = try stage.item("outer/middle/inner/rehearsal/paper")
        #expect(paper?.owner == "chi")
        #expect(paper?.due?.date.description == "2026-03-11")
        try stage.act("outer/middle/inner/rehearsal/paper", as: "chi")
        try stage.act("outer/middle/inner/rehearsal/approve", as: "chi", outcome: "off")
        #expect(stage.state == .completed)
    }
}
