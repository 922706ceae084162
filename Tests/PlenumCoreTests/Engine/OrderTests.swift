import EngineTesting
import PlenumCore
import Testing

private let membersOfOne = People.members(nil, of: .unit("one"))

@Suite("A task of several candidates")
struct CandidateTests {
    private func stage() throws -> Stage {
        try Stage(
            steps: [
                step("write", task(.members(nil, of: .committee), days(5, .before, "day"))),
                step("end", after: ["write"], task(office)),
            ], inputs: [dayInput], values: [day])
    }

    @Test("becomes whose who claims it, and nobody else's until they decline")
    func claim() throws {
        let stage = try stage()
        let code = try stage.code("write")
        #expect(try stage.order(.claim(code), as: "binh") == ["claimed \(code)"])
        #expect(try stage.item("write")?.state == .inProgress)
        #expect(try stage.order(.claim(code), as: "binh") == [])
        #expect(
            Stage.refusals { try stage.order(.claim(code), as: "chi") } == [
                .notTheirs(code, person: "chi", people: ["binh"])
            ])
        #expect(try stage.order(.decline(code), as: "binh") == ["assigned \(code)"])
        #expect(try stage.item("write")?.people == ["an", "chair", "chi", "dung"])
        #expect(Stage.refusals { try stage.act("write", as: "binh") }?.count == 1)
        #expect(try stage.act("write", as: "chi").first == "completed write done")
    }

    @Test("can be given back with undo while nobody has built on it")
    func undoClaim() throws {
        let stage = try stage()
        let code = try stage.code("write")
        try stage.order(.claim(code), as: "binh")
        let claim = try stage.lastDeed("write")
        #expect(Stage.refusals { try stage.order(.undo(claim), as: "chi") } == [.nothingToUndo(code)])
        #expect(try stage.order(.undo(claim), as: "binh") == ["undone 3", "assigned \(code)"])
        #expect(try stage.item("write")?.owner == nil)
        #expect(try stage.item("write")?.candidates.count == 5)
    }
}

