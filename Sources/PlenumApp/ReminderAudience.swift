import PlenumCore

/// As what somebody is told of a task.
enum ReminderPart: Hashable {
    case own
    /// In place of somebody who is away.
    case standIn(for: PersonID)
    /// Somebody else's task, which is late; `for` is whom it is meant for, the person or somebody who is away.
    case superior(for: PersonID)
    /// Convened to a session.
    case invited

    /// Whom the reminder is meant for: the person, or who is away.
    func principal(of person: PersonID) -> PersonID {
        switch self {
        case .own, .invited: person
        case .standIn(let principal), .superior(let principal): principal
        }
    }
}

extension Service {
    /// Whom a rung speaks to at `now`, and as what; for whoever is away, those who stand in.
    func audience(
        of rung: Rung, _ item: Item, _ context: InstanceContext, _ now: Instant
    ) throws -> [(person: PersonID, part: ReminderPart)] {
        let scene = context.scene(at: item.path)
        if case .escalate(let phrase, _) = rung.trigger {
            let superiors = try present(scene?.people(phrase) ?? [], scene, context, now)
            return unique(superiors.map { ($0.stands, .superior(for: $0.person)) })
        }
        return try audience(item, scene, isInviting: rung.invites, context, now)
    }

    /// Whom the news reaches of what is in the way of a task: its organisers and whoever oversees it; that it is out
    /// of the way, those who do it.
    func audience(
        of notice: ObstacleNotice, _ item: Item, _ context: InstanceContext, _ now: Instant
    ) throws -> [(person: PersonID, part: ReminderPart)] {
        let scene = context.scene(at: item.path)
        switch notice.news {
        case .reported:
            let superiors = try (scene?.organisers() ?? []) + (scene?.overseers() ?? [])
            return unique(try present(superiors, scene, context, now).map { ($0.stands, .superior(for: $0.person)) })
        case .cleared:
            return try audience(item, scene, isInviting: false, context, now)
        }
    }

    /// Whom the news reaches that a task's date has moved.
    func audience(
        ofMoving item: Item, _ context: InstanceContext, _ now: Instant
    ) throws -> [(person: PersonID, part: ReminderPart)] {
        try audience(item, context.scene(at: item.path), isInviting: true, context, now)
    }

    private func audience(
        _ item: Item, _ scene: Scene?, isInviting: Bool, _ context: InstanceContext, _ now: Instant
    ) throws -> [(person: PersonID, part: ReminderPart)] {
        let doers: [(PersonID, ReminderPart)] =
            if scene?.step.kind.barsSubstitutes == true {
                // Who is away hears of their own vote: nobody else can cast it.
                item.people.map { ($0, .own) }
            } else {
                try present(item.people, scene, context, now).map { entry in
                    (entry.stands, entry.stands == entry.person ? .own : .standIn(for: entry.person))
                }
            }
        guard isInviting else { return unique(doers) }
        let today = context.surroundings.zone.local(now).date
        // Nobody is present at a meeting in another's place.
        let invited = try scene?.invited().filter {
            try context.surroundings.directory.person($0)?.absence(on: today) == nil
        }
        return unique(doers + (invited ?? []).map { ($0, .invited) })
    }

    /// Those who acted for `principals` at a moment, themselves included where they were there.
    func present(
        _ principals: [PersonID], _ item: Item, _ context: InstanceContext, _ moment: Instant
    ) throws -> [PersonID] {
        try present(principals, context.scene(at: item.path), context, moment).map(\.stands)
    }

    private func present(
        _ people: [PersonID], _ scene: Scene?, _ context: InstanceContext, _ now: Instant
    ) throws -> [(person: PersonID, stands: PersonID)] {
        let today = context.surroundings.zone.local(now).date
        return try people.flatMap { person in
            try Substitution.standIns(
                for: person, on: today, organisers: scene?.organisers() ?? [], in: context.surroundings.directory
            ).map { (person, $0) }
        }
    }

    /// Each person once, as what they come first.
    private func unique(
        _ entries: [(person: PersonID, part: ReminderPart)]
    ) -> [(person: PersonID, part: ReminderPart)] {
        var seen: Set<PersonID> = []
        return entries.filter { seen.insert($0.person).inserted }
    }

    func recipients(
        of rung: Rung, _ item: Item, _ context: InstanceContext, _ now: Instant
    ) throws -> [PersonID] {
        try audience(of: rung, item, context, now).map(\.person)
    }
}
