/// How people are looked for and put in order.
public enum NameOrder {
    /// Small letters without marks, `đ` as `d`, one space between words: what a search compares. *Ủy* and *uỷ* are the
    /// same here, as are *hóa* and *hoá*.
    public static func plain(_ text: String) -> String {
        Folding.folded(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The words alone, without what stands between them: by which a unit is known that somebody has typed.
    static func words(_ text: String) -> String {
        plain(text).split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }

    /// Whether each word of `search` begins a word of the text.
    public static func matches(_ text: String, search: String) -> Bool {
        let words = plain(text).split { !$0.isLetter && !$0.isNumber }
        return plain(search).split(separator: " ").allSatisfy { sought in words.contains { $0.hasPrefix(sought) } }
    }

    /// What a name is sorted by: the given name, which is its last word, then the words before it from the first on;
    /// each by its letters, and by its tones where the letters are the same.
    public static func key(_ name: String) -> [String] {
        let words = name.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let given = words.last else { return [] }
        return [letters(given), tones(given)] + words.dropLast().flatMap { [letters($0), tones($0)] }
    }

    public static func precedes(_ left: String, _ right: String) -> Bool {
        key(left).lexicographicallyPrecedes(key(right))
    }

    /// The letters of the alphabet (a ă â … d đ e ê …) as characters whose order is theirs, without the tones.
    private static func letters(_ word: String) -> String {
        String(String.UnicodeScalarView(word.lowercased().unicodeScalars.flatMap { ranks[$0]?.letter ?? [$0] }))
    }

    private static func tones(_ word: String) -> String {
        String(String.UnicodeScalarView(word.lowercased().unicodeScalars.map { ranks[$0]?.tone ?? "0" }))
    }

    /// Each letter: its plain one, then a digit that puts `ă` behind `a`; and the place of its tone, from none over
    /// huyền, hỏi, ngã, sắc to nặng.
    private static let ranks: [Unicode.Scalar: (letter: [Unicode.Scalar], tone: Unicode.Scalar)] = {
        let rows: [(Unicode.Scalar, Unicode.Scalar, String)] = [
            ("a", "{", "aàảãáạ"), ("a", "|", "ăằẳẵắặ"), ("a", "}", "âầẩẫấậ"), ("d", "|", "đ"), ("e", "{", "eèẻẽéẹ"),
            ("e", "|", "êềểễếệ"), ("i", "{", "iìỉĩíị"), ("o", "{", "oòỏõóọ"), ("o", "|", "ôồổỗốộ"),
            ("o", "}", "ơờởỡớợ"),
            ("u", "{", "uùủũúụ"), ("u", "|", "ưừửữứự"), ("y", "{", "yỳỷỹýỵ"),
        ]
        let tones: [Unicode.Scalar] = ["0", "1", "2", "3", "4", "5"]
        var ranks: [Unicode.Scalar: (letter: [Unicode.Scalar], tone: Unicode.Scalar)] = [:]
        for (base, mark, letters) in rows {
            for (tone, letter) in zip(tones, letters.unicodeScalars) {
                // A plain letter stays itself, so that its marked ones come behind every word it begins.
                ranks[letter] = (mark == "{" ? [base] : [base, mark], tone)
            }
        }
        return ranks
    }()
}
