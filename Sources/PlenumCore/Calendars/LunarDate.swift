/// A day of the lunisolar calendar of East Asia, reckoned for the meridian of UTC+7.
///
/// Known for every civil day from 1899-01-01 to 2101-12-31, and some weeks round it; see `LunarTable` for the rule.
public struct LunarDate: Hashable, Sendable {
    public let year: Int
    /// 1 to 12; a leap month has the number of the month before it.
    public let month: Int
    public let isLeapMonth: Bool
    public let day: Int

    /// The lunar years that the table holds.
    public static let years = LunarTable.firstYear...LunarTable.lastYear

    /// Nil for a day that the year does not have: the 30th of a short month, a leap month that is none.
    public init?(year: Int, month: Int, day: Int, isLeapMonth: Bool = false) {
        guard let row = LunarTable.Year(year), let position = row.position(of: month, isLeap: isLeapMonth),
            (1...row.length(at: position)).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.isLeapMonth = isLeapMonth
        self.day = day
    }

    /// Nil for a day outside the table.
    public init?(_ date: CivilDate) {
        let civilYear = date.year
        guard
            let row = LunarTable.Year(civilYear).flatMap({ $0.start <= date ? $0 : nil })
                ?? LunarTable.Year(civilYear - 1)
        else { return nil }
        var left = date - row.start
        for position in 0..<row.monthCount {
            let length = row.length(at: position)
            if left < length {
                (month, isLeapMonth) = row.month(at: position)
                year = row.start.year
                day = left + 1
                return
            }
            left -= length
        }
        return nil
    }

    /// The same day of the civil calendar.
    public var civil: CivilDate {
        let row = LunarTable.Year(year)!
        let position = row.position(of: month, isLeap: isLeapMonth)!
        return row.start.adding(days: (0..<position).reduce(day - 1) { $0 + row.length(at: $1) })
    }
}

extension LunarDate: CustomStringConvertible {
    /// Day and month with the year behind it, `10/3/2026`, a leap month marked as in `10/6+/2025`.
    public var description: String { "\(day)/\(month)\(isLeapMonth ? "+" : "")/\(year)" }
}
