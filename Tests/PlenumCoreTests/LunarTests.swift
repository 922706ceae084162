import Foundation
import PlenumCore
import Testing

@Suite("The lunar calendar")
struct LunarTests {
    @Test(
        "begins its years on the days that almanacs give",
        arguments: [
            (1985, "1985-01-21"), (2007, "2007-02-17"), (2020, "2020-01-25"), (2025, "2025-01-29"),
            (2026, "2026-02-17"), (2027, "2027-02-06"), (2028, "2028-01-26"), (2029, "2029-02-13"),
            (2030, "2030-02-02"), (2031, "2031-01-23"), (2053, "2053-02-18"),
        ])
    func newYears(year: Int, day: String) throws {
        #expect(try #require(LunarDate(year: year, month: 1, day: 1)).civil == CivilDate(iso: day))
    }

    @Test(
        "has the tenth of its third month where almanacs have it",
        arguments: [(2025, "2025-04-07"), (2026, "2026-04-26"), (2027, "2027-04-16"), (2028, "2028-04-04")])
    func tenthOfTheThird(year: Int, day: String) throws {
        #expect(try #require(LunarDate(year: year, month: 3, day: 10)).civil == CivilDate(iso: day))
    }

    @Test(
        "repeats the month without a principal term",
        arguments: [
            (1984, nil), (1985, 2), (1987, 7), (2006, 7), (2017, 6), (2020, 4), (2023, 2), (2025, 6), (2026, nil),
            (2028, 5), (2033, 11), (2034, nil),
        ] as [(Int, Int?)])
    func leapMonths(year: Int, month: Int?) {
        #expect((1...12).first { LunarDate(year: year, month: $0, day: 1, isLeapMonth: true) != nil } == month)
    }

    @Test("refuses days that do not exist")
    func refuses() {
        #expect(LunarDate(year: 2026, month: 13, day: 1) == nil)
        #expect(LunarDate(year: 2026, month: 1, day: 31) == nil)
        #expect(LunarDate(year: 2026, month: 1, day: 1, isLeapMonth: true) == nil)
        #expect(LunarDate(year: 1897, month: 1, day: 1) == nil)
        #expect(LunarDate(year: 2102, month: 1, day: 1) == nil)
        #expect(LunarDate(CivilDate(iso: "2102-03-01")!) == nil)
        #expect(LunarDate(CivilDate(iso: "1898-01-01")!) == nil)
    }

    @Test("leads from every day of 1899 to 2101 to a lunar day and back, without a gap")
    func roundTrip() throws {
        var previous: LunarDate?
        for number in CivilDate(iso: "1899-01-01")!.dayNumber...CivilDate(iso: "2101-12-31")!.dayNumber {
            let date = CivilDate(dayNumber: number)
            let lunar = try #require(LunarDate(date))
            if lunar.civil != date { Issue.record("\(date) -> \(lunar) -> \(lunar.civil)") }
            if let previous, lunar.day != previous.day + 1, lunar.day != 1 || previous.day < 29 {
                Issue.record("\(previous) is followed by \(lunar)")
            }
            previous = lunar
        }
    }

    @Test("is what the positions of sun and moon give")
    func recomputed() throws {
        let months = Almanac.months(of: 1898...2101)
        #expect(months.count > 2500)
        for (index, month) in months.enumerated() where LunarDate.years.contains(month.year) {
            let first = LunarDate(year: month.year, month: month.number, day: 1, isLeapMonth: month.isLeap)
            if first?.civil.dayNumber != month.start { Issue.record("\(month) is not \(String(describing: first))") }
            guard index + 1 < months.count else { continue }
            let length = months[index + 1].start - month.start
            let last = LunarDate(year: month.year, month: month.number, day: length, isLeapMonth: month.isLeap)
            let none = LunarDate(year: month.year, month: month.number, day: length + 1, isLeapMonth: month.isLeap)
            if last == nil || none != nil { Issue.record("\(month) does not have \(length) days") }
        }
    }
}

/// New moons and solar longitudes, from formulas and not from the table.
///
/// New moons: J. Meeus, *Astronomical Algorithms*, chapter 49. Longitude of the sun: the shorter series of chapter 25,
/// good to 0.01 degrees, where the table was made with the longer one; only two terms in two centuries lie within ten
/// minutes of a midnight that decides a month, and both series put them on the same side.
private enum Almanac {
    struct Month {
        let year: Int
        let number: Int
        let isLeap: Bool
        /// Days since 1970-01-01.
        let start: Int
    }

    static let epoch = 2_440_587.5
    static let meridian = 7.0 / 24

    static func months(of years: ClosedRange<Int>) -> [Month] {
        let firstMoon = Int((Double(years.lowerBound - 2) - 2000) * 12.3685)
        let lastMoon = Int((Double(years.upperBound + 2) - 2000) * 12.3685)
        let starts = (firstMoon...lastMoon).map { Int((newMoon($0) - epoch + meridian).rounded(.down)) }
        // How many multiples of 30 degrees the sun has passed when the day begins.
        let terms: [Int] = starts.map { start in
            let longitude = unwrappedLongitude(Double(start) + epoch - meridian)
            return Int((longitude / 30).rounded(.down))
        }
        // A month holds the winter solstice when the sun passes 270 degrees in it: the ninth term of its turn.
        var solstices: [Int] = []
        for index in 0..<starts.count - 1 {
            let passed = terms[index] + 1
            if passed <= terms[index + 1], (passed...terms[index + 1]).contains(where: { $0 % 12 == 9 }) {
                solstices.append(index)
            }
        }
        var months: [Month] = []
        for (eleventh, next) in zip(solstices, solstices.dropFirst()) {
            let leap: Int? =
                next - eleventh < 13 ? nil : (eleventh + 1..<next).first { terms[$0] == terms[$0 + 1] }
            var number = 10
            var year = CivilDate(dayNumber: starts[eleventh]).year
            for index in eleventh..<next {
                if index != leap {
                    number += 1
                    if number == 13 { (number, year) = (1, year + 1) }
                }
                months.append(Month(year: year, number: number, isLeap: index == leap, start: starts[index]))
            }
        }
        return months
    }

