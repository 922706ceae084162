public import PlenumCore
import PlenumStore

/// Who is erased, and what that does to others.
public struct ErasureReport: Sendable {
    public let person: Person
    /// Reminders that wait for the person and will not be sent.
    public let waiting: Int
    /// Who named the person as a substitute, and needs another.
    public let substituteOf: [PersonID]
}

/// When and by whom somebody was taken out of the directory.
public struct ErasureRecord: Sendable {
    public let person: PersonID
    public let at: Instant
    public let actor: Actor
    public let reason: String?
}

extension Service {
    /// Forgets what the directory says of a person; the log still verifies, since it knows people by id only. Refuses
    /// somebody with open tasks. With `dryRun` it only says what it would do.
    public func erase(
        _ id: PersonID, reason: String?, dryRun: Bool, authority: Authority
    ) throws -> ErasureReport {
        guard authority.actor.by != nil else { throw Refused(.nobodyActs) }
        guard !dryRun else { return try store.read { try erasure(of: id, $0) } }
        return try store.write { transaction in
            let report = try erasure(of: id, transaction)
            try transaction.erase(
                person: id, documents: [], by: authority.actor, at: authority.now, reason: reason)
            return report
        }
    }

    private func erasure(of id: PersonID, _ reader: any StoreReader) throws -> ErasureReport {
        guard let person = try reader.person(id) else { throw Refused(.noSuchPerson(id)) }
        let tasks = try reader.openItems(for: id).map(\.code)
        guard tasks.isEmpty else {
            throw AppError.holdTasks([AppError.Busy(person: id, name: person.name, tasks: tasks)])
        }
        return ErasureReport(
            person: person,
            waiting: try reader.messages(in: [.queued, .claimed], limit: .max).count { $0.person == id },
            substituteOf: try reader.people(whoNamed: id).filter { $0 != id })
    }

    /// Those of the people who are no longer in the directory, with what the log says of how that came.
    public func erasures(among people: Set<PersonID>) throws -> [ErasureRecord] {
        try store.read { reader in
            let gone = try people.filter { try reader.person($0) == nil }
            guard !gone.isEmpty else { return [] }
            var last: [PersonID: ErasureRecord] = [:]
            try eachEvent(of: .directory, reader) { stored in
                guard case .settingChanged(let body) = stored.event.body else { return }
                for entry in body.entries where entry.kind == "person" && entry.hash == nil {
                    let id = PersonID(rawValue: entry.id)
                    guard gone.contains(id) else { continue }
                    last[id] = ErasureRecord(
                        person: id, at: stored.event.at, actor: stored.event.actor, reason: stored.event.reason)
                }
            }
            return last.values.sorted { $0.person < $1.person }
        }
    }
}
