/// The word that somebody probably meant.
enum Suggestion {
    /// The key of `candidates` that `word` was meant for, by its Vietnamese name or by its spelling.
    static func key(_ word: String, among candidates: [String]) -> String? {
        closest(to: word, among: candidates)
    }

    /// Nil when none of the candidates is near enough, or two are equally near.
    static func closest(to word: String, among candidates: [String]) -> String? {
        guard !candidates.isEmpty, word.utf8.count <= 64 else { return nil }
        let folded = Folding.folded(word)
        if let english = VietnameseWords.keywords[folded], let match = english.first(where: candidates.contains) {
            return match
        }
        let plain = simplified(folded)
        if let match = EnglishWords.keywords[plain]?.first(where: candidates.contains) { return match }
        if let match = candidates.first(where: { simplified(Folding.folded($0)) == plain }) { return match }
        let letters = Array(plain.unicodeScalars)
        var best: (word: String, distance: Int)?
        var isTied = false
        for candidate in candidates {
            let other = Array(simplified(Folding.folded(candidate)).unicodeScalars)
            let limit = allowance(max(letters.count, other.count))
            guard abs(letters.count - other.count) <= limit else { continue }
            let distance = Suggestion.distance(letters, other)
            guard distance <= limit else { continue }
            if let known = best, known.distance <= distance {
                if known.distance == distance { isTied = true }
            } else {
                best = (candidate, distance)
                isTied = false
            }
        }
        return isTied ? nil : best?.word
    }

    private static func allowance(_ length: Int) -> Int {
        switch length {
        case ...2: 0
        case 3...4: 1
        case 5...7: 2
        default: 3
        }
    }

    /// Without capitals, and with one sign between words.
    private static func simplified(_ word: String) -> String {
        String(String.UnicodeScalarView(word.lowercased().unicodeScalars.map { $0 == "_" || $0 == " " ? "-" : $0 }))
    }

