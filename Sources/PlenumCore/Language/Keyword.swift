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

    /// The keyword that is written so. Words of phrases are looked up by the million: a few comparisons with the
    /// keywords of the same first letter are quicker than a hash.
    static func named(_ word: UnsafeBufferPointer<UInt8>) -> Keyword? {
        guard let first = word.first, (0x61...0x7A).contains(first), word.count <= longest else { return nil }
        let spelling = Spelling(word)
        for (known, keyword) in byLetter[Int(first - 0x61)] where known == spelling { return keyword }
        return nil
    }

    private static let byLetter: [[(spelling: Spelling, keyword: Keyword)]] = (UInt8(0x61)...0x7A).map { letter in
        allCases.filter { $0.rawValue.utf8.first == letter }.map { (Spelling($0.rawValue), $0) }
    }
    private static let longest = allCases.map(\.rawValue.utf8.count).max() ?? 0

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
