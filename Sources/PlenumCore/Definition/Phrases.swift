// The phrases of the language as values. Their grammar stands in the reference; reading them from text is
// `PhraseParser`'s.

public enum SpanUnit: Hashable, Sendable {
    case workingDay, day, week, hour, minute
}

/// A length of time that carries its unit. Months are no length.
public struct Span: Hashable, Sendable {
    public let count: Int
    public let unit: SpanUnit

    public init(_ count: Int, _ unit: SpanUnit) {
        self.count = count
        self.unit = unit
    }
}

public enum Side: Hashable, Sendable {
    case before, after
}

/// A day or an instant, told by something else that is known.
public enum Moment: Hashable, Sendable {
    /// `3 working days before plenary`: before a step's date or a date input, after a step's completion.
    case offset(Span, Side, Name)
    case sameDay(Name)
    case date(CivilDate)
    /// A date input, or a step that has a date.
    case named(Name)
    /// `day 5 of the month`: of the period in which the step opens.
    case day(DayOfPeriod)
}

/// When something is due; without a time, when the local day ends.
public struct Deadline: Hashable, Sendable {
    public let moment: Moment
    public let time: CivilTime?
    private let written: SourceText

    public init(_ moment: Moment, at time: CivilTime? = nil, text: String) {
        self.init(moment, at: time, written: SourceText(text))
    }

    init(_ moment: Moment, at time: CivilTime?, written: SourceText) {
        self.moment = moment
        self.time = time
        self.written = written
    }

    /// As it was written.
    public var text: String { written.text }
}

/// The day of a session.
public enum SessionDate: Hashable, Sendable {
    case given(Deadline)
    /// The chair chooses a day from `earliest` to `latest` units before NAME; `earliest` is the larger number.
    case chosen(earliest: Int, latest: Int, SpanUnit, before: Name, text: String)
}

/// Whose deadline, and how: one line of a reminder policy.
public struct Rung: Hashable, Sendable {
    public enum Trigger: Hashable, Sendable {
        case whenItOpens
        case offset(Span, Side)
        case onTheDay
        /// `every 2 working days after up to 5 times`.
        case every(Span, upTo: Int)
        case escalate(People, Span)
    }

    public let trigger: Trigger
    public let time: CivilTime?
    /// The phrase itself: it names the rule in a reminder's key, so that reordering a policy changes nothing.
    public let text: String

    public init(_ trigger: Trigger, at time: CivilTime? = nil, text: String) {
        self.trigger = trigger
        self.time = time
        self.text = text
    }
}

public enum MemberClass: String, CaseIterable, Hashable, Sendable {
    case official, probationary, exempt
}

public enum Place: Hashable, Sendable {
    /// A name of the scope that is bound to a unit.
    case named(Name)
    case unit(UnitID)
    /// The unit to which the instance belongs.
    case committee
}

/// Which people a step is for.
public enum People: Hashable, Sendable {
    case organiser
    /// Members and staff of the place and of all below it.
    case everyone(of: Place)
    case staff
    /// Members of the place and of all below it, of one class or of every class.
    case members(MemberClass?, of: Place)
    /// Whoever holds a post in a place.
    case holders(Post, of: Place)
    /// The holders of a post in every unit of a list.
    case holdersInEvery(Post, of: Name)
    /// A role, a person input, an `assign` step, a column.
    case named(Name)
    case several([People])
}

/// When a fan-out is complete.
public enum Join: Hashable, Sendable {
    case all, any
    case atLeast(Int)
    case percent(Int)
    case per(Int, Name)
}

public struct Quorum: Hashable, Sendable {
    public enum Share: Hashable, Sendable {
        case moreThanHalf
        case fraction(Int, Int)
        case number(Int)
    }

    public let share: Share
    public let people: People

    public init(_ share: Share, of people: People) {
        self.share = share
        self.people = people
    }
}

public enum Comparison: String, Hashable, Sendable {
    case equal = "=", notEqual = "!=", less = "<", atMost = "<=", more = ">", atLeast = ">="
}

/// Whether a step's turn comes at all.
public indirect enum Condition: Hashable, Sendable {
    case outcome(step: Name, is: Name, negated: Bool)
    case input(Name, Comparison, String)
    case and(Condition, Condition)
    case or(Condition, Condition)
    case not(Condition)
}

/// `NAME of STEP where STEP is OUTCOME`: a list over the branches of a fan-out.
public struct ListPhrase: Hashable, Sendable {
    public let name: Name
    public let step: Name?
    public let filter: OutcomeFilter?

    public init(_ name: Name, of step: Name?, filter: OutcomeFilter?) {
        self.name = name
        self.step = step
        self.filter = filter
    }
}

public struct OutcomeFilter: Hashable, Sendable {
    public let step: Name
    public let outcome: Name
    public let negated: Bool

    public init(step: Name, outcome: Name, negated: Bool) {
        self.step = step
        self.outcome = outcome
        self.negated = negated
    }
}

/// What a figure counts.
public enum CountPhrase: Hashable, Sendable {
    case outcome(step: Name, Name)
    case rows(of: Name)
    case branches(of: Name, OutcomeFilter)
}
