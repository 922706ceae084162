/// What one reading of a definition gathers: the problems found, and every name used with its place.
public final class ReadingContext {
    public private(set) var diagnostics: [Diagnostic] = []
    /// Names that refer to something, to be looked up when everything is read.
    public internal(set) var uses: [Use] = []
    /// Every scope that was opened, the definition's own first.
    public internal(set) var scopes: [ScopeSource] = []
    /// Every name that is given or used.
    private(set) var names = NameNumbers()
    /// The moments of the steps that were read, one step's behind another's.
    private(set) var moments: [StepTraits.Reckoned] = []
    /// One for all phrases, so that what it has allocated serves again.
    private var parser = PhraseParser()

    func lendParser() -> PhraseParser {
        var lent = PhraseParser()
        swap(&lent, &parser)
        return lent
    }

    func takeBack(_ lent: inout PhraseParser) { swap(&lent, &parser) }

    /// The scope and the step that are being read.
    var scope = 0
    var step: Int?
    /// What is noted of the step that is being read.
    private var source: StepSource?

    /// The kinds of step that a definition may use.
    let kinds: StepKinds

    private let shelf: (any DefinitionShelf)?

    public init(kinds: StepKinds = .all, shelf: (any DefinitionShelf)? = nil) {
        self.kinds = kinds
        self.shelf = shelf
    }

    /// The definition that a step uses.
    func definition(used name: String) -> UsedReading {
        shelf?.definition(named: name) ?? .missing(known: [])
    }

    public func report(_ problem: some Problem, at mark: SourceMark, to end: SourceMark? = nil) {
        // A file of a million mistakes shows a hundred of them; there is no point in keeping the rest.
        if diagnostics.count < ReadingContext.capacity {
            diagnostics.append(Diagnostic(problem, at: mark, to: end))
        } else {
            dropped += 1
        }
    }

    public func report(_ problem: some Problem, at node: Node) {
        report(problem, at: node.mark, to: node.end)
    }

    /// Notes that a name was refused where it is given to something: what is said of its uses follows from that.
    /// The refusal itself is the last thing reported.
    func refuse(_ name: String) {
        refusedNames.insert(name)
        if consequences.last?.position == diagnostics.count - 1 { consequences.removeLast() }
        hasUnreadNames = true
    }

    /// Reports what may only be wrong because a name in `text` is.
    func report(_ problem: some Problem, at mark: SourceMark, to end: SourceMark?, for text: String) {
        if diagnostics.count < ReadingContext.capacity { consequences.append((diagnostics.count, text)) }
        report(problem, at: mark, to: end)
    }

    private var refusedNames: Set<String> = []
    private var consequences: [(position: Int, text: String)] = []

    /// Forgets what was said of the uses of names that were refused.
    func dropConsequences() {
        guard !refusedNames.isEmpty else { return }
        for consequence in consequences.reversed()
        where refusedNames.contains(where: { consequence.text.mentions($0) }) {
            diagnostics.remove(at: consequence.position)
        }
        consequences = []
    }

    static let capacity = 10_000
    /// True once there is more than anybody reads; then no time is spent on suggestions.
    var isFlooded: Bool { diagnostics.count > CheckResult.limit }

    var hasErrors: Bool { diagnostics.contains { $0.problem.severity == .error } }

    /// How many more there were than are kept.
    public private(set) var dropped = 0

    /// Names that the definition gives outside of its steps.
    private(set) var declarations: [Declaration] = []

    func declare(_ name: Name, _ kind: Declaration.Kind, _ pair: Node.Pair) {
        declarations.append(
            Declaration(name: name, number: names.number(of: name), kind: kind, mark: pair.keyMark, end: pair.keyEnd))
    }

    /// Adds what came of the declaration that was made last for this name.
    func complete(_ name: Name, input: Input? = nil, policy: Policy? = nil) {
        guard let declaration = declarations.last(where: { $0.name == name }) else { return }
        declaration.input = input
        declaration.policy = policy
    }

    /// The languages in which every title is to be given.
    var languages: [String] = []
    /// Whether the definition has no `steps:`.
    var lacksSteps = false
    /// The people asked for; hardly ever the same twice.
    private(set) var asked: [People] = []
    private var recentPeople = RecentPhrases<People>()
    /// True where a part that declares names could not be read: then a name that is not found is no news.
    var hasUnreadNames = false

