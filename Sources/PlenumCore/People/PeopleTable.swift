/// Reads people, or units, from a table as a spreadsheet exports it. Which of the two it is, its headers say.
public struct PeopleTable: Sendable {
    public let units: [Unit]
    public let people: [Person]
    /// Everything that is wrong with the table, each with its row and column; nothing may be imported while there is
    /// an error among it.
    public let diagnostics: [Diagnostic]

    /// `units` and `people` are known already: from the directory, or from files read before. What the table has no
    /// column for stays as it is known.
    public init(_ table: CSV, units: [Unit], people: [PersonID: Person]) {
        var reader = TableReader(table, units: units, people: people)
        reader.read()
        self.units = reader.newUnits
        self.people = reader.newPeople.map(\.person)
        diagnostics = reader.diagnostics.sorted { $0.mark < $1.mark }
    }
}

private struct TableReader {
    let table: CSV
    var units: [UnitID: Unit]
    var unitsByTitle: [String: [UnitID]] = [:]
    let knownPeople: [PersonID: Person]
    var newUnits: [Unit] = []
    var newPeople: [(person: Person, row: CSV.Row)] = []
    var diagnostics: [Diagnostic] = []
    private var columns: [PeopleColumn: Int] = [:]
    private var places: [PersonID: Int] = [:]

