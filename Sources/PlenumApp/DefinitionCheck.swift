public import PlenumCore
import PlenumYAML

/// What `check` finds in one file.
public struct DefinitionCheck: Sendable {
    public let file: String
    public let lines: SourceLines
    public let result: CheckResult
    /// For each need of the result, whether it is met; nil where it was not tested or cannot be told.
    public let met: [Bool?]
    /// What its dates rest on that may still change.
    public let notes: [Reckoning.Note]
    /// Of each definition that it uses: its file, and what there is to say of it.
    public let used: [(file: String, lines: SourceLines, result: CheckResult)]

    /// Reads the file, or what ships under that name, and says all that is wrong with it. With people or values, its
    /// needs are tested on them.
    public static func run(
        _ file: String, people: String? = nil, given: [(name: Name, text: String)] = [], unit: UnitID? = nil,
        environment: Environment
    ) throws -> DefinitionCheck {
        let library = Library(environment)
        let (name, folder, bytes) = try library.definitionBytes(file)
        var surroundings = DefinitionChecker.Surroundings(calendars: Library.shippedCalendars)
        surroundings.holdsCalendar = { (try? environment.readFile(folder + $0 + ".yaml")) != nil }
        let (result, used) = library.check(bytes, surroundings: surroundings, beside: folder)
        var met = [Bool?](repeating: nil, count: result.needs.count)
        if let definition = result.definition, people != nil || !given.isEmpty {
            let directory =
                try people.map { try environment.directory(file: $0) } ?? MemoryDirectory(units: [], people: [])
            let (calendar, zone) = try library.calendar(
                file: definition.calendar, bytes: library.calendarBytes(named: definition.calendar, beside: folder))
            let inputs = try InputReader(definition, directory: directory)
                .read(environment.inputs(given), onlyGiven: true)
            let ground = RunGround(
                directory: directory, committee: unit ?? directory.root() ?? "", inputs: inputs,
                today: zone.local(environment.now()).date, calendar: calendar)
            met = result.needs.map { need in people == nil && need.isAboutPeople ? nil : need.isMet(on: ground) }
        }
        let notes = DateNotes(
            result.definition, file: file, in: folder, given: given, people: people, unit: unit, environment)
        return DefinitionCheck(
            file: name, lines: SourceLines(bytes), result: result, met: met, notes: notes.found,
            used: used.map { ($0.source.file, SourceLines($0.source.bytes), $0.result) })
    }
}

extension Need {
    /// Whether the directory decides it, rather than a value.
    var isAboutPeople: Bool {
        switch self {
        case .unit, .holder, .members, .unitsOfKind: true
        case .notice, .entries, .notPast, .occurrences: false
        }
    }
}

extension Environment {
    /// The directory of a people file; throws with everything that is wrong with it.
    func directory(file: String) throws -> MemoryDirectory {
        let bytes = try readFile(file)
        let read = YAMLReader.read(bytes: bytes)
        guard let node = read.node else { throw AppError.problems(file: file, source: bytes, read.diagnostics) }
        let people = PeopleFile(node)
        guard people.diagnostics.isEmpty else {
            throw AppError.problems(file: file, source: bytes, people.diagnostics)
        }
        return people.directory
    }
}
