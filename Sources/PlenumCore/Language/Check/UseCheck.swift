/// Looks up every name that a definition uses.
struct UseCheck {
    private let checker: DefinitionChecker
    private let names: Names

    init(_ checker: DefinitionChecker) {
        self.checker = checker
        names = checker.names
    }

    func run() {
        var missing = Missing()
        let uses = checker.context.uses
        let taken = checker.context.takenNames
        for index in uses.indices where taken.isEmpty || !taken.contains(name(of: uses[index])) {
            check(uses[index], &missing)
        }
        // One name that is missing in ten places is one fault.
        for (index, (use, count)) in missing.all.enumerated() {
            let suggestion =
                index >= CheckResult.limit
                ? nil : Suggestion.closest(to: name(of: use).rawValue, among: candidates(for: use))
            checker.report(
                .notFound(name(of: use), use.role, suggestion: suggestion, places: count - 1), at: use.mark, to: use.end
            )
        }
        if checker.context.hasErrors { return }
        for declaration in checker.context.declarations
        where declaration.kind == .role && !declaration.isUsed {
            checker.report(.unused(declaration.name, .role), at: declaration.mark, to: declaration.end)
        }
    }

    private struct Missing {
        private var places: [NameNumber: Int] = [:]
        private(set) var all: [(use: Use, count: Int)] = []

        mutating func add(_ use: Use) {
            if let place = places[use.name] {
                all[place].count += 1
            } else {
                places[use.name] = all.count
                all.append((use, 1))
            }
        }
    }

    private func name(of use: Use) -> Name { checker.context.names.name(use.name) }

    private func candidates(for use: Use) -> [String] {
        switch use.role {
        case .predecessor, .returnTarget: names.stepNames(in: use.scope)
        case .policy: names.declared(.policy)
        case .outcome(_, let list?): inner(of: list, from: use).map { names.stepNames(in: $0) } ?? []
        case .element(let list): inner(of: list, from: use).map { names.stepNames(in: $0) } ?? []
        case .counted: checker.context.scopes.indices.flatMap { names.stepNames(in: $0) }
        case .day: names.visible(from: use.scope) + ["none"]
        case .people: names.visible(from: use.scope) + ["organiser", "everyone", "staff"]
        case .unit: names.visible(from: use.scope) + [Keyword.committee.rawValue]
        default: names.visible(from: use.scope)
        }
    }

    private func report(_ problem: CheckProblem, _ use: Use) {
        checker.report(problem, at: use.mark, to: use.end)
    }

    /// Tells that the name stands for something else than is needed; not of a step that stands twice, of which only
    /// one was kept.
    private func wrongUse(_ use: Use, _ thing: Thing) {
        if case .step(let scope, _) = thing, checker.context.scopes[scope].isDamaged { return }
        report(.wrongUse(name(of: use), use.role, is: names.kind(of: thing)), use)
    }

    private func check(_ use: Use, _ missing: inout Missing) {
        switch use.role {
        case .predecessor, .returnTarget: checkWithinScope(use, &missing)
        case .policy:
            if names.policy(use.name) == nil, !names.context.hasUnreadNames { missing.add(use) }
        case .element(let list): checkElement(use, of: list, &missing)
        case .outcome(let outcome, let list): checkOutcome(use, outcome, within: list, &missing)
        case .counted(let outcome): checkCounted(use, outcome, &missing)
        case .column: checkColumn(use, &missing)
        case .input(let comparison, let value): checkComparison(use, comparison, value, &missing)
        default: checkThing(use, &missing)
        }
    }

    // MARK: Steps of the same scope

    private func checkWithinScope(_ use: Use, _ missing: inout Missing) {
        if let index = names.step(use.name, in: use.scope) {
            guard case .returnTarget = use.role, let step = use.step else { return }
            if index == step || !checker.order.precedes(index, step, in: use.scope) {
                report(.returnTarget(name(of: use)), use)
            }
            return
        }
        switch names.resolve(use.name, from: use.scope) {
        case .arrival(let scope) where scope == use.scope: return
        case .step: report(.outOfScope(name(of: use), inside: nil), use)
        case .some(let thing): wrongUse(use, thing)
        case nil: notVisible(use, &missing)
        }
    }

    /// A name that cannot be seen: it may stand inside the branches of a step that can be.
    private func notVisible(_ use: Use, _ missing: inout Missing) {
        if names.mayBeUnread(name(of: use), from: use.scope) { return }
        if let place = names.everywhere(use.name).first, let parent = checker.context.scopes[place.scope].parent,
            let owner = checker.context.scopes[place.scope].owner
        {
            report(.outOfScope(name(of: use), inside: names.source(scope: parent, index: owner).name), use)
        } else {
            missing.add(use)
        }
    }

    // MARK: Things by what is needed of them

