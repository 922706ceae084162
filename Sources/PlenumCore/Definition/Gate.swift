/// What the rows that came must hold beside their number: `1 row per group where type is difficulty`.
public struct Gate: Hashable, Sendable {
    /// How many rows each choice of `column` needs.
    public let number: Int
    public let column: Name
    /// Only rows that say so count.
    public let filter: Filter?
    /// As it was written.
    public let text: String

    public struct Filter: Hashable, Sendable {
        public let column: Name
        public let choice: Name

        public init(column: Name, choice: Name) {
            self.column = column
            self.choice = choice
        }
    }

    public init(_ number: Int, per column: Name, where filter: Filter? = nil, text: String) {
        self.number = number
        self.column = column
        self.filter = filter
        self.text = text
    }
}

extension Gate: Phrase {
    public static let phrase = PhraseForm(
        "gate", title: LocalizedText(vi: "điều kiện về các dòng", en: "gate"),
        grammar: ["N (\"row\" | \"rows\") \"per\" COLUMN [\"where\" COLUMN \"is\" CHOICE]"],
        pattern: "\(Patterns.number) rows? per \(Patterns.name)(?: where \(Patterns.name) is \(Patterns.name))?",
        examples: ["1 row per group", "2 rows per group where type is solution"])

    public static func parse(_ parser: inout PhraseParser) -> Gate? {
        let start = parser.index
        guard let number = parser.number(), parser.take(oneOf: [.row, .rows]) != nil, parser.take(.per),
            let column = parser.name(.column)
        else { return nil }
        var filter: Filter?
        if parser.take(.where) {
            guard let place = parser.name(.column), parser.take(.is), let choice = parser.name() else { return nil }
            filter = Filter(column: place, choice: choice)
        }
        return Gate(number, per: column, where: filter, text: parser.written(from: start).text)
    }
}