@Suite("A task of one person")
struct HandingOnTests {
    @Test("that was assigned may be declined, with a reason; then it is assigned anew")
    func decline() throws {
        let stage = try Stage(steps: [
            step("author", AssignStep(who: chair, from: membersOfOne, deadline: nil)),
            step("write", after: ["author"], task(.named("author"), produces: "document")),
        ])
        try stage.act("author", as: "chair", set: [("person", "binh")])
        let code = try stage.code("write")
        #expect(
            Stage.refusals { try stage.order(.decline(code), as: "binh", because: nil) } == [.reasonMissing(.decline)])
        #expect(
            try stage.order(.decline(code), as: "binh") == ["assigned \(code)", "returned author", "opened author"])
        #expect(try stage.phase("write") == .waiting)
        try stage.act("author", as: "chair", set: [("person", "an")])
        #expect(try stage.item("write")?.owner == "an")
        #expect(try stage.code("write") == code)
    }

    @Test("that comes with a post cannot be declined, but delegated: both see it")
    func delegate() throws {
        let stage = try Stage(steps: [step("plan", task(chair)), step("end", after: ["plan"], task(office))])
        let code = try stage.code("plan")
        #expect(Stage.refusals { try stage.order(.decline(code), as: "chair") } == [.notAssigned(code)])
        #expect(
            Stage.refusals { try stage.order(.delegate(code, to: "ghost"), as: "chair") } == [.noSuchPerson("ghost")])
        #expect(try stage.order(.delegate(code, to: "binh"), as: "chair") == ["assigned \(code)"])
        #expect(try stage.item("plan")?.people == ["chair", "binh"])
        #expect(try stage.act("plan", as: "binh") == ["completed plan done", "opened end"])
    }

    @Test("is reassigned by the organiser, by who assigned it, and by a secretary inside the unit only")
    func reassign() throws {
        let stage = try Stage(steps: [
            step("author", AssignStep(who: .holders("secretary", of: .unit("one")), from: membersOfOne, deadline: nil)),
            step("write", after: ["author"], task(.named("author"))),
        ])
        try stage.act("author", as: "an", set: [("person", "binh")])
        let code = try stage.code("write")
        #expect(try stage.order(.reassign(code, to: "chi"), as: "office") == ["assigned \(code)"])
        #expect(try stage.item("write")?.owner == "chi")
        #expect(try stage.order(.reassign(code, to: "binh"), as: "an") == ["assigned \(code)"])
        #expect(
            Stage.refusals { try stage.order(.reassign(code, to: "an"), as: "binh") } == [
                .mayNot(.reassign, person: "binh", only: [.organiser, .assigner, .secretary])
            ])
        let posted = try Stage(steps: [step("plan", task(.holders("secretary", of: .unit("one"))))])
        let other = try posted.code("plan")
        #expect(Stage.refusals { try posted.order(.reassign(other, to: "chi"), as: "an") }?.count == 1)
        #expect(try posted.order(.reassign(other, to: "binh"), as: "an") == ["assigned \(other)"])
    }

    @Test("keeps a note, and is in progress from then on")
    func note() throws {
        let stage = try Stage(steps: [step("plan", task(chair))])
        let code = try stage.code("plan")
        #expect(try stage.order(.note(code, nil), as: "chair", because: "đang viết") == ["answered -"])
        #expect(try stage.item("plan")?.state == .inProgress)
        #expect(stage.events.last?.reason == "đang viết")
    }

    @Test("is undone by who did it, while nobody has built on it")
    func undo() throws {
        let stage = try Stage(steps: [
            step("plan", task(office)), step("check", after: ["plan"], task(chair)),
            step("end", after: ["check"], task(office)),
        ])
        try stage.act("plan", as: "office")
        #expect(
            try stage.order(.undo(stage.lastDeed("plan")), as: "office") == [
                "undone 3", "returned plan", "opened plan",
            ])
        #expect(try stage.phase("check") == .waiting)
        try stage.act("plan", as: "office")
        let deed = try stage.lastDeed("plan")
        try stage.act("check", as: "chair")
        #expect(
            Stage.refusals { try stage.order(.undo(deed), as: "office") } == [
                .builtUpon(try stage.code("plan"), Path("check"), by: "chair")
            ])
    }

    @Test("that issued a document is not undone")
    func issued() throws {
        let stage = try Stage(steps: [
            step("draft", task(office, produces: "document")),
            step(
                "issue", after: ["draft"],
                IssueStep(who: chair, about: "draft", number: .init(type: "NQ", organ: "ĐU"), deadline: nil)),
            step("end", after: ["issue"], task(office)),
        ])
        try stage.act("draft", as: "office", file: "a.txt")
        try stage.act("issue", as: "chair", set: [("number", "5")])
        #expect(
            Stage.refusals { try stage.order(.undo(stage.lastDeed("issue")), as: "chair") } == [.issued(Path("issue"))])
        #expect(try stage.order(.reopen(Path("issue")), as: "office") == ["returned issue", "opened issue"])
    }
}

@Suite("A deadline")
struct DeadlineTests {
    private func stage() throws -> Stage {
        try Stage(
            steps: [
                step("paper", task(.holders("secretary", of: .unit("one")), days(10, .before, "meeting"))),
                step("gather", after: ["paper"], task(office, days(5, .before, "meeting"))),
                step("draft", task(office, days(8, .before, "meeting"))),
                step("meeting", after: ["gather"], session(.given(Deadline(.named("day"), text: "day")))),
                step("last", after: ["meeting"], task(office)),
            ], inputs: [dayInput], values: [day])
    }

