/// A word of the language as three numbers: words are compared by the hundred thousand.
struct Spelling: Equatable, Sendable {
    let head: UInt64
    private let middle: UInt64
    private let tail: UInt64
    let count: Int

    /// No word of the language has more bytes.
    static let longest = 24

    init(_ word: String) {
        let bytes = Array(word.utf8)
        precondition(bytes.count <= Spelling.longest, "“\(word)” is too long for a word of the language")
        self = bytes.withUnsafeBufferPointer { Spelling($0) }
    }

    /// Of no more bytes than the longest has.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        head = Spelling.eight(bytes, from: 0)
        middle = bytes.count > 8 ? Spelling.eight(bytes, from: 8) : 0
        tail = bytes.count > 16 ? Spelling.eight(bytes, from: 16) : 0
        count = bytes.count
    }

    /// Whether these are its bytes.
    func isSpelt(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.count == count && Spelling.head(of: bytes) == head && hasRest(bytes)
    }

    /// The same of bytes of which the count and the head are known to be its own.
    func hasRest(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        count <= 8 || Spelling.eight(bytes, from: 8) == middle && Spelling.eight(bytes, from: 16) == tail
    }

    /// The first eight bytes as one number.
    static func head(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 { eight(bytes, from: 0) }

    /// The first eight of so many bytes of a text.
    static func head(of text: UnsafeBufferPointer<UInt8>, from start: Int, count: Int) -> UInt64 {
        guard count < 8, start + 8 <= text.count else {
            return head(of: UnsafeBufferPointer(rebasing: text[start..<start + count]))
        }
        // What stands behind them is masked.
        let word = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: start, as: UInt64.self)
        return UInt64(littleEndian: word) & (1 << UInt64(8 * count) - 1)
    }

    /// Eight bytes as one number; zeros for those that are not there.
    private static func eight(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt64 {
        if start + 8 <= bytes.count {
            let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: start, as: UInt64.self)
            return UInt64(littleEndian: word)
        }
        var number: UInt64 = 0
        for index in start..<max(start, bytes.count) { number |= UInt64(bytes[index]) << UInt64(8 * (index - start)) }
        return number
    }
}
