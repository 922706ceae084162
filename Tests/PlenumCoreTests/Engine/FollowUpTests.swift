import EngineTesting
import PlenumCore
import Testing

/// What follows from a decision, assigned row by row: by the office, among everybody, inspected by cell Two.
private func stage() throws -> Stage {
    try Stage(
        steps: [
            step(
                "follow-up",
                FollowUpStep(
                    who: office, from: .everyone(of: .committee), inspectors: .members(nil, of: .unit("two")),
                    deadline: nil, name: "follow-up", title: LocalizedText(vi: "Thực hiện", en: "Follow-up"))),
            step("after", after: ["follow-up"], task(office)),
        ])
}

extension Stage {
    /// Enters one row, each value changed or left out by `values`.
    @discardableResult
    fileprivate func assign(_ values: [Name: String?] = [:]) throws -> [String] {
        let row: [Name: String?] = [
            "responsibility": "Rà soát quy chế", "person": "binh", "due": "2026-03-20", "inspect-on": "2026-03-25",
        ].merging(values) { $1 }
        return try act(
            "follow-up", as: "office",
            set: row.compactMap { name, text in text.map { (name: name, text: $0) } }.sorted { $0.name < $1.name })
    }
}

private func refusal(_ body: () throws -> Void) -> Refusal? { Stage.refusals(body)?.first }

@Suite("A follow-up")
struct FollowUpTests {
    @Test("gives each row to its person, then to its inspector, and ends with the last of them")
    func whole() throws {
        let stage = try stage()
        let opened = try stage.assign(["inspector": "chair"])
        #expect(opened.contains("opened follow-up/1/carry-out"))
        #expect(try stage.item("follow-up/1/carry-out")?.people == ["binh"])
        #expect(try stage.item("follow-up/1/carry-out")?.due?.date.description == "2026-03-20")
        try stage.assign(["person": "an", "responsibility": "Báo cáo quý"])
        try stage.act("follow-up", as: "office", outcome: "all-assigned")
        #expect(try stage.phase("follow-up") == .open)

        let carriedOut = try stage.act(
            "follow-up/1/carry-out", as: "binh", set: [(name: "evidence", text: "Quyết định 12")])
        #expect(carriedOut.contains("opened follow-up/1/inspect"))
        #expect(try stage.item("follow-up/1/inspect")?.people == ["chair"])
        #expect(try stage.item("follow-up/1/inspect")?.due?.date.description == "2026-03-25")
        let needs = try stage.scene("follow-up/1/inspect")?.step.kind.offer(
            #require(stage.scene("follow-up/1/inspect"))
        ).needs
        #expect(needs?.first?.title[.vi].contains("Quyết định 12") == true)
        try stage.act(
            "follow-up/1/inspect", as: "chair", outcome: "fulfilled", set: [(name: "finding", text: "Đạt")])

        try stage.act("follow-up/2/carry-out", as: "an", set: [(name: "evidence", text: "Báo cáo số 3")])
        #expect(try stage.item("follow-up/2/inspect")?.people == ["chi", "dung"])
        let last = try stage.act(
            "follow-up/2/inspect", as: "dung", outcome: "fulfilled", set: [(name: "finding", text: "Đạt")])
        #expect(Array(last.suffix(2)) == ["completed follow-up done", "opened after"])
    }

    @Test("is done again where the inspection finds that it does not do")
    func again() throws {
        let stage = try stage()
        try stage.assign(["inspector": "chair"])
        try stage.act("follow-up/1/carry-out", as: "binh", set: [(name: "evidence", text: "x")])
        try stage.act(
            "follow-up/1/inspect", as: "chair", outcome: "not-yet", set: [(name: "finding", text: "Thiếu phụ lục")])
        #expect(try stage.phase("follow-up/1/carry-out") == .open)
        #expect(try stage.round("follow-up/1/carry-out") == 2)
        #expect(try stage.phase("follow-up/1/inspect") == .waiting)
    }

    @Test(
        "takes no row without a person, a responsibility, a date and an inspection",
        arguments: ["responsibility", "person", "due", "inspect-on"] as [Name])
    func wholeRowsOnly(missing: Name) throws {
        let stage = try stage()
        let refusal = refusal { try stage.assign([missing: nil]) }
        guard case .needMissing(let need)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(need.name == missing)
        #expect(try stage.phase("follow-up/1/carry-out") == .waiting)
    }

    @Test("takes no inspection before the work is due, none of one's own work, and no stranger")
    func soundRowsOnly() throws {
        let stage = try stage()
        #expect(
            refusal { try stage.assign(["inspect-on": "2026-03-19"]) }
                == .inspectedTooSoon(CivilDate(iso: "2026-03-19")!, due: CivilDate(iso: "2026-03-20")!))
        #expect(refusal { try stage.assign(["inspector": "binh"]) } == .inspectsThemself("binh"))
        #expect(refusal { try stage.assign(["person": "nobody"]) } != nil)
        #expect(try stage.set.tally(at: Path("follow-up"))?.total == 0)
    }

    @Test("does not let the only inspectors inspect themselves")
    func others() throws {
        let stage = try stage()
        try stage.assign(["person": "chi"])
        try stage.act("follow-up/1/carry-out", as: "chi", set: [(name: "evidence", text: "x")])
        #expect(try stage.item("follow-up/1/inspect")?.people == ["dung"])
    }

    @Test("ends only with at least one row, and no row without its inspection")
    func needsInspection() throws {
        let stage = try stage()
        #expect(refusal { try stage.act("follow-up", as: "office", outcome: "all-assigned") } != nil)
        try stage.assign()
        #expect(refusal { try stage.order(.skip(Path("follow-up/1/inspect")), as: "office") } != nil)
        try stage.act("follow-up/1/carry-out", as: "binh", set: [(name: "evidence", text: "x")])
        #expect(refusal { try stage.order(.skip(Path("follow-up/1/inspect")), as: "office") } != nil)
        #expect(try stage.phase("follow-up/1/inspect") == .open)
    }

    @Test("counts a row no longer that was excused")
    func excused() throws {
        let stage = try stage()
        try stage.assign()
        try stage.assign(["person": "an"])
        try stage.act("follow-up", as: "office", outcome: "all-assigned")
        try stage.order(.excuseBranch(ScopePath("follow-up/2")), as: "office")
        try stage.act("follow-up/1/carry-out", as: "binh", set: [(name: "evidence", text: "x")])
        let last = try stage.act(
            "follow-up/1/inspect", as: "chi", outcome: "fulfilled", set: [(name: "finding", text: "Đạt")])
        #expect(last.contains("completed follow-up done"))
    }

    @Test("hears of what is in the way: its organisers and its inspectors")
    func overseers() throws {
        let stage = try stage()
        try stage.assign(["inspector": "chair"])
        #expect(try stage.scene("follow-up/1/carry-out")?.overseers() == ["chair"])
        let code = try stage.code("follow-up/1/carry-out")
        try stage.order(.note(code, nil, .reported), as: "binh", because: "Thiếu kinh phí")
        #expect(try stage.item("follow-up/1/carry-out")?.obstacle == "Thiếu kinh phí")
        try stage.order(.note(code, nil, .cleared), as: "office", because: "Đã cấp")
        #expect(try stage.item("follow-up/1/carry-out")?.obstacle == nil)
    }
}
