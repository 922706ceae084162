import PlenumCore

/// What the dates of a definition rest on that may still change: those that are written in it, and, where the values
/// are given, all that follow from them.
struct DateNotes {
    private(set) var found: [Reckoning.Note] = []

    init(
        _ definition: Definition?, file: String, in folder: String, given: [(name: Name, text: String)],
        people: String?, unit: UnitID?, _ environment: Environment
    ) {
        let library = Library(environment)
        // Whatever is wrong with the calendar or the values is told by who checks them.
        guard let definition,
            let bytes = try? library.calendarBytes(named: definition.calendar, beside: folder),
            let (calendar, _) = try? library.calendar(file: definition.calendar, bytes: bytes)
        else { return }
        var notes = definition.scope.writtenDates.flatMap(calendar.notes(on:))
        if !given.isEmpty {
            let plan = try? PlanReport.make(
                file: file, given: given, people: people, unit: unit, startedBy: nil, environment)
            notes += plan?.dates.notes ?? []
        }
        for note in notes where !found.contains(note) { found.append(note) }
    }
}

extension Scope {
    /// The dates that stand in its deadlines.
    fileprivate var writtenDates: [CivilDate] {
        steps.flatMap { step -> [CivilDate] in
            var deadlines = [step.kind.deadline, step.kind.closes].compactMap { $0 }
            if case .given(let date)? = step.kind.sessionDate { deadlines.append(date) }
            let dates = deadlines.compactMap { if case .date(let date) = $0.moment { date } else { nil } }
            return dates + (step.kind.fanOut?.scope.writtenDates ?? [])
        }
    }
}

extension WorkingCalendar {
    fileprivate func notes(on date: CivilDate) -> [Reckoning.Note] {
        switch standing(of: date.year) {
        case .decided: []
        case .uncovered: [.uncovered(date.year, calendar: name)]
        case .reckoned:
            // A holiday that is only reckoned matters where it is near.
            days(from: date.adding(days: -7), to: date.adding(days: 7))
                .filter { !$0.decided && $0.kind == .holiday }
                .map { .reckoned($0.reason ?? title, $0.date.year) }
        }
    }
}
