/// The same steps once for each entry of a list.
public struct EachStep: StepKind {
    private let branches: FanOut
    /// What happens when every branch has ended and the join is not met.
    public let otherwise: Otherwise?

    public init(fanOut: FanOut, otherwise: Otherwise? = nil) {
        branches = fanOut
        self.otherwise = otherwise
    }

    public var fanOut: FanOut? { branches }
    public var outcomes: [Outcome] { [.done] + (otherwise.map { [$0.outcome] } ?? []) }
}

extension EachStep {
    public static let word: Name = "each"
    public static let meaning = LocalizedText(
        vi: "Lặp lại các bước cho từng đơn vị, từng người hoặc từng dòng của một bảng.",
        en: "Runs its steps once for each unit, person, or row of a table.")

    private static let over = Field(
        "over", ListPhrase.self, need: .required, vi: "Danh sách: đơn vị, người, bảng.",
        en: "The list: units, people, or a table.", example: "topics")
    private static let entry = Field(
        "as", Name.self, vi: "Tên gọi của mục trong mỗi nhánh; với bảng thì tên các cột dùng được ngay.",
        en: "What a branch calls its entry; of a table, the columns' names are known without it.", example: "board")
    private static let join = Field(
        "join", Join.self, vi: "Khi nào thì bước này xong.", en: "When the step is done.", example: "90 percent",
        default: "all")
    private static let others = Field(
        "others", FanOut.Others.self, vi: "Những nhánh còn lại khi đã đủ: dừng, hoặc làm tiếp.",
        en: "What the other branches do once it is met.", example: "go on", default: "stop")
    private static let mayBeEmpty = Field(
        "may-be-empty", YesNo.self, vi: "Danh sách có thể trống; khi đó bước xong ngay.",
        en: "The list may be empty; then the step is done at once.", example: "yes", default: "no")

    public static let fields: [any AnyField] = [
        over, entry, join, others, StepFields.otherwise, mayBeEmpty, StepFields.steps,
    ]

    public static let hasPeople = false

    public static let hasFindings = true

    public func findings(in surroundings: StepSurroundings) -> [StepFinding] {
        var findings: [StepFinding] = []
        var isShort = false
        switch branches.join {
        case .all, .any: break
        case .percent(let percent):
            if !(1...100).contains(percent) {
                findings.append(StepFinding(CheckProblem.joinPercent(percent), at: Self.join.key))
            }
        case .atLeast(let needed):
            isShort = true
            if let most = surroundings.list?.atMost, needed > most {
                findings.append(
                    StepFinding(CheckProblem.joinImpossible(needed: needed, atMost: most), at: Self.join.key))
            }
        case .per: isShort = true
        }
        if isShort, otherwise == nil, findings.isEmpty {
            findings.append(StepFinding(CheckProblem.otherwiseMissing, at: Self.join.key))
        }
        if otherwise != nil, branches.join == .all {
            findings.append(StepFinding(CheckProblem.otherwiseUnused, at: StepFields.otherwise.key))
        }
        if surroundings.runsOverRows, !branches.mayBeEmpty {
            findings.append(StepFinding(CheckProblem.rowsMayBeMissing, at: Self.over.key))
        }
        if otherwise?.extend != nil {
            findings.append(StepFinding(CheckProblem.nothingToExtend, at: StepFields.otherwise.key))
        }
        if branches.entry == nil, let list = surroundings.list, list.type != .table {
            findings.append(StepFinding(CheckProblem.entryName, at: Self.over.key))
        }
        return findings
    }

    public init?(reading reader: inout FieldReader) {
        let over = reader.required(Self.over)
        let entry = reader.optional(Self.entry)
        if over != nil { reader.context.bind(over: over, entry: entry) }
        let join = reader.optional(Self.join)
        let others = reader.optional(Self.others)
        otherwise = reader.optional(StepFields.otherwise)
        let mayBeEmpty = reader.optional(Self.mayBeEmpty)
        let scope = reader.required(StepFields.steps)
        guard let over, let scope else { return nil }
        branches = FanOut(
            over: over, entry: entry, join: join ?? .all, others: others ?? .stop, mayBeEmpty: mayBeEmpty == .yes,
            scope: scope)
    }
}

extension EachStep {
    public var shortfall: Name { otherwise?.outcome.name ?? Outcome.short.name }

    public func opening(_ scene: Scene) throws -> Opening { .branches(try scene.branches(of: branches)) }
}
