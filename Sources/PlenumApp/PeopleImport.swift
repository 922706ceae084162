public import PlenumCore
import PlenumStore
import PlenumYAML

/// What an import of people has changed.
public struct PeopleChange: Hashable, Sendable {
    public let units: Int
    public let people: Int
    public let added: [PersonID]
    public let changed: [PersonID]
}

extension Service {
    /// Reads a people file and puts its units and people into the directory. Throws with every problem of the file,
    /// and then has imported nothing. Nobody is removed.
    public func importPeople(file: String, authority: Authority) throws -> PeopleChange {
        let bytes = try environment.readFile(file)
        let read = YAMLReader.read(bytes: bytes)
        guard let node = read.node else { throw AppError.problems(file: file, source: bytes, read.diagnostics) }
        let people = PeopleFile(node)
        guard people.diagnostics.isEmpty else {
            throw AppError.problems(file: file, source: bytes, people.diagnostics)
        }
        return try store.write { transaction in
            let directory = people.directory
            let added = try directory.people.filter { try transaction.person($0.id) == nil }
            let changed = try directory.people.filter { person in
                try transaction.person(person.id).map { $0 != person } ?? false
            }
            let units = try directory.units.filter { try transaction.unit($0.id) != $0 }
            let change = PeopleChange(
                units: directory.units.count, people: directory.people.count, added: added.map(\.id),
                changed: changed.map(\.id))
            guard !added.isEmpty || !changed.isEmpty || !units.isEmpty else { return change }
            try transaction.changeDirectory(units: units, people: added + changed, removing: [])
            let entries =
                units.map {
                    SettingChanged.Entry(kind: "unit", id: $0.id.rawValue, hash: ContentHash.hex($0.canonical))
                }
                + (added + changed).map {
                    SettingChanged.Entry(kind: "person", id: $0.id.rawValue, hash: ContentHash.hex($0.canonical))
                }
            try transaction.append([
                Event(
                    stream: .directory, at: authority.now, effective: authority.now, actor: authority.actor,
                    body: .settingChanged(SettingChanged(entries: entries)))
            ])
            return change
        }
    }
}
