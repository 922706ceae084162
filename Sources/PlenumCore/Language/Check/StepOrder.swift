/// Which steps of a definition are finished before which others open, by their `after`.
struct StepOrder {
    private let context: ReadingContext
    /// For every scope and step, the positions of the steps it waits for.
    private let predecessors: [[[Int]]]
    /// A place in an order in which every step stands behind those it waits for; -1 in a circle.
    private let ranks: [[Int]]
    /// Steps of which it is not known for what they wait, because their `after` is wrong.
    private let unsure: [Set<Int>]
    private let budget = Budget(5_000_000)

    init(_ names: Names) {
        context = names.context
        var predecessors = context.scopes.map { [[Int]](repeating: [], count: $0.steps.count) }
        var unsure = context.scopes.map { scope in
            Set(scope.steps.indices.filter { scope.steps[$0].isDamaged })
        }
        var first = unsure
        for use in context.uses where use.role == .predecessor {
            guard let step = use.step, use.scope < predecessors.count else { continue }
            if case .arrival(use.scope)? = names.resolve(use.name, from: use.scope) {
                // The scope's own first step, which all the others follow.
                first[use.scope].insert(step)
            } else if let earlier = names.step(use.name, in: use.scope) {
                predecessors[use.scope][step].append(earlier)
            } else {
                unsure[use.scope].insert(step)
            }
        }
        for (index, scope) in context.scopes.enumerated() {
            for (step, source) in scope.steps.enumerated() where predecessors[index][step].isEmpty {
                if source.node(StepFields.after.key) != nil, !first[index].contains(step) { unsure[index].insert(step) }
            }
        }
        self.unsure = unsure
        self.predecessors = predecessors
        ranks = predecessors.map(StepOrder.ranks)
    }

    /// Kahn's algorithm.
    private static func ranks(_ predecessors: [[Int]]) -> [Int] {
        var ranks = [Int](repeating: -1, count: predecessors.count)
        var waiting = predecessors.map(\.count)
        var followers = [[Int]](repeating: [], count: predecessors.count)
        for (step, earlier) in predecessors.enumerated() {
            for index in earlier { followers[index].append(step) }
        }
        var ready = waiting.indices.filter { waiting[$0] == 0 }
        var rank = 0
        var position = 0
        while position < ready.count {
            let step = ready[position]
            position += 1
            ranks[step] = rank
            rank += 1
            for follower in followers[step] {
                waiting[follower] -= 1
                if waiting[follower] == 0 { ready.append(follower) }
            }
        }
        return ranks
    }

    func predecessors(of step: Int, in scope: Int) -> [Int] { predecessors[scope][step] }

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
        let direct = predecessors[scope][later]
        if direct.contains(earlier) { return true }
        let ranks = ranks[scope]
        if ranks[earlier] == -1 || ranks[later] == -1 || unsure[scope].contains(later) { return unknown }
        // Where a wrong `after` leaves a gap, the ranks behind it say nothing.
        let isRanked = unsure[scope].isEmpty
        var isUnknown = false
        var seen = Set<Int>()
        var frontier = direct
        while let step = frontier.popLast() {
            if step == earlier { return true }
            if unsure[scope].contains(step) { isUnknown = true }
            guard !isRanked || ranks[step] > ranks[earlier], seen.insert(step).inserted else { continue }
            guard budget.spend(1 + predecessors[scope][step].count) else { return unknown }
            frontier += predecessors[scope][step]
        }
        return isUnknown && unknown
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

/// Work that may still be done, so that no file takes for ever.
private final class Budget {
    private var left: Int

    init(_ amount: Int) { left = amount }

    func spend(_ amount: Int) -> Bool {
        left -= amount
        return left > 0
    }
}
