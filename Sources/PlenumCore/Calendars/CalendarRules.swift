/// A calendar as its file states it, before the rules are applied to years.
struct CalendarRules {
    struct Holiday {
        let name: String
        let title: LocalizedText
        let rule: DayRule
        /// Days from the rule's day to the holiday's first and last day.
        let begins: Int
        let ends: Int
        let years: ClosedRange<Int>
        /// Whether its days are laid down anew each year, so that a year without a decision is only reckoned.
        let decidedEachYear: Bool
        let compensated: Bool
        let source: String
        let mark: SourceMark
    }

    struct Compensation {
        let title: LocalizedText
        let source: String
    }

    /// One row of what was decided for one year.
    struct Decision {
        enum Subject {
            /// These are the holiday's days in that year, those in lieu among them.
            case holiday(Int)
            /// Days off beside the holidays.
            case beside(LocalizedText)
        }

        let subject: Subject
        let off: ClosedRange<CivilDate>
        /// The day that is worked in exchange.
        let worked: CivilDate?
        let source: String
        let decidedOn: CivilDate?
        let mark: SourceMark

        var year: Int { off.lowerBound.year }
    }

    let name: String
    let title: LocalizedText
    let zone: String
    let asOf: CivilDate?
    let years: ClosedRange<Int>
    let weeklyDaysOff: Set<Weekday>
    let holidays: [Holiday]
    let compensation: Compensation?
    let decisions: [Decision]
}

/// Works out every day of the years from a calendar's rules, and notes where the rules contradict each other.
struct CalendarBuilder {
    private let rules: CalendarRules
    private var days: [CivilDate: WorkingCalendar.Day] = [:]
    private var reckoned: [Int: [LocalizedText]] = [:]
    private(set) var diagnostics: [Diagnostic] = []

    /// A holiday's day that may have to be made up for.
    private struct Occurrence {
        let date: CivilDate
        let holiday: CalendarRules.Holiday
    }

    init(_ rules: CalendarRules) {
        self.rules = rules
    }

    mutating func build() -> WorkingCalendar {
        let decided = decisionsByHoliday()
        var toCompensate: [Occurrence] = []
        for (index, holiday) in rules.holidays.enumerated() {
            var open: [Int] = []
            // The years beside the covered ones count too: a day in lieu may fall over the turn of the year.
            for year in (rules.years.lowerBound - 1)...(rules.years.upperBound + 1) {
                if let rows = decided[Key(holiday: index, year: year)] {
                    for row in rows { observe(row, as: holiday.title, .holiday) }
                    continue
                }
                guard holiday.years.contains(year) else { continue }
                if holiday.decidedEachYear, rules.years.contains(year) {
                    open.append(year)
                    reckoned[year, default: []].append(holiday.title)
                }
                toCompensate += observe(holiday, in: year)
            }
            if !open.isEmpty {
                diagnostics.append(Diagnostic(CalendarProblem.reckoned(holiday.name, open), at: holiday.mark))
            }
        }
        for decision in rules.decisions {
            if case .beside(let title) = decision.subject { grant(decision, title) }
        }
        compensate(toCompensate)
        workInExchange()
        return WorkingCalendar(
            name: rules.name, zone: rules.zone, weeklyDaysOff: rules.weeklyDaysOff,
            exceptions: days.filter { rules.years.contains($0.key.year) }, years: rules.years, title: rules.title,
            asOf: rules.asOf, reckoned: reckoned
        )
    }

    private struct Key: Hashable {
        let holiday: Int
        let year: Int
    }

    /// Two rows may share a holiday and a year, when its days do not hang together; not the same days.
    private mutating func decisionsByHoliday() -> [Key: [CalendarRules.Decision]] {
        var found: [Key: [CalendarRules.Decision]] = [:]
        for decision in rules.decisions {
            guard case .holiday(let index) = decision.subject else { continue }
            let key = Key(holiday: index, year: decision.year)
            if found[key, default: []].contains(where: { $0.off.overlaps(decision.off) }) {
                let problem = CalendarProblem.decidedTwice(rules.holidays[index].name, decision.year)
                diagnostics.append(Diagnostic(problem, at: decision.mark))
            }
            found[key, default: []].append(decision)
        }
        return found
    }

    private mutating func observe(
        _ decision: CalendarRules.Decision, as title: LocalizedText, _ kind: WorkingCalendar.Day.Kind
    ) {
        var date = decision.off.lowerBound
        while date <= decision.off.upperBound {
            add(
                WorkingCalendar.Day(
                    working: false, reason: title, source: decision.source, decided: true, kind: kind,
                    decidedOn: decision.decidedOn), on: date, at: decision.mark)
            date = date.adding(days: 1)
        }
    }

