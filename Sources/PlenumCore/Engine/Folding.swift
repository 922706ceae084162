extension Kernel {
    /// Folds one transition into control: the counters and phases that the rules read next.
    public func apply(_ transition: Transition, to control: inout some ControlWriter) throws {
        switch transition {
        case .started:
            try control.set(remaining: definition.scope.steps.count, in: .root)
        case .opened(let path, let round, let extent):
            try open(path, round: round, extent, &control)
        case .completed(let path, let outcome):
            try end(path, .done, outcome, &control)
        case .closed(let path, let outcome, let totals):
            let counters = windowCounters(of: path)
            if var tally = try control.tally(at: counters) {
                tally.open = 0
                if let totals { tally.ended = totals }
                try control.set(tally, at: counters)
            }
            guard definition.step(at: path)?.kind.intake == nil else {
                let round = try control.control(at: path).round
                return try control.set(Control(phase: .open, outcome: outcome, round: round), at: path)
            }
            try end(path, .done, outcome, &control)
        case .answered(let path, let answer, let before):
            let counters = windowCounters(of: path)
            guard let tally = try control.tally(at: counters) else { return }
            try control.set(tally.answering(answer, before: before), at: counters)
        case .withdrawn(let path, let answer):
            let counters = windowCounters(of: path)
            guard var tally = try control.tally(at: counters), let count = tally.ended[answer] else { return }
            tally.ended[answer] = count > 1 ? count - 1 : nil
            tally.open += 1
            try control.set(tally, at: counters)
        case .skipped(let path):
            try end(path, .skipped, nil, &control)
        case .cancelled(let path):
            try cancel(path, &control)
        case .returned(_, let reset):
            for path in reset { try putBack(path, &control) }
        case .rejoined(let path):
            let now = try control.control(at: path)
            // Where rows came in, only those that it has go on; no more are taken.
            let outcome = definition.step(at: path)?.kind.intake == nil ? nil : now.outcome
            try control.set(Control(phase: .open, outcome: outcome, round: now.round), at: path)
            // Where other branches went on, the fan-out has held its scope open all the time.
            if try control.tally(at: path)?.open == 0 { try countUp(path.scope, &control) }
        case .joined(let path, let extent):
            try join(path, extent, &control)
        case .excused(let path, let before):
            let counters = windowCounters(of: path)
            guard let tally = try control.tally(at: counters) else { return }
            try control.set(tally.excusing(before: before), at: counters)
        case .excusedBranch(let branch):
            guard let fanOut = branch.fanOut, var tally = try control.tally(at: fanOut) else { return }
            tally.excused += 1
            try count(branch, in: &tally, &control) { $0.excused += 1 }
            try countGates(branch, in: &tally, &control) { $0.excused += 1 }
            try control.set(tally, at: fanOut)
        case .instanceEnded:
            break
        }
    }

    /// Changes the counters of the branch's group, and with them what the fan-out's own know of groups; nothing
    /// where its join does not go by groups.
    private func count(
        _ branch: ScopePath, in tally: inout Tally, _ control: inout some ControlWriter, _ change: (inout Tally) -> Void
    ) throws {
        guard let fanOut = branch.fanOut, case .per(let number, _) = definition.step(at: fanOut)?.kind.fanOut?.join
        else { return }
        let place = fanOut.group(try control.group(of: branch))
        var group = try control.tally(at: place) ?? Tally(total: 0, open: 0)
        let before = group.standing(needing: number)
        change(&group)
        let after = group.standing(needing: number)
        tally.groups += after.counts - before.counts
        tally.groupsMet += after.met - before.met
        try control.set(group, at: place)
    }

    /// Changes the counters of the gates for which a row counts, and with them how many of all gates are met.
    private func countGates(
        _ row: ScopePath, in tally: inout Tally, _ control: inout some ControlWriter, _ change: (inout Tally) -> Void
    ) throws {
        guard let path = row.fanOut, definition.step(at: path)?.kind.intake?.gates.isEmpty == false else { return }
        for gate in try control.gates(of: row) {
            let place = path.gate(gate.key)
            var counters = try control.tally(at: place) ?? Tally(total: 0, open: 0)
            if counters.counted >= gate.needed { tally.groupsMet -= 1 }
            change(&counters)
            if counters.counted >= gate.needed { tally.groupsMet += 1 }
            try control.set(counters, at: place)
        }
    }

    /// Takes a row out of the gates for which it counts, or back into them: before and after what it says changes.
    func countGates(of row: ScopePath, by change: Int, _ control: inout some ControlWriter) throws {
        guard let path = row.fanOut, var tally = try control.tally(at: path) else { return }
        try countGates(row, in: &tally, &control) { $0.total += change }
        try control.set(tally, at: path)
    }

    /// Where the people of a step's window are counted.
    func windowCounters(of path: Path) -> Path { definition.step(at: path)?.windowCounters(at: path) ?? path }

    /// The branches of a fan-out that goes by groups, counted by group from nothing.
    private func countGroups(
        _ path: Path, _ keys: [String], in tally: inout Tally, _ control: inout some ControlWriter
    ) throws {
        guard case .per = definition.step(at: path)?.kind.fanOut?.join else { return }
        for key in keys {
            try control.set(Tally(total: 0, open: 0), at: path.group(control.group(of: path.branch(key))))
        }
        for key in keys { try count(path.branch(key), in: &tally, &control) { $0.total += 1 } }
    }

    private func open(
        _ path: Path, round: Int, _ extent: Extent, _ control: inout some ControlWriter
    ) throws {
        try control.set(Control(phase: .open, round: round), at: path)
        switch extent {
        case .one:
            // A window that waits for a new end has no rows yet.
            if definition.step(at: path)?.kind.intake != nil { try openRows(path, &control) }
        case .people(let count):
            try control.set(Tally(total: count, open: count), at: path)
        case .rows(let people):
            try openRows(path, &control)
            if let people { try control.set(Tally(total: people, open: people), at: windowCounters(of: path)) }
        case .branches(let keys):
            var tally = Tally(total: keys.count, open: keys.count)
            try countGroups(path, keys, in: &tally, &control)
            try control.set(tally, at: path)
            try control.set(branches: keys, of: path)
            let count = definition.step(at: path)?.kind.fanOut?.scope.steps.count ?? 0
            for key in keys { try control.set(remaining: count, in: path.branch(key)) }
        }
    }

    private func openRows(_ path: Path, _ control: inout some ControlWriter) throws {
        // Those of earlier rounds keep their numbers, and count no longer.
        let earlier = try control.tally(at: path)?.total ?? 0
        var tally = Tally(total: earlier, open: 0, excused: earlier)
        for gate in try control.gates(of: path) {
            try control.set(Tally(total: 0, open: 0), at: path.gate(gate.key))
            tally.groups += 1
        }
        try control.set(tally, at: path)
        try control.set(branches: [], of: path)
    }

    private func end(
        _ path: Path, _ phase: Phase, _ outcome: Name?, _ control: inout some ControlWriter
    ) throws {
        let round = try control.control(at: path).round
        try control.set(Control(phase: phase, outcome: outcome, round: round), at: path)
        // A fan-out whose other branches go on holds its scope open until they have ended.
        if definition.step(at: path)?.kind.fanOut != nil, let tally = try control.tally(at: path), tally.open > 0 {
            return
        }
        try countDown(path.scope, &control)
    }

    /// One step of the scope has ended; with the last one, so has the branch.
    private func countDown(_ scope: ScopePath, _ control: inout some ControlWriter) throws {
        guard let remaining = try control.remaining(in: scope) else { return }
        try control.set(remaining: remaining - 1, in: scope)
        guard remaining == 1, let fanOut = scope.fanOut, var tally = try control.tally(at: fanOut) else { return }
        tally.open -= 1
        tally.ended[Outcome.done.name, default: 0] += 1
        try count(scope, in: &tally, &control) { $0.ended[Outcome.done.name, default: 0] += 1 }
        try control.set(tally, at: fanOut)
        if tally.open == 0, try control.control(at: fanOut).phase == .done {
            try countDown(fanOut.scope, &control)
        }
    }

    private func join(_ path: Path, _ extent: Extent, _ control: inout some ControlWriter) throws {
        let counters: Path
        switch extent {
        case .one, .rows: return
        case .people: counters = windowCounters(of: path)
        case .branches: counters = path
        }
        guard var tally = try control.tally(at: counters) else { return }
        switch extent {
        case .one, .rows: return
        case .people(let count):
            tally.total += count
            tally.open += count
        case .branches(let keys):
            tally.total += keys.count
            tally.open += keys.count
            for key in keys {
                try count(path.branch(key), in: &tally, &control) { $0.total += 1 }
                try countGates(path.branch(key), in: &tally, &control) { $0.total += 1 }
            }
            try control.add(branches: keys, to: path)
            let count = definition.step(at: path)?.kind.fanOut?.scope.steps.count ?? 0
            for key in keys { try control.set(remaining: count, in: path.branch(key)) }
        }
        try control.set(tally, at: counters)
    }

    private func cancel(_ path: Path, _ control: inout some ControlWriter) throws {
        let round = try control.control(at: path).round
        try control.set(Control(phase: .cancelled, round: round), at: path)
        try countOut(path.scope, &control)
    }

    /// One step of the scope is cancelled. The last one takes the branch out of the open ones, but not into the
    /// done ones.
    private func countOut(_ scope: ScopePath, _ control: inout some ControlWriter) throws {
        guard let remaining = try control.remaining(in: scope), remaining > 0 else { return }
        try control.set(remaining: remaining - 1, in: scope)
        guard remaining == 1, let fanOut = scope.fanOut, var tally = try control.tally(at: fanOut), tally.open > 0
        else { return }
        tally.open -= 1
        try control.set(tally, at: fanOut)
        // Its join was met before, and the others went on: with the last of them it has ended in its own scope.
        if tally.open == 0, try control.control(at: fanOut).phase == .done { try countOut(fanOut.scope, &control) }
    }

    private func putBack(_ path: Path, _ control: inout some ControlWriter) throws {
        let now = try control.control(at: path)
        try control.set(Control(phase: .waiting, round: now.round), at: path)
        let isFanOut = definition.step(at: path)?.kind.fanOut != nil
        let tally = isFanOut ? try control.tally(at: path) : nil
        let hasEnded = now.phase == .skipped || now.phase == .cancelled || now.phase == .done && tally?.open ?? 0 == 0
        // Its branches are put back with it; it opens with new counters, but no row's number is given again.
        if let tally {
            let rows = definition.step(at: path)?.kind.intake == nil ? 0 : tally.total
            try control.set(Tally(total: rows, open: 0, excused: rows), at: path)
        }
        if hasEnded { try countUp(path.scope, &control) }
    }

    /// One step of the scope that had ended has not ended any more; with the first one, neither has the branch.
    private func countUp(_ scope: ScopePath, _ control: inout some ControlWriter) throws {
        guard let remaining = try control.remaining(in: scope) else { return }
        try control.set(remaining: remaining + 1, in: scope)
        guard remaining == 0, let fanOut = scope.fanOut, var tally = try control.tally(at: fanOut) else { return }
        let phase = try control.control(at: fanOut).phase
        guard phase == .open || phase == .done, let done = tally.ended[Outcome.done.name] else { return }
        let wasEnded = phase == .done && tally.open == 0
        tally.open += 1
        tally.ended[Outcome.done.name] = done > 1 ? done - 1 : nil
        try count(scope, in: &tally, &control) {
            $0.ended[Outcome.done.name] = $0.done > 1 ? $0.done - 1 : nil
        }
        try control.set(tally, at: fanOut)
        if wasEnded { try countUp(fanOut.scope, &control) }
    }
}
