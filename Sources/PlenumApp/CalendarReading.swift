public import PlenumCore
import PlenumResources
import PlenumYAML

/// A calendar as it was read: what it says of days, and what is to be said of it.
public struct CalendarReading: Sendable {
    /// The name under which it was found.
    public let file: String
    public let bytes: [UInt8]
    /// Nil when the file has an error.
    public let calendar: WorkingCalendar?
    public let diagnostics: [Diagnostic]
    /// The zone of a sound calendar.
    public let zone: Zone?
    public let today: CivilDate?

    /// Reads the calendar that ships under that name, or the file there. Throws where there is neither, or where its
    /// zone is none.
    public static func read(_ name: String, _ environment: Environment) throws -> CalendarReading {
        let (file, bytes) = try content(name, environment)
        let read = YAMLReader.read(bytes: bytes)
        guard let node = read.node else {
            return CalendarReading(
                file: file, bytes: bytes, calendar: nil, diagnostics: read.diagnostics, zone: nil, today: nil)
        }
        let (calendar, diagnostics) = CalendarFile.read(node)
        let zone = try calendar.map { try environment.zone($0.zone) }
        return CalendarReading(
            file: file, bytes: bytes, calendar: calendar, diagnostics: read.diagnostics + diagnostics, zone: zone,
            today: zone.map { $0.local(environment.now()).date })
    }

    private static func content(_ name: String, _ environment: Environment) throws -> (String, [UInt8]) {
        let shipped = Resource.all.filter { $0.name.hasPrefix("calendars/") }
        if let found = shipped.first(where: { $0.name == "calendars/\(name).yaml" }) {
            return (found.name, Array(found.text.utf8))
        }
        do {
            return (name, try environment.readFile(name))
        } catch AppError.fileMissing where !name.contains("/") && !name.contains(".") {
            throw AppError.unknownCalendar(
                name, known: shipped.map { String($0.name.dropFirst("calendars/".count).dropLast(".yaml".count)) })
        }
    }

    /// This year and the next, where the file says nothing of them.
    public var uncoveredYears: [Int] {
        guard let calendar, let today else { return [] }
        return [today.year, today.year + 1].filter { calendar.standing(of: $0) == .uncovered }
    }

    /// Nothing in it contradicts itself, and it speaks for the present year.
    public var isSound: Bool {
        guard let calendar, let today else { return false }
        return calendar.standing(of: today.year) != .uncovered
    }

    /// The calendar; throws with everything that is wrong with the file.
    public func required() throws -> (calendar: WorkingCalendar, zone: Zone) {
        guard let calendar, let zone else { throw AppError.problems(file: file, source: bytes, diagnostics) }
        return (calendar, zone)
    }

    /// The days asked for; where an end is missing, up to the end of its month; without both, the present month.
    /// Nil where the last day lies before the first.
    public func range(from first: CivilDate?, to last: CivilDate?) -> ClosedRange<CivilDate>? {
        guard let day = first ?? last ?? today else { return nil }
        let (year, month, number) = day.components
        let start = first ?? day.adding(days: 1 - number)
        let end = last ?? day.adding(days: CivilDate.daysIn(month: month, year: year) - number)
        return start <= end ? start...end : nil
    }
}
