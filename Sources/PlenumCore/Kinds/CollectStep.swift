/// A window in which rows arrive, each with steps of its own.
public struct CollectStep: StepKind {
    /// Who may send rows.
    public let from: People
    private let window: Deadline
    /// Ends once everybody has sent something, or has said that they will not.
    public let closeEarly: Bool
    private let rows: Intake
    private let branches: FanOut
    /// The steps of each row as they were written.
    private let written: Scope

    /// `scope` are the steps of each row; its arrival comes before them by itself, under the name of `rows.entry`.
    public init(
        from: People, closes: Deadline, closeEarly: Bool = false, rows: Intake, over name: Name,
        steps scope: Scope = Scope(steps: []), title: LocalizedText = LocalizedText([]), remind: Name? = nil
    ) {
        self.from = from
        window = closes
        self.closeEarly = closeEarly
        self.rows = rows
        written = scope
        let arrival = Step(
            name: rows.entry, title: title, remind: remind, kind: EntryStep(name: rows.entry, columns: rows.columns))
        branches = FanOut(
            over: ListPhrase(name, of: nil, filter: nil), entry: rows.entry, join: .all, others: .goOn,
            mayBeEmpty: true, scope: scope.beginning(with: arrival))
    }

    public var closes: Deadline? { window }
    public var fanOut: FanOut? { branches }
    public var intake: Intake? { rows }
    public var outcomes: [Outcome] { [.done] + (rows.otherwise.map { [$0.outcome] } ?? []) }
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
    private static let gates = Field(
        "gates", [Gate].self, vi: "Các dòng phải có những gì ngoài số lượng, cho mỗi lựa chọn của một cột.",
        en: "What the rows must hold beside their number, for each choice of a column.",
        example: "\n  - 1 row per group where type is difficulty\n  - 1 row per group where type is solution")
    private static let steps = Field(
        "steps", Scope.self, vi: "Các bước của mỗi dòng, khi dòng đến.", en: "The steps of each row, as it arrives.",
        example: StepFields.steps.description.example)

    public static let fields: [any AnyField] = [
        StepFields.from, entry, columns, StepFields.closes, StepFields.closeEarly, atLeast, atMost, gates,
        StepFields.otherwise, steps,
    ]

    public var takesOpinions: Bool { true }

    public static let hasFindings = true

    public func findings(in surroundings: StepSurroundings) -> [StepFinding] {
        var findings: [StepFinding] = []
        if let atLeast = rows.atLeast, let atMost = rows.atMost, atLeast > atMost {
            findings.append(StepFinding(LanguageProblem.boundsCrossed(atLeast, atMost), at: Self.atMost.key))
        }
        let needs = rows.atLeast ?? 0 > 0 ? Self.atLeast.key : rows.gates.isEmpty ? nil : Self.gates.key
        if let key = needs, rows.otherwise == nil {
            findings.append(StepFinding(CheckProblem.otherwiseMissing, at: key))
        }
        if rows.otherwise != nil, rows.atLeast == nil, rows.gates.isEmpty {
            findings.append(StepFinding(CheckProblem.otherwiseUnused, at: StepFields.otherwise.key))
        }
        if rows.columns.count(where: { $0.type == .file }) > 1 {
            findings.append(StepFinding(CheckProblem.severalFiles, at: Self.columns.key))
        }
        return findings + rows.gates.flatMap { self.findings(of: $0) }
    }

    /// What makes a gate impossible.
    private func findings(of gate: Gate) -> [StepFinding] {
        func finding(_ problem: CheckProblem) -> StepFinding { StepFinding(problem, at: Self.gates.key) }
        var findings: [StepFinding] = []
        for name in [gate.column] + (gate.filter.map { [$0.column] } ?? []) {
            if let column = rows.columns.first(where: { $0.name == name }), column.choice == nil {
                findings.append(finding(.gateColumn(name)))
            }
        }
        if let filter = gate.filter, let choice = rows.columns.first(where: { $0.name == filter.column })?.choice,
            case .words(let words) = choice.source
        {
            let known = words.map(\.name.rawValue) + (choice.hasOther ? [Choice.other] : [])
            if !known.contains(filter.choice.rawValue) {
                findings.append(
                    finding(
                        .gateChoice(
                            filter.choice, of: filter.column, known: known,
                            suggestion: Suggestion.closest(to: filter.choice.rawValue, among: known))))
            }
        }
        if let most = rows.atMost,
            case .words(let words)? = rows.columns.first(where: { $0.name == gate.column })?
                .choice?.source, gate.number * words.count > most
        {
            findings.append(finding(.joinImpossible(needed: gate.number * words.count, atMost: most)))
        }
        return findings
    }

    public init?(reading reader: inout FieldReader) {
        let from = reader.required(StepFields.from)
        let entry = reader.optional(Self.entry)
        let columns = reader.required(Self.columns)
        if let columns { reader.context.bind(over: nil, entry: entry, columns: columns.columns) }
        let closes = reader.required(StepFields.closes)
        let closeEarly = reader.optional(StepFields.closeEarly) != nil
        let atLeast = reader.optional(Self.atLeast)
        let atMost = reader.optional(Self.atMost)
        let gates = reader.optional(Self.gates) ?? []
        let otherwise = reader.optional(StepFields.otherwise)
        let scope = reader.optional(Self.steps)
        guard let from, let columns, let closes else { return nil }
        self.init(
            from: from, closes: closes, closeEarly: closeEarly,
            rows: Intake(
                entry: entry ?? Intake.row, columns: columns.columns, atLeast: atLeast, atMost: atMost,
                gates: gates, otherwise: otherwise),
            over: Name(rawValue: reader.subject.name), steps: scope ?? Scope(steps: []))
    }

    public func placed(title: LocalizedText, remind: Name?) -> CollectStep {
        CollectStep(
            from: from, closes: window, closeEarly: closeEarly, rows: rows, over: branches.over?.name ?? "",
            steps: written, title: title, remind: remind)
    }
}

extension CollectStep {
    public var closesEarly: Bool { closeEarly }

    public func opening(_ scene: Scene) throws -> Opening { .rows(try scene.people(from)) }

    public func offer(_ scene: Scene) throws -> Offer {
        Offer(needs: try scene.needs(of: rows.columns, required: true), bare: [CollectStep.nothingToAdd])
    }

    public func effect(of act: Act, _ scene: Scene) throws -> Effect {
        act.outcome == nil ? .row(act.answers) : .answer(CollectStep.nothingToAdd.name)
    }

    static let nothingToAdd = Outcome(
        CommentsStep.nothingToAdd, title: LocalizedText(vi: "Không có gì thêm", en: "Nothing to add"))
}
