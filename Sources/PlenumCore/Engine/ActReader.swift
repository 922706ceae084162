/// Reads what was typed with an act against what the act needs.
struct ActReader {
    let offer: Offer
    let directory: any Directory

    /// The typed act. Refuses with everything that is missing, unknown or unreadable, not with the first alone.
    func read(_ command: ActCommand, task: TaskCode) throws -> Act {
        var refusals: [Refusal] = []
        let outcome = outcome(command, task, &refusals)
        var cells: [Value.Cell] = []
        for (name, text) in command.answers {
            guard let need = offer.needs.first(where: { $0.name == name && $0.type != .file }) else {
                refusals.append(.needUnknown(name, offered: offer.needs.map(\.name)))
                continue
            }
            if let value = try value(need, text) {
                cells.append(Value.Cell(name, value))
            } else {
                refusals.append(.needUnreadable(need, given: text))
            }
        }
        let isBare = offer.bare.contains { $0.name == outcome }
        if isBare, let given = command.answers.first {
            refusals.append(.needUnknown(given.name, offered: []))
        }
        for need in offer.needs where need.required && !isBare {
            let given =
                need.type == .file ? command.document != nil : command.answers.contains { $0.name == need.name }
            if !given { refusals.append(.needMissing(need)) }
        }
        guard refusals.isEmpty else { throw Refused(refusals) }
        return Act(outcome: outcome, answers: cells, document: command.document)
    }

    private func outcome(_ command: ActCommand, _ task: TaskCode, _ refusals: inout [Refusal]) -> Name? {
        let usual = offer.outcomes.map(\.name)
        let offered = offer.all.map(\.name)
        guard let given = command.outcome else {
            if usual.count > 1 { refusals.append(.outcomeMissing(task, offered: offered)) }
            return usual.first
        }
        guard offered.contains(given) || offered.isEmpty && given == Outcome.done.name else {
            refusals.append(.outcomeUnknown(given, offered: offered))
            return nil
        }
        return given
    }

    /// Nil where the text is not of the need's type, or not among its options.
    private func value(_ need: ActNeed, _ text: String) throws -> Value? {
        switch need.type {
        case .text:
            if let options = need.options, !options.contains(text) { return nil }
            return text.isEmpty ? nil : .text(text)
        case .number: return Int(text).map(Value.number)
        case .date:
            if let options = need.options, !options.contains(text) { return nil }
            return CivilDate(iso: text).map(Value.date)
        case .disposition: return Settlement.disposition(text).map(Value.text)
        case .time: return CivilTime(clock: text).map(Value.time)
        case .person: return try people(need, [text]).map(Value.people)
        case .unit:
            let unit = UnitID(rawValue: text)
            let isKnown = try need.options?.contains(text) ?? (directory.unit(unit) != nil)
            return isKnown ? .units([unit]) : nil
        case .people:
            let ids = text.split(separator: ",").map { String($0.drop(while: { $0 == " " })) }
            return try people(need, ids).map(Value.people)
        case .file: return nil
        }
    }

    private func people(_ need: ActNeed, _ ids: [String]) throws -> [PersonID]? {
        var people: [PersonID] = []
        for id in ids {
            let person = PersonID(rawValue: id)
            let known = try need.options?.contains(id) ?? (directory.person(person) != nil)
            guard known else { return nil }
            people.append(person)
        }
        return people
    }
}
