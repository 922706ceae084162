/// The same steps again and again in time, each time from a day on.
public struct RepeatStep: StepKind {
    public let recurrence: Recurrence
    private let branches: FanOut
    /// The steps as they are written, without the one that waits for the day.
    private let written: Scope

    /// `scope` are the steps of each occurrence; `entry` names its day, and `title` says what it is the day of.
    public init(_ recurrence: Recurrence, as entry: Name, title: LocalizedText, scope: Scope) {
        self.recurrence = recurrence
        written = scope
        let first = Step(name: entry, title: title, kind: OccurrenceStep(recurrence))
        branches = FanOut(.days(recurrence), entry: entry, scope: scope.beginning(with: first))
    }

    public var fanOut: FanOut? { branches }
    public func opening(_ scene: Scene) throws -> Opening { .branches(try scene.branches(of: branches)) }
}

extension RepeatStep {
    public static let word: Name = "repeat"
    public static let meaning = LocalizedText(
        vi: "Lặp lại các bước theo thời gian: hằng tuần, hằng tháng, hằng quý, hằng năm.",
        en: "Runs its steps again and again in time: every week, month, quarter or year.")

    private static let every = Field(
        "every", Recurrence.Interval.self, need: .required, vi: "Bao lâu một lần.", en: "How often.",
        example: "month")
    private static let on = Field(
        "on", DayOfPeriod.self,
        vi: "Vào ngày nào của mỗi kỳ. Không ghi: cùng ngày với `from`; tháng nào thiếu ngày đó thì là ngày cuối tháng.",
        en: "On which day of each. Left out: on the day of `from`; in a month that is too short, on its last day.",
        example: "day 1 of the month or the next working day")
    private static let from = Field(
        "from", Recurrence.Day.self, need: .required, vi: "Lần đầu không sớm hơn ngày này.",
        en: "The first time is not before this day.", example: "first-day")
    private static let times = Field(
        "times", Int.self, vi: "Mấy lần. Ghi `times` hoặc `until`.", en: "How many times. Either this or `until`.",
        example: "12")
    private static let until = Field(
        "until", Recurrence.Day.self, vi: "Lần cuối không muộn hơn ngày này.",
        en: "The last time is not after this day.", example: "2026-12-31")
    private static let entry = Field(
        "as", Name.self, need: .required,
        vi: "Tên gọi ngày của mỗi lần: bước đầu của lần đó, chờ đến ngày ấy. Hạn của các bước tính được từ nó.",
        en: "The name of each occurrence's day: its first step, which waits for it, and from which dates can count.",
        example: "month")

    public static let fields: [any AnyField] = [every, on, from, times, until, entry, StepFields.steps]
    public static let hasPeople = false

    public var moments: [(key: String, moment: Moment)] {
        let last: [(String, Moment)] =
            if case .until(let day) = recurrence.end { [(Self.until.key, day.moment)] } else { [] }
        return [(Self.from.key, recurrence.from.moment)] + last
    }

    public static let hasFindings = true

    public func findings(in surroundings: StepSurroundings) -> [StepFinding] {
        if recurrence.every.count < 1 { return [StepFinding(LanguageProblem.zero, at: Self.every.key)] }
        if let on = recurrence.on, on.period != recurrence.every.period {
            return [
                StepFinding(CheckProblem.dayOfAnother(on.period, every: recurrence.every.period), at: Self.on.key)
            ]
        }
        switch (recurrence.end, recurrence.from) {
        case (.times(let count), _) where !(1...Recurrence.most).contains(count):
            return [StepFinding(CheckProblem.occurrences(count, most: Recurrence.most), at: Self.times.key)]
        case (.until(.date(let last)), .date(let first)):
            let most = first.adding(days: Recurrence.most * 7)
            if last < first { return [StepFinding(CheckProblem.endsBeforeItBegins, at: Self.until.key)] }
            // More can only be told with the calendar; this much is no plan by any.
            if recurrence.every.period == .week, recurrence.every.count == 1, last > most {
                return [StepFinding(CheckProblem.occurrences(nil, most: Recurrence.most), at: Self.until.key)]
            }
            return []
        default: return []
        }
    }

    public init?(reading reader: inout FieldReader) {
        let every = reader.required(Self.every)
        let on = reader.optional(Self.on)
        let from = reader.required(Self.from)
        let times = reader.optional(Self.times)
        let until = reader.optional(Self.until)
        let entry = reader.required(Self.entry)
        if let entry { reader.context.bind(day: entry) }
        let scope = reader.required(StepFields.steps)
        let hasTimes = reader.has(Self.times)
        if hasTimes == reader.has(Self.until) {
            let problem: any Problem =
                hasTimes
                ? LanguageProblem.eitherOr(Self.times.key, Self.until.key)
                : LanguageProblem.endless(Self.times.key, Self.until.key)
            reader.report(problem)
            return nil
        }
        let end = times.map { Recurrence.End.times($0) } ?? until.map { .until($0) }
        guard let every, let from, let end, let entry, let scope, reader.isWhole else { return nil }
        let recurrence = Recurrence(every: every, on: on, from: from, end: end)
        self.init(
            recurrence, as: entry, title: LocalizedText(vi: entry.rawValue, en: entry.rawValue), scope: scope)
    }

    /// An occurrence is told by what the step is called.
    public func placed(title: LocalizedText, remind: Name?) -> RepeatStep {
        guard let entry = branches.entry else { return self }
        return RepeatStep(recurrence, as: entry, title: title, scope: written)
    }
}
