import EngineTesting
import PlenumCore
import Testing

/// Every ballot of up to seven people under every rule, counted the slow way.
@Suite("The result of a vote")
struct VoteCountTests {
    /// What one of those who might be asked has done: voted, kept silent, was excused, or was not at the session.
    private enum Ballot: CaseIterable { case inFavour, against, abstained, none, excused, absent }

    /// Among whom it is counted.
    private enum Base: CaseIterable { case convened, present, cast }

    private struct Vote: CustomStringConvertible {
        let base: Base
        let count: VoteCount
        var description: String { "\(count) of \(base)" }
    }

    private static let rules: [VoteCount.Rule] =
        ([.moreThanHalf, .fraction(2, 3), .fraction(1, 2), .fraction(3, 4), .fraction(1, 1), .number(1), .number(3)]
        as [Quorum.Share]).map { .share($0) } + [.all]
    private static let votes: [Vote] = rules.flatMap { rule in
        Base.allCases.flatMap { base in
            [nil, .moreThanHalf, .fraction(2, 3), .number(4)].flatMap { (quorum: Quorum.Share?) in
                [false, true].flatMap { veto in
                    VoteCount.Tie.allCases.map { tie in
                        Vote(
                            base: base,
                            count: VoteCount(
                                rule: rule, base: base == .cast ? .cast : .convened, quorum: quorum, veto: veto,
                                tie: tie))
                    }
                }
            }
        }
    }

    /// The rules in the words of the rules, one ballot after the other, in fractions of whole numbers.
    private static func oracle(_ vote: Vote, _ ballots: [Ballot]) -> VoteCount.Result {
        let count = vote.count
        let asked = ballots.filter { $0 != .excused && (vote.base != .present || $0 != .absent) }
        let voted = asked.filter { $0 != .none && $0 != .absent }
        let favour = voted.count { $0 == .inFavour }
        if let quorum = count.quorum {
            let enough: Bool =
                switch quorum {
                case .moreThanHalf: voted.count > asked.count - voted.count
                case .fraction(let part, let whole): voted.count * whole >= asked.count * part
                case .number(let number): voted.count >= number
                }
            if !enough { return .withoutQuorum }
        }
        if count.veto, voted.contains(.against) { return .rejected }
        let base = vote.base == .cast ? voted : asked
        let others = base.count - favour
        if favour == 0 { return .rejected }
        switch count.rule {
        case .share(.moreThanHalf):
            if favour == others { return count.tie == .adopted ? .adopted : .rejected }
            return favour > others ? .adopted : .rejected
        case .share(.fraction(let part, let whole)):
            return favour * whole >= base.count * part ? .adopted : .rejected
        case .share(.number(let number)): return favour >= number ? .adopted : .rejected
        case .all: return others == 0 ? .adopted : .rejected
        }
    }

    /// The counters of the window: of all whom it asked, so many are excused, and so many have voted each way.
    private static func tally(_ vote: Vote, _ ballots: [Ballot]) -> Tally {
        let asked = ballots.filter { vote.base != .present || $0 != .absent }
        var ended: [Name: Int] = [:]
        for ballot in asked {
            switch ballot {
            case .inFavour: ended[VoteCount.inFavour, default: 0] += 1
            case .against: ended[VoteCount.against, default: 0] += 1
            case .abstained: ended[VoteCount.abstained, default: 0] += 1
            case .none, .excused, .absent: break
            }
        }
        let excused = asked.count { $0 == .excused }
        return Tally(
            total: asked.count, open: asked.count - excused - ended.values.reduce(0, +), ended: ended, excused: excused)
    }

    private static func step(_ vote: Vote) -> VoteStep {
        VoteStep(
            from: .members(.official, of: .committee), presentAt: vote.base == .present ? "meeting" : nil,
            count: vote.count, closes: friday, closeEarly: .whenDecided)
    }

    private static func name(_ result: VoteCount.Result) -> Name {
        switch result {
        case .adopted: VoteStep.adopted.name
        case .rejected: VoteStep.rejected.name
        case .withoutQuorum: VoteStep.withoutQuorum.name
        }
    }

    /// Every ballot of so many people. The order of the people matters to no rule, so that of those which differ in it
    /// alone one is enough; up to four people, all are counted.
    private static func ballots(of people: Int) -> [[Ballot]] {
        (0..<people).reduce([[]]) { ballots, _ in
            ballots.flatMap { ballot in
                Ballot.allCases.filter { next in
                    people <= 4 || ballot.last.map { place($0) <= place(next) } ?? true
                }.map { ballot + [$0] }
            }
        }
    }

    private static func place(_ ballot: Ballot) -> Int { Ballot.allCases.firstIndex(of: ballot) ?? 0 }

