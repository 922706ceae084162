/// The moments at which one open item reminds somebody: the rungs of its policy, counted from its deadline.
public struct ReminderSchedule: Sendable {
    /// One firing of one rung.
    public struct Firing: Hashable, Sendable {
        public let rung: Rung
        /// The n-th of a repeating rung, from 1.
        public let occurrence: Int
        public let moment: Instant
    }

    /// Every firing of the item's life, in the order of time. What would have fired before the opening is not
    /// there: the message at opening covers it.
    public let firings: [Firing]

    public init(rungs: [Rung], due: Due?, openedAt: Instant, reckoner: Reckoner) throws(ReckoningRefusal) {
        var firings: [Firing] = []
        for rung in rungs {
            for moment in try reckoner.moments(of: rung, due: due, opened: openedAt)
            where rung.trigger == .whenItOpens || moment.instant > openedAt {
                firings.append(Firing(rung: rung, occurrence: moment.occurrence, moment: moment.instant))
            }
        }
        self.firings = firings.sorted { ($0.moment, $0.occurrence) < ($1.moment, $1.occurrence) }
    }

    /// The firings that are due at `now`: the last of them is the strongest, being furthest up the ladder.
    public func due(by now: Instant) -> [Firing] { firings.filter { $0.moment <= now } }

    /// The first moment after `now` at which the item reminds again; nil for never.
    public func next(after now: Instant) -> Instant? { firings.first { $0.moment > now }?.moment }
}
