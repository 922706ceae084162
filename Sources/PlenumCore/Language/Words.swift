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
            return decimal(ArraySlice(text.utf8))
        }
    }

    let all: [Word]

    /// Words stand between spaces; where YAML folded a line break there is one space too.
    init(_ text: String) {
        var words: [Word] = []
        words.reserveCapacity(8)
        var position = 0
        var wordStart = text.startIndex
        var wordPosition = 0
        var index = text.startIndex
        let scalars = text.unicodeScalars
        func finish() {
            guard wordStart < index else { return }
            let word = String(scalars[wordStart..<index])
            words.append(Word(text: word, keyword: Keyword.byWord[word], start: wordPosition, end: position))
        }
        while index < text.endIndex {
            if scalars[index] == " " || scalars[index] == "\n" {
                finish()
                index = scalars.index(after: index)
                position += 1
                wordStart = index
                wordPosition = position
            } else {
                index = scalars.index(after: index)
                position += 1
            }
        }
        finish()
        all = words
    }
}
