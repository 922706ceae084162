import Foundation
import PlenumCore
import PlenumYAML
import Testing

/// What `check` says of choices, gates and rows, each told on the definition of the seminar with one thing changed.
@Suite("A definition that takes rows")
struct RowCheckTests {
    struct Change: CustomTestStringConvertible, Sendable {
        let before: String
        let after: String
        /// Nil where nothing is wrong with it.
        let code: String?
        /// What the English message must contain.
        let word: String

        init(_ before: String, _ after: String, _ code: String?, _ word: String = "") {
            (self.before, self.after, self.code, self.word) = (before, after, code, word)
        }

        var testDescription: String { "\(before.debugDescription) → \(after.debugDescription)" }
    }

    @Test(
        "is told what is wrong with it",
        arguments: [
            Change("", "", nil),
            Change("gates: 1 row per group", "gates: 2 rows per group", nil),
            Change("gates: 1 row per group", "gates: 1 row per grup", "not-found", "grup"),
            Change("gates: 1 row per group", "gates: 1 row per heading", "gate", "heading"),
            Change("gates: 1 row per group", "gates: 1 row each group", "phrase", "each"),
            Change("gates: 1 row per group", "gates: 0 rows per group", "out-of-range"),
            Change("gates: 1 row per group", "gates: 1 row per group where group is other", nil),
            Change("gates: 1 row per group", "gates: 1 row per group where heading is x", "gate", "heading"),
            Change(
                "close-early: when all have answered\n",
                "gates: 1 row per concern where concern is guidanse\n    otherwise:\n      then: short\n", "gate",
                "guidance, preparation"),
            Change(
                "close-early: when all have answered\n",
                "at-most: 2\n    gates: 1 row per concern\n    otherwise:\n      then: short\n", "join", "2"),
            Change(
                "close-early: when all have answered\n", "gates: 1 row per concern\n", "otherwise", "may not be reached"
            ),
            Change("        among: groups\n", "", "missing-key", "among"),
            Change("        among: groups\n", "        among: theme\n", "wrong-use", "theme"),
            Change("        among: groups\n", "        among: grops\n", "not-found", "grops"),
            Change(
                "        type: choice\n        among: groups", "        type: text\n        among: groups", "only-for",
                "choice"),
            Change(
                "        among: groups\n",
                "        among: groups\n        options:\n          a:\n            vi: A\n            en: A\n",
                "either-or"),
            Change("  theme:\n    type: text", "  theme:\n    type: choice", "unknown-word", "choice"),
            Change("      heading:\n        type: text", "      heading:\n        type: file", "files", "only one"),
            Change("    over: groups\n    join: all\n", "    over: contributions\n    join: all\n", "no-rows"),
        ])
    func told(_ change: Change) throws {
        let shipped = String(decoding: try Shipped.bytes("topic-group-seminar"), as: UTF8.self)
        let text = change.before.isEmpty ? shipped : shipped.replacingFirst(change.before, with: change.after)
        #expect(change.before.isEmpty || text != shipped)
        let diagnostics = DefinitionFile.check(bytes: Array(text.utf8)).diagnostics
            .filter { $0.problem.severity == .error }
        #expect(diagnostics.first?.problem.code == change.code, "\(diagnostics.map { $0.problem.message(in: .en) })")
        if let problem = diagnostics.first?.problem {
            let told = problem.message(in: .en) + (problem.fix(in: .en) ?? "")
            #expect(change.word.isEmpty || told.contains(change.word), "\(told)")
            #expect(!problem.message(in: .vi).isEmpty)
        }
    }

    @Test("lets a choice among units stand for a unit, and each run over the rows it wants")
    func uses() throws {
        let shipped = String(decoding: try Shipped.bytes("call-for-papers"), as: UTF8.self)
        let text = shipped.replacingFirst(
            "      paper:\n        type: file\n",
            with:
                "      home:\n        type: choice\n        among: organisations\n        title:\n          vi: Đơn vị\n"
                + "          en: Home\n      paper:\n        type: file\n"
        ).replacingFirst(
            "      review:\n        kind: decision\n",
            with: "      confirm:\n        kind: task\n        title:\n          vi: Xác nhận\n          en: Confirm\n"
                + "        who: secretary of home\n        deadline: none\n      review:\n        kind: decision\n"
        ).replacingFirst(
            "  introductory-report:\n",
            with: "  slides:\n    kind: each\n    title:\n      vi: Trình chiếu\n      en: Slides\n    after: papers\n"
                + "    over: paper of papers where review is accepted\n    may-be-empty: yes\n    steps:\n      make:\n"
                + "        kind: task\n        title:\n          vi: Làm\n          en: Make\n        who: author\n"
                + "        about: paper\n        deadline: none\n  introductory-report:\n")
        let diagnostics = DefinitionFile.check(bytes: Array(text.utf8)).diagnostics
        #expect(diagnostics.map { $0.problem.message(in: .en) } == [])
    }
}

extension String {
    fileprivate func replacingFirst(_ part: String, with other: String) -> String {
        guard let range = range(of: part) else { return self }
        return replacingCharacters(in: range, with: other)
    }
}
