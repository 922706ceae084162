/// One value of a YAML file, knowing where it stands: a place in the tree of the whole file. Scalars are text: the
/// schema gives them a type.
public struct Node: Sendable {
    /// How a value was written, where that helps to say what went wrong with it; in two bits.
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

    /// A key of a map with its value.
    public struct Pair: Sendable {
        public let value: Node

        public var key: String { value.tree.string(value.entry.key) }
        public var keyMark: SourceMark { value.entry.keyMark }
        public var keyEnd: SourceMark { keyMark.advanced(columns: value.tree.scalarCount(value.entry.key)) }
    }

    let tree: NodeTree
    let index: Int

    var entry: NodeTree.Entry { tree.entries[index] }

    public var mark: SourceMark { entry.mark }
    /// The place just behind the value.
    public var end: SourceMark { entry.end }
    public var style: Style { entry.style }
    /// True where something in it was refused already: what is missing from it, or looks wrong about it, is a
    /// consequence and not told again.
    public var isDamaged: Bool { entry.isDamaged }

    public var scalar: String? { entry.shape == .scalar ? tree.string(entry.content) : nil }

    var isScalar: Bool { entry.shape == .scalar }

    var isList: Bool { entry.shape == .list }

    public var map: Pairs? { entry.shape == .map ? Pairs(tree: tree, range: entry.content.range) : nil }

    public var list: Nodes? { entry.shape == .list ? Nodes(tree: tree, range: entry.content.range) : nil }

    /// Its entries where it is a list, else itself alone.
    public var oneOrMore: Nodes { list ?? Nodes(tree: tree, range: index..<index + 1) }

    /// True for a key with nothing behind it.
    public var isAbsent: Bool { entry.isAbsent }

    public subscript(key: String) -> Node? {
        key.utf8.count <= Spelling.longest ? self[Spelling(key)] : map?.first { $0.key == key }?.value
    }

    subscript(key: Spelling) -> Node? {
        guard let pairs = map, let position = pairs.position(of: key) else { return nil }
        return Node(tree: tree, index: position)
    }
}

extension Node: Equatable {
    /// Whether both say the same in the same places of their files.
    public static func == (left: Node, right: Node) -> Bool {
        guard left.mark == right.mark, left.end == right.end, left.style == right.style,
            left.isDamaged == right.isDamaged
        else { return false }
        if let nodes = left.list, let others = right.list { return nodes.elementsEqual(others) }
        if let pairs = left.map, let others = right.map {
            return pairs.elementsEqual(others) { $0.key == $1.key && $0.keyMark == $1.keyMark && $0.value == $1.value }
        }
        return left.scalar == right.scalar && left.entry.shape == right.entry.shape
            && left.tree.written(left.index) == right.tree.written(right.index)
    }
}

extension Node {
    /// The pairs of a map, in the order of the file.
    public struct Pairs: RandomAccessCollection, Sendable {
        let tree: NodeTree
        let range: Range<Int>

        public var startIndex: Int { range.lowerBound }
        public var endIndex: Int { range.upperBound }
        public subscript(index: Int) -> Pair { Pair(value: Node(tree: tree, index: index)) }

        func position(of key: Spelling) -> Int? { tree.position(of: key, in: range) }
    }

    /// The entries of a list.
    public struct Nodes: RandomAccessCollection, Sendable {
        let tree: NodeTree
        let range: Range<Int>

        public var startIndex: Int { range.lowerBound }
        public var endIndex: Int { range.upperBound }
        public subscript(index: Int) -> Node { Node(tree: tree, index: index) }
    }
}
