/// What somebody is in the organisation.
public enum PersonClass: String, CaseIterable, Hashable, Sendable {
    case official, probationary, exempt
    /// Not a member: an employee of the offices.
    case staff

    public var member: MemberClass? { MemberClass(rawValue: rawValue) }
}

/// Somebody the directory knows.
public struct Person: Hashable, Sendable {
    public let id: PersonID
    public let name: String
    public let unit: UnitID
    public let kind: PersonClass
    public let email: String?
    /// Nil where the organisation's language is theirs.
    public let language: Language?
    public let posts: [Holding]
    /// In the order of their first days.
    public let absences: [Absence]

    /// A post and where it is held.
    public struct Holding: Hashable, Sendable {
        public let post: Post
        public let unit: UnitID

        public init(_ post: Post, of unit: UnitID) {
            self.post = post
            self.unit = unit
        }
    }

    public init(
        id: PersonID, name: String, unit: UnitID, kind: PersonClass = .official, email: String? = nil,
        language: Language? = nil, posts: [Holding] = [], absences: [Absence] = []
    ) {
        self.id = id
        self.name = name
        self.unit = unit
        self.kind = kind
        self.email = email
        self.language = language
        self.posts = posts
        self.absences = absences.sorted { $0.days.lowerBound < $1.days.lowerBound }
    }
}

/// An organisation, board or cell.
public struct Unit: Hashable, Sendable {
    public let id: UnitID
    /// A word of the organisation's own, such as `cell`.
    public let kind: String
    /// Nil for the root.
    public let parent: UnitID?
    public let title: LocalizedText

    public init(id: UnitID, kind: String, parent: UnitID?, title: LocalizedText) {
        self.id = id
        self.kind = kind
        self.parent = parent
        self.title = title
    }
}

/// Who there is, asked narrowly, so that a look-up never reads the whole directory.
public protocol Directory {
    func person(_ id: PersonID) throws -> Person?
    func unit(_ id: UnitID) throws -> Unit?
    /// The unit without a parent; nil for an empty directory.
    func root() throws -> UnitID?
    /// Whoever holds the post in that unit itself, in the order of their ids.
    func holders(of post: Post, in unit: UnitID) throws -> [PersonID]
    /// The people of the unit and of all below it, of these classes, in the order of their ids.
    func people(in unit: UnitID, of classes: Set<PersonClass>) throws -> [PersonID]
    /// The units of a kind, in the order in which they were given.
    func units(ofKind kind: String) throws -> [UnitID]
}

extension Directory {
    /// Whoever organises the instance: the holders of that post in its unit, else who started it.
    public func organisers(of instance: Instance) throws -> [PersonID] {
        let holders = try holders(of: "organiser", in: instance.unit)
        return holders.isEmpty ? [instance.startedBy].compactMap { $0 } : holders
    }

    /// The units that `all cells` means: those of the kind `cells`, or, where there is none, of the kind `cell`.
    public func units(called word: String) throws -> [UnitID] {
        let exact = try units(ofKind: word)
        return try exact.isEmpty && word.hasSuffix("s") ? units(ofKind: String(word.dropLast())) : exact
    }
}

/// A directory held in memory: what an import reads, and what the tests use.
public struct MemoryDirectory: Directory, Sendable {
    public private(set) var units: [Unit]
    public private(set) var people: [Person]
    private var unitsByID: [UnitID: Unit]
    private var peopleByID: [PersonID: Person]

    public init(units: [Unit], people: [Person]) {
        self.units = units
        self.people = people.sorted { $0.id < $1.id }
        unitsByID = Dictionary(units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        peopleByID = Dictionary(people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public func person(_ id: PersonID) -> Person? { peopleByID[id] }
    public func unit(_ id: UnitID) -> Unit? { unitsByID[id] }
    public func root() -> UnitID? { units.first { $0.parent == nil }?.id }

    public func holders(of post: Post, in unit: UnitID) -> [PersonID] {
        people.filter { $0.posts.contains(Person.Holding(post, of: unit)) }.map(\.id)
    }

    public func people(in unit: UnitID, of classes: Set<PersonClass>) -> [PersonID] {
        people.filter { classes.contains($0.kind) && lies($0.unit, in: unit) }.map(\.id)
    }

    public func units(ofKind kind: String) -> [UnitID] {
        units.filter { $0.kind == kind }.map(\.id)
    }

    private func lies(_ unit: UnitID, in ancestor: UnitID) -> Bool {
        var current: UnitID? = unit
        // A circle of parents is refused when the directory is read; the bound keeps a look-up finite before that.
        for _ in 0...unitsByID.count {
            guard let here = current else { return false }
            if here == ancestor { return true }
            current = unitsByID[here]?.parent
        }
        return false
    }
}
