/// A ballot: each of the people votes for or against, or abstains, until it closes.
public struct VoteStep: StepKind {
    public let from: People
    public let about: Name?
    /// The session at which those vote who were present.
    public let presentAt: Name?
    public let count: VoteCount
    private let window: Deadline
    public let closeEarly: VoteClosing?
    public let ballot: Ballot
    /// Whether one may abstain.
    public let mayAbstain: Bool
    /// Whether a substitute may vote for somebody who is away.
    public let proxy: Bool
    private let effects: [Outcome]

    public init(
        from: People, about: Name? = nil, presentAt: Name? = nil, count: VoteCount = VoteCount(), closes: Deadline,
        closeEarly: VoteClosing? = nil, ballot: Ballot = .open, mayAbstain: Bool = true, proxy: Bool = false,
        effects: [Outcome] = []
    ) {
        self.from = from
        self.about = about
        self.presentAt = presentAt
        self.count = count
        window = closes
        self.closeEarly = closeEarly
        self.ballot = ballot
        self.mayAbstain = mayAbstain
        self.proxy = proxy
        self.effects = effects
    }

    public var closes: Deadline? { window }

    public static let adopted = Outcome("adopted", title: LocalizedText(vi: "Thông qua", en: "Adopted"))
    public static let rejected = Outcome("rejected", title: LocalizedText(vi: "Không thông qua", en: "Rejected"))
    public static let withoutQuorum = Outcome(
        "without-quorum", title: LocalizedText(vi: "Không đủ số người biểu quyết", en: "Without quorum"))

    public var outcomes: [Outcome] {
        let all = [VoteStep.adopted, VoteStep.rejected] + (count.quorum == nil ? [] : [VoteStep.withoutQuorum])
        return all.map { outcome in effects.first { $0.name == outcome.name } ?? outcome }
    }
}

/// Who may know how one voted.
public enum Ballot: String, WordValue {
    /// Everybody who may look.
    case open
    /// Nobody: that one voted is recorded with the name, what was voted only as totals, once the vote has closed.
    case secret
}

/// When a vote ends before its time.
public enum VoteClosing: String, WordValue {
    /// As soon as no vote that is still to come could change the result.
    case whenDecided = "when decided"
    case whenAllHaveVoted = "when all have voted"
}

extension VoteStep {
    public static let word: Name = "vote"
    public static let meaning = LocalizedText(
        vi: "Biểu quyết: từng người tán thành, không tán thành hoặc không có ý kiến.",
        en: "A ballot: each of the people votes in favour, against, or abstains.")

    private static let presentAt = Field(
        "present-at", Name.self, vi: "Chỉ những người có mặt ở buổi họp này được biểu quyết.",
        en: "Only those vote who were present at this session.", example: "plenary", refersTo: .meeting)
    private static let rule = Field(
        "rule", VoteCount.Rule.self, vi: "Cần bao nhiêu phiếu tán thành để thông qua.",
        en: "How many votes in favour adopt it.", example: "2/3", default: "more than half")
    private static let base = Field(
        "base", VoteCount.Base.self,
        vi: "Tính trên ai: `convened` là mọi người được hỏi (đã trừ người được miễn), `cast` là số phiếu đã bỏ.",
        en: "Of whom: `convened` is everybody who was asked and not excused, `cast` the votes cast.",
        example: "cast", default: "convened")
    private static let quorum = Field(
        "quorum", VoteQuorum.self, vi: "Phải có bao nhiêu người biểu quyết thì mới có giá trị.",
        en: "How many must have voted for it to count.", example: "more than half")
    private static let veto = Field(
        "veto", YesNo.self, vi: "Một phiếu không tán thành là đủ để bác.", en: "One vote against rejects it.",
        example: "yes", default: "no")
    private static let tie = Field(
        "tie", VoteCount.Tie.self, vi: "Kết quả khi đúng một nửa tán thành.",
        en: "The result where exactly half are in favour.", example: "adopted", default: "rejected")
    private static let abstain = Field(
        "abstain", YesNo.self, vi: "Có được chọn “không có ý kiến” không.", en: "Whether one may abstain.",
        example: "no", default: "yes")
    private static let ballot = Field(
        "ballot", Ballot.self,
        vi: "Bỏ phiếu kín (`secret`): chỉ ghi ai đã bỏ phiếu; kết quả chỉ ghi tổng số, sau khi kết thúc.",
        en: "`secret`: that one voted is recorded, how one voted only as totals once the vote has closed.",
        example: "secret", default: "open")
    private static let proxy = Field(
        "proxy", YesNo.self, vi: "Người thay thế có được biểu quyết thay người vắng không.",
        en: "Whether the substitute of somebody who is away may vote for them.", example: "yes", default: "no")
    private static let closeEarly = Field(
        "close-early", VoteClosing.self, vi: "Kết thúc sớm khi đã rõ kết quả, hoặc khi mọi người đã biểu quyết.",
        en: "Ends earlier: once the result is certain, or once everybody has voted.", example: "when all have voted")
    private static let outcomes = Field(
        "outcomes", OutcomeList.self, vi: "Khi `adopted`, `rejected` hoặc `without-quorum` thì trả lại hay kết thúc.",
        en: "Whether `adopted`, `rejected` or `without-quorum` goes back or ends everything.",
        example: "\n  rejected:\n    return: plan")

