/// Something that one person does and reports as done.
public struct TaskStep: StepKind {
    public let who: People
    public let deadline: Deadline?
    /// What the document that comes of it is, in a word for people; the document's name is the step's.
    public let produces: String?
    /// The step whose document gets a new version.
    public let revises: Name?
    public let about: Name?
    /// The steps whose opinions must each be answered before it can end.
    public let settles: [Name]
    /// The documents of a fan-out's branches that it puts together.
    public let collects: ListPhrase?
    /// A table whose rows are ticked off one by one.
    public let checklist: Name?

    public init(
        who: People, deadline: Deadline?, produces: String? = nil, revises: Name? = nil, about: Name? = nil,
        settles: [Name] = [], collects: ListPhrase? = nil, checklist: Name? = nil
    ) {
        self.who = who
        self.deadline = deadline
        self.produces = produces
        self.revises = revises
        self.about = about
        self.settles = settles
        self.collects = collects
        self.checklist = checklist
    }
}

extension TaskStep {
    public static let word: Name = "task"
    public static let meaning = LocalizedText(
        vi: "Một việc do một người làm và báo là đã xong.", en: "Something that one person does and reports as done.")

    private static let produces = Field(
        "produces", String.self, vi: "Việc này tạo ra một văn bản; ghi bằng một từ cho người đọc.",
        en: "The task produces a document; a word for people says what it is.", example: "document")
    private static let revises = Field(
        "revises", Name.self, vi: "Bước có văn bản được sửa thành phiên bản mới.",
        en: "The step whose document gets a new version.", example: "paper", refersTo: .document)
    private static let settles = Field(
        "settles", [Name].self, vi: "Mỗi ý kiến của các bước này phải được tiếp thu hoặc giải trình trước khi xong.",
        en: "Each opinion given in these steps must be taken on board or explained before it can end.",
        example: "[opinions, plenary]", refersTo: .opinions)
    private static let collects = Field(
        "collects", ListPhrase.self, vi: "Những văn bản của các nhánh được tập hợp.",
        en: "The branches' documents that are put together.", example: "paper of cells")
    private static let checklist = Field(
        "checklist", Name.self, vi: "Bảng mà từng dòng được đánh dấu khi xong.",
        en: "A table whose rows are ticked off one by one.", example: "focus-areas", refersTo: .table)

    public static let fields: [any AnyField] = [
        StepFields.who, StepFields.deadline, StepFields.about, produces, revises, settles, collects, checklist,
    ]

    public var makesDocument: Bool { produces != nil }

    public init?(reading reader: inout FieldReader) {
        let who = reader.required(StepFields.who)
        let deadline = reader.required(StepFields.deadline)
        about = reader.optional(StepFields.about)
        produces = reader.optional(Self.produces)
        revises = reader.optional(Self.revises)
        settles = reader.optional(Self.settles) ?? []
        collects = reader.optional(Self.collects)
        checklist = reader.optional(Self.checklist)
        guard let who, let deadline else { return nil }
        self.who = who
        self.deadline = deadline.deadline
    }
}

extension TaskStep {
    public var assignees: People? { who }

    public var consults: [ListPhrase] {
        [about, revises].compactMap { $0.map { ListPhrase($0, of: nil, filter: nil) } } + (collects.map { [$0] } ?? [])
    }
    public func opening(_ scene: Scene) throws -> Opening { .task(try scene.people(who)) }

    public func offer(_ scene: Scene) throws -> Offer {
        var needs = try Settlement(of: settles, scene).needs
        if produces != nil || revises != nil {
            needs.append(
                ActNeed(
                    ActNeed.attachment, .file,
                    title: LocalizedText(vi: "văn bản của việc này", en: "the document of this task")))
        }
        return Offer(needs: try ticks(scene) + needs)
    }

    /// A tick for each row of the checklist that has none; what was ticked is kept with the open item.
    private func ticks(_ scene: Scene) throws -> [ActNeed] {
        let ticked = try ticked(scene).map(\.column)
        return try rows(scene).filter { !ticked.contains($0.name) }.map { row in
            ActNeed(
                row.name, .text, required: false, title: LocalizedText(vi: row.text, en: row.text), options: ["yes"])
        }
    }

    private func rows(_ scene: Scene) throws -> [(name: Name, text: String)] {
        guard let checklist, case .table(let rows) = try scene.value(checklist) else { return [] }
        return rows.enumerated().map { index, row in
            (Name("\(TaskStep.tick)\(index + 1)"), row.cells.map(\.value.text).joined(separator: " – "))
        }
    }

    private func ticked(_ scene: Scene) throws -> [Value.Cell] {
        try scene.item()?.answers.filter { $0.column.rawValue.hasPrefix(TaskStep.tick) } ?? []
    }

    private static let tick = "tick-"

    /// With a row left unticked, the ticks are kept and the task stays open.
    public func effect(of act: Act, _ scene: Scene) throws -> Effect {
        let ticked = try ticked(scene)
        let new = act.answers.filter { $0.column.rawValue.hasPrefix(TaskStep.tick) }
        let kept = ticked + new.filter { cell in !ticked.contains { $0.column == cell.column } }
        guard try kept.count == rows(scene).count else {
            guard !new.isEmpty || act.document != nil else {
                throw Refused(.unticked(scene.path, try ticks(scene).map(\.name)))
            }
            return .keep(kept)
        }
        return .finish(Outcome.done.name)
    }
}