    @Test("is what the rules say for every ballot of up to seven people", arguments: 0...7)
    func results(people: Int) {
        let steps = Self.votes.map { ($0, Self.step($0)) }
        for ballots in Self.ballots(of: people) {
            for (vote, step) in steps {
                let result = step.result(of: Self.tally(vote, ballots))
                let expected = Self.name(Self.oracle(vote, ballots))
                if result != expected {
                    Issue.record("\(vote) \(ballots): \(result), not \(expected)")
                    return
                }
            }
        }
    }

    /// Whatever those who have not voted could still do: vote in one of three ways, keep silent, or be excused.
    private static func ends(of ballots: [Ballot], _ base: Base) -> [[Ballot]] {
        let waits: (Ballot) -> Bool = { $0 == .none || $0 == .absent && base != .present }
        let waiting = ballots.count(where: waits)
        let settled = ballots.filter { !waits($0) }
        return Self.rests[waiting].map { settled + $0 }
    }

    private static let rests: [[[Ballot]]] = (0...7).map { waiting in
        let ways: [Ballot] = [.inFavour, .against, .abstained, .none]
        return (0..<waiting).reduce([[]]) { rests, _ in
            rests.flatMap { rest in
                ways.filter { next in rest.last.map { place($0) <= place(next) } ?? true }.map { rest + [$0] }
            }
        }
    }

    @Test("is said to be decided exactly when nobody left could change it", arguments: 0...7)
    func decided(people: Int) {
        let steps = Self.votes.filter { $0.base != .present }.map { ($0, Self.step($0)) }
        // Those who have not voted yet are told apart by nothing but that.
        let states = Self.ballots(of: people).filter {
            !$0.contains(.absent) && $0 == $0.sorted { Self.place($0) < Self.place($1) }
        }
        for ballots in states {
            let ends = Self.ends(of: ballots, .convened)
            for (vote, step) in steps {
                let isDecided = step.isOver(Self.tally(vote, ballots))
                let first = Self.oracle(vote, ends[0])
                let isCertain = ends.allSatisfy { Self.oracle(vote, $0) == first }
                if isDecided != isCertain {
                    Issue.record("\(vote), \(ballots): \(isDecided ? "is" : "is not") said to be decided")
                    return
                }
            }
        }
    }
}

private let friday = Deadline(.date(CivilDate(iso: "2026-03-06")!), text: "2026-03-06")

@Suite("A vote")
struct VoteTests {
    private func stage(
        _ count: VoteCount = VoteCount(), early: VoteClosing? = .whenDecided, presentAt: Name? = nil,
        ballot: Ballot = .open, proxy: Bool = false, effects: [Outcome] = [],
        directory: MemoryDirectory = Ground.directory
    ) throws -> Stage {
        try Stage(
            steps: [
                step("draft", task(office, produces: "document")),
                step(
                    "meeting", after: ["draft"],
                    SessionStep(
                        chair: chair, attend: .members(nil, of: .committee),
                        date: .given(Deadline(.date(CivilDate(iso: "2026-03-04")!), text: "2026-03-04")))),
                step(
                    "adopt", after: ["meeting"],
                    VoteStep(
                        from: .members(.official, of: .committee), about: "draft", presentAt: presentAt, count: count,
                        closes: friday, closeEarly: early, ballot: ballot, proxy: proxy, effects: effects)),
                step(
                    "issue", after: ["adopt"], when: .outcome(step: "adopt", is: "adopted", negated: false),
                    task(office)),
            ], directory: directory)
    }

    private func voting(_ stage: Stage, present: String = "an,binh,chair,chi") throws {
        try stage.act("draft", as: "office", file: "draft.txt")
        try stage.act("meeting", as: "chair", set: [("present", present)])
    }

