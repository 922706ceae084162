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
        /// A scalar whose text was composed (NFC) from other scalars in the file.
        case composed(Composed)
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

    public init(
        content: Content, mark: SourceMark, end: SourceMark, style: Style = .plain, isDamaged: Bool = false
    ) {
        self.content = content
        self.mark = mark
        self.end = end
        self.style = style
        self.isDamaged = isDamaged
    }

    /// A text with its scalars as they stand in the file; in a box, because hardly any value is one.
    public final class Composed: Hashable, Sendable {
        let text: String
        private let written: String

        public init(_ text: String, from written: String) {
            self.text = text
            self.written = written
        }

        public static func == (left: Composed, right: Composed) -> Bool {
            left.written.unicodeScalars.elementsEqual(right.written.unicodeScalars)
        }

        public func hash(into hasher: inout Hasher) { hasher.combine(text) }

        /// The place among the scalars of the file of the scalar number `offset` of the text. Composing joins the
        /// scalars of one character, never those of two.
        func place(of offset: Int) -> Int {
            let characters = String(text.unicodeScalars.prefix(offset)).count
            return String(written.prefix(characters)).unicodeScalars.count
        }
    }

    public var scalar: String? {
        switch content {
        case .scalar(let text): text
        case .composed(let composed): composed.text
        case .map, .list: nil
        }
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
