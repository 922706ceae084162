/// What a definition asks of the people and the dates of a run; it cannot be told from the file alone.
public enum Need: Hashable, Sendable {
    /// A unit, or every one of a list.
    public enum Where: Hashable, Sendable {
        case committee
        case unit(UnitID)
        /// The unit, or each of the units, that an input or a column names.
        case named(Name)
    }

    case unit(UnitID)
    case holder(Post, of: Where)
    case members(MemberClass?, of: Where)
    case unitsOfKind(String, for: Name)
    /// A date input lies at least this far ahead.
    case notice(Name, Span)
    /// A table, a list of people or units has this many entries.
    case entries(Name, atLeast: Int, atMost: Int?)
    /// The first day of what repeats has not passed.
    case notPast(Recurrence.Day, of: Name)
    /// What repeats until a day does so at least once, and not too often.
    case occurrences(Recurrence, of: Name)
}

extension Need {
    /// One sentence.
    public func text(in language: Language) -> String {
        switch language {
        case .vi: VietnameseCheckWords.text(self)
        case .en: EnglishCheckWords.text(self)
        }
    }

    public var json: JSON {
        .object(Language.allCases.map { JSON.Member($0.rawValue, .string(text(in: $0))) })
    }
}

/// What needs are tested against: the directory, the values given, and today.
public protocol NeedGround {
    func unitExists(_ unit: UnitID) -> Bool
    func hasHolder(of post: Post, in unit: UnitID) -> Bool
    func hasMember(of memberClass: MemberClass?, in unit: UnitID) -> Bool
    func hasUnits(ofKind kind: String) -> Bool
    /// The unit to which the instance belongs.
    var committee: UnitID { get }
    /// The units that an input, or a column of a table, was given; nil while it is not given.
    func units(named name: Name) -> [UnitID]?
    func entries(of name: Name) -> Int?
    func date(named name: Name) -> CivilDate?
    var today: CivilDate { get }
    var calendar: WorkingCalendar { get }
}

extension Need {
    /// Whether the ground gives what is needed; nil where what decides it is not given.
    public func isMet(on ground: some NeedGround) -> Bool? {
        switch self {
        case .unit(let unit): return ground.unitExists(unit)
        case .holder(let post, let place):
            return Need.units(place, ground)?.allSatisfy { ground.hasHolder(of: post, in: $0) }
        case .members(let memberClass, let place):
            return Need.units(place, ground)?.allSatisfy { ground.hasMember(of: memberClass, in: $0) }
        case .unitsOfKind(let kind, _): return ground.hasUnits(ofKind: kind)
        case .notice(let name, let span):
            return ground.date(named: name).map { date in
                // With a calendar in which nobody ever works no day is early enough.
                Need.first(span, before: date, ground.calendar).map { $0 >= ground.today } ?? false
            }
        case .notPast(let day, _):
            return ground.day(day).map { $0 >= ground.today }
        case .occurrences(let recurrence, _):
            guard case .until(let end) = recurrence.end, let first = ground.day(recurrence.from),
                let last = ground.day(end)
            else { return nil }
            // No zone has a say in which days there are.
            let reckoner = Reckoner(calendar: ground.calendar, zone: .fixed(name: "UTC", offset: 0))
            let count = try? recurrence.occurrences(from: first, until: last, reckoner).count
            return (1...Recurrence.most).contains(count ?? 0)
        case .entries(let name, let least, let most):
            return ground.entries(of: name).map { $0 >= least && $0 <= most ?? Int.max }
        }
    }

    private static func units(_ place: Where, _ ground: some NeedGround) -> [UnitID]? {
        switch place {
        case .committee: [ground.committee]
        case .unit(let unit): [unit]
        case .named(let name): ground.units(named: name)
        }
    }

    private static func first(_ span: Span, before date: CivilDate, _ calendar: WorkingCalendar) -> CivilDate? {
        switch span.unit {
        case .workingDay: calendar.working(-span.count, from: date)
        case .day: date.adding(days: -span.count)
        case .week: date.adding(days: -span.count * 7)
        case .hour, .minute: date
        }
    }
}

extension NeedGround {
    /// Nil where the name has no date yet.
    fileprivate func day(_ day: Recurrence.Day) -> CivilDate? {
        switch day {
        case .date(let date): date
        case .named(let name): date(named: name)
        }
    }
}

/// Gathers the needs of a definition, each once.
struct NeedFinder {
    private let names: Names
    private let dates: Dates

    init(_ names: Names) {
        self.names = names
        dates = Dates(names)
    }

    func needs() -> [Need] {
        var found = Found()
        for declaration in names.context.declarations {
            if let input = declaration.input { inputNeeds(input, &found) }
        }
        for people in names.context.asked { peopleNeeds(people, &found) }
        var longest: [Name: [SpanUnit: Int]] = [:]
        var order: [Name] = []
        /// What was met last: many steps are counted back from one day.
        var last: (input: Name, span: Span)?
        for (scope, source) in names.context.scopes.enumerated() {
            for (index, step) in source.traits.enumerated() where step.isRead {
                if step.hasBranches, let fanOut = names.source(scope: scope, index: index).read?.fanOut {
                    if let used = fanOut.used { needs(of: used, &found) }
                    if let recurrence = fanOut.recurrence {
                        needs(of: recurrence, names.context.names.name(step.name), &found)
                    }
                }
                for position in step.moments {
                    guard let (input, span) = dates.notice(names.moments[position], in: scope) else { continue }
                    if let last, last.input == input, last.span.unit == span.unit, last.span.count >= span.count {
                        continue
                    }
                    last = (input, span)
                    if longest[input] == nil { order.append(input) }
                    longest[input, default: [:]][span.unit] = max(longest[input]?[span.unit] ?? 0, span.count)
                }
            }
        }
        for input in order {
            for unit in [SpanUnit.workingDay, .day, .week] {
                if let count = longest[input]?[unit] { found.add(.notice(input, Span(count, unit))) }
            }
        }
        return found.all
    }

