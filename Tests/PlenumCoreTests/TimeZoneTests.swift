import Foundation
import PlenumCore
import Testing

/// Real zones: a gap at night, at midnight, of half an hour, of a whole day; overlaps; offsets of odd minutes; clocks
/// that change for one month of a lunar year.
enum RealZone: String, CaseIterable {
    case saigon = "Asia/Ho_Chi_Minh"
    case newYork = "America/New_York"
    case saoPaulo = "America/Sao_Paulo"
    case havana = "America/Havana"
    case lordHowe = "Australia/Lord_Howe"
    case stJohns = "America/St_Johns"
    case apia = "Pacific/Apia"
    case chatham = "Pacific/Chatham"
    case casablanca = "Africa/Casablanca"

    func offset(_ seconds: Int) -> Int {
        TimeZone(identifier: rawValue)!.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }

    var zone: Zone {
        let zone = TimeZone(identifier: rawValue)!
        return Zone(name: rawValue) { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0.seconds))) }
    }
}

/// A zone as the list of its stretches of one offset, found hour by hour: the other way to the same answers.
struct ZoneByStretches {
    struct Stretch {
        let start: Int
        let end: Int
        let offset: Int
    }

    let stretches: [Stretch]

    init(_ zone: RealZone, years: ClosedRange<Int>) {
        let first = CivilDate(year: years.lowerBound, month: 1, day: 1)!.dayNumber * 86_400 - 5 * 86_400
        let last = CivilDate(year: years.upperBound + 1, month: 1, day: 1)!.dayNumber * 86_400 + 5 * 86_400
        let timeZone = TimeZone(identifier: zone.rawValue)!
        func offset(_ seconds: Int) -> Int {
            timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
        }
        var stretches: [Stretch] = []
        var start = first
        var current = offset(first)
        var hour = first
        while hour < last {
            let next = hour + 3600
            let there = offset(next)
            if there != current {
                var change = hour + 1
                while offset(change) == current { change += 1 }
                stretches.append(Stretch(start: start, end: change, offset: current))
                (start, current) = (change, there)
            }
            hour = next
        }
        self.stretches = stretches + [Stretch(start: start, end: last, offset: current)]
    }

    /// The first instant at which the clock shows `local`; where it never does, the first at which it shows more.
    func instant(_ local: Int) -> Int {
        var best = Int.max
        for stretch in near(local) {
            let candidate = local - stretch.offset
            if stretch.start <= candidate, candidate < stretch.end { best = min(best, candidate) }
        }
        if best < .max { return best }
        return near(local).first { $0.start + $0.offset > local }!.start
    }

    func times(_ local: Int) -> Int {
        near(local).filter { $0.start <= local - $0.offset && local - $0.offset < $0.end }.count
    }

    private func near(_ local: Int) -> ArraySlice<Stretch> {
        var (low, high) = (0, stretches.count)
        while low < high {
            let middle = (low + high) / 2
            if stretches[middle].end < local - 2 * 86_400 { low = middle + 1 } else { high = middle }
        }
        return stretches[low..<min(stretches.count, low + 4)]
    }
}

@Suite("A zone")
struct TimeZoneTests {
    @Test(
        "shows times in gaps and overlaps as they are",
        arguments: [
            // A night's gap and overlap.
            (RealZone.newYork, "2026-03-08T02:30", "2026-03-08T07:00:00Z", "never 2026-03-08T03:00"),
            (.newYork, "2026-11-01T01:30", "2026-11-01T05:30:00Z", "twice"),
            (.newYork, "2026-11-01T02:00", "2026-11-01T07:00:00Z", "once"),
            // Midnight itself is skipped, and shown twice.
            (.saoPaulo, "2018-11-04T00:00", "2018-11-04T03:00:00Z", "never 2018-11-04T01:00"),
            (.saoPaulo, "2018-02-17T23:30", "2018-02-18T01:30:00Z", "twice"),
            (.havana, "2025-11-02T00:00", "2025-11-02T04:00:00Z", "twice"),
            // Half an hour.
            (.lordHowe, "2026-10-04T02:15", "2026-10-03T15:30:00Z", "never 2026-10-04T02:30"),
            (.lordHowe, "2026-04-05T01:45", "2026-04-04T14:45:00Z", "twice"),
            // One minute past midnight, as it was done until 2011.
            (.stJohns, "2010-03-14T00:30", "2010-03-14T03:31:00Z", "never 2010-03-14T01:01"),
            // A whole day that never was.
            (.apia, "2011-12-30T08:00", "2011-12-30T10:00:00Z", "never 2011-12-31T00:00"),
            (.apia, "2011-12-31T08:00", "2011-12-30T18:00:00Z", "once"),
            (.chatham, "2026-06-01T08:00", "2026-05-31T19:15:00Z", "once"),
            (.saigon, "2026-03-12T08:00", "2026-03-12T01:00:00Z", "once"),
        ])
    func showing(real: RealZone, local: String, instant: String, showing: String) throws {
        let zone = real.zone
        let local = try #require(LocalDateTime(iso: local))
        #expect(zone.instant(local).description == instant)
        switch zone.showing(of: local) {
        case .once: #expect(showing == "once")
        case .twice: #expect(showing == "twice")
        case .never(let next): #expect(showing == "never \(next)")
        }
    }

