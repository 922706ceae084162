/// A time of day on the wall clock, to the second.
public struct CivilTime: Hashable, Comparable, Sendable {
    /// Seconds since local midnight, 0 to 86,399.
    public let secondOfDay: Int

    public init?(hour: Int, minute: Int, second: Int = 0) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
        secondOfDay = hour * 3600 + minute * 60 + second
    }

    public init?(secondOfDay: Int) {
        guard (0..<86_400).contains(secondOfDay) else { return nil }
        self.secondOfDay = secondOfDay
    }

    public var hour: Int { secondOfDay / 3600 }
    public var minute: Int { secondOfDay / 60 % 60 }
    public var second: Int { secondOfDay % 60 }

    public static let midnight = CivilTime(secondOfDay: 0)!

    public static func < (left: CivilTime, right: CivilTime) -> Bool { left.secondOfDay < right.secondOfDay }
}

extension CivilTime: CustomStringConvertible {
    /// `08:00`, or `08:00:30` where there are seconds.
    public var description: String {
        "\(padded(hour, 2)):\(padded(minute, 2))" + (second == 0 ? "" : ":\(padded(second, 2))")
    }

    /// Nil for anything but `HH:MM` in ASCII digits; `8:00`, `24:00` and `08h00` are refused.
    public init?(clock text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
            let hour = decimal(bytes[0..<2]), let minute = decimal(bytes[3..<5])
        else { return nil }
        self.init(hour: hour, minute: minute)
    }
}

/// What a wall clock and a calendar on the wall show together, in some zone that is named elsewhere.
public struct LocalDateTime: Hashable, Comparable, Sendable {
    public let date: CivilDate
    public let time: CivilTime

    public init(_ date: CivilDate, _ time: CivilTime) {
        self.date = date
        self.time = time
    }

    public static func < (left: LocalDateTime, right: LocalDateTime) -> Bool {
        (left.date, left.time) < (right.date, right.time)
    }

    /// Seconds since 1970-01-01T00:00 on the same wall clock.
    public var secondsSinceEpoch: Int { date.dayNumber * 86_400 + time.secondOfDay }

    public init(secondsSinceEpoch seconds: Int) {
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        date = CivilDate(dayNumber: day)
        time = CivilTime(secondOfDay: seconds - day * 86_400)!
    }
}

extension LocalDateTime: CustomStringConvertible {
    /// `2026-03-12T08:00`.
    public var description: String { "\(date)T\(time)" }

    /// Nil for anything but `yyyy-MM-ddTHH:MM`.
    public init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "T", maxSplits: 1)
        guard parts.count == 2, let date = CivilDate(iso: parts[0]), let time = CivilTime(clock: parts[1]) else {
            return nil
        }
        self.init(date, time)
    }
}

extension LocalDateTime {
    /// Without its seconds: what people are shown.
    public var toTheMinute: LocalDateTime {
        CivilTime(hour: time.hour, minute: time.minute).map { LocalDateTime(date, $0) } ?? self
    }
}