    private struct Found {
        private var known = Set<Need>()
        private(set) var all: [Need] = []

        mutating func add(_ need: Need) {
            if known.insert(need).inserted { all.append(need) }
        }
    }

    private func inputNeeds(_ input: Input, _ found: inout Found) {
        if case .allUnits(let kind)? = input.initial { found.add(.unitsOfKind(kind, for: input.name)) }
        guard [.table, .people, .units].contains(input.type) else { return }
        let least = input.atLeast ?? (input.mayBeEmpty ? 0 : 1)
        if least > 0 || input.atMost != nil {
            found.add(.entries(input.name, atLeast: least, atMost: input.atMost))
        }
    }

    private func peopleNeeds(_ people: People, _ found: inout Found) {
        switch people {
        case .organiser, .everyone(of: .committee), .staff, .members(_, of: .committee), .named: break
        case .everyone(let place): unitNeed(place, &found)
        case .members(let memberClass, let place):
            unitNeed(place, &found)
            found.add(.members(memberClass, of: Need.Where(place)))
        case .holders(let post, let place):
            unitNeed(place, &found)
            found.add(.holder(post, of: Need.Where(place)))
        case .holdersInEvery(let post, let name): found.add(.holder(post, of: .named(name)))
        case .several(let several): for people in several { peopleNeeds(people, &found) }
        }
    }

    /// The needs of a definition that is used, in the names of this one. What hangs on a value that is known only
    /// while it runs is left to the run.
    private func needs(of used: UsedDefinition, _ found: inout Found) {
        for need in used.needs {
            switch need {
            case .unit: found.add(need)
            case .unitsOfKind(_, let name): if used.given[name] == nil { found.add(need) }
            case .holder(let post, let place):
                for place in used.places(place) { found.add(.holder(post, of: place)) }
            case .members(let members, let place):
                for place in used.places(place) { found.add(.members(members, of: place)) }
            case .notice(let name, let span):
                if let outer = date(name, in: used) { found.add(.notice(outer, span)) }
            case .entries(let name, let least, let most):
                if case .name(let outer)? = used.given[name], names.input(outer) != nil {
                    found.add(.entries(outer, atLeast: least, atMost: most))
                }
            case .notPast(let day, let step):
                if let day = self.day(day, in: used) { found.add(.notPast(day, of: step)) }
            case .occurrences(let recurrence, let step):
                guard case .until(let last) = recurrence.end, let from = day(recurrence.from, in: used),
                    let until = day(last, in: used)
                else { continue }
                found.add(
                    .occurrences(
                        Recurrence(every: recurrence.every, on: recurrence.on, from: from, end: .until(until)),
                        of: step))
            }
        }
    }

    /// The date input that stands for an inner one.
    private func date(_ name: Name, in used: UsedDefinition) -> Name? {
        guard case .name(let outer)? = used.given[name], names.input(outer)?.input?.type == .date else { return nil }
        return outer
    }

    private func day(_ day: Recurrence.Day, in used: UsedDefinition) -> Recurrence.Day? {
        guard case .named(let name) = day else { return day }
        return switch used.given[name] {
        case .name: date(name, in: used).map { .named($0) }
        case .value(let text): CivilDate(iso: text).map { .date($0) }
        case nil: nil
        }
    }

    private func needs(of recurrence: Recurrence, _ step: Name, _ found: inout Found) {
        guard isGiven(recurrence.from) else { return }
        found.add(.notPast(recurrence.from, of: step))
        if case .until(let last) = recurrence.end, isGiven(last) { found.add(.occurrences(recurrence, of: step)) }
    }

    /// Whether the day is written or an input, so that it is known when a plan starts.
    private func isGiven(_ day: Recurrence.Day) -> Bool {
        switch day {
        case .date: true
        case .named(let name): names.input(name)?.input?.type == .date
        }
    }

    private func unitNeed(_ place: Place, _ found: inout Found) {
        if case .unit(let unit) = place { found.add(.unit(unit)) }
    }
}

extension Need.Where {
    init(_ place: Place) {
        switch place {
        case .named(let name): self = .named(name)
        case .unit(let unit): self = .unit(unit)
        case .committee: self = .committee
        }
    }
}

extension UsedDefinition {
    /// What a place of the inner definition is in the outer one; none where only the run knows.
    fileprivate func places(_ place: Need.Where) -> [Need.Where] {
        guard case .named(let name) = place else { return [place] }
        switch given[name] {
        case .name(let outer): return [.named(outer)]
        case .value(let text):
            guard !text.hasPrefix("all ") else { return [] }
            return text.split(separator: ",").map { .unit(UnitID(trimmed(String($0)))) }
        // An entry of a branch inside, or a default.
        case nil: return []
        }
    }
}
