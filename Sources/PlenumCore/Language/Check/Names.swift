/// Something that a name of a definition stands for.
public enum Thing {
    case step(scope: Int, index: Int)
    case input(Declaration)
    case role(Declaration)
    /// A column of the list that the branches of `scope` run over, by its position among those that they know.
    case column(Int, scope: Int)
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
    /// For every scope the one around it.
    private let parents: [Int?]
    /// The traits of all steps, scope by scope, and where those of each begin.
    private let traits: [StepTraits]
    private let starts: [Int]
    /// By the numbers that the traits of the steps have for them.
    let moments: [StepTraits.Reckoned]
    private var steps: Places
    /// What the branches of a scope call by a name: a position among their columns, or `entry`.
    private var bound: Places
    private var inputs: [Declaration?]
    private var roles: [Declaration?]
    private var policies: [Declaration?]
    /// For every scope, what its branches run over, and the columns that they know.
    private var bindings: [Binding?] = []
    private var columnsOfScopes: [[Column]?] = []

    init(_ context: ReadingContext) {
        self.context = context
        scopes = context.scopes
        parents = context.scopes.map(\.parent)
        traits = context.scopes.flatMap(\.traits)
        var start = 0
        starts = context.scopes.map { scope in
            defer { start += scope.traits.count }
            return start
        }
        moments = context.moments
        steps = Places(count: context.names.count)
        bound = Places(count: context.names.count)
        // No room for what there is none of.
        func room(for kind: Declaration.Kind) -> [Declaration?] {
            guard context.declarations.contains(where: { $0.kind == kind }) else { return [] }
            return [Declaration?](repeating: nil, count: context.names.count)
        }
        (inputs, roles, policies) = (room(for: .input), room(for: .role), room(for: .policy))
        for scope in scopes.indices {
            for (index, step) in scopes[scope].traits.enumerated() { steps.add(step.name, at: index, in: scope) }
        }
        // The first declaration of a kind counts.
        for declaration in context.declarations.reversed() {
            switch declaration.kind {
            case .input: inputs[declaration.number] = declaration
            case .role: roles[declaration.number] = declaration
            case .policy: policies[declaration.number] = declaration
            }
        }
        bindings.reserveCapacity(scopes.count)
        columnsOfScopes.reserveCapacity(scopes.count)
        // Outer scopes come before those within them, so what they know is there when it is asked for.
        for scope in scopes.indices { bind(scope) }
    }

    /// Notes the names by which the branches of a scope know what they run over.
    private mutating func bind(_ scope: Int) {
        guard let parent = scopes[scope].parent, let owner = scopes[scope].owner,
            let binding = source(scope: parent, index: owner).binding
        else {
            bindings.append(nil)
            columnsOfScopes.append(nil)
            return
        }
        let columns = columns(of: binding, in: parent)
        bindings.append(binding)
        columnsOfScopes.append(columns)
        if let entry = binding.entry { bound.add(context.number(of: entry), at: Names.entry, in: scope) }
        for (index, column) in (columns ?? []).enumerated() {
            bound.add(context.number(of: column.name), at: index, in: scope)
        }
    }

    /// What a branch runs for, where a column would have its position.
    private static let entry = -1

    func source(scope: Int, index: Int) -> StepSource { StepSource(context, scope: scope, index: index) }

    func traits(scope: Int, index: Int) -> StepTraits { traits[starts[scope] + index] }

    func step(_ name: NameNumber, in scope: Int) -> Int? { steps.place(of: name, in: scope) }

    // What is declared had its number before there were columns.
    func input(_ name: NameNumber) -> Declaration? { name < inputs.count ? inputs[name] : nil }

    func input(_ name: Name) -> Declaration? { context.names[name].flatMap { input($0) } }

    func role(_ name: NameNumber) -> Declaration? { name < roles.count ? roles[name] : nil }

    func policy(_ name: NameNumber) -> Declaration? { name < policies.count ? policies[name] : nil }

    /// What `name` stands for where it is used in `scope`: the nearest meaning.
    func resolve(_ name: Name, from scope: Int) -> Thing? {
        context.names[name].flatMap { resolve($0, from: scope) }
    }

    func resolve(_ name: NameNumber, from scope: Int) -> Thing? {
        var place: Int? = scopes.indices.contains(scope) ? scope : nil
        while let current = place {
            if let index = steps.place(of: name, in: current) { return .step(scope: current, index: index) }
            if let bound = bound(name, in: current) { return bound }
            place = parents[current]
        }
        return input(name).map { .input($0) } ?? role(name).map { .role($0) }
    }

