public import PlenumCore
import PlenumYAML

/// What `check` finds in one file.
public struct DefinitionCheck: Sendable {
    public let file: String
    public let lines: SourceLines
    public let result: CheckResult
    /// What the dates that are written in it rest on that may still change.
    public let notes: [Reckoning.Note]

    /// Reads the file, or what ships under that name, and says all that is wrong with it.
    public static func run(_ file: String, environment: Environment) throws -> DefinitionCheck {
        let library = Library(environment)
        let (name, folder, bytes) = try library.definitionBytes(file)
        let result = DefinitionFile.check(bytes: bytes)
        var notes: [Reckoning.Note] = []
        if let definition = result.definition,
            let calendarBytes = try? library.calendarBytes(named: definition.calendar, beside: folder),
            let (calendar, _) = try? library.calendar(file: definition.calendar, bytes: calendarBytes)
        {
            notes = definition.scope.writtenDates.flatMap(calendar.notes(on:)).uniqued
        }
        return DefinitionCheck(file: name, lines: SourceLines(bytes), result: result, notes: notes)
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

extension [Reckoning.Note] {
    fileprivate var uniqued: [Reckoning.Note] {
        reduce(into: []) { all, note in if !all.contains(note) { all.append(note) } }
    }
}
