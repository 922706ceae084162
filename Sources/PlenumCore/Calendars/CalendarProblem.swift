/// What can be wrong with a calendar file, or worth knowing about it.
public enum CalendarProblem: Problem, Hashable {
    /// What a value should have looked like.
    public enum Form: Hashable, Sendable {
        case map, list, text, date, dates, years, year, weekday, rule, before, after, zone, languageCode, name
        case word(String)
    }

    case missingKey(String)
    case unknownKey(String, known: [String])
    case wrongForm(key: String, Form, found: String?)
    case unknownVersion(String)
    case backwards(String)
    case unknownHoliday(String, known: [String])
    case holidayTwice(String)
    /// A decided row must be for a holiday or have a title of its own.
    case holidayOrTitle
    case decidedTwice(String, Int)
    case outsideYears(CivilDate, ClosedRange<Int>)
    case lunarYears(ClosedRange<Int>)
    case noSuchDay(String, Int)
    case noWorkingDays
    case offAndWorked(CivilDate)
    case alreadyWorked(CivilDate)
    case alreadyOff(CivilDate)
    case coincide(CivilDate)
    case undated(CivilDate)
    case reckoned(String, [Int])

    public var code: String {
        switch self {
        case .missingKey: "calendar-missing-key"
        case .unknownKey: "calendar-unknown-key"
        case .wrongForm: "calendar-wrong-form"
        case .unknownVersion: "calendar-unknown-version"
        case .backwards: "calendar-backwards"
        case .unknownHoliday: "calendar-unknown-holiday"
        case .holidayTwice: "calendar-holiday-twice"
        case .holidayOrTitle: "calendar-holiday-or-title"
        case .decidedTwice: "calendar-decided-twice"
        case .outsideYears: "calendar-outside-years"
        case .lunarYears: "calendar-lunar-years"
        case .noSuchDay: "calendar-no-such-day"
        case .noWorkingDays: "calendar-no-working-days"
        case .offAndWorked: "calendar-off-and-worked"
        case .alreadyWorked: "calendar-already-worked"
        case .alreadyOff: "calendar-already-off"
        case .coincide: "calendar-holidays-coincide"
        case .undated: "calendar-undated"
        case .reckoned: "calendar-reckoned"
        }
    }

    public var severity: Severity {
        switch self {
        case .missingKey, .unknownKey, .wrongForm, .unknownVersion, .backwards, .unknownHoliday, .holidayTwice,
            .holidayOrTitle, .decidedTwice, .outsideYears, .lunarYears, .noWorkingDays, .offAndWorked, .alreadyWorked:
            .error
        case .noSuchDay, .alreadyOff: .warning
        case .coincide, .undated, .reckoned: .note
        }
    }

    public func message(in language: Language) -> String {
        switch language {
        case .vi: vietnamese
        case .en: english
        }
    }

    public func fix(in language: Language) -> String? {
        let vi = language == .vi
        switch self {
        case .unknownKey(let key, let known), .unknownHoliday(let key, let known):
            guard let near = known.nearest(to: key) else {
                return (vi ? "Có thể dùng: " : "Possible here: ") + known.joined(separator: " · ")
            }
            return vi ? "Có phải “\(near)”?" : "Did you mean “\(near)”?"
        case .missingKey(let key): return vi ? "Thêm “\(key):”" : "Add “\(key):”"
        case .wrongForm(_, let form, let found):
            if case .weekday = form, let near = found.flatMap({ Weekday.allCases.map(\.name).nearest(to: $0) }) {
                return vi ? "Có phải “\(near)”?" : "Did you mean “\(near)”?"
            }
            return form.example.map { (vi ? "Ví dụ: " : "For example: ") + $0 }
        case .unknownVersion: return "plenum: 1"
        case .undated: return vi ? "Thêm “decided-on: NĂM-THÁNG-NGÀY”" : "Add “decided-on: YEAR-MONTH-DAY”"
        case .reckoned(_, let years):
            let year = years.first.map(String.init) ?? ""
            return vi
                ? "Khi có quyết định cho năm \(year), thêm một dòng vào “decided:”"
                : "When \(year) has been decided, add a row to “decided:”"
        case .backwards, .holidayTwice, .holidayOrTitle, .decidedTwice, .outsideYears, .lunarYears, .noSuchDay,
            .noWorkingDays, .offAndWorked, .alreadyWorked, .alreadyOff, .coincide:
            return nil
        }
    }

