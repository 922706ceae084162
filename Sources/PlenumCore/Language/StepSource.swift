/// What was noted of a scope of the file.
struct ScopeSource {
    let parent: Int?
    /// Position in the parent of the step whose branches these are.
    let owner: Int?
    /// True where some of its steps were refused and are not among `traits`.
    let isDamaged: Bool
    /// Of each step, by position.
    var traits: [StepTraits] = []
    /// The steps that could be read whole.
    var read: [Step] = []
    /// What the branches of its steps run over, by the positions of those that have any and could be read.
    var bindings: [Int: Binding] = [:]

    /// With room for so many steps.
    init(parent: Int?, owner: Int?, isDamaged: Bool, count: Int) {
        self.parent = parent
        self.owner = owner
        self.isDamaged = isDamaged
        traits.reserveCapacity(count)
    }
}

/// Where a step and its parts stand in the file: made when something is asked of it that its traits don't say.
struct StepSource {
    private let context: ReadingContext
    let scope: Int
    /// Position among the steps of the scope.
    let index: Int

    init(_ context: ReadingContext, scope: Int, index: Int) {
        self.context = context
        self.scope = scope
        self.index = index
    }

    private var traits: StepTraits { context.scopes[scope].traits[index] }

    /// What was written of it; nil where nobody has written it.
    private var node: Node? { traits.place.map { Node(tree: context.tree, index: $0) } }

    /// The step whose branches it is in, where it came with it.
    private var owner: StepSource? {
        guard let parent = context.scopes[scope].parent, let owner = context.scopes[scope].owner else { return nil }
        return StepSource(context, scope: parent, index: owner)
    }

    var name: Name { context.names.name(traits.name) }
    var mark: SourceMark { node.map { Node.Pair(value: $0).keyMark } ?? owner?.mark ?? .start }
    var end: SourceMark { node.map { Node.Pair(value: $0).keyEnd } ?? owner?.end ?? .start }
    /// Nil where it is not known.
    var kind: Name? { traits.kind }
    /// Position of the scope of its own steps.
    var inner: Int? { traits.inner }
    /// What its branches run over; nil where it has none or they could not be read.
    var binding: Binding? { context.scopes[scope].bindings[index] }
    /// Nil where it could not be read whole; then little more can be said of it.
    var read: (any StepKind)? { traits.readPlace.map { context.scopes[scope].read[$0].kind } }

    func node(_ key: String) -> Node? { node?[key] }

    func node(_ field: some AnyField) -> Node? { node?[field.word.spelling] }
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