    @Test("asks official members alone, and closes as soon as the result is certain")
    func decided() throws {
        let stage = try stage()
        try voting(stage)
        #expect(try stage.item("adopt", "dung") == nil)
        #expect(try stage.act("adopt", as: "an", outcome: "in-favour") == ["answered in-favour"])
        #expect(Stage.refusals { try stage.act("adopt", as: "binh") }?.count == 1)
        try stage.act("adopt", as: "binh", outcome: "against", set: [("reserved", "Chưa đủ căn cứ")])
        #expect(try stage.item("adopt", "binh")?.answers.first?.value.text == "Chưa đủ căn cứ")
        // A vote may be changed until it closes; the last one counts.
        try stage.act("adopt", as: "binh", outcome: "in-favour")
        #expect(
            try stage.act("adopt", as: "chi", outcome: "in-favour") == [
                "answered in-favour", "closed adopt adopted", "opened issue",
            ])
    }

    @Test("that fails skips what waits for its adoption, or goes back where its definition says so")
    func rejected() throws {
        let plain = try stage()
        try voting(plain)
        for person in ["an", "binh"] as [PersonID] { try plain.act("adopt", as: person, outcome: "against") }
        #expect(try plain.outcome("adopt") == "rejected")
        #expect(plain.state == .completed)
        let back = try stage(effects: [
            Outcome("rejected", title: VoteStep.rejected.title, effect: .return(to: "draft"))
        ])
        try voting(back)
        try back.act("adopt", as: "an", outcome: "against")
        #expect(
            try back.act("adopt", as: "chi", outcome: "abstain") == [
                "answered abstain", "closed adopt rejected", "returned draft", "opened draft",
            ])
        #expect(try back.round("draft") == 2)
    }

    @Test("closes at its time, by the votes there are; without quorum it says so")
    func closes() throws {
        for (quorum, outcome) in [(nil, "adopted"), (.fraction(2, 3), "without-quorum")] as [(Quorum.Share?, Name)] {
            let stage = try stage(VoteCount(base: .cast, quorum: quorum), early: nil)
            try voting(stage)
            for person in ["an", "chi"] as [PersonID] { try stage.act("adopt", as: person, outcome: "in-favour") }
            try stage.wait(until: Stage.day(5), closing: ["adopt"])
            #expect(try stage.outcome("adopt") == outcome)
            #expect(try stage.item("adopt", "binh")?.state == .lapsed)
        }
    }

    @Test("asks those alone who were present where it says so")
    func present() throws {
        let stage = try stage(early: .whenAllHaveVoted, presentAt: "meeting")
        try voting(stage, present: "an,chi,dung")
        #expect(try stage.set.tally(at: Path("adopt"))?.total == 2)
        try stage.act("adopt", as: "an", outcome: "in-favour")
        #expect(try stage.act("adopt", as: "chi", outcome: "abstain").last == "completed")
        #expect(try stage.outcome("adopt") == "rejected")
    }

    /// A committee in which Bình is away and has named Chi.
    private static let withAbsence = MemoryDirectory(
        units: Ground.directory.units,
        people: Ground.directory.people.map { person in
            guard person.id == "binh" else { return person }
            return Person(
                id: "binh", name: "Bình", unit: "one",
                absences: [
                    Absence(CivilDate(iso: "2026-03-01")!...CivilDate(iso: "2026-03-09")!, substitute: "chi")
                ])
        })

    @Test("is cast in person, or entered from a slip by the secretary; a substitute may not, unless it says proxy")
    func inPerson() throws {
        let stage = try stage(directory: Self.withAbsence)
        try voting(stage)
        let code = try stage.code("adopt", "binh")
        #expect(
            Stage.refusals { try stage.act("adopt", as: "chi", for: "binh", outcome: "in-favour") } == [
                .inPersonOnly(code, by: "chi", person: "binh")
            ])
        try stage.act("adopt", as: "an", for: "binh", outcome: "in-favour")
        #expect(try stage.item("adopt", "binh")?.state == .done)
        let byProxy = try self.stage(proxy: true, directory: Self.withAbsence)
        try voting(byProxy)
        try byProxy.act("adopt", as: "chi", for: "binh", outcome: "in-favour")
        #expect(try byProxy.item("adopt", "binh")?.endedBy == "binh")
    }

    @Test("of nobody is rejected at once")
    func nobody() throws {
        let stage = try stage(presentAt: "meeting")
        try voting(stage, present: "dung")
        #expect(try stage.outcome("adopt") == "rejected")
    }
}

@Suite("A secret vote")
struct SecretVoteTests {
    private static let path = Path("adopt")

    private func stage(_ effects: [Outcome] = [], directory: MemoryDirectory = Ground.directory) throws -> Stage {
        let stage = try Stage(
            steps: [
                step("draft", task(office)),
                step(
                    "adopt", after: ["draft"],
                    VoteStep(
                        from: .members(.official, of: .committee), closes: friday, closeEarly: .whenAllHaveVoted,
                        ballot: .secret, effects: effects)),
                step("tail", after: ["adopt"], task(office)),
            ], directory: directory)
        try stage.act("draft", as: "office")
        return stage
    }

