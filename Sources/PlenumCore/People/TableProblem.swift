/// What is wrong in one column of a table of people, in a row that the diagnostic's place tells.
public struct TableProblem: Problem, Hashable {
    public enum Fact: Hashable, Sendable {
        case noColumn
        case unknownColumn
        case columnTwice(String)
        case empty
        case lineBreak
        case badIdentifier(String)
        case repeated(String)
        case unknownUnit(String, suggestion: String?)
        case severalUnits(String, [String])
        case unknownClass(String)
        case unknownLanguage(String)
        case badAddress(String)
        case badPost(String)
        case badDate(String)
        case endsBeforeItBegins
        case substituteWithoutDays
        case unknownPerson(String)
        case ownSubstitute
    }

    /// The header, as it is written.
    public let column: String
    public let fact: Fact

    public init(column: String, _ fact: Fact) {
        self.column = column
        self.fact = fact
    }

    public var severity: Severity {
        // Spreadsheets hold much that is not for us.
        if case .unknownColumn = fact { .warning } else { .error }
    }

    public var code: String {
        switch fact {
        case .noColumn: "people-no-column"
        case .unknownColumn: "people-unknown-column"
        case .columnTwice: "people-column-twice"
        case .empty: "people-empty-cell"
        case .lineBreak: "people-line-break"
        case .badIdentifier: "people-bad-id"
        case .repeated: "people-repeated"
        case .unknownUnit: "people-unknown-unit"
        case .severalUnits: "people-several-units"
        case .unknownClass: "people-unknown-class"
        case .unknownLanguage: "people-unknown-language"
        case .badAddress: "people-bad-address"
        case .badPost: "people-bad-post"
        case .badDate: "people-bad-date"
        case .endsBeforeItBegins: "people-absence-backwards"
        case .substituteWithoutDays: "people-substitute-without-days"
        case .unknownPerson: "people-unknown-person"
        case .ownSubstitute: "people-own-substitute"
        }
    }

    public func message(in language: Language) -> String {
        switch language {
        case .vi: fact == .noColumn ? "thiếu cột “\(column)”" : "cột “\(column)”: \(vietnamese)"
        case .en: fact == .noColumn ? "there is no column “\(column)”" : "column “\(column)”: \(english)"
        }
    }

    private var vietnamese: String {
        switch fact {
        case .noColumn: "thiếu cột"
        case .unknownColumn: "không dùng đến cột này"
        case .columnTwice(let title): "đã có một cột khác cho “\(title)”"
        case .empty: "ô trống, cần có giá trị"
        case .lineBreak: "trong ô có ký tự xuống dòng hoặc ký tự điều khiển"
        case .badIdentifier(let text): "mã “\(text)” không hợp lệ: chỉ dùng chữ thường, chữ số và dấu gạch nối"
        case .repeated(let text): "mã “\(text)” đã có ở dòng trên"
        case .unknownUnit(let text, let suggestion):
            "không có đơn vị “\(text)”" + (suggestion.map { "; có phải “\($0)”?" } ?? "")
        case .severalUnits(let text, let ids): "có nhiều đơn vị tên “\(text)”; ghi mã: \(ids.joined(separator: ", "))"
        case .unknownClass(let text): "không rõ diện “\(text)”; ghi: chính thức, dự bị, được miễn hoặc cán bộ"
        case .unknownLanguage(let text): "không rõ ngôn ngữ “\(text)”; ghi vi hoặc en"
        case .badAddress(let text): "“\(text)” không phải là địa chỉ thư điện tử"
        case .badPost(let text): "không rõ chức vụ “\(text)”; ghi bí thư, phó bí thư hoặc “secretary of MÃ-ĐƠN-VỊ”"
        case .badDate(let text): "“\(text)” không phải là ngày có thật; ghi 12/03/2026"
        case .endsBeforeItBegins: "ngày cuối trước ngày đầu"
        case .substituteWithoutDays: "có người thay thế mà không có ngày vắng"
        case .unknownPerson(let text): "không có ai mang mã “\(text)” trong danh bạ hay trong tệp"
        case .ownSubstitute: "không thể tự thay mình"
        }
    }

    private var english: String {
        switch fact {
        case .noColumn: "missing"
        case .unknownColumn: "this column is not used"
        case .columnTwice(let title): "another column stands for “\(title)” already"
        case .empty: "the cell is empty and must not be"
        case .lineBreak: "the cell holds a line break or a control character"
        case .badIdentifier(let text): "“\(text)” is no id: use lower-case letters, digits and hyphens"
        case .repeated(let text): "the id “\(text)” stands in a row above"
        case .unknownUnit(let text, let suggestion):
            "there is no unit “\(text)”" + (suggestion.map { "; is it “\($0)”?" } ?? "")
        case .severalUnits(let text, let ids):
            "several units are called “\(text)”; write the id: \(ids.joined(separator: ", "))"
        case .unknownClass(let text): "there is no class “\(text)”; write official, probationary, exempt or staff"
        case .unknownLanguage(let text): "there is no language “\(text)”; write vi or en"
        case .badAddress(let text): "“\(text)” is no e-mail address"
        case .badPost(let text):
            "there is no post “\(text)”; write secretary, deputy-secretary or “secretary of UNIT-ID”"
        case .badDate(let text): "“\(text)” is no real date; write 12/03/2026"
        case .endsBeforeItBegins: "the last day is before the first"
        case .substituteWithoutDays: "a substitute without days of absence"
        case .unknownPerson(let text): "nobody has the id “\(text)”, in the directory or in the file"
        case .ownSubstitute: "nobody stands in for themselves"
        }
    }
}
