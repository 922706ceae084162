// What becomes of the rows that people send to a step, whatever its kind.

extension Decider {
    /// Takes a row: a branch opens, whose first step its sender has done by sending it. Nothing where the same row of
    /// the same person is there already.
    mutating func take(
        _ values: [Value.Cell], _ act: Act, on item: Item, effective: Instant, note: String?
    ) throws {
        guard let intake = definition.step(at: item.path)?.kind.intake, let sender = authority.actor.principal else {
            throw Refused(.noSuchTask(item.code.description))
        }
        try checkTakesRows(item.path)
        let values = values + [Value.Cell(intake.entry, .people([sender]))]
        if try isThere(values, act.document, at: item.path, intake) { return }
        let key = String((try set.tally(at: item.path)?.total ?? 0) + 1)
        let answered = Answered(
            code: item.code, answer: item.member == nil ? nil : Intake.sent, answers: act.answers,
            document: act.document, row: key)
        if item.member == nil {
            try emit(.answered(answered), as: authority.actor, effective: effective, reason: note)
        }
        try run(
            .row(item.path, key: key, answer: answered.answer, before: item.answer), as: authority.actor,
            effective: effective, answering: answered,
            joining: .branches([Opened.Branch(key: key, values: values)]),
            reason: item.member == nil ? nil : note)
        let entry = Path(item.path.branch(key), intake.entry)
        let code = try set.item(at: entry, member: nil)?.code
        try run(
            .finish(entry, Outcome.done.name), as: authority.actor, effective: effective,
            completing: Completed(
                path: entry, outcome: Outcome.done.name, code: code, answers: [], document: act.document))
    }

    /// Whether a row that counts says exactly this.
    private func isThere(
        _ values: [Value.Cell], _ document: Document?, at path: Path, _ intake: Intake
    ) throws -> Bool {
        guard let number = try set.tally(at: path.mark(RowMark(values, document)))?.total else { return false }
        let row = path.branch(String(number))
        guard let record = try set.scope(row), record.position != ScopeRecord.left else { return false }
        let entry = try set.step(Path(row, intake.entry))
        return entry.control.phase != .cancelled && record.facts.values == values
            && entry.facts.document?.hash == document?.hash
    }

    func checkTakesRows(_ path: Path) throws {
        guard definition.step(at: path)?.kind.intake != nil else { return }
        guard try set.control(at: path).takesAnswers else { throw Refused(.takesNoMoreRows(path)) }
    }

    /// Refuses an end while the rows that were entered are not what the step needs.
    func checkHasRows(_ scene: Scene) throws {
        guard let intake = scene.step.kind.intake, let rows = try set.tally(at: scene.path), !intake.isEnough(rows),
            try set.control(at: scene.path).takesAnswers, let standing = try scene.standing()
        else { return }
        throw Refused(.rowsMissing(scene.path, standing))
    }

    /// Takes back the last row that somebody sent, while nobody else has acted on it.
    mutating func withdraw(
        _ sent: Answered, of item: Item, _ deed: Order.Deed, _ principal: PersonID, _ reason: String?
    ) throws {
        guard let key = sent.row, let intake = definition.step(at: item.path)?.kind.intake else {
            throw Refused(.nothingToUndo(item.code))
        }
        guard try set.control(at: item.path).takesAnswers else { throw Refused(.takesNoMoreRows(item.path)) }
        let row = item.path.branch(key)
        let entry = Path(row, intake.entry)
        guard let position = try set.scope(row)?.position, position != ScopeRecord.left,
            let reopening = try Kernel(definition).reopening(entry, set)
        else { throw Refused(.nothingToUndo(item.code)) }
        for path in reopening.reset { try checkNotBuiltUpon(path, from: entry, item.code, principal) }
        // Who has other rows there has still answered.
        let code = item.member == nil ? nil : item.code
        try say(.undone(Undone(sequence: deed.sequence, code: code)), reason)
        try run(.withdraw(row), as: authority.actor, effective: authority.now)
        if let earlier = deed.earlier { try say(.answered(earlier), nil) }
    }

    /// Lets a window that has not reached what it needs go on, as often as its definition says; false where it does
    /// not, or needs nothing more.
    mutating func prolong(_ path: Path, effective: Instant) throws -> Bool {
        guard let step = definition.step(at: path), let intake = step.kind.intake, let otherwise = intake.otherwise,
            let span = otherwise.extend, try set.control(at: path).takesAnswers, let rows = try set.tally(at: path),
            !intake.isEnough(rows)
        else { return false }
        let facts = try set.step(path).facts
        guard facts.extensions < otherwise.upTo, let due = facts.due else { return false }
        let later = try StepDates(scene(of: step, at: path), openedAt: effective).extended(due, by: span)
        try emit(
            .rescheduled(
                Rescheduled(
                    path: path, due: later, closesAt: later.instant, day: nil, isByHand: facts.isByHand,
                    isExtension: true)),
            as: .clock, effective: effective)
        return true
    }
}
