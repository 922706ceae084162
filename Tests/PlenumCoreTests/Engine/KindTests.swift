import EngineTesting
import PlenumCore
import Testing

private let friday = Deadline(.date(CivilDate(iso: "2026-03-06")!), text: "2026-03-06")
private let membersOfOne = People.members(nil, of: .unit("one"))

@Suite("A window for opinions")
struct CommentsKindTests {
    private func stage(settles: Bool = false) throws -> Stage {
        try Stage(steps: [
            step("draft", task(office, produces: "document")),
            step("opinions", after: ["draft"], CommentsStep(from: membersOfOne, about: "draft", closes: friday)),
            step(
                "revise", after: ["opinions"],
                TaskStep(who: office, deadline: nil, revises: "draft", settles: settles ? ["opinions"] : [])),
            step(
                "approve", after: ["revise"],
                DecisionStep(
                    who: chair, deadline: nil, about: "draft",
                    outcomes: [
                        Outcome("yes", title: LocalizedText(vi: "Có", en: "Yes"))
                    ])),
        ])
    }

    @Test("keeps an answer open to change until it closes, and lets who said nothing lapse")
    func answers() throws {
        let stage = try stage()
        try stage.act("draft", as: "office", file: "draft.txt")
        #expect(try stage.act("opinions", as: "an", set: [("opinion", "rõ hơn")]) == ["answered commented"])
        #expect(try stage.act("opinions", as: "an") == ["answered nothing-to-add"])
        #expect(try stage.set.tally(at: Path("opinions")) == Tally(total: 2, open: 1, ended: ["nothing-to-add": 1]))
        #expect(
            try stage.wait(until: Stage.day(5), closing: ["opinions"]) == ["closed opinions", "opened revise"])
        #expect(try stage.item("opinions", "binh")?.state == .lapsed)
        #expect(
            Stage.refusals { try stage.act("opinions", as: "an", set: [("opinion", "x")], at: Stage.day(5)) } != nil)
    }

    @Test("gives the task that settles them one disposition to make for each, and the reason with all but one")
    func settles() throws {
        let stage = try stage(settles: true)
        try stage.act("draft", as: "office", file: "draft.txt")
        try stage.act("opinions", as: "an", set: [("opinion", "rõ hơn")])
        try stage.act("opinions", as: "binh")
        try stage.wait(until: Stage.day(5), closing: ["opinions"])
        let needs = try #require(try stage.item("revise").flatMap { try stage.scene("revise")?.offer(for: $0) }).needs
        let opinion = try #require(needs.first { $0.type == .disposition })
        #expect(needs.count { $0.type == .disposition } == 1)
        let now = Stage.day(5)
        #expect(Stage.refusals { try stage.act("revise", as: "office", file: "new.txt", at: now) }?.count == 1)
        for text in ["partly", "partly:", "explained: ", "yes"] {
            #expect(
                Stage.refusals {
                    try stage.act("revise", as: "office", set: [(opinion.name, text)], file: "new.txt", at: now)
                } != nil, "\(text)")
        }
        try stage.act("revise", as: "office", set: [(opinion.name, "partly: chỉ mục 2")], file: "new.txt", at: now)
        // Whoever decides about the draft has it as it was revised.
        #expect(try stage.scene("approve")?.consulted().map(\.document.name) == ["new.txt"])
    }
}

@Suite("An assignment")
struct AssignKindTests {
    @Test("binds its name to the person, and a return that resets it takes the name back")
    func binds() throws {
        let stage = try Stage(steps: [
            step("plan", task(office)),
            step("author", after: ["plan"], AssignStep(who: chair, from: membersOfOne, deadline: nil)),
            step("write", after: ["author"], task(.named("author"))),
            step("approve", after: ["author"], decision(chair, [("yes", .proceed), ("no", .return(to: "plan"))])),
        ])
        try stage.act("plan", as: "office")
        #expect(Stage.refusals { try stage.act("author", as: "chair", set: [("person", "chi")]) }?.count == 1)
        try stage.act("author", as: "chair", set: [("person", "binh")])
        #expect(try stage.item("write")?.owner == "binh")
        try stage.act("approve", as: "chair", outcome: "no")
        #expect(try stage.item("write")?.state == .cancelled)
        try stage.act("plan", as: "office")
        try stage.act("author", as: "chair", set: [("person", "an")])
        #expect(try stage.item("write")?.owner == "an")
        #expect(try stage.round("write") == 2)
    }
}

@Suite("Issuing a document")
struct IssueKindTests {
    @Test("asks for the number where no register is kept here, and stands against undo")
    func number() throws {
        let stage = try Stage(steps: [
            step("draft", task(office, produces: "document")),
            step(
                "issue", after: ["draft"],
                IssueStep(
                    who: office, about: "draft", number: IssueStep.NumberScheme(type: "NQ", organ: "ĐU"), deadline: nil)
            ),
            step("file", after: ["issue"], task(office)),
        ])
        try stage.act("draft", as: "office", file: "draft.txt")
        #expect(Stage.refusals { try stage.act("issue", as: "office") }?.count == 1)
        #expect(Stage.refusals { try stage.act("issue", as: "office", set: [("number", "năm")]) }?.count == 1)
        try stage.act("issue", as: "office", set: [("number", "5")])
        #expect(try stage.set.step(Path("issue")).facts.answer("symbol")?.text == "05-NQ/ĐU")
        let deed = try stage.lastDeed("issue")
        #expect(Stage.refusals { try stage.order(.undo(deed), as: "office") } == [.issued(Path("issue"))])
    }

    @Test("writes a number as a party document bears it", arguments: [(1, "01"), (9, "09"), (10, "10"), (105, "105")])
    func symbol(number: Int, shown: String) throws {
        let series = NumberSeries(unit: "root", term: "2025/2030 %", type: "NQ", organ: "ĐU")
        #expect(series.symbol(number, in: .party) == "\(shown)-NQ/ĐU")
        #expect(NumberSeries(text: series.text) == series)
    }
}

@Suite("A wait")
struct WaitKindTests {
    @Test("ends at its moment, and nobody has anything to do until then")
    func ends() throws {
        let stage = try Stage(steps: [
            step("pause", WaitStep(until: friday)), step("go", after: ["pause"], task(office)),
        ])
        #expect(try stage.phase("pause") == .open)
        #expect(try stage.item("pause") == nil)
        #expect(try stage.set.step(Path("pause")).facts.closesAt == Instant(rfc3339: "2026-03-07T00:00:00+07:00"))
        #expect(try stage.wait(until: Stage.day(5), closing: ["pause"]) == ["closed pause", "opened go"])
    }
}
