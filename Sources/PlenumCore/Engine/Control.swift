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
    /// How it ended; nil unless it is done.
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

    public init(total: Int, open: Int, ended: [Name: Int] = [:], excused: Int = 0) {
        self.total = total
        self.open = open
        self.ended = ended
        self.excused = excused
    }

    public var done: Int { ended.values.reduce(0, +) }

    /// How many of the tally must be done for `join`; a group join is asked group by group.
    public func needed(for join: Join) -> Int {
        let counted = total - excused
        return switch join {
        case .all: counted
        case .any: min(1, counted)
        case .atLeast(let number), .per(let number, _): number
        case .percent(let percent): (counted * percent + 99) / 100
        }
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
}

public protocol ControlWriter: ControlReader {
    mutating func set(_ control: Control, at path: Path) throws
    mutating func set(_ tally: Tally, at path: Path) throws
    mutating func set(remaining: Int, in scope: ScopePath) throws
    mutating func set(branches: [String], of path: Path) throws
}
