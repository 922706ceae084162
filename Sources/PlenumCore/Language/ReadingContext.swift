/// What one reading of a definition gathers: the problems found, and every name used with its place.
public final class ReadingContext {
    public private(set) var diagnostics: [Diagnostic] = []
    /// Names that refer to something, to be looked up when everything is read.
    @exclusivity(unchecked) public internal(set) var uses: [Use] = []
    /// Every scope that was opened, the definition's own first.
    @exclusivity(unchecked) private(set) var scopes: [ScopeSource] = []
    /// Every name that is given or used.
    @exclusivity(unchecked) private(set) var names = NameNumbers()
    /// The moments of the steps that were read, one step's behind another's.
    @exclusivity(unchecked) private(set) var moments: [StepTraits.Reckoned] = []
    /// One for all phrases, so that what it has allocated serves again.
    @exclusivity(unchecked) private(set) var parser = PhraseParser()

    /// What `rule` makes of a phrase. Nil where it is none; then `parser` knows what it expected.
    func parse<Value>(_ node: Node, by rule: (inout PhraseParser) -> Value?) -> Value? {
        begin(node, recording: false)
        if let value = rule(&parser), parser.isAtEnd {
            noteUses(in: node)
            return value
        }
        begin(node, recording: true)
        if rule(&parser) != nil { parser.expect(.end) }
        return nil
    }

    @inline(never)
    private func begin(_ node: Node, recording: Bool) {
        parser.begin(node.entry.content, of: node.tree, recording: recording)
    }

    @inline(never)
    private func noteUses(in node: Node) {
        for index in parser.uses.indices {
            let use = parser.uses[index]
            self.use(use.name, as: use.role, at: node.place(of: use.start), to: node.place(of: use.end))
        }
    }

    /// The scope and the step that are being read.
    @exclusivity(unchecked) var scope = 0
    @exclusivity(unchecked) var step: Int?

    /// The values of the file.
    let tree: NodeTree
    /// The kinds of step that a definition may use.
    let kinds: StepKinds

    private let shelf: (any DefinitionShelf)?

    /// For values of the file in which the node stands.
    public convenience init(of node: Node) { self.init(node.tree) }

    init(_ tree: NodeTree, kinds: StepKinds = .all, shelf: (any DefinitionShelf)? = nil) {
        self.tree = tree
        self.kinds = kinds
        self.shelf = shelf
        // More than there will be: of memory only what is used counts.
        uses.reserveCapacity(tree.entries.count / 2)
    }

    /// Whether a step uses another definition.
    private(set) var isComposed = false

    /// The definition that a step uses.
    func definition(used name: String) -> UsedReading {
        isComposed = true
        return shelf?.definition(named: name) ?? .missing(known: [])
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
    @exclusivity(unchecked) var languages: [(code: String, key: Spelling)] = []
    /// Whether the definition has no `steps:`.
    var lacksSteps = false
    /// The people asked for; hardly ever the same twice.
    private(set) var asked: [People] = []
    @exclusivity(unchecked) private var recentPeople = RecentPhrases<People>()
    /// True where a part that declares names could not be read: then a name that is not found is no news.
    var hasUnreadNames = false

    /// Names that stand for two things: what is said of their uses follows from that.
    var takenNames: Set<Name> = []

    func ask(_ people: People) { asked.append(people) }

    /// The people of a phrase that was read lately, their names told again; nil for any other.
    func knownPeople(_ node: Node) -> People? {
        recentPeople.recall(node) { use in
            self.use(use.name, as: use.role, at: node.place(of: use.start), to: node.place(of: use.end))
        }
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
        if let step { scopes[scope].bindings[step] = Binding(over: over, entry: entry, columns: columns) }
    }

    /// Notes that the branches of the step that is being read begin on days, and what they call theirs.
    func bind(day entry: Name) {
        if let step { scopes[scope].bindings[step] = Binding(over: nil, entry: entry, columns: [], isDay: true) }
    }

    func enterScope(damaged: Bool, count: Int) {
        names.reserve(count)
        scopes.append(ScopeSource(parent: scopes.isEmpty ? nil : scope, owner: step, isDamaged: damaged, count: count))
        scope = scopes.count - 1
        step = nil
    }

    /// Leaves a scope of which these steps could be read whole.
    func leaveScope(to outer: Int, step: Int?, read: [Step]) {
        let inner = scope
        scopes[inner].read = read
        scope = outer
        self.step = step
        if outer != inner, let step { scopes[outer].traits[step].inner = inner }
    }

    /// Notes the step that is being read, which stands at `place` among the entries of the file.
    func declareStep(_ name: Name, at place: Int?, isDamaged: Bool) {
        scopes[scope].traits.append(
            StepTraits(name: names.number(of: name), place: place, isDamaged: isDamaged))
    }

    func describeStep(kind: Name?) {
        if let step { scopes[scope].traits[step].kind = kind }
    }

    /// Notes what was read of the step that is being read.
    func describeStep(_ kind: some StepKind) {
        if let step { scopes[scope].traits[step].describe(kind, &names, &moments) }
    }

    /// Notes the steps that come by themselves with the one that is being read.
    func declareSteps(of scope: Scope, columns: [Column]) {
        guard let step else { return }
        bind(over: nil, entry: nil, columns: columns)
        let outer = self.scope
        enterScope(damaged: false, count: scope.steps.count)
        for (index, inner) in scope.steps.enumerated() {
            self.step = index
            declareStep(inner.name, at: nil, isDamaged: false)
            describeStep(kind: type(of: inner.kind).word)
            describeStep(inner.kind)
            finishStep(at: index, hasCondition: inner.when != nil)
        }
        leaveScope(to: outer, step: step, read: scope.steps)
    }

    /// Notes that the step which is being read could be read whole, and its place among those of its scope that could.
    func finishStep(at place: Int, hasCondition: Bool) {
        if let step { scopes[scope].traits[step].finish(at: place, hasCondition: hasCondition) }
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
