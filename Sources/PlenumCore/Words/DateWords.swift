extension CivilDate {
    /// `dd/MM/yyyy`, as dates are written for people.
    public var shown: String {
        let (year, month, day) = components
        return "\(padded(day, 2))/\(padded(month, 2))/\(padded(year, 4))"
    }
}

extension Weekday {
    public func name(in language: Language) -> String {
        switch language {
        case .vi: ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"][rawValue]
        case .en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][rawValue]
        }
    }
}
