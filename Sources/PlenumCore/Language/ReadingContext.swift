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

extension String {
    /// Whether the words of `name` stand in it.
    fileprivate func mentions(_ name: String) -> Bool {
        let (words, wanted) = (split(separator: " "), name.split(separator: " "))
        guard !wanted.isEmpty, wanted.count <= words.count else { return false }
        return (0...words.count - wanted.count).contains { words[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }
}
