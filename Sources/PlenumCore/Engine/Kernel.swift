/// Something that happens to an instance, as the rules of flow see it.
public enum Stimulus: Hashable, Sendable {
    /// The instance begins.
    case start
    /// A scope has opened: the steps that wait for nothing have their turn.
    case enter(ScopePath)
    /// All that the step waits for has ended.
    case turn(Path)
    /// The step's kind says that it has ended so.
    case finish(Path, Name)
    /// The step ended so and begins again, in a new round.
    case again(Path, Name)
    /// One of the window's people has answered; `before` is the answer that this one replaces.
    case answer(Path, Name, before: Name?)
    /// The window's time is up.
    case close(Path)
    /// The organiser passes the step over.
    case skip(Path)
    /// The organiser has a step that has ended done again; what followed it is put back, beyond its join too.
    case reopen(Path)
    /// One of the window's people no longer counts; `before` is the answer they had given.
    case excuse(Path, before: Name? = nil)
    /// A branch that has not ended no longer counts.
    case excuseBranch(ScopePath)
    /// A row has come to a step that takes them, for the branch with this key; `answer` is what it makes of the
    /// sender's own item, where each has one.
    case row(Path, key: String, answer: Name?, before: Name?)
    /// A row counts no longer, whatever has come of it.
    case withdraw(ScopePath)
    /// The counters of a fan-out have changed: its join may be met.
    case counted(Path)
    /// The organiser adds people or branches to a step that is open.
    case include(Path, Extent)
    /// The step has ended in whichever way; what follows it may have its turn.
    case ended(Path)
    /// The instance is called off.
    case cancel
}

/// One change of control. Every event carries at most one, and folding events folds these.
public enum Transition: Hashable, Sendable {
    case started
    case opened(Path, round: Int, Extent)
    case completed(Path, Name)
    case answered(Path, Name, before: Name?)
    /// An answer is taken back while the window is open.
    case withdrawn(Path, Name)
    /// The window's time is up; where rows are still at work, the step goes on without taking more. With how often each
    /// vote was cast, where the vote was secret.
    case closed(Path, Name, totals: [Name: Int]? = nil)
    case skipped(Path)
    /// Stopped with its branch or with the instance; never opened again in this round.
    case cancelled(Path)
    /// The first path is to open again; with it, the others are put back.
    case returned(Path, reset: [Path])
    /// The fan-out, whose join was met, is open again with the branches it has.
    case rejoined(Path)
    /// More people or branches have come to a step that is open.
    case joined(Path, Extent)
    /// One of the window's people no longer counts; `before` is the answer they had given.
    case excused(Path, before: Name? = nil)
    /// A branch, all of whose steps have ended or were cancelled, no longer counts.
    case excusedBranch(ScopePath)
    case instanceEnded(InstanceEnd)
}

/// What a step opens with.
public enum Extent: Hashable, Sendable {
    /// One task, or none at all.
    case one
    /// A window for so many people.
    case people(Int)
    /// Branches with these keys.
    case branches([String])
    /// Rows that are still to come: from so many people, or, without a number, from whoever has the step's one task.
    case rows(people: Int?)
}

/// What the rules of flow must be told because it depends on people and values, not on control.
public protocol Circumstances {
    func extent(of step: Step, at path: Path) throws -> Extent
    func holds(_ input: Name, _ comparison: Comparison, _ value: String, in scope: ScopePath) throws -> Bool
    /// How often each vote was cast in the secret vote that closes now.
    func totals(at path: Path) throws -> [Name: Int]
}

/// Every rule of flow: what a stimulus does to an instance of one definition.
///
/// Pure: it reads control and answers with what changes. The engine dresses each transition as an event; the
/// checker explores transitions alone.
public struct Kernel: Sendable {
    public let definition: Definition

    public init(_ definition: Definition) {
        self.definition = definition
    }

    /// What one stimulus changes at once, and which stimuli that causes, in order.
    public struct Advance: Hashable, Sendable {
        public var transitions: [Transition]
        public var next: [Stimulus]

        init(_ transitions: [Transition] = [], next: [Stimulus] = []) {
            self.transitions = transitions
            self.next = next
        }
    }