    @Test("leaves with the name only that one has voted, and the totals once it has closed")
    func totals() throws {
        let stage = try stage()
        #expect(try stage.act("adopt", as: "an", outcome: "in-favour") == ["answered voted"])
        try stage.act("adopt", as: "binh", outcome: "abstain")
        try stage.act("adopt", as: "chi", outcome: "in-favour")
        let item = try #require(try stage.item("adopt", "an"))
        #expect(item.answer == VoteStep.voted && item.answers.isEmpty && item.document == nil)
        #expect(try stage.set.tally(at: Self.path)?.ended == ["voted": 3])
        #expect(try stage.set.box(at: Self.path)?.totals == ["in-favour": 2, "abstain": 1])
        let answered = stage.events.compactMap { event -> Answered? in
            if case .answered(let body) = event.body { body } else { nil }
        }
        #expect(answered.count == 3 && answered.allSatisfy { $0.answer == "voted" && $0.answers.isEmpty })
        #expect(
            try stage.act("adopt", as: "chair", outcome: "in-favour") == [
                "answered voted", "closed adopt adopted", "opened tail",
            ])
        let closed = stage.events.compactMap { event -> Closed? in
            if case .closed(let body) = event.body { body } else { nil }
        }
        #expect(closed.map(\.totals) == [["in-favour": 3, "abstain": 1]])
        #expect(try stage.set.tally(at: Self.path)?.ended == ["in-favour": 3, "abstain": 1])
        #expect(try stage.set.box(at: Self.path) == nil)
    }

    @Test("closes at its time, by what lies in the box, with those who did not vote in the base")
    func closes() throws {
        let stage = try stage()
        for person in ["an", "binh"] as [PersonID] { try stage.act("adopt", as: person, outcome: "in-favour") }
        try stage.wait(until: Stage.day(5), closing: ["adopt"])
        #expect(try stage.outcome("adopt") == "rejected")
        #expect(try stage.item("adopt", "chi")?.state == .lapsed)
        let none = try self.stage()
        try none.wait(until: Stage.day(5), closing: ["adopt"])
        #expect(try none.outcome("adopt") == "rejected")
        #expect(try none.set.tally(at: Self.path)?.ended == [:])
    }

    @Test("is cast once, in person, with nothing beside it, and taken back by nobody")
    func refusals() throws {
        let stage = try stage(
            directory: MemoryDirectory(
                units: Ground.directory.units,
                people: Ground.directory.people.map { person in
                    guard person.id == "binh" else { return person }
                    return Person(
                        id: "binh", name: "Bình", unit: "one",
                        absences: [
                            Absence(CivilDate(iso: "2026-03-01")!...CivilDate(iso: "2026-03-09")!, substitute: "chi")
                        ])
                }))
        let code = try stage.code("adopt", "binh")
        for other in ["an", "chi"] as [PersonID] {
            #expect(
                Stage.refusals { try stage.act("adopt", as: other, for: "binh", outcome: "in-favour") } == [
                    .secretInPerson(code, person: "binh")
                ])
        }
        #expect(
            Stage.refusals {
                try stage.act("adopt", as: "binh", outcome: "against", set: [("reserved", "Chưa đủ căn cứ")])
            } == [.secretVoteOnly(code)])
        #expect(
            Stage.refusals { try stage.act("adopt", as: "binh", outcome: "against", file: "why.txt") } == [
                .secretVoteOnly(code)
            ])
        #expect(try stage.set.box(at: Self.path) == nil)
        try stage.act("adopt", as: "binh", outcome: "against")
        for outcome in ["against", "in-favour"] as [Name] {
            #expect(
                Stage.refusals { try stage.act("adopt", as: "binh", outcome: outcome) } == [.secretVoteCast(code)])
        }
        #expect(
            Stage.refusals { try stage.order(.undo(stage.lastDeed("adopt", "binh")), as: "binh") } == [
                .secretVoteCast(code)
            ])
        let scene = try #require(stage.scene("adopt"))
        let item = try #require(try stage.item("adopt", "binh"))
        #expect(try !scene.possible(on: item, for: "binh").contains(.undo))
        #expect(try scene.offer(for: item).needs.isEmpty)
        #expect(try stage.set.box(at: Self.path)?.totals == ["against": 1])
    }

    @Test("that is passed over, called off or put back leaves nothing in its box")
    func emptied() throws {
        for order in [Order.skip(Self.path), .cancel, .reopen(Path("draft"))] {
            let stage = try stage()
            try stage.act("adopt", as: "an", outcome: "against")
            try stage.order(order, as: "office")
            #expect(try stage.set.box(at: Self.path) == nil, "\(order)")
            #expect(stage.set.changes.boxes == [Self.path])
        }
    }

    @Test("that fails goes back and begins again with an empty box")
    func again() throws {
        let stage = try stage([Outcome("rejected", title: VoteStep.rejected.title, effect: .return(to: "draft"))])
        for person in ["an", "binh", "chi", "chair"] as [PersonID] {
            try stage.act("adopt", as: person, outcome: "against")
        }
        #expect(try stage.phase("draft") == .open)
        try stage.act("draft", as: "office")
        try stage.act("adopt", as: "an", outcome: "in-favour")
        #expect(try stage.set.box(at: Self.path)?.round == 2)
        #expect(try stage.set.box(at: Self.path)?.totals == ["in-favour": 1])
    }
}
