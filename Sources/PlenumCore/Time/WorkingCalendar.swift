/// Which days are worked in a country or an organisation, and why.
///
/// A value made from a calendar file; the rules it was made from are applied when it is built, so that asking
/// for a day is a look-up.
public struct WorkingCalendar: Sendable {
    public let name: String
    /// IANA name of the zone in which its days begin and end.
    public let zone: String
    public let weeklyDaysOff: Set<Weekday>
    /// Days that differ from the weekly rhythm: holidays, days off in lieu, make-up working days.
    public let exceptions: [CivilDate: Day]
    /// The years for which the file speaks; outside them only the weekly rhythm is known.
    public let years: ClosedRange<Int>

    /// What a calendar says of one day.
    public struct Day: Hashable, Sendable {
        public let working: Bool
        /// What the day is, for people: the holiday's name in the languages of the file.
        public let reason: LocalizedText
        /// Where that is laid down; nil for the weekly rhythm.
        public let source: String?
        /// False where the split of a holiday is reckoned because no decision for that year is known yet.
        public let decided: Bool

        public init(working: Bool, reason: LocalizedText, source: String?, decided: Bool) {
            self.working = working
            self.reason = reason
            self.source = source
            self.decided = decided
        }
    }

    public init(
        name: String, zone: String, weeklyDaysOff: Set<Weekday>, exceptions: [CivilDate: Day], years: ClosedRange<Int>
    ) {
        self.name = name
        self.zone = zone
        self.weeklyDaysOff = weeklyDaysOff
        self.exceptions = exceptions
        self.years = years
    }

    public func isWorking(_ date: CivilDate) -> Bool {
        exceptions[date]?.working ?? !weeklyDaysOff.contains(date.weekday)
    }

    /// The working day that lies `count` working days after `date` (before it when negative). `date` itself does
    /// not count, whether it is worked or not; for 0, `date`. Nil when no such day is found, which happens only
    /// with a calendar that has no working days.
    public func working(_ count: Int, from date: CivilDate) -> CivilDate? {
        var left = abs(count)
        let step = count < 0 ? -1 : 1
        var day = date
        var idle = 0
        while left > 0 {
            day = day.adding(days: step)
            if isWorking(day) {
                left -= 1
                idle = 0
            } else {
                idle += 1
                if idle > 400 { return nil }
            }
        }
        return day
    }

    /// How many working days lie after `start` up to and including `end`; negative when `end` comes first.
    public func workingDays(from start: CivilDate, to end: CivilDate) -> Int {
        guard end >= start else { return -workingDays(from: end, to: start) }
        var count = 0
        var day = start
        while day < end {
            day = day.adding(days: 1)
            if isWorking(day) { count += 1 }
        }
        return count
    }
}
