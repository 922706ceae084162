/// A stretch of the calendar in which days are counted.
public enum Period: String, CaseIterable, Hashable, Sendable {
    case week, month, quarter, year

    /// The first day of the period in which `date` lies; weeks begin on Monday.
    public func start(of date: CivilDate) -> CivilDate {
        let (year, month, _) = date.components
        switch self {
        case .week: return date.adding(days: -date.weekday.rawValue)
        case .month: return date.adding(days: 1 - date.day)
        case .quarter: return CivilDate(year: year, month: (month - 1) / 3 * 3 + 1, day: 1) ?? date
        case .year: return CivilDate(year: year, month: 1, day: 1) ?? date
        }
    }

    /// The last day of the period in which `date` lies.
    public func end(of date: CivilDate) -> CivilDate { moved(start(of: date), by: 1).adding(days: -1) }

    /// The same day so many periods later; where that month has no such day, its last one. Counted from the first
    /// day each time, so that nothing is lost on the way: 31 January, 28 February, 31 March.
    public func moved(_ date: CivilDate, by count: Int) -> CivilDate {
        guard let months else { return date.adding(days: 7 * count) }
        let (year, month, day) = date.components
        let index = year * 12 + month - 1 + months * count
        let (newYear, newMonth) = (index / 12, index % 12 + 1)
        let last = CivilDate.daysIn(month: newMonth, year: newYear)
        // Only years that nobody reckons in have no such day.
        return CivilDate(year: newYear, month: newMonth, day: min(day, last)) ?? date
    }

    /// How many months it has; nil for a week.
    private var months: Int? {
        switch self {
        case .week: nil
        case .month: 1
        case .quarter: 3
        case .year: 12
        }
    }

    /// The days that every such period has.
    var surelyHas: Int {
        switch self {
        case .week: 7
        case .month: 28
        case .quarter: 90
        case .year: 365
        }
    }

    /// The working days that every such period may be trusted to have, whatever holidays fall into it.
    var surelyWorks: Int {
        switch self {
        case .week: 1
        case .month: 10
        case .quarter: 45
        case .year: 200
        }
    }
}

/// A day told by its place in a period: `day 10 of the quarter`, `last working day of the month`, `monday`.
public struct DayOfPeriod: Hashable, Sendable {
    public enum Place: Hashable, Sendable {
        /// Counted from 1.
        case day(Int)
        case workingDay(Int)
        case lastDay
        case lastWorkingDay
        /// Of a week.
        case weekday(Weekday)
    }

    public let place: Place
    public let period: Period
    /// Where the day is not worked, the next that is.
    public let orNextWorkingDay: Bool

    public init(_ place: Place, of period: Period, orNextWorkingDay: Bool = false) {
        self.place = place
        self.period = period
        self.orNextWorkingDay = orNextWorkingDay
    }

    /// Whether every such period has such a day.
    public var isSure: Bool {
        switch place {
        case .day(let number): (1...period.surelyHas).contains(number)
        case .workingDay(let number): (1...period.surelyWorks).contains(number)
        case .lastDay, .lastWorkingDay, .weekday: true
        }
    }
}

extension Moment {
    /// `day N of the month`.
    public static func dayOfMonth(_ day: Int, orNextWorkingDay: Bool) -> Moment {
        .day(DayOfPeriod(.day(day), of: .month, orNextWorkingDay: orNextWorkingDay))
    }
}
