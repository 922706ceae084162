import EngineTesting
import PlenumCore
import Testing

@Suite("A step")
struct FlowTests {
    @Test("opens when all that it waits for has ended, and the last one completes the plan")
    func sequence() throws {
        let stage = try Stage(steps: [
            step("plan", task(office)), step("approve", after: ["plan"], task(chair)),
        ])
        #expect(stage.events.map(\.body.short) == ["started", "opened plan"])
        #expect(try stage.act("plan", as: "office") == ["completed plan done", "opened approve"])
        #expect(try stage.act("approve", as: "chair") == ["completed approve done", "completed"])
        #expect(stage.state == .completed)
    }

    @Test("whose condition does not hold is skipped, and what follows it opens")
    func condition() throws {
        let stage = try Stage(steps: [
            step("choose", decision(chair, [("yes", .proceed), ("no", .proceed)])),
            step(
                "extra", after: ["choose"], when: .outcome(step: "choose", is: "yes", negated: false), task(office)),
            step("last", after: ["extra"], task(office)),
        ])
        #expect(
            try stage.act("choose", as: "chair", outcome: "no") == [
                "completed choose no", "skipped extra", "opened last",
            ])
    }

    @Test("that returns to an earlier one opens it in a new round under its old code, and puts back what followed")
    func returning() throws {
        let stage = try Stage(steps: [
            step("plan", task(office)), step("other", after: ["plan"], task(office)),
            step(
                "approve", after: ["plan"],
                decision(chair, [("approved", .proceed), ("returned", .return(to: "plan"))])),
            step("last", after: ["approve"], task(office)),
        ])
        let code = try stage.item("plan")?.code
        try stage.act("plan", as: "office")
        #expect(
            try stage.act("approve", as: "chair", outcome: "returned") == [
                "completed approve returned", "returned plan", "opened plan",
            ])
        #expect(try stage.item("plan")?.code == code)
        #expect(try stage.round("plan") == 2)
        #expect(try stage.phase("other") == .waiting)
        #expect(try stage.item("other")?.state == .cancelled)
        try stage.act("plan", as: "office")
        #expect(try stage.round("approve") == 2)
        try stage.act("approve", as: "chair", outcome: "approved")
        try stage.act("other", as: "office")
        try stage.act("last", as: "office")
        #expect(stage.state == .completed)
    }

    @Test("with an ending outcome ends the whole plan and cancels what is open")
    func ending() throws {
        let stage = try Stage(steps: [
            step("go", decision(chair, [("on", .proceed), ("off", .end(.cancelled))])), step("beside", task(office)),
        ])
        #expect(
            try stage.act("go", as: "chair", outcome: "off") == ["completed go off", "cancelled beside", "cancelled"])
        #expect(stage.state == .cancelled)
        #expect(try stage.item("beside")?.state == .cancelled)
    }
}

@Suite("A fan-out")
struct FanOutTests {
    private func stage(_ join: Join, _ others: FanOut.Others = .stop, cells list: [UnitID] = ["one", "two"]) throws
        -> Stage
    {
        try Stage(
            steps: [
                step(
                    "all",
                    each(
                        over: "cells", as: "cell", join: join, others: others, mayBeEmpty: true,
                        [step("work", task(.holders("secretary", of: .named("cell"))))])),
                step("after", after: ["all"], task(office)),
            ], inputs: [cellsInput], values: [Value.Cell("cells", .units(list))])
    }

