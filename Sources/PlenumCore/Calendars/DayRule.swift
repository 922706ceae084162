/// How a holiday finds its day in a year.
///
///     rule    = "day" N "of month" N | "day" N "of lunar month" N
///             | ("first" | … | "fourth" | "last") WEEKDAY "of month" N | "easter sunday"
///             | N "day(s)" ("before" | "after") rule
enum DayRule: Hashable, Sendable {
    case solar(month: Int, day: Int)
    case lunar(month: Int, day: Int)
    /// The n-th such weekday of a month, from 1; -1 for the last.
    case weekday(Weekday, nth: Int, month: Int)
    case easterSunday
    indirect case offset(Int, DayRule)

    private static let ordinals = ["first", "second", "third", "fourth"]

    /// Nil for anything that the grammar does not have.
    init?(phrase: String) {
        let words = phrase.split(separator: " ", omittingEmptySubsequences: false)
        if let offset = DayRule.distance(words.prefix(3)), words.count > 3,
            let rule = DayRule(phrase: words.dropFirst(3).joined(separator: " "))
        {
            self = .offset(offset, rule)
            return
        }
        if words == ["easter", "sunday"] {
            self = .easterSunday
            return
        }
        guard let last = words.last, let month = DayRule.number(last), (1...12).contains(month) else { return nil }
        let head = words.dropLast()
        if head.count == 4, head[0] == "day", let day = DayRule.number(head[1]), head[2...] == ["of", "month"],
            (1...CivilDate.daysIn(month: month, year: 2000)).contains(day)
        {
            self = .solar(month: month, day: day)
        } else if head.count == 5, head[0] == "day", let day = DayRule.number(head[1]),
            head[2...] == ["of", "lunar", "month"], (1...30).contains(day)
        {
            self = .lunar(month: month, day: day)
        } else if head.count == 4, let weekday = Weekday(name: head[1]), head[2...] == ["of", "month"] {
            if let index = DayRule.ordinals.firstIndex(of: String(head[0])) {
                self = .weekday(weekday, nth: index + 1, month: month)
            } else if head[0] == "last" {
                self = .weekday(weekday, nth: -1, month: month)
            } else {
                return nil
            }
        } else {
            return nil
        }
    }

    /// The signed days of `2 days before`, `1 day after`; nil for anything else.
    static func distance(_ words: some Collection<Substring>) -> Int? {
        let words = Array(words)
        guard words.count == 3, let count = number(words[0]), count > 0, count < 100,
            words[1] == (count == 1 ? "day" : "days")
        else { return nil }
        return switch words[2] {
        case "before": -count
        case "after": count
        default: nil
        }
    }

    private static func number(_ word: Substring) -> Int? {
        word.utf8.count <= 4 ? decimal(Array(word.utf8)[...]) : nil
    }

    /// The day in a civil year; nil where the year has none, such as 29 February, or the lunar table ends.
    func day(in year: Int) -> CivilDate? {
        switch self {
        case .solar(let month, let day):
            return CivilDate(year: year, month: month, day: day)
        case .lunar(let month, let day):
            // The last months of a lunar year lie in the next civil one.
            let days = [year - 1, year].compactMap { LunarDate(year: $0, month: month, day: day)?.civil }
            return days.first { $0.year == year }
        case .weekday(let weekday, let nth, let month):
            if nth > 0 {
                guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
                return first.adding(days: (weekday.rawValue - first.weekday.rawValue + 7) % 7 + (nth - 1) * 7)
            }
            let length = CivilDate.daysIn(month: month, year: year)
            guard let last = CivilDate(year: year, month: month, day: length) else { return nil }
            return last.adding(days: -((last.weekday.rawValue - weekday.rawValue + 7) % 7))
        case .easterSunday:
            return DayRule.easterSunday(year)
        case .offset(let days, let rule):
            return rule.day(in: year)?.adding(days: days)
        }
    }

    var needsLunarTable: Bool {
        switch self {
        case .lunar: true
        case .offset(_, let rule): rule.needsLunarTable
        case .solar, .weekday, .easterSunday: false
        }
    }

    /// Easter of the Gregorian calendar, after J. Meeus, *Astronomical Algorithms*, chapter 8.
    private static func easterSunday(_ year: Int) -> CivilDate? {
        let golden = year % 19
        let (century, rest) = (year / 100, year % 100)
        let leapCorrection = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - leapCorrection + 15) % 30
        let toSunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
        let late = (golden + 11 * epact + 22 * toSunday) / 451
        let sum = epact + toSunday - 7 * late + 114
        return CivilDate(year: year, month: sum / 31, day: sum % 31 + 1)
    }
}
