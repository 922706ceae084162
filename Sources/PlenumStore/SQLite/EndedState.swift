internal import PlenumCore
internal import Synchronization

/// What an instance came to that has ended, folded from its log. It changes no more, so no rows are kept of it but for
/// its inputs, which lists of plans show.
struct EndedState: Sendable {
    let steps: [Path: StepRecord]
    let tallies: [Path: Tally]
    let scopes: [ScopePath: ScopeRecord]
    let items: [TaskCode: Item]
    /// In the order of their numbers.
    private let codes: [Path: [TaskCode]]
    private let keys: [Path: [String]]

    /// Of everything that the log has changed.
    init(_ set: WorkingSet) throws {
        var steps: [Path: StepRecord] = [:]
        for path in set.changes.steps { steps[path] = try set.step(path) }
        var tallies: [Path: Tally] = [:]
        for path in set.changes.tallies { tallies[path] = try set.tally(at: path) }
        var scopes: [ScopePath: ScopeRecord] = [:]
        var branches: [Path: [(key: String, position: Int)]] = [:]
        for path in set.changes.scopes {
            guard let record = try set.scope(path) else { continue }
            scopes[path] = record
            if let fanOut = path.fanOut, record.position >= 0 {
                branches[fanOut, default: []].append((path.key, record.position))
            }
        }
        var items: [TaskCode: Item] = [:]
        for code in set.changes.items { items[code] = try set.item(code) }
        self.steps = steps
        self.tallies = tallies
        self.scopes = scopes
        self.items = items
        codes = Dictionary(grouping: items.keys.sorted()) { items[$0]?.path ?? .instance }
        keys = branches.mapValues { $0.sorted { $0.position < $1.position }.map(\.key) }
    }

    func items(at path: Path) -> [Item] { codes[path, default: []].compactMap { items[$0] } }

    /// The latest, where a member was asked more than once.
    func item(at path: Path, member: PersonID?) -> Item? {
        codes[path, default: []].lazy.reversed().compactMap { items[$0] }.first { $0.member == member }
    }

    func branches(of path: Path) -> [String] { keys[path, default: []] }

    var done: Int { items.values.count { $0.state == .done } }
}

/// The last ended states that somebody asked a store for.
final class EndedStates: Sendable {
    private let known = Mutex<[Int: EndedState]>([:])
    private let limit = 8

    func forget() { known.withLock { $0 = [:] } }

    subscript(instance: Int) -> EndedState? {
        get { known.withLock { $0[instance] } }
        set {
            known.withLock { known in
                if known.count >= limit { known = [:] }
                known[instance] = newValue
            }
        }
    }
}
