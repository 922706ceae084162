/// All values of a file in one array, and all their text in another: there is nothing to allocate, to count by
/// references or to free for any single one.
package final class NodeTree: Sendable {
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
        var keyHead: UInt64 = 0
        package var key = Extent.none
        package var keyMark = SourceMark.start
        package let mark: SourceMark
        package let end: SourceMark
        /// The text of a scalar; the entries of a map or a list, which stand side by side.
        package let content: Extent
        package let shape: Shape
        package let style: Node.Style
        package var isDamaged: Bool

        /// True for a key with nothing behind it.
        package var isAbsent: Bool { shape == .scalar && content.count == 0 && style == .plain }
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

    func withBytes<Result>(_ extent: Extent, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[extent.range])) }
    }

    func string(_ extent: Extent) -> String { withBytes(extent) { String(decoding: $0, as: UTF8.self) } }

    func scalarCount(_ extent: Extent) -> Int { text[extent.range].count { $0 & 0xC0 != 0x80 } }

    /// Whether the key of an entry is this word.
    func matches(_ index: Int, _ word: Spelling) -> Bool {
        guard entries[index].keyHead == word.head, Int(entries[index].key.count) == word.count else { return false }
        return word.count <= 8 || withBytes(entries[index].key) { word.hasRest($0) }
    }

    /// The first of these entries with this key.
    func position(of key: Spelling, in range: Range<Int>) -> Int? {
        for index in range where matches(index, key) { return index }
        return nil
    }

    /// How a text stands in the file; nil where that is the text itself.
    func written(_ index: Int) -> String? { written[index] }

    /// The place among the scalars of the file of the scalar number `offset` of an entry's text. Composing joins the
    /// scalars of one character, never those of two.
    func place(of offset: Int, in index: Int) -> Int {
        guard !written.isEmpty, let written = written[index] else { return offset }
        let characters = String(string(entries[index].content).unicodeScalars.prefix(offset)).count
        return String(written.prefix(characters)).unicodeScalars.count
    }
}
