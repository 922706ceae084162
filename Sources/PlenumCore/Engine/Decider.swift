/// Turns a command into events, or into a refusal: authorisation, the check of the facts, then the kernel.
///
/// Works on the rows of one instance inside one transaction and folds what it decides as it goes, so that the
/// working set afterwards is the state after the command.
public struct Decider {
    public let definition: Definition
    public let surroundings: Surroundings
    let set: WorkingSet
    let authority: Authority
    private(set) var events: [Event] = []
    /// The moment from which what happens now counts.
    private var moment: Instant

    private init(
        definition: Definition, surroundings: Surroundings, set: WorkingSet, authority: Authority
    ) {
        self.definition = definition
        self.surroundings = surroundings
        self.set = set
        self.authority = authority
        moment = authority.now
    }

    /// The events that `command` causes, folded into `set` already; empty where it was done before.
    ///
    /// `due` are the windows of this instance whose time is up: they close first, at their own moment.
    public static func decide(
        _ command: Command, by authority: Authority, on set: WorkingSet, definition: Definition,
        in surroundings: Surroundings, closing due: [(path: Path, at: Instant)] = []
    ) throws -> [Event] {
        var decider = Decider(
            definition: definition, surroundings: surroundings, set: set, authority: authority)
        try decider.close(due)
        switch command {
        case .start(let start): try decider.start(start)
        case .act(let act): try decider.act(act)
        case .order(let order, let reason): try decider.carryOut(order, reason: reason)
        case .advance: break
        }
        if set.instance?.state == .running { try decider.close([]) }
        return decider.events
    }

    /// Closes the windows whose time is up, in the order of their moments, and with them those that open because of
    /// it and whose time is up too: whether time is advanced often or seldom, the same happens at the same moments.
    private mutating func close(_ due: [(path: Path, at: Instant)]) throws {
        var due = due + passed(in: events[...])
        while let index = due.indices.min(by: { (due[$0].at, due[$0].path) < (due[$1].at, due[$1].path) }) {
            let window = due.remove(at: index)
            let before = events.count
            let opened = try set.step(window.path).facts.openedAt ?? window.at
            let effective = max(window.at, opened)
            if try !prolong(window.path, effective: effective) {
                try run(.close(window.path), as: .clock, effective: effective)
            }
            due += passed(in: events[before...])
        }
    }

    /// The windows that these events have opened, or prolonged, and whose time is up by now.
    private func passed(in events: ArraySlice<Event>) -> [(path: Path, at: Instant)] {
        events.compactMap { event in
            let window: (path: Path, at: Instant?)
            switch event.body {
            case .opened(let body) where !body.isJoining: window = (body.path, body.closesAt)
            case .rescheduled(let body) where body.isExtension: window = (body.path, body.closesAt)
            default: return nil
            }
            return window.at.flatMap { $0 <= authority.now ? (window.path, $0) : nil }
        }
    }

    // MARK: Start

    private mutating func start(_ command: StartCommand) throws {
        let body = Started(
            workflow: definition.name, definition: command.definition, calendar: command.calendar,
            unit: command.unit, inputs: command.inputs)
        try emit(.started(body), as: authority.actor, effective: authority.now)
        try run(.enter(.root), as: authority.actor, effective: authority.now)
    }

    // MARK: Act

