/// How a step takes rows while it is open, each of which becomes a branch with steps of its own.
public struct Intake: Sendable {
    /// Each row's first step, its arrival: opened and done by whoever sends it.
    public let entry: Name
    public let columns: [Column]
    /// How many rows it needs, and how many it takes.
    public let atLeast: Int?
    public let atMost: Int?
    public let gates: [Gate]
    public let otherwise: Otherwise?

    public init(
        entry: Name, columns: [Column], atLeast: Int? = nil, atMost: Int? = nil, gates: [Gate] = [],
        otherwise: Otherwise? = nil
    ) {
        self.entry = entry
        self.columns = columns
        self.atLeast = atLeast
        self.atMost = atMost
        self.gates = gates
        self.otherwise = otherwise
    }

    /// The column that holds a row's file; its document is that of the row's first step.
    public var fileColumn: Column? { columns.first { $0.type == .file } }

    /// Whether these rows are as many as it needs, for every gate too.
    func isEnough(_ rows: Tally) -> Bool { rows.counted >= atLeast ?? 0 && rows.groupsMet == rows.groups }

    /// How the step ends with these rows.
    func result(of rows: Tally) -> Name {
        isEnough(rows) ? Outcome.done.name : otherwise?.outcome.name ?? Outcome.short.name
    }
}

/// One choice of a gate's column, and how many rows it needs.
public struct GateGroup: Hashable, Sendable {
    /// The gate's place among those of its step and the choice, as a part of a path.
    let key: String
    /// Position among the gates of the step.
    public let gate: Int
    public let choice: String
    public let needed: Int

    init(gate: Int, choice: String, needed: Int) {
        self.gate = gate
        self.choice = choice
        self.needed = needed
        key = "\(gate)=\(Path.key(choice))"
    }
}

extension Control {
    /// Whether a window is still open for answers, and a step that takes rows for these.
    public var takesAnswers: Bool { phase == .open && outcome == nil }
}

extension Step {
    /// Where the people of its window are counted: beside the rows that they send, where they send any.
    func windowCounters(at path: Path) -> Path { kind.intake == nil ? path : path.senders }
}

extension Intake {
    /// The answer of somebody who has sent a row: their item stays open for more.
    public static let sent: Name = "sent"
    /// The name of a row's first step where the definition gives it none: no name begins so.
    public static let row = Name(rawValue: "+row")
}