    private func checkThing(_ use: Use, _ missing: inout Missing) {
        guard let thing = names.resolve(use.name, from: use.scope) else { return notVisible(use, &missing) }
        if case .role(let role) = thing { role.isUsed = true }
        guard fits(thing, use.role) else {
            return wrongUse(use, thing)
        }
        guard case .step(let scope, let index) = thing, needsCompletion(use.role), let step = use.step else { return }
        guard let later = checker.order.ancestor(of: step, in: use.scope, within: scope) else { return }
        if index == later || !checker.order.precedes(index, later, in: scope) {
            report(.tooLate(name(of: use), use.role), use)
        }
    }

    /// Whether what the name stands for must be finished before the step that uses it.
    private func needsCompletion(_ role: Use.Role) -> Bool {
        switch role {
        case .completion, .people, .document, .opinions, .meeting, .rows, .list: true
        case .given(let shape): shape.type != .date
        default: false
        }
    }

    /// Whether a thing can be what is needed; true where it could not be read.
    private func fits(_ thing: Thing, _ role: Use.Role) -> Bool {
        switch role {
        case .day: hasDate(thing)
        case .completion: isCompleted(thing)
        case .people: isPeople(thing)
        case .unit: isUnit(thing)
        case .units: isInput(thing, of: [.units])
        case .document: isDocument(thing)
        case .opinions: holdsOpinions(thing)
        case .meeting: isStep(thing) { $0.isSession }
        case .list: isList(thing)
        case .rows: hasRows(thing)
        case .total: isList(thing) || hasRows(thing)
        case .given(let shape): canGive(thing, shape)
        case .table: isInput(thing, of: [.table, .units, .people])
        default: true
        }
    }

    private func isInput(_ thing: Thing, of types: [Input.ValueType]) -> Bool {
        guard case .input(let declaration) = thing else { return false }
        return declaration.input.map { types.contains($0.type) } ?? true
    }

    private func isColumn(_ thing: Thing, of types: [Input.ValueType]) -> Bool {
        guard case .column(let index, let scope) = thing, let column = names.column(index, of: scope) else {
            return false
        }
        return types.contains(column.type)
    }

    /// Whether it is a column in which one of such a list is chosen; true where the list could not be read.
    private func isChoice(_ thing: Thing, among type: Input.ValueType) -> Bool {
        guard case .column(let index, let scope) = thing,
            case .among(let name)? = names.column(index, of: scope)?.choice?.source
        else { return false }
        return names.input(name)?.input.map { $0.type == type } ?? true
    }

    private func isStep(_ thing: Thing) -> Bool {
        if case .step = thing { true } else { false }
    }

    /// Whether it is a step of which that holds; true where it could not be read.
    private func isStep(_ thing: Thing, where test: (StepTraits) -> Bool) -> Bool {
        guard case .step(let scope, let index) = thing else { return false }
        let traits = names.traits(scope: scope, index: index)
        return !traits.isRead || test(traits)
    }

    private func hasDate(_ thing: Thing) -> Bool {
        if case .arrival(let scope) = thing { return names.binding(of: scope)?.isDay == true }
        return isInput(thing, of: [.date]) || isColumn(thing, of: [.date]) || isStep(thing) { $0.isOnDay }
    }

    private func isCompleted(_ thing: Thing) -> Bool {
        if case .arrival = thing { return true }
        return isInput(thing, of: [.date]) || isColumn(thing, of: [.date]) || isStep(thing)
    }

    private func isPeople(_ thing: Thing) -> Bool {
        if case .role = thing { return true }
        if case .entry(let scope) = thing { return entries(of: scope, are: [.people]) }
        return isInput(thing, of: [.person, .people]) || isColumn(thing, of: [.person])
            || isChoice(thing, among: .people)
            || isStep(thing) { $0.bindsPerson }
    }

    private func isUnit(_ thing: Thing) -> Bool {
        if case .entry(let scope) = thing { return entries(of: scope, are: [.units]) }
        return isInput(thing, of: [.unit]) || isColumn(thing, of: [.unit]) || isChoice(thing, among: .units)
    }

    /// Whether the branches of a scope run over an input of one of these types; true where that is not known.
    private func entries(of scope: Int, are types: [Input.ValueType]) -> Bool {
        if let over = names.binding(of: scope)?.over, checker.context.takenNames.contains(over.name) { return true }
        guard let list = names.list(of: scope) else { return true }
        if case .role = list { return types.contains(.people) }
        return !isList(list) || isInput(list, of: types)
    }

    /// Whether a thing can stand for an input.
    private func canGive(_ thing: Thing, _ shape: GivenShape) -> Bool {
        switch shape.type {
        case .date: return hasDate(thing)
        case .people: return isPeople(thing)
        case .person:
            if case .role = thing { return false }
            return isPeople(thing) && !isInput(thing, of: [.people])
        case .unit: return isUnit(thing)
        case .units: return isUnit(thing) || isInput(thing, of: [.units])
        case .text, .number, .time: return isInput(thing, of: [shape.type]) || isColumn(thing, of: [shape.type])
        case .table:
            guard isInput(thing, of: [.table]), case .input(let declaration) = thing else { return false }
            return declaration.input.map { shape.isMet(by: $0.columns) } ?? true
        case .file, .choice: return false
        }
    }

    private func isDocument(_ thing: Thing) -> Bool {
        isInput(thing, of: [.file]) || isColumn(thing, of: [.file, .text]) || isStep(thing) { $0.makesDocument }
    }

