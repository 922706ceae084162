extension Scene {
    /// A document that whoever does the step has before them, and the step that gave it.
    public struct Consulted: Hashable, Sendable {
        public let path: Path
        public let document: Document
    }

    /// The documents before whoever does the step, as they stand now; of a fan-out's branches in their order.
    public func consulted() throws -> [Consulted] {
        try step.kind.consults.flatMap { phrase -> [Consulted] in
            let paths: [Path] =
                if let step = phrase.step {
                    try Kernel(definition).nearest(step, from: path.scope).map { try elements(of: phrase, at: $0) }
                        ?? []
                } else {
                    source(ofDocument: phrase.name).map { [$0] } ?? []
                }
            return try paths.compactMap { path in
                try latest(path).map { Consulted(path: path, document: $0) }
            }
        }
    }

    /// The document of a step as it was last revised in its scope.
    private func latest(_ path: Path) throws -> Document? {
        let own = try set.step(path).facts
        guard var document = own.document, var given = own.endedAt else { return own.document }
        for step in definition.scope(at: path.scope)?.steps ?? [] where step.kind.revises == path.step {
            let facts = try set.step(Path(path.scope, step.name)).facts
            guard let new = facts.document, let endedAt = facts.endedAt, endedAt >= given else { continue }
            (document, given) = (new, endedAt)
        }
        return document
    }

    /// The step's one item, where it has one in all.
    func item() throws -> Item? { try set.item(at: path, member: nil) }

    /// What can be done on an item, and what must be given with it: its kind's offer, or the setting of a new end
    /// for a window that would have opened after its own.
    public func offer(for item: Item) throws -> Offer {
        guard step.kind.asksEach, item.member == nil else { return try step.kind.offer(self) }
        return Offer(needs: [
            ActNeed(
                ActNeed.newDate, .date,
                title: LocalizedText(
                    vi: "ngày kết thúc mới, vì ngày đã định đã qua", en: "the new closing day; the one set has passed"))
        ])
    }

    func effect(of act: Act, on item: Item) throws -> Effect {
        if step.kind.asksEach, item.member == nil, let day = act.answer(ActNeed.newDate)?.date {
            return .openUntil(day)
        }
        return try step.kind.effect(of: act, self)
    }

    /// What this person can ask of the item now beside doing it, from the tables of lifecycles and permissions.
    public func possible(on item: Item, for person: PersonID) throws -> [Verb] {
        guard let instance = set.instance else { return [] }
        let permissions = Permissions(directory: surroundings.directory, instance: instance)
        let aim = Permissions.Aim(item: item, people: item.people)
        return try Lifecycle.possible(set.control(at: path).phase, step.kind, in: instance.state).filter { verb in
            guard verb != .do, verb != .undo || item.endedBy == person else { return false }
            if verb == .claim, item.owner != nil { return false }
            if verb == .decline, item.candidates.count <= 1, !isNamed { return false }
            return try permissions.standing(verb, person, aim) != nil
        }
    }

    /// Whether the step's people were named by an `assign` step.
    private var isNamed: Bool {
        guard case .named(let name) = step.kind.assignees, home.role(name) == nil,
            let naming = Kernel(definition).nearest(name, from: path.scope)
        else { return false }
        return definition.step(at: naming)?.kind.bindsPeople == true
    }
}
