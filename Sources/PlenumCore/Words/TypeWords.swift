// What a value must look like, said so that somebody can type it.

extension ActNeed.ValueType {
    public var words: LocalizedText {
        switch self {
        case .text: LocalizedText(vi: "một đoạn chữ", en: "some text")
        case .number: LocalizedText(vi: "một số nguyên", en: "a whole number")
        case .date: LocalizedText(vi: "một ngày có thật dạng 2026-03-12", en: "a real date such as 2026-03-12")
        case .time: LocalizedText(vi: "giờ dạng 08:00", en: "a time such as 08:00")
        case .person: LocalizedText(vi: "mã của một người trong danh bạ", en: "the id of one person in the directory")
        case .people:
            LocalizedText(vi: "mã của những người, cách nhau bằng dấu phẩy", en: "ids of people with commas between")
        case .unit: LocalizedText(vi: "mã của một đơn vị trong danh bạ", en: "the id of one unit in the directory")
        case .file: LocalizedText(vi: "một tệp", en: "a file")
        case .disposition:
            LocalizedText(
                vi:
                    "taken-on-board (tiếp thu), “partly: lý do” (tiếp thu một phần) hoặc “explained: lý do” (giải trình)",
                en: "taken-on-board, “partly: why” or “explained: why”")
        }
    }
}

extension Input.ValueType {
    public var words: LocalizedText {
        switch self {
        case .text: ActNeed.ValueType.text.words
        case .number: ActNeed.ValueType.number.words
        case .date: ActNeed.ValueType.date.words
        case .time: ActNeed.ValueType.time.words
        case .person: ActNeed.ValueType.person.words
        case .people: ActNeed.ValueType.people.words
        case .unit: ActNeed.ValueType.unit.words
        case .units: LocalizedText(vi: "mã các đơn vị, cách nhau bằng dấu phẩy", en: "ids of units with commas between")
        case .table: LocalizedText(vi: "một bảng: @TỆP.csv", en: "a table: @FILE.csv")
        case .file: ActNeed.ValueType.file.words
        case .choice: LocalizedText(vi: "một trong những lựa chọn đã cho", en: "one of the choices given")
        }
    }
}
