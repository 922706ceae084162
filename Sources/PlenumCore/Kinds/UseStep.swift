/// Another definition as a step: its steps are one branch, and what they know are its own inputs.
public struct UseStep: StepKind {
    private let branch: FanOut

    public init(_ used: UsedDefinition) {
        branch = FanOut(.definition(used), entry: nil, scope: used.definition.scope)
    }

    public var fanOut: FanOut? { branch }
    /// An end of what is used before its last step is an end of it all the same.
    public var shortfall: Name { Outcome.done.name }
    public func opening(_ scene: Scene) throws -> Opening { .branches(try scene.branches(of: branch)) }
}

extension UseStep {
    public static let word: Name = "use"
    public static let meaning = LocalizedText(
        vi: "Dùng cả một quy trình khác làm một bước; xong khi quy trình đó xong.",
        en: "Uses another workflow, whole, as one step; it is done when that is.")

    private static let workflow = Field(
        "workflow", Name.self, need: .required,
        vi: "Tên quy trình: tệp TÊN.yaml đặt cạnh tệp này, hoặc một quy trình có sẵn.",
        en: "Which: the file NAME.yaml beside this one, or one that ships.", example: "thematic-session")
    private static let with = Field(
        "with", GivenList.self,
        vi:
            "Cấp gì cho thông tin đầu vào của nó: một tên nhìn thấy ở đây, hoặc một giá trị; giá trị chỉ có một từ thì đặt trong ngoặc kép.",
        en:
            "What its inputs are given: a name that is seen here, or a value; one that is a single word stands in quotes.",
        example: "\n  theme: theme\n  plenary-date: plenary-date")

    public static let fields: [any AnyField] = [workflow, with]
    public static let hasPeople = false

    /// The days that it is given are needed when it opens.
    public var moments: [(key: String, moment: Moment)] {
        guard let used = branch.used else { return [] }
        return used.definition.inputs.compactMap { input in
            guard input.type == .date, case .name(let name)? = used.given[input.name] else { return nil }
            return (Self.with.key, .named(name))
        }
    }

    public init?(reading reader: inout FieldReader) {
        let workflow = reader.required(Self.workflow)
        let list = reader.optional(Self.with)
        guard let workflow, reader.isWhole, let node = reader.raw(Self.workflow) else { return nil }
        switch reader.context.definition(used: workflow.rawValue) {
        case .missing(let known):
            reader.context.report(
                LanguageProblem.noDefinition(
                    workflow.rawValue, known: known,
                    suggestion: Suggestion.closest(to: workflow.rawValue, among: known)), at: node)
            reader.fail()
            return nil
        case .problem(let problem):
            reader.context.report(problem, at: node)
            reader.fail()
            return nil
        case .found(let definition, let needs):
            let given = (list ?? GivenList(entries: [])).check(against: definition, &reader)
            guard reader.isWhole else { return nil }
            self.init(UsedDefinition(definition, given: given, needs: needs))
        }
    }
}
