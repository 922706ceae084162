import EngineTesting
import Foundation
import PlenumCore
import PlenumStore
import Synchronization
import Testing

/// Random definitions and acts on a real file, beside the same run in memory: the store is left and opened again at
/// random, and after every step everything is folded from the log and compared (invariant I2).
@Suite("A random run on a file")
struct RandomStoreTests {
    private static let seeds: [Int] = {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["PLENUM_SEED"].flatMap(Int.init) { return [seed] }
        let count = environment["PLENUM_STORE_SEEDS"].flatMap(Int.init) ?? 200
        return Array(1...count / 5) + Array(RandomDefinition.wide..<RandomDefinition.wide + count / 5)
            + Array(RandomDefinition.withRows..<RandomDefinition.withRows + count / 5)
            + Array(RandomDefinition.repeating..<RandomDefinition.repeating + count / 5)
            + Array(RandomDefinition.voting..<RandomDefinition.voting + count / 5)
    }()

    @Test("leaves what a rebuild from its log gives, after every step and every restart")
    func rebuilds() {
        let faults = Mutex<[String]>([])
        let steps = Mutex(0)
        let seeds = Self.seeds
        DispatchQueue.concurrentPerform(iterations: seeds.count) { index in
            do {
                let count = try Self.play(seeds[index])
                steps.withLock { $0 += count }
            } catch {
                faults.withLock { $0.append("seed \(seeds[index]): \(error)") }
            }
        }
        #expect(faults.withLock { $0 } == [])
        print("random runs on a file: \(seeds.count) seeds, \(steps.withLock { $0 }) steps")
    }

    private struct Differs: Error {
        let what: String
    }

    private static func play(_ seed: Int) throws -> Int {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plenum-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        func open() throws -> SQLiteStore {
            try SQLiteStore(path: folder.appending(path: "plenum.db").path, mode: .create) { _, bytes in
                RandomDefinition.drawn(Int(String(decoding: bytes, as: UTF8.self)) ?? 0)
            }
        }
        var store = try open()
        let hash = try store.write { try $0.keep(resource: Array("\(seed)".utf8), kind: "definition", name: "random") }
        var run = try RandomRun(seed: seed, hash: hash)
        try carryOut(.start(run.start), by: "office", run, on: store)
        try compare(store, run)
        for step in 1...12 {
            if run.dice.chance(25) {
                try store.close()
                store = try open()
            }
            if run.dice.chance(30) { run.now = run.now.adding(seconds: Int.random(in: 0...86_400, using: &run.dice)) }
            let (command, person) = run.drawCommand()
            let refused = try isRefused { try run.carryOut(command, by: person) }
            let refusedHere = try isRefused { try carryOut(command, by: person, run, on: store) }
            guard refused == refusedHere else {
                throw Differs(what: "step \(step): refused \(refused), \(refusedHere)")
            }
            try compare(store, run)
            if run.rows.instance?.endedAt != nil { return step }
        }
        return 12
    }

    private static func isRefused(_ body: () throws -> Void) throws -> Bool {
        do {
            try body()
            return false
        } catch is Refused {
            return true
        }
    }

    /// As `PlenumApp` does it: what fell due comes first, all in one transaction.
    private static func carryOut(
        _ command: Command, by person: PersonID?, _ run: RandomRun, on store: SQLiteStore
    ) throws {
        try store.write { transaction in
            let set = try WorkingSet(RandomRun.id, reader: transaction, definition: run.definition)
            let due = try transaction.windowsToClose(in: RandomRun.id, by: run.now, limit: 1000)
            let events = try Decider.decide(
                command, by: Authority(actor: Actor(by: person), now: run.now), on: set, definition: run.definition,
                in: run.surroundings, closing: due.map { ($0.path, $0.at) })
            try transaction.append(events)
            try transaction.save(set)
        }
    }

    private static func compare(_ store: SQLiteStore, _ run: RandomRun) throws {
        let report = try store.verify()
        guard report.isSound else { throw Differs(what: "\(report.problems)") }
        try store.read { reader in
            let steps = try reader.steps(of: RandomRun.id)
            let expected = run.rows.steps.filter { $0.value.control.round > 0 }
            guard Dictionary(uniqueKeysWithValues: steps.map { ($0.path, $0.record) }) == expected,
                try reader.openItems(in: RandomRun.id).map(\.code).sorted() == run.rows.openItems.map(\.code),
                try reader.head().sequence == run.events.count
            else { throw Differs(what: "file and memory") }
        }
    }
}