    init(_ table: CSV, units: [Unit], people: [PersonID: Person]) {
        self.table = table
        self.units = Dictionary(units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        knownPeople = people
        for unit in units { index(unit) }
    }

    mutating func read() {
        readHeader()
        let holdsUnits = columns[.unit] == nil && (columns[.unitKind] != nil || columns[.parent] != nil)
        let needed: [PeopleColumn] = holdsUnits ? [.id, .name, .unitKind] : [.id, .name, .unit]
        let missing = needed.filter { columns[$0] == nil }
        guard missing.isEmpty else {
            for column in missing {
                diagnostics.append(Diagnostic(TableProblem(column: column.title, .noColumn), at: .start))
            }
            return
        }
        for row in table.rows {
            if holdsUnits { readUnit(row) } else { readPerson(row) }
        }
        if holdsUnits { checkParents() } else { checkSubstitutes() }
    }

    private mutating func readHeader() {
        for (index, header) in table.header.enumerated() where !header.isEmpty {
            guard let column = PeopleColumn.named(header) else {
                report(.unknownColumn, header, at: table.headerMarks[index])
                continue
            }
            if column == .ignored { continue }
            if columns[column] != nil {
                report(.columnTwice(column.title), header, at: table.headerMarks[index])
            } else {
                columns[column] = index
            }
        }
    }

    // MARK: Units

    private mutating func readUnit(_ row: CSV.Row) {
        guard let id = identifier(row), let name = required(.name, row), let kind = required(.unitKind, row) else {
            return
        }
        if newUnits.contains(where: { $0.id.rawValue == id }) { return report(.repeated(id), .id, row) }
        let english = cell(.englishName, row)
        let unit = Unit(
            id: UnitID(rawValue: id),
            kind: TableReader.unitKinds[NameOrder.plain(kind)] ?? NameOrder.plain(kind).hyphenated,
            parent: cell(.parent, row).map { UnitID(rawValue: $0) },
            title: english.map { LocalizedText(vi: name, en: $0) } ?? LocalizedText([("vi", name)]))
        newUnits.append(unit)
        units[unit.id] = unit
        index(unit)
    }

    private static let unitKinds = [
        "chi bo": "cell", "dang bo": "committee", "dang uy": "committee", "cap uy": "committee", "ban": "board",
        "phong": "office", "don vi": "unit",
    ]

    /// A parent may be written as an id or as a title, and may stand further down.
    private mutating func checkParents() {
        newUnits = newUnits.enumerated().map { index, unit in
            guard let parent = unit.parent else { return unit }
            let row = table.rows[index]
            guard let found = self.unit(named: parent.rawValue, .parent, row) else { return unit }
            return Unit(id: unit.id, kind: unit.kind, parent: found, title: unit.title)
        }
    }

    private mutating func index(_ unit: Unit) {
        for (_, title) in unit.title.versions {
            let plain = NameOrder.words(title)
            if unitsByTitle[plain]?.contains(unit.id) != true { unitsByTitle[plain, default: []].append(unit.id) }
        }
    }

    private mutating func unit(named text: String, _ column: PeopleColumn, _ row: CSV.Row) -> UnitID? {
        if units[UnitID(rawValue: text)] != nil { return UnitID(rawValue: text) }
        let found = unitsByTitle[NameOrder.words(text)] ?? []
        if found.count == 1 { return found[0] }
        if found.isEmpty {
            let known = units.values.flatMap { [$0.id.rawValue] + $0.title.versions.map(\.text) }.sorted()
            report(.unknownUnit(text, suggestion: Suggestion.closest(to: text, among: known)), column, row)
        } else {
            report(.severalUnits(text, found.map(\.rawValue).sorted()), column, row)
        }
        return nil
    }

    // MARK: People

    private mutating func readPerson(_ row: CSV.Row) {
        let before = diagnostics.count
        let id = identifier(row)
        let name = required(.name, row)
        let unit = required(.unit, row).flatMap { self.unit(named: $0, .unit, row) }
        let kind = word(.kind, row, PeopleColumn.classWords) { .unknownClass($0) } ?? .official
        let language = word(.language, row, PeopleColumn.languageWords) { .unknownLanguage($0) }
        let email = cell(.email, row)
        if let email, !MailAddress.isPlausible(email) { report(.badAddress(email), .email, row) }
        let posts = self.posts(row, unit)
        let absence = self.absence(row)
        guard diagnostics.count == before, let id, let name, let unit else { return }
        let known = knownPeople[PersonID(rawValue: id)]
        func said<Value>(_ column: PeopleColumn, _ value: Value, else kept: (Person) -> Value) -> Value {
            columns[column] == nil ? known.map(kept) ?? value : value
        }
        let person = Person(
            id: PersonID(rawValue: id), name: name, unit: unit, kind: said(.kind, kind) { $0.kind },
            email: said(.email, email) { $0.email }, language: said(.language, language) { $0.language },
            posts: said(.posts, posts) { $0.posts },
            absences: said(.absentFrom, absence.map { [$0] } ?? []) { $0.absences })
        guard let place = places[person.id] else {
            places[person.id] = newPeople.count
            newPeople.append((person, row))
            return
        }
        // A second row may only add another absence.
        let first = newPeople[place].person
        guard absence != nil, first.with(absences: []) == person.with(absences: []) else {
            return report(.repeated(id), .id, row)
        }
        newPeople[place].person = first.with(absences: first.absences + person.absences)
    }

    private mutating func posts(_ row: CSV.Row, _ unit: UnitID?) -> [Person.Holding] {
        guard let text = cell(.posts, row) else { return [] }
        var holdings: [Person.Holding] = []
        for part in text.split(whereSeparator: { ",;/\n".contains($0) }) {
            let written = trimmed(String(part))
            if written.isEmpty { continue }
            let halves = written.split(separator: " of ", maxSplits: 1).map(String.init)
            let plain = NameOrder.plain(halves[0])
            let isOwnWord = halves[0].unicodeScalars.allSatisfy { $0 == "-" || $0.properties.isLowercase }
            guard let post = PeopleColumn.postWords[plain] ?? (isOwnWord ? Post(rawValue: halves[0]) : nil) else {
                report(.badPost(written), .posts, row)
                continue
            }
            let place = halves.count == 2 ? self.unit(named: halves[1], .posts, row) : unit
            if let place { holdings.append(Person.Holding(post, of: place)) }
        }
        return holdings
    }

    private mutating func absence(_ row: CSV.Row) -> Absence? {
        let (from, to) = (cell(.absentFrom, row), cell(.absentTo, row))
        let substitute = cell(.substitute, row).map { PersonID(rawValue: $0) }
        guard from != nil || to != nil else {
            if substitute != nil { report(.substituteWithoutDays, .substitute, row) }
            return nil
        }
        guard let from else {
            report(.empty, .absentFrom, row)
            return nil
        }
        guard let to else {
            report(.empty, .absentTo, row)
            return nil
        }
        guard let first = date(from, .absentFrom, row), let last = date(to, .absentTo, row) else { return nil }
        guard first <= last else {
            report(.endsBeforeItBegins, .absentTo, row)
            return nil
        }
        return Absence(first...last, substitute: substitute)
    }

    private mutating func checkSubstitutes() {
        for (person, row) in newPeople {
            for substitute in person.absences.compactMap(\.substitute) {
                if substitute == person.id {
                    report(.ownSubstitute, .substitute, row)
                } else if places[substitute] == nil, knownPeople[substitute] == nil {
                    report(.unknownPerson(substitute.rawValue), .substitute, row)
                }
            }
        }
    }

    /// `12/03/2026`, `12-3-2026` or `2026-03-12`.
    private mutating func date(_ text: String, _ column: PeopleColumn, _ row: CSV.Row) -> CivilDate? {
        if let date = CivilDate(iso: text) { return date }
        let parts = text.split(whereSeparator: { "/-.".contains($0) }).map { decimal(ArraySlice($0.utf8)) }
        if parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2],
            let date = CivilDate(year: year, month: month, day: day)
        {
            return date
        }
        report(.badDate(text), column, row)
        return nil
    }

