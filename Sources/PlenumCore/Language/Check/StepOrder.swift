/// Which steps of a definition are finished before which others open, by their `after`.
struct StepOrder {
    private let context: ReadingContext
    /// For every scope and step, the positions of the steps it waits for.
    private let predecessors: [PositionLists]
    /// A place in an order in which every step stands behind those it waits for; -1 in a circle.
    private let ranks: [[Int]]
    /// Steps of which it is not known for what they wait, because their `after` is wrong.
    private let unsure: [Set<Int>]
    private let search = Search(budget: 5_000_000)

    init(_ names: Names) {
        context = names.context
        var waits = context.scopes.map { _ in [PositionLists.Pair]() }
        var unsure = context.scopes.map { scope in
            Set(scope.traits.indices.filter { scope.traits[$0].isDamaged })
        }
        var first = unsure
        for use in context.uses {
            guard case .predecessor = use.role, let step = use.step, use.scope < waits.count else { continue }
            if let earlier = names.step(use.name, in: use.scope) {
                waits[use.scope].append(PositionLists.Pair(step: step, position: earlier))
            } else if case .arrival(use.scope)? = names.resolve(use.name, from: use.scope) {
                // The scope's own first step, which all the others follow.
                first[use.scope].insert(step)
            } else {
                unsure[use.scope].insert(step)
            }
        }
        let predecessors = zip(context.scopes, waits).map { PositionLists($1, count: $0.steps.count) }
        for (index, scope) in context.scopes.enumerated() {
            for step in scope.steps.indices where predecessors[index][step].isEmpty {
                if scope.steps[step].node(StepFields.after) != nil, !first[index].contains(step) {
                    unsure[index].insert(step)
                }
            }
        }
        self.unsure = unsure
        self.predecessors = predecessors
        ranks = zip(predecessors, waits).map(StepOrder.ranks)
    }

    /// Kahn's algorithm.
    private static func ranks(_ predecessors: PositionLists, _ waits: [PositionLists.Pair]) -> [Int] {
        let followers = PositionLists(
            waits.map { PositionLists.Pair(step: $0.position, position: $0.step) }, count: predecessors.count)
        var ranks = [Int](repeating: -1, count: predecessors.count)
        var waiting = (0..<predecessors.count).map { predecessors[$0].count }
        var ready = waiting.indices.filter { waiting[$0] == 0 }
        var rank = 0
        while rank < ready.count {
            let step = ready[rank]
            ranks[step] = rank
            rank += 1
            for follower in followers[step] {
                waiting[follower] -= 1
                if waiting[follower] == 0 { ready.append(follower) }
            }
        }
        return ranks
    }

    func predecessors(of step: Int, in scope: Int) -> ArraySlice<Int> { predecessors[scope][step] }

    /// Steps that wait for each other, each circle once, from its first step in the file.
    func circles(in scope: Int) -> [[Int]] {
        var circles: [[Int]] = []
        var seen = Set<Int>()
        for start in ranks[scope].indices where ranks[scope][start] == -1 && !seen.contains(start) {
            // Whoever is left waits for somebody who is left; so walking back must come round.
            var path: [Int] = []
            var places: [Int: Int] = [:]
            var step = start
            while places[step] == nil, !seen.contains(step) {
                places[step] = path.count
                path.append(step)
                guard let next = predecessors[scope][step].first(where: { ranks[scope][$0] == -1 }) else { break }
                step = next
            }
            if let first = places[step], !seen.contains(step) {
                let circle = Array(path[first...])
                let lead = circle.firstIndex(of: circle.min()!)!
                circles.append(Array(circle[lead...] + circle[..<lead]))
            }
            seen.formUnion(path)
        }
        return circles
    }

    /// Whether `earlier` is finished or skipped whenever `later` opens. `unknown` is the answer where there is a
    /// circle or a wrong `after`, which is told by itself, and where finding out would take too long.
    func precedes(_ earlier: Int, _ later: Int, in scope: Int, unknown: Bool = true) -> Bool {
        if predecessors[scope][later].contains(earlier) { return true }
        if ranks[scope][earlier] == -1 || ranks[scope][later] == -1 || unsure[scope].contains(later) { return unknown }
        return search.reaches(
            earlier, from: later, predecessors[scope], ranks[scope], unsure: unsure[scope], unknown: unknown)
    }

    /// The position in `scope` of the step that is, or holds, the step `step` of `inner`; nil when `inner` does not
    /// lie within `scope`.
    func ancestor(of step: Int?, in inner: Int, within scope: Int) -> Int? {
        var place = inner
        var position = step
        while place != scope {
            guard let parent = context.scopes[place].parent else { return nil }
            position = context.scopes[place].owner
            place = parent
        }
        return position
    }
}

/// The search for a step among those that another waits for, near and far.
private final class Search {
    /// Work that may still be done, so that no file takes for ever.
    private var budget: Int
    // Kept from search to search, so that none allocates: the steps that were seen in the one with this number.
    private var seen: [Int] = []
    private var number = 0
    private var frontier: [Int] = []

    init(budget: Int) { self.budget = budget }

    /// `unknown` is the answer where it hangs on what an unsure step waits for, and where the budget is spent.
    func reaches(
        _ earlier: Int, from later: Int, _ predecessors: PositionLists, _ ranks: [Int], unsure: Set<Int>, unknown: Bool
    ) -> Bool {
        var seen: [Int] = []
        var frontier: [Int] = []
        swap(&seen, &self.seen)
        swap(&frontier, &self.frontier)
        defer {
            swap(&seen, &self.seen)
            swap(&frontier, &self.frontier)
        }
        number += 1
        let number = number
        while seen.count < ranks.count { seen.append(0) }
        let rank = ranks[earlier]
        // Where a wrong `after` leaves a gap, the ranks behind it say nothing.
        let isRanked = unsure.isEmpty
        var isUnknown = false
        frontier.removeAll(keepingCapacity: true)
        for step in predecessors[later] { frontier.append(step) }
        while let step = frontier.popLast() {
            if step == earlier { return true }
            if !isRanked, unsure.contains(step) { isUnknown = true }
            guard !isRanked || ranks[step] > rank, seen[step] != number else { continue }
            seen[step] = number
            budget -= 1 + predecessors[step].count
            guard budget > 0 else { return unknown }
            for earlier in predecessors[step] { frontier.append(earlier) }
        }
        return isUnknown && unknown
    }
}
