/// One person's choice between outcomes.
public struct DecisionStep: StepKind {
    public let who: People
    public let deadline: Deadline?
    public let about: Name?
    public let outcomes: [Outcome]

    public init(who: People, deadline: Deadline?, about: Name? = nil, outcomes: [Outcome]) {
        self.who = who
        self.deadline = deadline
        self.about = about
        self.outcomes = outcomes
    }
}

extension DecisionStep {
    public static let word: Name = "decision"
    public static let meaning = LocalizedText(
        vi: "Một người chọn một trong các kết quả; có thể trả lại một bước đã qua.",
        en: "One person chooses one of the outcomes; one of them may return to an earlier step.")

    private static let outcomes = Field(
        "outcomes", OutcomeList.self, need: .required, vi: "Các kết quả có thể chọn.",
        en: "The outcomes to choose from.", example: "\n  approved: {}\n  returned:\n    return: plan")

    public static let fields: [any AnyField] = [StepFields.who, StepFields.deadline, StepFields.about, outcomes]

    public static let hasFindings = true

    public func findings(in surroundings: StepSurroundings) -> [StepFinding] {
        let leadsOn = outcomes.contains { outcome in
            if case .return = outcome.effect { false } else { true }
        }
        return leadsOn ? [] : [StepFinding(CheckProblem.noWayOut, at: Self.outcomes.key)]
    }

    public init?(reading reader: inout FieldReader) {
        let who = reader.required(StepFields.who)
        let deadline = reader.required(StepFields.deadline)
        about = reader.optional(StepFields.about)
        let outcomes = reader.required(Self.outcomes)
        guard let who, let deadline, let outcomes else { return nil }
        self.who = who
        self.deadline = deadline.deadline
        self.outcomes = outcomes.outcomes
    }
}

extension DecisionStep {
    public var consults: [ListPhrase] { about.map { [ListPhrase($0, of: nil, filter: nil)] } ?? [] }

    public var assignees: People? { who }
    public func opening(_ scene: Scene) throws -> Opening { .task(try scene.people(who)) }

    public func offer(_ scene: Scene) throws -> Offer { Offer(outcomes: outcomes) }
}