    public static let fields: [any AnyField] = [
        StepFields.from, StepFields.about, presentAt, rule, base, quorum, veto, tie, abstain, ballot, proxy,
        StepFields.closes, closeEarly, outcomes,
    ]

    public static let hasFindings = true

    public func findings(in surroundings: StepSurroundings) -> [StepFinding] {
        var findings: [StepFinding] = []
        if case .share(.fraction(let part, let whole)) = count.rule, part > whole || part == 0 {
            findings.append(StepFinding(CheckProblem.quorumFraction("\(part)/\(whole)"), at: Self.rule.key))
        }
        if case .fraction(let part, let whole)? = count.quorum, part > whole {
            findings.append(StepFinding(CheckProblem.quorumFraction("\(part)/\(whole)"), at: Self.quorum.key))
        }
        let known = [VoteStep.adopted, VoteStep.rejected, VoteStep.withoutQuorum].map(\.name)
        if let stranger = effects.first(where: { !known.contains($0.name) }) {
            findings.append(StepFinding(CheckProblem.voteOutcome(stranger.name), at: Self.outcomes.key))
        }
        if isSecret, proxy { findings.append(StepFinding(CheckProblem.secretByProxy, at: Self.proxy.key)) }
        if isSecret, closeEarly == .whenDecided {
            findings.append(StepFinding(CheckProblem.secretTold, at: Self.closeEarly.key))
        }
        let leadsOn = outcomes.contains { if case .return = $0.effect { false } else { true } }
        if !leadsOn { findings.append(StepFinding(CheckProblem.noWayOut, at: Self.outcomes.key)) }
        return findings
    }

    public init?(reading reader: inout FieldReader) {
        let from = reader.required(StepFields.from)
        about = reader.optional(StepFields.about)
        presentAt = reader.optional(Self.presentAt)
        let rule = reader.optional(Self.rule) ?? .share(.moreThanHalf)
        let base = reader.optional(Self.base) ?? .convened
        let quorum = reader.optional(Self.quorum)?.share
        let veto = reader.optional(Self.veto) == .yes
        let tie = reader.optional(Self.tie) ?? .rejected
        mayAbstain = reader.optional(Self.abstain) != .no
        ballot = reader.optional(Self.ballot) ?? .open
        proxy = reader.optional(Self.proxy) == .yes
        let closes = reader.required(StepFields.closes)
        closeEarly = reader.optional(Self.closeEarly)
        effects = reader.optional(Self.outcomes)?.outcomes ?? []
        guard let from, let closes else { return nil }
        self.from = from
        count = VoteCount(rule: rule, base: base, quorum: quorum, veto: veto, tie: tie)
        window = closes
    }
}

