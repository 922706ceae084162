/// One firing of a rung.
public struct RungMoment: Hashable, Sendable {
    /// 1 for the first; more only for a rung that repeats.
    public let occurrence: Int
    /// The wall clock's time by which this firing is known, also where the clock skips it.
    public let local: LocalDateTime
    /// When it fires: never before `local`, once where the clock shows `local` twice.
    public let instant: Instant

    public init(occurrence: Int, local: LocalDateTime, instant: Instant) {
        self.occurrence = occurrence
        self.local = local
        self.instant = instant
    }
}

extension Reckoner {
    /// Every firing of a rung, earliest first.
    ///
    /// `due` is what the rung counts from: a deadline, the close of a window, a session's date. `opened` is when the
    /// step opened; a rung that fires at the opening has no firing before that is known. Refuses a time of day beside
    /// hours or minutes.
    public func moments(
        of rung: Rung, due: Due?, opened: Instant?
    ) throws(ReckoningRefusal) -> [RungMoment] {
        switch rung.trigger {
        case .whenItOpens:
            guard let opened else { return [] }
            return [atOpening(opened, rung.time)]
        case .onTheDay:
            guard let due else { return [] }
            return [at(LocalDateTime(due.date, rung.time ?? hour), 1)]
        case .offset(let span, let side):
            guard let due else { return [] }
            return [try firing(1, span, side, due, rung.time)]
        case .escalate(_, let span):
            guard let due else { return [] }
            return [try firing(1, span, .after, due, rung.time)]
        case .every(let span, let times):
            guard let due else { return [] }
            var moments: [RungMoment] = []
            for occurrence in 1...max(1, times) where occurrence <= times {
                let (count, overflow) = span.count.multipliedReportingOverflow(by: occurrence)
                guard !overflow else { throw .outOfRange }
                moments.append(try firing(occurrence, Span(count, span.unit), .after, due, rung.time))
            }
            return moments
        }
    }

    /// The first firing after `now`; nil when there is none left.
    public func next(
        of rung: Rung, due: Due?, opened: Instant?, after now: Instant
    ) throws(ReckoningRefusal) -> RungMoment? {
        try moments(of: rung, due: due, opened: opened).first { $0.instant > now }
    }

    /// The last firing at or before `now`; nil when none has come.
    public func latest(
        of rung: Rung, due: Due?, opened: Instant?, upTo now: Instant
    ) throws(ReckoningRefusal) -> RungMoment? {
        try moments(of: rung, due: due, opened: opened).last { $0.instant <= now }
    }

    private func firing(
        _ occurrence: Int, _ span: Span, _ side: Side, _ due: Due, _ time: CivilTime?
    ) throws(ReckoningRefusal) -> RungMoment {
        if span.unit.isElapsed {
            guard time == nil else { throw .timeWithElapsed }
            let instant = try moved(due.instant, span, side)
            return RungMoment(occurrence: occurrence, local: zone.local(instant), instant: instant)
        }
        return at(LocalDateTime(try day(span, side, due.date), time ?? hour), occurrence)
    }

    private func at(_ local: LocalDateTime, _ occurrence: Int) -> RungMoment {
        RungMoment(occurrence: occurrence, local: local, instant: zone.instant(local))
    }

    /// At once, or at the first time of day that comes after the opening.
    private func atOpening(_ opened: Instant, _ time: CivilTime?) -> RungMoment {
        guard let time else { return RungMoment(occurrence: 1, local: zone.local(opened), instant: opened) }
        let today = at(LocalDateTime(zone.local(opened).date, time), 1)
        return today.instant >= opened ? today : at(LocalDateTime(today.local.date.adding(days: 1), time), 1)
    }
}
