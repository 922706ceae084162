/// What the checks ask of a step that was read, gathered once. A class, because they ask again and again.
final class StepTraits {
    /// A moment that is reckoned from something else, and the key behind which it stands.
    struct Reckoned {
        let key: String
        let moment: Moment
        /// Of the name in the moment; nil where there is none.
        let name: NameNumber?

        fileprivate init(_ key: String, _ moment: Moment, _ names: inout NameNumbers) {
            self.key = key
            self.moment = moment
            name = moment.name.map { names.number(of: $0) }
        }
    }

    /// The day of a session.
    enum SessionDay {
        case given(Reckoned)
        case chosen(earliest: Int, latest: Int, SpanUnit, before: NameNumber)
    }

    /// In the order of the reference.
    let moments: [Reckoned]
    let sessionDay: SessionDay?
    /// When it is due, by whatever word.
    let due: Reckoned?
    /// The key behind which the due date stands.
    let dueKey: String
    /// Whether nothing is taken after its end.
    let closes: Bool
    /// Whether there is somebody who could be reminded.
    let hasPeople: Bool
    let bindsPerson: Bool
    let makesDocument: Bool
    let takesOpinions: Bool
    let isSession: Bool
    let hasBranches: Bool
    let takesRows: Bool

    init(_ kind: some StepKind, _ names: inout NameNumbers) {
        var moments: [Reckoned] = []
        moments.reserveCapacity(1)
        let (deadline, closes, date) = (kind.deadline, kind.closes, kind.sessionDate)
        if let deadline { moments.append(Reckoned("deadline", deadline.moment, &names)) }
        if let closes { moments.append(Reckoned("closes", closes.moment, &names)) }
        var due = moments.first
        switch date {
        case .given(let given):
            let day = Reckoned("date", given.moment, &names)
            moments.append(day)
            sessionDay = .given(day)
            if due == nil { due = day }
        case .chosen(let earliest, let latest, let unit, let name, _):
            moments.append(Reckoned("date", .offset(Span(earliest, unit), .before, name), &names))
            sessionDay = .chosen(earliest: earliest, latest: latest, unit, before: names.number(of: name))
        case nil: sessionDay = nil
        }
        for (key, moment) in kind.moments { moments.append(Reckoned(key, moment, &names)) }
        self.moments = moments
        self.due = due
        dueKey = deadline != nil ? "deadline" : date != nil ? "date" : "closes"
        self.closes = closes != nil
        hasPeople = type(of: kind).hasPeople
        bindsPerson = type(of: kind).bindsPerson
        makesDocument = kind.makesDocument
        takesOpinions = kind.takesOpinions
        isSession = kind is SessionStep
        hasBranches = kind.fanOut != nil
        takesRows = kind.intake != nil
    }
}

extension Moment {
    /// The name from which it is reckoned; nil for a day of the calendar.
    fileprivate var name: Name? {
        switch self {
        case .offset(_, _, let name), .sameDay(let name), .named(let name): name
        case .date, .day: nil
        }
    }
}
