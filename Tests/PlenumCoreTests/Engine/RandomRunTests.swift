import Foundation
import PlenumCore
import Testing

/// Random definitions, random people, random times. A seed that fails is added to `failed` and stays there.
@Suite("A random run")
struct RandomRunTests {
    /// Seeds that have found a fault once.
    private static let failed = [208, 639]

    private static let seeds: [Int] = {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["PLENUM_SEED"].flatMap(Int.init) { return [seed] }
        return failed + Array(1...(environment["PLENUM_SEEDS"].flatMap(Int.init) ?? 600))
    }()

    @Test("keeps state and log in step, agrees with the slow model, and can always be finished")
    func runs() throws {
        var (steps, refused) = (0, 0)
        var drawn: Set<String> = []
        for seed in RandomRunTests.seeds {
            do {
                var run = try RandomRun(seed: seed)
                try Model(run: run).check()
                for _ in 0..<60 {
                    steps += 1
                    if try !run.step() { refused += 1 }
                    try Model(run: run).check()
                    if run.rows.instance?.endedAt != nil { break }
                }
                try run.finish()
                try Model(run: run).check()
                try run.compareAll()
                drawn.formUnion(run.events.map(\.body.word))
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
        }
        print(
            "random runs: \(RandomRunTests.seeds.count) seeds, \(steps) steps, \(refused) refused, events: \(drawn.sorted())"
        )
    }

    @Test("ends in the same state whether time is advanced every few minutes or hardly ever")
    func frequency() throws {
        for seed in RandomRunTests.seeds.prefix(150) {
            do {
                var often = try RandomRun(seed: seed)
                var commands: [(Instant, Command, PersonID?)] = []
                for _ in 0..<40 {
                    for _ in 0..<Int.random(in: 0...12, using: &often.dice) {
                        often.now = often.now.adding(seconds: 5 * 60 * 12)
                        try often.carryOut(.advance, by: nil)
                    }
                    let (command, person) = often.drawCommand()
                    commands.append((often.now, command, person))
                    do { try often.carryOut(command, by: person) } catch is Refused {}
                    if often.rows.instance?.endedAt != nil { break }
                }
                var seldom = try RandomRun(seed: seed)
                for (now, command, person) in commands {
                    seldom.now = now
                    do { try seldom.carryOut(command, by: person) } catch is Refused {}
                }
                for run in [often, seldom] {
                    var run = run
                    run.now = often.now.adding(seconds: 60 * 86_400)
                    try run.carryOut(.advance, by: nil)
                }
                #expect(often.rows.steps == seldom.rows.steps, "seed \(seed)")
                #expect(often.rows.items == seldom.rows.items, "seed \(seed)")
                #expect(often.rows.tallies == seldom.rows.tallies, "seed \(seed)")
                #expect(often.rows.scopes == seldom.rows.scopes, "seed \(seed)")
                #expect(often.rows.instance == seldom.rows.instance, "seed \(seed)")
                #expect(often.rows.inputs == seldom.rows.inputs, "seed \(seed)")
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
        }
    }
}
