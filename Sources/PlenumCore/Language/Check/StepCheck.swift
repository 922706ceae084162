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
            for (index, traits) in source.traits.enumerated() where traits.isRead {
                let step = source.steps[index]
                guard let kind = step.read else { continue }
                for finding in kind.findings(in: surroundings(of: step, traits, in: scope)) {
                    report(finding.problem, step, finding.key)
                }
                if traits.hasCondition { checkCondition(step, in: scope) }
                checkDates(step, traits, scope: scope, index: index)
            }
        }
    }

    private func surroundings(of step: StepSource, _ traits: StepTraits, in scope: Int) -> StepSurroundings {
        guard traits.hasBranches, let binding = step.binding else {
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
            runsOverRows = names.traits(scope: place, index: index).takesRows
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
        guard let text = step.node(StepFields.when)?.scalar,
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
        for position in traits.moments
        where isUnknown(names.moments[position], step, scope: scope, index: index) {
            return
        }
        let predecessors = checker.order.predecessors(of: index, in: scope)
        guard !predecessors.isEmpty, let due = dates.due(of: traits, in: scope) else { return }
        for earlier in predecessors {
            let predecessor = names.traits(scope: scope, index: earlier)
            guard let before = dates.due(of: predecessor, in: scope), due.isSurelyBefore(before) else { continue }
            let name = names.source(scope: scope, index: earlier).name
            report(CheckProblem.beforePredecessor(name), step, step.key(traits.dueKey))
            return
        }
    }

    /// `before X` and `same day as X` need a date of X that is known in time; answers, and tells, whether it is not.
    private func isUnknown(_ moment: StepTraits.Reckoned, _ step: StepSource, scope: Int, index: Int) -> Bool {
        let isBefore: Bool
        switch moment.kind {
        case .offset(_, .before): isBefore = true
        case .day: isBefore = false
        case .offset(_, .after), .date, .dayOfPeriod: return false
        }
        guard let name = moment.name, case .step(let place, let position) = names.resolve(name, from: scope)
        else { return false }
        guard names.traits(scope: place, index: position).isOnDay else { return false }
        let order = checker.order
        let later = order.ancestor(of: index, in: scope, within: place)
        if let later, later != position {
            if isBefore, order.precedes(position, later, in: place, unknown: false) {
                report(CheckProblem.alreadyPast(checker.context.names.name(name)), step, step.key(moment.key))
                return true
            }
            if order.precedes(position, later, in: place) { return false }
        }
        if !dates.isKnownAtStart(name, in: scope) {
            report(CheckProblem.dateUnknown(checker.context.names.name(name)), step, step.key(moment.key))
            return true
        }
        return false
    }
}

extension StepSource {
    /// The key as it is written.
    fileprivate func key(_ key: StepTraits.Reckoned.Key) -> String {
        switch key {
        case .deadline: "deadline"
        case .closes: "closes"
        case .date: "date"
        case .other(let position): read?.moments[Int(position)].key ?? ""
        }
    }
}
