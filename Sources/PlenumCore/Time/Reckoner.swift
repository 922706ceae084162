/// Turns the phrases of deadlines and reminders into moments, by one calendar and in one zone.
public struct Reckoner: Sendable {
    public let calendar: WorkingCalendar
    public let zone: Zone
    /// The hour at which a reminder without a time of its own is sent.
    public let hour: CivilTime

    public init(calendar: WorkingCalendar, zone: Zone, hour: CivilTime = CivilTime(hour: 8, minute: 0)!) {
        self.calendar = calendar
        self.zone = zone
        self.hour = hour
    }

    /// When a deadline falls due.
    ///
    /// `month` is any day of the month, quarter or year that `day N of the month` means: the one in which the step
    /// opens. Refuses what is told by a name that has no anchor.
    public func due(
        _ deadline: Deadline, month: CivilDate? = nil, anchors: (Name) -> Anchor?
    ) throws(ReckoningRefusal) -> Due {
        var trace = Trace(keeps: false)
        return try due(deadline, month: month, anchors: anchors, &trace)
    }

    /// The same, with every step on the way.
    public func reckon(
        _ deadline: Deadline, month: CivilDate? = nil, anchors: (Name) -> Anchor?
    ) throws(ReckoningRefusal) -> Reckoning {
        var trace = Trace(keeps: true)
        let due = try due(deadline, month: month, anchors: anchors, &trace)
        return Reckoning(phrase: deadline.text, due: due, steps: trace.steps, notes: notes(on: trace.steps))
    }

    /// The day that lies a length of time before or after another: what `documents-out: 1 working day before` means.
    /// Refuses hours and minutes, which lead to no day.
    public func day(_ span: Span, _ side: Side, _ date: CivilDate) throws(ReckoningRefusal) -> CivilDate {
        var trace = Trace(keeps: false)
        return try day(span, side, date, &trace)
    }

    /// The first and the last day that a session may be held on. A date that is given leaves no choice.
    public func choices(
        _ date: SessionDate, anchors: (Name) -> Anchor?
    ) throws(ReckoningRefusal) -> ClosedRange<CivilDate> {
        switch date {
        case .given(let deadline):
            let day = try due(deadline, anchors: anchors).date
            return day...day
        case .chosen(let earliest, let latest, let unit, let name, _):
            let anchor = try self.date(of: name, anchors)
            let first = try day(Span(earliest, unit), .before, anchor)
            let last = try day(Span(latest, unit), .before, anchor)
            return min(first, last)...max(first, last)
        }
    }
}

extension Reckoner {
    /// Keeps the steps of a reckoning where somebody wants to read them.
    struct Trace {
        let keeps: Bool
        private(set) var steps: [Reckoning.Step] = []

        init(keeps: Bool) { self.keeps = keeps }

        mutating func note(_ step: @autoclosure () -> Reckoning.Step) {
            if keeps { steps.append(step()) }
        }
    }

    private func due(
        _ deadline: Deadline, month: CivilDate?, anchors: (Name) -> Anchor?, _ trace: inout Trace
    ) throws(ReckoningRefusal) -> Due {
        switch deadline.moment {
        case .offset(let span, let side, let name) where span.unit.isElapsed:
            guard deadline.time == nil else { throw .timeWithElapsed }
            return try elapsed(span, side, name, anchors, &trace)
        case .offset(let span, let side, let name):
            let start = try date(of: name, anchors)
            trace.note(.from(name, start, counted: false))
            return finish(try day(span, side, start, &trace), deadline.time, &trace)
        case .sameDay(let name):
            let date = try date(of: name, anchors)
            trace.note(.from(name, date, counted: true))
            return finish(date, deadline.time, &trace)
        case .named(let name):
            guard let anchor = anchors(name) else { throw .unknown(name) }
            let date = try date(of: name, anchors)
            trace.note(.from(name, date, counted: true))
            // Told by the name alone, something that has an hour is due at that hour.
            if case .local(let local) = anchor { return finish(date, deadline.time ?? local.time, &trace) }
            return finish(date, deadline.time, &trace)
        case .date(let date):
            trace.note(.written(date))
            return finish(date, deadline.time, &trace)
        case .day(let day):
            guard let month else { throw .noMonth }
            return finish(try self.day(day, in: month, &trace), deadline.time, &trace)
        }
    }

    /// The day in the period in which `date` lies. Refuses what that period does not have; nothing is rolled over.
    public func day(_ day: DayOfPeriod, in date: CivilDate) throws(ReckoningRefusal) -> CivilDate {
        var trace = Trace(keeps: false)
        return try self.day(day, in: date, &trace)
    }

    private func day(
        _ day: DayOfPeriod, in date: CivilDate, _ trace: inout Trace
    ) throws(ReckoningRefusal) -> CivilDate {
        let (start, end) = (day.period.start(of: date), day.period.end(of: date))
        let found: CivilDate
        switch day.place {
        case .day(let number):
            found = start.adding(days: number - 1)
            guard (start...end).contains(found) else { throw .noSuchDay(number, month: end.month, year: end.year) }
        case .workingDay(let number):
            trace.note(.written(start))
            let last = try walk(number, .after, start.adding(days: -1), &trace)
            guard last <= end else { throw .noSuchDay(number, month: end.month, year: end.year) }
            return last
        case .lastDay: found = end
        case .lastWorkingDay:
            trace.note(.written(end))
            let last = try walk(1, .before, end.adding(days: 1), &trace)
            guard last >= start else { throw .noWorkingDay }
            return last
        case .weekday(let weekday): found = start.adding(days: weekday.rawValue)
        }
        trace.note(.written(found))
        return day.orNextWorkingDay ? try workingDay(from: found, &trace) : found
    }

