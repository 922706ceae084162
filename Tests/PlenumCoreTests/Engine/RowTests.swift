import EngineTesting
import PlenumCore
import Testing

/// Rows that arrive while a step is open: papers, proposals.
@Suite("A step that takes rows")
struct RowTests {
    private static let dayInput = Input(name: "day", type: .date, title: LocalizedText(vi: "Ngày", en: "Day"))
    private static let cells = People.members(nil, of: .unit("one"))

    /// The step `papers`, open from Monday to the end of the following Friday, and `end` after it.
    private func stage(_ kind: CollectStep, after rest: [Step] = []) throws -> Stage {
        try Stage(
            steps: [step("papers", kind), step("end", after: ["papers"], task(office))] + rest,
            inputs: [RowTests.dayInput], values: [Value.Cell("day", .date(CivilDate(iso: "2026-03-13")!))])
    }

    private static let review = step(
        "review", after: ["sent"],
        decision(office, [("accepted", .proceed), ("returned", .return(to: "sent")), ("declined", .proceed)]))

    private static func papers(
        closeEarly: Bool = false, atLeast: Int? = nil, atMost: Int? = nil, otherwise: Otherwise? = nil,
        _ steps: [Step] = [review]
    ) -> CollectStep {
        collect(
            from: cells, columns: [titleColumn, fileColumn], closeEarly: closeEarly, atLeast: atLeast, atMost: atMost,
            otherwise: otherwise, name: "papers", steps)
    }

    @discardableResult
    private func send(_ title: String, by person: PersonID, on stage: Stage, at now: Instant = Stage.monday) throws
        -> [String]
    {
        try stage.act("papers", as: person, set: [("title", title)], file: "\(title).pdf", at: now)
    }

    private func close(_ stage: Stage, day: Int = 12) throws -> [String] {
        try stage.wait(until: Stage.day(day), closing: ["papers"])
    }

    private func rows(_ stage: Stage) throws -> Tally? { try stage.set.tally(at: Path("papers")) }

