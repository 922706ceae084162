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
                if let timing = step.timing { checkDates(step, timing, scope: scope, index: index) }
            }
        }
    }

    private func surroundings(of step: StepSource, in scope: Int) -> StepSurroundings {
        var list: Input?
        if let over = step.binding?.over, over.step == nil,
            case .input(let declaration) = names.resolve(over.name, from: scope)
        {
            list = declaration.input
        }
        var runsOverRows = false
        if let over = step.binding?.over,
            case .step(let place, let index) = names.resolve(over.step ?? over.name, from: scope)
        {
            runsOverRows = names.source(scope: place, index: index).read?.intake != nil
        }
        return StepSurroundings(
            source: step, list: list, columns: step.binding.flatMap { names.columns(of: $0, in: scope) },
            runsOverRows: runsOverRows)
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

    private func checkDates(_ step: StepSource, _ timing: StepTiming, scope: Int, index: Int) {
        for reckoned in timing.moments
        where isUnknown(reckoned.moment, step, key: reckoned.key, scope: scope, index: index) {
            return
        }
        let predecessors = checker.order.predecessors(of: index, in: scope)
        guard !predecessors.isEmpty, let due = dates.due(of: timing, in: scope) else { return }
        for earlier in predecessors {
            let predecessor = names.source(scope: scope, index: earlier)
            guard let other = predecessor.timing, let before = dates.due(of: other, in: scope) else { continue }
            if due.isSurelyBefore(before) {
                report(CheckProblem.beforePredecessor(predecessor.name), step, timing.dueKey)
                return
            }
        }
    }

    /// `before X` and `same day as X` need a date of X that is known in time; answers, and tells, whether it is not.
    private func isUnknown(_ moment: Moment, _ step: StepSource, key: String, scope: Int, index: Int) -> Bool {
        let name: Name
        let isBefore: Bool
        switch moment {
        case .offset(_, .before, let anchor): (name, isBefore) = (anchor, true)
        case .sameDay(let anchor), .named(let anchor): (name, isBefore) = (anchor, false)
        case .offset(_, .after, _), .date, .day: return false
        }
        guard case .step(let place, let position) = names.resolve(name, from: scope),
            names.source(scope: place, index: position).timing?.sessionDate != nil
        else { return false }
        let later = checker.order.ancestor(of: index, in: scope, within: place)
        func precedes(unknown: Bool) -> Bool {
            later.map { $0 != position && checker.order.precedes(position, $0, in: place, unknown: unknown) } ?? false
        }
        if isBefore, precedes(unknown: false) {
            report(CheckProblem.alreadyPast(name), step, key)
            return true
        }
        if !precedes(unknown: true), !dates.isKnownAtStart(name, in: scope) {
            report(CheckProblem.dateUnknown(name), step, key)
            return true
        }
        return false
    }
}