extension VoteCount.Rule: Phrase {
    public static let phrase = PhraseForm(
        "rule", title: LocalizedText(vi: "điều kiện thông qua", en: "what adopts"),
        grammar: ["\"more than half\"", "A \"/\" B", "N", "\"all\""],
        pattern: "more than half|\(Patterns.number)/\(Patterns.number)|\(Patterns.number)|all",
        examples: ["more than half", "2/3", "20", "all"])

    public static func parse(_ parser: inout PhraseParser) -> VoteCount.Rule? {
        if parser.take(.all) { return .all }
        return parser.share().map { .share($0) }
    }
}

/// The share of those asked who must vote.
struct VoteQuorum: Phrase {
    let share: Quorum.Share

    static let phrase = PhraseForm(
        "vote-quorum", title: LocalizedText(vi: "số người biểu quyết tối thiểu", en: "quorum of a vote"),
        grammar: ["\"more than half\"", "A \"/\" B", "N"],
        pattern: "more than half|\(Patterns.number)/\(Patterns.number)|\(Patterns.number)",
        examples: ["more than half", "2/3", "20"])

    static func parse(_ parser: inout PhraseParser) -> VoteQuorum? { parser.share().map { VoteQuorum(share: $0) } }
}

extension VoteStep {
    /// What the log says of a secret vote until it has closed.
    public static let voted: Name = "voted"
    /// The need that holds a reserved opinion.
    public static let reserved: Name = "reserved"

    public var consults: [ListPhrase] { about.map { [ListPhrase($0, of: nil, filter: nil)] } ?? [] }
    public var barsSubstitutes: Bool { !proxy }
    public var isSecret: Bool { ballot == .secret }

    public func opening(_ scene: Scene) throws -> Opening {
        let asked = try scene.people(from)
        guard let presentAt else { return .window(asked) }
        let present = Set(try scene.present(at: presentAt))
        return .window(asked.filter(present.contains))
    }

    public func offer(_ scene: Scene) throws -> Offer {
        Offer(
            outcomes: [
                Outcome(VoteCount.inFavour, title: LocalizedText(vi: "Tán thành", en: "In favour")),
                Outcome(VoteCount.against, title: LocalizedText(vi: "Không tán thành", en: "Against")),
            ]
                + (mayAbstain
                    ? [Outcome(VoteCount.abstained, title: LocalizedText(vi: "Không có ý kiến", en: "Abstain"))] : []),
            needs: isSecret
                ? []
                : [
                    ActNeed(
                        VoteStep.reserved, .text, required: false,
                        title: LocalizedText(vi: "ý kiến bảo lưu", en: "the opinion that one reserves"))
                ])
    }

    public func effect(of act: Act, _ scene: Scene) throws -> Effect {
        let vote = act.outcome ?? VoteCount.abstained
        return isSecret ? .ballot(vote, seen: VoteStep.voted) : .answer(vote)
    }

    public func result(of tally: Tally) -> Name {
        switch count.result(
            inFavour: tally.votes(VoteCount.inFavour), against: tally.votes(VoteCount.against),
            abstained: tally.votes(VoteCount.abstained), asked: tally.counted)
        {
        case .adopted: VoteStep.adopted.name
        case .rejected: VoteStep.rejected.name
        case .withoutQuorum: VoteStep.withoutQuorum.name
        }
    }

    public func isOver(_ tally: Tally) -> Bool {
        switch closeEarly {
        case nil: false
        case .whenAllHaveVoted: tally.open == 0
        // How a secret vote stands is nobody's to know before it closes.
        case .whenDecided where isSecret: false
        case .whenDecided:
            count.isDecided(
                inFavour: tally.votes(VoteCount.inFavour), against: tally.votes(VoteCount.against),
                abstained: tally.votes(VoteCount.abstained), waiting: tally.open, asked: tally.counted)
        }
    }
}

extension Tally {
    fileprivate func votes(_ answer: Name) -> Int { ended[answer] ?? 0 }
}

extension Scene {
    /// Those whom the roll call of a session has found present; nobody before it was held.
    func present(at session: Name) throws -> [PersonID] {
        guard let path = Kernel(definition).nearest(session, from: path.scope),
            case .people(let people) = try set.step(path).facts.answer(SessionStep.present)
        else { return [] }
        return people
    }
}
