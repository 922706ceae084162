import PlenumCore

/// A document that gets its seal: the worked example of a step kind, used by no definition that ships.
struct SealStep: StepKind {
    let who: People
    let about: Name
    let deadline: Deadline?
}

extension SealStep {
    static let word: Name = "seal"
    static let meaning = LocalizedText(vi: "Đóng dấu một văn bản.", en: "Puts the seal on a document.")

    private static let about = Field(
        "about", Name.self, need: .required, vi: "Văn bản được đóng dấu.", en: "The document that is sealed.",
        example: "plan", refersTo: .document)

    static let fields: [any AnyField] = [StepFields.who, about, StepFields.deadline]

    init?(reading reader: inout FieldReader) {
        let who = reader.required(StepFields.who)
        let about = reader.required(Self.about)
        let deadline = reader.required(StepFields.deadline)
        guard let who, let about, let deadline else { return nil }
        self.who = who
        self.about = about
        self.deadline = deadline.deadline
    }
}

extension SealStep {
    private static let copies: Name = "copies"
    static let sealed = Outcome("sealed", title: LocalizedText(vi: "Đã đóng dấu", en: "Sealed"))

    var outcomes: [Outcome] { [SealStep.sealed] }
    var assignees: People? { who }

    func opening(_ scene: Scene) throws -> Opening { .task(try scene.people(who)) }

    func offer(_ scene: Scene) throws -> Offer {
        Offer(needs: [
            ActNeed(SealStep.copies, .number, title: LocalizedText(vi: "số bản được đóng dấu", en: "how many copies"))
        ])
    }

    func effect(of act: Act, _ scene: Scene) throws -> Effect { .finish(SealStep.sealed.name) }
}
