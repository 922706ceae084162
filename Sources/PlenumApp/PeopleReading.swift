public import PlenumCore
import PlenumStore

/// What is known of one person.
public struct PersonView: Sendable {
    public let person: Person
    public let unit: LocalizedText
    public let openTasks: Int
    /// Who stands in today; empty where the person is there.
    public let standIns: [Person]
}

extension Service {
    /// Everybody, or those whose id, name, unit or address fits the search; accents may be left out. Sorted by given
    /// name.
    public func people(matching search: String?) throws -> [(person: Person, unit: LocalizedText)] {
        try store.read { reader in
            let titles = Dictionary(
                try reader.units().map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
            let found = try reader.people().filter { person in
                guard let search else { return true }
                let titles = titles[person.unit]?.versions.map(\.text) ?? []
                let text = ([person.name, person.id.rawValue, person.email ?? ""] + titles).joined(separator: " ")
                return NameOrder.matches(text, search: search)
            }
            return found.map { (NameOrder.key($0.name), $0) }.sorted { left, right in
                left.0 == right.0 ? left.1.id < right.1.id : left.0.lexicographicallyPrecedes(right.0)
            }.map { ($0.1, titles[$0.1.unit] ?? LocalizedText([])) }
        }
    }

    /// One person; nil where nobody has that id.
    public func person(_ id: PersonID, now: Instant) throws -> PersonView? {
        try store.read { reader in
            guard let person = try reader.person(id) else { return nil }
            let today = try environment.zone(settings.zone).local(now).date
            let standIns = try Substitution.standIns(for: id, on: today, organisers: [], in: reader)
            return PersonView(
                person: person, unit: try reader.unit(person.unit)?.title ?? LocalizedText([]),
                openTasks: try reader.openItems(for: id).count,
                standIns: standIns == [id] ? [] : try standIns.compactMap { try reader.person($0) })
        }
    }

    /// The directory as a people file that an import reads again.
    public func exportPeople() throws -> String {
        try store.read { PeopleText.yaml(units: try $0.units(), people: try $0.people()) }
    }

    /// The people as a table that an import reads again; a row more for every further absence.
    public func exportPeopleTable() throws -> String {
        try store.read { PeopleText.table(people: try $0.people()) }
    }
}