    private func holdsOpinions(_ thing: Thing) -> Bool {
        isStep(thing) { $0.takesOpinions }
    }

    private func isList(_ thing: Thing) -> Bool {
        if case .role = thing { return true }
        return isInput(thing, of: [.units, .people, .table]) || hasRows(thing)
    }

    private func hasRows(_ thing: Thing) -> Bool {
        if isInput(thing, of: [.table]) { return true }
        return isStep(thing) { $0.hasBranches }
    }

    // MARK: Inside of branches

    /// The scope of the branches of the step `list`.
    private func inner(of list: Name, from use: Use) -> Int? {
        guard case .step(let scope, let index) = names.resolve(list, from: use.scope) else { return nil }
        return names.traits(scope: scope, index: index).inner
    }

    private func checkElement(_ use: Use, of list: Name, _ missing: inout Missing) {
        guard case .step(let scope, let index) = names.resolve(list, from: use.scope) else { return }
        let source = names.source(scope: scope, index: index)
        if let inner = source.inner {
            if names.step(use.name, in: inner) != nil { return }
            if names.mayBeUnread(name(of: use), from: inner) { return }
        }
        guard let binding = source.binding else { return }
        if binding.entry == name(of: use) { return }
        if names.columns(of: binding, in: scope)?.contains(where: { $0.name == name(of: use) }) == true { return }
        missing.add(use)
    }

    // MARK: Outcomes

    private func checkOutcome(_ use: Use, _ outcome: Name, within list: Name?, _ missing: inout Missing) {
        if let list {
            guard case .step(let scope, let index) = names.resolve(list, from: use.scope),
                let inner = names.traits(scope: scope, index: index).inner
            else { return }
            guard let step = names.step(use.name, in: inner) else {
                if !names.mayBeUnread(name(of: use), from: inner) { missing.add(use) }
                return
            }
            check(outcome, of: names.source(scope: inner, index: step), use)
            return
        }
        guard let thing = names.resolve(use.name, from: use.scope) else { return notVisible(use, &missing) }
        guard case .step(let scope, let index) = thing else {
            return wrongUse(use, thing)
        }
        check(outcome, of: names.source(scope: scope, index: index), use)
        guard let step = use.step,
            let later = checker.order.ancestor(of: step, in: use.scope, within: scope)
        else { return }
        if index == later || !checker.order.precedes(index, later, in: scope) {
            report(.tooLate(name(of: use), use.role), use)
        }
    }

    private func checkCounted(_ use: Use, _ outcome: Name, _ missing: inout Missing) {
        let places = names.everywhere(use.name)
        guard !places.isEmpty else {
            if let thing = names.resolve(use.name, from: 0) {
                wrongUse(use, thing)
            } else if !names.haveUnreadSteps {
                missing.add(use)
            }
            return
        }
        let sources = places.map { names.source(scope: $0.scope, index: $0.index) }
        if sources.contains(where: { $0.read == nil || knows(outcome, $0) }) { return }
        check(outcome, of: sources[0], use)
    }

    private func knows(_ outcome: Name, _ source: StepSource) -> Bool {
        source.read?.outcomes.contains { $0.name == outcome } ?? true
    }

    private func check(_ outcome: Name, of source: StepSource, _ use: Use) {
        guard let kind = source.read, !knows(outcome, source) else { return }
        if checker.context.scopes.contains(where: { $0.isDamaged }) { return }
        let known = kind.outcomes.map(\.name.rawValue)
        report(
            .unknownOutcome(
                outcome, of: source.name, known: known,
                suggestion: Suggestion.closest(to: outcome.rawValue, among: known)), use)
    }

    // MARK: Columns and inputs

    private func checkColumn(_ use: Use, _ missing: inout Missing) {
        guard let step = use.step, let binding = names.source(scope: use.scope, index: step).binding else { return }
        guard let columns = names.columns(of: binding, in: use.scope) else { return }
        if !columns.contains(where: { $0.name == name(of: use) }) { missing.add(use) }
    }

    private func checkComparison(
        _ use: Use, _ comparison: Comparison, _ value: String, _ missing: inout Missing
    ) {
        guard let thing = names.resolve(use.name, from: use.scope) else { return notVisible(use, &missing) }
        let type: Input.ValueType
        switch thing {
        case .input(let declaration):
            guard let input = declaration.input else { return }
            type = input.type
        case .column(let index, let scope):
            guard let column = names.column(index, of: scope) else { return }
            type = column.type
        default: return wrongUse(use, thing)
        }
        let isOrder = comparison != .equal && comparison != .notEqual
        let isComparable =
            switch type {
            case .number: value.utf8.count <= 9 && decimal(ArraySlice(value.utf8)) != nil
            case .date: CivilDate(iso: value) != nil
            case .time: CivilTime(clock: value) != nil
            case .text, .person, .unit, .choice: !isOrder
            case .people, .units, .table, .file: false
            }
        if !isComparable { report(.inputComparison(name(of: use), comparison, value), use) }
    }
}
