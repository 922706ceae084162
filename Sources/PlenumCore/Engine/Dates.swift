/// Finds what a step's dates count from, and has them reckoned.
struct Dates {
    private let scene: Scene
    private let openedAt: Instant

    init(_ scene: Scene, openedAt: Instant) {
        self.scene = scene
        self.openedAt = openedAt
    }

    /// When the step is due, and when its window ends by itself.
    func reckoned() throws -> (due: Due?, closesAt: Instant?) {
        let kind = scene.step.kind
        if let closes = kind.closes {
            let due = try due(closes)
            return (due, due.overdueFrom)
        }
        if let date = kind.sessionDate {
            if let day = try scene.set.step(scene.path).facts.day { return (allDay(day), nil) }
            switch date {
            case .given(let deadline): return (try due(deadline), nil)
            // Until a day is chosen, the first one that may be is the deadline for choosing.
            case .chosen: return (try daysToChoose()?.first.map(allDay), nil)
            }
        }
        return (try kind.deadline.map(due), nil)
    }

    /// The working days among which the chair chooses; nil where the day is given or chosen already.
    func daysToChoose() throws -> [CivilDate]? {
        guard case .chosen(let earliest, let latest, let unit, let name, _) = scene.step.kind.sessionDate,
            try scene.set.step(scene.path).facts.day == nil, case .date(let anchor) = try date(of: name)
        else { return nil }
        let calendar = scene.surroundings.calendar
        let bounds = [earliest, latest].compactMap { count -> CivilDate? in
            switch unit {
            case .workingDay: calendar.working(-count, from: anchor)
            case .day, .hour, .minute: anchor.adding(days: -count)
            case .week: anchor.adding(days: -7 * count)
            }
        }
        guard bounds.count == 2, bounds[0] <= bounds[1] else { return [] }
        return (bounds[0].dayNumber...bounds[1].dayNumber).map { CivilDate(dayNumber: $0) }
            .filter(calendar.isWorking)
    }

    private func allDay(_ day: CivilDate) -> Due {
        Due(date: day, time: nil, overdueFrom: scene.surroundings.zone.start(of: day.adding(days: 1)))
    }

    private func due(_ deadline: Deadline) throws -> Due {
        let reckoner = Reckoner(calendar: scene.surroundings.calendar, zone: scene.surroundings.zone)
        let anchor = try anchor(of: deadline.moment)
        return try reckoner.due(deadline, from: anchor)
    }

    private func anchor(of moment: Moment) throws -> Reckoner.Anchor {
        switch moment {
        case .offset(_, .after, let name): try completion(of: name)
        case .offset(_, .before, let name), .sameDay(let name), .named(let name): try date(of: name)
        case .date, .dayOfMonth: .instant(openedAt)
        }
    }

    /// When the step of that name was completed; the day itself for a date input.
    private func completion(of name: Name) throws -> Reckoner.Anchor {
        guard let path = Kernel(scene.definition).nearest(name, from: scene.path.scope) else {
            return try date(of: name)
        }
        guard let ended = try scene.set.step(path).facts.endedAt else {
            throw Refused(.dateUnknown(scene.path, anchor: name))
        }
        return .instant(ended)
    }

    /// The day of a step that takes place on one, or of a date input.
    private func date(of name: Name) throws -> Reckoner.Anchor {
        if case .date(let date) = try scene.value(name) { return .date(date) }
        guard let path = Kernel(scene.definition).nearest(name, from: scene.path.scope),
            let step = scene.definition.step(at: path)
        else { throw Refused(.dateUnknown(scene.path, anchor: name)) }
        if let due = try scene.set.step(path).facts.due { return .date(due.date) }
        let there = Scene(
            step: step, path: path, definition: scene.definition, set: scene.set, surroundings: scene.surroundings)
        guard let due = try Dates(there, openedAt: openedAt).reckoned().due else {
            throw Refused(.dateUnknown(scene.path, anchor: name))
        }
        return .date(due.date)
    }
}