    // MARK: Cells

    private func cell(_ column: PeopleColumn, _ row: CSV.Row) -> String? {
        guard let index = columns[column] else { return nil }
        // A no-break space and the like come from other programs, and are not meant.
        let text = trimmed(String(row.cells[index].map { $0 == "\u{A0}" ? " " : $0 }))
        return text.isEmpty ? nil : text
    }

    private mutating func required(_ column: PeopleColumn, _ row: CSV.Row) -> String? {
        guard let text = cell(column, row) else {
            report(.empty, column, row)
            return nil
        }
        guard !MailAddress.hasControls(text) else {
            report(.lineBreak, column, row)
            return nil
        }
        return text
    }

    private mutating func identifier(_ row: CSV.Row) -> String? {
        guard let text = required(.id, row) else { return nil }
        let isPlain = text.unicodeScalars.allSatisfy {
            $0 == "-" || $0.properties.numericType == .decimal || $0.properties.isLowercase
        }
        if isPlain { return text }
        report(.badIdentifier(text), .id, row)
        return nil
    }

    private mutating func word<Value>(
        _ column: PeopleColumn, _ row: CSV.Row, _ words: [String: Value], _ problem: (String) -> TableProblem.Fact
    ) -> Value? {
        guard let text = cell(column, row) else { return nil }
        if let value = words[NameOrder.plain(text)] { return value }
        report(problem(text), column, row)
        return nil
    }

    private mutating func report(_ fact: TableProblem.Fact, _ column: PeopleColumn, _ row: CSV.Row) {
        let index = columns[column] ?? 0
        report(fact, table.header[index], at: row.marks[index])
    }

    private mutating func report(_ fact: TableProblem.Fact, _ header: String, at mark: SourceMark) {
        diagnostics.append(Diagnostic(TableProblem(column: header, fact), at: mark))
    }
}

extension Person {
    func with(absences: [Absence]) -> Person {
        Person(
            id: id, name: name, unit: unit, kind: kind, email: email, language: language, posts: posts,
            absences: absences)
    }
}

extension String {
    fileprivate var hyphenated: String { split(separator: " ").joined(separator: "-") }
}