    private func elapsed(
        _ span: Span, _ side: Side, _ name: Name, _ anchors: (Name) -> Anchor?, _ trace: inout Trace
    ) throws(ReckoningRefusal) -> Due {
        guard let anchor = anchors(name) else { throw .unknown(name) }
        let start: Instant
        switch (anchor, side) {
        case (.instant(let instant), _): start = instant
        case (.local(let local), _): start = zone.instant(local)
        // Hours before a day count back from its beginning, hours after it from its end.
        case (.day(let date), .before): start = zone.start(of: date)
        case (.day(let date), .after): start = zone.start(of: date.adding(days: 1))
        }
        let end = try moved(start, span, side)
        trace.note(.elapsed(span, side, name, from: zone.local(start), to: zone.local(end)))
        return Due(at: end, in: zone)
    }

    private func finish(_ date: CivilDate, _ time: CivilTime?, _ trace: inout Trace) -> Due {
        guard let time else { return Due(endOf: date, in: zone) }
        let local = LocalDateTime(date, time)
        trace.note(.clock(local, zone.showing(of: local), zone: zone.name))
        return Due(at: local, in: zone)
    }

    /// The local day of what a name stands for.
    private func date(of name: Name, _ anchors: (Name) -> Anchor?) throws(ReckoningRefusal) -> CivilDate {
        switch anchors(name) {
        case .day(let date)?: date
        case .local(let local)?: local.date
        case .instant(let instant)?: zone.local(instant).date
        case nil: throw .unknown(name)
        }
    }

    private func day(
        _ span: Span, _ side: Side, _ start: CivilDate, _ trace: inout Trace
    ) throws(ReckoningRefusal) -> CivilDate {
        switch span.unit {
        case .workingDay:
            return try walk(span.count, side, start, &trace)
        case .day, .week:
            guard (0...Reckoner.mostDays).contains(span.count) else { throw .outOfRange }
            let days = span.unit == .week ? span.count * 7 : span.count
            let end = start.adding(days: side == .before ? -days : days)
            guard Reckoner.known.contains(end) else { throw .outOfRange }
            trace.note(.days(span, side, to: end))
            return end
        case .hour, .minute:
            throw .timeWithElapsed
        }
    }

    /// Goes day by day, counts the worked ones; the day it starts from does not count.
    private func walk(
        _ count: Int, _ side: Side, _ start: CivilDate, _ trace: inout Trace
    ) throws(ReckoningRefusal) -> CivilDate {
        guard (0...Reckoner.mostDays).contains(count) else { throw .outOfRange }
        if !trace.keeps {
            guard let end = calendar.working(side == .before ? -count : count, from: start) else {
                throw .noWorkingDay
            }
            guard Reckoner.known.contains(end) else { throw .outOfRange }
            return end
        }
        var date = start
        var counted = 0
        var idle = 0
        while counted < count {
            date = date.adding(days: side == .before ? -1 : 1)
            guard Reckoner.known.contains(date) else { throw .outOfRange }
            let day = calendar.day(date)
            if day.working { counted += 1 }
            idle = day.working ? 0 : idle + 1
            guard idle <= 400 else { throw .noWorkingDay }
            trace.note(.day(day, number: day.working ? counted : nil))
        }
        return date
    }

    /// The date itself when it is worked, else the next that is.
    private func workingDay(from start: CivilDate, _ trace: inout Trace) throws(ReckoningRefusal) -> CivilDate {
        if calendar.isWorking(start) { return start }
        trace.note(.day(calendar.day(start), number: nil))
        return try walk(1, .after, start, &trace)
    }

    func moved(_ start: Instant, _ span: Span, _ side: Side) throws(ReckoningRefusal) -> Instant {
        guard (0...Reckoner.mostDays * 1440).contains(span.count) else { throw .outOfRange }
        let seconds = span.count * (span.unit == .hour ? 3600 : 60)
        let end = start.adding(seconds: side == .before ? -seconds : seconds)
        guard Reckoner.known.contains(LocalDateTime(secondsSinceEpoch: end.seconds).date) else { throw .outOfRange }
        return end
    }

    /// Four centuries: more is a slip of the pen, and would only be walked through for nothing.
    private static let mostDays = 146_097
    private static let known = CivilDate(year: 1, month: 1, day: 2)!...CivilDate(year: 9999, month: 12, day: 30)!

    /// What the result rests on that may still change. A decision for a holiday may move its neighbours, so the days of
    /// a week on either side of those that were walked over count too.
    private func notes(on steps: [Reckoning.Step]) -> [Reckoning.Note] {
        let walked: [CivilDate] = steps.compactMap { if case .day(let day, _) = $0 { day.date } else { nil } }
        guard let first = walked.min(), let last = walked.max() else { return [] }
        var notes: [Reckoning.Note] = []
        for (year, standing) in calendar.openYears(from: first, to: last) where standing == .uncovered {
            notes.append(.uncovered(year, calendar: calendar.name))
        }
        for day in calendar.days(from: first.adding(days: -7), to: last.adding(days: 7))
        where !day.decided && day.kind == .holiday {
            let note = Reckoning.Note.reckoned(day.reason ?? calendar.title, day.date.year)
            if !notes.contains(note) { notes.append(note) }
        }
        return notes
    }
}

extension SpanUnit {
    /// Whether it is measured from instant to instant, whatever the wall clock does.
    var isElapsed: Bool {
        switch self {
        case .hour, .minute: true
        case .workingDay, .day, .week: false
        }
    }
}
