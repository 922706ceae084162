/// A document that each person of an audience confirms to have read.
public struct AcknowledgeStep: StepKind {
    public enum Mode: String, WordValue {
        /// Quán triệt.
        case study
        /// Phổ biến.
        case announce
    }

    public let from: People
    public let about: Name
    public let mode: Mode
    private let window: Deadline
    /// Ends once everybody has acknowledged.
    public let closeEarly: Bool

    public init(from: People, about: Name, mode: Mode, closes: Deadline, closeEarly: Bool = false) {
        self.from = from
        self.about = about
        self.mode = mode
        self.window = closes
        self.closeEarly = closeEarly
    }

    public var closes: Deadline? { window }
}

extension AcknowledgeStep {
    public static let word: Name = "acknowledge"
    public static let meaning = LocalizedText(
        vi: "Quán triệt hoặc phổ biến một văn bản: từng người xác nhận đã đọc.",
        en: "Makes a document known: each of the people confirms to have read it.")

    private static let about = Field(
        "about", Name.self, need: .required, vi: "Văn bản cần đọc.", en: "The document to be read.",
        example: "draft-resolution", refersTo: .document)
    private static let mode = Field(
        "mode", Mode.self, need: .required, vi: "`study` là quán triệt, `announce` là phổ biến.",
        en: "Whether it is studied or announced.", example: "study")

    public static let fields: [any AnyField] = [
        StepFields.from, about, mode, StepFields.closes, StepFields.closeEarly,
    ]

    public init?(reading reader: inout FieldReader) {
        let from = reader.required(StepFields.from)
        let about = reader.required(Self.about)
        let mode = reader.required(Self.mode)
        let closes = reader.required(StepFields.closes)
        closeEarly = reader.optional(StepFields.closeEarly) != nil
        guard let from, let about, let mode, let closes else { return nil }
        self.from = from
        self.about = about
        self.mode = mode
        window = closes
    }
}

extension AcknowledgeStep {
    public var consults: [ListPhrase] { [ListPhrase(about, of: nil, filter: nil)] }

    public static let acknowledged: Name = "acknowledged"

    public var closesEarly: Bool { closeEarly }

    public func opening(_ scene: Scene) throws -> Opening { .window(try scene.people(from)) }

    public func effect(of act: Act, _ scene: Scene) throws -> Effect { .answer(AcknowledgeStep.acknowledged) }
}
