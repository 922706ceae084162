/// What a kind of step is to the engine: its shape, and what happens when it opens and when somebody acts on it.
public protocol StepBehaviour: Sendable {
    /// Every way in which a step of this kind can end by itself, in the order in which people are offered them.
    var outcomes: [Outcome] { get }
    /// When it is due; nil for `deadline: none` and for kinds without one.
    var deadline: Deadline? { get }
    /// When its window ends; nil for kinds without a window.
    var closes: Deadline? { get }
    /// The day on which it takes place; nil for kinds that take place on no day.
    var sessionDate: SessionDate? { get }
    /// Whose task it is, as the definition says it; nil for kinds that are nobody's, or of each of many.
    var assignees: People? { get }
    /// The documents that whoever does it has before them, of one step or of every branch of a fan-out.
    var consults: [ListPhrase] { get }
    /// The step whose document gets a new version with it; nil for all others.
    var revises: Name? { get }
    /// The steps inside it and what they run over; nil for kinds without steps of their own.
    var fanOut: FanOut? { get }
    /// How it takes rows, each a branch of `fanOut`; nil for kinds whose branches are known when it opens.
    var intake: Intake? { get }
    /// Whether it is due with the step in whose branch it stands, as long as that has a date to come.
    var isDueWithItsFanOut: Bool { get }
    /// Whether its window ends as soon as everybody has answered.
    var closesEarly: Bool { get }
    /// How its window ends when its time is up, or nobody is left to answer.
    func result(of tally: Tally) -> Name
    /// Whether its window ends now, before its time.
    func isOver(_ tally: Tally) -> Bool
    /// Whether only the person themself may act, or their secretary who enters what they did on paper.
    var barsSubstitutes: Bool { get }
    /// Whether what people answer is kept apart from who they are, and known only as totals once its window has closed.
    var isSecret: Bool { get }
    /// Whether its name stands for the people it was answered with, in its scope, from then on.
    var bindsPeople: Bool { get }
    /// The value of its branch whose day says which month `day N of the month` means; nil where that is the month in
    /// which the step opens.
    var countsIn: Name? { get }
    /// At which time of a day that a person sets for it it takes place; nil where it has the whole day.
    var hour: CivilTime? { get }
    /// How its fan-out ends when its join can no longer be met.
    var shortfall: Name { get }
    /// Whether this version can run it; a definition with a step that is not ready can be checked, not started.
    var isReady: Bool { get }

    /// What the step opens with. Refuses when a list that must not be empty is.
    func opening(_ scene: Scene) throws -> Opening
    /// What can be done on an open item, and what must be given with it.
    func offer(_ scene: Scene) throws -> Offer
    /// What an act does that fits the offer. Refuses what the offer cannot say.
    func effect(of act: Act, _ scene: Scene) throws -> Effect
}

extension StepBehaviour {
    public var outcomes: [Outcome] { [.done] }
    public var deadline: Deadline? { nil }
    public var closes: Deadline? { nil }
    public var sessionDate: SessionDate? { nil }
    public var assignees: People? { nil }
    public var consults: [ListPhrase] { [] }
    public var revises: Name? { nil }
    public var fanOut: FanOut? { nil }
    public var intake: Intake? { nil }
    public var isDueWithItsFanOut: Bool { false }
    public var closesEarly: Bool { false }
    public func result(of tally: Tally) -> Name { Outcome.done.name }
    public func isOver(_ tally: Tally) -> Bool { closesEarly && tally.open == 0 }
    public var barsSubstitutes: Bool { false }
    public var isSecret: Bool { false }
    public var bindsPeople: Bool { false }
    public var countsIn: Name? { nil }
    public var hour: CivilTime? { nil }
    public var shortfall: Name { Outcome.short.name }
    public var isReady: Bool { true }

    public func offer(_ scene: Scene) throws -> Offer { Offer() }
    public func effect(of act: Act, _ scene: Scene) throws -> Effect { .finish(act.outcome ?? Outcome.done.name) }
}

/// What a step opens with.
public enum Opening: Hashable, Sendable {
    /// One task, for any one of these people.
    case task([PersonID])
    /// A window: an item for each.
    case window([PersonID])
    /// A branch for each entry.
    case branches([Opened.Branch])
    /// Rows are taken from each of these people: an item for each.
    case rows([PersonID])
    /// Rows are taken from whoever does the one task, which is for any one of these people.
    case rowsByTask([PersonID])
    /// Nothing to do but to wait for its time.
    case wait

