/// What the checks ask of a step, gathered once and small, because they ask again and again of thousands.
struct StepTraits {
    /// A moment of a step.
    struct Reckoned {
        enum Kind {
            case offset(SpanUnit, Side)
            /// The day of what the name stands for.
            case day
            case date
            case dayOfPeriod
        }

        /// The key behind which it stands.
        enum Key {
            case deadline, closes, date
            /// That of the kind's own `moments` at this position.
            case other(UInt8)
        }

        let key: Key
        let kind: Kind
        private let storedNumber: Int32
        private let storedName: Int32

        /// Of an offset its units; of a date its day.
        var number: Int { Int(storedNumber) }
        /// Of the name from which it is reckoned; nil for a day of the calendar.
        var name: NameNumber? { storedName < 0 ? nil : Int(storedName) }

        fileprivate init(_ key: Key, _ moment: Moment, _ names: inout NameNumbers) {
            self.key = key
            switch moment {
            case .offset(let span, let side, let name):
                (kind, storedNumber) = (.offset(span.unit, side), Int32(clamping: span.count))
                storedName = Int32(names.number(of: name))
            case .sameDay(let name), .named(let name):
                (kind, storedNumber, storedName) = (.day, 0, Int32(names.number(of: name)))
            case .date(let date): (kind, storedNumber, storedName) = (.date, Int32(date.dayNumber), -1)
            case .day: (kind, storedNumber, storedName) = (.dayOfPeriod, 0, -1)
            }
        }
    }

    private let storedName: Int32
    // -1 where there is none.
    private let storedPlace: Int32
    private var storedInner: Int32 = -1
    private var storedReadPlace: Int32 = -1
    /// Nil where it is not known.
    var kind: Name?
    /// True where something of it was refused already.
    let isDamaged: Bool
    private var firstMoment: Int32 = 0
    private var momentCount: Int32 = 0
    private var latestDay: Int32 = 0
    /// Whether its first moment says when it is due.
    private var isDue = false
    private var hasDay = false
    private var isDayChosen = false
    private var hasDeadline = false
    /// Whether nothing is taken after its end.
    private(set) var closes = false
    /// Whether there is somebody who could be reminded.
    private(set) var hasPeople = false
    private(set) var bindsPerson = false
    private(set) var makesDocument = false
    private(set) var takesOpinions = false
    private(set) var isSession = false
    private(set) var hasBranches = false
    private(set) var takesRows = false
    private(set) var hasCondition = false
    private(set) var hasFindings = false

    /// Of a step that stands at `place` among the entries of its file; nil for one that nobody has written.
    init(name: NameNumber, place: Int?, isDamaged: Bool) {
        storedName = Int32(name)
        storedPlace = Int32(place ?? -1)
        self.isDamaged = isDamaged
    }

    /// Notes that it was read whole, and its place among the steps of its scope that were.
    mutating func finish(at place: Int, hasCondition: Bool) {
        storedReadPlace = Int32(place)
        self.hasCondition = hasCondition
    }

    /// Notes what was read of it; its moments go behind those of the steps before it.
    mutating func describe(_ kind: some StepKind, _ names: inout NameNumbers, _ moments: inout [Reckoned]) {
        firstMoment = Int32(moments.count)
        if let deadline = kind.deadline {
            hasDeadline = true
            moments.append(Reckoned(.deadline, deadline.moment, &names))
        }
        if let end = kind.closes {
            closes = true
            moments.append(Reckoned(.closes, end.moment, &names))
        }
        isDue = hasDeadline || closes
        switch kind.sessionDate {
        case .given(let day):
            (isDue, hasDay) = (true, true)
            moments.append(Reckoned(.date, day.moment, &names))
        case .chosen(let earliest, let latest, let unit, let name, _):
            (isDayChosen, latestDay) = (true, Int32(clamping: latest))
            moments.append(Reckoned(.date, .offset(Span(earliest, unit), .before, name), &names))
        case nil: break
        }
        for (index, other) in kind.moments.enumerated() {
            moments.append(Reckoned(.other(UInt8(clamping: index)), other.moment, &names))
        }
        momentCount = Int32(moments.count) - firstMoment
        hasPeople = type(of: kind).hasPeople
        bindsPerson = type(of: kind).bindsPerson
        makesDocument = kind.makesDocument
        takesOpinions = kind.takesOpinions
        isSession = type(of: kind) == SessionStep.self
        hasBranches = kind.fanOut != nil
        takesRows = kind.intake != nil
        hasFindings = type(of: kind).hasFindings
    }
}

extension StepTraits {
    var name: NameNumber { Int(storedName) }

    /// Where it stands among the entries of its file; nil for one that nobody has written.
    var place: Int? { storedPlace < 0 ? nil : Int(storedPlace) }

    /// Position of the scope of its own steps.
    var inner: Int? {
        get { storedInner < 0 ? nil : Int(storedInner) }
        set { storedInner = Int32(newValue ?? -1) }
    }

    /// Its place among the steps of the scope that could be read whole.
    var readPlace: Int? { storedReadPlace < 0 ? nil : Int(storedReadPlace) }

    /// Whether it could be read whole; else little more can be said of it.
    var isRead: Bool { storedReadPlace >= 0 }

    /// Where its moments stand among those of all steps, in the order of the reference.
    var moments: Range<Int> { Int(firstMoment)..<Int(firstMoment + momentCount) }

    /// The moment when it is due, by whatever word.
    var due: Int? { isDue ? Int(firstMoment) : nil }

    /// The key behind which that stands.
    var dueKey: Reckoned.Key { hasDeadline ? .deadline : isOnDay ? .date : .closes }

    /// Whether it has the day of a session, given or to be chosen.
    var isOnDay: Bool { hasDay || isDayChosen }

    /// The moment that is the given day of a session.
    var day: Int? { hasDay ? dayPosition : nil }

    /// The moment before which one day is chosen, the earliest, and the latest in the same units.
    var choice: (earliest: Int, latest: Int)? { isDayChosen ? (dayPosition, Int(latestDay)) : nil }

    private var dayPosition: Int {
        // Behind the deadline and the end of a window, where it has them.
        Int(firstMoment) + (hasDeadline ? 1 : 0) + (closes ? 1 : 0)
    }
}
