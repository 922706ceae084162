/// The first step of each branch of a `repeat`: it waits for its day. Nobody writes it; `as:` gives it its name.
struct OccurrenceStep: StepKind {
    let day: Deadline

    init(_ recurrence: Recurrence) {
        let moment = recurrence.on.map { Moment.day($0) } ?? .named(OccurrenceStep.base)
        day = Deadline(moment, at: .midnight, text: recurrence.text)
    }

    /// What a branch calls the day by which its period is known. A keyword: no name of a definition is the same.
    static let base = Name(rawValue: Keyword.every.rawValue)

    var closes: Deadline? { day }
    /// What its occurrence does counts from it as from a session.
    var sessionDate: SessionDate? { .given(day) }
    var countsIn: Name? { OccurrenceStep.base }
    /// Its day begins, where other dates end with theirs.
    var hour: CivilTime? { .midnight }
    func opening(_ scene: Scene) throws -> Opening { .wait }
}

extension OccurrenceStep {
    static let word: Name = "occurrence"
    static let meaning = LocalizedText(vi: "Chờ đến ngày của một lần lặp.", en: "Waits for an occurrence's day.")
    static let fields: [any AnyField] = []
    static let hasPeople = false

    /// It stands in no file.
    init?(reading reader: inout FieldReader) { nil }
}
