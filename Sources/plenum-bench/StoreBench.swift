import Foundation
import GRDB
import PlenumApp
import PlenumCore
import PlenumStore

/// What completing a task costs, as ratios to a baseline measured in the same run.
struct StoreBench {
    /// Where the files of one run lie: a folder on the disk, or on a file system in memory.
    let folder: String

    /// How many completions are measured.
    var completions = 200

    private var plan: FanOutCase { FanOutCase(folder: folder) }

    /// Durable completions a second as a share of what bare SQLite reaches that executes the very same statements,
    /// recorded and replayed; and how many statements one completion is.
    func shareOfBareSQLite() throws -> (share: Double, statements: Double) {
        let seed = folder + "/seed.db"
        try plan.make(at: seed, branches: completions)
        let copies = try ["recorded", "measured", "bare"].map { try copy(seed, to: "\(folder)/\($0).db") }
        let recording = try record(.branch, copies[0], count: completions)

        let store = try plan.open(copies[1])
        let service = plan.service(on: store)
        let bare = try BareSQLite(path: copies[2])
        var (ours, theirs) = ([Duration](), [Duration]())
        for number in 1...completions {
            ours.append(try timed(plan.completion(of: number, ofInstance: 1, in: service, store)))
            theirs.append(try timed { try bare.execute(recording[number - 1]) })
        }
        try store.close()
        return (
            theirs.total / ours.total,
            Double(recording.reduce(0) { $0 + $1.count }) / Double(completions)
        )
    }

    /// The median of completions in a large database over that in a small one, and whether both executed the same
    /// statements.
    func flatness(
        _ part: FanOutCase.Part = .branch, branches: (few: Int, many: Int), others: (few: Int, many: Int)
    ) throws -> (ratio: Double, sameStatements: Bool) {
        let paths = ["few", "many"].map { "\(folder)/\(part)-\($0)-\(branches.many)-\(others.many).db" }
        try plan.make(at: paths[0], branches: branches.few, others: others.few)
        try plan.make(at: paths[1], branches: branches.many, others: others.many)
        let count = min(completions, branches.few)
        // The first act checks the head of the log, which here is the event that has opened the many.
        let traces = try paths.map { path in
            try record(part, copy(path, to: path + "-traced"), count: min(count, 6)).dropFirst().map { $0.map(\.sql) }
        }
        if let (few, many) = zip(traces[0].joined(), traces[1].joined()).first(where: { $0 != $1 }) {
            print("the first statements that differ:\n  \(few)\n  \(many)")
        }
        let stores = try paths.map { try plan.open($0) }
        let services = stores.map { plan.service(on: $0) }
        var times: [[Duration]] = [[], []]
        // A completed branch is not completed twice: with few branches, further instances of the same size.
        for round in 1...(completions + count - 1) / count {
            if round > 1 { for store in stores { try plan.start(in: store) } }
            for number in 1...count {
                for (index, store) in stores.enumerated() {
                    let act = try plan.completion(part, of: number, ofInstance: round, in: services[index], store)
                    times[index].append(try timed(act))
                }
            }
        }
        for store in stores { try store.close() }
        for path in paths {
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.removeItem(atPath: path + "-traced")
        }
        return (times[1].median / times[0].median, traces[0] == traces[1])
    }

    // MARK: Helpers

    private func copy(_ path: String, to copy: String) throws -> String {
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        return copy
    }

    private func record(
        _ part: FanOutCase.Part, _ path: String, count: Int
    ) throws -> [[BareSQLite.Recorded]] {
        let tape = Tape()
        let store = try plan.open(path, tracing: { tape.add($0, expanded: $1) })
        let service = plan.service(on: store)
        var recording: [[BareSQLite.Recorded]] = []
        for number in 1...count {
            let act = try plan.completion(part, of: number, ofInstance: 1, in: service, store)
            tape.clear()
            try act()
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
    var total: Duration { reduce(.zero, +) }
    var median: Duration { sorted()[count / 2] }
}
