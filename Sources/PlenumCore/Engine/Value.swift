/// What an input, a column or an answer holds, typed.
public indirect enum Value: Hashable, Sendable {
    case text(String)
    case number(Int)
    case date(CivilDate)
    case time(CivilTime)
    case people([PersonID])
    case units([UnitID])
    case table([Row])

    /// One row of a table: a value by column, in the order of the columns.
    public struct Row: Hashable, Sendable {
        public let cells: [Cell]

        public init(_ cells: [Cell]) {
            self.cells = cells
        }

        public subscript(column: Name) -> Value? { cells.first { $0.column == column }?.value }
    }

    public struct Cell: Hashable, Sendable {
        public let column: Name
        public let value: Value

        public init(_ column: Name, _ value: Value) {
            self.column = column
            self.value = value
        }
    }

    /// The one person; nil for anything else.
    public var person: PersonID? {
        if case .people(let people) = self, people.count == 1 { people[0] } else { nil }
    }

    public var unit: UnitID? {
        if case .units(let units) = self, units.count == 1 { units[0] } else { nil }
    }

    public var date: CivilDate? {
        if case .date(let date) = self { date } else { nil }
    }

    /// As a person would type it; people and units by their ids, a table by its number of rows.
    public var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .date(let date): date.description
        case .time(let time): time.description
        case .people(let people): people.map(\.rawValue).joined(separator: ", ")
        case .units(let units): units.map(\.rawValue).joined(separator: ", ")
        case .table(let rows): String(rows.count)
        }
    }
}

extension Value {
    public var json: JSON {
        switch self {
        case .text(let text): .object(["text": .string(text)])
        case .number(let number): .object(["number": .int(number)])
        case .date(let date): .object(["date": .string(date.description)])
        case .time(let time): .object(["time": .string(time.description)])
        case .people(let people): .object(["people": .array(people.map { .string($0.rawValue) })])
        case .units(let units): .object(["units": .array(units.map { .string($0.rawValue) })])
        case .table(let rows):
            .object([
                "table": .array(
                    rows.map { row in
                        .object(row.cells.map { JSON.Member($0.column.rawValue, $0.value.json) })
                    })
            ])
        }
    }

    public init?(json: JSON) {
        guard let member = json.members?.first else { return nil }
        switch (member.key, member.value) {
        case ("text", .string(let text)): self = .text(text)
        case ("number", .int(let number)): self = .number(number)
        case ("date", .string(let text)):
            guard let date = CivilDate(iso: text) else { return nil }
            self = .date(date)
        case ("time", .string(let text)):
            guard let time = CivilTime(clock: text) else { return nil }
            self = .time(time)
        case ("people", .array(let ids)): self = .people(ids.compactMap(\.string).map { PersonID(rawValue: $0) })
        case ("units", .array(let ids)): self = .units(ids.compactMap(\.string).map { UnitID(rawValue: $0) })
        case ("table", .array(let rows)):
            self = .table(
                rows.map { row in
                    Row(
                        (row.members ?? []).compactMap { member in
                            Value(json: member.value).map { Cell(Name(rawValue: member.key), $0) }
                        })
                })
        default: return nil
        }
    }
}
