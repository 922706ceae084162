/// A window in which named people give their opinion, each for themselves.
public struct CommentsStep: StepKind {
    public let from: People
    public let about: Name?
    private let window: Deadline
    /// Ends once everybody has answered.
    public let closeEarly: Bool

    public init(from: People, about: Name? = nil, closes: Deadline, closeEarly: Bool = false) {
        self.from = from
        self.about = about
        self.window = closes
        self.closeEarly = closeEarly
    }

    public var closes: Deadline? { window }
}

extension CommentsStep {
    public static let word: Name = "comments"
    public static let meaning = LocalizedText(
        vi: "Lấy ý kiến: từng người góp ý cho đến khi kết thúc.",
        en: "Collects opinions: each of the people may comment until it closes.")

    public static let fields: [any AnyField] = [
        StepFields.from, StepFields.about, StepFields.closes, StepFields.closeEarly,
    ]

    public var takesOpinions: Bool { true }

    public init?(reading reader: inout FieldReader) {
        let from = reader.required(StepFields.from)
        about = reader.optional(StepFields.about)
        let closes = reader.required(StepFields.closes)
        closeEarly = reader.optional(StepFields.closeEarly) != nil
        guard let from, let closes else { return nil }
        self.from = from
        window = closes
    }
}

extension CommentsStep {
    public var consults: [ListPhrase] { about.map { [ListPhrase($0, of: nil, filter: nil)] } ?? [] }

    public static let commented: Name = "commented"
    public static let nothingToAdd: Name = "nothing-to-add"
    /// The need that holds the text of an opinion.
    public static let opinion: Name = "opinion"

    public var closesEarly: Bool { closeEarly }

    public func opening(_ scene: Scene) throws -> Opening { .window(try scene.people(from)) }

    public func offer(_ scene: Scene) throws -> Offer {
        Offer(needs: [
            ActNeed(
                CommentsStep.opinion, .text, required: false,
                title: LocalizedText(
                    vi: "ý kiến góp ý; bỏ trống nếu không có ý kiến", en: "the opinion; left out for nothing to add")),
            ActNeed(
                ActNeed.attachment, .file, required: false,
                title: LocalizedText(vi: "tệp góp ý", en: "a file with comments")),
        ])
    }

    public func effect(of act: Act, _ scene: Scene) throws -> Effect {
        let isOpinion = act.answer(CommentsStep.opinion) != nil || act.document != nil
        return .answer(isOpinion ? CommentsStep.commented : CommentsStep.nothingToAdd)
    }
}
