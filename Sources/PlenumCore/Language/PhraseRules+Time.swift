extension PhraseParser {
    mutating func span() -> Span? {
        attempt { parser in
            guard let count = parser.number(), let unit = parser.unit() else { return nil }
            return Span(count, unit)
        }
    }

    mutating func unit() -> SpanUnit? {
        switch current?.keyword {
        case .working:
            advance()
            if take(oneOf: [.day, .days]) != nil { return .workingDay }
            index(back: 1)
            return nil
        case .day, .days:
            advance()
            return .day
        case .week, .weeks:
            advance()
            return .week
        case .hour, .hours:
            advance()
            return .hour
        case .minute, .minutes:
            advance()
            return .minute
        default:
            expect(.unit)
            return nil
        }
    }

    mutating func side() -> Side? {
        switch take(oneOf: [.before, .after]) {
        case .before: .before
        case .after: .after
        default: nil
        }
    }

    mutating func date() -> CivilDate? {
        if let word = current, beginsWithDigit(word), let date = CivilDate(iso: text(of: word)) {
            advance()
            return date
        }
        expect(.date)
        return nil
    }

    /// `at HH:MM`, or nothing; nil only when `at` is followed by no time.
    mutating func time() -> CivilTime?? {
        guard take(.at) else { return .some(nil) }
        guard let word = current, let time = CivilTime(clock: text(of: word)) else {
            expect(.time)
            return nil
        }
        advance()
        return time
    }

    mutating func moment() -> Moment? {
        attempt { $0.offset() } ?? attempt { $0.sameDay() } ?? attempt { $0.dayOfPeriod() }.map { .day($0) }
            ?? date().map { .date($0) } ?? name(.day).map { .named($0) }
    }

    private mutating func offset() -> Moment? {
        guard let span = span(), let side = side(), let name = name(side == .before ? .day : .completion) else {
            return nil
        }
        return .offset(span, side, name)
    }

    private mutating func sameDay() -> Moment? {
        guard take(.same, .day, .as), let name = name(.day) else { return nil }
        return .sameDay(name)
    }
}

extension Deadline: Phrase {
    public static let phrase = PhraseForm(
        "deadline", title: LocalizedText(vi: "hạn", en: "deadline"),
        grammar: [
            "N unit \"before\" | \"after\" NAME", "\"same day as\" NAME", "DATE", "NAME",
            "\"day\" N \"of the month\" [\"or the next working day\"]",
            "\"working day\" N \"of the month\"", "\"last\" [\"working\"] \"day of the month\"",
            "… [\"at\" HH:MM]",
        ],
        pattern: "(?:\(Patterns.moment))(?: at \(Patterns.time))?",
        examples: [
            "3 working days before plenary", "5 days after paper", "same day as plenary", "2026-03-12 at 17:00",
            "plenary-date", "day 5 of the month or the next working day", "last working day of the quarter",
        ])

    public static func parse(_ parser: inout PhraseParser) -> Deadline? {
        let start = parser.index
        guard let moment = parser.moment(), let time = parser.time() else { return nil }
        return Deadline(moment, at: time, written: parser.written(from: start))
    }
}

/// A deadline, or the words that say that there is none.
public enum OptionalDeadline: Hashable, Sendable {
    case none
    case some(Deadline)

    public var deadline: Deadline? {
        switch self {
        case .none: nil
        case .some(let deadline): deadline
        }
    }
}

extension OptionalDeadline: Phrase {
    public static let phrase = PhraseForm(
        "deadline-or-none", title: Deadline.phrase.title, grammar: Deadline.phrase.grammar + ["\"none\""],
        pattern: "none|\(Deadline.phrase.pattern)", examples: Deadline.phrase.examples + ["none"])

    public static func parse(_ parser: inout PhraseParser) -> OptionalDeadline? {
        parser.take(.none) ? OptionalDeadline.none : Deadline.parse(&parser).map { .some($0) }
    }
}

