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

    /// One bit of 64, by the head: words with different marks are different.
    var mark: UInt64 { Spelling.mark(of: head) }

    static func mark(of head: UInt64) -> UInt64 { 1 << ((head &* 0x9E37_79B9_7F4A_7C15) >> 58) }

    /// Whether these are its bytes, of which the count and the head are known to be its own.
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
    static func eight(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt64 {
        if start + 8 <= bytes.count {
            let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: start, as: UInt64.self)
            return UInt64(littleEndian: word)
        }
        let raw = UnsafeRawBufferPointer(bytes)
        let count = bytes.count - start
        // Two overlapping loads, where there are enough bytes for them.
        if count >= 4 {
            let first = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt32.self))
            let last = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: start + count - 4, as: UInt32.self))
            return UInt64(first) | UInt64(last) << UInt64(8 * (count - 4))
        }
        var number: UInt64 = 0
        for index in start..<max(start, bytes.count) { number |= UInt64(bytes[index]) << UInt64(8 * (index - start)) }
        return number
    }
}
