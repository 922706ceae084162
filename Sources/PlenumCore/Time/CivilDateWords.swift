extension CivilDate {
    /// `12/03/2026` in Vietnamese; `12 March 2026` in English, where digits alone would be read in two ways.
    public func shown(in language: Language) -> String {
        let (year, month, day) = components
        return switch language {
        case .vi: "\(padded(day, 2))/\(padded(month, 2))/\(padded(year, 4))"
        case .en: "\(day) \(CivilDate.englishMonths[month - 1]) \(year)"
        }
    }

    /// The day of the week before the date: `thứ Năm 12/03/2026`, `Thursday 12 March 2026`.
    public func shownWithWeekday(in language: Language) -> String {
        "\(weekday.shown(in: language)) \(shown(in: language))"
    }

    static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

extension LocalDateTime {
    /// `17:00 12/03/2026`, `17:00 on 12 March 2026`.
    public func shown(in language: Language) -> String {
        switch language {
        case .vi: "\(time) \(date.shown(in: .vi))"
        case .en: "\(time) on \(date.shown(in: .en))"
        }
    }
}

extension Weekday {
    /// Its English name in lower-case letters, as files write it.
    public var name: String {
        switch self {
        case .monday: "monday"
        case .tuesday: "tuesday"
        case .wednesday: "wednesday"
        case .thursday: "thursday"
        case .friday: "friday"
        case .saturday: "saturday"
        case .sunday: "sunday"
        }
    }

    /// Nil for anything but one of the seven names.
    public init?(name: some StringProtocol) {
        guard let day = Weekday.allCases.first(where: { $0.name == name }) else { return nil }
        self = day
    }

    /// As it stands inside a sentence.
    public func shown(in language: Language) -> String {
        switch (language, self) {
        case (.vi, .monday): "thứ Hai"
        case (.vi, .tuesday): "thứ Ba"
        case (.vi, .wednesday): "thứ Tư"
        case (.vi, .thursday): "thứ Năm"
        case (.vi, .friday): "thứ Sáu"
        case (.vi, .saturday): "thứ Bảy"
        case (.vi, .sunday): "Chủ nhật"
        case (.en, .monday): "Monday"
        case (.en, .tuesday): "Tuesday"
        case (.en, .wednesday): "Wednesday"
        case (.en, .thursday): "Thursday"
        case (.en, .friday): "Friday"
        case (.en, .saturday): "Saturday"
        case (.en, .sunday): "Sunday"
        }
    }
}
