/// Where a step is in its life.
public enum Phase: String, CaseIterable, Hashable, Sendable {
    /// Its turn has not come; also a step that a return has put back.
    case waiting
    case open
    case done
    /// Its turn came and its condition did not hold, or an organiser passed it over.
    case skipped
    /// It was stopped with its branch or with the instance.
    case cancelled
}

/// What the rules of flow know of one step.
public struct Control: Hashable, Sendable {
    public var phase: Phase
    /// How it ended; of an open step that takes no more rows, how it will end once those it has have ended. Nil for
    /// every other.
    public var outcome: Name?
    /// How often it has opened.
    public var round: Int

    public init(phase: Phase, outcome: Name? = nil, round: Int) {
        self.phase = phase
        self.outcome = outcome
        self.round = round
    }

    public static let untouched = Control(phase: .waiting, round: 0)
}

/// The counters of a fan-out or of a window, so that one answer never walks the others.
public struct Tally: Hashable, Sendable {
    /// How many there were when it opened, later joiners included.
    public var total: Int
    public var open: Int
    /// How many ended, by outcome or answer.
    public var ended: [Name: Int]
    public var excused: Int
    /// Of a join by groups: how many groups have a branch that counts, and how many of these have enough done.
    public var groups: Int
    public var groupsMet: Int

    public init(
        total: Int, open: Int, ended: [Name: Int] = [:], excused: Int = 0, groups: Int = 0, groupsMet: Int = 0
    ) {
        self.total = total
        self.open = open
        self.ended = ended
        self.excused = excused
        self.groups = groups
        self.groupsMet = groupsMet
    }

    public var done: Int { ended.values.reduce(0, +) }

    /// With one more answer; `before` is the one that it replaces.
    func answering(_ answer: Name, before: Name?) -> Tally {
        var tally = self
        if let before { tally.ended[before] = tally.ended[before].flatMap { $0 > 1 ? $0 - 1 : nil } }
        tally.ended[answer, default: 0] += 1
        if before == nil { tally.open -= 1 }
        return tally
    }

    /// With one more of them excused; `before` is the answer that they had given.
    func excusing(before: Name? = nil) -> Tally {
        var tally = self
        if let before {
            tally.ended[before] = tally.ended[before].flatMap { $0 > 1 ? $0 - 1 : nil }
        } else {
            tally.open -= 1
        }
        tally.excused += 1
        return tally
    }

    /// How many count: those that were not excused.
    public var counted: Int { total - excused }

    /// Whether the join is met, with so many done branches less than there are.
    public func meets(_ join: Join, without lost: Int = 0) -> Bool {
        return switch join {
        case .all: done - lost >= counted
        case .any: done - lost >= min(1, counted)
        case .atLeast(let number): done - lost >= number
        case .percent(let percent): done - lost >= (counted * percent + 99) / 100
        case .per: groupsMet == groups
        }
    }

    /// What one group of a join by groups adds to the counters of the whole: whether it counts, whether it is met.
    func standing(needing number: Int, without lost: Int = 0) -> (counts: Int, met: Int) {
        let counts = total > excused
        return (counts ? 1 : 0, counts && done - lost >= number ? 1 : 0)
    }
}

/// The rules' narrow view of an instance. Whatever is asked costs one look-up, but for `branches`, which only
/// what stops or resets a fan-out may ask.
public protocol ControlReader {
    func control(at path: Path) throws -> Control
    func tally(at path: Path) throws -> Tally?
    /// How many steps of the scope have not ended; nil when the scope has not opened.
    func remaining(in scope: ScopePath) throws -> Int?
    /// The keys of the branches with which the fan-out last opened.
    func branches(of path: Path) throws -> [String]
    /// The group for which a branch counts; asked only where the join of its fan-out goes by groups.
    func group(of branch: ScopePath) throws -> String
    /// The gates of a step that takes rows, each as often as its column has choices.
    func gates(of path: Path) throws -> [GateGroup]
    /// Those of these gates for which a row counts.
    func gates(of row: ScopePath) throws -> [GateGroup]
}

public protocol ControlWriter: ControlReader {
    mutating func set(_ control: Control, at path: Path) throws
    mutating func set(_ tally: Tally, at path: Path) throws
    mutating func set(remaining: Int, in scope: ScopePath) throws
    mutating func set(branches: [String], of path: Path) throws
    /// More branches beside those that the fan-out has; costs what is added.
    mutating func add(branches: [String], to path: Path) throws
}
