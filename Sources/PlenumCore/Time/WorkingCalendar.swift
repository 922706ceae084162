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
    /// What people call it.
    public let title: LocalizedText
    /// The day up to which decisions are in the file; nil where it does not say.
    public let asOf: CivilDate?
    /// For every year in which the days of some holiday are not yet decided, those holidays.
    public let reckoned: [Int: [LocalizedText]]

    /// What a calendar says of one day.
    public struct Day: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            /// As the week goes: worked, or a weekly day off.
            case usual
            case holiday
            /// Off because a holiday fell on a weekly day off.
            case inLieu
            /// Off by a decision, usually in exchange for a make-up day.
            case granted
            /// Worked in place of a day that was granted.
            case makeUp
        }

        public let working: Bool
        /// What the day is, for people: the holiday's name in the languages of the file.
        public let reason: LocalizedText
        /// Where that is laid down; nil for the weekly rhythm.
        public let source: String?
        /// False where the split of a holiday is reckoned because no decision for that year is known yet.
        public let decided: Bool
        public let kind: Kind
        /// The date of the decision in `source`; nil where there was none or the file does not know it.
        public let decidedOn: CivilDate?

        public init(
            working: Bool, reason: LocalizedText, source: String?, decided: Bool, kind: Kind = .usual,
            decidedOn: CivilDate? = nil
        ) {
            self.working = working
            self.reason = reason
            self.source = source
            self.decided = decided
            self.kind = kind
            self.decidedOn = decidedOn
        }
    }

    public init(
        name: String, zone: String, weeklyDaysOff: Set<Weekday>, exceptions: [CivilDate: Day], years: ClosedRange<Int>,
        title: LocalizedText? = nil, asOf: CivilDate? = nil, reckoned: [Int: [LocalizedText]] = [:]
    ) {
        self.name = name
        self.zone = zone
        self.weeklyDaysOff = weeklyDaysOff
        self.exceptions = exceptions
        self.years = years
        self.title = title ?? LocalizedText(vi: name, en: name)
        self.asOf = asOf
        self.reckoned = reckoned
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
