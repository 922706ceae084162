/// What a name of a template stands for.
public indirect enum PaperValue: Hashable, Sendable {
    case text(String)
    case flag(Bool)
    case list([PaperRecord])

    public static func number(_ number: Int, _ language: Language) -> PaperValue {
        .text(PaperText.number(number, in: language))
    }
}

/// Values under the names by which a template calls them.
public struct PaperRecord: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    private var values: [String: PaperValue]

    public init(dictionaryLiteral elements: (String, PaperValue)...) {
        values = Dictionary(elements, uniquingKeysWith: { first, _ in first })
    }

    public subscript(name: String) -> PaperValue? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// With the other's values where both have one.
    public func merging(_ other: PaperRecord) -> PaperRecord {
        var merged = self
        merged.values.merge(other.values) { $1 }
        return merged
    }
}

/// How papers write what is known, and what is not.
public enum PaperText {
    /// What somebody has to fill in by hand.
    public static let blank = String(repeating: "…", count: 12)

    /// The text, or a dotted line where there is none.
    public static func orBlank(_ text: String?) -> PaperValue {
        .text(text.flatMap { $0.isEmpty ? nil : $0 } ?? blank)
    }

    /// `7.595` in Vietnamese, `7,595` in English.
    public static func number(_ number: Int, in language: Language) -> String {
        let digits = Array(String(number.magnitude))
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped += language == .vi ? "." : "," }
            grouped.append(digit)
        }
        return (number < 0 ? "-" : "") + grouped
    }

    /// The text as it may stand in HTML, in an element or in a quoted attribute. By scalars: a mark that follows a
    /// sign would make one character of both, and hide the sign.
    public static func escaped(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            // What HTML does not allow, and what would turn the direction of the text behind it.
            case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{7F}"..."\u{9F}",
                "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FFFE}", "\u{FFFF}":
                escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
