/// Which steps of a definition are finished before which others open, by their `after`.
struct StepOrder {
    private let context: ReadingContext
    private let orders: [ScopeOrder]
    private let search = Search(budget: 5_000_000)

    init(_ names: Names) {
        context = names.context
        var waits = context.scopes.map { _ in [PositionLists.Pair]() }
        var unsure = context.scopes.map { scope in
            Set(scope.traits.indices.filter { scope.traits[$0].isDamaged })
        }
        var first = unsure
        let uses = context.uses
        for index in uses.indices {
            guard case .predecessor = uses[index].role, let step = uses[index].step else { continue }
            let use = uses[index]
            if let earlier = names.step(use.name, in: use.scope) {
                waits[use.scope].append(PositionLists.Pair(step: step, position: earlier))
            } else if case .arrival(use.scope)? = names.resolve(use.name, from: use.scope) {
                // The scope's own first step, which all the others follow.
                first[use.scope].insert(step)
            } else {
                unsure[use.scope].insert(step)
            }
        }
        let predecessors = zip(context.scopes, waits).map { PositionLists($1, count: $0.traits.count) }
        for (index, scope) in context.scopes.enumerated() {
            for step in scope.traits.indices where predecessors[index][step].isEmpty {
                if names.source(scope: index, index: step).node(StepFields.after) != nil, !first[index].contains(step) {
                    unsure[index].insert(step)
                }
            }
        }
        orders = predecessors.indices.map {
            ScopeOrder(predecessors[$0], StepOrder.ranks(predecessors[$0], waits[$0]), unsure: unsure[$0])
        }
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

    func predecessors(of step: Int, in scope: Int) -> ArraySlice<Int> { orders[scope].predecessors[step] }

    /// Steps that wait for each other, each circle once, from its first step in the file.
    func circles(in scope: Int) -> [[Int]] {
        let (ranks, predecessors) = (orders[scope].ranks, orders[scope].predecessors)
        var circles: [[Int]] = []
        var seen = Set<Int>()
        for start in ranks.indices where ranks[start] == -1 && !seen.contains(start) {
            // Whoever is left waits for somebody who is left; so walking back must come round.
            var path: [Int] = []
            var places: [Int: Int] = [:]
            var step = start
            while places[step] == nil, !seen.contains(step) {
                places[step] = path.count
                path.append(step)
                guard let next = predecessors[step].first(where: { ranks[$0] == -1 }) else { break }
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
        let order = orders[scope]
        if order.predecessors[later].contains(earlier) { return true }
        if order.ranks[earlier] == -1 || order.ranks[later] == -1 || order.unsure.contains(later) { return unknown }
        return search.reaches(earlier, from: later, order, unknown: unknown)
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

/// The order of the steps of one scope.
private final class ScopeOrder {
    /// For every step the positions of those it waits for.
    let predecessors: PositionLists
    /// A place in an order in which every step stands behind those it waits for; -1 in a circle.
    let ranks: [Int]
    /// Steps of which it is not known for what they wait, because their `after` is wrong.
    let unsure: Set<Int>

    init(_ predecessors: PositionLists, _ ranks: [Int], unsure: Set<Int>) {
        self.predecessors = predecessors
        self.ranks = ranks
        self.unsure = unsure
    }
}

/// The search for a step among those that another waits for, near and far.
private final class Search {
    /// Work that may still be done, so that no file takes for ever.
    private var budget: Int
    // Kept from search to search, so that none allocates: the steps that were seen in the one with this number.
    @exclusivity(unchecked) private var seen: [Int] = []
    private var number = 0
    @exclusivity(unchecked) private var frontier: [Int] = []

    init(budget: Int) { self.budget = budget }

    /// `unknown` is the answer where it hangs on what an unsure step waits for, and where the budget is spent.
    func reaches(_ earlier: Int, from later: Int, _ order: ScopeOrder, unknown: Bool) -> Bool {
        number += 1
        let number = number
        while seen.count < order.ranks.count { seen.append(0) }
        let rank = order.ranks[earlier]
        // Where a wrong `after` leaves a gap, the ranks behind it say nothing.
        let isRanked = order.unsure.isEmpty
        var isUnknown = false
        frontier.removeAll(keepingCapacity: true)
        for step in order.predecessors[later] { frontier.append(step) }
        while let step = frontier.popLast() {
            if step == earlier { return true }
            if !isRanked, order.unsure.contains(step) { isUnknown = true }
            guard !isRanked || order.ranks[step] > rank, seen[step] != number else { continue }
            seen[step] = number
            budget -= 1 + order.predecessors[step].count
            guard budget > 0 else { return unknown }
            for earlier in order.predecessors[step] { frontier.append(earlier) }
        }
        return isUnknown && unknown
    }
}
