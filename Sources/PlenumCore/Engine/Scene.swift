/// One step in its place: what its kind may ask to know whom it is for, when it is due and what names mean there.
public struct Scene {
    public let step: Step
    public let path: Path
    public let definition: Definition
    let set: WorkingSet
    let surroundings: Surroundings

    init(step: Step, path: Path, definition: Definition, set: WorkingSet, surroundings: Surroundings) {
        self.step = step
        self.path = path
        self.definition = definition
        self.set = set
        self.surroundings = surroundings
    }

    /// The step at `path`; nil where the definition has none.
    public init?(at path: Path, definition: Definition, set: WorkingSet, surroundings: Surroundings) {
        guard let step = definition.step(at: path) else { return nil }
        self.init(step: step, path: path, definition: definition, set: set, surroundings: surroundings)
    }

    /// The branch in which the step stands, for people: the title of its unit, the name of its person, its first
    /// text, the month of its occurrence; outer branches first. Empty in the root, and with `ofDaysOnly` where it is
    /// in no occurrence.
    public func branchLabel(ofDaysOnly: Bool = false) throws -> LocalizedText {
        LocalizedText(vi: try branchLabel(in: .vi, ofDaysOnly), en: try branchLabel(in: .en, ofDaysOnly))
    }

    /// The step's title with its branch.
    public func heading(in language: Language) throws -> String {
        step.title.with(branch: try branchLabel(), in: language)
    }

    private func branchLabel(in language: Language, _ ofDaysOnly: Bool) throws -> String {
        var labels: [String] = []
        var current: ScopePath? = path.scope
        while let scope = current, scope != .root {
            let isNamed = ofDaysOnly ? recurrence(of: scope) != nil : definition.used(in: scope) == nil
            if isNamed { labels.append(try label(of: scope, language)) }
            current = scope.parent
        }
        return labels.reversed().joined(separator: " – ")
    }

    private func recurrence(of scope: ScopePath) -> Recurrence? {
        scope.fanOut.flatMap { definition.step(at: $0)?.kind.fanOut?.recurrence }
    }

    private func label(of scope: ScopePath, _ language: Language) throws -> String {
        let facts = try set.scope(scope)?.facts
        if let recurrence = recurrence(of: scope), let base = facts?.value(OccurrenceStep.base)?.date {
            return recurrence.label(of: base)[language]
        }
        return try facts?.values.lazy.compactMap { try label($0.value, language) }.first ?? scope.key
    }

    private func label(_ value: Value, _ language: Language) throws -> String? {
        if let unit = value.unit { return try surroundings.directory.unit(unit)?.title[language] }
        if let person = value.person { return try surroundings.directory.person(person)?.name }
        if case .text(let text) = value { return text }
        return nil
    }

    /// The definition whose names are seen here.
    var home: Definition { definition.home(of: path.scope).definition }

    /// What a name stands for here: a branch's value, the people of an `assign`, an input; the nearest scope wins.
    public func value(_ name: Name) throws -> Value? {
        var current: ScopePath? = path.scope
        while let scope = current {
            if let value = try set.scope(scope)?.facts.value(name) { return value }
            if let step = definition.scope(at: scope)?[name], step.kind.bindsPeople {
                return try set.step(Path(scope, name)).facts.answers.first?.value
            }
            if let used = definition.used(in: scope) { return try value(of: name, givenTo: used, in: scope) }
            current = scope.parent
        }
        return try set.input(name)
    }

    /// What an input of a definition that is used stands for: what a name outside of it does, a value that is written,
    /// or its default.
    private func value(of name: Name, givenTo used: UsedDefinition, in branch: ScopePath) throws -> Value? {
        guard let input = used.definition.input(name), let fanOut = branch.fanOut,
            let outside = Scene(at: fanOut, definition: definition, set: set, surroundings: surroundings)
        else { return nil }
        let reader = InputReader(used.definition, directory: surroundings.directory)
        switch used.given[name] {
        case .name(let outer):
            if let value = try outside.value(outer) { return value }
            switch input.type {
            case .date:
                return try StepDates(outside, openedAt: set.instance?.startedAt ?? Instant(seconds: 0)).value(of: outer)
            case .person, .people: return .people(try outside.people(.named(outer)))
            case .text, .number, .time, .unit, .units, .table, .file, .choice: return nil
            }
        case .value(let text): return try reader.value(of: input, as: text)
        case nil: return try reader.value(of: input, as: nil)
        }
    }

