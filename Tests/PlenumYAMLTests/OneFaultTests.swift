import Foundation
import PlenumCore
import PlenumYAML
import Testing

@Suite("One fault in a definition")
struct OneFaultTests {
    /// Every kind of fault with this many throws of the dice in each definition; about half find a place for it.
    private static let throwsOfDice = 12

    private static let start: UInt64 = {
        ProcessInfo.processInfo.environment["PLENUM_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1_000_000)
    }()

    @Test("gives one diagnostic, on its line", arguments: RandomFault.Kind.allCases)
    func once(kind: RandomFault.Kind) throws {
        for name in Shipped.names {
            let text = String(decoding: try Shipped.bytes(name), as: UTF8.self)
            for seed in Self.start..<Self.start + UInt64(Self.throwsOfDice) {
                var dice = Seeded(seed)
                guard let fault = RandomFault(kind, in: text, &dice) else { continue }
                let diagnostics = DefinitionFile.check(bytes: Array(fault.text.utf8)).diagnostics
                #expect(
                    isToldOnce(fault, diagnostics),
                    "PLENUM_SEED=\(seed), \(name): \(fault)\n\(diagnostics.map(\.oneLine))")
            }
        }
    }

    private func isToldOnce(_ fault: RandomFault, _ diagnostics: [Diagnostic]) -> Bool {
        // Another name, if nothing uses it, is no fault; neither is another indentation of what stands alone.
        if diagnostics.isEmpty { return fault.mayBeRight }
        guard diagnostics.count == 1 else { return false }
        let line = diagnostics[0].mark.line
        // A name that is written otherwise where it is given is missing where it is used first.
        if fault.isToldAtUse { return true }
        // A line that became part of the value above it shows at that value.
        let runsOn = diagnostics[0].problem.code == "runs-on"
        return fault.places.contains(line) || runsOn && fault.places.contains(line + 1)
    }

    @Test("in a name does not count again wherever the name is used")
    func uses() throws {
        let text = String(decoding: try Shipped.bytes("thematic-session"), as: UTF8.self)
        for (name, other) in [("plenary-date", "after"), ("plenary", "Plenary"), ("cell", "unit"), ("usual", "every")] {
            let renamed = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                line.contains("en: ") ? String(line) : line.replacingWord(name, with: other)
            }.joined(separator: "\n")
            let diagnostics = DefinitionFile.check(bytes: Array(renamed.utf8)).diagnostics
            #expect(diagnostics.count == 1, "\(other): \(diagnostics.map(\.oneLine))")
        }
    }
}