    /// What `stimulus` does; nothing where it comes too late, such as the end of a step that has ended.
    public func advance(
        _ stimulus: Stimulus, over control: some ControlReader, given circumstances: some Circumstances
    ) throws -> Advance {
        switch stimulus {
        case .start:
            return Advance([.started], next: [.enter(.root)])
        case .enter(let scope):
            let first = definition.scope(at: scope)?.steps.filter(\.after.isEmpty) ?? []
            return Advance(next: first.map { .turn(Path(scope, $0.name)) })
        case .turn(let path):
            return try turn(path, control, circumstances)
        case .finish(let path, let outcome):
            return try finish(path, outcome, control)
        case .again(let path, let outcome):
            guard try control.control(at: path).phase == .open else { return Advance() }
            return try startAgain(from: path, after: .completed(path, outcome), of: path, control)
        case .answer(let path, let answer, let before):
            return try self.answer(path, answer, before: before, control)
        case .close(let path):
            return try close(path, control, circumstances)
        case .skip(let path):
            let phase = try control.control(at: path).phase
            guard phase == .open || phase == .waiting else { return Advance() }
            let stopped = try phase == .open ? stopBranches(of: path, control) : []
            return Advance(stopped + [.skipped(path)], next: [.ended(path)])
        case .reopen(let path):
            return try reopen(path, control)
        case .excuse(let path, let before):
            guard try control.control(at: path).phase == .open, let step = definition.step(at: path),
                let tally = try control.tally(at: step.windowCounters(at: path)), tally.open > 0 || before != nil
            else { return Advance() }
            let excused = Transition.excused(path, before: before)
            if step.kind.intake != nil { return Advance([excused], next: [.counted(path)]) }
            return Advance([excused], next: step.kind.isOver(tally.excusing()) ? [.close(path)] : [])
        case .excuseBranch(let branch):
            guard let fanOut = branch.fanOut, try control.remaining(in: branch) ?? 0 > 0 else { return Advance() }
            return Advance(try stop(branch, control) + [.excusedBranch(branch)], next: [.counted(fanOut)])
        case .row(let path, let key, let answer, let before):
            guard let intake = definition.step(at: path)?.kind.intake, try control.control(at: path).takesAnswers else {
                return Advance()
            }
            let answered = answer.map { Transition.answered(path, $0, before: before) }
            return Advance(
                (answered.map { [$0] } ?? []) + [.joined(path, .branches([key]))],
                next: [.turn(Path(path.branch(key), intake.entry)), .counted(path)])
        case .withdraw(let row):
            guard let fanOut = row.fanOut, let intake = definition.step(at: fanOut)?.kind.intake else {
                return Advance()
            }
            let entry = Path(row, intake.entry)
            let touched = try resets(from: entry, also: entry, control)
            return Advance([.returned(entry, reset: touched)], next: [.excuseBranch(row)])
        case .counted(let path):
            return try join(path, control)
        case .include(let path, let extent):
            guard try control.control(at: path).phase == .open else { return Advance() }
            guard case .branches(let keys) = extent else { return Advance([.joined(path, extent)]) }
            return Advance([.joined(path, extent)], next: keys.map { .enter(path.branch($0)) })
        case .ended(let path):
            return try ended(path, control)
        case .cancel:
            return Advance(try stop(.root, control) + [.instanceEnded(.cancelled)])
        }
    }

    private func turn(
        _ path: Path, _ control: some ControlReader, _ circumstances: some Circumstances
    ) throws -> Advance {
        let before = try control.control(at: path)
        guard before.phase == .waiting, let step = definition.step(at: path) else { return Advance() }
        if let condition = step.when, try !holds(condition, in: path.scope, control, circumstances) {
            return Advance([.skipped(path)], next: [.ended(path)])
        }
        let extent = try circumstances.extent(of: step, at: path)
        let opened = Transition.opened(path, round: before.round + 1, extent)
        switch extent {
        case .one:
            return Advance([opened])
        case .people(let count):
            return Advance([opened], next: count == 0 ? [.close(path)] : [])
        case .rows(let people):
            return Advance([opened], next: people == 0 ? [.close(path)] : [])
        case .branches(let keys):
            let empty = Stimulus.finish(
                path, step.kind.fanOut?.mayBeEmpty == true ? Outcome.done.name : step.kind.shortfall)
            return Advance([opened], next: keys.isEmpty ? [empty] : keys.map { .enter(path.branch($0)) })
        }
    }

