/// A place in a file: line and column, both from 1; columns count Unicode scalars after a byte-order mark.
public struct SourceMark: Hashable, Comparable, Sendable {
    public var line: Int { Int(storedLine) }
    public var column: Int { Int(storedColumn) }
    // A definition of the greatest size allowed has half a million of these.
    private let storedLine: UInt32
    private let storedColumn: UInt32

    public init(line: Int, column: Int) {
        storedLine = UInt32(clamping: line)
        storedColumn = UInt32(clamping: column)
    }

    public static func < (left: SourceMark, right: SourceMark) -> Bool {
        (left.storedLine, left.storedColumn) < (right.storedLine, right.storedColumn)
    }

    public static let start = SourceMark(line: 1, column: 1)

    /// The place `columns` scalars further on the same line.
    public func advanced(columns: Int) -> SourceMark { SourceMark(line: line, column: column + columns) }
}

/// One value of a YAML file, knowing where it stands. Scalars are text: the schema gives them a type.
public struct Node: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        case scalar(String)
        case map([Pair])
        case list([Node])
    }

    public struct Pair: Hashable, Sendable {
        public let key: String
        public let keyMark: SourceMark
        public let value: Node

        public init(key: String, keyMark: SourceMark, value: Node) {
            self.key = key
            self.keyMark = keyMark
            self.value = value
        }

        public var keyEnd: SourceMark { keyMark.advanced(columns: key.unicodeScalars.count) }
    }

    /// How a value was written, where that helps to say what went wrong with it.
    public enum Style: UInt8, Hashable, Sendable {
        /// A scalar without quotes; a list or a map by indentation.
        case plain
        /// A scalar in single or double quotes.
        case quoted
        /// A scalar behind `|` or `>`.
        case block
        /// A list in brackets, a map in braces.
        case flow
    }

    public let content: Content
    public let mark: SourceMark
    /// The place just behind the value.
    public let end: SourceMark
    public let style: Style
    /// True where something in it was refused already: what is missing from it, or looks wrong about it, is a
    /// consequence and not told again.
    public let isDamaged: Bool
    /// How the text of a scalar stands in the file, where it was composed (NFC) from other scalars.
    let written: Written?

    public init(
        content: Content, mark: SourceMark, end: SourceMark, style: Style = .plain, isDamaged: Bool = false,
        written: Written? = nil
    ) {
        self.written = written
        self.content = content
        self.mark = mark
        self.end = end
        self.style = style
        self.isDamaged = isDamaged
    }

    /// A text before it was composed; in a box, because hardly any value has one.
    public final class Written: Hashable, Sendable {
        let text: String

        public init(_ text: String) { self.text = text }

        public static func == (left: Written, right: Written) -> Bool {
            left.text.unicodeScalars.elementsEqual(right.text.unicodeScalars)
        }

        public func hash(into hasher: inout Hasher) { hasher.combine(text) }

        /// The place among the scalars of the file of the scalar number `offset` of `composed`. Composing joins the
        /// scalars of one character, never those of two.
        func place(of offset: Int, in composed: String) -> Int {
            let characters = String(composed.unicodeScalars.prefix(offset)).count
            return String(text.prefix(characters)).unicodeScalars.count
        }
    }

    public var scalar: String? {
        if case .scalar(let text) = content { text } else { nil }
    }

    public var map: [Pair]? {
        if case .map(let pairs) = content { pairs } else { nil }
    }

    public var list: [Node]? {
        if case .list(let nodes) = content { nodes } else { nil }
    }

    /// True for a key with nothing behind it.
    public var isAbsent: Bool {
        if case .scalar(let text) = content { text.isEmpty && style == .plain } else { false }
    }

    public subscript(key: String) -> Node? {
        map?.first { $0.key == key }?.value
    }
}
