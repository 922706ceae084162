/// Puts the values of a file together in the order in which they end.
package struct NodeAssembly: ~Copyable {
    package typealias Entry = NodeTree.Entry

    private var entries: [Entry] = []
    /// Room for the text, and how much of it is taken: each piece is copied to its place, and nothing else is done for it.
    private var text: [UInt8]
    private var textCount = 0
    private var written: [Int: String] = [:]
    /// The entries of every collection that is not closed yet.
    private var open: [Entry] = []
    /// The texts among them that were composed from other scalars, by where they begin.
    private var composed: [UInt32: String] = [:]

    /// Room for what a file of this many bytes commonly holds.
    package init(bytes: Int) {
        text = [UInt8](unsafeUninitializedCapacity: bytes) { $1 = bytes }
        entries.reserveCapacity(bytes / 32)
    }

    /// A scalar; `written` is how it stands in the file, where that are other scalars than `bytes`.
    package mutating func scalar(
        _ bytes: UnsafeBufferPointer<UInt8>, written: String? = nil, mark: SourceMark, end: SourceMark,
        style: Node.Style, isDamaged: Bool
    ) -> Entry {
        let content = NodeTree.Extent(start: UInt32(textCount), count: UInt32(bytes.count))
        copy(bytes)
        if let written { composed[content.start] = written }
        return Entry(mark: mark, end: end, content: content, shape: .scalar, style: style, isDamaged: isDamaged)
    }

    private mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>) {
        let end = textCount + bytes.count
        // Escapes and composing can make a text longer than it was written.
        if end > text.count { text += [UInt8](repeating: 0, count: end) }
        let taken = textCount..<end
        text.withUnsafeMutableBytes { text in
            UnsafeMutableRawBufferPointer(rebasing: text[taken]).copyMemory(from: UnsafeRawBufferPointer(bytes))
        }
        textCount = end
    }

    /// Where the entries of a collection begin that is opened here.
    package var opening: Int { open.count }

    /// Adds an entry to the list that was opened last.
    package mutating func add(_ entry: Entry) { open.append(entry) }

    /// Adds a pair to the map that was opened last, or answers with the mark of the same key before it.
    package mutating func add(_ entry: Entry, under key: Entry, _ keys: inout KeySet) -> SourceMark? {
        var entry = entry
        let head = text.withUnsafeBufferPointer {
            Spelling.head(of: $0, from: Int(key.content.start), count: Int(key.content.count))
        }
        entry.stand(behind: key, head: head)
        if let first = keys.insert(entry, open, text) { return open[first].keyMark }
        open.append(entry)
        return nil
    }

    /// The map or the list of everything that was added since `opening`.
    package mutating func close(
        _ shape: NodeTree.Shape, from opening: Int, mark: SourceMark, end: SourceMark, style: Node.Style,
        isDamaged: Bool
    ) -> Entry {
        let start = entries.count
        let count = open.count - opening
        if composed.isEmpty {
            open.withUnsafeBufferPointer { entries.append(contentsOf: $0[opening...]) }
        } else {
            for index in opening..<open.count { keep(open[index]) }
        }
        open.removeSubrange(opening...)
        return Entry(
            mark: mark, end: end, content: NodeTree.Extent(start: UInt32(start), count: UInt32(count)), shape: shape,
            style: style, isDamaged: isDamaged)
    }

    private mutating func keep(_ entry: Entry) {
        if !composed.isEmpty, entry.shape == .scalar, entry.content.count > 0,
            let written = composed.removeValue(forKey: entry.content.start)
        {
            self.written[entries.count] = written
        }
        entries.append(entry)
    }

    /// The text of a scalar.
    package func string(_ entry: Entry) -> String {
        text.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[entry.content.range]), as: UTF8.self)
        }
    }

    /// Whether the text of a scalar is `<<`.
    package func isMergeKey(_ entry: Entry) -> Bool {
        entry.content.count == 2 && text[entry.content.range].allSatisfy { $0 == UInt8(ascii: "<") }
    }

    package consuming func finish(_ root: Entry) -> Node {
        keep(root)
        text.removeLast(text.count - textCount)
        let tree = NodeTree(entries: entries, text: text, written: written)
        return Node(tree: tree, index: entries.count - 1)
    }
}

/// The keys of a map that is being read: compared one by one while they are few, hashed when they are many.
package struct KeySet {
    /// Where the map's own pairs begin among those that are open.
    private let start: Int
    /// The marks of its keys: one whose mark is not among them is new.
    private var marks: UInt64 = 0
    private var places: [Int: Int] = [:]

    package init(from start: Int) { self.start = start }

    /// Nil for a new key, else where it stands already among `open`.
    fileprivate mutating func insert(
        _ entry: NodeTree.Entry, _ open: [NodeTree.Entry], _ text: [UInt8]
    ) -> Int? {
        let mark = Spelling.mark(of: entry.keyHead)
        let isNew = marks & mark == 0
        marks |= mark
        if open.count - start < 16 {
            if isNew { return nil }
            for index in start..<open.count where KeySet.isSame(open[index], entry, text) { return index }
            return nil
        }
        if places.isEmpty {
            for index in start..<open.count { places[KeySet.hash(open[index], text)] = index }
        }
        let hash = KeySet.hash(entry, text)
        guard let known = places[hash] else {
            places[hash] = open.count
            return nil
        }
        if KeySet.isSame(open[known], entry, text) { return known }
        // Two keys with one hash: hardly ever.
        return (start..<open.count).first { KeySet.isSame(open[$0], entry, text) }
    }

    private static func isSame(_ left: NodeTree.Entry, _ right: NodeTree.Entry, _ text: [UInt8]) -> Bool {
        guard left.keyHead == right.keyHead, left.key.count == right.key.count else { return false }
        return left.key.count <= 8 || text[left.key.range].elementsEqual(text[right.key.range])
    }

    private static func hash(_ entry: NodeTree.Entry, _ text: [UInt8]) -> Int {
        var hasher = Hasher()
        text.withUnsafeBytes { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[entry.key.range])) }
        return hasher.finalize()
    }
}
