/// Dates of a definition as far as they can be compared before it runs.
struct Dates {
    private let names: Names

    init(_ names: Names) { self.names = names }

    /// A day that lies a number of units from something, or within two such numbers.
    struct Due {
        enum Anchor: Hashable {
            /// The date of an input or of a session, by the name it goes back to.
            case day(NameNumber)
            case completion(NameNumber)
            case calendar
        }

        let anchor: Anchor
        /// Nil where it is the anchor's own day, or a date.
        let unit: SpanUnit?
        let earliest: Int
        let latest: Int

        /// Whether it lies before the other whatever the calendar says.
        func isSurelyBefore(_ other: Due) -> Bool {
            guard anchor == other.anchor else { return false }
            guard unit == other.unit || unit == nil || other.unit == nil else {
                // Of different units only the sign can be compared.
                return latest < 0 && other.earliest > 0
            }
            return latest < other.earliest
        }
    }

    /// Nil where there is no date, or none that can be compared.
    func due(of step: StepTraits, in scope: Int) -> Due? {
        if let choice = step.choice {
            let earliest = names.moments[choice.earliest]
            guard case .offset(let unit, _) = earliest.kind, let name = earliest.name else { return nil }
            let (days, factor) = Dates.plain(unit)
            return Due(
                anchor: anchor(of: name, in: scope), unit: days, earliest: -earliest.number * factor,
                latest: -choice.latest * factor)
        }
        return step.due.flatMap { due(names.moments[$0], in: scope) }
    }

    private func due(_ moment: StepTraits.Reckoned, in scope: Int) -> Due? {
        switch (moment.kind, moment.name) {
        case (.offset(let unit, let side), let name?):
            let (days, factor) = Dates.plain(unit)
            let count = moment.number * factor * (side == .before ? -1 : 1)
            let anchor = side == .before ? anchor(of: name, in: scope) : completion(of: name, in: scope)
            return Due(anchor: anchor, unit: days, earliest: count, latest: count)
        case (.day, let name?):
            return Due(anchor: anchor(of: name, in: scope), unit: nil, earliest: 0, latest: 0)
        case (.date, _):
            return Due(anchor: .calendar, unit: nil, earliest: moment.number, latest: moment.number)
        case (.dayOfPeriod, _), (_, nil):
            return nil
        }
    }

    /// Weeks are days.
    private static func plain(_ unit: SpanUnit) -> (SpanUnit, Int) { unit == .week ? (.day, 7) : (unit, 1) }

    private func completion(of name: NameNumber, in scope: Int) -> Due.Anchor {
        if case .step = names.resolve(name, from: scope) { return .completion(name) }
        return .day(name)
    }

    /// The day that a name goes back to: a session whose date is an input is that input's day.
    private func anchor(of name: NameNumber, in scope: Int, depth: Int = 8) -> Due.Anchor {
        guard depth > 0, case .step(let place, let index) = names.resolve(name, from: scope),
            let position = names.traits(scope: place, index: index).day
        else { return .day(name) }
        let day = names.moments[position]
        guard case .day = day.kind, let other = day.name else { return .day(name) }
        return anchor(of: other, in: place, depth: depth - 1)
    }

    /// Whether the date of what `name` stands for is known when an instance starts.
    func isKnownAtStart(_ name: NameNumber, in scope: Int, depth: Int = 8) -> Bool {
        guard depth > 0 else { return false }
        guard case .step(let place, let index) = names.resolve(name, from: scope) else { return true }
        let step = names.traits(scope: place, index: index)
        guard step.isRead else { return true }
        guard let position = step.day else { return false }
        let day = names.moments[position]
        guard let other = day.name else { return true }
        if case .offset(_, .after) = day.kind {
            guard case .step = names.resolve(other, from: place) else { return true }
            return false
        }
        return isKnownAtStart(other, in: place, depth: depth - 1)
    }

    /// The input or session from whose day a moment before it is counted back, with the number of units.
    func notice(_ moment: StepTraits.Reckoned, in scope: Int) -> (input: Name, Span)? {
        guard case .offset(let unit, .before) = moment.kind, let name = moment.name,
            case .day(let day) = anchor(of: name, in: scope), let input = names.input(day)?.input, input.type == .date
        else { return nil }
        return (input.name, Span(moment.number, unit))
    }
}
