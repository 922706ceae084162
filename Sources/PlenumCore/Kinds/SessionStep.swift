/// A meeting on a day: who presides, who attends, what is dealt with, what is recorded.
public struct SessionStep: StepKind {
    /// What is written down of a session.
    public enum Record: String, WordValue {
        case comments, lessons, minutes, conclusion
    }

    /// What happens when too few have come.
    public enum WithoutQuorum: Hashable, Sendable {
        /// The chair sets a new date: a new round.
        case newDate
        case outcome(Name)
    }

    public let chair: People
    public let attend: People
    public let date: SessionDate
    /// How long before the date the documents go out.
    public let documentsOut: Span?
    public let about: Name?
    public let agenda: [ListPhrase]
    public let quorum: Quorum?
    public let withoutQuorum: WithoutQuorum
    public let records: [Record]
    /// The records without which it is not done.
    public let needs: [Record]

    public init(
        chair: People, attend: People, date: SessionDate, documentsOut: Span? = nil, about: Name? = nil,
        agenda: [ListPhrase] = [], quorum: Quorum? = nil, withoutQuorum: WithoutQuorum = .newDate,
        records: [Record] = [], needs: [Record] = []
    ) {
        self.chair = chair
        self.attend = attend
        self.date = date
        self.documentsOut = documentsOut
        self.about = about
        self.agenda = agenda
        self.quorum = quorum
        self.withoutQuorum = withoutQuorum
        self.records = records
        self.needs = needs
    }

    public static let held = Outcome("held", title: LocalizedText(vi: "Đã tổ chức", en: "Held"))

    public var outcomes: [Outcome] {
        guard quorum != nil, case .outcome(let name) = withoutQuorum else { return [SessionStep.held] }
        let title = Outcome.knownTitles[name] ?? LocalizedText(vi: "Không đủ số đại biểu", en: "Without quorum")
        return [SessionStep.held, Outcome(name, title: title)]
    }

    public var sessionDate: SessionDate? { date }
}

extension SessionStep {
    public static let word: Name = "session"
    public static let meaning = LocalizedText(
        vi: "Một buổi sinh hoạt hoặc cuộc họp vào một ngày, có điểm danh, biên bản và kết luận.",
        en: "A meeting on a day, with roll call, minutes and conclusion.")

    private static let chair = Field(
        "chair", People.self, need: .required, vi: "Người chủ trì.", en: "Who presides.",
        example: "secretary of committee")
    private static let attend = Field(
        "attend", People.self, need: .required, vi: "Những người được triệu tập.", en: "Those who are convened.",
        example: "all members")
    private static let date = Field(
        "date", SessionDate.self, need: .required,
        vi: "Ngày họp: một ngày đã biết, hoặc do người chủ trì chọn trong một khoảng.",
        en: "The day: one that is known, or one that the chair chooses within bounds.",
        example: "chosen between 9 and 5 working days before plenary")
    private static let documentsOut = Field(
        "documents-out", Lead.self, vi: "Tài liệu gửi trước bao lâu.", en: "How long before it the documents go out.",
        example: "1 working day before")
    private static let agenda = Field(
        "agenda", Agenda.self, vi: "Chương trình: văn bản, người trình bày, danh sách, theo thứ tự.",
        en: "What is dealt with, in order: documents, presenters, lists.",
        example: "\n  - introductory-report\n  - paper of cells")
    private static let quorum = Field(
        "quorum", Quorum.self, vi: "Số đại biểu tối thiểu để buổi họp có giá trị.",
        en: "How many must be present for it to count.", example: "more than half of all official members")
    private static let withoutQuorum = Field(
        "without-quorum", WithoutQuorum.self, vi: "Khi không đủ: chọn ngày mới (`new date`) hoặc một kết quả.",
        en: "When too few have come: a new date, or an outcome.", example: "new date", default: "new date")
    private static let records = Field(
        "records", [Record].self, vi: "Những gì được ghi lại.", en: "What is written down.",
        example: "[comments, conclusion, minutes]")
    private static let needs = Field(
        "needs", [Record].self, vi: "Những gì phải có thì buổi họp mới được coi là xong.",
        en: "What must be there before it can end.", example: "conclusion")

    public static let fields: [any AnyField] = [
        chair, attend, date, documentsOut, StepFields.about, agenda, quorum, withoutQuorum, records, needs,
    ]

    public var takesOpinions: Bool { records.contains(.comments) }

    public static let hasFindings = true

    public func findings(in surroundings: StepSurroundings) -> [StepFinding] {
        var findings: [StepFinding] = []
        if case .fraction(let part, let whole)? = quorum?.share, part > whole {
            findings.append(StepFinding(CheckProblem.quorumFraction("\(part)/\(whole)"), at: Self.quorum.key))
        }
        if quorum == nil, surroundings.has(Self.withoutQuorum.key) {
            findings.append(StepFinding(CheckProblem.withoutQuorumUnused, at: Self.withoutQuorum.key))
        }
        if let missing = needs.first(where: { !records.contains($0) }) {
            findings.append(StepFinding(CheckProblem.needsUnrecorded(missing.rawValue), at: Self.needs.key))
        }
        return findings
    }

