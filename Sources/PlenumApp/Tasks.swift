public import PlenumCore
import PlenumStore

/// An open task as a person or a program sees it.
public struct TaskView: Sendable {
    public enum State: String, Sendable {
        case open
        case inProgress = "in-progress"
        /// Something is in the way.
        case blocked
        /// It came back: an open task of the second round or later.
        case needsRevision = "needs-revision"
        case done, cancelled, excused, lapsed
    }

    public let code: TaskCode
    public let instance: InstanceID
    public let path: Path
    public let title: LocalizedText
    /// The branch, for people: the title of a unit, the text of a row; empty in the root.
    public let branch: LocalizedText
    public let plan: LocalizedText
    /// Nil while nobody has claimed it; then it may be done by any of the candidates.
    public let person: PersonID?
    public let candidates: [PersonID]
    public let state: State
    public let due: Due?
    /// The deadline as an instant with its zone: the last second of a day.
    public let deadline: String?
    public let isOverdue: Bool
    /// What is in the way, as it was reported and not yet cleared.
    public let obstacle: String?
    /// Nil without a deadline, and once the task has ended.
    public let workingDaysLeft: Int?
    public let offer: Offer
    /// The documents that whoever does it has before them.
    public let documents: [Scene.Consulted]
    /// What the person who looks can ask beside doing it.
    public let possible: [Verb]
    public let version: Int
    public let round: Int
}

extension Service {
    /// The open tasks that are a person's, or may become so; by deadline.
    public func tasks(of person: PersonID, now: Instant) throws -> [TaskView] {
        try store.read { reader in
            guard try reader.person(person) != nil else { throw Refused(.noSuchPerson(person)) }
            let own = try reader.openItems(for: person)
            let others = try itemsStandingIn(person, now: now, reader).filter { item in
                !own.contains { $0.code == item.code }
            }
            return try views(own + others, now, for: person, reader).sorted { left, right in
                (left.due?.instant.seconds ?? .max, left.code) < (right.due?.instant.seconds ?? .max, right.code)
            }
        }
    }

    /// What the plans wait for that are the person's own, as organiser or as secretary of their unit: open tasks of
    /// others, by deadline.
    public func waiting(for person: PersonID, now: Instant) throws -> [TaskView] {
        try store.read { reader in
            let posts = try reader.person(person)?.posts ?? []
            let own = try reader.instances().filter { instance in
                guard instance.state == .running else { return false }
                return try reader.organisers(of: instance).contains(person)
                    || posts.contains(Person.Holding("secretary", of: instance.unit))
            }
            return try own.flatMap { try views(reader.openItems(in: $0.id), now, for: nil, reader) }
                .filter { $0.person != person && !$0.candidates.contains(person) }
        }
    }

    /// What the plans of the person's unit, or of one above it, wait for first: what comes before anything of theirs.
    public func awaited(by person: PersonID, now: Instant) throws -> TaskView? {
        try store.read { reader in
            var units: Set<UnitID> = []
            var unit = try reader.person(person)?.unit
            while let here = unit, units.insert(here).inserted { unit = try reader.unit(here)?.parent }
            let open = try reader.instances().filter { $0.state == .running && units.contains($0.unit) }
                .compactMap { try reader.openItems(in: $0.id).first }
            return try views(open, now, for: nil, reader).min {
                ($0.due?.instant.seconds ?? .max, $0.code) < ($1.due?.instant.seconds ?? .max, $1.code)
            }
        }
    }

    /// The open tasks of all people, by deadline; of one instance, or of all.
    public func tasks(in instance: InstanceID?, now: Instant) throws -> [TaskView] {
        try store.read { reader in try views(reader.openItems(in: instance), now, for: nil, reader) }
    }

    public func task(_ code: TaskCode, now: Instant, for viewer: PersonID? = nil) throws -> TaskView {
        try store.read { reader in
            guard let item = try reader.item(code) else { throw Refused(.noSuchTask(code.description)) }
            guard let view = try views([item], now, for: viewer, reader).first else {
                throw Refused(.noSuchTask(code.description))
            }
            return view
        }
    }

    func views(
        _ items: [Item], _ now: Instant, for viewer: PersonID?, _ reader: any StoreReader
    ) throws -> [TaskView] {
        var cache = InstanceCache(service: self, reader: reader)
        return try items.compactMap { item in
            try cache.context(of: item.instance).flatMap { try view(of: item, now, for: viewer, $0) }
        }
    }

    private func view(
        of item: Item, _ now: Instant, for viewer: PersonID?, _ context: InstanceContext
    ) throws -> TaskView? {
        guard let scene = context.scene(at: item.path) else { return nil }
        let surroundings = context.surroundings
        let today = surroundings.zone.local(now).date
        return TaskView(
            code: item.code, instance: item.instance, path: item.path, title: scene.step.title,
            branch: try scene.branchLabel(), plan: context.definition.title, person: item.owner,
            candidates: item.owner == nil ? item.candidates : [], state: state(of: item), due: item.due,
            deadline: item.due.map { surroundings.zone.rfc3339($0.lastSecond) },
            isOverdue: item.state.isOpen && item.due.map { $0.instant <= now } ?? false, obstacle: item.obstacle,
            workingDaysLeft: (item.state.isOpen ? item.due : nil).map {
                surroundings.calendar.workingDays(from: today, to: $0.date)
            },
            offer: item.state.isOpen ? try scene.offer(for: item) : Offer(),
            documents: item.state.isOpen ? try scene.consulted() : [],
            possible: try viewer.map { try scene.possible(on: item, for: $0) } ?? [], version: item.version,
            round: item.round)
    }

    private func state(of item: Item) -> TaskView.State {
        switch item.state {
        case .open where item.obstacle != nil, .inProgress where item.obstacle != nil: .blocked
        case .open: item.round > 1 ? .needsRevision : .open
        case .inProgress: .inProgress
        case .done: .done
        case .cancelled: .cancelled
        case .excused: .excused
        case .lapsed: .lapsed
        }
    }
}
