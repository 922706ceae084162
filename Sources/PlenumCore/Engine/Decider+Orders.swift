// What the commands beside `do` decide: one function each, from who may to what follows.

extension Decider {
    mutating func carryOut(_ order: Order, reason: String?) throws {
        guard let instance = set.instance else { throw Refused(.noSuchInstance(set.id)) }
        guard Lifecycle.states(for: order.verb).contains(instance.state) else {
            throw Refused(.notInState(order.verb, instance.id, instance.state))
        }
        if order.verb.needsReason, reason.map(trimmed)?.isEmpty ?? true { throw Refused(.reasonMissing(order.verb)) }
        switch order {
        case .claim(let code): try claim(code, reason)
        case .delegate(let code, let person): try delegate(code, to: person, reason)
        case .decline(let code): try decline(code, reason)
        case .reassign(let code, let person): try reassign(code, to: person, reason)
        case .note(let code, let document, let obstacle): try note(code, document, obstacle, reason)
        case .undo(let deed): try undo(deed, reason)
        case .extend(let path, let day, let time): try extend(path, to: day, at: time, reason)
        case .reschedule(let path, let day): try reschedule(path, to: day, reason)
        case .rescheduleInput(let name, let day): try reschedule(input: name, to: day, reason)
        case .skip(let path):
            try check(.skip, at: path)
            try run(.skip(path), as: authority.actor, effective: authority.now, reason: reason)
        case .reopen(let path): try reopen(path, reason)
        case .excuse(let code): try excuse(code, reason)
        case .excuseBranch(let branch): try excuse(branch, reason)
        case .include(let path, let entry): try include(path, entry, reason)
        case .suspend:
            try check(.suspend)
            try say(.suspended, reason)
        case .resume(let since):
            try check(.resume)
            try say(.resumed, reason)
            if let since { try shift(since: since, reason) }
        case .cancel:
            try check(.cancel)
            try run(.cancel, as: authority.actor, effective: authority.now, reason: reason)
        }
    }

    // MARK: A person's own task

    private mutating func claim(_ code: TaskCode, _ reason: String?) throws {
        let (item, principal) = try checkedItem(code, .claim)
        if let owner = item.owner {
            // A task that was only ever theirs needs no claim; one claimed before is claimed.
            guard owner != principal else { return }
            throw Refused(.claimed(code, by: owner))
        }
        try say(.claimed(Claimed(code: code, owner: principal)), reason)
    }

    /// The delegate may do it beside its owner: both see it, and the owner stays answerable.
    private mutating func delegate(_ code: TaskCode, to person: PersonID, _ reason: String?) throws {
        let (item, principal) = try checkedItem(code, .delegate)
        try checkKnown(person)
        guard !item.people.contains(person) else { return }
        try say(
            .assigned(Assigned(code: code, manner: .delegated, owner: nil, candidates: [principal, person])), reason)
    }

    /// Whoever was named by an `assign` step gives that back; one of several candidates leaves it to the others.
    private mutating func decline(_ code: TaskCode, _ reason: String?) throws {
        let (item, principal) = try checkedItem(code, .decline)
        let others = item.candidates.filter { $0 != principal }
        if !others.isEmpty {
            let assigned = Assigned(
                code: code, manner: .declined, owner: others.count == 1 ? others[0] : nil, candidates: others)
            return try say(.assigned(assigned), reason)
        }
        guard let naming = try naming(of: item) else { throw Refused(.notAssigned(code)) }
        try say(.assigned(Assigned(code: code, manner: .declined, owner: nil, candidates: [])), reason)
        try run(.reopen(naming), as: authority.actor, effective: authority.now, reason: reason)
    }

    private mutating func reassign(_ code: TaskCode, to person: PersonID, _ reason: String?) throws {
        let item = try checkedItem(code, .reassign).item
        try checkKnown(person)
        guard item.owner != person else { return }
        // A unit's secretary moves it inside the unit, not out of it.
        if let by = authority.actor.principal {
            let among = [Standing.organiser, .assigner]
            let aim = try aim(at: item)
            let permissions = try permissions()
            if try !among.contains(where: { try permissions.has($0, by, aim) }),
                try !permissions.isSecretary(by, of: person)
            {
                throw Refused(.mayNot(.reassign, person: by, only: among))
            }
        }
        try say(.assigned(Assigned(code: code, manner: .reassigned, owner: person, candidates: [person])), reason)
    }

