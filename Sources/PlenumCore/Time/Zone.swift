/// A time zone as two functions, so that the core needs no zone database.
public struct Zone: Sendable {
    /// IANA name, such as `Asia/Ho_Chi_Minh`.
    public let name: String
    /// Seconds east of UTC at an instant.
    public let offset: @Sendable (Instant) -> Int
    /// The instant at which a wall clock in the zone first shows the given date and time. In a gap, when the
    /// clock never shows it, the instant at which the gap ends; in an overlap, the earlier of the two.
    public let instant: @Sendable (LocalDateTime) -> Instant

    public init(
        name: String,
        offset: @escaping @Sendable (Instant) -> Int,
        instant: @escaping @Sendable (LocalDateTime) -> Instant
    ) {
        self.name = name
        self.offset = offset
        self.instant = instant
    }

    /// A zone known only by its offsets, as every zone database gives them; the other direction is worked out here.
    ///
    /// Refuses nothing, but relies on two clock changes of a zone lying at least two days apart.
    public init(name: String, offset: @escaping @Sendable (Instant) -> Int) {
        self.init(name: name, offset: offset) { Zone.instant(showing: $0, offset) }
    }

    /// The first instant at which clock and offset give `local`, or the one at which the gap over it ends.
    private static func instant(showing local: LocalDateTime, _ offset: (Instant) -> Int) -> Instant {
        // No clock is more than a day away from UTC, so both sides of a change near `local` are seen from here.
        let asUTC = Instant(seconds: local.secondsSinceEpoch)
        var (early, late) = (asUTC.adding(seconds: -86_400), asUTC.adding(seconds: 86_400))
        let (before, after) = (offset(early), offset(late))
        let withBefore = asUTC.adding(seconds: -before)
        guard before != after else { return withBefore }
        // `late` becomes the first instant of the new offset.
        while late - early > 1 {
            let middle = early.adding(seconds: (late - early) / 2)
            if offset(middle) == before { early = middle } else { late = middle }
        }
        if withBefore < late { return withBefore }
        return max(asUTC.adding(seconds: -after), late)
    }

    /// How the wall clock shows a local time.
    public enum Showing: Hashable, Sendable {
        case once
        /// The clock jumps over it, to the given time.
        case never(next: LocalDateTime)
        /// The clock is put back over it.
        case twice
    }

    public func showing(of local: LocalDateTime) -> Showing {
        let first = instant(local)
        let shown = self.local(first)
        if shown != local { return .never(next: shown) }
        // The second time comes after the clock was put back, within a day.
        let second = Instant(seconds: local.secondsSinceEpoch - offset(first.adding(seconds: 86_400)))
        return second > first && self.local(second) == local ? .twice : .once
    }

    public func local(_ instant: Instant) -> LocalDateTime {
        LocalDateTime(secondsSinceEpoch: instant.seconds + offset(instant))
    }

    /// The first instant of a local day, which is not 00:00 where a gap swallows midnight.
    public func start(of date: CivilDate) -> Instant { instant(LocalDateTime(date, .midnight)) }

    public func rfc3339(_ instant: Instant) -> String { instant.rfc3339(offset: offset(instant)) }

    /// A zone that never changes its clock.
    public static func fixed(name: String, offset seconds: Int) -> Zone {
        Zone(name: name, offset: { _ in seconds }, instant: { Instant(seconds: $0.secondsSinceEpoch - seconds) })
    }

    public static let utc = Zone.fixed(name: "UTC", offset: 0)
}
