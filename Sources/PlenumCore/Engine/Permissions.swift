/// Who may command what: the one table.
enum Permissions {
    /// The person themself, or the secretary of a unit in the name of one of its members.
    static func checkAct(
        _ item: Item, by actor: PersonID, for principal: PersonID, _ directory: any Directory
    ) throws {
        for person in Set([actor, principal]) where try directory.person(person) == nil {
            throw Refused(.noSuchPerson(person))
        }
        if actor != principal, try !isSecretary(actor, of: principal, directory) {
            throw Refused(.mayNotActFor(by: actor, person: principal))
        }
        guard item.people.contains(principal) else {
            throw Refused(.notTheirs(item.code, person: principal, people: item.people))
        }
    }

    /// Whether `secretary` holds that post in the member's unit or in one above it.
    private static func isSecretary(
        _ secretary: PersonID, of member: PersonID, _ directory: any Directory
    ) throws -> Bool {
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
