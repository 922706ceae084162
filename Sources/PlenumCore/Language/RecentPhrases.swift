/// Phrases that were read lately, with what they say: the same few stand in a definition again and again.
struct RecentPhrases<Value> {
    struct NameUse {
        let name: NameNumber
        let role: Use.Role
        // In Unicode scalars from the start of the phrase.
        let start: Int
        let end: Int
    }

    struct Phrase {
        fileprivate let bytes: ArraySlice<UInt8>
        /// The first of them, by which most phrases are told apart.
        fileprivate let head: UInt64
        let value: Value
        let uses: [NameUse]
    }

    private var phrases: [Phrase] = []
    private var oldest = 0
    private static var most: Int { 16 }

    /// Nil for what is no scalar, or none that is known.
    func phrase(_ node: Node) -> Phrase? {
        guard let bytes = node.scalarBytes, !node.isDamaged else { return nil }
        let head = bytes.withUnsafeBufferPointer(Spelling.head(of:))
        for index in phrases.indices where phrases[index].head == head && phrases[index].bytes == bytes {
            return phrases[index]
        }
        return nil
    }

    /// In the place of the oldest, once there are many.
    mutating func keep(_ value: Value, of node: Node, _ uses: [NameUse]) {
        guard let bytes = node.scalarBytes else { return }
        let head = bytes.withUnsafeBufferPointer(Spelling.head(of:))
        let phrase = Phrase(bytes: bytes, head: head, value: value, uses: uses)
        if phrases.count < Self.most {
            phrases.append(phrase)
        } else {
            phrases[oldest] = phrase
            oldest = (oldest + 1) % Self.most
        }
    }
}