    private mutating func act(_ command: ActCommand) throws {
        guard let item = try set.item(command.task), let instance = set.instance else {
            throw Refused(.noSuchTask(command.task.description))
        }
        if !item.state.isOpen, item.endedBy == authority.actor.principal, try isRepeat(command, of: item) { return }
        let principal = try principal(for: .do, Permissions.Aim(item: item, people: item.people))
        try checkInPerson(item, principal)
        try checkSecrecy(command, item)
        guard item.state.isOpen || mayChange(item) else {
            throw Refused(.alreadyEnded(item.code, item.state, by: item.endedBy, at: item.endedAt))
        }
        guard instance.state == .running else { throw Refused(.notRunning(instance.id, instance.state)) }
        if let expected = command.expect, expected != item.version {
            throw Refused(.changedSince(item.code, expected: expected, actual: item.version))
        }
        guard let step = definition.step(at: item.path) else { throw Refused(.noSuchTask(item.code.description)) }
        let scene = scene(of: step, at: item.path)
        let act = try ActReader(offer: scene.offer(for: item), directory: surroundings.directory)
            .read(command, task: item.code)
        let effective = try effective(for: item)
        switch try scene.effect(of: act, on: item) {
        case .finish(let outcome, let added):
            try checkHasRows(scene)
            let completed = Completed(
                path: item.path, outcome: outcome, code: item.code, answers: act.answers + added,
                document: act.document)
            try run(
                .finish(item.path, outcome), as: authority.actor, effective: effective, completing: completed,
                reason: command.note)
        case .again(let outcome):
            let completed = Completed(
                path: item.path, outcome: outcome, code: item.code, answers: act.answers, document: act.document)
            try run(
                .again(item.path, outcome), as: authority.actor, effective: effective, completing: completed,
                reason: command.note)
        case .schedule(let day):
            let due = Due(endOf: day, in: surroundings.zone)
            try emit(
                .rescheduled(Rescheduled(path: item.path, due: due, closesAt: nil, day: day)), as: authority.actor,
                effective: effective, reason: command.note)
        case .openUntil(let day):
            guard Due(endOf: day, in: surroundings.zone).instant > authority.now else { throw Refused(.dayPassed(day)) }
            try emit(
                .rescheduled(Rescheduled(path: item.path, due: nil, closesAt: nil, day: day)), as: authority.actor,
                effective: effective, reason: command.note)
            try run(
                .again(item.path, ActNeed.newDate), as: authority.actor, effective: effective,
                completing: Completed(
                    path: item.path, outcome: ActNeed.newDate, code: item.code, answers: act.answers, document: nil))
        case .row(let values):
            try take(values, act, on: item, effective: effective, note: command.note)
        case .keep(let answers):
            let answered = Answered(code: item.code, answer: nil, answers: answers, document: act.document)
            try emit(.answered(answered), as: authority.actor, effective: effective, reason: command.note)
        case .ballot(let vote, let seen):
            try set.cast(vote, at: item.path)
            let answered = Answered(code: item.code, answer: seen, answers: [], document: nil)
            try run(
                .answer(item.path, seen, before: nil), as: authority.actor, effective: effective, answering: answered)
        case .answer(let answer):
            let answered = Answered(
                code: item.code, answer: answer, answers: act.answers, document: act.document)
            try run(
                .answer(item.path, answer, before: item.answer), as: authority.actor, effective: effective,
                answering: answered, reason: command.note)
        }
    }

    /// Where a kind bars substitutes, only the person acts, or a secretary of theirs who enters a signed slip.
    private func checkInPerson(_ item: Item, _ principal: PersonID) throws {
        guard let by = authority.actor.by, by != principal, let kind = definition.step(at: item.path)?.kind,
            kind.barsSubstitutes
        else { return }
        if kind.isSecret { throw Refused(.secretInPerson(item.code, person: principal)) }
        guard try permissions().isSecretary(by, of: principal) else {
            throw Refused(.inPersonOnly(item.code, by: by, person: principal))
        }
    }

    /// Refuses a second vote where the first is nobody's any more, and whatever would tell with the name how it was.
    private func checkSecrecy(_ command: ActCommand, _ item: Item) throws {
        guard definition.step(at: item.path)?.kind.isSecret == true, item.member != nil else { return }
        if item.state == .done { throw Refused(.secretVoteCast(item.code)) }
        let says = !command.answers.isEmpty || command.document != nil || command.note?.isEmpty == false
        if says { throw Refused(.secretVoteOnly(item.code)) }
    }

    /// An answer in a window may be changed until it closes, unless it is secret.
    func mayChange(_ item: Item) -> Bool {
        guard item.state == .done, item.member != nil, let control = try? set.control(at: item.path),
            definition.step(at: item.path)?.kind.isSecret != true
        else { return false }
        return control.takesAnswers && control.round == item.round
    }

    /// The same act by the same person on an item that it ended: success that writes nothing.
    private func isRepeat(_ command: ActCommand, of item: Item) throws -> Bool {
        guard item.state == .done else { return false }
        let record = try set.step(item.path)
        let isWindow = item.member != nil
        let (answers, document) =
            isWindow ? (item.answers, item.document) : (record.facts.answers, record.facts.document)
        let saysTheSame = command.answers.allSatisfy { name, text in
            answers.contains { $0.column == name && $0.value.text == text }
        }
        let outcome = isWindow ? item.answer : record.control.outcome
        return saysTheSame && (command.outcome == nil || command.outcome == outcome)
            && (command.document == nil || command.document?.hash == document?.hash)
            && (!isWindow || command.answers.count == answers.count)
    }

