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
                if traits.hasFindings {
                    checkFindings(names.source(scope: scope, index: index), traits)
                } else {
                    assert(
                        findings(names.source(scope: scope, index: index), traits).isEmpty,
                        "a kind that finds something says so")
                }
                if traits.hasCondition { checkCondition(names.source(scope: scope, index: index)) }
                checkDates(traits, scope: scope, index: index)
            }
        }
    }

    private func checkFindings(_ step: StepSource, _ traits: StepTraits) {
        for finding in findings(step, traits) { report(finding.problem, step, finding.key) }
    }

    private func findings(_ step: StepSource, _ traits: StepTraits) -> [StepFinding] {
        step.read?.findings(in: surroundings(of: step, traits)) ?? []
    }

    private func surroundings(of step: StepSource, _ traits: StepTraits) -> StepSurroundings {
        let scope = step.scope
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

    private func report(_ problem: CheckProblem, _ step: StepSource, _ key: StepTraits.Reckoned.Key) {
        report(problem, step, step.key(key))
    }

    /// A condition on an outcome that nobody is left to see.
    private func checkCondition(_ step: StepSource) {
        guard let text = step.node(StepFields.when)?.scalar,
            case .outcome(let name, let outcome, false)? = Condition(phrase: text)
        else { return }
        guard case .step(let place, let index) = names.resolve(name, from: step.scope),
            let kind = names.source(scope: place, index: index).read,
            let found = kind.outcomes.first(where: { $0.name == outcome }), found.effect != .proceed,
            // Where nothing leads on, that is the fault.
            kind.outcomes.contains(where: { $0.effect == .proceed })
        else { return }
        report(CheckProblem.neverOpens(name, outcome: outcome), step, "when")
    }

    private func checkDates(_ traits: StepTraits, scope: Int, index: Int) {
        for position in traits.moments where isUnknown(names.moments[position], scope: scope, index: index) { return }
        let predecessors = checker.order.predecessors(of: index, in: scope)
        guard !predecessors.isEmpty, let due = dates.due(of: traits, in: scope) else { return }
        for earlier in predecessors {
            let predecessor = names.traits(scope: scope, index: earlier)
            guard let before = dates.due(of: predecessor, in: scope), due.isSurelyBefore(before) else { continue }
            let name = names.source(scope: scope, index: earlier).name
            report(.beforePredecessor(name), names.source(scope: scope, index: index), traits.dueKey)
            return
        }
    }

    /// `before X` and `same day as X` need a date of X that is known in time; answers, and tells, whether it is not.
    private func isUnknown(_ moment: StepTraits.Reckoned, scope: Int, index: Int) -> Bool {
        let isBefore: Bool
        switch moment.kind {
        case .offset(_, .before): isBefore = true
        case .day: isBefore = false
        case .offset(_, .after), .date, .dayOfPeriod: return false
        }
        guard let name = moment.name, case .step(let place, let position) = names.resolve(name, from: scope)
        else { return false }
        guard names.traits(scope: place, index: position).isOnDay else { return false }
        let later = checker.order.ancestor(of: index, in: scope, within: place)
        if let later, later != position {
            if isBefore, checker.order.precedes(position, later, in: place, unknown: false) {
                report(
                    .alreadyPast(checker.context.names.name(name)), names.source(scope: scope, index: index), moment.key
                )
                return true
            }
            if checker.order.precedes(position, later, in: place) { return false }
        }
        if !dates.isKnownAtStart(name, in: scope) {
            report(.dateUnknown(checker.context.names.name(name)), names.source(scope: scope, index: index), moment.key)
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
