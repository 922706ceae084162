/// What one person carries out by a date and gives evidence of: the second step of a row of a follow-up.
struct CarryOutStep: StepKind {}

extension CarryOutStep {
    static let word: Name = "carry-out"
    static let meaning = LocalizedText(
        vi: "Thực hiện việc được giao và báo cáo minh chứng.", en: "Carries out what was assigned, with evidence.")
    static let fields: [any AnyField] = []

    init?(reading reader: inout FieldReader) { nil }

    var makesDocument: Bool { true }
}

extension CarryOutStep {
    static let evidence: Name = "evidence"

    var assignees: People? { .named(FollowUpStep.person) }
    var isCarriedOver: Bool { true }
    var overseers: People? { .named(FollowUpStep.inspector) }
    var deadline: Deadline? { Deadline(.named(FollowUpStep.due), text: FollowUpStep.due.rawValue) }

    func opening(_ scene: Scene) throws -> Opening { .task(try scene.people(.named(FollowUpStep.person))) }

    func offer(_ scene: Scene) throws -> Offer {
        Offer(needs: [
            ActNeed(
                CarryOutStep.evidence, .text,
                title: LocalizedText(vi: "kết quả và minh chứng", en: "the result and its evidence")),
            ActNeed(
                ActNeed.attachment, .file, required: false,
                title: LocalizedText(vi: "tệp minh chứng", en: "a file as evidence")),
        ])
    }
}
