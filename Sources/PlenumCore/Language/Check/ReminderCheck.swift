/// Checks that every reminder policy can remind of something.
struct ReminderCheck {
    private let checker: DefinitionChecker
    private let names: Names

    init(_ checker: DefinitionChecker) {
        self.checker = checker
        names = checker.names
    }

    func run() {
        /// For every policy where the uses of it stand among all.
        var users: [NameNumber: [Int]] = [:]
        for declaration in checker.context.declarations where declaration.kind == .policy {
            users[declaration.number] = []
        }
        // Steps that could not be read may use whatever is there.
        var isSure = !checker.context.hasErrors
        for scope in checker.context.scopes where scope.isDamaged || scope.traits.contains(where: { !$0.isRead }) {
            isSure = false
        }
        let uses = checker.context.uses
        for index in uses.indices {
            guard case .policy = uses[index].role, let step = uses[index].step else { continue }
            if names.traits(scope: uses[index].scope, index: step).isRead { users[uses[index].name]?.append(index) }
        }
        for declaration in checker.context.declarations where declaration.kind == .policy {
            check(declaration, (users[declaration.number] ?? []).map { uses[$0] }, isSure: isSure)
        }
    }

    private func check(_ declaration: Declaration, _ users: [Use], isSure: Bool) {
        guard let policy = declaration.policy else { return }
        if users.isEmpty {
            if isSure { checker.report(.unused(policy.name, .policy), at: declaration.mark, to: declaration.end) }
            return
        }
        let rungs = policy.rungs
        var fires = [Bool](repeating: false, count: rungs.count)
        for user in users {
            guard let index = user.step else { continue }
            let traits = names.traits(scope: user.scope, index: index)
            var isReminded = false
            for rung in rungs.indices where !(isReminded && fires[rung]) {
                if canFire(rungs[rung], traits, scope: user.scope, index: index)
                    || canFireWithin(rungs[rung], scope: user.scope, index: index)
                {
                    fires[rung] = true
                    isReminded = true
                }
            }
            if !isReminded, let node = names.source(scope: user.scope, index: index).node("remind") {
                checker.report(.nothingToRemind(policy.name), at: node.mark, to: node.end)
                // Its rungs are not to blame for a step that has no date.
                return
            }
        }
        guard isSure, let index = fires.firstIndex(of: false) else { return }
        checker.report(.rungNeverFires(rungs[index].text), at: declaration.mark, to: declaration.end)
    }

    /// The same of the steps that come by themselves with one, and are reminded as it says.
    private func canFireWithin(_ rung: Rung, scope: Int, index: Int) -> Bool {
        guard let inner = names.traits(scope: scope, index: index).inner else { return false }
        let source = checker.context.scopes[inner]
        return source.traits.indices.contains {
            source.traits[$0].place == nil && canFire(rung, source.traits[$0], scope: inner, index: $0)
        }
    }

    private func canFire(_ rung: Rung, _ user: StepTraits, scope: Int, index: Int) -> Bool {
        guard user.hasPeople else { return false }
        if case .whenItOpens = rung.trigger { return true }
        guard user.due != nil || user.isOnDay else { return false }
        switch rung.trigger {
        case .whenItOpens, .onTheDay: return true
        case .every, .escalate, .offset(_, .after):
            // What is closed is not chased.
            return !user.closes
        case .offset(let span, .before):
            // Due so soon after what it waits for that the moment lies before it opens.
            guard let due = user.due.map({ names.moments[$0] }), case .offset(span.unit, .after) = due.kind,
                let name = due.name, let after = names.source(scope: scope, index: index).node(StepFields.after),
                contains(after, checker.context.names.name(name))
            else { return true }
            return span.count < due.number
        }
    }

    private func contains(_ node: Node, _ name: Name) -> Bool {
        node.oneOrMore.contains { $0.scalar == name.rawValue }
    }
}
