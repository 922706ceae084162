import EngineTesting
import PlenumCore

/// What the counters, joins, windows and rounds must be, found the slow way: by walking everything, every time.
struct Model {
    let run: RandomRun

    func check() throws {
        guard let state = run.rows.instance?.state, state == .running || state == .suspended else {
            if !run.rows.openItems.isEmpty { throw RandomRun.Fault.model("a plan that has ended has open tasks") }
            return
        }
        for (path, record) in run.rows.steps where record.control.round != run.rounds[path] ?? 0 {
            throw RandomRun.Fault.model(
                "\(path) is in round \(record.control.round), opened \(run.rounds[path] ?? 0) times")
        }
        try check(.root)
        let waitsForTime = run.rows.steps.values.contains { $0.control.phase == .open && $0.facts.closesAt != nil }
        if run.rows.openItems.isEmpty, !waitsForTime { throw RandomRun.Fault.model("nobody has anything to do") }
    }

    private func phase(_ path: Path) -> Phase { run.rows.steps[path]?.control.phase ?? .waiting }

    private func check(_ scope: ScopePath) throws {
        let steps = run.definition.scope(at: scope)?.steps ?? []
        let unended = steps.filter { !hasEnded(Path(scope, $0.name)) }.count
        if run.rows.scopes[scope]?.remaining != unended {
            throw RandomRun.Fault.model(
                "\(scope): \(unended) steps have not ended, counted \(run.rows.scopes[scope]?.remaining ?? -1)")
        }
        for step in steps {
            let path = Path(scope, step.name)
            if let fanOut = step.kind.fanOut { try check(fanOut, at: path) }
            if step.kind.asksEach { try checkWindow(path, takesRows: step.kind.intake != nil) }
            if let intake = step.kind.intake { try checkRows(intake, at: path) }
            let isOpen = phase(path) == .open
            for item in run.rows.items.values where item.path == path && item.state.isOpen && !isOpen {
                throw RandomRun.Fault.model("\(item.code) is open, \(path) is not")
            }
        }
    }

    private func check(_ fanOut: FanOut, at path: Path) throws {
        guard phase(path) == .open || phase(path) == .done else { return }
        let keys = run.rows.branches(of: path)
        var (open, done, excused) = (0, 0, 0)
        var groups: [String: (counts: Bool, done: Int)] = [:]
        for key in keys {
            let branch = path.branch(key)
            try check(branch)
            let steps = fanOut.scope.steps.map { Path(branch, $0.name) }
            let group = run.rows.scopes[branch]?.facts.value("group")?.text ?? ""
            let isExcused = run.excused[path]?.contains(key) == true
            groups[group, default: (false, 0)].counts = groups[group]?.counts == true || !isExcused
            if isExcused {
                excused += 1
            } else if steps.contains(where: { !hasEnded($0) }) {
                open += 1
            } else if !steps.contains(where: { phase($0) == .cancelled }) {
                done += 1
                groups[group]?.done += 1
            }
        }
        let tally = run.rows.tallies[path]
        // Rows of earlier rounds keep their numbers and count no longer.
        let takesRows = run.definition.step(at: path)?.kind.intake != nil
        let earlier = takesRows ? (tally?.total ?? 0) - keys.count : 0
        if tally?.open != open || tally?.done != done || tally?.total != keys.count + earlier
            || tally?.excused != excused + earlier
        {
            throw RandomRun.Fault.model(
                "\(path): \(open) open, \(done) done of \(keys.count), counted \(String(describing: tally))")
        }
        if takesRows { return }
        let counted = keys.count - excused
        let isMet: Bool =
            switch fanOut.join {
            case .all: done >= counted
            case .any: done >= min(1, counted)
            case .atLeast(let number): done >= number
            case .per(let number, _): groups.values.allSatisfy { !$0.counts || $0.done >= number }
            case .percent(let percent): done >= Int((Double(counted) * Double(percent) / 100).rounded(.up))
            }
        if phase(path) == .open, isMet || open == 0 {
            throw RandomRun.Fault.model("\(path) is open with \(done) done of \(counted), \(open) open")
        }
    }

    /// While rows are taken, the step is open; afterwards until the last has ended. Its gates count what counts.
    private func checkRows(_ intake: Intake, at path: Path) throws {
        guard let record = run.rows.steps[path], record.control.phase == .open, let tally = run.rows.tallies[path]
        else {
            return
        }
        let fault = RandomRun.Fault.model("the rows of \(path), \(record.control): \(tally)")
        let keys = run.rows.branches(of: path)
        if record.control.takesAnswers {
            if let most = intake.atMost, tally.total - tally.excused >= most { throw fault }
        } else if tally.open == 0 || record.facts.closesAt != nil {
            throw fault
        }
        if let last = keys.last, last != String(tally.total) { throw fault }
        let counting = keys.filter { run.excused[path]?.contains($0) != true }
        var (groups, met) = (0, 0)
        for gate in intake.gates {
            for word in ["a", "b"] {
                let count = counting.count { run.rows.scopes[path.branch($0)]?.facts.value(gate.column)?.text == word }
                groups += 1
                met += count >= gate.number ? 1 : 0
            }
        }
        if (tally.groups, tally.groupsMet) != (groups, met) { throw fault }
    }

    private func checkWindow(_ path: Path, takesRows: Bool) throws {
        guard phase(path) == .open, let record = run.rows.steps[path], record.control.takesAnswers else { return }
        let items = run.rows.items.values.filter { $0.path == path && $0.round == record.control.round }
        guard items.contains(where: { $0.member != nil && $0.state.isOpen }) || !items.contains(where: \.state.isOpen)
        else { return }
        let mine = items.filter { $0.member != nil }
        let tally = run.rows.tallies[takesRows ? Path("\(path)/%senders") : path]
        // Who has sent a row has answered, and may send more.
        let open = mine.count { $0.state.isOpen && $0.answer == nil }
        let excused = mine.count { $0.state == .excused }
        if tally?.open != open || tally?.excused != excused || tally?.total != mine.count
            || tally?.done != mine.count(where: { $0.state == .done || $0.state.isOpen && $0.answer != nil })
        {
            throw RandomRun.Fault.model(
                "the window \(path): \(open) open of \(mine.count), counted \(String(describing: tally))")
        }
    }

    /// Done with all its branches, skipped or cancelled.
    private func hasEnded(_ path: Path) -> Bool {
        switch phase(path) {
        case .waiting, .open: return false
        case .skipped, .cancelled: return true
        case .done:
            guard let fanOut = run.definition.step(at: path)?.kind.fanOut else { return true }
            return run.rows.branches(of: path).allSatisfy { key in
                fanOut.scope.steps.allSatisfy { hasEnded(Path(path.branch(key), $0.name)) }
            }
        }
    }
}