    /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other (optimal string
    /// alignment).
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in 1...left.count {
            var current = [row] + [Int](repeating: 0, count: right.count)
            for column in 1...right.count {
                let cost = left[row - 1] == right[column - 1] ? 0 : 1
                current[column] = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    current[column] = min(current[column], beforeLast[column - 2] + 1)
                }
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}

/// Vietnamese without its marks: `hạn` is `han`, `đảng` is `dang`.
enum Folding {
    static func folded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        var folded = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars {
            // A mark that stands by itself, where the text is not composed.
            if (0x300..<0x370).contains(scalar.value) { continue }
            folded.append(bases[scalar] ?? (scalar.value == 0xA0 ? " " : scalar))
        }
        return String(folded)
    }

    private static let bases: [Unicode.Scalar: Unicode.Scalar] = {
        let families: [(Unicode.Scalar, String)] = [
            ("a", "àáảãạăằắẳẵặâầấẩẫậ"), ("e", "èéẻẽẹêềếểễệ"), ("i", "ìíỉĩị"),
            ("o", "òóỏõọôồốổỗộơờớởỡợ"), ("u", "ùúủũụưừứửữự"), ("y", "ỳýỷỹỵ"), ("d", "đ"),
        ]
        var bases: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (base, letters) in families {
            for letter in letters.unicodeScalars { bases[letter] = base }
        }
        return bases
    }()
}

/// What other languages for workflows call the keys, and the like.
enum EnglishWords {
    static let keywords: [String: [String]] = [
        "type": ["kind"], "step": ["steps", "kind"], "name": ["title", "workflow"], "label": ["title"],
        "description": ["title"], "due": ["deadline", "closes"], "due-date": ["deadline", "closes"],
        "until": ["closes", "deadline"], "end": ["closes"], "assignee": ["who"], "responsible": ["who"],
        "owner": ["who"], "people": ["from", "attend", "who"], "participants": ["attend", "from"],
        "members": ["attend", "from"], "needs": ["after"], "depends": ["after"], "depends-on": ["after"],
        "if": ["when"], "condition": ["when"], "notify": ["remind"], "reminders": ["remind"],
        "reminder": ["remind", "reminders"], "foreach": ["over", "each"], "for-each": ["over", "each"],
        "in": ["over"], "items": ["over"], "document": ["about", "produces"], "output": ["produces"],
        "options": ["outcomes"], "results": ["outcomes"], "choices": ["outcomes"], "goto": ["return"],
        "back": ["return"], "id": ["workflow"], "version": ["plenum"], "tasks": ["steps"],
        "meeting": ["session"], "approval": ["decision"], "approve": ["decision"], "loop": ["each", "repeat"],
        "recur": ["repeat"], "monthly": ["month"], "weekly": ["week"],
        "quarterly": ["quarter"], "yearly": ["year"], "include": ["use"],
        "publish": ["issue"], "confirm": ["acknowledge"], "read": ["acknowledge"], "everybody": ["everyone"],
        "organizer": ["organiser"], "by": ["before"], "prior": ["before"], "business": ["working"],
        "workdays": ["working days"],
    ]
}

/// What an organiser writes when the English word does not come to mind. Never accepted: each is told with the
/// word of the language.
enum VietnameseWords {
    /// From the folded Vietnamese words to the English ones, the likeliest first.
    static let keywords: [String: [String]] = [
        // Keys.
        "han": ["deadline", "closes"], "han chot": ["deadline", "closes"], "thoi han": ["deadline", "closes"],
        "ket thuc": ["closes", "end"], "dong": ["closes"], "han gop y": ["closes"],
        "loai": ["kind", "type"], "kieu": ["type", "kind"], "loai buoc": ["kind"],
        "ai": ["who", "from"], "nguoi": ["who", "person"], "nguoi thuc hien": ["who"], "nguoi lam": ["who"],
        "nguoi duoc phan cong": ["who"], "tieu de": ["title"], "ten": ["title"], "ten goi": ["title"],
        "sau": ["after"], "sau khi": ["after"], "khi": ["when"], "dieu kien": ["when"], "neu": ["when"],
        "nhac": ["remind"], "nhac viec": ["remind", "reminders"], "nhac nho": ["remind", "reminders"],
        "don doc": ["remind"], "buoc": ["steps"], "cac buoc": ["steps"], "dau vao": ["inputs"],
        "thong tin dau vao": ["inputs"], "vai tro": ["roles"], "so lieu": ["figures"], "ngon ngu": ["languages"],
        "lich": ["calendar"], "quy trinh": ["workflow"], "ngay": ["date", "day", "days"], "chu tri": ["chair"],
        "tham du": ["attend"], "thanh phan": ["attend"], "chuong trinh": ["agenda"],
        "chuong trinh lam viec": ["agenda"], "noi dung": ["agenda"], "ket qua": ["outcomes"],
        "cac ket qua": ["outcomes"], "ve": ["about"], "van ban": ["about"], "san pham": ["produces"],
        "tao ra": ["produces"], "chinh sua": ["revises"], "sua": ["revises"], "tiep thu": ["settles"],
        "tap hop": ["collects"], "tong hop": ["collects"], "tu": ["from"], "lay tu": ["from"],
        "doi tuong": ["from"], "tren": ["over"], "cho tung": ["over"], "moi": ["each", "every"],
        "cot": ["columns"], "cac cot": ["columns"], "mac dinh": ["default"], "it nhat": ["at-least", "at least"],
        "nhieu nhat": ["at-most"], "toi thieu": ["at-least"], "toi da": ["at-most"],
        "so dai bieu toi thieu": ["quorum"], "ghi": ["records"], "ghi lai": ["records"], "can": ["needs"],
        "bat buoc": ["needs"], "so": ["number"], "co quan": ["organ"], "che do": ["mode"],
        "hinh thuc": ["mode"], "tra lai": ["return", "returned"], "neu khong": ["otherwise"],
        "gia han": ["extend"], "dem": ["count"], "cua": ["of"], "gui tai lieu": ["documents-out"],
        "danh muc": ["checklist"], "so lan": ["times"], "den ngay": ["until"], "chu ky": ["every"],
        // Kinds.
        "nhiem vu": ["task"], "viec": ["task"], "cong viec": ["task"], "quyet dinh": ["decision"],
        "phe duyet": ["decision"], "duyet": ["decision"], "phan cong": ["assign"], "giao viec": ["assign"],
        "hop": ["session"], "buoi hop": ["session"], "cuoc hop": ["session"], "phien hop": ["session"],
        "hoi nghi": ["session"], "sinh hoat": ["session"], "y kien": ["comments"], "gop y": ["comments"],
        "lay y kien": ["comments"], "ban hanh": ["issue"], "xac nhan": ["acknowledge"],
        "xac nhan da doc": ["acknowledge"], "quan triet": ["study", "acknowledge"],
        "pho bien": ["announce", "acknowledge"], "cho": ["wait"], "cho doi": ["wait"], "thu thap": ["collect"],
        "tiep nhan": ["collect"], "bieu quyet": ["vote"], "lap lai": ["repeat"], "dinh ky": ["repeat"],
        "su dung": ["use"],
        // Words in phrases.
        "truoc": ["before"], "ngay lam viec": ["working days"], "tuan": ["weeks"], "gio": ["hours"],
        "phut": ["minutes"], "lan": ["times"], "luc": ["at"], "khong": ["none", "not", "no"],
        "khong co": ["none"], "tat ca": ["all"], "toan bo": ["all"], "nguoi to chuc": ["organiser"],
        "to chuc": ["organiser"], "moi nguoi": ["everyone"], "dang vien": ["members"], "can bo": ["staff"],
        "chinh thuc": ["official"], "du bi": ["probationary"], "bi thu": ["secretary"], "dang uy": ["committee"],
        "don vi": ["unit", "units"], "la": ["is"], "va": ["and"], "hoac": ["or"], "cung ngay": ["same day as"],
        "phan tram": ["percent"], "co": ["yes"], "dung": ["stop"], "thang": ["month"], "quy": ["quarter"],
        "nam": ["year"], "ngay cuoi": ["last day"], "thu hai": ["monday"], "thu sau": ["friday"],
        // Types of an input.
        "chu": ["text"], "van ban thuong": ["text"], "con so": ["number"], "bang": ["table"], "tep": ["file"],
        "nhieu nguoi": ["people"],
    ]
}
