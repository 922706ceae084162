/// All values of a file in one array, and all their text in another: there is nothing to allocate, to count by
/// references or to free for any single one.
package final class NodeTree: Sendable {
    /// In two bits.
    package enum Shape: UInt8, Sendable {
        case scalar, map, list
    }

    /// Bytes of the text, or places among the entries.
    package struct Extent: Sendable {
        package let start: UInt32
        package let count: UInt32

        init(start: UInt32, count: UInt32) {
            self.start = start
            self.count = count
        }

        var range: Range<Int> { Int(start)..<Int(start) + Int(count) }

        package static let none = Extent(start: 0, count: 0)
    }

    /// One value, and the key before it where it stands in a map.
    package struct Entry: Sendable {
        /// The first bytes of the key, so that most keys are told apart without reading their text.
        private(set) var keyHead: UInt64 = 0
        package private(set) var keyMark = SourceMark.start
        package let mark: SourceMark
        package let end: SourceMark
        /// The text of a scalar; the entries of a map or a list, which stand side by side.
        package let content: Extent
        private var keyStart: UInt32 = 0
        // There are hundreds of thousands of entries, so the rest stands in one number: the number of the key's bytes
        // from `countBit` on, below it what the value is.
        @usableFromInline package private(set) var rest: UInt32

        @usableFromInline package static var styleBit: UInt32 { 4 }
        @usableFromInline package static var damageBit: UInt32 { 16 }
        private static var countBit: UInt32 { 32 }

        init(
            mark: SourceMark, end: SourceMark, content: Extent, shape: Shape, style: Node.Style, isDamaged: Bool
        ) {
            self.mark = mark
            self.end = end
            self.content = content
            rest =
                UInt32(shape.rawValue) | UInt32(style.rawValue) * Entry.styleBit | (isDamaged ? Entry.damageBit : 0)
        }

        @inlinable @inline(__always) package var shape: Shape {
            Shape(rawValue: UInt8(rest % Entry.styleBit)) ?? .scalar
        }
        @inlinable @inline(__always) package var style: Node.Style {
            Node.Style(rawValue: UInt8(rest / Entry.styleBit % 4)) ?? .plain
        }
        @inlinable @inline(__always) package var isDamaged: Bool { rest & Entry.damageBit != 0 }
        package var key: Extent { Extent(start: keyStart, count: rest / Entry.countBit) }

        package mutating func damage() { rest |= Entry.damageBit }

        /// Puts it behind a key.
        mutating func stand(behind key: Entry, head: UInt64) {
            keyHead = head
            keyMark = key.mark
            keyStart = key.content.start
            rest = rest % Entry.countBit + key.content.count * Entry.countBit
        }

        /// True for a key with nothing behind it.
        @inlinable @inline(__always) package var isAbsent: Bool {
            shape == .scalar && content.count == 0 && style == .plain
        }
    }

    let entries: [Entry]
    /// UTF-8, composed (NFC).
    let text: [UInt8]
    /// The scalars as they stand in the file, of the texts that were composed from others; by entry.
    private let written: [Int: String]

    init(entries: [Entry], text: [UInt8], written: [Int: String]) {
        self.entries = entries
        self.text = text
        self.written = written
    }

    /// Of one text.
    convenience init(text: String) { self.init(entries: [], text: Array(text.utf8), written: [:]) }

    /// The whole of its text.
    var whole: Extent { Extent(start: 0, count: UInt32(text.count)) }

    func node(_ index: Int) -> Node { Node(tree: self, index: index) }

    func withBytes<Result>(_ extent: Extent, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[extent.range])) }
    }

    func string(_ extent: Extent) -> String { withBytes(extent) { String(decoding: $0, as: UTF8.self) } }

    func scalarCount(_ extent: Extent) -> Int { text[extent.range].count { $0 & 0xC0 != 0x80 } }

    /// Whether two texts of it are the same.
    func isSame(_ left: Extent, _ right: Extent) -> Bool {
        withBytes(left) { left in withBytes(right) { left.isSame(as: $0) } }
    }

    /// Whether the key of an entry is this word.
    func matches(_ index: Int, _ word: Spelling) -> Bool {
        guard entries[index].keyHead == word.head, Int(entries[index].key.count) == word.count else { return false }
        return word.count <= 8 || withBytes(entries[index].key) { word.hasRest($0) }
    }

    /// The place of the key of an entry among some words.
    func place(ofKey index: Int, in places: SpellingTable) -> Int? {
        let key = entries[index].key
        return places.place(head: entries[index].keyHead, count: Int(key.count)) { word in
            word.count <= 8 || withBytes(key) { word.hasRest($0) }
        }
    }

    /// The marks of the keys of these entries.
    func marks(of range: Range<Int>) -> UInt64 {
        var marks: UInt64 = 0
        for index in range { marks |= Spelling.mark(of: entries[index].keyHead) }
        return marks
    }

    /// The first of these entries with this key.
    func position(of key: Spelling, in range: Range<Int>) -> Int? {
        let first = entries.withUnsafeBufferPointer { entries in
            entries[range].firstIndex { $0.keyHead == key.head && Int($0.key.count) == key.count }
        }
        // Of two keys that begin alike, the first may be the other.
        guard let first, key.count > 8, !matches(first, key) else { return first }
        return (first..<range.upperBound).first { matches($0, key) }
    }

    /// How a text stands in the file; nil where that is the text itself.
    func written(_ index: Int) -> String? { written[index] }

    /// Where the scalar number `offset` of an entry's text stands in the file; for a text over several lines, its start.
    func mark(of offset: Int, in index: Int) -> SourceMark {
        let (mark, end, style) = (entries[index].mark, entries[index].end, entries[index].style)
        if style == .block || mark.line != end.line { return mark }
        return mark.advanced(columns: place(of: offset, in: index) + (style == .quoted ? 1 : 0))
    }

    /// The place among the scalars of the file of the scalar number `offset` of an entry's text. Composing joins the
    /// scalars of one character, never those of two.
    private func place(of offset: Int, in index: Int) -> Int {
        guard !written.isEmpty, let written = written[index] else { return offset }
        let characters = String(string(entries[index].content).unicodeScalars.prefix(offset)).count
        return String(written.prefix(characters)).unicodeScalars.count
    }
}