    private mutating func observe(_ holiday: CalendarRules.Holiday, in year: Int) -> [Occurrence] {
        guard let day = holiday.rule.day(in: year) else {
            if rules.years.contains(year) {
                diagnostics.append(Diagnostic(CalendarProblem.noSuchDay(holiday.name, year), at: holiday.mark))
            }
            return []
        }
        let dates = (holiday.begins...holiday.ends).map { day.adding(days: $0) }
        for date in dates {
            add(
                WorkingCalendar.Day(
                    working: false, reason: holiday.title, source: holiday.source,
                    decided: !holiday.decidedEachYear, kind: .holiday), on: date, at: holiday.mark)
        }
        return holiday.compensated ? dates.map { Occurrence(date: $0, holiday: holiday) } : []
    }

    private mutating func grant(_ decision: CalendarRules.Decision, _ title: LocalizedText) {
        if decision.off.lowerBound == decision.off.upperBound, isOff(decision.off.lowerBound) {
            diagnostics.append(Diagnostic(CalendarProblem.alreadyOff(decision.off.lowerBound), at: decision.mark))
        }
        observe(decision, as: title, .granted)
    }

    /// Every holiday on a weekly day off moves to the next day that is still worked, the earliest holiday first.
    private mutating func compensate(_ occurrences: [Occurrence]) {
        guard let compensation = rules.compensation else { return }
        for occurrence in occurrences.sorted(by: { $0.date < $1.date })
        where rules.weeklyDaysOff.contains(occurrence.date.weekday) {
            var date = occurrence.date.adding(days: 1)
            while isOff(date) { date = date.adding(days: 1) }
            let holiday = occurrence.holiday
            days[date] = WorkingCalendar.Day(
                working: false, reason: compensation.title.joined(to: holiday.title, by: ": "),
                source: compensation.source, decided: !holiday.decidedEachYear, kind: .inLieu)
        }
    }

    private mutating func workInExchange() {
        var taken: Set<CivilDate> = []
        for decision in rules.decisions {
            guard let worked = decision.worked else { continue }
            if let day = days[worked], !day.working {
                diagnostics.append(Diagnostic(CalendarProblem.offAndWorked(worked), at: decision.mark))
                continue
            }
            guard rules.weeklyDaysOff.contains(worked.weekday), taken.insert(worked).inserted else {
                diagnostics.append(Diagnostic(CalendarProblem.alreadyWorked(worked), at: decision.mark))
                continue
            }
            let off = decision.off.lowerBound
            days[worked] = WorkingCalendar.Day(
                working: true,
                reason: LocalizedText(
                    vi: "Làm bù cho ngày \(off.shown(in: .vi))", en: "Worked in exchange for \(off.shown(in: .en))"),
                source: decision.source, decided: true, kind: .makeUp, decidedOn: decision.decidedOn)
        }
    }

    private func isOff(_ date: CivilDate) -> Bool {
        days[date].map { !$0.working } ?? rules.weeklyDaysOff.contains(date.weekday)
    }

    /// A second holiday on the same day keeps both names.
    private mutating func add(_ day: WorkingCalendar.Day, on date: CivilDate, at mark: SourceMark) {
        guard let earlier = days[date], earlier.reason != day.reason else {
            days[date] = day
            return
        }
        if rules.years.contains(date.year), earlier.kind == .holiday, day.kind == .holiday {
            diagnostics.append(Diagnostic(CalendarProblem.coincide(date), at: mark))
        }
        days[date] = WorkingCalendar.Day(
            working: false, reason: earlier.reason.joined(to: day.reason, by: " · "),
            source: [earlier.source, day.source].compactMap(\.self).joined(separator: " · "),
            decided: earlier.decided || day.decided, kind: earlier.kind, decidedOn: earlier.decidedOn ?? day.decidedOn)
    }
}

extension LocalizedText {
    /// Both texts in every language that one of them has; where the other lacks it, in its own first language.
    func joined(to other: LocalizedText, by separator: String) -> LocalizedText {
        func text(_ text: LocalizedText, _ code: String) -> String {
            text.versions.first { $0.code == code }?.text ?? text.versions.first?.text ?? ""
        }
        var codes = versions.map(\.code)
        codes += other.versions.map(\.code).filter { !codes.contains($0) }
        return LocalizedText(codes.map { ($0, text(self, $0) + separator + text(other, $0)) })
    }
}