    /// For every day of 41 years: its start, and a daily time, against the list of stretches.
    @Test("knows every day from 2000 to 2040, fires once for each and never early", arguments: RealZone.allCases)
    func everyDay(real: RealZone) throws {
        let zone = real.zone
        let byStretches = ZoneByStretches(real, years: 2000...2040)
        let first = CivilDate(iso: "2000-01-01")!.dayNumber
        let last = CivilDate(iso: "2040-12-31")!.dayNumber
        let reckoner = Reckoner(
            calendar: WorkingCalendar(
                name: "all", zone: real.rawValue, weeklyDaysOff: [], exceptions: [:], years: 2000...2040),
            zone: zone, hour: CivilTime(hour: 1, minute: 45)!)
        let onTheDay = Rung(.onTheDay, text: "on the day")
        var faults: [String] = []
        var previous = Int.min
        for number in first...last {
            let date = CivilDate(dayNumber: number)
            let start = zone.start(of: date)
            if start.seconds != byStretches.instant(number * 86_400) { faults.append("\(date) starts at \(start)") }
            let shown = zone.local(start)
            let isMissing = shown.date > date
            if shown < LocalDateTime(date, .midnight) { faults.append("\(date) starts early, at \(shown)") }
            // The second before belongs to an earlier day.
            if zone.local(start.adding(seconds: -1)).date >= date { faults.append("\(date) starts late, at \(shown)") }

            let due = try reckoner.due(Deadline(.date(date), text: "")) { _ in nil }
            if due.instant != zone.start(of: date.adding(days: 1)) { faults.append("\(date) is due at \(due.instant)") }
            if !isMissing, zone.local(due.instant.adding(seconds: -1)).date != date {
                faults.append("the last second of \(date) is not before \(due.instant)")
            }

            let moments = try reckoner.moments(of: onTheDay, due: due, opened: nil)
            guard moments.count == 1, let moment = moments.first else {
                faults.append("\(date) fires \(moments.count) times")
                continue
            }
            let wanted = number * 86_400 + 6300
            if moment.instant.seconds != byStretches.instant(wanted) { faults.append("\(date) at \(moment.instant)") }
            if zone.local(moment.instant) < moment.local { faults.append("\(date) fires early") }
            if byStretches.times(wanted) > 0, zone.local(moment.instant) != moment.local {
                faults.append("\(date) fires at \(zone.local(moment.instant))")
            }
            if moment.instant.seconds <= previous { faults.append("\(date) fires before the day before it") }
            previous = moment.instant.seconds
        }
        #expect(faults.prefix(5).isEmpty, "\(faults.count) faults")
    }

    /// The quarter hours round every change of the clock.
    @Test("and every quarter of an hour round a change of the clock", arguments: RealZone.allCases)
    func everyChange(real: RealZone) {
        let zone = real.zone
        let byStretches = ZoneByStretches(real, years: 2000...2040)
        var faults: [String] = []
        for stretch in byStretches.stretches.dropLast() {
            let change = (stretch.end + stretch.offset) / 900 * 900
            for local in stride(from: change - 2 * 86_400, through: change + 2 * 86_400, by: 900) {
                let dateTime = LocalDateTime(secondsSinceEpoch: local)
                let expected = byStretches.instant(local)
                if zone.instant(dateTime).seconds != expected {
                    faults.append("\(dateTime) is \(zone.instant(dateTime)), not \(Instant(seconds: expected))")
                }
                let times =
                    switch zone.showing(of: dateTime) {
                    case .never: 0
                    case .once: 1
                    case .twice: 2
                    }
                if times != byStretches.times(local) { faults.append("\(dateTime) is shown \(times) times") }
            }
        }
        #expect(faults.prefix(5).isEmpty, "\(faults.count) faults")
    }
}
