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
        let value: Value
        let uses: [NameUse]
    }

    private var phrases: [Phrase] = []
    private var oldest = 0
    private static var most: Int { 16 }

    /// Nil for what is no scalar, or none that is known.
    func phrase(_ node: Node) -> Phrase? {
        guard node.isScalar, !node.isDamaged else { return nil }
        for index in phrases.indices where node.isScalar(phrases[index].bytes) { return phrases[index] }
        return nil
    }

    /// In the place of the oldest, once there are many.
    mutating func keep(_ value: Value, of node: Node, _ uses: [NameUse]) {
        guard let bytes = node.scalarBytes else { return }
        let phrase = Phrase(bytes: bytes, value: value, uses: uses)
        if phrases.count < Self.most {
            phrases.append(phrase)
        } else {
            phrases[oldest] = phrase
            oldest = (oldest + 1) % Self.most
        }
    }
}
