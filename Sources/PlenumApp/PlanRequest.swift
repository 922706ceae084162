public import PlenumCore

/// The dates that a definition gives, worked out without a database.
public struct PlanReport: Sendable {
    public let workflow: Name
    public let title: LocalizedText
    public let calendar: WorkingCalendar
    public let zone: Zone
    public let today: CivilDate
    public let dates: PlannedDates
    /// Whether a people file was given, so that steps have people.
    public let hasPeople: Bool
    /// Inputs that were not given: what hangs on them is planned once, for all.
    public let missing: [Name]
    private let names: [PersonID: String]

    public func name(of person: PersonID) -> String { names[person] ?? person.rawValue }

    /// Plans a definition, a file or the bare name of one that ships. Only its dates have to be given; without
    /// `people` it is planned for nobody in particular.
    public static func make(
        file: String, given: [(name: Name, text: String)], people: String?, unit: UnitID?, startedBy: PersonID?,
        _ environment: Environment
    ) throws -> PlanReport {
        let library = Library(environment)
        let (name, folder, bytes) = try library.definitionBytes(file)
        let definition = try library.definition(file: name, bytes: bytes, beside: folder)
        let calendarBytes = try library.calendarBytes(named: definition.calendar, beside: folder)
        let (calendar, zone) = try library.calendar(file: definition.calendar, bytes: calendarBytes)
        let known = try people.map { try environment.directory(file: $0) }
        let directory: any Directory = known ?? AnyDirectory()
        let values = try environment.inputs(given)
        let missing = definition.inputs.filter { input in
            !given.contains { $0.name == input.name } && input.isOptionalInPlan(hasPeople: known != nil)
        }
        let asked = definition.asking(without: missing.map(\.name))
        let cells = try InputReader(asked, directory: directory).read(values)
        let now = environment.now()
        let dates = try PlannedDates(
            definition, inputs: cells + missing.compactMap(\.placeholder),
            unit: try unit ?? directory.root() ?? AnyDirectory.unit, startedBy: startedBy, now: now,
            allBranches: known != nil,
            in: Surroundings(
                directory: directory, calendar: calendar, zone: zone, hour: CivilTime(hour: 8, minute: 0)!))
        return PlanReport(
            workflow: definition.name, title: definition.title, calendar: calendar, zone: zone,
            today: zone.local(now).date, dates: dates, hasPeople: known != nil, missing: missing.map(\.name),
            names: Dictionary(
                (known?.people ?? []).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }))
    }
}

/// A directory in which everybody is: for plans that are made before it is known who does what.
private struct AnyDirectory: Directory {
    static let unit: UnitID = "committee"

    func person(_ id: PersonID) -> Person? { Person(id: id, name: id.rawValue, unit: AnyDirectory.unit) }
    func unit(_ id: UnitID) -> Unit? {
        id == AnyDirectory.unit
            ? nil
            : Unit(
                id: id, kind: "", parent: AnyDirectory.unit, title: LocalizedText(vi: id.rawValue, en: id.rawValue))
    }
    func root() -> UnitID? { nil }
    func holders(of post: Post, in unit: UnitID) -> [PersonID] { [] }
    func people(in unit: UnitID, of classes: Set<PersonClass>) -> [PersonID] { [] }
    func units(ofKind kind: String) -> [UnitID] { [] }
}

extension Input {
    /// Dates decide everything and have to be given; the rest may be left out of a plan.
    fileprivate func isOptionalInPlan(hasPeople: Bool) -> Bool {
        switch (type, initial) {
        case (.date, _): false
        case (_, .value): false
        case (_, .allUnits): !hasPeople
        case (_, nil): true
        }
    }

    /// What stands for an input that was not given; nil where nothing need.
    fileprivate var placeholder: Value.Cell? {
        switch type {
        case .text: Value.Cell(name, .text("…"))
        case .number: Value.Cell(name, .number(1))
        case .date, .time, .person, .people, .unit, .units, .table, .file, .choice: nil
        }
    }
}

extension Definition {
    fileprivate func asking(without missing: [Name]) -> Definition {
        Definition(
            name: name, title: title, languages: languages, calendar: calendar,
            inputs: inputs.filter { !missing.contains($0.name) }, roles: roles, policies: policies, scope: scope,
            figures: figures)
    }
}