    public init?(reading reader: inout FieldReader) {
        let chair = reader.required(Self.chair)
        let attend = reader.required(Self.attend)
        let date = reader.required(Self.date)
        documentsOut = reader.optional(Self.documentsOut)?.span
        about = reader.optional(StepFields.about)
        agenda = reader.optional(Self.agenda)?.items ?? []
        quorum = reader.optional(Self.quorum)
        withoutQuorum = reader.optional(Self.withoutQuorum) ?? .newDate
        records = reader.optional(Self.records) ?? []
        needs = reader.optional(Self.needs) ?? []
        guard let chair, let attend, let date else { return nil }
        self.chair = chair
        self.attend = attend
        self.date = date
    }
}

extension SessionStep.WithoutQuorum: Phrase {
    public static let phrase = PhraseForm(
        "without-quorum", title: LocalizedText(vi: "khi không đủ số đại biểu", en: "what happens without quorum"),
        grammar: ["\"new date\"", "OUTCOME"], pattern: "new date|\(Patterns.name)", examples: ["new date"])

    public static func parse(_ parser: inout PhraseParser) -> SessionStep.WithoutQuorum? {
        parser.take(.new, .date) ? .newDate : parser.name().map { .outcome($0) }
    }
}

extension SessionStep {
    private static let day: Name = "date"
    public static let present: Name = "present"

    /// The outcome that calls it again on another day.
    private static let newDate = Outcome(
        "without-quorum", title: LocalizedText(vi: "Không đủ số đại biểu", en: "Without quorum"))

    public var assignees: People? { chair }
    public var consults: [ListPhrase] { (about.map { [ListPhrase($0, of: nil, filter: nil)] } ?? []) + agenda }

    public var fields: [Record] { records + needs.filter { !records.contains($0) } }

    public func opening(_ scene: Scene) throws -> Opening { .task(try scene.people(chair)) }

    /// While no day is chosen, the days that may be; then the roll call and what is recorded.
    public func offer(_ scene: Scene) throws -> Offer {
        if let days = try scene.daysToChoose() {
            return Offer(needs: [
                ActNeed(
                    SessionStep.day, .date, title: LocalizedText(vi: "ngày tổ chức", en: "the day of the session"),
                    options: days.map(\.description))
            ])
        }
        let convened = try scene.people(attend).map(\.rawValue)
        let rollCall = ActNeed(
            SessionStep.present, .people, title: LocalizedText(vi: "những người có mặt", en: "those who are present"),
            options: convened)
        let recorded = fields.map {
            ActNeed(Name(rawValue: $0.rawValue), .text, required: needs.contains($0), title: $0.title)
        }
        let again = ActNeed(
            ActNeed.newDate, .date, required: false,
            title: LocalizedText(vi: "ngày mới khi không đủ số đại biểu", en: "the new day where quorum is not met"))
        return Offer(needs: [rollCall] + recorded + (quorum == nil ? [] : [again]))
    }

    public func effect(of act: Act, _ scene: Scene) throws -> Effect {
        if try scene.daysToChoose() != nil, let day = act.answer(SessionStep.day)?.date { return .schedule(day) }
        guard let quorum, case .people(let present) = act.answer(SessionStep.present) else {
            return .finish(SessionStep.held.name)
        }
        let base = try scene.people(quorum.people)
        let counted = Set(present).intersection(base).count
        let needed = quorum.share.needed(of: base.count)
        if counted >= needed { return .finish(SessionStep.held.name) }
        switch withoutQuorum {
        case .outcome(let name): return .finish(name)
        case .newDate:
            guard act.answer(ActNeed.newDate) != nil else {
                throw Refused(.withoutQuorum(scene.path, present: counted, of: base.count, needed: needed))
            }
            return .again(SessionStep.newDate.name)
        }
    }
}

extension SessionStep.Record {
    var title: LocalizedText {
        switch self {
        case .comments: LocalizedText(vi: "ý kiến phát biểu, mỗi ý kiến một dòng", en: "opinions, one a line")
        case .lessons: LocalizedText(vi: "rút kinh nghiệm", en: "lessons")
        case .minutes: LocalizedText(vi: "biên bản", en: "minutes")
        case .conclusion: LocalizedText(vi: "kết luận", en: "conclusion")
        }
    }
}

extension Quorum.Share {
    /// How many of `total` must be present.
    public func needed(of total: Int) -> Int {
        switch self {
        case .moreThanHalf: total / 2 + 1
        case .fraction(let part, let whole): (total * part + whole - 1) / whole
        case .number(let number): number
        }
    }
}