    /// Those who are each asked; nil where there is one task, or none.
    public var asked: [PersonID]? {
        switch self {
        case .window(let people), .rows(let people): people
        case .task, .branches, .rowsByTask, .wait: nil
        }
    }
}

/// What can be done on an open item.
public struct Offer: Hashable, Sendable {
    /// The ways to end it; empty where there is only one and nothing to choose.
    public var outcomes: [Outcome]
    public var needs: [ActNeed]
    /// The ways to end it with which nothing else is given; they are said, and never meant by saying nothing.
    public var bare: [Outcome]

    public init(outcomes: [Outcome] = [], needs: [ActNeed] = [], bare: [Outcome] = []) {
        self.outcomes = outcomes
        self.needs = needs
        self.bare = bare
    }

    /// Every outcome that can be said.
    public var all: [Outcome] { outcomes + bare }
}

/// Something that is given with an act.
public struct ActNeed: Hashable, Sendable {
    public enum ValueType: String, CaseIterable, Hashable, Sendable {
        case text, number, date, time, person, people, unit, file
        /// What is done with an opinion: `taken-on-board`, `partly: why`, `explained: why`.
        case disposition
    }

    public let name: Name
    public let type: ValueType
    public let required: Bool
    public let title: LocalizedText
    /// The people or words among which to choose; nil where anything of the type will do.
    public let options: [String]?

    public init(
        _ name: Name, _ type: ValueType, required: Bool = true, title: LocalizedText, options: [String]? = nil
    ) {
        self.name = name
        self.type = type
        self.required = required
        self.title = title
        self.options = options
    }

    /// The file that a step gives, attached with the act.
    public static let attachment = Name("attach")
    /// The day on which a session is called again.
    public static let newDate = Name("new-date")
}

/// What somebody did on an item, its values read and fitting the offer.
public struct Act: Hashable, Sendable {
    public let outcome: Name?
    public let answers: [Value.Cell]
    public let document: Document?

    public init(outcome: Name?, answers: [Value.Cell], document: Document?) {
        self.outcome = outcome
        self.answers = answers
        self.document = document
    }

    public func answer(_ name: Name) -> Value? { answers.first { $0.column == name }?.value }
}

/// What an act does to its step.
public enum Effect: Hashable, Sendable {
    /// The step has ended so; what the kind knows of it beside what was given, such as the number that it took.
    case finish(Name, adding: [Value.Cell] = [])
    /// This person's item has; the window goes on.
    case answer(Name)
    /// This person's item has: the log says that they answered, and the ballot box, without their name, what.
    case ballot(Name, seen: Name)
    /// The day of the session is chosen; it stays open.
    case schedule(CivilDate)
    /// The step ended so and begins again, in a new round.
    case again(Name)
    /// A row has come, with these values: a branch opens, the item stays as it is.
    case row([Value.Cell])
    /// Nothing has ended: this is kept with the open item.
    case keep([Value.Cell])
    /// The window, which would have opened after its end, opens anew until the end of this day.
    case openUntil(CivilDate)
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

    /// What its branches are for.
    public enum Source: Sendable {
        /// An input (units, people, a table), a list of the scope, or the step's own rows.
        case list(ListPhrase)
        /// Days, one after the other.
        case days(Recurrence)
        /// One branch: the steps of another definition.
        case definition(UsedDefinition)
    }

    public let source: Source
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
        self.init(.list(over), entry: entry, join: join, others: others, mayBeEmpty: mayBeEmpty, scope: scope)
    }

    public init(
        _ source: Source, entry: Name?, join: Join = .all, others: Others = .stop, mayBeEmpty: Bool = false,
        scope: Scope
    ) {
        self.source = source
        self.entry = entry
        self.join = join
        self.others = others
        self.mayBeEmpty = mayBeEmpty
        self.scope = scope
    }

    /// The list that it runs over; nil where its branches are for something else.
    public var over: ListPhrase? {
        switch source {
        case .list(let list): list
        case .days, .definition: nil
        }
    }

    /// On which days its branches begin; nil where they are for something else.
    public var recurrence: Recurrence? {
        switch source {
        case .days(let recurrence): recurrence
        case .list, .definition: nil
        }
    }

    /// The definition whose steps it has; nil where they stand in the file itself.
    public var used: UsedDefinition? {
        switch source {
        case .definition(let used): used
        case .list, .days: nil
        }
    }
}