    /// Names that stand for two things: what is said of their uses follows from that.
    var takenNames: Set<Name> = []

    func ask(_ people: People) { asked.append(people) }

    /// The people of a phrase that was read lately, their names told again; nil for any other.
    func knownPeople(_ node: Node) -> People? {
        guard let phrase = recentPeople.phrase(node) else { return nil }
        for use in phrase.uses {
            self.use(use.name, as: use.role, at: node.place(of: use.start), to: node.place(of: use.end))
        }
        return phrase.value
    }

    /// Notes what came of the phrase that was read last.
    func keep(_ people: People, of node: Node) {
        let uses = parser.uses.map {
            RecentPhrases<People>.NameUse(name: names.number(of: $0.name), role: $0.role, start: $0.start, end: $0.end)
        }
        recentPeople.keep(people, of: node, uses)
    }

    /// Notes what the branches of the step that is being read run over, and the names they know it by.
    func bind(over: ListPhrase?, entry: Name?, columns: [Column]? = nil) {
        source?.binding = Binding(over: over, entry: entry, columns: columns)
    }

    /// Notes that the branches of the step that is being read begin on days, and what they call theirs.
    func bind(day entry: Name) {
        source?.binding = Binding(over: nil, entry: entry, columns: [], isDay: true)
    }

    func enterScope(damaged: Bool, count: Int) {
        names.reserve(count)
        scopes.append(ScopeSource(parent: scopes.isEmpty ? nil : scope, owner: step, isDamaged: damaged))
        scope = scopes.count - 1
        step = nil
        source = nil
    }

    func leaveScope(to outer: Int, step: Int?) {
        let inner = scope
        scope = outer
        self.step = step
        source = step.map { scopes[outer].steps[$0] }
        if outer != inner { source?.inner = inner }
    }

    func declareStep(_ name: Name, _ pair: Node.Pair) {
        add(
            StepSource(
                name: name, mark: pair.keyMark, end: pair.keyEnd, isDamaged: pair.value.isDamaged, node: pair.value),
            names.number(of: name))
    }

    private func add(_ source: StepSource, _ name: NameNumber) {
        scopes[scope].steps.append(source)
        scopes[scope].traits.append(StepTraits(name: name, isDamaged: source.isDamaged))
        self.source = source
    }

    func describeStep(kind: Name?) {
        source?.kind = kind
    }

    /// Notes the steps that come by themselves with the one that is being read.
    func declareSteps(of scope: Scope, columns: [Column]) {
        guard let step else { return }
        bind(over: nil, entry: nil, columns: columns)
        let (outer, owner) = (self.scope, scopes[self.scope].steps[step])
        enterScope(damaged: false, count: scope.steps.count)
        for (index, inner) in scope.steps.enumerated() {
            add(
                StepSource(name: inner.name, mark: owner.mark, end: owner.end, isDamaged: false, node: nil),
                names.number(of: inner.name))
            self.step = index
            describeStep(kind: type(of: inner.kind).word)
            finishStep(inner)
        }
        leaveScope(to: outer, step: step)
    }

    /// Notes that the step which is being read could be read whole.
    func finishStep(_ step: Step) {
        guard let position = self.step else { return }
        // The very value of the step, so that it is not made twice.
        source?.read = step.kind
        scopes[scope].traits[position].finish(step, &names, &moments)
    }

    func number(of name: Name) -> NameNumber { names.number(of: name) }

    func use(_ name: NameNumber, as role: Use.Role, at mark: SourceMark, to end: SourceMark) {
        uses.append(Use(name: name, role: role, scope: scope, step: step, mark: mark, end: end))
    }

    func use(_ name: Name, as role: Use.Role, at mark: SourceMark, to end: SourceMark) {
        use(names.number(of: name), as: role, at: mark, to: end)
    }
}

