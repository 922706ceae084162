import PlenumCore

/// What a definition's needs are tested against: the people there are, the values given, today.
struct RunGround: NeedGround {
    let directory: any Directory
    let committee: UnitID
    let inputs: [Value.Cell]
    let today: CivilDate
    let calendar: WorkingCalendar

    func unitExists(_ unit: UnitID) -> Bool { found { try directory.unit(unit) != nil } }

    func hasHolder(of post: Post, in unit: UnitID) -> Bool {
        found { try !directory.holders(of: post, in: unit).isEmpty }
    }

    func hasMember(of memberClass: MemberClass?, in unit: UnitID) -> Bool {
        let classes = memberClass.flatMap { PersonClass(rawValue: $0.rawValue) }.map { [$0] }
        return found {
            try !directory.people(in: unit, of: Set(classes ?? [.official, .probationary, .exempt])).isEmpty
        }
    }

    func hasUnits(ofKind kind: String) -> Bool {
        found { try !directory.units(called: kind).isEmpty }
    }

    func units(named name: Name) -> [UnitID]? {
        for cell in inputs {
            if cell.column == name, case .units(let units) = cell.value { return units }
            guard case .table(let rows) = cell.value else { continue }
            let column = rows.compactMap { $0[name] }
            if !column.isEmpty {
                return column.flatMap { value -> [UnitID] in if case .units(let units) = value { units } else { [] } }
            }
        }
        return nil
    }

    func entries(of name: Name) -> Int? {
        switch value(name) {
        case .table(let rows): rows.count
        case .people(let people): people.count
        case .units(let units): units.count
        case .text, .number, .date, .time, nil: nil
        }
    }

    func date(named name: Name) -> CivilDate? { value(name)?.date }

    private func value(_ name: Name) -> Value? { inputs.first { $0.column == name }?.value }

    /// A directory that cannot be read gives nothing; whoever reads it next says why.
    private func found(_ body: () throws -> Bool) -> Bool { (try? body()) ?? false }
}
