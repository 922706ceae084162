/// The dates of a step that was read, gathered once for the checks that compare them.
final class StepTiming {
    /// A moment that is reckoned from something else, and the key behind which it stands.
    struct Reckoned {
        let key: String
        let moment: Moment
    }

    let deadline: Moment?
    let closes: Moment?
    let sessionDate: SessionDate?
    private let others: [Reckoned]
    /// Whether there is somebody who could be reminded.
    let hasPeople: Bool

    init(_ kind: some StepKind) {
        deadline = kind.deadline?.moment
        closes = kind.closes?.moment
        sessionDate = kind.sessionDate
        others = kind.moments.map { Reckoned(key: $0.key, moment: $0.moment) }
        hasPeople = type(of: kind).hasPeople
    }

    /// When it is due, by whatever word.
    var due: Moment? {
        if let due = deadline ?? closes { return due }
        if case .given(let date)? = sessionDate { return date.moment }
        return nil
    }

    /// The key behind which the due date stands.
    var dueKey: String { deadline != nil ? "deadline" : sessionDate != nil ? "date" : "closes" }

    /// In the order of the reference.
    private(set) lazy var moments: [Reckoned] = {
        var moments: [Reckoned] = []
        if let deadline { moments.append(Reckoned(key: "deadline", moment: deadline)) }
        if let closes { moments.append(Reckoned(key: "closes", moment: closes)) }
        switch sessionDate {
        case .given(let given): moments.append(Reckoned(key: "date", moment: given.moment))
        case .chosen(let earliest, _, let unit, let name, _):
            moments.append(Reckoned(key: "date", moment: .offset(Span(earliest, unit), .before, name)))
        case nil: break
        }
        return moments + others
    }()
}
