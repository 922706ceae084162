/// On which days something happens again: every so often from a day on, so many times or until a day.
public struct Recurrence: Hashable, Sendable {
    /// `month`, `2 weeks`.
    public struct Interval: Hashable, Sendable {
        public let count: Int
        public let period: Period

        public init(_ count: Int, _ period: Period) {
            self.count = count
            self.period = period
        }
    }

    /// A day as it is written, or that a name stands for.
    public enum Day: Hashable, Sendable {
        case date(CivilDate)
        case named(Name)

        public var moment: Moment {
            switch self {
            case .date(let date): .date(date)
            case .named(let name): .named(name)
            }
        }
    }

    public enum End: Hashable, Sendable {
        case times(Int)
        /// The last day on which it may happen.
        case until(Day)
    }

    public let every: Interval
    /// The day of each period; nil where it is the day of the first one.
    public let on: DayOfPeriod?
    public let from: Day
    public let end: End

    public init(every: Interval, on: DayOfPeriod? = nil, from: Day, end: End) {
        self.every = every
        self.on = on
        self.from = from
        self.end = end
    }

    /// More occurrences than anybody plans at once; a slip of the pen.
    public static let most = 1000

    /// One of its days, before the calendar has its say.
    public struct Occurrence: Hashable, Sendable {
        /// What its branch is known by: `2026-03`, `2026-q1`, `2026`, of a week its Monday. A decree that moves the
        /// day leaves it as it is.
        public let key: String
        /// The first day of its period, or where no `on` is given the day itself.
        public let base: CivilDate
    }

    /// Its occurrences from `first` on, to `last` where it has such an end; never more than `most` and one.
    ///
    /// The first is the first that does not lie before `first`, and from that one on the intervals are counted.
    public func occurrences(
        from first: CivilDate, until last: CivilDate?, _ reckoner: Reckoner
    ) throws(ReckoningRefusal) -> [Occurrence] {
        var base = on == nil ? first : every.period.start(of: first)
        if let on {
            // The day of this period may have passed already.
            if try reckoner.day(on, in: base) < first { base = every.period.moved(base, by: 1) }
        }
        var found: [Occurrence] = []
        while found.count <= Recurrence.most {
            if case .times(let count) = end, found.count == count { break }
            let next = every.period.moved(base, by: found.count * every.count)
            guard next.year < 9999 else { throw .outOfRange }
            if case .until = end {
                guard let last,
                    try on.map({ day throws(ReckoningRefusal) in try reckoner.day(day, in: next) }) ?? next <= last
                else { break }
            }
            found.append(Occurrence(key: key(of: next), base: next))
        }
        return found
    }

    private func key(of base: CivilDate) -> String {
        switch every.period {
        case .week: every.period.start(of: base).description
        case .month: "\(padded(base.year, 4))-\(padded(base.month, 2))"
        case .quarter: "\(padded(base.year, 4))-q\((base.month + 2) / 3)"
        case .year: padded(base.year, 4)
        }
    }

    /// An occurrence, for people: `tháng 3/2026`, `March 2026`.
    public func label(of base: CivilDate) -> LocalizedText {
        let (year, month) = (base.year, base.month)
        switch every.period {
        case .week:
            let monday = every.period.start(of: base)
            return LocalizedText(vi: "tuần từ \(monday.shown(in: .vi))", en: "week of \(monday.shown(in: .en))")
        case .month:
            return LocalizedText(vi: "tháng \(month)/\(year)", en: "\(CivilDate.englishMonths[month - 1]) \(year)")
        case .quarter:
            let number = (month + 2) / 3
            return LocalizedText(
                vi: "quý \(["I", "II", "III", "IV"][number - 1])/\(year)", en: "quarter \(number) of \(year)")
        case .year: return LocalizedText(vi: "năm \(year)", en: "\(year)")
        }
    }

    /// The phrase by which the day of each is reckoned, as it would be written.
    var text: String { on?.text ?? every.text }
}

extension Recurrence.Interval {
    var text: String { "every " + (count == 1 ? period.rawValue : "\(count) \(period.rawValue)s") }
}

extension DayOfPeriod {
    /// As it would be written.
    var text: String {
        let place =
            switch place {
            case .day(let number): "day \(number) of the \(period.rawValue)"
            case .workingDay(let number): "working day \(number) of the \(period.rawValue)"
            case .lastDay: "last day of the \(period.rawValue)"
            case .lastWorkingDay: "last working day of the \(period.rawValue)"
            case .weekday(let weekday): weekday.name
            }
        return place + (orNextWorkingDay ? " or the next working day" : "")
    }
}
