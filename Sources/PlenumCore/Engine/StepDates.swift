/// Finds what a step's dates count from, and has them reckoned.
struct StepDates {
    let scene: Scene
    let openedAt: Instant

    init(_ scene: Scene, openedAt: Instant) {
        self.scene = scene
        self.openedAt = openedAt
    }

    /// When the step is due, and when its window ends by itself.
    func reckoned() throws -> (due: Due?, closesAt: Instant?) {
        let kind = scene.step.kind
        if let closes = kind.closes {
            let facts = try scene.set.step(scene.path).facts
            var due = try facts.day.map(due(on:)) ?? due(closes)
            if let span = kind.intake?.otherwise?.extend {
                for _ in 0..<facts.extensions { due = try extended(due, by: span) }
            }
            return (due, due.instant)
        }
        if kind.isDueWithItsFanOut, let outer = scene.path.scope.fanOut {
            let due = try scene.set.step(outer).facts.due
            return (due.flatMap { $0.instant > openedAt ? $0 : nil }, nil)
        }
        if let date = kind.sessionDate {
            if let day = try scene.set.step(scene.path).facts.day { return (due(on: day), nil) }
            switch date {
            case .given(let deadline): return (try due(deadline), nil)
            // Until a day is chosen, the first one that may be is the deadline for choosing.
            case .chosen: return (try daysToChoose()?.first.map(due(on:)), nil)
            }
        }
        return (try kind.deadline.map(due), nil)
    }

    /// The working days among which the chair chooses; nil where the day is given or chosen already.
    func daysToChoose() throws -> [CivilDate]? {
        guard let date = scene.step.kind.sessionDate, case .chosen(_, _, _, let name, _) = date,
            try scene.set.step(scene.path).facts.day == nil
        else { return nil }
        let anchor = try self.date(of: name)
        let bounds = try refusing { () throws(ReckoningRefusal) in try reckoner.choices(date, anchors: { _ in anchor })
        }
        return (bounds.lowerBound.dayNumber...bounds.upperBound.dayNumber).map { CivilDate(dayNumber: $0) }
            .filter(scene.surroundings.calendar.isWorking)
    }

    /// When it is due on a day that a person has set.
    func due(on day: CivilDate) -> Due {
        let zone = scene.surroundings.zone
        return scene.step.kind.hour.map { Due(at: LocalDateTime(day, $0), in: zone) } ?? Due(endOf: day, in: zone)
    }

    /// The end of a window that goes on for so long after its time, at the same time of day.
    func extended(_ due: Due, by span: Span) throws -> Due {
        try refusing { () throws(ReckoningRefusal) in
            switch span.unit {
            case .workingDay, .day, .week:
                let day = try reckoner.day(span, .after, due.date)
                let zone = scene.surroundings.zone
                return due.time.map { Due(at: LocalDateTime(day, $0), in: zone) } ?? Due(endOf: day, in: zone)
            case .hour, .minute:
                let moment = try reckoner.moved(due.instant, span, .after)
                return Due(at: moment, in: scene.surroundings.zone)
            }
        }
    }

    var reckoner: Reckoner { scene.surroundings.reckoner }

    /// A day of the month, the quarter or the year that is meant by `day N of the month`.
    func period() throws -> CivilDate {
        if let name = scene.step.kind.countsIn, let day = try scene.value(name)?.date { return day }
        return scene.surroundings.zone.local(openedAt).date
    }

    private func due(_ deadline: Deadline) throws -> Due {
        let (anchor, period) = (try anchor(of: deadline.moment), try period())
        return try refusing { () throws(ReckoningRefusal) in
            try reckoner.due(deadline, month: period, anchors: { _ in anchor })
        }
    }

    func refusing<Result>(_ body: () throws(ReckoningRefusal) -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            throw Refused(.notReckonable(scene.path, error))
        }
    }

    func anchor(of moment: Moment) throws -> Anchor? {
        switch moment {
        case .offset(_, .after, let name): try completion(of: name)
        case .offset(_, .before, let name), .sameDay(let name), .named(let name): try date(of: name)
        case .date, .day: nil
        }
    }

    /// When the step of that name was completed; the day itself for a date input.
    private func completion(of name: Name) throws -> Anchor {
        guard let path = Kernel(scene.definition).nearest(name, from: scene.path.scope) else {
            return try date(of: name)
        }
        guard let ended = try scene.set.step(path).facts.endedAt else {
            throw Refused(.dateUnknown(scene.path, anchor: name))
        }
        return .instant(ended)
    }

    /// The day that a name stands for, as a value.
    func value(of name: Name) throws -> Value? {
        guard case .day(let date) = try date(of: name) else { return nil }
        return .date(date)
    }

    /// The day that is written, or that a name stands for.
    func day(_ day: Recurrence.Day) throws -> CivilDate {
        switch day {
        case .date(let date): return date
        case .named(let name):
            guard case .day(let date) = try date(of: name) else {
                throw Refused(.dateUnknown(scene.path, anchor: name))
            }
            return date
        }
    }

    /// The day of a step that takes place on one, or of a date input.
    private func date(of name: Name) throws -> Anchor {
        if case .date(let date) = try scene.value(name) { return .day(date) }
        guard let path = Kernel(scene.definition).nearest(name, from: scene.path.scope),
            let step = scene.definition.step(at: path)
        else { throw Refused(.dateUnknown(scene.path, anchor: name)) }
        if let due = try scene.set.step(path).facts.due { return .day(due.date) }
        let there = Scene(
            step: step, path: path, definition: scene.definition, set: scene.set, surroundings: scene.surroundings)
        guard let due = try StepDates(there, openedAt: openedAt).reckoned().due else {
            throw Refused(.dateUnknown(scene.path, anchor: name))
        }
        return .day(due.date)
    }
}