    @Test("opens a branch with each, in which its sender has done the first step")
    func arrival() throws {
        let stage = try stage(RowTests.papers())
        #expect(
            try send("One", by: "an", on: stage) == [
                "answered sent", "opened papers", "opened papers/1/sent", "completed papers/1/sent done",
                "opened papers/1/review",
            ])
        #expect(try send("Two", by: "an", on: stage).contains("opened papers/2/sent"))
        #expect(try send("Three", by: "binh", on: stage).contains("opened papers/3/review"))
        #expect(try stage.item("papers", "an")?.state == .inProgress)
        #expect(try stage.set.step(Path("papers/1/sent")).facts.endedBy == "an")
        #expect(try stage.set.step(Path("papers/1/sent")).facts.document?.name == "One.pdf")
        #expect(try stage.set.scope(ScopePath("papers/3"))?.facts.value("title") == .text("Three"))
        #expect(try stage.set.branches(of: Path("papers")) == ["1", "2", "3"])
        #expect(try rows(stage) == Tally(total: 3, open: 3))
    }

    @Test("takes the same row of the same person once, and of another again")
    func repeated() throws {
        let stage = try stage(RowTests.papers())
        try send("One", by: "an", on: stage)
        try send("Two", by: "an", on: stage)
        #expect(try send("One", by: "an", on: stage) == [])
        #expect(try stage.act("papers", as: "binh", set: [("title", "One")], file: "One.pdf").count == 5)
        #expect(try rows(stage)?.total == 3)
    }

    @Test("refuses a row without what it needs")
    func incomplete() throws {
        let stage = try stage(RowTests.papers())
        let refusals = Stage.refusals { try stage.act("papers", as: "an") } ?? []
        #expect(refusals.count == 2)
        let given = Stage.refusals {
            try stage.act("papers", as: "an", outcome: "nothing-to-add", set: [("title", "x")])
        }
        #expect(given?.isEmpty == false)
    }

    @Test("ends when it has closed and the steps of every row have ended")
    func ending() throws {
        let stage = try stage(RowTests.papers())
        try send("One", by: "an", on: stage)
        try send("Two", by: "an", on: stage)
        try stage.act("papers/1/review", as: "office", outcome: "accepted")
        #expect(try close(stage) == ["closed papers"])
        #expect(try stage.phase("papers") == .open)
        #expect(try stage.item("papers", "an")?.state == .done)
        #expect(try stage.item("papers", "binh")?.state == .lapsed)
        #expect(try stage.set.step(Path("papers")).facts.closesAt == nil)
        let late = Stage.refusals { try send("Late", by: "binh", on: stage, at: Stage.day(12)) }
        #expect(late != nil)
        #expect(
            try stage.act("papers/2/review", as: "office", outcome: "declined", at: Stage.day(13)) == [
                "completed papers/2/review declined", "completed papers done", "opened end",
            ])
    }

    @Test("needs no row where it asks for none")
    func none() throws {
        let stage = try stage(RowTests.papers())
        #expect(try close(stage) == ["closed papers", "completed papers done", "opened end"])
    }

    @Test("without steps of its own ends with the arrival of its rows")
    func bare() throws {
        let stage = try stage(RowTests.papers(atMost: 2, []))
        try send("One", by: "an", on: stage)
        #expect(
            try send("Two", by: "binh", on: stage) == [
                "answered sent", "opened papers", "opened papers/2/sent", "closed papers",
                "completed papers/2/sent done", "completed papers done", "opened end",
            ])
    }

    @Test("goes on by itself where it has too few, as often as it says, then ends short")
    func prolonged() throws {
        let stage = try stage(
            RowTests.papers(
                atLeast: 2, otherwise: Otherwise(extend: Span(5, .workingDay), upTo: 2, then: "short")))
        try send("One", by: "an", on: stage)
        try stage.act("papers/1/review", as: "office", outcome: "accepted")
        let first = Due(endOf: CivilDate(iso: "2026-03-13")!, in: .fixed(name: "Asia/Ho_Chi_Minh", offset: 7 * 3600))
        #expect(try stage.set.step(Path("papers")).facts.due == first)
        #expect(try stage.wait(until: first.instant, closing: ["papers"]) == ["rescheduled papers"])
        #expect(try stage.set.step(Path("papers")).facts.due?.date == CivilDate(iso: "2026-03-20"))
        #expect(try stage.item("papers", "binh")?.due?.date == CivilDate(iso: "2026-03-20"))
        // Nobody looked for a month: the second time and the end fell due on their own days.
        let due = try #require(try stage.set.step(Path("papers")).facts.closesAt)
        let month = Stage.day(40)
        #expect(
            try stage.command(.advance, as: nil, at: month, closing: [(Path("papers"), due)]) == [
                "rescheduled papers", "closed papers short", "completed papers short", "opened end",
            ])
        #expect(try stage.set.step(Path("papers")).facts.endedAt == first.instant.adding(seconds: 14 * 86_400))
    }

    @Test("closes early once everybody has answered, if it has what it needs")
    func early() throws {
        let stage = try stage(
            RowTests.papers(closeEarly: true, atLeast: 2, otherwise: Otherwise(), []))
        try send("One", by: "an", on: stage)
        #expect(try stage.act("papers", as: "binh", outcome: "nothing-to-add") == ["answered nothing-to-add"])
        // Everybody has answered, but one paper is missing.
        #expect(try stage.phase("papers") == .open)
        #expect(try send("Two", by: "an", on: stage).contains("completed papers done"))
    }

    @Test("gives a row back to its sender")
    func returned() throws {
        let stage = try stage(RowTests.papers())
        try send("One", by: "binh", on: stage)
        #expect(
            try stage.act("papers/1/review", as: "office", outcome: "returned") == [
                "completed papers/1/review returned", "returned papers/1/sent", "opened papers/1/sent",
            ])
        #expect(try stage.item("papers/1/sent")?.people == ["binh"])
        #expect(try stage.item("papers/1/sent")?.due?.date == CivilDate(iso: "2026-03-13"))
        #expect(
            try stage.act("papers/1/sent", as: "binh", set: [("title", "Better")], file: "Better.pdf") == [
                "completed papers/1/sent done", "opened papers/1/review",
            ])
        #expect(try stage.set.scope(ScopePath("papers/1"))?.facts.value("title") == .text("Better"))
        #expect(try stage.set.step(Path("papers/1/sent")).facts.document?.name == "Better.pdf")
        #expect(try rows(stage)?.total == 1)
        // Given back after the end: it has no deadline then, and the step waits for it.
        _ = try close(stage)
        try stage.act("papers/1/review", as: "office", outcome: "returned", at: Stage.day(12))
        #expect(try stage.item("papers/1/sent")?.due == nil)
        try stage.act("papers/1/sent", as: "binh", file: "Best.pdf", at: Stage.day(13))
        #expect(
            try stage.act("papers/1/review", as: "office", outcome: "accepted", at: Stage.day(13)).contains(
                "completed papers done"))
    }

    @Test("lets a person take back what they sent last, while nobody has acted on it")
    func undone() throws {
        let stage = try stage(RowTests.papers(atLeast: 1, otherwise: Otherwise()))
        try send("One", by: "an", on: stage)
        try send("Two", by: "an", on: stage)
        let second = try stage.lastDeed("papers", "an")
        let first = try stage.deeds("papers", "an")[0]
        let deed = Order.Deed(
            task: second.task, sequence: second.sequence, by: second.by, body: second.body, earlier: first.answered)
        #expect(
            try stage.order(.undo(deed), as: "an") == [
                "undone \(deed.sequence)", "returned papers/2/sent", "cancelled papers/2/sent",
                "cancelled papers/2/review", "excused papers/2", "answered sent",
            ])
        #expect(try stage.item("papers", "an")?.state == .inProgress)
        #expect(try rows(stage) == Tally(total: 2, open: 1, excused: 1))
        // What was taken back may be sent again, under a number of its own.
        #expect(try send("Two", by: "an", on: stage).contains("opened papers/3/sent"))
        try stage.act("papers/1/review", as: "office", outcome: "accepted")
        #expect(Stage.refusals { try stage.order(.undo(first), as: "an") } != nil)
    }

    @Test("counts no row that the organiser has set aside")
    func excused() throws {
        let stage = try stage(RowTests.papers(atLeast: 2, otherwise: Otherwise()))
        try send("One", by: "an", on: stage)
        try send("Two", by: "binh", on: stage)
        try stage.act("papers/1/review", as: "office", outcome: "accepted")
        try stage.order(.excuseBranch(ScopePath("papers/1")), as: "office")
        #expect(Stage.refusals { try stage.order(.excuseBranch(ScopePath("papers/1")), as: "office") } != nil)
        #expect(try rows(stage) == Tally(total: 2, open: 1, excused: 1))
        #expect(try close(stage) == ["closed papers short"])
        #expect(
            try stage.order(.excuseBranch(ScopePath("papers/2")), as: "office", at: Stage.day(12)).suffix(2) == [
                "completed papers short", "opened end",
            ])
    }

    @Test("counts people by what they did")
    func people() throws {
        let stage = try stage(RowTests.papers())
        let senders = Path("papers/%senders")
        #expect(try stage.set.tally(at: senders) == Tally(total: 2, open: 2))
        try send("One", by: "an", on: stage)
        try send("Two", by: "an", on: stage)
        #expect(try stage.set.tally(at: senders) == Tally(total: 2, open: 1, ended: ["sent": 1]))
        try stage.order(.include(Path("papers"), "chi"), as: "office")
        #expect(try stage.set.tally(at: senders)?.total == 3)
        try send("Three", by: "chi", on: stage)
        try stage.order(.excuse(stage.code("papers", "an")), as: "office")
        try stage.order(.excuse(stage.code("papers", "binh")), as: "office")
        #expect(try stage.set.tally(at: senders) == Tally(total: 3, open: 0, ended: ["sent": 1], excused: 2))
        #expect(try rows(stage)?.total == 3)
    }

    @Test("begins without rows when it is opened again, and gives no number twice")
    func reopened() throws {
        let stage = try stage(RowTests.papers())
        try send("One", by: "an", on: stage)
        try stage.act("papers/1/review", as: "office", outcome: "accepted")
        _ = try close(stage)
        #expect(try stage.phase("end") == .open)
        try stage.order(.rescheduleInput("day", to: CivilDate(iso: "2026-03-20")!), as: "office", at: Stage.day(12))
        try stage.order(.reopen(Path("papers")), as: "office", at: Stage.day(12))
        #expect(try stage.phase("papers") == .open)
        #expect(try stage.phase("end") == .waiting)
        #expect(try stage.set.branches(of: Path("papers")) == [])
        #expect(try send("One", by: "an", on: stage, at: Stage.day(12)).contains("opened papers/2/sent"))
        #expect(try rows(stage) == Tally(total: 2, open: 1, excused: 1))
    }

    @Test("goes on with a row that is opened again, and takes no others")
    func rowReopened() throws {
        let stage = try stage(RowTests.papers())
        try send("One", by: "an", on: stage)
        _ = try close(stage)
        try stage.act("papers/1/review", as: "office", outcome: "accepted", at: Stage.day(12))
        #expect(try stage.phase("papers") == .done)
        try stage.order(.reopen(Path("papers/1/review")), as: "office", at: Stage.day(13))
        #expect(try stage.phase("papers") == .open)
        #expect(try stage.set.control(at: Path("papers")).takesAnswers == false)
        #expect(
            try stage.act("papers/1/review", as: "office", outcome: "declined", at: Stage.day(13)).contains(
                "completed papers done"))
    }

    @Test("stops with what is at work when it is skipped")
    func skipped() throws {
        let stage = try stage(RowTests.papers())
        try send("One", by: "an", on: stage)
        #expect(
            try stage.order(.skip(Path("papers")), as: "office") == [
                "cancelled papers/1/review", "skipped papers", "opened end",
            ])
        #expect(try stage.item("papers", "an")?.state == .cancelled)
    }

    @Test("moves no date once it has closed")
    func dates() throws {
        let stage = try stage(RowTests.papers(atMost: 1))
        try send("One", by: "an", on: stage)
        #expect(
            try stage.order(.rescheduleInput("day", to: CivilDate(iso: "2026-03-20")!), as: "office") == [
                "rescheduled "
            ])
        #expect(
            Stage.refusals {
                try stage.order(.extend(Path("papers"), to: CivilDate(iso: "2026-03-25")!, at: nil), as: "office")
            } != nil)
    }
}
