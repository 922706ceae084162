/// What one reading of a definition gathers: the problems found, and every name used with its place.
public final class ReadingContext {
    public private(set) var diagnostics: [Diagnostic] = []
    /// Names that refer to something, to be looked up when everything is read.
    public internal(set) var uses: [Use] = []
    /// Every scope that was opened, the definition's own first.
    public internal(set) var scopes: [ScopeSource] = []
    /// The scope and the step that are being read.
    var scope = 0
    var step: Int?

    /// The kinds of step that a definition may use.
    let kinds: StepKinds

    public init(kinds: StepKinds = .all) { self.kinds = kinds }

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

    static let capacity = 10_000
    /// How many more there were than are kept.
    public private(set) var dropped = 0

    /// Names that the definition gives outside of its steps.
    private(set) var declarations: [Declaration] = []

    func declare(_ name: Name, _ kind: Declaration.Kind, _ pair: Node.Pair) {
        declarations.append(Declaration(name: name, kind: kind, mark: pair.keyMark, end: pair.keyEnd))
    }

    // MARK: Scopes

    func enterScope() {
        scopes.append(ScopeSource(parent: scopes.isEmpty ? nil : scope, owner: step))
        scope = scopes.count - 1
        step = nil
    }

    func leaveScope(to outer: Int, step: Int?) {
        let inner = scope
        scope = outer
        self.step = step
        if let step, outer != inner { scopes[outer].steps[step].inner = inner }
    }

    func declareStep(_ pair: Node.Pair) {
        scopes[scope].steps.append(StepSource(name: Name(rawValue: pair.key), mark: pair.keyMark, end: pair.keyEnd))
    }

    func describeStep(kind: Name, _ pairs: [Node.Pair]) {
        guard let step else { return }
        scopes[scope].steps[step].kind = kind
        scopes[scope].steps[step].pairs = pairs
    }

    /// Notes that the step which is being read could be read whole.
    func finishStep(_ kind: any StepKind) {
        guard let step else { return }
        scopes[scope].steps[step].read = kind
    }

    func use(_ name: Name, as role: Use.Role, at mark: SourceMark, to end: SourceMark) {
        uses.append(Use(name: name, role: role, scope: scope, step: step, mark: mark, end: end))
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
    }

    public let name: Name
    public let role: Role
    /// Position among the context's scopes.
    public let scope: Int
    /// Position of the step that uses it among those of the scope.
    public let step: Int?
    public let mark: SourceMark
    public let end: SourceMark
}

/// Where a scope and what it declares stand in the file.
public struct ScopeSource: Sendable {
    public let parent: Int?
    /// Position in the parent of the step whose branches these are.
    public let owner: Int?
    public internal(set) var steps: [StepSource] = []
}

/// Where a step and its parts stand in the file.
public struct StepSource: Sendable {
    public let name: Name
    public let mark: SourceMark
    public let end: SourceMark
    /// Nil where it is not known.
    public internal(set) var kind: Name?
    /// The keys with their places, for what is checked later.
    var pairs: [Node.Pair] = []
    /// Position of the scope of its own steps.
    public internal(set) var inner: Int?
    /// Nil where it could not be read whole; then little more can be said of it.
    public internal(set) var read: (any StepKind)?

    init(name: Name, mark: SourceMark, end: SourceMark) {
        self.name = name
        self.mark = mark
        self.end = end
    }

    public func node(_ key: String) -> Node? {
        pairs.first { $0.key == key }?.value
    }
}

/// A name that the definition gives to an input, a role or a reminder policy.
public struct Declaration: Sendable {
    public enum Kind: Hashable, Sendable {
        case input, role, policy
    }

    public let name: Name
    public let kind: Kind
    public let mark: SourceMark
    public let end: SourceMark
}
