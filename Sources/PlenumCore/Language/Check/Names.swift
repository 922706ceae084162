/// Something that a name of a definition stands for.
public enum Thing: Sendable {
    case step(scope: Int, index: Int)
    case input(Declaration)
    case role(Declaration)
    /// A column of the list that the branches of `scope` run over.
    case column(Column, scope: Int)
    /// What a branch of `scope` runs for.
    case entry(scope: Int)
    /// The arrival of a row of `scope`.
    case arrival(scope: Int)

    /// What it is, for the words of a problem.
    public enum Kind: Hashable, Sendable {
        case step(kind: String)
        case input(type: String)
        case column(type: String)
        case role, entry, arrival
    }
}

/// Every name of a definition, by the scope in which it can be seen.
struct Names {
    let context: ReadingContext
    private let steps: [[Name: Int]]
    private let inputs: [Name: Declaration]
    private let roles: [Name: Declaration]
    let policies: [Name: Declaration]
    /// For every scope, the columns that its branches know.
    private var columnsOfScopes: [[Column]?] = []

    init(_ context: ReadingContext) {
        self.context = context
        steps = context.scopes.map { scope in
            Dictionary(scope.steps.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        }
        func declared(_ kind: Declaration.Kind) -> [Name: Declaration] {
            Dictionary(
                context.declarations.filter { $0.kind == kind }.map { ($0.name, $0) },
                uniquingKeysWith: { first, _ in first })
        }
        inputs = declared(.input)
        roles = declared(.role)
        policies = declared(.policy)
        // Outer scopes come before those within them, so what they know is there when it is asked for.
        columnsOfScopes.reserveCapacity(steps.count)
        for scope in steps.indices { columnsOfScopes.append(findColumns(of: scope)) }
    }

    func source(scope: Int, index: Int) -> StepSource { context.scopes[scope].steps[index] }

    func step(_ name: Name, in scope: Int) -> Int? { scope < steps.count ? steps[scope][name] : nil }

    func input(_ name: Name) -> Declaration? { inputs[name] }

    /// What `name` stands for where it is used in `scope`: the nearest meaning.
    func resolve(_ name: Name, from scope: Int) -> Thing? {
        var place: Int? = steps.indices.contains(scope) ? scope : nil
        while let current = place {
            if let index = steps[current][name] { return .step(scope: current, index: index) }
            if let bound = bound(name, in: current) { return bound }
            place = context.scopes[current].parent
        }
        if let input = inputs[name] { return .input(input) }
        if let role = roles[name] { return .role(role) }
        return nil
    }

    /// What the branches of a scope call by this name: their entry, or a column of it.
    private func bound(_ name: Name, in scope: Int) -> Thing? {
        guard let binding = binding(of: scope) else { return nil }
        if binding.entry == name { return binding.columns == nil ? .entry(scope: scope) : .arrival(scope: scope) }
        return columns(of: scope)?.first { $0.name == name }.map { .column($0, scope: scope) }
    }

    func binding(of scope: Int) -> Binding? {
        guard let parent = context.scopes[scope].parent, let owner = context.scopes[scope].owner else { return nil }
        return source(scope: parent, index: owner).binding
    }

    /// The columns that the branches of a scope know: of a table, or of rows that are sent in.
    func columns(of scope: Int) -> [Column]? {
        columnsOfScopes.indices.contains(scope) ? columnsOfScopes[scope] : nil
    }

    private func findColumns(of scope: Int) -> [Column]? {
        guard let binding = binding(of: scope), let parent = context.scopes[scope].parent else { return nil }
        return columns(of: binding, in: parent)
    }

    func columns(of binding: Binding, in scope: Int) -> [Column]? {
        if let columns = binding.columns { return columns }
        guard let over = binding.over, over.step == nil else { return nil }
        switch resolve(over.name, from: scope) {
        case .input(let declaration): return declaration.input?.columns
        case .step(let scope, let index): return source(scope: scope, index: index).binding?.columns
        default: return nil
        }
    }

    /// What the branches of a scope run over; nil where that is not known.
    func list(of scope: Int) -> Thing? {
        guard let over = binding(of: scope)?.over, over.step == nil, let parent = context.scopes[scope].parent else {
            return nil
        }
        return resolve(over.name, from: parent)
    }

    /// Whether a name that is not found may be one that could not be read.
    func mayBeUnread(_ name: Name, from scope: Int) -> Bool {
        if context.hasUnreadNames { return true }
        var place: Int? = steps.indices.contains(scope) ? scope : nil
        while let current = place {
            let source = context.scopes[current]
            if source.isDamaged { return true }
            if source.steps.contains(where: { NameRule.meant($0.name.rawValue) == name.rawValue }) { return true }
            if source.parent != nil, binding(of: current) == nil { return true }
            // Without `as:` the entries have no name, which is told by itself.
            if let list = list(of: current), binding(of: current)?.entry == nil {
                if case .input(let declaration) = list {
                    if declaration.input?.type != .table { return true }
                } else {
                    return true
                }
            }
            place = source.parent
        }
        return false
    }

    func kind(of thing: Thing) -> Thing.Kind {
        switch thing {
        case .step(let scope, let index): .step(kind: source(scope: scope, index: index).kind?.rawValue ?? "?")
        case .input(let declaration): .input(type: declaration.input?.type.rawValue ?? "?")
        case .column(let column, _): .column(type: column.type.rawValue)
        case .role: .role
        case .entry: .entry
        case .arrival: .arrival
        }
    }

    /// All names that can be seen from a scope.
    func visible(from scope: Int) -> [String] {
        var names: [String] = []
        var place: Int? = steps.indices.contains(scope) ? scope : nil
        while let current = place {
            names += context.scopes[current].steps.map(\.name.rawValue)
            if let entry = binding(of: current)?.entry { names.append(entry.rawValue) }
            names += (columns(of: current) ?? []).map(\.name.rawValue)
            place = context.scopes[current].parent
        }
        return names + inputs.keys.map(\.rawValue).sorted() + roles.keys.map(\.rawValue).sorted()
    }

    func stepNames(in scope: Int) -> [String] { context.scopes[scope].steps.map(\.name.rawValue) }

    /// Every step of this name, wherever it stands.
    func everywhere(_ name: Name) -> [(scope: Int, index: Int)] {
        steps.enumerated().compactMap { scope, names in names[name].map { (scope, $0) } }
    }
}