    @Test("opens a branch for each entry, with its own people")
    func branches() throws {
        let stage = try stage(.all)
        #expect(
            stage.events.map(\.body.short) == ["started", "opened all", "opened all/one/work", "opened all/two/work"])
        #expect(try stage.item("all/one/work")?.owner == "an")
        #expect(try stage.item("all/two/work")?.owner == "chi")
    }

    @Test("that joins all waits for the last branch")
    func joinAll() throws {
        let stage = try stage(.all)
        #expect(try stage.act("all/one/work", as: "an") == ["completed all/one/work done"])
        #expect(
            try stage.act("all/two/work", as: "chi") == [
                "completed all/two/work done", "completed all done", "opened after",
            ])
        #expect(try stage.set.tally(at: Path("all"))?.done == 2)
    }

    @Test("that joins any stops the others")
    func joinAny() throws {
        let stage = try stage(.any)
        #expect(
            try stage.act("all/two/work", as: "chi") == [
                "completed all/two/work done", "cancelled all/one/work", "completed all done", "opened after",
            ])
        #expect(try stage.item("all/one/work")?.state == .cancelled)
    }

    @Test("whose others go on keeps the plan open until they have ended")
    func goOn() throws {
        let stage = try stage(.any, .goOn)
        #expect(
            try stage.act("all/two/work", as: "chi") == [
                "completed all/two/work done", "completed all done", "opened after",
            ])
        #expect(try stage.act("after", as: "office") == ["completed after done"])
        #expect(stage.state == .running)
        #expect(try stage.act("all/one/work", as: "an") == ["completed all/one/work done", "completed"])
        #expect(stage.state == .completed)
    }

    @Test("over an empty list is done at once where it may be empty")
    func empty() throws {
        let stage = try stage(.all, cells: [])
        #expect(stage.events.map(\.body.short) == ["started", "opened all", "completed all done", "opened after"])
    }

    @Test("over an empty list is refused where it may not")
    func emptyRefused() throws {
        let refusals = Stage.refusals {
            _ = try Stage(
                steps: [step("all", each(over: "cells", as: "cell", [step("work", task(office))]))],
                inputs: [cellsInput], values: [Value.Cell("cells", .units([]))])
        }
        #expect(refusals == [.emptyList(Path("all"))])
    }

    @Test("put back by a return opens its branches anew")
    func reset() throws {
        let stage = try Stage(
            steps: [
                step("plan", task(office)),
                step(
                    "all", after: ["plan"],
                    each(over: "cells", as: "cell", [step("work", task(.holders("secretary", of: .named("cell"))))])),
                step("approve", after: ["plan"], decision(chair, [("yes", .proceed), ("no", .return(to: "plan"))])),
            ], inputs: [cellsInput], values: [cells])
        try stage.act("plan", as: "office")
        try stage.act("all/one/work", as: "an")
        try stage.act("approve", as: "chair", outcome: "no")
        #expect(try stage.item("all/two/work")?.state == .cancelled)
        try stage.act("plan", as: "office")
        #expect(try stage.round("all/one/work") == 2)
        try stage.act("all/one/work", as: "an")
        try stage.act("all/two/work", as: "chi")
        try stage.act("approve", as: "chair", outcome: "yes")
        #expect(stage.state == .completed)
    }
}

@Suite("A window")
struct WindowTests {
    private func stage(early: Bool) throws -> Stage {
        try Stage(
            steps: [
                step(
                    "read",
                    AcknowledgeStep(
                        from: .members(nil, of: .committee), about: "plan", mode: .study,
                        closes: Deadline(.date(CivilDate(iso: "2026-03-06")!), text: "2026-03-06"), closeEarly: early)),
                step("after", after: ["read"], task(office)),
            ])
    }

    @Test("opens one item for each person")
    func items() throws {
        let stage = try stage(early: false)
        #expect(try stage.item("read", "binh")?.owner == "binh")
        #expect(try stage.set.tally(at: Path("read")) == Tally(total: 5, open: 5))
        #expect(try stage.set.step(Path("read")).facts.closesAt == Instant(rfc3339: "2026-03-07T00:00:00+07:00"))
    }

    @Test("ends with the last answer where it closes early, and only then")
    func closesEarly() throws {
        for early in [true, false] {
            let stage = try stage(early: early)
            for person in ["an", "binh", "chair", "chi"] as [PersonID] { try stage.act("read", as: person) }
            let last = try stage.act("read", as: "dung")
            #expect(last == ["answered acknowledged"] + (early ? ["closed read", "opened after"] : []))
        }
    }

