/// Checks each step by itself and against those it waits for.
struct StepCheck {
    private let checker: DefinitionChecker
    private let names: Names
    private let dates: Dates

    init(_ checker: DefinitionChecker) {
        self.checker = checker
        names = checker.names
        dates = Dates(checker.names)
    }

    func run() {
        for (scope, source) in checker.context.scopes.enumerated() {
            for (index, step) in source.steps.enumerated() {
                guard let kind = step.read else { continue }
                for finding in kind.findings(in: surroundings(of: step, in: scope)) {
                    report(finding.problem, step, finding.key)
                }
                checkCondition(step, in: scope)
                if let traits = step.traits { checkDates(step, traits, scope: scope, index: index) }
            }
        }
    }

    private func surroundings(of step: StepSource, in scope: Int) -> StepSurroundings {
        guard let binding = step.binding else {
            return StepSurroundings(source: step, list: nil, columns: nil, runsOverRows: false)
        }
        var list: Input?
        if let over = binding.over, over.step == nil,
            case .input(let declaration) = names.resolve(over.name, from: scope)
        {
            list = declaration.input
        }
        var runsOverRows = false
        if let over = binding.over,
            case .step(let place, let index) = names.resolve(over.step ?? over.name, from: scope)
        {
            runsOverRows = names.source(scope: place, index: index).traits?.takesRows == true
        }
        return StepSurroundings(
            source: step, list: list, columns: names.columns(of: binding, in: scope), runsOverRows: runsOverRows)
    }

    private func report(_ problem: some Problem, _ step: StepSource, _ key: String?) {
        let node = key.flatMap { step.node($0) }
        checker.context.report(problem, at: node?.mark ?? step.mark, to: node?.end ?? step.end)
    }

    /// A condition on an outcome that nobody is left to see.
    private func checkCondition(_ step: StepSource, in scope: Int) {
        guard let text = step.node("when")?.scalar,
            case .outcome(let name, let outcome, false)? = Condition(phrase: text)
        else { return }
        guard case .step(let place, let index) = names.resolve(name, from: scope),
            let kind = names.source(scope: place, index: index).read,
            let found = kind.outcomes.first(where: { $0.name == outcome }), found.effect != .proceed,
            // Where nothing leads on, that is the fault.
            kind.outcomes.contains(where: { $0.effect == .proceed })
        else { return }
        report(CheckProblem.neverOpens(name, outcome: outcome), step, "when")
    }

    private func checkDates(_ step: StepSource, _ traits: StepTraits, scope: Int, index: Int) {
        for reckoned in traits.moments where isUnknown(reckoned, step, scope: scope, index: index) {
            return
        }
        let predecessors = checker.order.predecessors(of: index, in: scope)
        guard !predecessors.isEmpty, let due = dates.due(of: traits, in: scope) else { return }
        for earlier in predecessors {
            let predecessor = names.source(scope: scope, index: earlier)
            guard let other = predecessor.traits, let before = dates.due(of: other, in: scope) else { continue }
            if due.isSurelyBefore(before) {
                report(CheckProblem.beforePredecessor(predecessor.name), step, traits.dueKey)
                return
            }
        }
    }

    /// `before X` and `same day as X` need a date of X that is known in time; answers, and tells, whether it is not.
    private func isUnknown(_ reckoned: StepTraits.Reckoned, _ step: StepSource, scope: Int, index: Int) -> Bool {
        let isBefore: Bool
        switch reckoned.moment {
        case .offset(_, .before, _): isBefore = true
        case .sameDay, .named: isBefore = false
        case .offset(_, .after, _), .date, .day: return false
        }
        guard let name = reckoned.name, case .step(let place, let position) = names.resolve(name, from: scope)
        else { return false }
        let session = names.source(scope: place, index: position)
        guard session.traits?.sessionDay != nil else { return false }
        let later = checker.order.ancestor(of: index, in: scope, within: place)
        func precedes(unknown: Bool) -> Bool {
            later.map { $0 != position && checker.order.precedes(position, $0, in: place, unknown: unknown) } ?? false
        }
        if isBefore, precedes(unknown: false) {
            report(CheckProblem.alreadyPast(session.name), step, reckoned.key)
            return true
        }
        if !precedes(unknown: true), !dates.isKnownAtStart(name, in: scope) {
            report(CheckProblem.dateUnknown(session.name), step, reckoned.key)
            return true
        }
        return false
    }
}
