/// Reads the values with which an instance starts, as they were typed, against the inputs of its definition.
public struct InputReader {
    private let definition: Definition
    private let directory: any Directory

    public init(_ definition: Definition, directory: any Directory) {
        self.definition = definition
        self.directory = directory
    }

    /// What was typed for one input.
    public enum Given: Sendable {
        case text(String)
        case table(CSV)
    }

    /// The typed values, in the order of the definition. Refuses with all that is unknown or unreadable, and with what
    /// is missing unless only what was given is wanted.
    public func read(_ given: [(name: Name, value: Given)], onlyGiven: Bool = false) throws -> [Value.Cell] {
        var refusals: [Refusal] = []
        var cells: [Value.Cell] = []
        for (name, _) in given where definition.input(name) == nil {
            refusals.append(.inputUnknown(name, offered: definition.inputs.map(\.name)))
        }
        for input in definition.inputs where !onlyGiven || given.contains(where: { $0.name == input.name }) {
            if let value = try value(of: input, given.last { $0.name == input.name }?.value, &refusals) {
                check(input, value, &refusals)
                cells.append(Value.Cell(input.name, value))
            }
        }
        guard refusals.isEmpty else { throw Refused(refusals) }
        let chosen = cells.map { cell in Value.Cell(cell.column, self.chosen(cell, among: cells, &refusals)) }
        guard refusals.isEmpty else { throw Refused(refusals) }
        return chosen
    }

    /// A table whose choices are what they stand for: units, people or words. Refuses what is no choice, where the
    /// list to choose from was given.
    private func chosen(_ cell: Value.Cell, among cells: [Value.Cell], _ refusals: inout [Refusal]) -> Value {
        guard case .table(let rows) = cell.value, let columns = definition.input(cell.column)?.columns else {
            return cell.value
        }
        let table = cell.column
        func input(_ name: Name) -> Value? { cells.first { $0.column == name }?.value }
        return .table(
            rows.map { row in
                Value.Row(
                    row.cells.map { cell in
                        guard let choice = columns.first(where: { $0.name == cell.column })?.choice,
                            choice.isKnown(among: input)
                        else { return cell }
                        if let value = choice.value(cell.value.text, in: definition, among: input) {
                            return Value.Cell(cell.column, value)
                        }
                        refusals.append(
                            .inputNoChoice(
                                table, column: cell.column, given: cell.value.text,
                                known: choice.all(in: definition, among: input)))
                        return cell
                    })
            })
    }

    /// What one input stands for where this was written for it, or nothing. Refuses what is unreadable or missing.
    func value(of input: Input, as text: String?) throws -> Value? {
        var refusals: [Refusal] = []
        let value = try value(of: input, text.map { .text($0) }, &refusals)
        if let value { check(input, value, &refusals) }
        guard refusals.isEmpty else { throw Refused(refusals) }
        return value
    }

    private func value(
        of input: Input, _ given: Given?, _ refusals: inout [Refusal]
    ) throws -> Value? {
        switch given {
        case nil:
            switch input.initial {
            case .value(let text): return try typed(input.name, input.type, text, &refusals)
            case .allUnits(let kind): return .units(try directory.units(called: kind))
            case nil:
                if input.mayBeEmpty, let empty = input.type.empty { return empty }
                refusals.append(.inputMissing(input.name, input.title))
                return nil
            }
        case .text(let text):
            if input.type == .units, text.hasPrefix("all ") {
                return .units(try directory.units(called: String(text.dropFirst(4))))
            }
            return try typed(input.name, input.type, text, &refusals)
        case .table(let csv):
            guard input.type == .table else {
                refusals.append(.inputUnreadable(input.name, input.type, given: "@"))
                return nil
            }
            return try table(input, csv, &refusals)
        }
    }

    private func table(_ input: Input, _ csv: CSV, _ refusals: inout [Refusal]) throws -> Value? {
        let names = input.columns.map(\.name.rawValue)
        for column in csv.header where !names.contains(column) {
            refusals.append(.inputUnknown(Name(column), offered: input.columns.map(\.name)))
        }
        for column in input.columns where !csv.header.contains(column.name.rawValue) {
            refusals.append(.inputMissing(column.name, column.title))
        }
        guard refusals.isEmpty else { return nil }
        return .table(
            try csv.rows.map { row in
                Value.Row(
                    try input.columns.compactMap { column in
                        guard let index = csv.header.firstIndex(of: column.name.rawValue) else { return nil }
                        return try typed(column.name, column.type, row.cells[index], &refusals)
                            .map { Value.Cell(column.name, $0) }
                    })
            })
    }

    private func typed(
        _ name: Name, _ type: Input.ValueType, _ text: String, _ refusals: inout [Refusal]
    ) throws -> Value? {
        func unreadable() -> Value? {
            refusals.append(.inputUnreadable(name, type, given: text))
            return nil
        }
        switch type {
        case .text, .choice: return text.isEmpty ? unreadable() : .text(text)
        case .number: return Int(text).map(Value.number) ?? unreadable()
        case .date: return CivilDate(iso: text).map(Value.date) ?? unreadable()
        case .time: return CivilTime(clock: text).map(Value.time) ?? unreadable()
        case .person, .people:
            let ids = list(text).map { PersonID($0) }
            for id in ids where try directory.person(id) == nil { refusals.append(.noSuchPerson(id)) }
            return type == .person && ids.count != 1 ? unreadable() : .people(ids)
        case .unit, .units:
            let ids = list(text).map { UnitID($0) }
            for id in ids where try directory.unit(id) == nil { refusals.append(.noSuchUnit(id)) }
            return type == .unit && ids.count != 1 ? unreadable() : .units(ids)
        case .table, .file: return unreadable()
        }
    }

    private func list(_ text: String) -> [String] {
        text.split(separator: ",").map { trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    private func check(_ input: Input, _ value: Value, _ refusals: inout [Refusal]) {
        let count: Int? =
            switch value {
            case .number(let number): number
            case .people(let people): people.count
            case .units(let units): units.count
            case .table(let rows): rows.count
            case .text, .date, .time: nil
            }
        if let count, count < (input.atLeast ?? Int.min) || count > (input.atMost ?? Int.max) {
            refusals.append(
                .inputCount(input.name, count: count, atLeast: input.atLeast, atMost: input.atMost))
        }
        guard let column = input.oneRowPer, case .table(let rows) = value else { return }
        var seen = Set<String>()
        for text in rows.compactMap({ $0[column]?.text }) where !seen.insert(text).inserted {
            refusals.append(.inputRepeats(input.name, column: column, value: text))
        }
    }
}

extension Input.ValueType {
    /// A list without entries; nil for what is no list.
    fileprivate var empty: Value? {
        switch self {
        case .table: .table([])
        case .people: .people([])
        case .units: .units([])
        case .text, .number, .date, .time, .person, .unit, .file, .choice: nil
        }
    }
}
