/// A moment, the same everywhere, to the second.
public struct Instant: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00Z, without leap seconds.
    public let seconds: Int

    public init(seconds: Int) {
        self.seconds = seconds
    }

    public func adding(seconds: Int) -> Instant { Instant(seconds: self.seconds + seconds) }
    public static func - (left: Instant, right: Instant) -> Int { left.seconds - right.seconds }
    public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }
}

extension Instant: CustomStringConvertible {
    /// RFC 3339 at UTC, `2026-03-12T01:00:00Z`.
    public var description: String { rfc3339(offset: 0) }

    /// RFC 3339 with the given seconds east of UTC, `2026-03-12T08:00:00+07:00`.
    public func rfc3339(offset: Int) -> String {
        let local = LocalDateTime(secondsSinceEpoch: seconds + offset)
        let clock = "\(padded(local.time.hour, 2)):\(padded(local.time.minute, 2)):\(padded(local.time.second, 2))"
        guard offset != 0 else { return "\(local.date)T\(clock)Z" }
        let minutes = abs(offset) / 60
        return "\(local.date)T\(clock)\(offset < 0 ? "-" : "+")\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    }

    /// Nil for anything but RFC 3339 with an offset or `Z`; a fraction of a second is dropped.
    public init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            let date = CivilDate(iso: String(decoding: bytes[0..<10], as: UTF8.self)),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = decimal(bytes[11..<13]), let minute = decimal(bytes[14..<16]),
            let second = decimal(bytes[17..<19]),
            let time = CivilTime(hour: hour, minute: minute, second: min(second, 59)), second <= 60
        else { return nil }
        var rest = bytes[19...]
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            let digits = rest.prefix { $0 >= 48 && $0 <= 57 }
            guard !digits.isEmpty else { return nil }
            rest = rest.dropFirst(digits.count)
        }
        let local = LocalDateTime(date, time).secondsSinceEpoch
        if rest.elementsEqual([UInt8(ascii: "Z")]) || rest.elementsEqual([UInt8(ascii: "z")]) {
            self.init(seconds: local)
            return
        }
        let zone = Array(rest)
        guard zone.count == 6, zone[0] == UInt8(ascii: "+") || zone[0] == UInt8(ascii: "-"),
            zone[3] == UInt8(ascii: ":"), let hours = decimal(zone[1..<3]), let minutes = decimal(zone[4..<6]),
            hours < 24, minutes < 60
        else { return nil }
        let offset = (hours * 60 + minutes) * 60
        self.init(seconds: zone[0] == UInt8(ascii: "+") ? local - offset : local + offset)
    }
}
