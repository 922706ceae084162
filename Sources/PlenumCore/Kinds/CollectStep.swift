/// A window in which rows arrive, each with steps of its own.
public struct CollectStep: StepKind {
    /// Who may send rows.
    public let from: People
    /// The name of each row's first step: what came in.
    public let entry: Name?
    public let columns: [Column]
    private let window: Deadline
    /// Ends once everybody has answered.
    public let closeEarly: Bool
    /// How many rows it needs, and how many it takes.
    public let atLeast: Int?
    public let atMost: Int?
    public let otherwise: Otherwise?
    private let branches: FanOut

    public init(
        from: People, entry: Name? = nil, columns: [Column], closes: Deadline, closeEarly: Bool = false,
        atLeast: Int? = nil, atMost: Int? = nil, otherwise: Otherwise? = nil, fanOut: FanOut
    ) {
        self.from = from
        self.entry = entry
        self.columns = columns
        window = closes
        self.closeEarly = closeEarly
        self.atLeast = atLeast
        self.atMost = atMost
        self.otherwise = otherwise
        branches = fanOut
    }

    public var closes: Deadline? { window }
    public var fanOut: FanOut? { branches }
    public var outcomes: [Outcome] { [.done] + (otherwise.map { [$0.outcome] } ?? []) }
}

extension CollectStep {
    public static let word: Name = "collect"
    public static let meaning = LocalizedText(
        vi: "Tiếp nhận từng dòng (tham luận, đề xuất…) cho đến khi kết thúc; mỗi dòng có các bước riêng.",
        en: "Takes rows (papers, proposals…) as they arrive until it closes; each has steps of its own.")

    private static let entry = Field(
        "as", Name.self, vi: "Tên bước đầu của mỗi dòng: lúc dòng được gửi đến. `return` về đó là trả lại người gửi.",
        en: "The name of each row's first step, its arrival; to `return` to it gives the row back to its sender.",
        example: "submission")
    private static let columns = Field(
        "columns", ColumnList.self, need: .required, vi: "Các cột của mỗi dòng.", en: "What each row holds.",
        example: "\n  paper:\n    type: file\n    title:\n      vi: Tham luận\n      en: Paper")
    private static let atLeast = Field(
        "at-least", Int.self, vi: "Cần ít nhất mấy dòng.", en: "How many rows it needs.", example: "14")
    private static let atMost = Field(
        "at-most", Int.self, vi: "Nhận nhiều nhất mấy dòng.", en: "How many rows it takes.", example: "100")
    private static let steps = Field(
        "steps", Scope.self, vi: "Các bước của mỗi dòng, khi dòng đến.", en: "The steps of each row, as it arrives.",
        example: StepFields.steps.description.example)

    public static let fields: [any AnyField] = [
        StepFields.from, entry, columns, StepFields.closes, StepFields.closeEarly, atLeast, atMost,
        StepFields.otherwise, steps,
    ]

    public var takesOpinions: Bool { true }

    public func findings(in surroundings: StepSurroundings) -> [StepFinding] {
        var findings: [StepFinding] = []
        if let atLeast, let atMost, atLeast > atMost {
            findings.append(StepFinding(LanguageProblem.boundsCrossed(atLeast, atMost), at: Self.atMost.key))
        }
        if let atLeast, atLeast > 0, otherwise == nil {
            findings.append(StepFinding(CheckProblem.otherwiseMissing, at: Self.atLeast.key))
        }
        if otherwise != nil, atLeast == nil {
            findings.append(StepFinding(CheckProblem.otherwiseUnused, at: StepFields.otherwise.key))
        }
        return findings
    }

    public init?(reading reader: inout FieldReader) {
        let from = reader.required(StepFields.from)
        entry = reader.optional(Self.entry)
        let columns = reader.required(Self.columns)
        if let columns { reader.context.bind(over: nil, entry: entry, columns: columns.columns) }
        let closes = reader.required(StepFields.closes)
        closeEarly = reader.optional(StepFields.closeEarly) != nil
        atLeast = reader.optional(Self.atLeast)
        atMost = reader.optional(Self.atMost)
        otherwise = reader.optional(StepFields.otherwise)
        let scope = reader.optional(Self.steps)
        guard let from, let columns, let closes else { return nil }
        self.from = from
        self.columns = columns.columns
        window = closes
        branches = FanOut(
            over: ListPhrase(Name(rawValue: reader.subject.name), of: nil, filter: nil), entry: entry, join: .all,
            others: .goOn, mayBeEmpty: true, scope: scope ?? Scope(steps: []))
    }
}

extension CollectStep {
    public var isReady: Bool { false }

    public func opening(_ scene: Scene) throws -> Opening {
        throw Refused(.kindNotReady(scene.path, kind: CollectStep.word))
    }
}
