public import PlenumCore
import PlenumStore

// Posts are resolved when a step opens and follow the directory while its task is open and unclaimed; lists are fixed
// when their step opens, and who joins or leaves later is the organiser's to include or to excuse.

/// Somebody whom an open window does not ask, though its list would name them now; or asks, though it would not.
public struct WindowOffer: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case include
        case excuse(TaskCode)
    }

    public let kind: Kind
    public let person: PersonID
    public let instance: InstanceID
    public let path: Path
    public let title: LocalizedText
}

/// An open task, and those whom the directory names for it.
struct PostTask {
    let item: Item
    let people: [PersonID]
}

extension Service {
    /// The open, unclaimed tasks that a change of these people can give to others: those of everybody who holds a post
    /// that one of them gains or loses, and of the organisers, who stand in where a post is vacant.
    func postTasks(changing people: [(before: Person?, after: Person?)], _ reader: any StoreReader) throws -> [PostTask]
    {
        var posts: Set<Person.Holding> = []
        for (before, after) in people {
            posts.formUnion(Set(before?.posts ?? []).symmetricDifference(after?.posts ?? []))
        }
        guard !posts.isEmpty else { return [] }
        var owners: Set<PersonID> = []
        for post in posts {
            let holders = try reader.holders(of: post.post, in: post.unit)
            owners.formUnion(holders)
            guard holders.isEmpty else { continue }
            for instance in try reader.instances() where !instance.state.hasEnded {
                owners.formUnion(try reader.organisers(of: instance))
            }
        }
        var seen: Set<TaskCode> = []
        var cache = InstanceCache(service: self, reader: reader)
        return try owners.sorted().flatMap { try reader.openItems(for: $0) }.compactMap { item in
            guard item.state == .open, item.member == nil, seen.insert(item.code).inserted,
                let context = try cache.context(of: item.instance), let people = try named(for: item, context),
                people == item.people
            else { return nil }
            return PostTask(item: item, people: people)
        }
    }

    /// Hands those of the tasks on for which the directory now names others.
    func followPosts(_ tasks: [PostTask], authority: Authority, _ transaction: any StoreTransaction) throws {
        for (id, tasks) in Dictionary(grouping: tasks, by: \.item.instance).sorted(by: { $0.key < $1.key }) {
            guard let context = try context(of: id, in: transaction) else { continue }
            let events = try tasks.compactMap { task -> Event? in
                guard let people = try named(for: task.item, context), people != task.people else { return nil }
                let body = Assigned(
                    code: task.item.code, manner: .followed, owner: people.count == 1 ? people[0] : nil,
                    candidates: people)
                return Event(
                    stream: .instance(id), at: authority.now, effective: authority.now, actor: authority.actor,
                    body: .assigned(body))
            }
            for event in events { try context.set.apply(event) }
            try commit(events, context, to: transaction)
        }
    }

    /// Those whom the directory names for an item now; nil where its step is nobody's in particular, or its instance
    /// has ended.
    private func named(for item: Item, _ context: InstanceContext) throws -> [PersonID]? {
        guard !context.instance.state.hasEnded, let scene = context.scene(at: item.path),
            let assignees = scene.step.kind.assignees
        else { return nil }
        let people = try scene.people(assignees)
        return try people.isEmpty ? scene.organisers() : people
    }

    /// What the organisers may want to do now that these people have changed: the lists of open windows stay as they
    /// were.
    func windowOffers(after people: Set<PersonID>, _ reader: any StoreReader) throws -> [WindowOffer] {
        guard !people.isEmpty else { return [] }
        let people = people.sorted()
        return try reader.instances().filter { !$0.state.hasEnded }.flatMap { instance -> [WindowOffer] in
            guard let context = try context(of: instance.id, in: reader) else { return [] }
            return try reader.steps(of: instance.id).flatMap { path, record -> [WindowOffer] in
                guard let scene = context.scene(at: path), scene.step.kind.asksEach, record.control.takesAnswers,
                    let named = try scene.step.kind.opening(scene).asked
                else { return [] }
                let now = Set(named)
                return try people.compactMap { person in
                    let item = try context.set.item(at: path, member: person)
                    let isAsked = item?.round == record.control.round && item?.state.isOpen == true
                    let kind: WindowOffer.Kind
                    switch (now.contains(person), isAsked) {
                    case (true, false) where item?.round != record.control.round: kind = .include
                    case (false, true):
                        guard let item else { return nil }
                        kind = .excuse(item.code)
                    default: return nil
                    }
                    return WindowOffer(
                        kind: kind, person: person, instance: instance.id, path: path, title: scene.step.title)
                }
            }
        }
    }
}
