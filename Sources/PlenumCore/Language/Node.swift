/// A place in a file: line and column, both from 1; columns count Unicode scalars after a byte-order mark.
public struct SourceMark: Hashable, Comparable, Sendable {
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public static func < (left: SourceMark, right: SourceMark) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    public static let start = SourceMark(line: 1, column: 1)
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
    }

    public let content: Content
    public let mark: SourceMark
    /// The place just behind the value.
    public let end: SourceMark

    public init(content: Content, mark: SourceMark, end: SourceMark) {
        self.content = content
        self.mark = mark
        self.end = end
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

    public subscript(key: String) -> Node? {
        map?.first { $0.key == key }?.value
    }
}