    /// What the branches of a scope call by this name: their entry, or a column of it.
    func bound(_ name: NameNumber, in scope: Int) -> Thing? {
        guard let index = bound.place(of: name, in: scope) else { return nil }
        if index != Names.entry { return .column(index, scope: scope) }
        return bindings[scope]?.columns == nil ? .entry(scope: scope) : .arrival(scope: scope)
    }

    func binding(of scope: Int) -> Binding? { bindings[scope] }

    /// The columns that the branches of a scope know: of a table, or of rows that are sent in.
    func columns(of scope: Int) -> [Column]? { columnsOfScopes[scope] }

    /// A column that the branches of a scope know.
    func column(_ index: Int, of scope: Int) -> Column? { columnsOfScopes[scope]?[index] }

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
            || scopes.contains { scope in scope.isDamaged || scope.traits.contains(where: mayHoldUnreadSteps) }
    }

    /// A step of an unknown kind, or of one with branches, whose own steps were not reached.
    private func mayHoldUnreadSteps(_ step: StepTraits) -> Bool {
        guard !step.isRead, step.inner == nil else { return false }
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
            if source.traits.contains(where: { NameRule.meant(context.names.name($0.name).rawValue) == name.rawValue })
            {
                return true
            }
            if !knowsEntries(of: current) { return true }
            place = source.parent
        }
        return false
    }

    func kind(of thing: Thing) -> Thing.Kind {
        switch thing {
        case .step(let scope, let index): .step(kind: source(scope: scope, index: index).kind?.rawValue ?? "?")
        case .input(let declaration): .input(type: declaration.input?.type.rawValue ?? "?")
        case .column(let index, let scope): .column(type: column(index, of: scope)?.type.rawValue ?? "?")
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

    /// The names that the definition gives to things of a kind, each once.
    func declared(_ kind: Declaration.Kind) -> [String] {
        Set(context.declarations.filter { $0.kind == kind }.map(\.name.rawValue)).sorted()
    }

    func stepNames(in scope: Int) -> [String] { scopes[scope].traits.map { context.names.name($0.name).rawValue } }

    /// Every step of this name, wherever it stands.
    func everywhere(_ name: NameNumber) -> [(scope: Int, index: Int)] { steps.all(of: name) }
}

/// For every name the positions at which it stands, by their scopes in ascending order, one in each.
private struct Places {
    // Small, because a long definition has hundreds of thousands of names.
    private struct Place {
        /// -1 where the name stands nowhere.
        private let storedScope: Int32
        private let storedIndex: Int32
        /// Whether there are others behind it.
        var hasOthers = false

        static var none: Place { Place(scope: -1, index: -1) }

        init(scope: Int, index: Int) {
            storedScope = Int32(scope)
            storedIndex = Int32(index)
        }

        var scope: Int { Int(storedScope) }
        var index: Int { Int(storedIndex) }
    }

    // Most names stand in one scope, and need no array of their own.
    private var first: [Place]
    private var others: [NameNumber: [Place]] = [:]

    init(count: Int) { first = [Place](repeating: .none, count: count) }

    /// In scopes that do not descend; of two in the same the first is kept.
    mutating func add(_ name: NameNumber, at index: Int, in scope: Int) {
        while first.count <= name { first.append(.none) }
        let place = Place(scope: scope, index: index)
        if first[name].scope < 0 {
            first[name] = place
        } else if (others[name]?.last ?? first[name]).scope != scope {
            others[name, default: []].append(place)
            first[name].hasOthers = true
        }
    }

    func place(of name: NameNumber, in scope: Int) -> Int? {
        guard name < first.count, first[name].scope >= 0, scope >= first[name].scope else { return nil }
        if scope == first[name].scope { return first[name].index }
        guard first[name].hasOthers, let others = others[name] else { return nil }
        var (low, high) = (0, others.count)
        while low < high {
            let middle = (low + high) / 2
            if others[middle].scope < scope { low = middle + 1 } else { high = middle }
        }
        return low < others.count && others[low].scope == scope ? others[low].index : nil
    }

    func all(of name: NameNumber) -> [(scope: Int, index: Int)] {
        guard name < first.count, first[name].scope >= 0 else { return [] }
        return ([first[name]] + (others[name] ?? [])).map { ($0.scope, $0.index) }
    }
}