    private var vietnamese: String {
        switch self {
        case .missingKey(let key): "Thiếu mục “\(key)”."
        case .unknownKey(let key, _): "Không có mục nào tên “\(key)” ở đây."
        case .wrongForm(let key, let form, let found?): "“\(key)” phải là \(form.vietnamese), không phải “\(found)”."
        case .wrongForm(let key, let form, nil): "“\(key)” phải là \(form.vietnamese)."
        case .unknownVersion(let text): "Không rõ phiên bản “\(text)” của ngôn ngữ; chương trình này đọc phiên bản 1."
        case .backwards(let text): "“\(text)” kết thúc trước khi bắt đầu."
        case .unknownHoliday(let name, _): "Không có ngày lễ nào tên “\(name)” trong “holidays”."
        case .holidayTwice(let name): "Ngày lễ “\(name)” được khai hai lần."
        case .holidayOrTitle: "Mỗi dòng của “decided” cần đúng một trong hai mục “holiday” và “title”."
        case .decidedTwice(let name, let year): "Ngày nghỉ “\(name)” của năm \(year) được quyết định hai lần."
        case .outsideYears(let date, let years):
            "Ngày \(date.shown(in: .vi)) nằm ngoài các năm \(years.lowerBound)–\(years.upperBound) của lịch này."
        case .lunarYears(let years):
            "Ngày âm lịch chỉ tính được trong các năm \(years.lowerBound)–\(years.upperBound)."
        case .noSuchDay(let name, let year): "Năm \(year) không có ngày “\(name)”, nên năm đó không nghỉ ngày này."
        case .noWorkingDays: "Cả bảy ngày trong tuần đều là ngày nghỉ, nên không còn ngày làm việc nào."
        case .offAndWorked(let date): "Ngày \(date.shown(in: .vi)) vừa là ngày nghỉ vừa là ngày làm bù."
        case .alreadyWorked(let date):
            "Ngày \(date.shownWithWeekday(in: .vi)) vốn là ngày làm việc, không thể làm bù vào ngày này."
        case .alreadyOff(let date): "Ngày \(date.shownWithWeekday(in: .vi)) vốn là ngày nghỉ."
        case .coincide(let date): "Hai ngày lễ trùng nhau vào ngày \(date.shown(in: .vi))."
        case .undated(let date): "Dòng nghỉ ngày \(date.shown(in: .vi)) không ghi ngày ra quyết định."
        case .reckoned(let name, let years):
            "Ngày nghỉ “\(name)” mới chỉ được dự tính, chưa có quyết định, trong các năm: \(list(years))."
        }
    }

