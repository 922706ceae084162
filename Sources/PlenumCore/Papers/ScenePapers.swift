// What papers ask of a step in its place.

extension Scene {
    /// One item of a session's agenda.
    public struct AgendaEntry: Hashable, Sendable {
        /// The step or the list that it is.
        public let title: LocalizedText
        /// The sub-theme of a branch; nil where there is none.
        public let topic: String?
        public let people: [PersonID]
        public let unit: UnitID?
    }

    /// When the session takes place; nil while that is not known.
    public func sessionDay() throws -> Due? {
        guard let date = step.kind.sessionDate else { return nil }
        let facts = try set.step(path).facts
        if let day = facts.day {
            if let due = facts.due, due.date == day { return due }
            return Due(endOf: day, in: surroundings.zone)
        }
        guard case .given = date else { return nil }
        if let due = facts.due { return due }
        do {
            return try StepDates(self, openedAt: set.instance?.startedAt ?? Instant(seconds: 0)).reckoned().due
        } catch is Refused {
            // What it counts from is not known yet.
            return nil
        }
    }

    /// What a session deals with, in order, with whoever presents it as far as that is known.
    public func agenda() throws -> [AgendaEntry] {
        guard let session = step.kind as? SessionStep else { return [] }
        let kernel = Kernel(definition)
        return try session.agenda.flatMap { phrase -> [AgendaEntry] in
            guard let found = kernel.nearest(phrase.step ?? phrase.name, from: path.scope) else {
                return [
                    AgendaEntry(
                        title: definition.input(phrase.name)?.title ?? LocalizedText([]), topic: nil, people: [],
                        unit: nil)
                ]
            }
            let paths =
                phrase.step == nil
                ? [found] : try set.branches(of: found).map { Path(found.branch($0), phrase.name) }
            return try paths.filter { try isWanted($0, phrase.filter) }.compactMap(entry)
        }
    }

    private func entry(_ path: Path) throws -> AgendaEntry? {
        guard let step = definition.step(at: path) else { return nil }
        let values = try set.scope(path.scope)?.facts.values.map(\.value) ?? []
        let texts = values.compactMap { value in if case .text(let text) = value { text } else { nil } }
        return AgendaEntry(
            title: step.title, topic: texts.first, people: try doers(of: path, step),
            unit: values.compactMap(\.unit).first)
    }

    /// Whom an `assign` named, else whoever did the step or has it to do.
    private func doers(of path: Path, _ step: Step) throws -> [PersonID] {
        let facts = try set.step(path).facts
        if step.kind.bindsPeople {
            if case .people(let people)? = facts.answers.first?.value { return people }
            return []
        }
        if let by = facts.endedBy { return [by] }
        return try set.item(at: path, member: nil)?.owner.map { [$0] } ?? []
    }

    /// The opinions that the step settles, as they stand now; nil for a step that settles none.
    public func settlement() throws -> Settlement? {
        guard let task = step.kind as? TaskStep, !task.settles.isEmpty else { return nil }
        return try Settlement(of: task.settles, self)
    }

    /// The opinions that were given in one step.
    public func opinions() throws -> Settlement { try Settlement(of: [step.name], self) }
}

extension Settlement {
    /// `partly: why` as the word and the text; nil for what is no disposition.
    public static func parts(of disposition: String) -> (word: String, why: String)? {
        if disposition == takenOnBoard { return (takenOnBoard, "") }
        for word in [partly, explained] where disposition.hasPrefix(word + ":") {
            return (word, trimmed(String(disposition.dropFirst(word.count + 1))))
        }
        return nil
    }
}

extension StepFacts {
    /// Number and symbol of the document that was issued with the step; nil for every other step.
    public var symbol: String? { answer(NumberAnswer.symbol)?.text }
}
