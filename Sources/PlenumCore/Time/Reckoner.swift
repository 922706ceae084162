/// Reckons dates from phrases, in one calendar and one zone.
public struct Reckoner: Sendable {
    public let calendar: WorkingCalendar
    public let zone: Zone

    public init(calendar: WorkingCalendar, zone: Zone) {
        self.calendar = calendar
        self.zone = zone
    }

    /// What a phrase counts from.
    public enum Anchor: Hashable, Sendable {
        case date(CivilDate)
        case instant(Instant)
    }

    public func due(_ deadline: Deadline, from anchor: Anchor) throws -> Due {
        let start: CivilDate =
            switch anchor {
            case .date(let date): date
            case .instant(let instant): zone.local(instant).date
            }
        let day: CivilDate
        switch deadline.moment {
        case .offset(let span, let side, _):
            let sign = side == .before ? -1 : 1
            switch span.unit {
            case .workingDay: day = calendar.working(sign * span.count, from: start) ?? start
            case .day: day = start.adding(days: sign * span.count)
            case .week: day = start.adding(days: sign * 7 * span.count)
            case .hour, .minute:
                let base: Instant =
                    switch anchor {
                    case .date(let date): zone.start(of: date)
                    case .instant(let instant): instant
                    }
                let end = base.adding(seconds: sign * span.count * (span.unit == .hour ? 3600 : 60))
                let local = zone.local(end)
                return Due(date: local.date, time: local.time, overdueFrom: end)
            }
        case .sameDay, .named: day = start
        case .date(let date): day = date
        case .dayOfMonth: day = start
        }
        guard let time = deadline.time else {
            return Due(date: day, time: nil, overdueFrom: zone.start(of: day.adding(days: 1)))
        }
        return Due(date: day, time: time, overdueFrom: zone.instant(LocalDateTime(day, time)))
    }
}
