/// The naming of somebody for a role: the step's own name stands for that person in its scope.
public struct AssignStep: StepKind {
    /// Who names somebody.
    public let who: People
    /// Those who may be named.
    public let from: People
    public let deadline: Deadline?

    public init(who: People, from: People, deadline: Deadline?) {
        self.who = who
        self.from = from
        self.deadline = deadline
    }
}

extension AssignStep {
    public static let word: Name = "assign"
    public static let meaning = LocalizedText(
        vi: "Phân công một người; tên của bước dùng làm tên gọi của người đó trong các bước sau.",
        en: "Names a person; the step's name then stands for that person in the steps that follow.")

    public static let fields: [any AnyField] = [StepFields.who, StepFields.from, StepFields.deadline]

    public static let bindsPerson = true

    public init?(reading reader: inout FieldReader) {
        let who = reader.required(StepFields.who)
        let from = reader.required(StepFields.from)
        let deadline = reader.required(StepFields.deadline)
        guard let who, let from, let deadline else { return nil }
        self.who = who
        self.from = from
        self.deadline = deadline.deadline
    }
}

extension AssignStep {
    public var bindsPeople: Bool { true }

    public func opening(_ scene: Scene) throws -> Opening { .task(try scene.people(who)) }

    public func offer(_ scene: Scene) throws -> Offer {
        Offer(needs: [
            ActNeed(
                "person", .person, title: LocalizedText(vi: "người được phân công", en: "who is named"),
                options: try scene.people(from).map(\.rawValue))
        ])
    }
}