    private mutating func note(
        _ code: TaskCode, _ document: Document?, _ obstacle: Obstacle?, _ text: String?
    ) throws {
        let item = try checkedItem(code, try mayClear(code, obstacle) ? .reassign : .comment).item
        if item.member != nil { throw Refused(.doesNotApply(.comment, item.path, possible: [.do])) }
        let text = text.map(trimmed).flatMap { $0.isEmpty ? nil : $0 }
        var answers = item.answers
        switch obstacle {
        case nil:
            guard document != nil || text != nil else { throw Refused(.reasonMissing(.comment)) }
        case .reported:
            guard let text else { throw Refused(.reasonMissing(.comment)) }
            answers = answers.withoutObstacle + [Value.Cell(Item.obstacleColumn, .text(text))]
        case .cleared:
            guard text != nil else { throw Refused(.reasonMissing(.comment)) }
            guard item.obstacle != nil else { throw Refused(.noObstacle(code)) }
            answers = answers.withoutObstacle
        }
        try say(.answered(Answered(code: code, answer: nil, answers: answers, document: document)), text)
    }

    /// Whether somebody else than the person clears what is in the way: whoever could give the task to another.
    private func mayClear(_ code: TaskCode, _ obstacle: Obstacle?) throws -> Bool {
        guard obstacle == .cleared, let actor = authority.actor.principal, let item = try set.item(code) else {
            return false
        }
        return !item.people.contains(actor)
    }

    // MARK: Undo

    private mutating func undo(_ deed: Order.Deed, _ reason: String?) throws {
        guard let item = try set.item(deed.task) else { throw Refused(.noSuchTask(deed.task.description)) }
        guard let principal = authority.actor.principal else { throw Refused(.nobodyActs) }
        guard deed.by == principal else { throw Refused(.nothingToUndo(item.code)) }
        try self.principal(for: .undo, Permissions.Aim(item: item, people: [principal]))
        let undone = Undone(sequence: deed.sequence)
        switch deed.body {
        case .claimed, .assigned:
            guard item.state.isOpen, let step = definition.step(at: item.path) else { throw tooLate(.undo, item.path) }
            guard case .task(let people) = try step.kind.opening(scene(of: step, at: item.path)) else {
                throw Refused(.nothingToUndo(item.code))
            }
            try say(.undone(undone), reason)
            try say(
                .assigned(
                    Assigned(
                        code: item.code, manner: .followed, owner: people.count == 1 ? people[0] : nil,
                        candidates: people)), nil)
        case .answered(let body) where body.row != nil:
            try withdraw(body, of: item, deed, principal, reason)
        case .answered(let body) where body.answer != nil:
            if definition.step(at: item.path)?.kind.isSecret == true { throw Refused(.secretVoteCast(item.code)) }
            guard mayChange(item) else {
                throw tooLate(.undo, item.path)
            }
            try say(.undone(Undone(sequence: deed.sequence, code: item.code)), reason)
            // Whoever takes back that there is nothing more to add has still sent what was sent.
            if let earlier = deed.earlier { try say(.answered(earlier), nil) }
        case .completed(let body):
            guard try set.control(at: body.path).phase == .done else { throw tooLate(.undo, body.path) }
            guard let reopening = try Kernel(definition).reopening(body.path, set) else {
                throw Refused(.branchEnded(body.path))
            }
            for path in reopening.reset { try checkNotBuiltUpon(path, from: body.path, item.code, principal) }
            try say(.undone(undone), reason)
            try run(.reopen(body.path), as: authority.actor, effective: authority.now)
        case .answered, .started, .opened, .returned, .skipped, .cancelled, .excused, .rescheduled, .suspended,
            .resumed, .closed, .undone, .settingChanged:
            throw Refused(.nothingToUndo(item.code))
        }
    }

