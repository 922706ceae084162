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
    func due(of traits: StepTraits, in scope: Int) -> Due? {
        if case .chosen(let earliest, let latest, let unit, let name)? = traits.sessionDay {
            let (days, factor) = Dates.plain(unit)
            return Due(
                anchor: anchor(of: name, in: scope), unit: days, earliest: -earliest * factor,
                latest: -latest * factor)
        }
        return traits.due.flatMap { due($0, in: scope) }
    }

    private func due(_ reckoned: StepTraits.Reckoned, in scope: Int) -> Due? {
        switch (reckoned.moment, reckoned.name) {
        case (.offset(let span, let side, _), let name?):
            let (unit, factor) = Dates.plain(span.unit)
            let count = span.count * factor * (side == .before ? -1 : 1)
            let anchor = side == .before ? anchor(of: name, in: scope) : completion(of: name, in: scope)
            return Due(anchor: anchor, unit: unit, earliest: count, latest: count)
        case (.sameDay, let name?), (.named, let name?):
            return Due(anchor: anchor(of: name, in: scope), unit: nil, earliest: 0, latest: 0)
        case (.date(let date), _):
            return Due(anchor: .calendar, unit: nil, earliest: date.dayNumber, latest: date.dayNumber)
        default:
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
            case .given(let date)? = names.source(scope: place, index: index).traits?.sessionDay, let other = date.name
        else { return .day(name) }
        switch date.moment {
        case .named, .sameDay: return anchor(of: other, in: place, depth: depth - 1)
        case .offset, .date, .day: return .day(name)
        }
    }

    /// Whether the date of what `name` stands for is known when an instance starts.
    func isKnownAtStart(_ name: NameNumber, in scope: Int, depth: Int = 8) -> Bool {
        guard depth > 0 else { return false }
        guard case .step(let place, let index) = names.resolve(name, from: scope),
            let traits = names.source(scope: place, index: index).traits
        else { return true }
        guard case .given(let date)? = traits.sessionDay else { return false }
        guard let other = date.name else { return true }
        if case .offset(_, .after, _) = date.moment {
            guard case .step = names.resolve(other, from: place) else { return true }
            return false
        }
        return isKnownAtStart(other, in: place, depth: depth - 1)
    }

    /// The input or session from whose day a moment before it is counted back, with the number of units.
    func notice(_ reckoned: StepTraits.Reckoned, in scope: Int) -> (input: Name, Span)? {
        guard case .offset(let span, .before, _) = reckoned.moment, let name = reckoned.name,
            case .day(let day) = anchor(of: name, in: scope), let input = names.input(day)?.input, input.type == .date
        else { return nil }
        return (input.name, span)
    }
}
