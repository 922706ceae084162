/// A workflow as its organiser wrote it, read and typed: what an instance is a run of.
public struct Definition: Sendable {
    public let name: Name
    public let title: LocalizedText
    public let languages: [String]
    /// Bare name of a calendar that ships, or of a file beside the definition.
    public let calendar: String
    public let inputs: [Input]
    public let roles: [Role]
    public let policies: [Policy]
    public let scope: Scope
    public let figures: [Figure]
    /// Whether it uses other definitions.
    let isComposed: Bool

    /// `isComposed` where it is known; else its steps tell.
    public init(
        name: Name, title: LocalizedText, languages: [String], calendar: String, inputs: [Input], roles: [Role],
        policies: [Policy], scope: Scope, figures: [Figure], isComposed: Bool? = nil
    ) {
        self.name = name
        self.title = title
        self.languages = languages
        self.calendar = calendar
        self.inputs = inputs
        self.roles = roles
        self.policies = policies
        self.scope = scope
        self.figures = figures
        self.isComposed = isComposed ?? scope.isComposed
    }

    public func input(_ name: Name) -> Input? { inputs.first { $0.name == name } }
    public func role(_ name: Name) -> Role? { roles.first { $0.name == name } }
    public func policy(_ name: Name) -> Policy? { policies.first { $0.name == name } }
}

/// What has to be known before an instance can start.
public struct Input: Sendable {
    public enum ValueType: String, CaseIterable, Sendable {
        case text, number, date, time, person, people, unit, units, table, file
        /// Of a column only: one of a list, or of some words.
        case choice
    }

    public enum Default: Hashable, Sendable {
        case value(String)
        /// `all KIND`: every unit of a kind.
        case allUnits(kind: String)
    }

    public let name: Name
    public let type: ValueType
    public let title: LocalizedText
    public let initial: Default?
    /// Columns of a table; empty for every other type.
    public let columns: [Column]
    /// Least and greatest number of rows, people or units; of a number, its bounds.
    public let atLeast: Int?
    public let atMost: Int?
    public let oneRowPer: Name?
    public let mayBeEmpty: Bool

    public init(
        name: Name, type: ValueType, title: LocalizedText, initial: Default? = nil, columns: [Column] = [],
        atLeast: Int? = nil, atMost: Int? = nil, oneRowPer: Name? = nil, mayBeEmpty: Bool = false
    ) {
        self.name = name
        self.type = type
        self.title = title
        self.initial = initial
        self.columns = columns
        self.atLeast = atLeast
        self.atMost = atMost
        self.oneRowPer = oneRowPer
        self.mayBeEmpty = mayBeEmpty
    }
}

/// A column of a table.
public struct Column: Sendable {
    public let name: Name
    public let type: Input.ValueType
    public let title: LocalizedText
    /// What may be said in it; nil for every type but `choice`.
    public let choice: Choice?

    public init(name: Name, type: Input.ValueType, title: LocalizedText, choice: Choice? = nil) {
        self.name = name
        self.type = type
        self.title = title
        self.choice = choice
    }
}

/// A name for people, resolved when it is used.
public struct Role: Sendable {
    public let name: Name
    public let people: People

    public init(name: Name, people: People) {
        self.name = name
        self.people = people
    }
}

/// A named list of rungs.
public struct Policy: Sendable {
    public let name: Name
    public let rungs: [Rung]

    public init(name: Name, rungs: [Rung]) {
        self.name = name
        self.rungs = rungs
    }
}

/// A number the year's report gives.
public struct Figure: Sendable {
    public let name: Name
    public let title: LocalizedText
    public let count: CountPhrase
    /// A step or an input whose number stands behind the slash in `5/5`.
    public let of: Name?

    public init(name: Name, title: LocalizedText, count: CountPhrase, of: Name?) {
        self.name = name
        self.title = title
        self.count = count
        self.of = of
    }
}

/// The steps that open and end together: the definition's own, or those of one branch.
public struct Scope: Sendable {
    public let steps: [Step]
    private let positions: NameTable
    /// For every step, by position, those that wait for it.
    private let followers: PositionLists

    public init(steps: [Step]) {
        self.steps = steps
        var positions = NameTable(capacity: steps.count)
        for index in steps.indices { _ = positions.number(of: steps[index].name, else: index) }
        var pairs: [PositionLists.Pair] = []
        pairs.reserveCapacity(steps.count)
        for index in steps.indices {
            for name in steps[index].after {
                if let earlier = positions[name] { pairs.append(PositionLists.Pair(step: earlier, position: index)) }
            }
        }
        self.positions = positions
        followers = PositionLists(pairs, count: steps.count)
    }

    public subscript(name: Name) -> Step? { positions[name].map { steps[$0] } }

    /// The steps that name `step` in their `after`, in the order of the file.
    public func followers(of step: Name) -> [Step] {
        positions[step].map { followers[$0].map { steps[$0] } } ?? []
    }

    /// Every step that follows `step`, near and far, in the order of the file; never `step` itself.
    public func allFollowers(of step: Name) -> [Step] {
        guard let start = positions[step] else { return [] }
        var reached = Set<Int>()
        var frontier = [start]
        while let index = frontier.popLast() {
            for next in followers[index] where reached.insert(next).inserted { frontier.append(next) }
        }
        reached.remove(start)
        return reached.sorted().map { steps[$0] }
    }
}

/// One step of a scope: what every kind shares, and the kind's own part.
public struct Step: Sendable {
    public let name: Name
    public let title: LocalizedText
    /// Where the definition names it.
    public let mark: SourceMark
    public let after: [Name]
    public let when: Condition?
    /// The name of a policy.
    public let remind: Name?
    public let kind: any StepKind

    public init(
        name: Name, title: LocalizedText, mark: SourceMark = .start, after: [Name] = [], when: Condition? = nil,
        remind: Name? = nil, kind: any StepKind
    ) {
        self.name = name
        self.title = title
        self.mark = mark
        self.after = after
        self.when = when
        self.remind = remind
        self.kind = kind
    }
}

/// A way in which a step can end.
public struct Outcome: Hashable, Sendable {
    public enum Effect: Hashable, Sendable {
        /// The step is done, what waits for it may open.
        case proceed
        /// An earlier step of the same scope gets a new round.
        case `return`(to: Name)
        /// The whole instance ends.
        case end(InstanceEnd)
    }

    public let name: Name
    public let title: LocalizedText
    public let effect: Effect

    public init(_ name: Name, title: LocalizedText, effect: Effect = .proceed) {
        self.name = name
        self.title = title
        self.effect = effect
    }
}

/// How an instance ends before its last step.
public enum InstanceEnd: String, CaseIterable, Hashable, Sendable {
    case completed, cancelled
}
