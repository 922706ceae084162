extension PhraseParser {
    /// `day 5 of the month or the next working day`, `working day 3 of the quarter`, `last working day of the year`.
    mutating func dayOfPeriod() -> DayOfPeriod? {
        if take(.last) {
            let isWorking = take(.working)
            guard take(.day), let period = ofThePeriod() else { return nil }
            return DayOfPeriod(isWorking ? .lastWorkingDay : .lastDay, of: period)
        }
        let isWorking = take(.working)
        guard take(.day) else { return nil }
        // As far as every such period goes: the period is named only behind the number.
        let named = words.dropFirst(index + 3).first.flatMap { Period(rawValue: text(of: $0)) } ?? .month
        guard let word = current, let number = number(of: word),
            DayOfPeriod(isWorking ? .workingDay(number) : .day(number), of: named).isSure
        else {
            expect(.number)
            return nil
        }
        advance()
        guard let period = ofThePeriod() else { return nil }
        return DayOfPeriod(
            isWorking ? .workingDay(number) : .day(number), of: period,
            orNextWorkingDay: !isWorking && take(.or, .the, .next, .working, .day))
    }

    private mutating func ofThePeriod() -> Period? {
        guard take(.of, .the) else { return nil }
        return switch take(oneOf: [.month, .quarter, .year]) {
        case .month: .month
        case .quarter: .quarter
        case .year: .year
        default: nil
        }
    }

    /// A day of the week; the word is no keyword, since a name may be the same.
    mutating func weekday() -> Weekday? {
        if let word = current, let day = Weekday(name: text(of: word)) {
            advance()
            return day
        }
        for day in Weekday.allCases { expect(.word(day.name)) }
        return nil
    }
}

extension DayOfPeriod: Phrase {
    public static let phrase = PhraseForm(
        "day-of-period", title: LocalizedText(vi: "ngày trong kỳ", en: "day of a period"),
        grammar: [
            "\"day\" N \"of the\" period [\"or the next working day\"]", "\"working day\" N \"of the\" period",
            "\"last\" [\"working\"] \"day of the\" period",
            "(\"monday\" | … | \"sunday\") [\"or the next working day\"]",
            "period: \"month\" | \"quarter\" | \"year\"",
        ],
        pattern: "\(Patterns.dayOfPeriod)|\(Patterns.weekday)(?: or the next working day)?",
        examples: [
            "day 1 of the month or the next working day", "working day 3 of the month", "last day of the month",
            "day 10 of the quarter", "monday",
        ])

    public static func parse(_ parser: inout PhraseParser) -> DayOfPeriod? {
        if let day = parser.attempt({ $0.dayOfPeriod() }) { return day }
        guard let weekday = parser.weekday() else { return nil }
        return DayOfPeriod(
            .weekday(weekday), of: .week, orNextWorkingDay: parser.take(.or, .the, .next, .working, .day))
    }
}

extension Recurrence.Interval: Phrase {
    public static let phrase = PhraseForm(
        "interval", title: LocalizedText(vi: "chu kỳ", en: "interval"),
        grammar: ["[N] (\"week\" | \"month\" | \"quarter\" | \"year\")"],
        pattern: "(?:\(Patterns.number) )?(?:week|month|quarter|year)s?",
        examples: ["month", "quarter", "2 weeks"])

    public static func parse(_ parser: inout PhraseParser) -> Recurrence.Interval? {
        let isCounted = parser.current.map { parser.number(of: $0) != nil } ?? false
        let count = isCounted ? parser.number() : 1
        guard let count else { return nil }
        let period: Period
        switch parser.take(oneOf: [.week, .weeks, .month, .months, .quarter, .quarters, .year, .years]) {
        case .week, .weeks: period = .week
        case .month, .months: period = .month
        case .quarter, .quarters: period = .quarter
        case .year, .years: period = .year
        default: return nil
        }
        return Recurrence.Interval(count, period)
    }
}

extension Recurrence.Day: Phrase {
    public static let phrase = PhraseForm(
        "day", title: LocalizedText(vi: "ngày", en: "day"), grammar: ["DATE", "NAME"],
        pattern: "\(Patterns.date)|\(Patterns.name)", examples: ["2026-03-02", "first-day"])

    public static func parse(_ parser: inout PhraseParser) -> Recurrence.Day? {
        parser.date().map { .date($0) } ?? parser.name(.day).map { .named($0) }
    }
}
