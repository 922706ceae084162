/// One day as a calendar lists it.
public struct CalendarDay: Hashable, Sendable {
    public let date: CivilDate
    public let working: Bool
    /// Nil for an ordinary working day.
    public let reason: LocalizedText?
    /// Nil for the rhythm of the week.
    public let source: String?
    /// False where the day rests on a reckoned holiday, or on a year for which the file does not speak.
    public let decided: Bool
    public let kind: WorkingCalendar.Day.Kind
    public let decidedOn: CivilDate?
}

/// How far a calendar can be relied on in one year.
public enum YearStanding: Hashable, Sendable {
    case decided
    /// The days of these holidays are reckoned, because the file has no decision for the year.
    case reckoned([LocalizedText])
    /// The file says nothing of the year: only the rhythm of the week is known.
    case uncovered
}

extension WorkingCalendar {
    /// What the calendar says of any day, also of one that only follows the rhythm of the week.
    public func day(_ date: CivilDate) -> CalendarDay {
        if let day = exceptions[date] {
            return CalendarDay(
                date: date, working: day.working, reason: day.reason, source: day.source, decided: day.decided,
                kind: day.kind, decidedOn: day.decidedOn)
        }
        let off = weeklyDaysOff.contains(date.weekday)
        return CalendarDay(
            date: date, working: !off, reason: off ? WorkingCalendar.weeklyDayOff : nil, source: nil,
            decided: years.contains(date.year), kind: .usual, decidedOn: nil)
    }

    /// Every day from the first to the last, in order; none when the last comes first.
    public func days(from first: CivilDate, to last: CivilDate) -> [CalendarDay] {
        guard first <= last else { return [] }
        return (first.dayNumber...last.dayNumber).map { day(CivilDate(dayNumber: $0)) }
    }

    public func standing(of year: Int) -> YearStanding {
        guard years.contains(year) else { return .uncovered }
        guard let holidays = reckoned[year] else { return .decided }
        return .reckoned(holidays)
    }

    /// The years from the first to the last day that are not wholly decided, in order.
    public func openYears(from first: CivilDate, to last: CivilDate) -> [(year: Int, standing: YearStanding)] {
        guard first <= last else { return [] }
        return (first.year...last.year).map { ($0, standing(of: $0)) }.filter { $0.1 != .decided }
    }

    /// The days on which one calendar is worked and the other is not, from the first to the last: what a decree moves.
    public func changes(to other: WorkingCalendar, from first: CivilDate, to last: CivilDate) -> [CalendarDay] {
        other.days(from: first, to: last).filter { $0.working != isWorking($0.date) }
    }

    private static let weeklyDayOff = LocalizedText(vi: "Ngày nghỉ hằng tuần", en: "Weekly day off")
}
