/// What a column of a table of people or units holds, and the headers by which spreadsheets call it.
public enum PeopleColumn: String, CaseIterable, Hashable, Sendable {
    case id, name, unit, kind = "class", email, language, posts
    case absentFrom = "absent-from"
    case absentTo = "absent-to"
    case substitute
    /// Of a table of units: what kind of unit it is, the unit above, its title in English.
    case unitKind = "kind"
    case parent
    case englishName = "name-en"
    /// Known and left out, as a running number is.
    case ignored = "number"

    /// The one table of headers, without accents and capitals; the first is the one that an export writes.
    static let headers: [(column: PeopleColumn, headers: [String])] = [
        (.id, ["ma", "id", "ma so", "ma nguoi", "ma dang vien", "ma don vi", "ma chi bo", "so hieu"]),
        (.name, ["ho va ten", "name", "ho ten", "ten", "full name", "ten don vi", "ten chi bo", "title"]),
        (.unit, ["don vi", "unit", "chi bo", "to chuc", "phong ban", "don vi cong tac", "cell"]),
        (.kind, ["dien", "class", "loai dang vien", "dien dang vien", "doi tuong", "dang vien"]),
        (.email, ["thu dien tu", "email", "e-mail", "mail", "dia chi email", "dia chi thu dien tu", "hop thu"]),
        (.language, ["ngon ngu", "language", "lang"]),
        (.posts, ["chuc vu", "posts", "post", "chuc danh", "chuc vu dang"]),
        (.absentFrom, ["vang tu", "absent-from", "absent from", "vang tu ngay", "nghi tu", "nghi tu ngay"]),
        (.absentTo, ["vang den", "absent-to", "absent to", "vang den ngay", "nghi den", "nghi den ngay"]),
        (.substitute, ["nguoi thay the", "substitute", "nguoi thay", "thay the"]),
        (.unitKind, ["loai", "kind", "loai don vi", "cap"]),
        (.parent, ["cap tren", "parent", "don vi cap tren", "truc thuoc", "thuoc"]),
        (.englishName, ["ten tieng anh", "name-en", "english name", "title-en"]),
        (.ignored, ["stt", "so tt", "so thu tu", "no", "no.", "#", "ghi chu", "note", "notes"]),
    ]

    static func named(_ header: String) -> PeopleColumn? {
        let plain = NameOrder.plain(header).replacingSeparators
        return headers.first { $0.headers.contains { $0.replacingSeparators == plain } }?.column
    }

    /// As the header of an export.
    var title: String {
        switch self {
        case .id: "Mã"
        case .name: "Họ và tên"
        case .unit: "Đơn vị"
        case .kind: "Diện"
        case .email: "Thư điện tử"
        case .language: "Ngôn ngữ"
        case .posts: "Chức vụ"
        case .absentFrom: "Vắng từ"
        case .absentTo: "Vắng đến"
        case .substitute: "Người thay thế"
        case .unitKind: "Loại"
        case .parent: "Cấp trên"
        case .englishName: "Tên tiếng Anh"
        case .ignored: "STT"
        }
    }

    /// Words for a class, without accents.
    static let classWords: [String: PersonClass] = [
        "official": .official, "chinh thuc": .official, "dang vien chinh thuc": .official,
        "probationary": .probationary, "du bi": .probationary, "dang vien du bi": .probationary,
        "exempt": .exempt, "mien": .exempt, "duoc mien": .exempt, "mien cong tac va sinh hoat": .exempt,
        "duoc mien cong tac va sinh hoat": .exempt, "dang vien duoc mien cong tac va sinh hoat": .exempt,
        "mien sinh hoat": .exempt, "staff": .staff, "can bo": .staff, "can bo vien chuc": .staff,
        "nguoi lao dong": .staff,
        "ngoai dang": .staff, "quan chung": .staff,
    ]

    /// Words for a post, without accents; any other lower-case word of the organisation's own stands for itself.
    static let postWords: [String: Post] = [
        "bi thu": "secretary", "bi thu chi bo": "secretary", "bi thu dang uy": "secretary",
        "pho bi thu": "deputy-secretary", "pho bi thu chi bo": "deputy-secretary",
        "pho bi thu dang uy": "deputy-secretary", "nguoi to chuc": "organiser", "chu tri": "chair",
    ]

    static let languageWords: [String: Language] = [
        "vi": .vi, "tieng viet": .vi, "viet": .vi, "vietnamese": .vi, "en": .en, "tieng anh": .en, "anh": .en,
        "english": .en,
    ]
}

extension String {
    /// With one sign between words.
    fileprivate var replacingSeparators: String {
        split { $0 == " " || $0 == "-" || $0 == "_" }.joined(separator: " ")
    }
}
