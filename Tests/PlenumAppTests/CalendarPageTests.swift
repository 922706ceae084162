import Foundation
import PlenumApp
import PlenumCore
import Testing

@Suite("The page on calendars")
struct CalendarPageTests {
    private static let now = "2026-02-01T08:00:00+07:00"

    /// The blocks between fences that open with this word, in order.
    private static func blocks(_ language: String) throws -> [String] {
        try Committee.text("docs/calendars.md").components(separatedBy: "```\(language)\n").dropFirst()
            .compactMap { $0.components(separatedBy: "```").first }
    }

    private static func read(_ text: String) throws -> CalendarReading {
        let committee = try Committee()
        return try CalendarReading.read(
            committee.write(text, as: "office.yaml"), Committee.environment(at: now))
    }

    @Test("has a file that can be used as it stands, and shows the month that it gives")
    func file() throws {
        let reading = try Self.read(#require(Self.blocks("yaml").first))
        #expect(reading.isSound)
        let first = try #require(CivilDate(iso: "2026-02-01"))
        let range = try #require(reading.range(from: first, to: nil))
        let months = try reading.required().calendar.monthLines(from: first, to: range.upperBound, in: .en)
        #expect(try months.map { $0.joined(separator: "\n") + "\n" } == Self.blocks("text"))
    }

    @Test("has a decree that can be added to it")
    func decree() throws {
        let blocks = try Self.blocks("yaml")
        try #require(blocks.count == 2)
        let calendar = try Self.read(blocks[0] + blocks[1]).required().calendar
        #expect(!calendar.isWorking(try #require(CivilDate(iso: "2026-04-30"))))
        #expect(calendar.isWorking(try #require(CivilDate(iso: "2026-04-25"))))
    }

    @Test("is right that a contradiction, and a year that is not covered, are found")
    func contradiction() throws {
        let blocks = try Self.blocks("yaml")
        let wrong = try Self.read(
            blocks[0] + blocks[1].replacingOccurrences(of: "work-instead: 2026-04-25", with: "work-instead: 2026-04-24")
        )
        #expect(!wrong.isSound)
        #expect(wrong.diagnostics.map(\.problem.code).contains("calendar-already-worked"))
        let short = try Self.read(
            blocks[0].replacingOccurrences(of: "years: 2026 to 2028", with: "years: 2026 to 2026"))
        #expect(short.isSound)
        #expect(short.uncoveredYears == [2027])
    }
}