    /// Julian day in universal time of the k-th new moon after that of January 2000.
    static func newMoon(_ index: Int) -> Double {
        let k = Double(index)
        let t = k / 1236.85
        let e = 1 - 0.002516 * t - 0.0000074 * t * t
        let sun = 2.5534 + 29.10535670 * k - 0.0000014 * t * t - 0.00000011 * t * t * t
        let moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t + 0.00001238 * t * t * t
        let latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t - 0.00000227 * t * t * t
        let node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t + 0.00000215 * t * t * t
        var day = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t - 0.00000015 * t * t * t
        // Amplitude in 0.00001 days, power of e, multiples of the three arguments.
        let terms: [(Double, Double, Double, Double, Double)] = [
            (-40720, 0, 0, 1, 0), (17241, 1, 1, 0, 0), (1608, 0, 0, 2, 0), (1039, 0, 0, 0, 2), (739, 1, -1, 1, 0),
            (-514, 1, 1, 1, 0), (208, 2, 2, 0, 0), (-111, 0, 0, 1, -2), (-57, 0, 0, 1, 2), (56, 1, 1, 2, 0),
            (-42, 0, 0, 3, 0), (42, 1, 1, 0, 2), (38, 1, 1, 0, -2), (-24, 1, -1, 2, 0), (-7, 0, 2, 1, 0),
            (4, 0, 0, 2, -2), (4, 0, 3, 0, 0), (3, 0, 1, 1, -2), (3, 0, 0, 2, 2), (-3, 0, 1, 1, 2),
            (3, 0, -1, 1, 2), (-2, 0, -1, 1, -2), (-2, 0, 1, 3, 0), (2, 0, 0, 4, 0),
        ]
        for (amplitude, power, a, b, c) in terms {
            day += amplitude * 0.00001 * pow(e, power) * sine(a * sun + b * moon + c * latitude)
        }
        day -= 0.00017 * sine(node)
        let planets: [(Double, Double, Double)] = [
            (325, 299.77, 0.107408), (165, 251.88, 0.016321), (164, 251.83, 26.651886), (126, 349.42, 36.412478),
            (110, 84.66, 18.206239), (62, 141.74, 53.303771), (60, 207.14, 2.453732), (56, 154.84, 7.306860),
            (47, 34.52, 27.261239), (42, 207.19, 0.121824), (40, 291.34, 1.844379), (37, 161.72, 24.198154),
            (35, 239.56, 25.513099), (23, 331.55, 3.592518),
        ]
        for (amplitude, angle, rate) in planets { day += amplitude * 0.000001 * sine(angle + rate * k) }
        return day - delay(year: 2000 + (day - 2_451_545) / 365.25) / 86_400
    }

    /// Apparent longitude of the sun in degrees, not reduced to one turn, at a Julian day in universal time.
    static func unwrappedLongitude(_ day: Double) -> Double {
        let t = (day + delay(year: 2000 + (day - 2_451_545) / 365.25) / 86_400 - 2_451_545) / 36_525
        let anomaly = 357.52911 + 35_999.05029 * t - 0.0001537 * t * t
        let centre =
            (1.914602 - 0.004817 * t - 0.000014 * t * t) * sine(anomaly)
            + (0.019993 - 0.000101 * t) * sine(2 * anomaly) + 0.000289 * sine(3 * anomaly)
        let turns = 360.0 * 200
        return turns + 280.46646 + 36_000.76983 * t + 0.0003032 * t * t + centre - 0.00569
            - 0.00478 * sine(125.04 - 1934.136 * t)
    }

    /// Dynamical less universal time in seconds: F. Espenak and J. Meeus, NASA/TP-2006-214141.
    static func delay(year: Double) -> Double {
        func polynomial(_ t: Double, _ coefficients: [Double]) -> Double {
            coefficients.reversed().reduce(0) { $0 * t + $1 }
        }
        switch year {
        case ..<1900: return polynomial(year - 1860, [7.62, 0.5737, -0.251754, 0.01680668, -0.0004473624, 1 / 233_174])
        case ..<1920: return polynomial(year - 1900, [-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197])
        case ..<1941: return polynomial(year - 1920, [21.20, 0.84493, -0.0761, 0.0020936])
        case ..<1961: return polynomial(year - 1950, [29.07, 0.407, -1 / 233, 1 / 2547])
        case ..<1986: return polynomial(year - 1975, [45.45, 1.067, -1 / 260, -1 / 718])
        case ..<2005:
            return polynomial(year - 2000, [63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599])
        case ..<2050: return polynomial(year - 2000, [62.92, 0.32217, 0.005589])
        default: return -20 + 32 * pow((year - 1820) / 100, 2) - 0.5628 * (2150 - year)
        }
    }

    private static func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
}