    /// The people that a phrase means now, each once, in the directory's order.
    public func people(_ phrase: People) throws -> [PersonID] {
        let directory = surroundings.directory
        switch phrase {
        case .organiser:
            return try organisers()
        case .everyone(let place):
            return try directory.people(in: unit(place), of: Set(PersonClass.allCases))
        case .staff:
            return try directory.people(in: unit(.committee), of: [.staff])
        case .members(let kind, let place):
            let classes: Set<PersonClass> =
                kind.flatMap { PersonClass(rawValue: $0.rawValue) }.map { [$0] }
                ?? [.official, .probationary, .exempt]
            return try directory.people(in: unit(place), of: classes)
        case .holders(let post, let place):
            return try directory.holders(of: post, in: unit(place))
        case .holdersInEvery(let post, let list):
            guard case .units(let units) = try value(list) else { throw Refused(.unknownName(list, path)) }
            var seen = Set<PersonID>()
            return try units.flatMap { try directory.holders(of: post, in: $0) }.filter { seen.insert($0).inserted }
        case .named(let name):
            if let role = home.role(name) { return try people(role.people) }
            guard case .people(let people) = try value(name) else { throw Refused(.unknownName(name, path)) }
            return people
        case .several(let phrases):
            var seen = Set<PersonID>()
            return try phrases.flatMap(people).filter { seen.insert($0).inserted }
        }
    }

    /// Holders of the post in the instance's unit, else who started it.
    public func organisers() throws -> [PersonID] {
        guard let instance = set.instance else { throw Refused(.unknownName("committee", path)) }
        return try surroundings.directory.organisers(of: instance)
    }

    /// Those who, beside the organisers, look after what is in the way of the step.
    public func overseers() throws -> [PersonID] { try step.kind.overseers.map(people) ?? [] }

    public func unit(_ place: Place) throws -> UnitID {
        switch place {
        case .unit(let unit): return unit
        case .committee:
            guard let instance = set.instance else { throw Refused(.unknownName("committee", path)) }
            return instance.unit
        case .named(let name):
            guard let unit = try value(name)?.unit else { throw Refused(.unknownName(name, path)) }
            return unit
        }
    }

    /// The days among which a session's chair chooses; nil where there is nothing to choose.
    public func daysToChoose() throws -> [CivilDate]? {
        try StepDates(self, openedAt: set.instance?.startedAt ?? Instant(seconds: 0)).daysToChoose()
    }

    /// The branches with which a fan-out opens.
    public func branches(of fanOut: FanOut) throws -> [Opened.Branch] {
        switch fanOut.source {
        case .list(let list):
            try branches(overRows: list, entry: fanOut.entry) ?? branches(over: list, entry: fanOut.entry ?? list.name)
        case .days(let recurrence): try occurrences(of: recurrence)
        case .definition(let used): [Opened.Branch(key: used.definition.name.rawValue, values: [])]
        }
    }

    /// A branch for each unit, person or row of a list.
    private func branches(over phrase: ListPhrase, entry: Name) throws -> [Opened.Branch] {
        guard phrase.step == nil, let list = try value(phrase.name) else {
            throw Refused(.unknownName(phrase.name, path))
        }
        switch list {
        case .units(let units):
            return units.map {
                Opened.Branch(key: $0.rawValue, values: [Value.Cell(entry, .units([$0]))])
            }
        case .people(let people):
            return people.map {
                Opened.Branch(key: $0.rawValue, values: [Value.Cell(entry, .people([$0]))])
            }
        case .table(let rows):
            let unique = home.input(phrase.name)?.oneRowPer
            return rows.enumerated().map { index, row in
                Opened.Branch(
                    key: unique.flatMap { row[$0] }.map { Path.key($0.text) } ?? String(index + 1), values: row.cells)
            }
        case .text, .number, .date, .time:
            throw Refused(.unknownName(phrase.name, path))
        }
    }

    /// A branch for each occurrence: it knows its period, its first step reckons the day in it.
    private func occurrences(of recurrence: Recurrence) throws -> [Opened.Branch] {
        let dates = StepDates(self, openedAt: set.instance?.startedAt ?? Instant(seconds: 0))
        let first = try dates.day(recurrence.from)
        var last: CivilDate?
        if case .until(let day) = recurrence.end { last = try dates.day(day) }
        let found = try dates.refusing { () throws(ReckoningRefusal) in
            try recurrence.occurrences(from: first, until: last, surroundings.reckoner)
        }
        guard found.count <= Recurrence.most else { throw Refused(.tooManyOccurrences(path, most: Recurrence.most)) }
        return found.map {
            Opened.Branch(key: $0.key, values: [Value.Cell(OccurrenceStep.base, .date($0.base))])
        }
    }
}
