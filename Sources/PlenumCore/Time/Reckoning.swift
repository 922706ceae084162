/// A due moment together with the way that led to it, so that anybody can check it on a paper calendar.
public struct Reckoning: Hashable, Sendable {
    /// The deadline as it was written.
    public let phrase: String
    public let due: Due
    public let steps: [Step]
    public let notes: [Note]

    public enum Step: Hashable, Sendable {
        /// The day it is reckoned from, and whether that day is itself the answer.
        case from(Name, CivilDate, counted: Bool)
        /// A date that stands in the phrase.
        case written(CivilDate)
        /// One day that was passed: the n-th working day, or skipped.
        case day(CalendarDay, number: Int?)
        case days(Span, Side, to: CivilDate)
        case elapsed(Span, Side, Name, from: LocalDateTime, to: LocalDateTime)
        /// The time of day, and what the wall clock of the zone makes of it.
        case clock(LocalDateTime, Zone.Showing, zone: String)
    }

    /// What may still change, or is not known.
    public enum Note: Hashable, Sendable {
        /// The days of a holiday are reckoned, not decided.
        case reckoned(LocalizedText, Int)
        /// The calendar does not speak for the year.
        case uncovered(Int, calendar: String)

        public func text(in language: Language) -> String {
            switch (self, language) {
            case (.reckoned(let holiday, let year), .vi):
                "Ngày nghỉ \(holiday[.vi]) năm \(year) mới là dự tính, chưa có quyết định; hạn này có thể thay đổi."
            case (.reckoned(let holiday, let year), .en):
                "The days of \(holiday[.en]) in \(year) are reckoned, not yet decided; this date may move."
            case (.uncovered(let year, let calendar), .vi):
                "Lịch “\(calendar)” chưa có ngày lễ của năm \(year); hạn này chỉ tính theo ngày nghỉ hằng tuần."
            case (.uncovered(let year, let calendar), .en):
                "The calendar “\(calendar)” has no holidays for \(year); this date goes by weekly days off alone."
            }
        }
    }

    /// One line for each step; worked days that follow each other share a line, and so do skipped ones with one reason.
    /// `title` gives a step's or an input's name as people know it.
    public func lines(in language: Language, title: (Name) -> String = \.rawValue) -> [String] {
        var lines = ["\(phrase) → \(due.shown(in: language))"]
        var run: DayRun?
        for step in steps {
            if case .day(let day, let number) = step {
                if run?.add(day, number) == true { continue }
                if let run { lines.append(run.text(in: language)) }
                run = DayRun(day, number)
                continue
            }
            if let run { lines.append(run.text(in: language)) }
            run = nil
            if let line = step.text(in: language, title: title) { lines.append(line) }
        }
        if let run { lines.append(run.text(in: language)) }
        return lines + notes.map { $0.text(in: language) }
    }
}

/// Days in a row that are told in one line.
private struct DayRun {
    private let first: CalendarDay
    private var last: CalendarDay
    private let firstNumber: Int?
    private var lastNumber: Int?

    init(_ day: CalendarDay, _ number: Int?) {
        (first, last, firstNumber, lastNumber) = (day, day, number, number)
    }

    /// False when the day has another story to tell.
    mutating func add(_ day: CalendarDay, _ number: Int?) -> Bool {
        guard (firstNumber == nil) == (number == nil), day.reason == first.reason, day.source == first.source,
            day.decided == first.decided
        else { return false }
        (last, lastNumber) = (day, number)
        return true
    }

    func text(in language: Language) -> String {
        var dates = first.date.shownWithWeekday(in: language)
        if last.date != first.date { dates += " → " + last.date.shownWithWeekday(in: language) }
        var text: String
        if let firstNumber, let lastNumber {
            let numbers = firstNumber == lastNumber ? "\(firstNumber)" : "\(firstNumber)–\(lastNumber)"
            let plural = firstNumber == lastNumber ? "" : "s"
            text =
                language == .vi ? "ngày làm việc \(numbers): \(dates)" : "working day\(plural) \(numbers): \(dates)"
        } else {
            text = language == .vi ? "không tính: \(dates)" : "not counted: \(dates)"
        }
        let reason = first.explained(in: language, inSentence: true)
        if !reason.isEmpty { text += ", " + reason }
        return text
    }
}

extension Reckoning.Step {
    /// Nil for a day, which is told together with its neighbours.
    fileprivate func text(in language: Language, title: (Name) -> String) -> String? {
        switch (self, language) {
        case (.day, _): nil
        case (.from(let name, let date, true), .vi): "ngày của \(title(name)): \(date.shownWithWeekday(in: .vi))"
        case (.from(let name, let date, true), .en): "the day of \(title(name)): \(date.shownWithWeekday(in: .en))"
        case (.from(let name, let date, false), .vi):
            "tính từ \(title(name)): \(date.shownWithWeekday(in: .vi)), ngày này không tính"
        case (.from(let name, let date, false), .en):
            "from \(title(name)): \(date.shownWithWeekday(in: .en)), which does not count"
        case (.written(let date), .vi): "ngày đã ghi: \(date.shownWithWeekday(in: .vi))"
        case (.written(let date), .en): "the day as written: \(date.shownWithWeekday(in: .en))"
        case (.days(let span, let side, let date), .vi):
            "\(span.shown(in: .vi)) \(side == .before ? "trước" : "sau"): \(date.shownWithWeekday(in: .vi))"
        case (.days(let span, let side, let date), .en):
            "\(span.shown(in: .en)) \(side == .before ? "before" : "after"): \(date.shownWithWeekday(in: .en))"
        case (.elapsed(let span, let side, let name, let start, let end), .vi):
            "\(span.shown(in: .vi)) \(side == .before ? "trước" : "sau") \(title(name)): "
                + "từ \(start.shown(in: .vi)) đến \(end.shown(in: .vi))"
        case (.elapsed(let span, let side, let name, let start, let end), .en):
            "\(span.shown(in: .en)) \(side == .before ? "before" : "after") \(title(name)): "
                + "from \(start.shown(in: .en)) to \(end.shown(in: .en))"
        case (.clock(let local, .once, let zone), .vi): "lúc \(local.time), giờ \(zone)"
        case (.clock(let local, .once, let zone), .en): "at \(local.time), \(zone) time"
        case (.clock(let local, .twice, let zone), .vi):
            "lúc \(local.time), giờ \(zone); đồng hồ chỉ giờ này hai lần, tính lần đầu"
        case (.clock(let local, .twice, let zone), .en):
            "at \(local.time), \(zone) time; the clock shows it twice, the first counts"
        case (.clock(let local, .never(let next), let zone), .vi):
            "lúc \(local.time), giờ \(zone); đồng hồ bỏ qua giờ này, tính từ \(next.shown(in: .vi))"
        case (.clock(let local, .never(let next), let zone), .en):
            "at \(local.time), \(zone) time; the clock skips it, so it counts from \(next.shown(in: .en))"
        }
    }
}

extension Span {
    /// `3 ngày làm việc`, `3 working days`, `1 day`.
    public func shown(in language: Language) -> String {
        let noun: String =
            switch (language, unit) {
            case (.vi, .workingDay): "ngày làm việc"
            case (.vi, .day): "ngày"
            case (.vi, .week): "tuần"
            case (.vi, .hour): "giờ"
            case (.vi, .minute): "phút"
            case (.en, .workingDay): "working day"
            case (.en, .day): "day"
            case (.en, .week): "week"
            case (.en, .hour): "hour"
            case (.en, .minute): "minute"
            }
        return "\(count) \(noun)" + (language == .en && count != 1 ? "s" : "")
    }
}
