/// The inspection of what was carried out, without which a row of a follow-up cannot end.
struct InspectStep: StepKind {}

extension InspectStep {
    static let word: Name = "inspect"
    static let meaning = LocalizedText(
        vi: "Kiểm tra việc đã thực hiện; chưa đạt thì trả lại.",
        en: "Inspects what was carried out; what does not do is given back.")
    static let fields: [any AnyField] = []

    init?(reading reader: inout FieldReader) { nil }
}

extension InspectStep {
    static let finding: Name = "finding"
    static let fulfilled = Outcome("fulfilled", title: LocalizedText(vi: "Đạt yêu cầu", en: "Fulfilled"))
    static let notYet = Outcome(
        "not-yet", title: LocalizedText(vi: "Chưa đạt", en: "Not yet"), effect: .return(to: FollowUpStep.carryOut))

    var outcomes: [Outcome] { [InspectStep.fulfilled, InspectStep.notYet] }
    var assignees: People? { .named(FollowUpStep.inspector) }
    var deadline: Deadline? { Deadline(.named(FollowUpStep.inspectOn), text: FollowUpStep.inspectOn.rawValue) }
    var consults: [ListPhrase] { [ListPhrase(FollowUpStep.carryOut, of: nil, filter: nil)] }
    var maySkip: Bool { false }
    var isCarriedOver: Bool { true }

    func opening(_ scene: Scene) throws -> Opening { .task(try scene.people(.named(FollowUpStep.inspector))) }

    /// Whoever inspects reads what was reported where they write what they found.
    func offer(_ scene: Scene) throws -> Offer {
        let reported = try scene.set.step(Path(scene.path.scope, FollowUpStep.carryOut)).facts
            .answer(CarryOutStep.evidence)?.text
        return Offer(
            outcomes: outcomes,
            needs: [
                ActNeed(
                    InspectStep.finding, .text,
                    title: LocalizedText(
                        vi: "kết quả kiểm tra" + (reported.map { " (báo cáo: “\($0)”)" } ?? ""),
                        en: "what was found" + (reported.map { " (reported: “\($0)”)" } ?? "")))
            ])
    }
}