    @Test("that closes lets what was not answered lapse")
    func lapses() throws {
        let stage = try stage(early: false)
        try stage.act("read", as: "an")
        #expect(try stage.wait(until: Stage.day(5), closing: ["read"]) == ["closed read", "opened after"])
        #expect(try stage.item("read", "an")?.state == .done)
        #expect(try stage.item("read", "binh")?.state == .lapsed)
        #expect(
            Stage.refusals { try stage.act("read", as: "binh", at: Stage.day(5)) }?.first.map {
                if case .alreadyEnded(_, .lapsed, _, _) = $0 { true } else { false }
            } == true)
    }

    @Test("takes an opinion as a comment and nothing as nothing to add; a later answer replaces the first")
    func comments() throws {
        let stage = try Stage(
            steps: [
                step(
                    "opinions",
                    CommentsStep(
                        from: .members(nil, of: .committee),
                        closes: Deadline(.date(CivilDate(iso: "2026-03-06")!), text: "2026-03-06"))),
                step("settle", after: ["opinions"], task(office, settles: ["opinions"])),
            ])
        #expect(try stage.act("opinions", as: "an") == ["answered nothing-to-add"])
        #expect(try stage.act("opinions", as: "an", set: [("opinion", "Ngắn hơn")]) == ["answered commented"])
        #expect(try stage.set.tally(at: Path("opinions")) == Tally(total: 5, open: 4, ended: ["commented": 1]))
        try stage.wait(until: Stage.day(5), closing: ["opinions"])
        let name = Name("opinions-\(try #require(try stage.item("opinions", "an")).code)")
        let missing = Stage.refusals { try stage.act("settle", as: "office", at: Stage.day(5)) }
        #expect(missing?.count == 1)
        let vague = Stage.refusals {
            try stage.act("settle", as: "office", set: [(name, "explained")], at: Stage.day(5))
        }
        #expect(vague?.count == 1)
        #expect(
            try stage.act("settle", as: "office", set: [(name, "partly: rút còn hai trang")], at: Stage.day(5)) == [
                "completed settle done", "completed",
            ])
    }
}

@Suite("An act")
struct ActTests {
    @Test("is refused to whom the task does not belong, and to a substitute who is no secretary of theirs")
    func permission() throws {
        let stage = try Stage(steps: [step("plan", task(.holders("secretary", of: .unit("one"))))])
        let code = try #require(try stage.item("plan")?.code)
        #expect(
            Stage.refusals { try stage.act("plan", as: "chi") } == [.notTheirs(code, person: "chi", people: ["an"])])
        #expect(
            Stage.refusals { try stage.act("plan", as: "chi", for: "an") } == [.mayNotActFor(by: "chi", person: "an")])
        #expect(Stage.refusals { try stage.act("plan", as: "nobody") } == [.noSuchPerson("nobody")])
        #expect(try stage.act("plan", as: "chair", for: "an") == ["completed plan done", "completed"])
        #expect(stage.events.last?.actor == Actor(by: "chair", for: "an"))
    }

    @Test("repeated by the same person is success that writes nothing; by another it is refused")
    func repeated() throws {
        let stage = try Stage(steps: [step("plan", task(.members(nil, of: .unit("one")))), step("other", task(office))])
        try stage.act("plan", as: "binh")
        #expect(try stage.act("plan", as: "binh") == [])
        #expect(Stage.refusals { try stage.act("plan", as: "an") }?.count == 1)
    }

    @Test("is refused with everything that is missing or unreadable at once")
    func needs() throws {
        let stage = try Stage(steps: [
            step("name", AssignStep(who: chair, from: .members(nil, of: .unit("one")), deadline: nil)),
            step("write", after: ["name"], task(.named("name"), produces: "document")),
        ])
        #expect(
            Stage.refusals { try stage.act("name", as: "chair", set: [("person", "chi"), ("x", "1")]) }?.count == 2)
        try stage.act("name", as: "chair", set: [("person", "binh")])
        #expect(try stage.item("write")?.owner == "binh")
        #expect(Stage.refusals { try stage.act("write", as: "binh") }?.count == 1)
        #expect(try stage.act("write", as: "binh", file: "paper.txt") == ["completed write done", "completed"])
        #expect(try stage.set.step(Path("write")).facts.document?.name == "paper.txt")
    }

    @Test("is refused when the task has changed since it was looked at")
    func expectation() throws {
        let stage = try Stage(steps: [step("plan", task(office))])
        #expect(Stage.refusals { try stage.act("plan", as: "office", expect: 7) }?.count == 1)
        #expect(try stage.act("plan", as: "office", expect: 1).first == "completed plan done")
    }

    @Test("done on paper counts from that day, which is neither ahead nor before the task was given")
    func onPaper() throws {
        let stage = try Stage(steps: [
            step("plan", task(office)), step("next", after: ["plan"], task(office, days(2, .after, "plan"))),
        ])
        let thursday = Stage.day(3)
        #expect(
            Stage.refusals { try stage.act("plan", as: "office", at: thursday, on: CivilDate(iso: "2026-03-09")) }?
                .count == 1)
        #expect(
            Stage.refusals { try stage.act("plan", as: "office", at: thursday, on: CivilDate(iso: "2026-03-01")) }?
                .count == 1)
        try stage.act("plan", as: "office", at: thursday, on: CivilDate(iso: "2026-03-03"))
        #expect(try stage.item("next")?.due?.anchor == "2026-03-05")
    }
}

