/// Finds what is wrong with a definition without running it.
public struct DefinitionChecker {
    /// What a definition may refer to outside of its own file.
    public struct Surroundings: Sendable {
        /// Bare names of the calendars there are; nil when that is not known.
        public var calendars: [String]?
        /// Whether a calendar of another name is there as well, as a file beside the definition.
        public var holdsCalendar: @Sendable (String) -> Bool = { _ in false }
        public var kinds: StepKinds
        /// Where it finds the definitions that it uses.
        public var shelf: (any DefinitionShelf)?

        public init(calendars: [String]? = nil, kinds: StepKinds = .all) {
            self.calendars = calendars
            self.kinds = kinds
        }
    }

    /// Reads and checks the values of a file; `earlier` is what the reading of its YAML told already.
    public static func check(
        _ node: Node, earlier: [Diagnostic] = [], surroundings: Surroundings = Surroundings()
    ) -> CheckResult {
        let reading = DefinitionReader.read(node, kinds: surroundings.kinds, shelf: surroundings.shelf)
        let checker = DefinitionChecker(reading.context)
        if let calendars = surroundings.calendars {
            checker.checkCalendar(node, known: calendars, others: surroundings.holdsCalendar)
        }
        checker.checkAll()
        return CheckResult(
            definition: reading.definition, diagnostics: earlier + reading.context.diagnostics,
            dropped: reading.context.dropped, needs: NeedFinder(checker.names).needs())
    }

    let context: ReadingContext
    let names: Names
    let order: StepOrder

    init(_ context: ReadingContext) {
        self.context = context
        names = Names(context)
        order = StepOrder(names)
    }

    private func checkAll() {
        checkNamespaces()
        checkCircles()
        UseCheck(self).run()
        StepCheck(self).run()
        ReminderCheck(self).run()
    }

    func report(_ problem: CheckProblem, at mark: SourceMark, to end: SourceMark? = nil) {
        context.report(problem, at: mark, to: end)
    }

    private func checkCalendar(_ node: Node, known: [String], others: (String) -> Bool) {
        guard let value = node[DefinitionFields.calendar.key], let name = value.scalar, !name.isEmpty,
            !value.isDamaged, !known.contains(name), !others(name)
        else { return }
        report(
            .unknownCalendar(name, known: known, suggestion: Suggestion.closest(to: name, among: known)),
            at: value.mark,
            to: value.end)
    }

    private func takenName(_ name: Name, by thing: Thing, at mark: SourceMark, to end: SourceMark?) {
        report(.nameTaken(name, as: names.kind(of: thing), first: self.mark(of: thing)), at: mark, to: end)
        // What was meant by it is not known any more.
        context.hasUnreadNames = true
        context.takenNames.insert(name)
    }

    /// One namespace per scope: no name stands for two things.
    private func checkNamespaces() {
        var outer: [Name: Declaration] = [:]
        for declaration in context.declarations where declaration.kind != .policy {
            if let first = outer[declaration.name] {
                takenName(
                    declaration.name, by: first.kind == .role ? .role(first) : .input(first), at: declaration.mark,
                    to: declaration.end)
            } else {
                outer[declaration.name] = declaration
            }
        }
        for (index, scope) in context.scopes.enumerated() {
            checkBoundNames(of: index)
            for (step, traits) in scope.traits.enumerated() {
                // Within the scope YAML sees to it; so whatever is found outside of it is shadowed.
                guard let taken = shadowed(traits.name, by: index) else { continue }
                let source = names.source(scope: index, index: step)
                takenName(source.name, by: taken, at: source.mark, to: source.end)
            }
        }
    }

    private func checkBoundNames(of scope: Int) {
        guard let parent = context.scopes[scope].parent, let owner = context.scopes[scope].owner else { return }
        let source = names.source(scope: parent, index: owner)
        guard let binding = source.binding else { return }
        if let entry = binding.entry, let taken = names.resolve(entry, from: parent), let node = source.node("as") {
            takenName(entry, by: taken, at: node.mark, to: node.end)
        }
        for column in names.columns(of: scope) ?? [] {
            guard let taken = names.resolve(column.name, from: parent) else { continue }
            let place = source.node(binding.columns == nil ? "over" : "columns")
            takenName(
                column.name, by: taken, at: place?.mark ?? source.mark, to: binding.columns == nil ? place?.end : nil)
        }
    }

    private func shadowed(_ name: NameNumber, by scope: Int) -> Thing? {
        guard let parent = context.scopes[scope].parent else {
            return names.input(name).map { .input($0) } ?? names.role(name).map { .role($0) }
        }
        return names.bound(name, in: scope) ?? names.resolve(name, from: parent)
    }

    private func mark(of thing: Thing) -> SourceMark? {
        switch thing {
        case .step(let scope, let index): names.source(scope: scope, index: index).mark
        case .input(let declaration), .role(let declaration): declaration.mark
        case .column, .entry, .arrival: nil
        }
    }

    private func checkCircles() {
        for index in context.scopes.indices {
            for circle in order.circles(in: index) {
                let step = names.source(scope: index, index: circle[0])
                let place = step.node("after")
                report(
                    .cycle(circle.map { names.source(scope: index, index: $0).name }), at: place?.mark ?? step.mark,
                    to: place?.end ?? step.end)
            }
        }
    }
}
