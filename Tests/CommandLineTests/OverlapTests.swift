import Foundation
import Testing

/// SplitMix64: the same numbers from the same seed on every machine.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("Eight overlapping runs of remind, some of them killed", .serialized) struct OverlapTests {
    static let people = 40

    /// Eight runs at once, of which up to five are killed after a random time.
    private func storm(_ program: Program, _ random: inout Seeded) throws {
        var runs: [Process] = []
        for _ in 0..<8 {
            let run = program.process(["remind"])
            run.standardOutput = FileHandle.nullDevice
            run.standardError = FileHandle.nullDevice
            try run.run()
            runs.append(run)
            usleep(UInt32.random(in: 0...20_000, using: &random))
        }
        for run in runs.prefix(5) {
            usleep(UInt32.random(in: 0...400_000, using: &random))
            if run.isRunning { kill(run.processIdentifier, SIGKILL) }
        }
        for run in runs { run.waitUntilExit() }
    }

    @Test(
        "lose nothing, and double nothing where messages are held", arguments: ["resend", "hold"],
        [1, 2, 3] as [UInt64])
    func storms(unsure: String, seed: UInt64) throws {
        let program = try Program()
        try program.startNotice(people: OverlapTests.people)
        try program.noteMessages(unsure: unsure, delay: "0.03")
        var random = Seeded(state: seed)
        try storm(program, &random)
        try storm(program, &random)
        // A last run finds what the killed ones have left.
        let last = try program.run("remind")
        let (sent, distinct) = (program.sent.count, Set(program.sent).count)
        let report = try #require(try program.json("remind", "--report") as? [String: Any])
        let unknown = (report["troubled"] as? [[String: Any]] ?? []).filter { $0["state"] as? String == "unknown" }
            .count
        print("seed \(seed), \(unsure): \(sent) sent, \(distinct) distinct, \(unknown) unknown")
        if unsure == "hold" {
            // I3: at most one transmission; I4: the rest is seen.
            #expect(sent == distinct)
            #expect(distinct <= OverlapTests.people && distinct + unknown >= OverlapTests.people)
        } else {
            #expect(distinct == OverlapTests.people)
            #expect(unknown == 0)
            #expect(last.status == 0, "\(last.errors)")
        }
        let verified = try program.run("verify")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        #expect(try program.run("remind").output.isEmpty)
    }
}
