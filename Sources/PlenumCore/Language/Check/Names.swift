/// Something that a name of a definition stands for.
public enum Thing {
    case step(scope: Int, index: Int)
    case input(Declaration)
    case role(Declaration)
    /// A column of the list that the branches of `scope` run over.
    case column(Column, scope: Int)
    /// What a branch of `scope` runs for.
    case entry(scope: Int)
    /// The first step of a branch of `scope`, which nobody wrote: the arrival of its row, the coming of its day.
    case arrival(scope: Int)

    /// What it is, for the words of a problem.
    public enum Kind: Hashable, Sendable {
        case step(kind: String)
        case input(type: String)
        case column(type: String)
        case role, entry, arrival, occurrence
    }
}

/// Every name of a definition, by the scope in which it can be seen.
struct Names {
    let context: ReadingContext
    private let scopes: [ScopeSource]
    private let meanings: [Name: Meaning]
    let policies: [Name: Declaration]
    /// For every scope, the columns that its branches know.
    private var columnsOfScopes: [[Column]?] = []

    init(_ context: ReadingContext) {
        self.context = context
        let scopes = context.scopes
        self.scopes = scopes
        var meanings = [Name: Meaning](minimumCapacity: scopes.reduce(0) { $0 + $1.steps.count })
        for scope in scopes.indices {
            for (index, step) in scopes[scope].steps.enumerated() {
                meanings[step.name, default: Meaning()].add(Meaning.Place(scope: scope, index: index))
            }
        }
        var policies: [Name: Declaration] = [:]
        for declaration in context.declarations {
            let name = declaration.name
            switch declaration.kind {
            case .policy: if policies[name] == nil { policies[name] = declaration }
            case .input: if meanings[name]?.input == nil { meanings[name, default: Meaning()].input = declaration }
            case .role: if meanings[name]?.role == nil { meanings[name, default: Meaning()].role = declaration }
            }
        }
        self.meanings = meanings
        self.policies = policies
        // Outer scopes come before those within them, so what they know is there when it is asked for.
        columnsOfScopes.reserveCapacity(scopes.count)
        for scope in scopes.indices { columnsOfScopes.append(findColumns(of: scope)) }
    }

    func source(scope: Int, index: Int) -> StepSource { scopes[scope].steps[index] }

    func step(_ name: Name, in scope: Int) -> Int? { meanings[name]?.step(in: scope) }

    func input(_ name: Name) -> Declaration? { meanings[name]?.input }

    /// What `name` stands for where it is used in `scope`: the nearest meaning.
    func resolve(_ name: Name, from scope: Int) -> Thing? {
        let meaning = meanings[name]
        var place: Int? = scopes.indices.contains(scope) ? scope : nil
        while let current = place {
            if let index = meaning?.step(in: current) { return .step(scope: current, index: index) }
            place = scopes[current].parent
            // The definition's own scope is nobody's branch.
            if place != nil, let bound = bound(name, in: current) { return bound }
        }
        if let input = meaning?.input { return .input(input) }
        if let role = meaning?.role { return .role(role) }
        return nil
    }

    /// What the branches of a scope call by this name: their entry, or a column of it.
    private func bound(_ name: Name, in scope: Int) -> Thing? {
        guard let binding = binding(of: scope) else { return nil }
        if binding.entry == name { return binding.columns == nil ? .entry(scope: scope) : .arrival(scope: scope) }
        return columns(of: scope)?.first { $0.name == name }.map { .column($0, scope: scope) }
    }

    func binding(of scope: Int) -> Binding? {
        guard let parent = scopes[scope].parent, let owner = scopes[scope].owner else { return nil }
        return source(scope: parent, index: owner).binding
    }

    /// The columns that the branches of a scope know: of a table, or of rows that are sent in.
    func columns(of scope: Int) -> [Column]? {
        columnsOfScopes.indices.contains(scope) ? columnsOfScopes[scope] : nil
    }

    private func findColumns(of scope: Int) -> [Column]? {
        guard let binding = binding(of: scope), let parent = scopes[scope].parent else { return nil }
        return columns(of: binding, in: parent)
    }

