/// Checks that every reminder policy can remind of something.
struct ReminderCheck {
    private let checker: DefinitionChecker
    private let names: Names

    init(_ checker: DefinitionChecker) {
        self.checker = checker
        names = checker.names
    }

    func run() {
        var users: [NameNumber: [StepSource]] = [:]
        for declaration in checker.context.declarations where declaration.kind == .policy {
            users[declaration.number] = []
        }
        // Steps that could not be read may use whatever is there.
        var isSure = !checker.context.hasErrors
        for scope in checker.context.scopes where scope.isDamaged || scope.steps.contains(where: { $0.traits == nil }) {
            isSure = false
        }
        for use in checker.context.uses {
            guard case .policy = use.role, let index = use.step else { continue }
            let step = names.source(scope: use.scope, index: index)
            if step.traits != nil { users[use.number]?.append(step) }
        }
        for declaration in checker.context.declarations where declaration.kind == .policy {
            check(declaration, users[declaration.number] ?? [], isSure: isSure)
        }
    }

    private func check(_ declaration: Declaration, _ users: [StepSource], isSure: Bool) {
        guard let policy = declaration.policy else { return }
        if users.isEmpty {
            if isSure { checker.report(.unused(policy.name, .policy), at: declaration.mark, to: declaration.end) }
            return
        }
        let rungs = policy.rungs
        var fires = [Bool](repeating: false, count: rungs.count)
        for user in users {
            var isReminded = false
            for index in rungs.indices where !(isReminded && fires[index]) {
                if canFire(rungs[index], user) || builtIn(user).contains(where: { canFire(rungs[index], $0) }) {
                    fires[index] = true
                    isReminded = true
                }
            }
            if !isReminded, let node = user.node("remind") {
                checker.report(.nothingToRemind(policy.name), at: node.mark, to: node.end)
                // Its rungs are not to blame for a step that has no date.
                return
            }
        }
        guard isSure, let index = fires.firstIndex(of: false) else { return }
        checker.report(.rungNeverFires(rungs[index].text), at: declaration.mark, to: declaration.end)
    }

    /// The steps that come by themselves with one, and are reminded as it says.
    private func builtIn(_ user: StepSource) -> [StepSource] {
        user.inner.map { checker.context.scopes[$0].steps.filter(\.isBuiltIn) } ?? []
    }

    private func canFire(_ rung: Rung, _ user: StepSource) -> Bool {
        guard let traits = user.traits, traits.hasPeople else { return false }
        if case .whenItOpens = rung.trigger { return true }
        guard traits.due != nil || traits.sessionDay != nil else { return false }
        switch rung.trigger {
        case .whenItOpens, .onTheDay: return true
        case .every, .escalate, .offset(_, .after):
            // What is closed is not chased.
            return !traits.closes
        case .offset(let span, .before):
            // Due so soon after what it waits for that the moment lies before it opens.
            guard case .offset(let room, .after, let name)? = traits.due?.moment, room.unit == span.unit,
                user.node("after").map({ contains($0, name) }) == true
            else { return true }
            return span.count < room.count
        }
    }

    private func contains(_ node: Node, _ name: Name) -> Bool {
        node.scalar == name.rawValue || node.list?.contains { $0.scalar == name.rawValue } == true
    }
}
