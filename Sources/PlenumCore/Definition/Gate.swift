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
