extension Verb {
    /// In Vietnamese; in English, the command's own word says it.
    var words: String {
        switch self {
        case .do: "hoàn thành"
        case .claim: "nhận việc"
        case .delegate: "giao người khác làm"
        case .decline: "từ chối"
        case .undo: "hoàn tác"
        case .comment: "góp ý"
        case .acknowledge: "xác nhận đã đọc"
        case .vote: "biểu quyết"
        case .extend: "gia hạn"
        case .reassign: "chuyển giao"
        case .reschedule: "dời ngày"
        case .include: "bổ sung"
        case .excuse: "miễn"
        case .skip: "bỏ qua"
        case .reopen: "mở lại"
        case .suspend: "tạm dừng"
        case .resume: "tiếp tục"
        case .cancel: "hủy"
        }
    }
}

extension Phase {
    /// Behind the name of a step.
    var words: LocalizedText {
        switch self {
        case .waiting: LocalizedText(vi: "chưa mở", en: "has not opened yet")
        case .open: LocalizedText(vi: "đang mở", en: "is open")
        case .done: LocalizedText(vi: "đã xong", en: "is done")
        case .skipped: LocalizedText(vi: "đã bỏ qua", en: "was skipped")
        case .cancelled: LocalizedText(vi: "đã hủy", en: "was cancelled")
        }
    }
}

extension Standing {
    var words: LocalizedText {
        switch self {
        case .person: LocalizedText(vi: "người được giao việc", en: "the person whose task it is")
        case .secretary: LocalizedText(vi: "bí thư của đơn vị", en: "the unit's secretary")
        case .assigner: LocalizedText(vi: "người đã phân công", en: "who assigned it")
        case .organiser: LocalizedText(vi: "người tổ chức", en: "the organiser")
        case .chair: LocalizedText(vi: "bí thư của cấp ủy", en: "the committee's secretary")
        }
    }
}
