/// The words of the language's phrases. They are reserved: no name and no post may be one of them.
public enum Keyword: String, CaseIterable, Sendable {
    // People.
    case organiser, everyone, staff, all, members, of, every, unit, committee
    case official, probationary, exempt
    // Time.
    case before, after, on, at, same, `as`, none, working, day, days, week, weeks, hour, hours, minute, minutes
    case the, month, or, next, chosen, between, and, when, it, opens, up, to, times, escalate
    // Joins, quorums, conditions, lists, counts.
    case any, least, percent, per, more, than, half, `is`, not, `where`, rows, new, date, have, answered
    // Lists with a closed set of words of their own.
    case go, stop

    static let byWord = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    /// The words that a name may not be: those that would make a phrase say two things. `date`, `day`, `plan` and
    /// the like only stand beside other words.
    public static let reserved = Set(allCases).subtracting([.date, .new, .month, .go, .stop, .have, .answered, .half])
}
