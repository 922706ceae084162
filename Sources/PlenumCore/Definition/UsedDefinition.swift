/// Another definition as a step of one, with what it is given for its inputs.
public struct UsedDefinition: Sendable {
    /// What stands for an input of the definition that is used.
    public enum Given: Hashable, Sendable {
        /// What a name of the outer scope stands for, now and whenever it changes.
        case name(Name)
        /// As it was written, to be read by the input's type.
        case value(String)
    }

    public let definition: Definition
    public let given: [Name: Given]
    /// What it asks of people and dates, in its own names.
    public let needs: [Need]

    public init(_ definition: Definition, given: [Name: Given], needs: [Need] = []) {
        self.definition = definition
        self.given = given
        self.needs = needs
    }

    /// How deep definitions may use each other.
    public static let deepest = 8
}

extension Definition {
    /// The definition whose names are seen in a scope, with the scope in which its own steps stand: this one's, or
    /// that of the innermost step around it which uses another.
    public func home(of scope: ScopePath) -> (definition: Definition, root: ScopePath) {
        guard isComposed else { return (self, .root) }
        var current = scope
        while let fanOut = current.fanOut {
            if let used = step(at: fanOut)?.kind.fanOut?.used { return (used.definition, current) }
            current = fanOut.scope
        }
        return (self, .root)
    }

    /// The reminder policy of the step at `path`, as the definition it stands in gives it.
    public func policy(of path: Path) -> Policy? {
        step(at: path)?.remind.flatMap { home(of: path.scope).definition.policy($0) }
    }

    /// What is used in the branch; nil for every other scope.
    func used(in branch: ScopePath) -> UsedDefinition? {
        guard isComposed, let fanOut = branch.fanOut else { return nil }
        return step(at: fanOut)?.kind.fanOut?.used
    }
}

extension Scope {
    /// Whether any of its steps, near or far within, uses another definition.
    var isComposed: Bool {
        steps.indices.contains { index in
            steps[index].kind.fanOut.map { $0.used != nil || $0.scope.isComposed } ?? false
        }
    }
}
