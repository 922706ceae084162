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
    public internal(set) var read: (any StepKind)?

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
