/// What a kind of step is to the engine.
public protocol StepBehaviour: Sendable {
    /// Every way in which a step of this kind can end by itself, in the order in which people are offered them.
    var outcomes: [Outcome] { get }
    /// When it is due; nil for `deadline: none` and for kinds without one.
    var deadline: Deadline? { get }
    /// When its window ends; nil for kinds without a window.
    var closes: Deadline? { get }
    /// The day on which it takes place; nil for kinds that take place on no day.
    var sessionDate: SessionDate? { get }
    /// The steps inside it and what they run over; nil for kinds without steps of their own.
    var fanOut: FanOut? { get }
    /// Whether its window ends as soon as everybody has answered.
    var closesEarly: Bool { get }
}

extension StepBehaviour {
    public var outcomes: [Outcome] { [.done] }
    public var deadline: Deadline? { nil }
    public var closes: Deadline? { nil }
    public var sessionDate: SessionDate? { nil }
    public var fanOut: FanOut? { nil }
    public var closesEarly: Bool { false }
}

extension Outcome {
    /// The end of a step that has only one.
    public static let done = Outcome("done", title: LocalizedText(vi: "Hoàn thành", en: "Done"))
    /// The end of a fan-out or a window that did not reach what it needs.
    public static let short = Outcome("short", title: LocalizedText(vi: "Không đủ", en: "Too few"))
}

/// One branch of steps for each entry of a list.
public struct FanOut: Sendable {
    /// What happens to the branches that are open when the join is met.
    public enum Others: String, CaseIterable, Hashable, Sendable {
        case stop = "stop"
        case goOn = "go on"
    }

    /// An input (units, people, a table), a list of the scope, or the step's own rows.
    public let over: ListPhrase
    /// The name by which a branch knows its entry; nil when a table's columns are the names.
    public let entry: Name?
    public let join: Join
    public let others: Others
    public let mayBeEmpty: Bool
    public let scope: Scope

    public init(
        over: ListPhrase, entry: Name?, join: Join = .all, others: Others = .stop, mayBeEmpty: Bool = false,
        scope: Scope
    ) {
        self.over = over
        self.entry = entry
        self.join = join
        self.others = others
        self.mayBeEmpty = mayBeEmpty
        self.scope = scope
    }
}
