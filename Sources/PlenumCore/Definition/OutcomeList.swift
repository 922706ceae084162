/// The outcomes of a decision as its definition gives them.
public struct OutcomeList: Hashable, Sendable {
    public let outcomes: [Outcome]
}

extension Outcome {
    /// Titles of the outcomes that need none of their own.
    public static let knownTitles: [Name: LocalizedText] = [
        "approved": LocalizedText(vi: "Phê duyệt", en: "Approved"),
        "returned": LocalizedText(vi: "Trả lại", en: "Returned"),
        "accepted": LocalizedText(vi: "Chấp nhận", en: "Accepted"),
        "declined": LocalizedText(vi: "Từ chối", en: "Declined"),
        "adopted": VoteStep.adopted.title,
        "rejected": VoteStep.rejected.title,
        "without-quorum": VoteStep.withoutQuorum.title,
        "done": Outcome.done.title,
        "short": Outcome.short.title,
    ]
}

extension OutcomeList: FieldValue {
    private static let title = Field(
        "title", LocalizedText.self, vi: "Tiêu đề của kết quả; `approved`, `returned`, `accepted`, `declined` có sẵn.",
        en: "The outcome's title; `approved`, `returned`, `accepted` and `declined` have one.",
        example: "\n  vi: Vẫn tổ chức\n  en: Go on")
    private static let `return` = Field(
        "return", Name.self, vi: "Trả lại: bước đã qua này, trong cùng phạm vi, được mở lại với một vòng mới.",
        en: "Goes back: this earlier step of the same scope gets a new round.", example: "paper",
        refersTo: .returnTarget)
    private static let end = Field(
        "end", InstanceEnd.self, vi: "Kết thúc toàn bộ quy trình.", en: "Ends the whole run.", example: "cancelled")

    static let group = FieldGroup(
        "outcome", title: LocalizedText(vi: "Kết quả", en: "Outcome"), fields: [title, `return`, end])
    private static let keys = FieldKeys([title, `return`, end])

    public static var form: Form { .named(.group(group)) }

    public static func read(_ node: Node, in context: ReadingContext) -> OutcomeList? {
        guard let pairs = node.map else {
            if !node.isDamaged { context.report(LanguageProblem.wrongShape(form, found: Shape(node)), at: node) }
            return nil
        }
        if pairs.isEmpty, !node.isDamaged { context.report(LanguageProblem.emptyList, at: node) }
        var outcomes: [Outcome] = []
        var isWhole = !node.isDamaged && !pairs.isEmpty
        for pair in pairs {
            let name = Name.read(keyOf: pair, in: context)
            if name == nil { context.refuse(pair.key) }
            if let outcome = outcome(name, pair, in: context) {
                outcomes.append(outcome)
            } else {
                isWhole = false
            }
        }
        return isWhole ? OutcomeList(outcomes: outcomes) : nil
    }

    private static func outcome(_ name: Name?, _ pair: Node.Pair, in context: ReadingContext) -> Outcome? {
        // `approved:` alone says as much as `approved: {}`.
        guard
            var reader = FieldReader(
                pair.value, of: .outcome, isNamed: true, mayBeAbsent: true, keys: keys, in: context)
        else {
            return nil
        }
        let known = name.flatMap { Outcome.knownTitles[$0] }
        let title = known == nil && name != nil ? reader.required(title) : reader.optional(title) ?? known
        let target = reader.optional(`return`)
        let ending = reader.optional(end)
        if target != nil, ending != nil {
            context.report(LanguageProblem.eitherOr(`return`.key, end.key), at: pair.keyMark, to: pair.keyEnd)
            return nil
        }
        guard let name, let title, reader.isWhole else { return nil }
        let effect: Outcome.Effect =
            if let target { .return(to: target) } else if let ending { .end(ending) } else { .proceed }
        return Outcome(name, title: title, effect: effect)
    }
}