    /// Refuses where an act of somebody else stands at `path`, or a document was issued there.
    func checkNotBuiltUpon(
        _ path: Path, from origin: Path, _ code: TaskCode, _ principal: PersonID
    ) throws {
        let record = try set.step(path)
        if definition.step(at: path)?.kind is IssueStep, record.control.phase == .done { throw Refused(.issued(path)) }
        guard path != origin else { return }
        if record.control.phase == .done, let other = record.facts.endedBy, other != principal {
            throw Refused(.builtUpon(code, path, by: other))
        }
        if definition.step(at: path)?.kind.asksEach == true, try set.tally(at: path)?.done ?? 0 > 0 {
            throw Refused(.builtUpon(code, path, by: nil))
        }
        for item in try set.openItems(at: path) where item.state == .inProgress && item.owner != principal {
            throw Refused(.builtUpon(code, path, by: item.owner))
        }
    }

    func tooLate(_ verb: Verb, _ path: Path) -> Refused {
        let phase = (try? set.control(at: path).phase) ?? .waiting
        return Refused(.notPossible(verb, path, phase, possible: possible(at: path, phase)))
    }

    // MARK: Dates

    private mutating func extend(_ path: Path, to day: CivilDate, at time: CivilTime?, _ reason: String?) throws {
        let standing = try check(.extend, at: path)
        let facts = try set.step(path).facts
        guard let old = facts.due else {
            throw Refused(.doesNotApply(.extend, path, possible: possible(at: path, .open)))
        }
        let due =
            time.map { Due(at: LocalDateTime(day, $0), in: surroundings.zone) }
            ?? Due(endOf: day, in: surroundings.zone)
        guard due.instant > old.instant else { throw Refused(.notLater(path, day, than: old.date)) }
        guard due.instant > authority.now else { throw Refused(.dayPassed(day)) }
        if standing == .secretary, let (waiting, limit) = try soonestWaiting(for: path), day > limit {
            throw Refused(.pastWhatWaits(path, day, waiting: waiting, until: limit))
        }
        let closesAt = facts.closesAt.map { _ in due.instant }
        try say(
            .rescheduled(Rescheduled(path: path, due: due, closesAt: closesAt, day: nil, isByHand: true)), reason)
        try moveWhatDepends()
    }

    /// The earliest deadline, as far as it is known, of what waits for the step in its scope and in those around it.
    private func soonestWaiting(for path: Path) throws -> (Path, CivilDate)? {
        var found: (path: Path, day: CivilDate)?
        var current: Path? = path
        while let here = current {
            for step in definition.scope(at: here.scope)?.allFollowers(of: here.step) ?? [] {
                let follower = Path(here.scope, step.name)
                let dates = try? StepDates(scene(of: step, at: follower), openedAt: authority.now).reckoned()
                guard let day = dates?.due?.date else { continue }
                if found.map({ day < $0.day }) ?? true { found = (follower, day) }
            }
            current = here.scope.fanOut
        }
        return found.map { ($0.path, $0.day) }
    }

    private mutating func reschedule(_ path: Path, to day: CivilDate, _ reason: String?) throws {
        try check(.reschedule, at: path)
        guard let step = definition.step(at: path) else { throw Refused(.noSuchStep(path.text)) }
        let due = StepDates(scene(of: step, at: path), openedAt: authority.now).due(on: day)
        guard due.instant > authority.now else { throw Refused(.dayPassed(day)) }
        guard try set.step(path).facts.day != day else { return }
        let closesAt = step.kind.closes.map { _ in due.instant }
        try say(.rescheduled(Rescheduled(path: path, due: due, closesAt: closesAt, day: day)), reason)
        try moveWhatDepends()
    }

    private mutating func reschedule(input: Name, to day: CivilDate, _ reason: String?) throws {
        guard case .date(let old) = try set.input(input) else { throw Refused(.noSuchStep(input.rawValue)) }
        try check(.reschedule)
        guard Due(endOf: day, in: surroundings.zone).instant > authority.now else { throw Refused(.dayPassed(day)) }
        guard old != day else { return }
        try move(input, to: day, reason)
        try moveWhatDepends()
    }

