import Foundation
import PlenumApp
import PlenumCore
import PlenumStore
import Testing

/// Clock, store, mailer and chance are given; everything else is the program. `PLENUM_SEED=n` plays one seed,
/// `PLENUM_SEEDS=n` so many; a seed that has failed once is kept in the list.
@Suite("A simulated committee") struct SimulationTests {
    private static let kept: [UInt64] = []

    private static func seeds(_ usual: UInt64) -> [UInt64] {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["PLENUM_SEED"].flatMap(UInt64.init) { return [seed] }
        return kept + Array(1...(environment["PLENUM_SEEDS"].flatMap(UInt64.init) ?? usual))
    }

    private func play(_ seed: UInt64, on store: any Store) throws -> SimulatedRun {
        var run = try SimulatedRun(seed: seed, on: store)
        for _ in 0..<25 {
            try run.step()
            let state = try store.read { try $0.instance("sim-1")?.state }
            if state == .completed { break }
        }
        try run.finish()
        return run
    }

    @Test("is told everything once, whatever fails, in memory")
    func memory() throws {
        var (crashes, letters, runs) = (0, 0, 0)
        let seeds = Self.seeds(2000)
        for seed in seeds {
            do {
                let run = try play(seed, on: MemoryStore())
                crashes += run.crashes
                letters += run.world[\.taken.count]
                runs += run.runs
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
        }
        print(
            "simulation in memory: \(seeds.count) seeds, \(runs) runs of remind, \(letters) letters, \(crashes) crashes"
        )
    }

    @Test("is told the same from a file, and the log proves the state")
    func file() throws {
        let seeds = Self.seeds(2000).prefix(ProcessInfo.processInfo.environment["PLENUM_SEEDS"] == nil ? 40 : 4000)
        for seed in seeds {
            let committee = try Committee()
            do {
                let environment = Committee.environment(at: "2026-03-02T09:00:00Z")
                let store = try Service.open(committee.database, .create, environment)
                let run = try play(seed, on: store)
                let twin = try play(seed, on: MemoryStore())
                #expect(run.world[\.taken.count] == twin.world[\.taken.count], "seed \(seed)")
                let verified = try Verification.run(committee.database, expecting: nil, environment)
                #expect(verified.isSound, "seed \(seed): \(verified)")
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
        }
        print("simulation on SQLite: \(seeds.count) seeds")
    }
}
