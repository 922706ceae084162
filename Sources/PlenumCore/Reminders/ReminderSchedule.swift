/// The moments at which one open item reminds somebody: the rungs of its policy, counted from its deadline.
public struct ReminderSchedule: Sendable {
    /// One firing of one rung.
    public struct Firing: Hashable, Sendable {
        public let rung: Rung
        /// The n-th of a repeating rung, from 1.
        public let occurrence: Int
        public let moment: Instant

        /// Of two that are due together the stronger one is sent: what comes later in the ladder.
        public func isStronger(than other: Firing) -> Bool { moment > other.moment }
    }

    private let rungs: [Rung]
    private let due: Due?
    private let openedAt: Instant
    private let surroundings: RungClock

    /// What the moments of rungs depend on beside the item.
    public struct RungClock: Sendable {
        public let calendar: WorkingCalendar
        public let zone: Zone
        /// For rungs without a time.
        public let hour: CivilTime

        public init(calendar: WorkingCalendar, zone: Zone, hour: CivilTime) {
            self.calendar = calendar
            self.zone = zone
            self.hour = hour
        }
    }

    public init(rungs: [Rung], due: Due?, openedAt: Instant, clock: RungClock) {
        self.rungs = rungs
        self.due = due
        self.openedAt = openedAt
        surroundings = clock
    }

    /// Every firing of the item's life, in the order of time. What would have fired before the opening is not
    /// there: the message at opening covers it.
    public var firings: [Firing] {
        rungs.flatMap(firings(of:)).sorted { ($0.moment, $0.occurrence) < ($1.moment, $1.occurrence) }
    }

    /// The firings that are due at `now`.
    public func due(by now: Instant) -> [Firing] { firings.filter { $0.moment <= now } }

    /// The first moment after `now` at which the item reminds again; nil for never.
    public func next(after now: Instant) -> Instant? { firings.first { $0.moment > now }?.moment }

    private func firings(of rung: Rung) -> [Firing] {
        switch rung.trigger {
        case .whenItOpens:
            return [Firing(rung: rung, occurrence: 1, moment: openedAt)]
        case .offset(let span, let side):
            return firing(of: rung, side == .before ? -1 : 1, span).map { [$0] } ?? []
        case .onTheDay:
            return firing(of: rung, 0, Span(0, .day)).map { [$0] } ?? []
        case .every(let span, let times):
            return (1...max(1, times)).compactMap {
                firing(of: rung, 1, Span(span.count * $0, span.unit), occurrence: $0)
            }
        case .escalate(_, let span):
            return firing(of: rung, 1, span).map { [$0] } ?? []
        }
    }

    private func firing(of rung: Rung, _ sign: Int, _ span: Span, occurrence: Int = 1) -> Firing? {
        guard let due, let moment = moment(sign, span, from: due, at: rung.time) else { return nil }
        return moment > openedAt ? Firing(rung: rung, occurrence: occurrence, moment: moment) : nil
    }

    private func moment(_ sign: Int, _ span: Span, from due: Due, at time: CivilTime?) -> Instant? {
        let day: CivilDate
        switch span.unit {
        case .workingDay:
            guard let found = surroundings.calendar.working(sign * span.count, from: due.date) else { return nil }
            day = found
        case .day: day = due.date.adding(days: sign * span.count)
        case .week: day = due.date.adding(days: sign * span.count * 7)
        case .hour: return due.overdueFrom.adding(seconds: sign * span.count * 3600)
        case .minute: return due.overdueFrom.adding(seconds: sign * span.count * 60)
        }
        return surroundings.zone.instant(LocalDateTime(day, time ?? surroundings.hour))
    }
}
