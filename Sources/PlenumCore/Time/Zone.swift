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
