import EngineTesting
import PlenumCore
import Testing

/// Every ballot of up to seven people under every rule, counted the slow way.
@Suite("The result of a vote")
struct VoteCountTests {
    private enum Ballot: CaseIterable { case inFavour, against, abstained, none }

    private static let rules: [VoteCount.Rule] = [
        .moreThanHalf, .fraction(2, 3), .fraction(1, 2), .fraction(3, 4), .number(3), .all,
    ]
    private static let counts: [VoteCount] = rules.flatMap { rule in
        VoteCount.Base.allCases.flatMap { base in
            [nil, .moreThanHalf, .fraction(2, 3), .number(4)].flatMap { (quorum: Quorum.Share?) in
                [false, true].flatMap { veto in
                    VoteCount.Tie.allCases.map { tie in
                        VoteCount(rule: rule, base: base, quorum: quorum, veto: veto, tie: tie)
                    }
                }
            }
        }
    }

    /// The rules in the words of the rules, one ballot after the other, in fractions of whole numbers.
    private static func oracle(_ count: VoteCount, _ ballots: [Ballot]) -> VoteCount.Result {
        let voted = ballots.filter { $0 != .none }
        let favour = ballots.count { $0 == .inFavour }
        if let quorum = count.quorum {
            let enough: Bool =
                switch quorum {
                case .moreThanHalf: voted.count > ballots.count - voted.count
                case .fraction(let part, let whole): voted.count * whole >= ballots.count * part
                case .number(let number): voted.count >= number
                }
            if !enough { return .withoutQuorum }
        }
        if count.veto, ballots.contains(.against) { return .rejected }
        let base = count.base == .convened ? ballots : voted
        let others = base.count - favour
        if favour == 0 { return .rejected }
        switch count.rule {
        case .moreThanHalf:
            if favour == others { return count.tie == .adopted ? .adopted : .rejected }
            return favour > others ? .adopted : .rejected
        case .fraction(let part, let whole): return favour * whole >= base.count * part ? .adopted : .rejected
        case .number(let number): return favour >= number ? .adopted : .rejected
        case .all: return others == 0 ? .adopted : .rejected
        }
    }

    private static func tally(_ ballots: [Ballot]) -> (favour: Int, against: Int, abstained: Int) {
        (
            ballots.count { $0 == .inFavour }, ballots.count { $0 == .against }, ballots.count { $0 == .abstained }
        )
    }

    /// Every way in which so many people can vote or not; the order of the people does not matter to any rule, but the
    /// oracle is asked about each all the same.
    private static func ballots(of people: Int) -> [[Ballot]] {
        (0..<people).reduce([[]]) { ballots, _ in ballots.flatMap { ballot in Ballot.allCases.map { ballot + [$0] } } }
    }

    @Test("is what the rules say for every ballot of up to seven people", arguments: 0...7)
    func results(people: Int) {
        var seen: Set<[Int]> = []
        for ballots in Self.ballots(of: people) {
            let (favour, against, abstained) = Self.tally(ballots)
            guard people < 6 || seen.insert([favour, against, abstained]).inserted else { continue }
            for count in Self.counts {
                let result = count.result(
                    inFavour: favour, against: against, abstained: abstained, asked: people)
                if result != Self.oracle(count, ballots) {
                    Issue.record("\(count) \(ballots): \(result), not \(Self.oracle(count, ballots))")
                    return
                }
            }
        }
    }

    @Test("is said to be decided exactly when nobody left could change it", arguments: 0...7)
    func decided(people: Int) {
        // All that can still become of a vote, by how many have not voted.
        let rests = (0...people).map { Self.ballots(of: $0).map(Self.tally) }
        var seen: Set<[Int]> = []
        for voted in Self.ballots(of: people) {
            let (favour, against, abstained) = Self.tally(voted)
            guard seen.insert([favour, against, abstained]).inserted else { continue }
            let waiting = people - favour - against - abstained
            var ends: Set<[Int]> = []
            for rest in rests[waiting] { ends.insert([rest.favour, rest.against, rest.abstained]) }
            for count in Self.counts {
                let results = Set(
                    ends.map {
                        count.result(
                            inFavour: favour + $0[0], against: against + $0[1], abstained: abstained + $0[2],
                            asked: people)
                    })
                let isDecided = count.isDecided(
                    inFavour: favour, against: against, abstained: abstained, waiting: waiting, asked: people)
                if isDecided != (results.count == 1) {
                    Issue.record("\(count), \(favour) for, \(against) against, \(abstained), \(waiting): \(results)")
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
        effects: [Outcome] = [], directory: MemoryDirectory = Ground.directory
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
                        closes: friday, closeEarly: early, effects: effects)),
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

    @Test("is cast in person, or entered from a slip by the secretary; a substitute may not, unless it says proxy")
    func inPerson() throws {
        let directory = MemoryDirectory(
            units: Ground.directory.units,
            people: Ground.directory.people.map { person in
                guard person.id == "binh" else { return person }
                return Person(
                    id: "binh", name: "Bình", unit: "one",
                    absences: [
                        Absence(CivilDate(iso: "2026-03-01")!...CivilDate(iso: "2026-03-09")!, substitute: "chi")
                    ])
            })
        let stage = try stage(directory: directory)
        try voting(stage)
        let code = try stage.code("adopt", "binh")
        #expect(
            Stage.refusals { try stage.act("adopt", as: "chi", for: "binh", outcome: "in-favour") } == [
                .inPersonOnly(code, by: "chi", person: "binh")
            ])
        try stage.act("adopt", as: "an", for: "binh", outcome: "in-favour")
        #expect(try stage.item("adopt", "binh")?.state == .done)
    }

    @Test("of nobody is rejected at once")
    func nobody() throws {
        let stage = try stage(presentAt: "meeting")
        try voting(stage, present: "dung")
        #expect(try stage.outcome("adopt") == "rejected")
    }
}