    @Test("is extended with a reason, later than it is, and stays when the session it counts from moves")
    func extend() throws {
        let stage = try stage()
        #expect(try stage.item("paper")?.due?.anchor == "2026-03-06")
        let to = { (text: String) in CivilDate(iso: text)! }
        #expect(
            Stage.refusals {
                try stage.order(.extend(Path("paper"), to: to("2026-03-10"), at: nil), as: "office", because: nil)
            } == [.reasonMissing(.extend)])
        #expect(
            Stage.refusals { try stage.order(.extend(Path("paper"), to: to("2026-03-06"), at: nil), as: "office") } == [
                .notLater(Path("paper"), to("2026-03-06"), than: to("2026-03-06"))
            ])
        #expect(
            try stage.order(.extend(Path("paper"), to: to("2026-03-10"), at: nil), as: "office") == [
                "rescheduled paper"
            ])
        #expect(try stage.item("paper")?.due?.anchor == "2026-03-10")
        #expect(
            try stage.order(.reschedule(Path("meeting"), to: to("2026-03-27")), as: "chair") == [
                "rescheduled meeting", "rescheduled draft",
            ])
        #expect(try stage.item("paper")?.due?.anchor == "2026-03-10")
        #expect(try stage.item("draft")?.due?.anchor == "2026-03-17")
        try stage.act("paper", as: "an")
        #expect(try stage.item("gather")?.due?.anchor == "2026-03-20")
    }

    @Test("is extended by a unit's secretary no further than what waits for it allows")
    func secretary() throws {
        let stage = try stage()
        let to = { (text: String) in CivilDate(iso: text)! }
        #expect(
            Stage.refusals { try stage.order(.extend(Path("paper"), to: to("2026-03-16"), at: nil), as: "an") } == [
                .pastWhatWaits(Path("paper"), to("2026-03-16"), waiting: Path("gather"), until: to("2026-03-13"))
            ])
        #expect(
            try stage.order(.extend(Path("paper"), to: to("2026-03-12"), at: nil), as: "an") == ["rescheduled paper"])
        #expect(
            Stage.refusals { try stage.order(.extend(Path("draft"), to: to("2026-03-12"), at: nil), as: "an") }?.count
                == 1)
    }

    @Test("moves with the date input it counts from")
    func input() throws {
        let stage = try stage()
        #expect(
            try stage.order(.rescheduleInput("day", to: CivilDate(iso: "2026-03-27")!), as: "office") == [
                "rescheduled ", "rescheduled paper", "rescheduled draft",
            ])
        #expect(try stage.set.input("day") == .date(CivilDate(iso: "2026-03-27")!))
        #expect(
            Stage.refusals { try stage.order(.rescheduleInput("day", to: CivilDate(iso: "2026-02-27")!), as: "office") }
                == [.dayPassed(CivilDate(iso: "2026-02-27")!)])
    }

    @Test("stays over a suspension, or moves by the working days lost")
    func shift() throws {
        for shifts in [false, true] {
            let stage = try stage()
            try stage.order(.suspend, as: "office")
            #expect(Stage.refusals { try stage.act("draft", as: "office") } == [.notRunning("test-1", .suspended)])
            // Monday to Friday: four working days.
            let events = try stage.order(
                .resume(shiftingSince: shifts ? Stage.monday : nil), as: "office", at: Stage.day(4))
            #expect(events == ["resumed"] + (shifts ? ["rescheduled ", "rescheduled paper", "rescheduled draft"] : []))
            #expect(try stage.item("paper")?.due?.anchor == (shifts ? "2026-03-12" : "2026-03-06"))
        }
    }
}

