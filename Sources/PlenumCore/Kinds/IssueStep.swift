/// The act by which a document gets its number and is issued.
public struct IssueStep: StepKind {
    /// What stands behind the number: `05-NQ/ĐU`.
    public struct NumberScheme: Hashable, Sendable {
        /// Such as `NQ`.
        public let type: String
        /// Such as `ĐU`.
        public let organ: String

        public init(type: String, organ: String) {
            self.type = type
            self.organ = organ
        }
    }

    /// Who signs.
    public let who: People
    public let about: Name
    public let number: NumberScheme
    public let deadline: Deadline?

    public init(who: People, about: Name, number: NumberScheme, deadline: Deadline?) {
        self.who = who
        self.about = about
        self.number = number
        self.deadline = deadline
    }
}

extension IssueStep {
    public static let word: Name = "issue"
    public static let meaning = LocalizedText(
        vi: "Ban hành một văn bản: ký, cho số và ký hiệu.", en: "Issues a document: it is signed and numbered.")

    private static let about = Field(
        "about", Name.self, need: .required, vi: "Văn bản được ban hành.", en: "The document that is issued.",
        example: "draft-resolution", refersTo: .document)
    private static let number = Field(
        "number", NumberScheme.self, need: .required, vi: "Số và ký hiệu, đánh số theo loại, cơ quan và nhiệm kỳ.",
        en: "Its number and symbol, counted by type, organ and term.", example: "\n  type: NQ\n  organ: ĐU")

    public static let fields: [any AnyField] = [StepFields.who, about, number, StepFields.deadline]

    public init?(reading reader: inout FieldReader) {
        let who = reader.required(StepFields.who)
        let about = reader.required(Self.about)
        let number = reader.required(Self.number)
        let deadline = reader.required(StepFields.deadline)
        guard let who, let about, let number, let deadline else { return nil }
        self.who = who
        self.about = about
        self.number = number
        self.deadline = deadline.deadline
    }
}

extension IssueStep.NumberScheme: FieldValue {
    private static let type = Field(
        "type", String.self, need: .required, vi: "Ký hiệu loại văn bản.", en: "The symbol of the document's type.",
        example: "NQ")
    private static let organ = Field(
        "organ", String.self, need: .required, vi: "Ký hiệu cơ quan ban hành.", en: "The symbol of the organ.",
        example: "ĐU")
    private static let group = FieldGroup(
        "number", title: LocalizedText(vi: "Số và ký hiệu", en: "Number and symbol"), fields: [type, organ])
    private static let keys = FieldKeys([type, organ])

    public static var form: Form { .group(group) }

    public static func read(_ node: Node, in context: ReadingContext) -> IssueStep.NumberScheme? {
        guard var reader = FieldReader(node, of: .number, keys: keys, in: context) else { return nil }
        let type = reader.required(type)
        let organ = reader.required(organ)
        guard let type, let organ, reader.isWhole else { return nil }
        return IssueStep.NumberScheme(type: type, organ: organ)
    }
}

extension IssueStep {
    public var consults: [ListPhrase] { [ListPhrase(about, of: nil, filter: nil)] }

    public var assignees: People? { who }
    public func opening(_ scene: Scene) throws -> Opening { .task(try scene.people(who)) }

    /// The next number of the register; where that is kept elsewhere, the number must be given.
    public func offer(_ scene: Scene) throws -> Offer {
        guard let next = try next(scene) else {
            return Offer(needs: [
                ActNeed(
                    NumberAnswer.number, .number,
                    title: LocalizedText(vi: "số trong sổ đăng ký", en: "the number from the register"))
            ])
        }
        let symbol = next.series.symbol(next.number, in: try scene.surroundings.numbering())
        return Offer(needs: [
            ActNeed(
                NumberAnswer.number, .number, required: false,
                title: LocalizedText(
                    vi: "số; bỏ trống để lấy số tiếp theo, \(symbol)",
                    en: "the number; left out for the next, \(symbol)"))
        ])
    }

    public func effect(of act: Act, _ scene: Scene) throws -> Effect {
        let next = try next(scene)
        guard case .number(let given) = act.answer(NumberAnswer.number) else {
            guard let next else { return .finish(Outcome.done.name) }
            return .finish(
                Outcome.done.name,
                adding: try [Value.Cell(NumberAnswer.number, .number(next.number))]
                    + cells(next.number, next.series, scene))
        }
        if let next, given != next.number {
            throw Refused(.numberNotNext(given: given, next: next.number, next.series))
        }
        return .finish(Outcome.done.name, adding: try cells(given, next?.series, scene))
    }

    private func next(_ scene: Scene) throws -> (series: NumberSeries, number: Int)? {
        try scene.series(type: number.type, organ: number.organ).map { ($0.series, $0.last + 1) }
    }

    private func cells(_ given: Int, _ series: NumberSeries?, _ scene: Scene) throws -> [Value.Cell] {
        let symbol = try scene.surroundings.numbering().symbol(given, type: number.type, organ: number.organ)
        return [Value.Cell(NumberAnswer.symbol, .text(symbol))]
            + (series.map { [Value.Cell(NumberAnswer.register, .text($0.text))] } ?? [])
    }
}
