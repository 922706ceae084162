import Foundation
import GRDB
import PlenumCore
import PlenumStore

/// What the store costs, as ratios to bare SQLite measured in the same run.
struct StoreBench {
    /// Where the files of one run lie: a folder on the disk, or on a file system in memory.
    let folder: String

    /// How many completions are measured.
    var completions = 200

    /// One completion of a task in a store: the whole of what a command does, in its own transaction.
    typealias Completion = (_ store: SQLiteStore, _ number: Int) throws -> Void

    /// Durable completions a second as a share of what bare SQLite reaches that executes the very same statements,
    /// recorded and replayed; and how many statements one completion is.
    func shareOfBareSQLite(_ complete: Completion = Synthetic.complete) throws -> (share: Double, statements: Double) {
        let seed = folder + "/seed.db"
        try Synthetic.make(at: seed, branches: completions)
        let copies = try ["recorded", "measured", "bare"].map { try copy(seed, to: "\(folder)/\($0).db") }
        let recording = try record(copies[0], complete)

        let store = try SQLiteStore(path: copies[1], mode: .existing, definitions: Synthetic.definitions)
        let bare = try BareSQLite(path: copies[2])
        var (ours, theirs) = ([Duration](), [Duration]())
        for number in 1...completions {
            ours.append(try timed { try complete(store, number) })
            theirs.append(try timed { try bare.execute(recording[number - 1]) })
        }
        try store.close()
        return (
            theirs.total / ours.total,
            Double(recording.reduce(0) { $0 + $1.count }) / Double(completions)
        )
    }

    /// The median of completions in a large database over that in a small one, whether both executed the same
    /// statements, and whether they changed the same number of rows.
    func flatness(
        branches: (few: Int, many: Int), others: (few: Int, many: Int), _ complete: Completion = Synthetic.complete
    ) throws -> (ratio: Double, sameStatements: Bool) {
        let paths = ["few", "many"].map { "\(folder)/\($0).db" }
        try Synthetic.make(at: paths[0], branches: branches.few, others: others.few)
        try Synthetic.make(at: paths[1], branches: branches.many, others: others.many)
        let count = min(completions, branches.few)
        let traces = try paths.map { path in
            try record(copy(path, to: path + "-traced"), complete, count: min(count, 5)).map { $0.map(\.sql) }
        }
        let stores = try paths.map { try SQLiteStore(path: $0, mode: .existing, definitions: Synthetic.definitions) }
        var times: [[Duration]] = [[], []]
        // A completed branch is not completed twice: with few branches, further instances of the same size.
        for round in 0..<(completions + count - 1) / count {
            if round > 0 {
                for (store, size) in zip(stores, [branches.few, branches.many]) {
                    try Synthetic.addInstance(round + 1, branches: size, to: store)
                }
            }
            for number in 1...count {
                for (index, store) in stores.enumerated() {
                    times[index].append(
                        try timed { try complete(store, Synthetic.number(number, ofInstance: round + 1)) })
                }
            }
        }
        for store in stores { try store.close() }
        return (times[1].median / times[0].median, traces[0] == traces[1])
    }

    /// Bytes that one more finished run of about 300 events adds to the file, log and tables.
    func bytesPerInstance() throws -> Int {
        let path = folder + "/size.db"
        let store = try SQLiteStore(path: path, mode: .create, definitions: Synthetic.definitions)
        try Synthetic.begin(store)
        for number in 1...5 { try Synthetic.runWhole(number, in: store) }
        let before = try Synthetic.pages(of: path)
        for number in 6...25 { try Synthetic.runWhole(number, in: store) }
        let after = try Synthetic.pages(of: path)
        try store.close()
        return (after - before) / 20
    }

    // MARK: Helpers

    private func copy(_ path: String, to copy: String) throws -> String {
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        return copy
    }

    private func record(
        _ path: String, _ complete: Completion, count: Int? = nil
    ) throws -> [[BareSQLite.Recorded]] {
        let tape = Tape()
        let store = try SQLiteStore(
            path: path, tracing: { tape.add($0, expanded: $1) }, definitions: Synthetic.definitions)
        var recording: [[BareSQLite.Recorded]] = []
        for number in 1...(count ?? completions) {
            tape.clear()
            try complete(store, number)
            recording.append(tape.statements)
        }
        try store.close()
        return recording
    }

    private func timed(_ body: () throws -> Void) rethrows -> Duration {
        try ContinuousClock().measure(body)
    }
}

extension [Duration] {
    fileprivate var total: Duration { reduce(.zero, +) }
    fileprivate var median: Duration { sorted()[count / 2] }
}