    func effective(for item: Item) throws -> Instant {
        guard let day = authority.on else { return authority.now }
        let today = surroundings.zone.local(authority.now).date
        guard day <= today else { throw Refused(.onDateAhead(day)) }
        let opened = surroundings.zone.local(item.openedAt).date
        guard day >= opened else { throw Refused(.onDateBeforeOpening(day, opened: opened)) }
        return day == today ? authority.now : max(item.openedAt, surroundings.zone.start(of: day))
    }

    // MARK: The walk through the kernel

    mutating func run(
        _ stimulus: Stimulus, as actor: Actor, effective: Instant, completing: Completed? = nil,
        answering: Answered? = nil, joining: Opening? = nil, excusing: Excused? = nil, reason: String? = nil
    ) throws {
        moment = effective
        let kernel = Kernel(definition)
        var pending = [stimulus]
        var position = 0
        while position < pending.count {
            let stimulus = pending[position]
            position += 1
            let advance = try kernel.advance(stimulus, over: set, given: self)
            for transition in advance.transitions {
                let body = try dress(
                    transition, effective: effective, completing: completing, answering: answering, joining: joining,
                    excusing: excusing)
                try emit(body, as: actor, effective: effective, reason: position == 1 ? reason : nil)
            }
            pending += advance.next
        }
    }

    mutating func emit(
        _ body: EventBody, as actor: Actor, effective: Instant, reason: String? = nil
    ) throws {
        let event = Event(
            stream: .instance(set.id), at: authority.now, effective: effective, actor: actor, reason: reason,
            body: body)
        try set.apply(event)
        events.append(event)
    }

    /// The event of a transition: what the rules have decided, with the facts that go with it.
    private func dress(
        _ transition: Transition, effective: Instant, completing: Completed?, answering: Answered?, joining: Opening?,
        excusing: Excused?
    ) throws -> EventBody {
        switch transition {
        case .excused(let path, _):
            guard let excusing else { throw Refused(.noSuchStep(path.text)) }
            return .excused(excusing)
        case .excusedBranch(let branch): return .excused(.branch(branch))
        case .started, .withdrawn:
            preconditionFailure("made by their commands, never by the kernel's walk")
        case .opened(let path, let round, let extent):
            return .opened(try opened(path, round: round, extent, effective: effective))
        case .completed(let path, let outcome):
            if let completing, completing.path == path { return .completed(completing) }
            return .completed(Completed(path: path, outcome: outcome, code: nil, answers: [], document: nil))
        case .answered(let path, _, _):
            guard let answering else { throw Refused(.noSuchTask(path.text)) }
            return .answered(answering)
        case .closed(let path, let outcome, let totals):
            return .closed(Closed(path: path, outcome: outcome, totals: totals))
        case .skipped(let path): return .skipped(path)
        case .cancelled(let path): return .cancelled(path)
        case .returned(let path, let reset): return .returned(Returned(path: path, reset: reset))
        case .rejoined(let path): return .returned(Returned(path: path, reset: [], isRejoined: true))
        case .joined(let path, _): return .opened(try joined(path, joining))
        case .instanceEnded(.completed):
            return .completed(
                Completed(path: .instance, outcome: Outcome.done.name, code: nil, answers: [], document: nil))
        case .instanceEnded(.cancelled): return .cancelled(.instance)
        }
    }

    private func opened(
        _ path: Path, round: Int, _ extent: Extent, effective: Instant
    ) throws -> Opened {
        guard let step = definition.step(at: path) else { throw Refused(.unknownName(path.step, path)) }
        let scene = scene(of: step, at: path)
        let dates = try StepDates(scene, openedAt: effective).reckoned()
        var items: [Opened.Entry] = []
        var branches: [Opened.Branch]?
        switch try opening(scene) {
        case .task(let people):
            items = [
                Opened.Entry(
                    code: try code(at: path, member: nil), member: nil,
                    candidates: try people.isEmpty ? standIns(scene) : people)
            ]
        case .window(let people):
            items = try people.map {
                Opened.Entry(code: try code(at: path, member: $0), member: $0, candidates: [$0])
            }
        case .rows(let people):
            items = try people.map {
                Opened.Entry(code: try code(at: path, member: $0), member: $0, candidates: [$0])
            }
            branches = []
        case .rowsByTask(let people):
            items = [
                Opened.Entry(
                    code: try code(at: path, member: nil), member: nil,
                    candidates: try people.isEmpty ? standIns(scene) : people)
            ]
            branches = []
        case .branches(let list): branches = list
        case .wait: break
        }
        let late = dates.due.map { $0.instant <= effective } ?? false
        // A window that would open after its end stands still until the organiser has set it a new one.
        let waitsForClosing = late && step.kind.asksEach && !extent.isWindow
        return Opened(
            path: path, round: round, due: waitsForClosing ? nil : dates.due,
            closesAt: waitsForClosing ? nil : dates.closesAt, late: late, items: items, branches: branches,
            isWindow: extent.isWindow)
    }

