/// What speaks against the date on which something is due.
public enum AwkwardDay: Hashable, Sendable {
    case past(Due)
    case off(CalendarDay)
    /// The last working day before a break that holds a holiday; the break's length in days.
    case eve(of: CalendarDay, daysOff: Int)

    public func text(in language: Language) -> String {
        switch (self, language) {
        case (.past(let due), .vi): return "Hạn \(due.date.shown(in: .vi)) đã qua."
        case (.past(let due), .en): return "The date, \(due.date.shown(in: .en)), has passed."
        case (.off(let day), .vi):
            return "Hạn rơi vào \(day.date.shownWithWeekday(in: .vi)), \(day.reasonInSentence(.vi))."
        case (.off(let day), .en):
            return "The date falls on \(day.date.shownWithWeekday(in: .en)), \(day.reasonInSentence(.en))."
        case (.eve(let day, let length), .vi):
            return "Hạn rơi vào ngày làm việc cuối cùng trước đợt nghỉ \(length) ngày (\(day.reasonInSentence(.vi)))."
        case (.eve(let day, let length), .en):
            return "The date falls on the last working day before \(length) days off (\(day.reasonInSentence(.en)))."
        }
    }
}

extension Reckoner {
    /// Breaks of fewer days are weekends with a day more, before which people work as usual.
    private static let longBreak = 4

    /// Everything that speaks against a date, seen from `now`.
    public func awkward(_ due: Due, at now: Instant) -> [AwkwardDay] {
        var found: [AwkwardDay] = due.isOverdue(at: now) ? [.past(due)] : []
        let day = calendar.day(due.date)
        if !day.working {
            found.append(.off(day))
        } else if let eve = eve(due.date) {
            found.append(eve)
        }
        return found
    }

    private func eve(_ date: CivilDate) -> AwkwardDay? {
        let days = (1...31).lazy.map { calendar.day(date.adding(days: $0)) }.prefix { !$0.working }
        let length = days.reduce(0) { count, _ in count + 1 }
        guard length >= Reckoner.longBreak, let holiday = days.first(where: { $0.kind == .holiday }) else { return nil }
        return .eve(of: holiday, daysOff: length)
    }
}
