import PlenumCore
import PlenumStore

extension Service {
    /// The authority of somebody who acts on the task of a person who is away, and stands in for them: in that
    /// person's name, which need not be said. Any other authority as it is.
    func standingIn(
        _ authority: Authority, for item: Item, of instance: Instance, _ reader: any StoreReader
    ) throws -> Authority {
        guard authority.actor.for == nil, let by = authority.actor.by,
            let principal = try Substitution.principal(
                of: by, among: item.people, in: instance, at: authority.now, surroundings(of: instance, in: reader))
        else { return authority }
        return Authority(
            actor: Actor(by: by, for: principal, via: authority.actor.via), now: authority.now, on: authority.on)
    }

    /// Open tasks of people who are away, for whom `person` stands in now.
    func itemsStandingIn(_ person: PersonID, now: Instant, _ reader: any StoreReader) throws -> [Item] {
        var absent: Set<PersonID> = []
        var ends: [PersonID] = [person]
        for _ in 0..<Substitution.links {
            ends = try ends.flatMap { try reader.people(whoNamed: $0) }.filter { absent.insert($0).inserted }
        }
        return try absent.sorted().flatMap { try reader.openItems(for: $0) }.filter { item in
            guard let instance = try reader.instance(item.instance),
                try library.definition(pinned: instance.definition, in: reader).step(at: item.path)?.kind
                    .barsSubstitutes != true
            else { return false }
            return try Substitution.principal(
                of: person, among: item.people, in: instance, at: now, surroundings(of: instance, in: reader)) != nil
        }
    }
}
