/// A word of a phrase, by the places where it stands.
struct Word {
    /// Among the bytes of the phrase.
    let bytes: Range<Int>
    let keyword: Keyword?
    /// In Unicode scalars from the start of the phrase.
    let start: Int
    let end: Int

    /// Adds the words of a phrase to `words`; answers whether one space stands between them and nothing else before,
    /// between or behind them. Words stand between spaces; where YAML folded a line break there is one space too.
    static func split(_ bytes: UnsafeBufferPointer<UInt8>, into words: inout [Word]) -> Bool {
        var isEven = true
        var index = 0
        /// Bytes that are not the first of their scalar, up to here.
        var continuations = 0
        while true {
            let (first, before) = (index, continuations)
            while index < bytes.count {
                let byte = bytes[index]
                if byte == 0x20 || byte == 0x0A { break }
                continuations += byte & 0xC0 == 0x80 ? 1 : 0
                index += 1
            }
            if first < index {
                words.append(
                    Word(
                        bytes: first..<index,
                        keyword: Keyword.named(in: bytes, from: first, count: index - first),
                        start: first - before, end: index - continuations))
            } else {
                isEven = false
            }
            if index == bytes.count { break }
            if bytes[index] == 0x0A { isEven = false }
            index += 1
        }
        return isEven
    }
}