    private var english: String {
        switch self {
        case .missingKey(let key): "“\(key)” is missing."
        case .unknownKey(let key, _): "Nothing here is called “\(key)”."
        case .wrongForm(let key, let form, let found?): "“\(key)” must be \(form.english), not “\(found)”."
        case .wrongForm(let key, let form, nil): "“\(key)” must be \(form.english)."
        case .unknownVersion(let text): "Version “\(text)” of the language is unknown; this program reads version 1."
        case .backwards(let text): "“\(text)” ends before it begins."
        case .unknownHoliday(let name, _): "“holidays” has none called “\(name)”."
        case .holidayTwice(let name): "The holiday “\(name)” is stated twice."
        case .holidayOrTitle: "A row of “decided” needs exactly one of “holiday” and “title”."
        case .decidedTwice(let name, let year): "The days of “\(name)” in \(year) are decided twice."
        case .outsideYears(let date, let years):
            "\(date.shown(in: .en)) lies outside the calendar's years, \(years.lowerBound) to \(years.upperBound)."
        case .lunarYears(let years):
            "Lunar dates are known only for the years \(years.lowerBound) to \(years.upperBound)."
        case .noSuchDay(let name, let year): "\(year) has no day for “\(name)”, so it is left out in that year."
        case .noWorkingDays: "All seven weekdays are off, so no working day is left."
        case .offAndWorked(let date): "\(date.shown(in: .en)) is both a day off and a make-up working day."
        case .alreadyWorked(let date):
            "\(date.shownWithWeekday(in: .en)) is worked anyway, so nothing can be made up for on it."
        case .alreadyOff(let date): "\(date.shownWithWeekday(in: .en)) is off anyway."
        case .coincide(let date): "Two holidays fall on \(date.shown(in: .en))."
        case .undated(let date): "The row for \(date.shown(in: .en)) does not say when it was decided."
        case .reckoned(let name, let years):
            "The days of “\(name)” are reckoned, not yet decided, for these years: \(list(years))."
        }
    }

    /// `2027–2035 · 2040`.
    private func list(_ years: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for year in years.sorted() {
            if let last = runs.last, last.upperBound + 1 == year {
                runs[runs.count - 1] = last.lowerBound...year
            } else {
                runs.append(year...year)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
            .joined(separator: " · ")
    }
}

extension CalendarProblem.Form {
    var vietnamese: String {
        switch self {
        case .map: "một nhóm các mục"
        case .list: "một danh sách"
        case .text: "một dòng chữ"
        case .date: "một ngày có thật, viết năm-tháng-ngày"
        case .dates: "một ngày hoặc một khoảng ngày"
        case .years: "một khoảng năm"
        case .year: "một năm"
        case .weekday: "tên tiếng Anh của một ngày trong tuần"
        case .rule: "cách tính một ngày trong năm"
        case .before: "số ngày trước đó"
        case .after: "số ngày sau đó"
        case .zone: "tên một múi giờ"
        case .languageCode: "mã ngôn ngữ gồm hai hoặc ba chữ cái"
        case .name: "một tên viết bằng chữ thường, chữ số và dấu gạch nối"
        case .word(let word): "“\(word)”"
        }
    }

    var english: String {
        switch self {
        case .map: "a group of keys"
        case .list: "a list"
        case .text: "one line of text"
        case .date: "a day that exists, written year-month-day"
        case .dates: "a day or a range of days"
        case .years: "a range of years"
        case .year: "a year"
        case .weekday: "a day of the week"
        case .rule: "a way to find a day in a year"
        case .before: "a number of days before"
        case .after: "a number of days after"
        case .zone: "the name of a time zone"
        case .languageCode: "a language's code of two or three letters"
        case .name: "a name of lower-case letters, digits and hyphens"
        case .word(let word): "“\(word)”"
        }
    }

    var example: String? {
        switch self {
        case .map, .list, .text, .word, .languageCode: nil
        case .date: "2026-02-17"
        case .dates: "2026-02-16 to 2026-02-20"
        case .years: "2020 to 2035"
        case .year: "2026"
        case .weekday: "saturday"
        case .rule: "day 10 of lunar month 3"
        case .before: "1 day before"
        case .after: "3 days after"
        case .zone: "Area/City"
        case .name: "national-day"
        }
    }
}

extension [String] {
    /// The one that differs in the fewest letters, when it differs in few enough to be meant.
    fileprivate func nearest(to text: String) -> String? {
        let written = Array<Character>(text.lowercased())
        let best = map { ($0, distance(written, Array<Character>($0))) }.min { $0.1 < $1.1 }
        guard let best, best.1 <= Swift.max(1, written.count / 3) else { return nil }
        return best.0
    }

    /// Levenshtein's distance.
    private func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array<Int>(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                (diagonal, row[j + 1]) = (
                    row[j + 1], Swift.min(diagonal + (a == b ? 0 : 1), row[j] + 1, row[j + 1] + 1)
                )
            }
        }
        return row[right.count]
    }
}