    func columns(of binding: Binding, in scope: Int) -> [Column]? {
        if let columns = binding.columns { return columns }
        guard let over = binding.over else { return nil }
        switch resolve(over.step ?? over.name, from: scope) {
        case .input(let declaration): return over.step == nil ? declaration.input?.columns : nil
        case .step(let scope, let index): return source(scope: scope, index: index).binding?.columns
        default: return nil
        }
    }

    /// What the branches of a scope run over; nil where that is not known.
    func list(of scope: Int) -> Thing? {
        guard let over = binding(of: scope)?.over, over.step == nil, let parent = scopes[scope].parent else {
            return nil
        }
        return resolve(over.name, from: parent)
    }

    /// Whether there are steps anywhere that could not be read, so that a step that is not found is no news.
    var haveUnreadSteps: Bool {
        context.hasUnreadNames
            || scopes.contains { scope in scope.isDamaged || scope.steps.contains(where: mayHoldUnreadSteps) }
    }

    /// A step of an unknown kind, or of one with branches, whose own steps were not reached.
    private func mayHoldUnreadSteps(_ step: StepSource) -> Bool {
        guard step.read == nil, step.inner == nil else { return false }
        guard let kind = step.kind.flatMap({ context.kinds[$0] }) else { return true }
        return kind.fields.contains { $0.key == StepFields.steps.key }
    }

    /// Whether what a branch of the scope calls its entries, or the columns of its list, is known.
    private func knowsEntries(of scope: Int) -> Bool {
        guard let parent = scopes[scope].parent, let owner = scopes[scope].owner else { return true }
        guard let binding = binding(of: scope) else { return false }
        if binding.entry == nil, source(scope: parent, index: owner).node("as") != nil { return false }
        guard binding.columns == nil, let over = binding.over, over.step == nil else { return true }
        guard let list = list(of: scope) else { return false }
        switch list {
        case .input(let declaration):
            guard let input = declaration.input else { return false }
            // Without `as:` the entries have no name, which is told by itself, as is what cannot be run over.
            return input.type == .table || binding.entry != nil && [.people, .units].contains(input.type)
        case .step(let scope, let index):
            return binding.entry != nil && source(scope: scope, index: index).read?.fanOut != nil
        case .role: return binding.entry != nil
        case .column, .entry, .arrival: return false
        }
    }

    /// Whether a name that is not found may be one that could not be read.
    func mayBeUnread(_ name: Name, from scope: Int) -> Bool {
        if context.hasUnreadNames { return true }
        var place: Int? = scopes.indices.contains(scope) ? scope : nil
        while let current = place {
            let source = scopes[current]
            if source.isDamaged { return true }
            if source.steps.contains(where: { NameRule.meant($0.name.rawValue) == name.rawValue }) { return true }
            if !knowsEntries(of: current) { return true }
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
        case .arrival(let scope): binding(of: scope)?.isDay == true ? .occurrence : .arrival
        }
    }

    /// All names that can be seen from a scope.
    func visible(from scope: Int) -> [String] {
        var names: [String] = []
        var place: Int? = scopes.indices.contains(scope) ? scope : nil
        while let current = place {
            names += stepNames(in: current)
            if let entry = binding(of: current)?.entry { names.append(entry.rawValue) }
            names += (columns(of: current) ?? []).map(\.name.rawValue)
            place = scopes[current].parent
        }
        return names + declared(.input) + declared(.role)
    }

    private func declared(_ kind: Declaration.Kind) -> [String] {
        Set(context.declarations.filter { $0.kind == kind }.map(\.name.rawValue)).sorted()
    }

    func stepNames(in scope: Int) -> [String] { scopes[scope].steps.map(\.name.rawValue) }

    /// Every step of this name, wherever it stands.
    func everywhere(_ name: Name) -> [(scope: Int, index: Int)] {
        meanings[name]?.places.map { ($0.scope, $0.index) } ?? []
    }
}

/// Everything in a definition that has the same name.
private struct Meaning {
    struct Place {
        let scope: Int
        let index: Int
    }

    /// Steps, by their scopes in ascending order, one in each.
    private(set) var places: [Place] = []
    var input: Declaration?
    var role: Declaration?

    mutating func add(_ place: Place) {
        if places.last?.scope != place.scope { places.append(place) }
    }

    func step(in scope: Int) -> Int? {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle].scope < scope { low = middle + 1 } else { high = middle }
        }
        return low < places.count && places[low].scope == scope ? places[low].index : nil
    }
}
