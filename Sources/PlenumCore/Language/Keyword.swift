/// The words of the language's phrases. They are reserved: no name and no post may be one of them.
public enum Keyword: String, CaseIterable, Sendable {
    // People.
    case organiser, everyone, staff, all, members, of, every, unit, committee
    case official, probationary, exempt
    // Time.
    case before, after, on, at, same, `as`, none, working, day, days, week, weeks, hour, hours, minute, minutes
    case the, month, months, quarter, quarters, year, years, last, or, next, chosen, between, and, when, it, opens, up,
        to, times, escalate
    // Joins, quorums, conditions, lists, counts.
    case any, least, percent, per, more, than, half, `is`, not, `where`, rows, row, new, date, have, answered
    // Lists with a closed set of words of their own.
    case go, stop

    /// The keyword that is written so.
    static func named(_ word: UnsafeBufferPointer<UInt8>) -> Keyword? { named(in: word, from: 0, count: word.count) }

    /// The same of so many bytes of a text.
    static func named(in text: UnsafeBufferPointer<UInt8>, from start: Int, count: Int) -> Keyword? {
        let known = known
        if count > known.longest { return nil }
        return known.places.place(of: text, from: start, count: count).map { known.words[$0] }
    }

    private static let known = (
        places: SpellingTable(allCases.map { Spelling($0.rawValue) }), words: allCases,
        longest: allCases.map(\.rawValue.utf8.count).max() ?? 0
    )

    /// The words that a name may not be: those that would make a phrase say two things. `date`, `day`, `plan` and
    /// the like only stand beside other words.
    public static let reserved = Set(allCases.filter(\.isReserved))

    var isReserved: Bool {
        switch self {
        case .date, .new, .month, .row, .months, .quarter, .quarters, .year, .years, .last, .go, .stop, .have,
            .answered,
            .half:
            false
        default: true
        }
    }
}
