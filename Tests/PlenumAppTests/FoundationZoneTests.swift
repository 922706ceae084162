import PlenumApp
import PlenumCore
import Testing

@Suite("A zone by its name")
struct FoundationZoneTests {
    @Test(
        "has the offsets of the zone data",
        arguments: [
            ("Asia/Ho_Chi_Minh", "2026-07-01T12:00:00+07:00"), ("Europe/London", "2026-07-01T06:00:00+01:00"),
            ("Pacific/Auckland", "2026-07-01T17:00:00+12:00"), ("Asia/Kathmandu", "2026-07-01T10:45:00+05:45"),
            ("Etc/UTC", "2026-07-01T05:00:00Z"), ("UTC", "2026-07-01T05:00:00Z"),
        ])
    func offsets(name: String, local: String) throws {
        let zone = try Zone.named(name)
        #expect(zone.name == name)
        #expect(zone.rfc3339(Instant(rfc3339: "2026-07-01T05:00:00Z")!) == local)
        #expect(zone.instant(zone.local(Instant(rfc3339: local)!)) == Instant(rfc3339: local))
    }

    @Test(
        "is refused when there is none, and nothing is put in its place", arguments: ["Asia/Hanoi", "EST", "GMT+7", ""])
    func refused(name: String) {
        #expect(throws: ZoneFault.unknown(name)) { try Zone.named(name) }
    }

    @Test("needs zone data, which this program has")
    func data() throws {
        try Zone.requireData()
    }
}
