/// Days on which somebody is away, and who stands in.
public struct Absence: Hashable, Sendable {
    /// The first and the last day.
    public let days: ClosedRange<CivilDate>
    /// Nil where nobody was named: then the unit's secretary stands in.
    public let substitute: PersonID?

    public init(_ days: ClosedRange<CivilDate>, substitute: PersonID?) {
        self.days = days
        self.substitute = substitute
    }

    /// As it stands in the log and in an export: `2026-03-01 to 2026-03-15 by an`.
    public var text: String {
        "\(days.lowerBound) to \(days.upperBound)" + (substitute.map { " by \($0)" } ?? "")
    }

    /// Nil for anything but what `text` writes; the order of the days is checked.
    public init?(text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3 || words.count == 5 && words[3] == "by", words[1] == "to",
            let first = CivilDate(iso: words[0]), let last = CivilDate(iso: words[2]), first <= last
        else { return nil }
        self.init(first...last, substitute: words.count == 5 ? PersonID(words[4]) : nil)
    }
}

extension Person {
    /// The absence on that day; nil when they are there.
    public func absence(on day: CivilDate) -> Absence? { absences.first { $0.days.contains(day) } }
}
