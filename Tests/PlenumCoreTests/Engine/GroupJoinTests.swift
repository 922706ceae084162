import EngineTesting
import PlenumCore
import Testing

private let topicsInput = Input(
    name: "topics", type: .table, title: LocalizedText(vi: "Đề tài", en: "Topics"),
    columns: [
        Column(name: "group", type: .text, title: LocalizedText(vi: "Nhóm", en: "Group")),
        Column(name: "topic", type: .text, title: LocalizedText(vi: "Đề tài", en: "Topic")),
    ], oneRowPer: "topic")

/// A step over topics in two groups, `a` with so many and `b` with one, of which each group needs so many.
private func stage(per needed: Int, inGroupA count: Int = 2, others: FanOut.Others = .stop) throws -> Stage {
    let rows = (1...count).map { ("a/1", "x\($0)") } + [("b", "y/1")]
    return try Stage(
        steps: [
            step(
                "papers",
                EachStep(
                    fanOut: FanOut(
                        over: ListPhrase("topics", of: nil, filter: nil), entry: nil, join: .per(needed, "group"),
                        others: others, scope: Scope(steps: [step("write", task(office))])),
                    otherwise: Otherwise())),
            step("after", after: ["papers"], task(office)),
        ], inputs: [topicsInput],
        values: [
            Value.Cell(
                "topics",
                .table(
                    rows.map {
                        Value.Row([Value.Cell("group", .text($0.0)), Value.Cell("topic", .text($0.1))])
                    }))
        ])
}

@Suite("A join by groups")
struct GroupJoinTests {
    @Test("is met once every group has enough, and then stops the rest")
    func met() throws {
        let stage = try stage(per: 1)
        #expect(try stage.act("papers/x1/write", as: "office") == ["completed papers/x1/write done"])
        #expect(try stage.set.tally(at: Path("papers"))?.groupsMet == 1)
        // A row whose key has a slash has a path all the same.
        #expect(
            try stage.act("papers/y%2F1/write", as: "office") == [
                "completed papers/y%2F1/write done", "cancelled papers/x2/write", "completed papers done",
                "opened after",
            ])
    }

    @Test("that a group can no longer meet ends short")
    func short() throws {
        let stage = try stage(per: 2)
        try stage.act("papers/x1/write", as: "office")
        try stage.act("papers/x2/write", as: "office")
        #expect(
            try stage.act("papers/y%2F1/write", as: "office") == [
                "completed papers/y%2F1/write done", "completed papers short", "opened after",
            ])
    }

    @Test("no longer counts a group whose last branch is excused")
    func excusedGroup() throws {
        let stage = try stage(per: 1)
        try stage.act("papers/x1/write", as: "office")
        #expect(
            try stage.order(.excuseBranch(ScopePath("papers/y%2F1")), as: "office") == [
                "cancelled papers/y%2F1/write", "excused papers/y%2F1", "cancelled papers/x2/write",
                "completed papers done", "opened after",
            ])
    }

    @Test("is missed again when the one branch of a group is reopened, and not when the group has another")
    func reopened() throws {
        let alone = try stage(per: 1)
        try alone.act("papers/x1/write", as: "office")
        try alone.act("papers/y%2F1/write", as: "office")
        #expect(try alone.order(.reopen(Path("papers/y%2F1/write")), as: "office").first == "returned papers")
        #expect(try alone.phase("papers") == .open)
        #expect(try alone.set.tally(at: Path("papers"))?.groupsMet == 1)
        #expect(try alone.act("papers/y%2F1/write", as: "office").contains("completed papers done"))
        let several = try stage(per: 1, others: .goOn)
        try several.act("papers/x1/write", as: "office")
        try several.act("papers/x2/write", as: "office")
        try several.act("papers/y%2F1/write", as: "office")
        try several.order(.reopen(Path("papers/x1/write")), as: "office")
        #expect(try several.phase("papers") == .done)
    }
}

@Suite("A branch that is excused")
struct ExcusedBranchTests {
    private func stage(_ join: Join) throws -> Stage {
        try Stage(
            steps: [
                step(
                    "all",
                    EachStep(
                        fanOut: FanOut(
                            over: ListPhrase("cells", of: nil, filter: nil), entry: "cell", join: join,
                            scope: Scope(steps: [
                                step("first", task(.holders("secretary", of: .named("cell")))),
                                step("second", after: ["first"], task(.holders("secretary", of: .named("cell")))),
                            ])), otherwise: Otherwise())),
                step("after", after: ["all"], task(office)),
            ], inputs: [cellsInput], values: [cells])
    }

    @Test("stops, with a reason, and the join counts without it")
    func all() throws {
        let stage = try stage(.all)
        try stage.act("all/one/first", as: "an")
        try stage.act("all/one/second", as: "an")
        let branch = Order.excuseBranch(ScopePath("all/two"))
        #expect(Stage.refusals { try stage.order(branch, as: "office", because: nil) } == [.reasonMissing(.excuse)])
        #expect(Stage.refusals { try stage.order(branch, as: "binh") }?.count == 1)
        #expect(
            try stage.order(branch, as: "office") == [
                "cancelled all/two/first", "cancelled all/two/second", "excused all/two", "completed all done",
                "opened after",
            ])
        #expect(try stage.set.tally(at: Path("all"))?.excused == 1)
    }

    @Test("leaves too few where a number is needed, and the step ends short")
    func tooFew() throws {
        let stage = try stage(.atLeast(2))
        try stage.order(.excuseBranch(ScopePath("all/one")), as: "office")
        try stage.act("all/two/first", as: "chi")
        #expect(try stage.act("all/two/second", as: "chi").contains("completed all short"))
    }

    @Test("cannot be excused twice, nor opened again, nor excused once it has ended")
    func ended() throws {
        let stage = try stage(.all)
        try stage.act("all/one/first", as: "an")
        try stage.order(.excuseBranch(ScopePath("all/one")), as: "office")
        for order in [Order.excuseBranch(ScopePath("all/one")), .reopen(Path("all/one/first"))] {
            #expect(Stage.refusals { try stage.order(order, as: "office") } != nil, "\(order)")
        }
        #expect(Stage.refusals { try stage.order(.excuseBranch(ScopePath("all/three")), as: "office") }?.count == 1)
        try stage.act("all/two/first", as: "chi")
        try stage.act("all/two/second", as: "chi")
        #expect(Stage.refusals { try stage.order(.excuseBranch(ScopePath("all/two")), as: "office") } != nil)
        try stage.act("after", as: "office")
        #expect(stage.state == .completed)
    }
}