    /// What the step opens with; a window whose end has passed, with a task for the organiser to set a new one.
    private func opening(_ scene: Scene) throws -> Opening {
        let opening = try scene.step.kind.opening(scene)
        guard opening.asked?.isEmpty == false,
            let closesAt = try StepDates(scene, openedAt: moment).reckoned().closesAt, closesAt <= moment
        else { return opening }
        return .task(try standIns(scene))
    }

    private func joined(_ path: Path, _ joining: Opening?) throws -> Opened {
        let record = try set.step(path)
        var items: [Opened.Entry] = []
        var branches: [Opened.Branch]?
        switch joining {
        case .window(let people):
            items = try people.map {
                Opened.Entry(code: try code(at: path, member: $0), member: $0, candidates: [$0])
            }
        case .branches(let list): branches = list
        case .task, .rows, .rowsByTask, .wait, nil: break
        }
        return Opened(
            path: path, round: record.control.round, due: record.facts.due, closesAt: record.facts.closesAt,
            late: false, items: items, branches: branches, isWindow: branches == nil, isJoining: true)
    }

    /// An item keeps its number through rounds.
    private func code(at path: Path, member: PersonID?) throws -> TaskCode {
        try set.item(at: path, member: member)?.code ?? set.takeTaskCode()
    }

    /// Where nobody holds the post: the organiser.
    private func standIns(_ scene: Scene) throws -> [PersonID] {
        let organisers = try scene.organisers()
        guard !organisers.isEmpty else { throw Refused(.nobodyFor(scene.path)) }
        return organisers
    }

    func scene(of step: Step, at path: Path) -> Scene {
        Scene(step: step, path: path, definition: definition, set: set, surroundings: surroundings)
    }
}

extension Decider: Circumstances {
    public func extent(of step: Step, at path: Path) throws -> Extent {
        switch try opening(scene(of: step, at: path)) {
        case .task, .wait: return .one
        case .window(let people): return .people(people.count)
        case .rows(let people): return .rows(people: people.count)
        case .rowsByTask: return .rows(people: nil)
        case .branches(let branches):
            if branches.isEmpty, step.kind.fanOut?.mayBeEmpty != true { throw Refused(.emptyList(path)) }
            return .branches(branches.map(\.key))
        }
    }

    public func holds(
        _ input: Name, _ comparison: Comparison, _ value: String, in scope: ScopePath
    ) throws -> Bool {
        guard let step = definition.scope(at: scope)?.steps.first else { return false }
        guard let actual = try scene(of: step, at: Path(scope, step.name)).value(input) else { return false }
        return actual.compares(comparison, to: value)
    }
}

extension Decider {
    public func totals(at path: Path) throws -> [Name: Int] {
        let box = try set.box(at: path)
        let voted = try set.tally(at: path)?.done ?? 0
        guard box?.count ?? 0 == voted else {
            throw Refused(.boxMiscounted(path, holds: box?.count ?? 0, voted: voted))
        }
        return box?.totals ?? [:]
    }
}

extension Extent {
    var isWindow: Bool {
        switch self {
        case .people, .rows(.some): true
        case .one, .branches, .rows(nil): false
        }
    }
}

extension Value {
    /// Whether this value stands in the relation to what the definition wrote; numbers and dates are compared as
    /// such, everything else as text.
    func compares(_ comparison: Comparison, to text: String) -> Bool {
        switch self {
        case .number(let number): return Int(text).map { comparison.holds(number, $0) } ?? false
        case .date(let date): return CivilDate(iso: text).map { comparison.holds(date, $0) } ?? false
        case .time(let time): return CivilTime(clock: text).map { comparison.holds(time, $0) } ?? false
        case .text, .people, .units, .table: return comparison.holds(self.text, text)
        }
    }
}

extension Comparison {
    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .atMost: left <= right
        case .more: left > right
        case .atLeast: left >= right
        }
    }
}
