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
        case .closed(let path, let outcome):
            if var tally = try control.tally(at: path) {
                tally.open = 0
                try control.set(tally, at: path)
            }
            try end(path, .done, outcome, &control)
        case .answered(let path, let answer, let before):
            guard var tally = try control.tally(at: path) else { return }
            if let before { tally.ended[before] = tally.ended[before].flatMap { $0 > 1 ? $0 - 1 : nil } }
            tally.ended[answer, default: 0] += 1
            if before == nil { tally.open -= 1 }
            try control.set(tally, at: path)
        case .skipped(let path):
            try end(path, .skipped, nil, &control)
        case .cancelled(let path):
            try cancel(path, &control)
        case .returned(_, let reset):
            for path in reset { try putBack(path, &control) }
        case .excused(let path):
            guard var tally = try control.tally(at: path) else { return }
            tally.open -= 1
            tally.excused += 1
            try control.set(tally, at: path)
        case .instanceEnded:
            break
        }
    }

    private func open(
        _ path: Path, round: Int, _ extent: Extent, _ control: inout some ControlWriter
    ) throws {
        try control.set(Control(phase: .open, round: round), at: path)
        switch extent {
        case .one: break
        case .people(let count):
            try control.set(Tally(total: count, open: count), at: path)
        case .branches(let keys):
            try control.set(Tally(total: keys.count, open: keys.count), at: path)
            try control.set(branches: keys, of: path)
            let count = definition.step(at: path)?.kind.fanOut?.scope.steps.count ?? 0
            for key in keys { try control.set(remaining: count, in: path.branch(key)) }
        }
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
        try control.set(tally, at: fanOut)
        if tally.open == 0, try control.control(at: fanOut).phase == .done {
            try countDown(fanOut.scope, &control)
        }
    }

    private func cancel(_ path: Path, _ control: inout some ControlWriter) throws {
        let round = try control.control(at: path).round
        try control.set(Control(phase: .cancelled, round: round), at: path)
        guard let remaining = try control.remaining(in: path.scope), remaining > 0 else { return }
        try control.set(remaining: remaining - 1, in: path.scope)
        // The last cancelled step of a branch takes the branch out of the open ones, but not into the done ones.
        guard remaining == 1, let fanOut = path.scope.fanOut, var tally = try control.tally(at: fanOut) else {
            return
        }
        tally.open -= 1
        try control.set(tally, at: fanOut)
    }

    private func putBack(_ path: Path, _ control: inout some ControlWriter) throws {
        let now = try control.control(at: path)
        try control.set(Control(phase: .waiting, round: now.round), at: path)
        if now.phase == .done || now.phase == .skipped || now.phase == .cancelled,
            let remaining = try control.remaining(in: path.scope)
        {
            try control.set(remaining: remaining + 1, in: path.scope)
        }
    }
}
