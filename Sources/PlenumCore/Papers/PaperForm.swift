/// How documents must look: which part stands where, and how numbers, symbols and dates are written. What is prescribed
/// is in the file that this was read from; nothing of it is in the program.
public struct PaperForm: Hashable, Sendable {
    /// A part of the head or the foot of a document.
    public enum Part: String, CaseIterable, Hashable, Sendable {
        case superior, organ, star, number, title, motto, date, type, subject
        case recipients, authority, post, signature, name
    }

    public struct TypeName: Hashable, Sendable {
        /// Such as `NQ`.
        public let symbol: String
        public let title: LocalizedText
    }

    /// How the number and the symbol behind it are written.
    public let numbering: NumberForm
    /// The line in which it stands, with `{symbol}` in it.
    public let line: LocalizedText
    /// Place and date, with `{place}`, `{day}`, `{month}` and `{year}` in it.
    public let date: LocalizedText
    /// Days and months below these have a zero before them.
    public let padsDaysBelow: Int
    public let padsMonthsBelow: Int
    public let left: [Part]
    public let right: [Part]
    public let heading: [Part]
    public let closingLeft: [Part]
    public let closingRight: [Part]
    /// What the parts say that say always the same: title, motto, star, recipients, authority, with `{organ}` in it.
    public let words: [Part: LocalizedText]
    public let types: [TypeName]

    public func line(_ symbol: String, in language: Language) -> String {
        PaperForm.filled(line[language], ["symbol": symbol])
    }

    /// Place and date; a dotted line for what is not known.
    public func dateLine(_ day: CivilDate?, place: String?, in language: Language) -> String {
        let parts = day?.components
        func text(_ number: Int?, below bound: Int) -> String {
            number.map { padded($0, $0 < bound ? 2 : 1) } ?? "…"
        }
        let month = parts.map { parts in
            language == .vi
                ? text(parts.month, below: padsMonthsBelow) : CivilDate.englishMonths[parts.month - 1]
        }
        return PaperForm.filled(
            date[language],
            [
                "place": place ?? PaperText.blank, "day": text(parts?.day, below: language == .vi ? padsDaysBelow : 0),
                "month": month ?? "…", "year": text(parts?.year, below: 0),
            ])
    }

    /// The name of a type of document; nil where the form lists none of this symbol.
    public func title(ofType symbol: String) -> LocalizedText? { types.first { $0.symbol == symbol }?.title }

    public func authority(of organ: String, in language: Language) -> String {
        PaperForm.filled(words[.authority]?[language] ?? "", ["organ": organ])
    }

    /// The text with a value in the place of each name in braces; a name that has none stays.
    static func filled(_ text: String, _ values: [String: String]) -> String {
        var filled = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            guard let close = rest[open...].firstIndex(of: "}") else { break }
            let name = String(rest[rest.index(after: open)..<close])
            filled += values[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }

    /// The names in braces.
    static func names(in text: String) -> [String] {
        var names: [String] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            let close = rest[open...].firstIndex(of: "}")
            names.append(String(rest[rest.index(after: open)..<(close ?? rest.endIndex)]))
            rest = close.map { rest[rest.index(after: $0)...] } ?? ""
        }
        return names
    }
}