@Suite("The organiser")
struct OrganiserTests {
    @Test("skips a step that waits, which opens nothing before its turn, or one that is open, with all its branches")
    func skip() throws {
        let stage = try Stage(
            steps: [
                step(
                    "all",
                    each(over: "cells", as: "cell", [step("work", task(.holders("secretary", of: .named("cell"))))])),
                step("next", after: ["all"], task(office)), step("last", after: ["next"], task(office)),
            ], inputs: [cellsInput], values: [cells])
        #expect(try stage.order(.skip(Path("next")), as: "office") == ["skipped next"])
        #expect(
            try stage.order(.skip(Path("all")), as: "chair") == [
                "cancelled all/one/work", "cancelled all/two/work", "skipped all", "opened last",
            ])
        #expect(Stage.refusals { try stage.order(.skip(Path("last")), as: "an") }?.count == 1)
        #expect(try stage.order(.skip(Path("last")), as: "office") == ["skipped last", "completed"])
    }

    @Test("reopens a step, and with it the join that had fired and what followed it")
    func reopen() throws {
        let stage = try Stage(
            steps: [
                step(
                    "all",
                    each(over: "cells", as: "cell", [step("work", task(.holders("secretary", of: .named("cell"))))])),
                step("next", after: ["all"], task(office)), step("last", after: ["next"], task(office)),
            ], inputs: [cellsInput], values: [cells])
        try stage.act("all/one/work", as: "an")
        try stage.act("all/two/work", as: "chi")
        try stage.act("next", as: "office")
        #expect(
            try stage.order(.reopen(Path("all/one/work")), as: "office") == [
                "returned all", "returned all/one/work", "opened all/one/work",
            ])
        #expect(try stage.phase("all") == .open)
        #expect(try stage.set.tally(at: Path("all")) == Tally(total: 2, open: 1, ended: ["done": 1]))
        #expect(try stage.phase("next") == .waiting)
        #expect(try stage.phase("last") == .waiting)
        #expect(try stage.item("all/one/work")?.round == 2)
        #expect(
            try stage.act("all/one/work", as: "an") == [
                "completed all/one/work done", "completed all done", "opened next",
            ])
        try stage.act("next", as: "office")
        try stage.act("last", as: "office")
        #expect(stage.state == .completed)
    }

    @Test("includes a person in a window, and a unit in a fan-out; excuses with a reason")
    func people() throws {
        let stage = try Stage(
            steps: [
                step(
                    "read",
                    AcknowledgeStep(from: membersOfOne, about: "x", mode: .study, closes: friday, closeEarly: true)),
                step(
                    "all",
                    each(over: "cells", as: "cell", [step("work", task(.holders("secretary", of: .named("cell"))))])),
                step("end", after: ["read", "all"], task(office)),
            ], inputs: [cellsInput], values: [Value.Cell("cells", .units(["one"]))])
        #expect(try stage.order(.include(Path("read"), "dung"), as: "office") == ["opened read"])
        #expect(try stage.set.tally(at: Path("read")) == Tally(total: 3, open: 3))
        #expect(
            Stage.refusals { try stage.order(.include(Path("read"), "an"), as: "office") } == [
                .alreadyIncluded(Path("read"), "an")
            ])
        #expect(try stage.order(.include(Path("all"), "two"), as: "office") == ["opened all", "opened all/two/work"])
        #expect(try stage.item("all/two/work")?.owner == "chi")
        try stage.act("read", as: "an")
        #expect(Stage.refusals { try stage.order(.excuse(stage.code("read", "an")), as: "office") }?.count == 1)
        try stage.order(.excuse(stage.code("read", "binh")), as: "office")
        #expect(try stage.act("read", as: "dung") == ["answered acknowledged", "closed read"])
        #expect(try stage.item("read", "binh")?.state == .excused)
        try stage.act("all/one/work", as: "an")
        #expect(
            try stage.act("all/two/work", as: "chi") == [
                "completed all/two/work done", "completed all done", "opened end",
            ])
    }

    @Test("cancels the plan, suspended too, and then nothing can be done with it")
    func cancel() throws {
        let stage = try Stage(steps: [step("plan", task(office))])
        try stage.order(.suspend, as: "office")
        #expect(try stage.order(.cancel, as: "chair") == ["cancelled plan", "cancelled"])
        #expect(
            Stage.refusals { try stage.order(.resume(shiftingSince: nil), as: "office") } == [
                .notInState(.resume, "test-1", .cancelled)
            ])
    }
}

@Suite("A window that opens after its end")
struct LateWindowTests {
    @Test("waits for the organiser to set a new end, and then asks everybody")
    func late() throws {
        let stage = try Stage(steps: [
            step("draft", task(office, produces: "document")),
            step("opinions", after: ["draft"], CommentsStep(from: membersOfOne, closes: friday, closeEarly: true)),
            step("end", after: ["opinions"], task(office)),
        ])
        #expect(
            try stage.act("draft", as: "office", file: "a", at: Stage.day(7)) == [
                "completed draft done", "opened opinions",
            ])
        #expect(try stage.item("opinions")?.owner == "office")
        #expect(try stage.item("opinions", "an") == nil)
        #expect(
            Stage.refusals {
                try stage.act("opinions", as: "office", set: [("new-date", "2026-03-06")], at: Stage.day(7))
            }
                == [.dayPassed(CivilDate(iso: "2026-03-06")!)])
        #expect(
            try stage.act("opinions", as: "office", set: [("new-date", "2026-03-13")], at: Stage.day(7)) == [
                "rescheduled opinions", "completed opinions new-date", "returned opinions", "opened opinions",
            ])
        #expect(try stage.item("opinions", "an")?.due?.anchor == "2026-03-13")
        try stage.act("opinions", as: "an", at: Stage.day(8))
        #expect(try stage.act("opinions", as: "binh", at: Stage.day(8)).last == "opened end")
    }
}

@Suite("A task with a checklist")
struct ChecklistTests {
    @Test("keeps its ticks, and ends when every row has one, with the document it gives")
    func ticks() throws {
        let rows = ["an ninh", "hậu cần"].map { Value.Row([Value.Cell("area", .text($0))]) }
        let stage = try Stage(
            steps: [
                step(
                    "inspect",
                    TaskStep(who: office, deadline: nil, checklist: "areas"))
            ],
            inputs: [Input(name: "areas", type: .table, title: LocalizedText(vi: "Mục", en: "Areas"))],
            values: [Value.Cell("areas", .table(rows))])
        #expect(
            Stage.refusals { try stage.act("inspect", as: "office") } == [
                .unticked(Path("inspect"), ["tick-1", "tick-2"])
            ])
        #expect(try stage.act("inspect", as: "office", set: [("tick-2", "yes")]) == ["answered -"])
        #expect(Stage.refusals { try stage.act("inspect", as: "office", set: [("tick-2", "yes")]) }?.count == 1)
        #expect(
            try stage.act("inspect", as: "office", set: [("tick-1", "yes")]) == ["completed inspect done", "completed"])
    }
}