    private mutating func move(_ input: Name, to day: CivilDate, _ reason: String?) throws {
        try say(
            .rescheduled(Rescheduled(path: .instance, due: nil, closesAt: nil, day: day, input: input)), reason)
    }

    /// Reckons the dates of every open step again, but for those that a person has set. What depends on what has
    /// moved moves with it, until nothing moves any more.
    mutating func moveWhatDepends() throws {
        let open = try openSteps()
        for _ in 0..<max(open.count, 1) {
            var hasMoved = false
            for path in open {
                let facts = try set.step(path).facts
                guard !facts.isByHand, let opened = facts.openedAt, facts.due != nil,
                    let step = definition.step(at: path)
                else { continue }
                let dates = try StepDates(scene(of: step, at: path), openedAt: opened).reckoned()
                guard dates.due != facts.due || dates.closesAt != facts.closesAt else { continue }
                try say(.rescheduled(Rescheduled(path: path, due: dates.due, closesAt: dates.closesAt, day: nil)), nil)
                hasMoved = true
            }
            if !hasMoved { return }
        }
    }

    /// Every open step of the instance whose dates may move, in the order of the definition, branch by branch.
    private func openSteps(in scope: ScopePath = .root) throws -> [Path] {
        var paths: [Path] = []
        for step in definition.scope(at: scope)?.steps ?? [] {
            let path = Path(scope, step.name)
            let control = try set.control(at: path)
            // One that takes no more rows has no date left that could move.
            if control.takesAnswers { paths.append(path) }
            guard step.kind.fanOut != nil, control.phase == .open || control.phase == .done else { continue }
            for key in try set.branches(of: path) { paths += try openSteps(in: path.branch(key)) }
        }
        return paths
    }

    /// Moves what was still to come when the instance was suspended by the working days lost since: date inputs,
    /// chosen days, and what counts from neither.
    private mutating func shift(since: Instant, _ reason: String?) throws {
        let (zone, calendar) = (surroundings.zone, surroundings.calendar)
        let lost = calendar.workingDays(from: zone.local(since).date, to: zone.local(authority.now).date)
        guard lost > 0 else { return }
        func moved(_ day: CivilDate) throws -> CivilDate {
            try surroundings.reckoner.day(Span(lost, .workingDay), .after, day)
        }
        let before = try openSteps().map { ($0, try set.step($0).facts) }
        for cell in try set.inputs() {
            if let day = cell.value.date, zone.start(of: day) > since { try move(cell.column, to: moved(day), reason) }
        }
        for (path, facts) in before {
            guard let day = facts.day, zone.start(of: day) > since else { continue }
            let new = try moved(day)
            let due = Due(endOf: new, in: zone)
            let closesAt = facts.closesAt.map { _ in due.instant }
            try say(.rescheduled(Rescheduled(path: path, due: due, closesAt: closesAt, day: new)), nil)
        }
        try moveWhatDepends()
        for (path, facts) in before {
            guard let old = facts.due, !facts.isByHand, old.instant > since, try set.step(path).facts.due == old else {
                continue
            }
            let day = try moved(old.date)
            let due = old.time.map { Due(at: LocalDateTime(day, $0), in: zone) } ?? Due(endOf: day, in: zone)
            let closesAt = facts.closesAt.map { _ in due.instant }
            try say(
                .rescheduled(Rescheduled(path: path, due: due, closesAt: closesAt, day: nil, isByHand: true)), nil)
        }
    }

    // MARK: Corrections

    private mutating func reopen(_ path: Path, _ reason: String?) throws {
        try check(.reopen, at: path)
        guard try Kernel(definition).reopening(path, set) != nil else { throw Refused(.branchEnded(path)) }
        try run(.reopen(path), as: authority.actor, effective: authority.now, reason: reason)
    }