    private func finish(_ path: Path, _ outcome: Name, _ control: some ControlReader) throws -> Advance {
        let now = try control.control(at: path)
        guard now.phase == .open, let step = definition.step(at: path) else { return Advance() }
        // Whoever enters the rows says that there are no more: those that are at work go on.
        if step.kind.intake != nil, now.takesAnswers { return try stopTaking(path, outcome, control) }
        return try goOn(from: path, step, outcome, after: .completed(path, outcome), control)
    }

    /// What the end of a step leads to, by the effect of its outcome: onward, back, or to the end of everything.
    private func goOn(
        from path: Path, _ step: Step, _ outcome: Name, after completed: Transition, _ control: some ControlReader
    ) throws -> Advance {
        switch step.kind.outcomes.first(where: { $0.name == outcome })?.effect ?? .proceed {
        case .proceed:
            return Advance([completed], next: [.ended(path)])
        case .return(let name):
            return try startAgain(from: Path(path.scope, name), after: completed, of: path, control)
        case .end(let end):
            let home = definition.home(of: path.scope).root
            if let fanOut = home.fanOut {
                // It is the end of the definition that is used, and of nothing around it.
                return Advance([completed] + (try stop(home, control, except: path)), next: [.counted(fanOut)])
            }
            return Advance([completed] + (try stop(.root, control, except: path)) + [.instanceEnded(end)])
        }
    }

    /// A new round for `target`: with it, all that follows it is put back.
    private func startAgain(
        from target: Path, after completed: Transition, of path: Path, _ control: some ControlReader
    ) throws -> Advance {
        let reset = try resets(from: target, also: path, control)
        return Advance([completed, .returned(target, reset: reset)], next: [.turn(target)])
    }

    private func answer(
        _ path: Path, _ answer: Name, before: Name?, _ control: some ControlReader
    ) throws -> Advance {
        let now = try control.control(at: path)
        guard now.phase == .open, let step = definition.step(at: path) else { return Advance() }
        let answered = Transition.answered(path, answer, before: before)
        if step.kind.intake != nil { return now.takesAnswers ? Advance([answered], next: [.counted(path)]) : Advance() }
        guard let tally = try control.tally(at: path) else { return Advance() }
        let isOver = step.kind.isOver(tally.answering(answer, before: before))
        return Advance([answered], next: isOver ? [.close(path)] : [])
    }

    private func close(
        _ path: Path, _ control: some ControlReader, _ circumstances: some Circumstances
    ) throws -> Advance {
        let now = try control.control(at: path)
        guard now.phase == .open, let step = definition.step(at: path) else { return Advance() }
        var tally = try control.tally(at: path) ?? Tally(total: 0, open: 0)
        if let intake = step.kind.intake {
            return now.takesAnswers ? try stopTaking(path, intake.result(of: tally), control) : Advance()
        }
        let totals = step.kind.isSecret ? try circumstances.totals(at: path) : nil
        if let totals { tally.ended = totals }
        let outcome = step.kind.result(of: tally)
        return try goOn(from: path, step, outcome, after: .closed(path, outcome, totals: totals), control)
    }

    /// No more rows are taken; with the last of those that are at work, the step ends so.
    private func stopTaking(_ path: Path, _ outcome: Name, _ control: some ControlReader) throws -> Advance {
        let isIdle = try control.tally(at: path)?.open ?? 0 == 0
        return Advance([.closed(path, outcome)], next: isIdle ? [.finish(path, outcome)] : [])
    }

    /// Whether a step takes no more rows, before its time: it has as many as it may, or nobody is left to be asked.
    private func isFull(
        _ step: Step, _ intake: Intake, at path: Path, _ rows: Tally, _ control: some ControlReader
    ) throws -> Bool {
        if let most = intake.atMost, rows.counted >= most { return true }
        guard intake.isEnough(rows), let people = try control.tally(at: step.windowCounters(at: path)) else {
            return false
        }
        return step.kind.isOver(people)
    }

