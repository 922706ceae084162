/// Phrases of a file that were read lately, with what they say: the same few stand in a definition again and again.
struct RecentPhrases<Value> {
    struct NameUse {
        let name: NameNumber
        let role: Use.Role
        // In Unicode scalars from the start of the phrase.
        let start: Int
        let end: Int
    }

    private var tree: NodeTree?
    private var extents: [NodeTree.Extent] = []
    /// The first bytes of each, by which most phrases are told apart.
    private var heads: [UInt64] = []
    private var values: [Value] = []
    private var uses: [[NameUse]] = []
    private var oldest = 0
    private static var most: Int { 16 }

    /// What a phrase says, and to `tell` its names; nil for what is no scalar, or none that is known.
    ///
    /// Mutating so that what a class keeps of it is asked where it lies, and not copied for the asking.
    mutating func recall(_ node: Node, _ tell: (NameUse) -> Void) -> Value? {
        guard node.isScalar, !node.isDamaged, tree === node.tree else { return nil }
        let extent = node.entry.content
        let head = node.tree.withBytes(extent, Spelling.head(of:))
        for position in heads.indices where heads[position] == head && node.tree.isSame(extents[position], extent) {
            for index in uses[position].indices { tell(uses[position][index]) }
            return values[position]
        }
        return nil
    }

    /// In the place of the oldest, once there are many.
    mutating func keep(_ value: Value, of node: Node, _ uses: [NameUse]) {
        if tree !== node.tree { self = RecentPhrases(tree: node.tree) }
        let extent = node.entry.content
        let head = node.tree.withBytes(extent, Spelling.head(of:))
        if heads.count < Self.most {
            extents.append(extent)
            heads.append(head)
            values.append(value)
            self.uses.append(uses)
        } else {
            (extents[oldest], heads[oldest], values[oldest], self.uses[oldest]) = (extent, head, value, uses)
            oldest = (oldest + 1) % Self.most
        }
    }
}