    private mutating func excuse(_ code: TaskCode, _ reason: String?) throws {
        guard let item = try set.item(code) else { throw Refused(.noSuchTask(code.description)) }
        try check(.excuse, at: item.path)
        if item.state == .excused { return }
        guard item.member != nil, item.state.isOpen else {
            throw Refused(.alreadyEnded(code, item.state, by: item.endedBy, at: item.endedAt))
        }
        try run(
            .excuse(item.path, before: item.answer), as: authority.actor, effective: authority.now,
            excusing: .person(code), reason: reason)
    }

    private mutating func excuse(_ branch: ScopePath, _ reason: String?) throws {
        guard let fanOut = branch.fanOut, definition.branch(branch.text) != nil, let record = try set.scope(branch),
            record.position != ScopeRecord.left
        else { throw Refused(.noSuchStep(branch.text)) }
        try check(.excuse, at: fanOut)
        if let intake = definition.step(at: fanOut)?.kind.intake {
            // What somebody sent may be set aside whatever has come of it.
            guard try set.control(at: Path(branch, intake.entry)).phase != .cancelled else {
                throw Refused(.branchEnded(Path(branch.text)))
            }
            return try run(.withdraw(branch), as: authority.actor, effective: authority.now, reason: reason)
        }
        guard record.remaining > 0 else { throw Refused(.branchEnded(Path(branch.text))) }
        try run(.excuseBranch(branch), as: authority.actor, effective: authority.now, reason: reason)
    }

    private mutating func include(_ path: Path, _ entry: String, _ reason: String?) throws {
        try check(.include, at: path)
        guard let step = definition.step(at: path) else { throw Refused(.noSuchStep(path.text)) }
        if step.kind.asksEach {
            // While the organiser is asked for a new end, the window has not opened yet.
            if try set.item(at: path, member: nil)?.state.isOpen == true {
                throw Refused(.notPossible(.include, path, .waiting, possible: possible(at: path, .waiting)))
            }
            try checkTakesRows(path)
            let person = PersonID(rawValue: entry)
            try checkKnown(person)
            if try set.item(at: path, member: person)?.round == set.control(at: path).round {
                throw Refused(.alreadyIncluded(path, entry))
            }
            return try run(
                .include(path, .people(1)), as: authority.actor, effective: authority.now, joining: .window([person]),
                reason: reason)
        }
        guard let fanOut = step.kind.fanOut, let branch = try branch(entry, of: fanOut, at: path) else {
            throw Refused(.doesNotApply(.include, path, possible: possible(at: path, .open)))
        }
        if try set.branches(of: path).contains(branch.key) { throw Refused(.alreadyIncluded(path, entry)) }
        try run(
            .include(path, .branches([branch.key])), as: authority.actor, effective: authority.now,
            joining: .branches([branch]), reason: reason)
    }

    /// A branch for one more entry of a list of people or units; nil where the list holds something else.
    private func branch(_ entry: String, of fanOut: FanOut, at path: Path) throws -> Opened.Branch? {
        guard let step = definition.step(at: path) else { return nil }
        guard let list = fanOut.over else { return nil }
        let name = fanOut.entry ?? list.name
        switch try scene(of: step, at: path).value(list.name) {
        case .units:
            guard try surroundings.directory.unit(UnitID(rawValue: entry)) != nil else {
                throw Refused(.noSuchUnit(UnitID(rawValue: entry)))
            }
            return Opened.Branch(key: entry, values: [Value.Cell(name, .units([UnitID(rawValue: entry)]))])
        case .people:
            try checkKnown(PersonID(rawValue: entry))
            return Opened.Branch(key: entry, values: [Value.Cell(name, .people([PersonID(rawValue: entry)]))])
        case .text, .number, .date, .time, .table, nil: return nil
        }
    }

    // MARK: Who may, and when

    func permissions() throws -> Permissions {
        guard let instance = set.instance else { throw Refused(.noSuchInstance(set.id)) }
        return Permissions(directory: surroundings.directory, instance: instance)
    }

