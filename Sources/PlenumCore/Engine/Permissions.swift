/// What somebody is to a task, a step or an instance, as far as commanding goes.
public enum Standing: String, CaseIterable, Hashable, Sendable {
    /// One of those whose task it is, or, in their name, the secretary of a unit in which they are.
    case person
    /// The secretary of a unit in which everybody is whose task it is.
    case secretary
    /// Who named the person whose task it is.
    case assigner
    case organiser
    /// The secretary of the instance's unit.
    case chair
}

/// Who may command what: the one table.
public struct Permissions {
    let directory: any Directory
    let instance: Instance

    /// Whoever has one of these standings may.
    public static func table(_ verb: Verb) -> [Standing] {
        switch verb {
        case .do, .claim, .delegate, .decline, .comment, .acknowledge, .vote, .undo: [.person]
        case .extend: [.organiser, .secretary]
        case .reassign: [.organiser, .assigner, .secretary]
        case .reschedule, .include, .excuse, .skip, .reopen, .suspend, .resume, .cancel: [.organiser, .chair]
        }
    }

    /// What a command is aimed at: the people whose task it is, and who named them; both empty for an instance.
    struct Aim {
        var item: Item?
        var people: [PersonID] = []
        var assigner: PersonID?
    }

    /// The standing by which the actor may; nil for one who may not.
    func standing(_ verb: Verb, _ actor: PersonID, _ aim: Aim) throws -> Standing? {
        try Permissions.table(verb).first { try has($0, actor, aim) }
    }

    func has(_ standing: Standing, _ person: PersonID, _ aim: Aim) throws -> Bool {
        switch standing {
        case .person: aim.people.contains(person)
        case .secretary:
            try !aim.people.isEmpty && aim.people.allSatisfy { try isSecretary(person, of: $0) }
        case .assigner: aim.assigner == person
        case .organiser: try directory.organisers(of: instance).contains(person)
        case .chair: try directory.holders(of: "secretary", in: instance.unit).contains(person)
        }
    }

    /// Refuses unless `actor` may, in their own name or in that of a member of a unit whose secretary they are.
    func check(_ verb: Verb, by actor: PersonID, for principal: PersonID, _ aim: Aim) throws {
        for person in Set([actor, principal]) where try directory.person(person) == nil {
            throw Refused(.noSuchPerson(person))
        }
        if actor != principal, try !isSecretary(actor, of: principal) {
            throw Refused(.mayNotActFor(by: actor, person: principal))
        }
        guard try standing(verb, principal, aim) == nil else { return }
        if let item = aim.item, Permissions.table(verb) == [.person] {
            throw Refused(.notTheirs(item.code, person: principal, people: item.people))
        }
        throw Refused(.mayNot(verb, person: principal, only: Permissions.table(verb)))
    }

    /// Whether `secretary` holds that post in the member's unit or in one above it.
    func isSecretary(_ secretary: PersonID, of member: PersonID) throws -> Bool {
        let posts = try directory.person(secretary)?.posts ?? []
        let units = Set(posts.filter { $0.post == "secretary" }.map(\.unit))
        var unit = try directory.person(member)?.unit
        while let here = unit, !units.isEmpty {
            if units.contains(here) { return true }
            unit = try directory.unit(here)?.parent
        }
        return false
    }
}