@Suite("A session")
struct SessionTests {
    private func stage(_ date: SessionDate) throws -> Stage {
        try Stage(
            steps: [
                step(
                    "meeting",
                    SessionStep(
                        chair: chair, attend: .members(nil, of: .committee), date: date,
                        quorum: Quorum(.moreThanHalf, of: .members(.official, of: .committee)), records: [.minutes])),
                step("after", after: ["meeting"], task(office, days(1, .after, "meeting"))),
            ],
            inputs: [Input(name: "day", type: .date, title: LocalizedText(vi: "Ngày", en: "Day"))],
            values: [Value.Cell("day", .date(CivilDate(iso: "2026-03-20")!))])
    }

    private let given = SessionDate.given(Deadline(.named("day"), text: "day"))

    @Test("with too few present is called again on a new day, in a new round")
    func quorum() throws {
        let stage = try stage(given)
        #expect(try stage.item("meeting")?.due?.anchor == "2026-03-20")
        // Four official members convened: three are needed, and the probationary one does not count.
        #expect(
            Stage.refusals { try stage.act("meeting", as: "chair", set: [("present", "an, binh, dung")]) } == [
                .withoutQuorum(Path("meeting"), present: 2, of: 4, needed: 3)
            ])
        #expect(
            try stage.act("meeting", as: "chair", set: [("present", "an, binh, dung"), ("new-date", "2026-03-25")]) == [
                "completed meeting without-quorum", "returned meeting", "opened meeting",
            ])
        #expect(try stage.item("meeting")?.due?.anchor == "2026-03-25")
        #expect(try stage.item("meeting")?.round == 2)
        #expect(
            try stage.act("meeting", as: "chair", set: [("present", "an, binh, chi")]) == [
                "completed meeting held", "opened after",
            ])
    }

    @Test("whose day is chosen offers the working days within bounds, then the roll call")
    func chosen() throws {
        let stage = try stage(
            .chosen(
                earliest: 3, latest: 1, .workingDay, before: "day",
                text: "chosen between 3 and 1 working days before day"))
        #expect(try stage.item("meeting")?.due?.anchor == "2026-03-17")
        #expect(Stage.refusals { try stage.act("meeting", as: "chair", set: [("date", "2026-03-20")]) }?.count == 1)
        #expect(try stage.act("meeting", as: "chair", set: [("date", "2026-03-18")]) == ["rescheduled meeting"])
        #expect(try stage.item("meeting")?.due?.anchor == "2026-03-18")
        #expect(
            try stage.act("meeting", as: "chair", set: [("present", "an, binh, chi, chair")]).first
                == "completed meeting held")
    }
}