extension SessionDate: Phrase {
    public static let phrase = PhraseForm(
        "date", title: LocalizedText(vi: "ngày họp", en: "date of a session"),
        grammar: Deadline.phrase.grammar + ["\"chosen between\" N \"and\" N unit \"before\" NAME"],
        pattern:
            "\(Deadline.phrase.pattern)|chosen between \(Patterns.number) and \(Patterns.span) before \(Patterns.name)",
        examples: ["plenary-date", "chosen between 9 and 5 working days before plenary"])

    public static func parse(_ parser: inout PhraseParser) -> SessionDate? {
        guard parser.take(.chosen) else { return Deadline.parse(&parser).map { .given($0) } }
        let start = parser.index - 1
        guard parser.take(.between), let first = parser.number(), parser.take(.and), let second = parser.span(),
            parser.take(.before), let name = parser.name(.day)
        else { return nil }
        return .chosen(
            earliest: max(first, second.count), latest: min(first, second.count), second.unit, before: name,
            text: parser.written(from: start).text)
    }
}

extension Rung: Phrase {
    public static let phrase = PhraseForm(
        "rung", title: LocalizedText(vi: "lần nhắc", en: "rung of a reminder policy"),
        grammar: [
            "\"when it opens\"", "N unit \"before\" | \"after\"", "\"on the day\"",
            "\"every\" [N] unit \"after up to\" N \"times\"", "\"escalate to\" people N unit \"after\"",
            "… [\"at\" HH:MM]",
        ],
        pattern:
            "(?:when it opens|\(Patterns.span) (?:before|after)|on the day"
            + "|every (?:\(Patterns.number) )?\(Patterns.unit) after up to \(Patterns.number) times"
            + "|escalate to (?:\(Patterns.people)) \(Patterns.span) after)(?: at \(Patterns.time))?",
        examples: [
            "when it opens", "3 working days before", "on the day at 14:00", "every 2 working days after up to 5 times",
            "escalate to secretary of committee 2 working days after",
        ])

    public static func parse(_ parser: inout PhraseParser) -> Rung? {
        let start = parser.index
        guard let trigger = parser.trigger(), let time = parser.time() else { return nil }
        return Rung(trigger, at: time, text: parser.written(from: start).text)
    }
}

extension PhraseParser {
    fileprivate mutating func trigger() -> Rung.Trigger? {
        if take(.when) { return take(.it, .opens) ? .whenItOpens : nil }
        if take(.on) { return take(.the, .day) ? .onTheDay : nil }
        if take(.every) {
            let count = number() ?? 1
            guard let unit = unit(), take(.after, .up, .to), let times = number(), take(.times) else { return nil }
            return .every(Span(count, unit), upTo: times)
        }
        if take(.escalate) {
            guard take(.to), let people = people(), let span = span(), take(.after) else { return nil }
            return .escalate(people, span)
        }
        guard let span = span(), let side = side() else { return nil }
        return .offset(span, side)
    }
}

/// How long before a session its documents go out: `1 working day before`.
public struct Lead: Hashable, Sendable {
    public let span: Span
}

extension Lead: Phrase {
    public static let phrase = PhraseForm(
        "lead", title: LocalizedText(vi: "thời gian gửi trước", en: "time ahead"), grammar: ["N unit \"before\""],
        pattern: "\(Patterns.span) before", examples: ["1 working day before"])

    public static func parse(_ parser: inout PhraseParser) -> Lead? {
        guard let span = parser.span(), parser.take(.before) else { return nil }
        return Lead(span: span)
    }
}

extension Span: Phrase {
    public static let phrase = PhraseForm(
        "span", title: LocalizedText(vi: "khoảng thời gian", en: "length of time"), grammar: ["N unit"],
        pattern: Patterns.span, examples: ["5 working days"])

    public static func parse(_ parser: inout PhraseParser) -> Span? { parser.span() }
}

/// How often something may happen: `2 times`.
public struct Times: Hashable, Sendable {
    public let count: Int
}

extension Times: Phrase {
    public static let phrase = PhraseForm(
        "times", title: LocalizedText(vi: "số lần", en: "number of times"), grammar: ["N \"times\""],
        pattern: "\(Patterns.number) times", examples: ["2 times"])

    public static func parse(_ parser: inout PhraseParser) -> Times? {
        guard let count = parser.number(), parser.take(.times) else { return nil }
        return Times(count: count)
    }
}