@Suite("A task that collects")
struct CollectsTests {
    @Test("has the documents of every branch before it, as they stand")
    func documents() throws {
        let stage = try Stage(
            steps: [
                step(
                    "all",
                    each(
                        over: "cells", as: "cell",
                        [step("paper", task(.holders("secretary", of: .named("cell")), produces: "paper"))])),
                step(
                    "gather", after: ["all"],
                    TaskStep(
                        who: office, deadline: nil, collects: ListPhrase("paper", of: "all", filter: nil))),
            ], inputs: [cellsInput], values: [cells])
        try stage.act("all/one/paper", as: "an", file: "một.txt")
        try stage.act("all/two/paper", as: "chi", file: "hai.txt")
        let scene = try #require(stage.scene("gather"))
        #expect(try scene.consulted().map(\.document.name) == ["một.txt", "hai.txt"])
    }
}

@Suite("A return from the last step of a branch")
struct BranchReturnTests {
    @Test("takes the branch out of the done ones again")
    func tally() throws {
        let stage = try Stage(
            steps: [
                step(
                    "all",
                    each(
                        over: "cells", as: "cell",
                        [
                            step("work", task(.holders("secretary", of: .named("cell")))),
                            step(
                                "check", after: ["work"],
                                decision(chair, [("yes", .proceed), ("no", .return(to: "work"))])),
                        ])),
                step("end", after: ["all"], task(office)),
            ], inputs: [cellsInput], values: [cells])
        try stage.act("all/one/work", as: "an")
        try stage.act("all/one/check", as: "chair", outcome: "no")
        #expect(try stage.set.tally(at: Path("all")) == Tally(total: 2, open: 2))
        try stage.act("all/two/work", as: "chi")
        #expect(try stage.act("all/two/check", as: "chair", outcome: "yes") == ["completed all/two/check yes"])
        try stage.act("all/one/work", as: "an")
        #expect(try stage.act("all/one/check", as: "chair", outcome: "yes").last == "opened end")
    }
}

private let dayInput = Input(name: "day", type: .date, title: LocalizedText(vi: "Ngày", en: "Day"))
private let day = Value.Cell("day", .date(CivilDate(iso: "2026-03-20")!))
private let friday = Deadline(.date(CivilDate(iso: "2026-03-06")!), text: "2026-03-06")

private func session(_ date: SessionDate) -> SessionStep {
    SessionStep(chair: chair, attend: .members(nil, of: .committee), date: date, records: [.minutes])
}

@Suite("A substitute")
struct SubstituteOrderTests {
    /// Bình is away in the first week of March, and Chi stands in.
    private static let directory = MemoryDirectory(
        units: Ground.directory.units,
        people: Ground.directory.people.map { person in
            guard person.id == "binh" else { return person }
            return Person(
                id: "binh", name: "Bình", unit: "one",
                absences: [
                    Absence(CivilDate(iso: "2026-03-01")!...CivilDate(iso: "2026-03-07")!, substitute: "chi")
                ])
        })

    @Test("hands on, notes and takes back in the name of the one who is away, and not after")
    func orders() throws {
        let stage = try Stage(
            steps: [
                step("author", AssignStep(who: chair, from: membersOfOne, deadline: nil)),
                step("write", after: ["author"], task(.named("author"), produces: "document")),
            ], directory: Self.directory)
        try stage.act("author", as: "chair", set: [("person", "binh")])
        let code = try stage.code("write")
        #expect(Stage.refusals { try stage.order(.note(code, nil), as: "dung", for: "binh") } != nil)
        #expect(try stage.order(.note(code, nil), as: "chi", for: "binh") == ["answered -"])
        #expect(try stage.order(.delegate(code, to: "dung"), as: "chi", for: "binh") == ["assigned \(code)"])
        #expect(try stage.item("write")?.candidates == ["binh", "dung"])
        #expect(
            Stage.refusals { try stage.order(.note(code, nil), as: "chi", for: "binh", at: Stage.day(10)) } == [
                .mayNotActFor(by: "chi", person: "binh")
            ])
    }
}
