/// What a deadline is reckoned from.
public enum Anchor: Hashable, Sendable {
    /// A date input, a session's day.
    case day(CivilDate)
    /// A session whose hour is known.
    case local(LocalDateTime)
    /// The completion of a step.
    case instant(Instant)
}

/// When something is due: a whole local day, or a moment of one.
public struct Due: Hashable, Sendable {
    public let date: CivilDate
    /// Nil when the whole day is left for it.
    public let time: CivilTime?
    /// The first instant at which it is overdue.
    public let instant: Instant

    /// Due by the end of a local day: overdue when the next one begins.
    public init(endOf date: CivilDate, in zone: Zone) {
        self.date = date
        time = nil
        instant = zone.start(of: date.adding(days: 1))
    }

    /// Due at a time of the wall clock; where the clock skips it, when the gap ends.
    public init(at local: LocalDateTime, in zone: Zone) {
        date = local.date
        time = local.time
        instant = zone.instant(local)
    }

    /// Due at an instant.
    public init(at instant: Instant, in zone: Zone) {
        let local = zone.local(instant)
        date = local.date
        time = local.time
        self.instant = instant
    }

    /// The wall clock's side of the instant, by which reminders know the deadline: 00:00 of the next day for a whole day.
    public var local: LocalDateTime {
        time.map { LocalDateTime(date, $0) } ?? LocalDateTime(date.adding(days: 1), .midnight)
    }

    public func isOverdue(at now: Instant) -> Bool { now >= instant }

    /// `hết ngày thứ Năm 12/03/2026`, `17:00 thứ Năm 12/03/2026`; `the end of Thursday 12 March 2026`.
    public func shown(in language: Language) -> String {
        let day = date.shownWithWeekday(in: language)
        return switch (language, time) {
        case (.vi, nil): "hết ngày \(day)"
        case (.vi, let time?): "\(time) \(day)"
        case (.en, nil): "the end of \(day)"
        case (.en, let time?): "\(time) on \(day)"
        }
    }
}

extension Due {
    /// As it is kept: `2026-03-12`, or `2026-03-12T17:00`; what reminders know the deadline by.
    public var anchor: String { time.map { "\(date)T\($0)" } ?? date.description }

    /// The last instant at which it is in time: the last second of the day, or the moment itself.
    public var lastSecond: Instant { time == nil ? instant.adding(seconds: -1) : instant }

    /// What was kept of it, column by column.
    public init(date: CivilDate, time: CivilTime?, instant: Instant) {
        self.date = date
        self.time = time
        self.instant = instant
    }

    /// What was kept of it; nil when `anchor` is neither a day nor a day with a time.
    public init?(anchor: String, instant: Instant) {
        if let date = CivilDate(iso: anchor) {
            self.date = date
            time = nil
        } else if let local = LocalDateTime(iso: anchor) {
            date = local.date
            time = local.time
        } else {
            return nil
        }
        self.instant = instant
    }
}

/// Why a date cannot be reckoned.
public enum ReckoningRefusal: Error, Hashable, Sendable {
    /// What the phrase counts from is not known (yet).
    case unknown(Name)
    /// `31 of the month` in a month of 30 days. Nothing is rolled over.
    case noSuchDay(Int, month: Int, year: Int)
    /// `day N of the month` where no month is given.
    case noMonth
    /// A time of day beside a number of hours or minutes.
    case timeWithElapsed
    /// The calendar has no working days.
    case noWorkingDay
    /// Before the year 1 or after 9999.
    case outOfRange

    public func message(in language: Language) -> String {
        switch (self, language) {
        case (.unknown(let name), .vi): "Chưa biết ngày của “\(name)”."
        case (.unknown(let name), .en): "The date of “\(name)” is not known yet."
        case (.noSuchDay(let day, let month, let year), .vi): "Tháng \(month)/\(year) không có ngày \(day)."
        case (.noSuchDay(let day, let month, let year), .en): "Month \(month) of \(year) has no day \(day)."
        case (.noMonth, .vi): "Không rõ tháng nào."
        case (.noMonth, .en): "It is not known which month is meant."
        case (.timeWithElapsed, .vi): "Hạn tính bằng giờ hoặc phút thì không ghi thêm giờ trong ngày."
        case (.timeWithElapsed, .en): "A deadline in hours or minutes takes no time of day."
        case (.noWorkingDay, .vi): "Lịch không có ngày làm việc nào."
        case (.noWorkingDay, .en): "The calendar has no working days."
        case (.outOfRange, .vi): "Ngày tính được nằm ngoài các năm 1–9999."
        case (.outOfRange, .en): "The date lies outside the years 1 to 9999."
        }
    }
}
