/// Who stands in for whom on a day: the one place that knows the rule.
///
/// The substitute of a dated absence; where they are away too, theirs, up to five times. Where that leads in a circle
/// or to nobody, the secretary of the person's unit or of the nearest one above it that has one who is there; failing
/// that, the organisers.
public enum Substitution {
    /// How many absences in a row are followed.
    public static let links = 5

    /// Who acts for `person` on `day` and gets their reminders: the person themself where they are there. Empty only
    /// where nobody at all is left.
    public static func standIns(
        for person: PersonID, on day: CivilDate, organisers: @autoclosure () throws -> [PersonID],
        in directory: any Directory
    ) throws -> [PersonID] {
        guard let away = try directory.person(person), away.absence(on: day) != nil else { return [person] }
        if let found = try follow(away, on: day, directory) { return [found] }
        var unit: UnitID? = away.unit
        var seen: Set<UnitID> = []
        while let here = unit, seen.insert(here).inserted {
            let there = try directory.holders(of: "secretary", in: here).filter {
                try $0 != person && isThere($0, on: day, directory)
            }
            if !there.isEmpty { return there }
            unit = try directory.unit(here)?.parent
        }
        return try organisers().filter { $0 != person }
    }

    /// Whether `actor` stands in for `person` on `day`.
    public static func stands(
        _ actor: PersonID, for person: PersonID, on day: CivilDate, organisers: @autoclosure () throws -> [PersonID],
        in directory: any Directory
    ) throws -> Bool {
        try actor != person
            && standIns(for: person, on: day, organisers: organisers(), in: directory).contains(actor)
    }

    /// Whose rights `actor` uses in the name of `principal`: those of `principal`, where they are away now and `actor`
    /// stands in; else their own. What the permissions are asked with.
    static func rights(
        of actor: PersonID, for principal: PersonID, in instance: Instance, at now: Instant,
        _ surroundings: Surroundings
    ) throws -> PersonID {
        let directory = surroundings.directory
        guard actor != principal, try directory.person(actor) != nil else { return actor }
        let stands = try stands(
            actor, for: principal, on: surroundings.zone.local(now).date,
            organisers: directory.organisers(of: instance), in: directory)
        return stands ? principal : actor
    }

    /// Of `people`, the first in whose name `actor` acts now without saying so; nil where none of them is away, or
    /// somebody else stands in.
    public static func principal(
        of actor: PersonID, among people: [PersonID], in instance: Instance, at now: Instant,
        _ surroundings: Surroundings
    ) throws -> PersonID? {
        guard !people.contains(actor) else { return nil }
        return try people.first {
            try $0 != actor && rights(of: actor, for: $0, in: instance, at: now, surroundings) == $0
        }
    }

    /// The end of the chain of substitutes; nil for a circle, an empty end, or a chain that is too long.
    private static func follow(_ away: Person, on day: CivilDate, _ directory: any Directory) throws -> PersonID? {
        var here = away
        var seen: Set<PersonID> = [away.id]
        for _ in 0..<links {
            guard let next = here.absence(on: day)?.substitute, seen.insert(next).inserted,
                let person = try directory.person(next)
            else { return nil }
            guard person.absence(on: day) != nil else { return next }
            here = person
        }
        return nil
    }

    private static func isThere(_ person: PersonID, on day: CivilDate, _ directory: any Directory) throws -> Bool {
        try directory.person(person).map { $0.absence(on: day) == nil } ?? false
    }
}
