/// The words of a phrase, each with its place.
struct Words {
    struct Word {
        let text: String
        let keyword: Keyword?
        /// In Unicode scalars from the start of the phrase.
        let start: Int
        let end: Int

        var number: Int? {
            guard text.utf8.count <= 5 else { return nil }
            return decimal(text.utf8)
        }
    }

    let all: [Word]
    /// Whether one space stands between words and nothing else before, between or behind them.
    let isEvenlySpaced: Bool

    /// Words stand between spaces; where YAML folded a line break there is one space too.
    init(_ text: String) {
        var text = text
        (all, isEvenlySpaced) = text.withUTF8 { bytes in
            var words: [Word] = []
            words.reserveCapacity(6)
            var isEven = true
            var wordStart = 0
            /// Bytes that are not the first of their scalar, up to here and up to the start of the word.
            var (continuations, before) = (0, 0)
            for index in 0...bytes.count {
                if index < bytes.count {
                    let byte = bytes[index]
                    if byte & 0xC0 == 0x80 { continuations += 1 }
                    guard byte == 0x20 || byte == 0x0A else { continue }
                    if byte == 0x0A { isEven = false }
                }
                if wordStart < index {
                    let word = String(decoding: bytes[wordStart..<index], as: UTF8.self)
                    words.append(
                        Word(
                            text: word, keyword: Keyword.named(word), start: wordStart - before,
                            end: index - continuations))
                } else {
                    isEven = false
                }
                (wordStart, before) = (index + 1, continuations)
            }
            return (words, isEven)
        }
    }
}