    private func ended(_ path: Path, _ control: some ControlReader) throws -> Advance {
        guard let scope = definition.scope(at: path.scope) else { return Advance() }
        let next = try followers(of: path.step, in: scope, at: path.scope, control)
            .filter { try $0.after.allSatisfy { try hasPassed($0, in: scope, at: path.scope, control) } }
            .map { Stimulus.turn(Path(path.scope, $0.name)) }
        guard try control.remaining(in: path.scope) == 0 else { return Advance(next: next) }
        guard let fanOut = path.scope.fanOut else { return Advance([.instanceEnded(.completed)]) }
        let joined = try join(fanOut, control)
        return Advance(joined.transitions, next: next + joined.next)
    }

    /// The steps that may have their turn with the end of `step`: those that wait for it, and those that wait for
    /// one of these which was skipped in advance.
    private func followers(
        of step: Name, in scope: Scope, at place: ScopePath, _ control: some ControlReader
    ) throws -> [Step] {
        try scope.followers(of: step).flatMap { follower in
            guard try control.control(at: Path(place, follower.name)).phase == .skipped else { return [follower] }
            return try followers(of: follower.name, in: scope, at: place, control)
        }
    }

    /// Whether what waits for `step` may open: it is done, or it was skipped and would have had its turn.
    private func hasPassed(
        _ step: Name, in scope: Scope, at place: ScopePath, _ control: some ControlReader
    ) throws -> Bool {
        switch try control.control(at: Path(place, step)).phase {
        case .done: true
        case .skipped: try scope[step]?.after.allSatisfy { try hasPassed($0, in: scope, at: place, control) } ?? true
        case .waiting, .open, .cancelled: false
        }
    }

    /// What the counters of a fan-out mean for it, now that a branch has ended or counts no longer.
    private func join(_ path: Path, _ control: some ControlReader) throws -> Advance {
        guard let step = definition.step(at: path), let fanOut = step.kind.fanOut,
            let tally = try control.tally(at: path)
        else { return Advance() }
        let now = try control.control(at: path)
        if let intake = step.kind.intake, now.phase == .open {
            guard let outcome = now.outcome else {
                return try isFull(step, intake, at: path, tally, control) ? Advance(next: [.close(path)]) : Advance()
            }
            return tally.open == 0 ? Advance(next: [.finish(path, outcome)]) : Advance()
        }
        guard now.phase == .open else {
            // The join was met before and the others went on: with the last of them the scope may end.
            return Advance(next: tally.open == 0 ? [.ended(path)] : [])
        }
        guard tally.meets(fanOut.join) else {
            let shortfall = definition.step(at: path)?.kind.shortfall ?? Outcome.short.name
            return tally.open == 0 ? Advance(next: [.finish(path, shortfall)]) : Advance()
        }
        let stopped = try fanOut.others == .stop && tally.open > 0 ? stopBranches(of: path, control) : []
        return Advance(stopped, next: [.finish(path, Outcome.done.name)])
    }

    private func stopBranches(of path: Path, _ control: some ControlReader) throws -> [Transition] {
        guard definition.step(at: path)?.kind.fanOut != nil else { return [] }
        return try control.branches(of: path).flatMap { try stop(path.branch($0), control) }
    }

    /// Cancels what is open in a scope, nested branches included.
    private func stop(
        _ scope: ScopePath, _ control: some ControlReader, except spared: Path? = nil
    ) throws -> [Transition] {
        guard try control.remaining(in: scope) ?? 0 > 0 else { return [] }
        var transitions: [Transition] = []
        for step in definition.scope(at: scope)?.steps ?? [] {
            let path = Path(scope, step.name)
            let now = try control.control(at: path)
            if step.kind.fanOut != nil, now.round > 0 {
                // Its join was met and its other branches went on: it is stopped with them.
                if now.phase == .done, try control.tally(at: path)?.open ?? 0 > 0 {
                    transitions.append(.cancelled(path))
                }
                for key in try control.branches(of: path) { transitions += try stop(path.branch(key), control) }
            }
            if now.phase == .open || now.phase == .waiting, path != spared { transitions.append(.cancelled(path)) }
        }
        return transitions
    }

    private func reopen(_ path: Path, _ control: some ControlReader) throws -> Advance {
        guard let reset = try reopening(path, control) else { return Advance() }
        return Advance(
            reset.rejoined.map { .rejoined($0) } + [.returned(path, reset: reset.reset)], next: [.turn(path)])
    }

