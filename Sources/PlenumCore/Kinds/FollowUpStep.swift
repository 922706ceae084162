/// What is to be done after a decision: one row for each person, responsibility and date, each carried out and then
/// inspected. A row without all three, or without an inspection, cannot be entered (ba rõ: rõ người, rõ trách nhiệm, rõ
/// thời gian).
public struct FollowUpStep: StepKind {
    /// Who enters the rows.
    public let who: People
    /// Among whom those who carry out are chosen.
    public let from: People
    /// Who inspects, where a row names nobody.
    public let inspectors: People
    public let deadline: Deadline?
    public let about: Name?
    private let name: Name
    private let rows: Intake
    private let branches: FanOut

    public init(
        who: People, from: People, inspectors: People, deadline: Deadline?, about: Name? = nil, name: Name,
        title: LocalizedText = LocalizedText([]), remind: Name? = nil
    ) {
        self.who = who
        self.from = from
        self.inspectors = inspectors
        self.deadline = deadline
        self.about = about
        self.name = name
        rows = Intake(entry: FollowUpStep.assigned, columns: FollowUpStep.columns, atLeast: 1)
        let carryOut = Step(
            name: FollowUpStep.carryOut, title: LocalizedText(vi: "Thực hiện", en: "Carry out"),
            after: [FollowUpStep.assigned], remind: remind, kind: CarryOutStep())
        let inspect = Step(
            name: FollowUpStep.inspect, title: LocalizedText(vi: "Kiểm tra", en: "Inspect"),
            after: [FollowUpStep.carryOut], remind: remind, kind: InspectStep())
        let arrival = Step(
            name: FollowUpStep.assigned, title: title, remind: remind,
            kind: EntryStep(name: FollowUpStep.assigned, columns: FollowUpStep.columns))
        branches = FanOut(
            over: ListPhrase(name, of: nil, filter: nil), entry: FollowUpStep.assigned, join: .all, others: .goOn,
            mayBeEmpty: true, scope: Scope(steps: [arrival, carryOut, inspect]))
    }

    public var fanOut: FanOut? { branches }
    public var intake: Intake? { rows }

    static let assigned: Name = "assigned"
    static let carryOut: Name = "carry-out"
    static let inspect: Name = "inspect"
    static let responsibility: Name = "responsibility"
    static let person: Name = "person"
    static let due: Name = "due"
    static let inspector: Name = "inspector"
    static let inspectOn: Name = "inspect-on"

    /// In the order in which they are asked; the first names the row.
    private static let columns = [
        Column(name: responsibility, type: .text, title: LocalizedText(vi: "việc được giao", en: "what is to be done")),
        Column(name: person, type: .person, title: LocalizedText(vi: "người thực hiện", en: "who does it")),
        Column(name: due, type: .date, title: LocalizedText(vi: "hạn hoàn thành", en: "the day by which it is done")),
        Column(name: inspector, type: .person, title: LocalizedText(vi: "người kiểm tra", en: "who inspects it")),
        Column(
            name: inspectOn, type: .date, title: LocalizedText(vi: "ngày kiểm tra", en: "the day of the inspection")),
    ]

    /// No more rows are to come.
    static let complete = Outcome("all-assigned", title: LocalizedText(vi: "Đã giao hết việc", en: "All is assigned"))
}

extension FollowUpStep {
    public static let word: Name = "follow-up"
    public static let meaning = LocalizedText(
        vi: "Giao việc sau kết luận: mỗi việc rõ người, rõ trách nhiệm, rõ thời gian, và được kiểm tra.",
        en: "Assigns what follows from a decision: each with a person, a responsibility, a date and an inspection.")

    private static let inspectBy = Field(
        "inspect-by", People.self, need: .required, vi: "Người kiểm tra, khi dòng giao việc không ghi ai.",
        en: "Who inspects, where a row names nobody.", example: "head of unit inspection")

    public static let fields: [any AnyField] = [
        StepFields.who, StepFields.from, inspectBy, StepFields.deadline, StepFields.about,
    ]

    public init?(reading reader: inout FieldReader) {
        let who = reader.required(StepFields.who)
        let from = reader.required(StepFields.from)
        let inspectors = reader.required(Self.inspectBy)
        let deadline = reader.required(StepFields.deadline)
        let about = reader.optional(StepFields.about)
        guard let who, let from, let inspectors, let deadline else { return nil }
        self.init(
            who: who, from: from, inspectors: inspectors, deadline: deadline.deadline, about: about,
            name: Name(rawValue: reader.subject.name))
        reader.context.declareSteps(of: branches.scope, columns: FollowUpStep.columns)
    }

    public func placed(title: LocalizedText, remind: Name?) -> FollowUpStep {
        FollowUpStep(
            who: who, from: from, inspectors: inspectors, deadline: deadline, about: about, name: name, title: title,
            remind: remind)
    }
}

extension FollowUpStep {
    public var assignees: People? { who }
    public var consults: [ListPhrase] { about.map { [ListPhrase($0, of: nil, filter: nil)] } ?? [] }

    public func opening(_ scene: Scene) throws -> Opening { .rowsByTask(try scene.people(who)) }

    public func offer(_ scene: Scene) throws -> Offer {
        let among = try scene.people(from).map(\.rawValue)
        let needs = try scene.needs(of: FollowUpStep.columns, required: true).map { need in
            switch need.name {
            case FollowUpStep.person: ActNeed(need.name, need.type, title: need.title, options: among)
            case FollowUpStep.inspector: ActNeed(need.name, need.type, required: false, title: need.title)
            default: need
            }
        }
        return Offer(needs: needs, bare: try rowCount(scene) > 0 ? [FollowUpStep.complete] : [])
    }

    private func rowCount(_ scene: Scene) throws -> Int { try scene.set.tally(at: scene.path)?.counted ?? 0 }

    /// A row, with its inspector filled in; or the end of entering. Refuses a date that comes before it can be, and
    /// whoever would inspect their own work.
    public func effect(of act: Act, _ scene: Scene) throws -> Effect {
        guard act.outcome != FollowUpStep.complete.name else { return .finish(Outcome.done.name) }
        guard let due = act.answer(FollowUpStep.due)?.date, let inspectOn = act.answer(FollowUpStep.inspectOn)?.date
        else { return .row(act.answers) }
        guard inspectOn >= due else { throw Refused(.inspectedTooSoon(inspectOn, due: due)) }
        let person = act.answer(FollowUpStep.person)?.person
        var cells = act.answers
        if let inspector = act.answer(FollowUpStep.inspector) {
            if inspector.person == person, let person { throw Refused(.inspectsThemself(person)) }
        } else {
            let others = try scene.people(inspectors).filter { $0 != person }
            guard !others.isEmpty else { throw Refused(.nobodyInspects(scene.path)) }
            cells.append(Value.Cell(FollowUpStep.inspector, .people(others)))
        }
        let order = FollowUpStep.columns.map(\.name)
        return .row(
            cells.sorted { (order.firstIndex(of: $0.column) ?? 0) < (order.firstIndex(of: $1.column) ?? 0) })
    }
}