    /// Whose act the command is. Refuses who may not act for that person, and what that person may not do: the same
    /// for every command.
    @discardableResult
    func principal(for verb: Verb, _ aim: Permissions.Aim) throws -> PersonID {
        guard let principal = authority.actor.principal, let by = authority.actor.by else { throw Refused(.nobodyActs) }
        guard let instance = set.instance else { throw Refused(.noSuchInstance(set.id)) }
        let rights = try Substitution.rights(of: by, for: principal, in: instance, at: authority.now, surroundings)
        try permissions().check(verb, by: rights, for: principal, aim)
        return principal
    }

    /// What a command on this item is aimed at.
    func aim(at item: Item) throws -> Permissions.Aim {
        let assigner = try naming(of: item).flatMap { try set.step($0).facts.endedBy }
        return Permissions.Aim(item: item, people: item.people, assigner: assigner)
    }

    /// The `assign` step by which the people of the item's step were named; nil where it is theirs otherwise.
    private func naming(of item: Item) throws -> Path? {
        guard let step = definition.step(at: item.path), case .named(let name) = step.kind.assignees,
            definition.home(of: item.path.scope).definition.role(name) == nil,
            let path = Kernel(definition).nearest(name, from: item.path.scope),
            definition.step(at: path)?.kind.bindsPeople == true
        else { return nil }
        return path
    }

    /// The open item and whose act it is. Refuses who may not, and what is not possible now.
    private func checkedItem(_ code: TaskCode, _ verb: Verb) throws -> (item: Item, principal: PersonID) {
        guard let item = try set.item(code), let step = definition.step(at: item.path) else {
            throw Refused(.noSuchTask(code.description))
        }
        let principal = try principal(for: verb, aim(at: item))
        let phase = try set.control(at: item.path).phase
        guard Lifecycle.fits(verb, step.kind) else {
            throw Refused(.doesNotApply(verb, item.path, possible: possible(at: item.path, phase)))
        }
        guard item.state.isOpen, Lifecycle.phases(for: verb)?.contains(phase) == true else {
            throw Refused(.notPossible(verb, item.path, phase, possible: possible(at: item.path, phase)))
        }
        return (item, principal)
    }

    /// The standing by which the actor may do this to the step, or to the instance.
    @discardableResult
    func check(_ verb: Verb, at path: Path? = nil) throws -> Standing? {
        var aim = Permissions.Aim()
        let principal: PersonID
        if let path {
            guard let step = definition.step(at: path) else { throw Refused(.noSuchStep(path.text)) }
            try checkReached(path)
            aim.people = Array(Set(try set.openItems(at: path).flatMap(\.people))).sorted()
            principal = try self.principal(for: verb, aim)
            let phase = try set.control(at: path).phase
            guard Lifecycle.fits(verb, step.kind) else {
                throw Refused(.doesNotApply(verb, path, possible: possible(at: path, phase)))
            }
            guard Lifecycle.phases(for: verb)?.contains(phase) == true else {
                throw Refused(.notPossible(verb, path, phase, possible: possible(at: path, phase)))
            }
        } else {
            principal = try self.principal(for: verb, aim)
        }
        return try permissions().standing(verb, principal, aim)
    }

    /// Refuses a scope that has not opened, that its fan-out has opened without, or that stands in one put back.
    private func checkReached(_ path: Path) throws {
        var scope = path.scope
        while let fanOut = scope.fanOut {
            guard let record = try set.scope(scope) else { throw Refused(.noSuchStep(path.text)) }
            let phase = try set.control(at: fanOut).phase
            guard record.position != ScopeRecord.left, phase == .open || phase == .done else {
                throw Refused(.branchEnded(path))
            }
            scope = fanOut.scope
        }
    }

    func possible(at path: Path, _ phase: Phase) -> [Verb] {
        guard let step = definition.step(at: path), let instance = set.instance else { return [] }
        return Lifecycle.possible(phase, step.kind, in: instance.state)
    }

    private func checkKnown(_ person: PersonID) throws {
        if try surroundings.directory.person(person) == nil { throw Refused(.noSuchPerson(person)) }
    }

    mutating func say(_ body: EventBody, _ reason: String?) throws {
        try emit(body, as: authority.actor, effective: authority.now, reason: reason)
    }
}