/// A name that stands for something else in the definition.
public struct Use: Sendable {
    /// What the name must stand for where it is used.
    public enum Role: Hashable, Sendable {
        /// A step of the same scope, in `after`.
        case predecessor
        /// An earlier step, in `return`.
        case returnTarget
        /// Something with a date: `before`, `same day as`, a date by name.
        case day
        /// Something that is completed: `after`.
        case completion
        case people
        case unit
        case units
        /// A step that produces a document, or a file.
        case document
        /// A step whose comments need an answer.
        case opinions
        /// A session, whose roll call says who was present.
        case meeting
        /// Something to run over.
        case list
        /// A step or column inside the branches of the fan-out `of`.
        case element(of: Name)
        /// A step with this outcome, inside the branches of `within` where that is given.
        case outcome(Name, within: Name?)
        /// A fan-out or a collection whose rows are counted.
        case rows
        case input(Comparison, String)
        /// A document, a person or a text that a session deals with.
        case item
        /// A step anywhere in the definition, with this outcome.
        case counted(Name)
        case table
        /// A step with branches, or a list, whose number stands behind a slash.
        case total
        case policy
        case column
        /// What stands for an input of a definition that is used.
        case given(GivenShape)
    }

    let name: NameNumber
    public let role: Role
    /// Position among the context's scopes.
    public let scope: Int
    /// Position of the step that uses it among those of the scope.
    public let step: Int?
    public let mark: SourceMark
    public let end: SourceMark
}

/// Where a scope and what it declares stand in the file.
public struct ScopeSource {
    public let parent: Int?
    /// Position in the parent of the step whose branches these are.
    public let owner: Int?
    /// True where some of its steps were refused and are not among `steps`.
    let isDamaged: Bool
    public internal(set) var steps: [StepSource] = []
    /// Of each step, by position.
    var traits: [StepTraits] = []
}

/// Where a step and its parts stand in the file. A class, because the checks ask for it again and again.
public final class StepSource {
    public let name: Name
    public let mark: SourceMark
    public let end: SourceMark
    /// Nil where it is not known.
    public internal(set) var kind: Name?
    /// True where something of it was refused already.
    let isDamaged: Bool
    /// What was written of it, for what is checked later; nil where nobody has written it.
    private let node: Node?
    /// Position of the scope of its own steps.
    public internal(set) var inner: Int?
    /// What its branches run over; nil where it has none or they could not be read.
    var binding: Binding?
    /// Nil where it could not be read whole; then little more can be said of it.
    public fileprivate(set) var read: (any StepKind)?

    init(name: Name, mark: SourceMark, end: SourceMark, isDamaged: Bool, node: Node?) {
        self.isDamaged = isDamaged
        self.node = node
        self.name = name
        self.mark = mark
        self.end = end
    }

    /// Whether nobody has written it: it comes with the step whose branches it is in.
    var isBuiltIn: Bool { node == nil && read != nil }

    public func node(_ key: String) -> Node? { node?[key] }

    func node(_ field: some AnyField) -> Node? { node?[field.word.spelling] }
}

/// A name that the definition gives to an input, a role or a reminder policy. A class, because what a name stands
/// for is handed round.
public final class Declaration {
    public enum Kind: Hashable, Sendable {
        case input, role, policy
    }

    public let name: Name
    let number: NameNumber
    public let kind: Kind
    public let mark: SourceMark
    public let end: SourceMark
    /// What it declares, where that could be read.
    var input: Input?
    var policy: Policy?
    /// Whether anything that was checked means it.
    var isUsed = false

    init(name: Name, number: NameNumber, kind: Kind, mark: SourceMark, end: SourceMark) {
        self.name = name
        self.number = number
        self.kind = kind
        self.mark = mark
        self.end = end
    }
}

/// The names by which branches know what they run over.
struct Binding: Sendable {
    /// Nil where the branches are the rows of the step itself.
    let over: ListPhrase?
    let entry: Name?
    /// Of the step's own rows.
    let columns: [Column]?
    /// Whether the entry is a day, which each branch waits for.
    var isDay = false
}

extension String {
    /// Whether the words of `name` stand in it.
    fileprivate func mentions(_ name: String) -> Bool {
        let (words, wanted) = (split(separator: " "), name.split(separator: " "))
        guard !wanted.isEmpty, wanted.count <= words.count else { return false }
        return (0...words.count - wanted.count).contains { words[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }
}
