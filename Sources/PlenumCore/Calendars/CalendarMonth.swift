extension WorkingCalendar {
    /// The month that holds `date`, as on a wall calendar: days off in brackets, make-up working days with a plus; below
    /// it a line for every day that differs from the week's rhythm, with its source.
    public func monthLines(of date: CivilDate, in language: Language) -> [String] {
        let (year, month, _) = date.components
        let first = date.adding(days: 1 - date.day)
        let days = days(from: first, to: first.adding(days: CivilDate.daysIn(month: month, year: year) - 1))
        var lines: [String]
        switch language {
        case .vi: lines = ["Tháng \(month)/\(year)", " T2   T3   T4   T5   T6   T7   CN"]
        case .en: lines = ["\(CivilDate.englishMonths[month - 1]) \(year)", " Mo   Tu   We   Th   Fr   Sa   Su"]
        }
        var cells = Array(repeating: "    ", count: first.weekday.rawValue)
        for day in days {
            let number = String(repeating: " ", count: day.date.day < 10 ? 1 : 0) + String(day.date.day)
            cells.append(!day.working ? "(\(number))" : day.kind == .makeUp ? " \(number)+" : " \(number) ")
            if day.date.weekday == .sunday || day.date == days.last?.date {
                lines.append(cells.joined(separator: " ").trimmingTrailingSpaces)
                cells = []
            }
        }
        for day in days where day.kind != .usual {
            lines.append("\(day.date.shown(in: language))  \(day.explained(in: language))")
        }
        return lines
    }

    /// Every month from the one that holds the first day to the one that holds the last.
    public func monthLines(from first: CivilDate, to last: CivilDate, in language: Language) -> [[String]] {
        var months: [[String]] = []
        var day = first.adding(days: 1 - first.day)
        while day <= last {
            months.append(monthLines(of: day, in: language))
            day = day.adding(days: CivilDate.daysIn(month: day.month, year: day.year))
        }
        return months
    }
}

extension YearStanding {
    /// What has to be known of a year before one relies on it; nil where all is decided.
    public func note(of year: Int, in language: Language) -> String? {
        switch (self, language) {
        case (.decided, _): return nil
        case (.uncovered, .vi): return "Năm \(year): lịch chưa có ngày lễ, chỉ biết ngày nghỉ hằng tuần."
        case (.uncovered, .en): return "\(year): the calendar has no holidays, only weekly days off."
        case (.reckoned(let holidays), .vi):
            return
                "Năm \(year): \(holidays.map { $0[.vi] }.joined(separator: ", ")) mới là dự tính, chưa có quyết định."
        case (.reckoned(let holidays), .en):
            return "\(year): \(holidays.map { $0[.en] }.joined(separator: ", ")): reckoned, not yet decided."
        }
    }
}

extension CalendarDay {
    /// `Tết Nguyên đán (Thông báo số …, 16/10/2025)`, and that it is reckoned where it is; empty for a working day.
    public func explained(in language: Language, inSentence: Bool = false) -> String {
        guard let reason else { return "" }
        var text = inSentence ? reasonInSentence(language) : reason[language]
        if let source { text += " (\(source)\(decidedOn.map { ", " + $0.shown(in: language) } ?? ""))" }
        if !decided { text += language == .vi ? " – dự tính" : " – reckoned" }
        return text
    }

    /// The reason inside a sentence: names out of the file keep their capitals.
    func reasonInSentence(_ language: Language) -> String {
        let text = reason?[language] ?? ""
        return switch kind {
        case .usual, .makeUp: text.lowercasedFirst
        case .holiday, .inLieu, .granted: text
        }
    }
}

extension String {
    /// A sentence's beginning made fit for its middle.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }

    fileprivate var trimmingTrailingSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
