// Words that papers need of what the program knows.

extension PersonClass {
    public var title: LocalizedText {
        switch self {
        case .official: LocalizedText(vi: "Đảng viên chính thức", en: "Official members")
        case .probationary: LocalizedText(vi: "Đảng viên dự bị", en: "Probationary members")
        case .exempt:
            LocalizedText(vi: "Đảng viên được miễn công tác và sinh hoạt", en: "Exempt members")
        case .staff: LocalizedText(vi: "Cán bộ", en: "Staff")
        }
    }
}

extension Settlement {
    /// What was done with an opinion, by the word of its disposition; empty while it is open.
    public static func words(_ word: String?) -> LocalizedText {
        switch word {
        case takenOnBoard: LocalizedText(vi: "Tiếp thu", en: "Taken on board")
        case partly: LocalizedText(vi: "Tiếp thu một phần", en: "Taken on board in part")
        case explained: LocalizedText(vi: "Giải trình", en: "Explained")
        default: LocalizedText([])
        }
    }
}

extension InstanceState {
    public var title: LocalizedText {
        switch self {
        case .running: LocalizedText(vi: "đang thực hiện", en: "running")
        case .suspended: LocalizedText(vi: "tạm dừng", en: "suspended")
        case .completed: LocalizedText(vi: "hoàn thành", en: "completed")
        case .cancelled: LocalizedText(vi: "đã hủy", en: "cancelled")
        }
    }
}

extension VoteCount {
    /// What it takes to adopt.
    public func words(in language: Language) -> String {
        let whole =
            switch (base, language) {
            case (.convened, .vi): "số người được lấy biểu quyết"
            case (.convened, .en): "those asked"
            case (.cast, .vi): "số phiếu"
            case (.cast, .en): "the votes cast"
            }
        let share: String =
            switch (rule, language) {
            case (.share(.moreThanHalf), .vi): "quá nửa \(whole)"
            case (.share(.moreThanHalf), .en): "more than half of \(whole)"
            case (.share(.fraction(let part, let total)), .vi): "ít nhất \(part)/\(total) \(whole)"
            case (.share(.fraction(let part, let total)), .en): "at least \(part)/\(total) of \(whole)"
            case (.share(.number(let number)), .vi): "ít nhất \(number) phiếu tán thành"
            case (.share(.number(let number)), .en): "at least \(number) in favour"
            case (.all, .vi): "toàn thể \(whole)"
            case (.all, .en): "all of \(whole)"
            }
        guard veto else { return share }
        return share + (language == .vi ? ", không có phiếu không tán thành" : ", and nobody against")
    }
}
