/// A list of positions for each of a number of steps, all in one array.
struct PositionLists: Sendable {
    struct Pair {
        let step: Int
        let position: Int
    }

    private var ends: [Int]
    private var positions: [Int]

    /// Of each step those that are paired with it, in the order of the pairs.
    init(_ pairs: [Pair], count: Int) {
        ends = [Int](repeating: 0, count: count)
        positions = [Int](repeating: 0, count: pairs.count)
        // First how many each step has, then where those of each begin; what is filled in moves that on to their end.
        for pair in pairs { ends[pair.step] += 1 }
        var start = 0
        for step in ends.indices { (ends[step], start) = (start, start + ends[step]) }
        for pair in pairs {
            positions[ends[pair.step]] = pair.position
            ends[pair.step] += 1
        }
    }

    var count: Int { ends.count }

    subscript(step: Int) -> ArraySlice<Int> { positions[(step == 0 ? 0 : ends[step - 1])..<ends[step]] }
}