    /// What the reopening of a step puts back, and the joins that it opens again, the outermost first; nil where
    /// the step has not ended, or its branch was stopped or put back.
    public func reopening(
        _ path: Path, _ control: some ControlReader
    ) throws -> (reset: [Path], rejoined: [Path])? {
        guard [.done, .skipped].contains(try control.control(at: path).phase) else { return nil }
        var reset = try resets(from: path, also: path, control)
        var rejoined: [Path] = []
        var scope = path.scope
        while let fanOut = scope.fanOut {
            let phase = try control.control(at: fanOut).phase
            guard phase == .open || phase == .done, try !wasStopped(scope, control) else { return nil }
            if phase == .done {
                guard try isMissed(fanOut, without: scope, control) else { break }
                rejoined.insert(fanOut, at: 0)
                for follower in definition.scope(at: fanOut.scope)?.allFollowers(of: fanOut.step) ?? [] {
                    try collectTouched(Path(fanOut.scope, follower.name), ended: path, control, into: &reset)
                }
            }
            scope = fanOut.scope
        }
        return (reset, rejoined)
    }

    /// Whether the branch was stopped or excused: only that cancels a step of it, and it always does.
    private func wasStopped(_ branch: ScopePath, _ control: some ControlReader) throws -> Bool {
        try definition.scope(at: branch)?.steps.contains {
            try control.control(at: Path(branch, $0.name)).phase == .cancelled
        } ?? false
    }

    /// Whether the join of a fan-out that is done would not be met without the branch that opens again.
    private func isMissed(_ fanOut: Path, without branch: ScopePath, _ control: some ControlReader) throws -> Bool {
        guard let kind = definition.step(at: fanOut)?.kind.fanOut, let tally = try control.tally(at: fanOut) else {
            return true
        }
        let lost = try control.remaining(in: branch) == 0 ? 1 : 0
        guard case .per(let number, _) = kind.join else { return !tally.meets(kind.join, without: lost) }
        guard let group = try control.tally(at: fanOut.group(control.group(of: branch))) else { return true }
        return group.standing(needing: number, without: lost).met == 0
    }

    /// What a return to `target` puts back: it and all that follows it in its scope, with their branches.
    private func resets(from target: Path, also ended: Path, _ control: some ControlReader) throws -> [Path] {
        guard let scope = definition.scope(at: target.scope) else { return [] }
        var paths: [Path] = []
        let names = [target.step] + scope.allFollowers(of: target.step).map(\.name)
        for name in names {
            try collectTouched(Path(target.scope, name), ended: ended, control, into: &paths)
        }
        return paths
    }

    private func collectTouched(
        _ path: Path, ended: Path, _ control: some ControlReader, into paths: inout [Path]
    ) throws {
        let now = try control.control(at: path)
        if now.phase != .waiting || path == ended { paths.append(path) }
        guard now.round > 0, let inner = definition.step(at: path)?.kind.fanOut?.scope else { return }
        for key in try control.branches(of: path) {
            for step in inner.steps {
                try collectTouched(Path(path.branch(key), step.name), ended: ended, control, into: &paths)
            }
        }
    }

    private func holds(
        _ condition: Condition, in scope: ScopePath, _ control: some ControlReader,
        _ circumstances: some Circumstances
    ) throws -> Bool {
        switch condition {
        case .outcome(let step, let outcome, let negated):
            guard let path = nearest(step, from: scope) else { return false }
            return try (control.control(at: path).outcome == outcome) != negated
        case .input(let name, let comparison, let value):
            return try circumstances.holds(name, comparison, value, in: scope)
        case .and(let left, let right):
            return try holds(left, in: scope, control, circumstances)
                && holds(right, in: scope, control, circumstances)
        case .or(let left, let right):
            return try holds(left, in: scope, control, circumstances)
                || holds(right, in: scope, control, circumstances)
        case .not(let inner):
            return try !holds(inner, in: scope, control, circumstances)
        }
    }

    /// The step of that name in the nearest scope, from `scope` outwards, as far as its definition reaches.
    public func nearest(_ step: Name, from scope: ScopePath) -> Path? {
        var current: ScopePath? = scope
        while let here = current {
            if definition.scope(at: here)?[step] != nil { return Path(here, step) }
            if definition.used(in: here) != nil { return nil }
            current = here.parent
        }
        return nil
    }
}
