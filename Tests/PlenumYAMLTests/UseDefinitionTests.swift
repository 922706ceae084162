import PlenumCore
import PlenumYAML
import Testing

@Suite("A definition that uses another")
struct UseDefinitionTests {
    private static func file(_ name: String, inputs: String = "", steps: String) -> String {
        """
        plenum: 1
        workflow: \(name)
        title:
          vi: Quy trình
          en: Workflow
        calendar: vietnam
        \(inputs)
        steps:
        \(steps)
        """
    }

    private static func input(_ name: String, _ type: String, _ more: String = "") -> String {
        "  \(name):\n    type: \(type)\n    title:\n      vi: x\n      en: x\n\(more)"
    }

    private static func task(_ name: String, who: String = "organiser", deadline: String = "none") -> String {
        "  \(name):\n    kind: task\n    title:\n      vi: x\n      en: x\n    who: \(who)\n    deadline: \(deadline)\n"
    }

    private static func use(_ name: String, with: [String] = []) -> String {
        "  part:\n    kind: use\n    workflow: \(name)\n    title:\n      vi: x\n      en: x\n"
            + (with.isEmpty ? "" : "    with:\n" + with.map { "      \($0)\n" }.joined())
    }

    private static let topics = input(
        "topics", "table",
        "    columns:\n      topic:\n        type: text\n        title:\n          vi: x\n          en: x\n")

    /// Everything an inner definition may ask for.
    private static let inner = file(
        "inner",
        inputs: "inputs:\n" + input("theme", "text") + input("held-on", "date") + input("cell", "unit")
            + input("author", "person") + input("length", "number", "    default: 90\n") + topics,
        steps: task("paper", who: "secretary of cell", deadline: "3 working days before held-on")
            + task("write", who: "author"))

    private static let outerInputs =
        "inputs:\n" + input("subject", "text") + input("plenary-date", "date") + input("board", "unit")
        + input("writer", "person") + input("writers", "people") + input("boards", "units")
        + topics.replacing("topics:", with: "list:")
        + topics.replacing("topics:", with: "numbers:").replacing("type: text", with: "type: number")

    private static let whole = [
        "theme: subject", "held-on: plenary-date", "cell: board", "author: writer", "topics: list",
    ]

    private static func check(
        _ text: String, _ files: [String: String] = ["inner": inner]
    ) -> (result: CheckResult, used: [DefinitionFile.Used]) {
        DefinitionFile.check(Array(text.utf8), known: files.keys.sorted()) { name in
            files[name].map { DefinitionFile.Source(file: "\(name).yaml", bytes: Array($0.utf8)) }
        }
    }

    private static func outer(_ with: [String]) -> String {
        file("outer", inputs: outerInputs, steps: use("inner", with: with))
    }

    @Test("is sound, and needs what that needs, by its own names")
    func sound() {
        let result = Self.check(Self.outer(Self.whole)).result
        #expect(result.diagnostics.map(\.oneLine) == [])
        #expect(
            result.needs.filter { if case .entries = $0 { false } else { true } } == [
                .holder("secretary", of: .named("board")), .notice("plenary-date", Span(3, .workingDay)),
            ])
        #expect(result.definition?.scope["part"]?.kind.fanOut?.scope.steps.map(\.name) == ["paper", "write"])
    }

    /// What stands in place of which value, the code and the words of what is said of it.
    static let faults: [(input: String, by: String?, code: String, says: String)] = [
        ("theme", nil, "given", "needs “theme”"),
        ("theme", "theme: subjct", "not-found", "did you mean “subject”"),
        ("theme", "thema: subject", "given", "did you mean “theme”"),
        ("theme", "theme: plenary-date", "wrong-use", "a value of the type “text”"),
        ("held-on", "held-on: subject", "wrong-use", "a value of the type “date”"),
        ("held-on", "held-on: 12/03/2026", "given", "a real date"),
        ("cell", "cell: boards", "wrong-use", "a value of the type “unit”"),
        ("author", "author: writers", "wrong-use", "a value of the type “person”"),
        ("topics", "topics: numbers", "wrong-use", "topic (text)"),
        ("topics", "topics: \"list\"", "given", "a name stands without quotes"),
    ]

    @Test("is told at the line what fits no input", arguments: faults.indices)
    func given(index: Int) throws {
        let fault = Self.faults[index]
        let with = Self.whole.compactMap { $0.hasPrefix(fault.input + ":") ? fault.by : $0 }
        let found = Self.check(Self.outer(with)).result.diagnostics
        let expected = found.first { $0.problem.code == fault.code }
        #expect(found.count == 1, "\(found.map(\.oneLine))")
        #expect(expected?.problem.message(in: .en).contains(fault.says) == true, "\(found.map(\.oneLine))")
        #expect(expected.map { !$0.problem.message(in: .vi).isEmpty } == true)
    }

    static let values = [
        "theme: Chuyên đề Nâng cao chất lượng", "theme: \"subject\"", "held-on: 2026-03-12", "cell: \"phap-che\"",
        "author: \"nguyen-van-a\"", "length: 120",
    ]

    @Test("may be given values as they are written", arguments: values)
    func literal(value: String) {
        let name = value.prefix { $0 != ":" }
        let with = Self.whole.filter { !$0.hasPrefix(name + ":") } + [value]
        #expect(Self.check(Self.outer(with)).result.diagnostics.map(\.oneLine) == [])
    }

    @Test("names its own file and the other's where the other is faulty")
    func faulty() {
        let (result, used) = Self.check(
            Self.outer(Self.whole), ["inner": Self.inner.replacing("kind: task", with: "kind: tusk")])
        #expect(
            result.diagnostics.map { $0.problem.message(in: .en) } == [
                "“inner” cannot be used: inner.yaml has 2 faults"
            ])
        #expect(used.map(\.source.file) == ["inner.yaml"])
        #expect(used.first?.result.diagnostics.map(\.problem.code) == ["unknown-kind", "unknown-kind"])
    }

    @Test("is missing, with what was meant")
    func missing() {
        let found = Self.check(Self.file("outer", steps: Self.use("iner"))).result.diagnostics
        #expect(found.map(\.problem.code) == ["use"])
        #expect(found.first?.problem.message(in: .en).contains("did you mean “inner”") == true)
    }

    @Test("may not use each other in a circle: the chain is named")
    func circle() {
        let files = [
            "a": Self.file("a", steps: Self.use("b")), "b": Self.file("b", steps: Self.use("c")),
            "c": Self.file("c", steps: Self.use("a")),
        ]
        let (result, used) = Self.check(Self.file("a", steps: Self.use("b")), files)
        #expect(!result.isSound)
        let told = used.flatMap { $0.result.diagnostics }.map { $0.problem.message(in: .en) }
        #expect(told.contains("workflows may not use each other in a circle: b → c → a → b"), "\(told)")
        let own = Self.check(Self.file("d", steps: Self.use("d")), ["d": Self.file("d", steps: Self.use("d"))])
        #expect(own.used.flatMap { $0.result.diagnostics }.map(\.problem.code) == ["use"])
    }

    @Test("may not go deeper than anybody follows")
    func depth() {
        let files = Dictionary(
            uniqueKeysWithValues: (1...12).map { number in
                (
                    "w\(number)",
                    Self.file("w\(number)", steps: number == 12 ? Self.task("end") : Self.use("w\(number + 1)"))
                )
            })
        let (result, used) = Self.check(Self.file("w0", steps: Self.use("w1")), files)
        #expect(!result.isSound)
        #expect(
            used.flatMap { $0.result.diagnostics }.contains { $0.problem.message(in: .en).hasPrefix("more than 8") })
        #expect(Self.check(Self.file("w0", steps: Self.use("w5")), files).result.isSound)
    }

    @Test("is kept whole: the bytes of all of them are one resource, and alone they are its own")
    func bundle() throws {
        let plain = Array(Self.inner.utf8)
        #expect(DefinitionBundle(plain).bytes == plain)
        #expect(DefinitionBundle(kept: plain).used.isEmpty)
        let outer = Array(Self.outer(Self.whole).utf8)
        let bundle = DefinitionBundle(outer, using: ["inner": plain])
        let kept = DefinitionBundle(kept: bundle.bytes)
        #expect(kept.main == outer)
        #expect(kept.used == ["inner": plain])
        // Without the file beside it: what it uses was kept with it.
        let definition = try #require(DefinitionFile.check(bytes: bundle.bytes).definition)
        #expect(definition.scope["part"]?.kind.fanOut?.scope.steps.count == 2)
        #expect(!DefinitionFile.check(bytes: outer).isSound)
        let other = DefinitionBundle(outer, using: ["inner": Array(Self.inner.replacing("paper", with: "essay").utf8)])
        #expect(other.bytes != bundle.bytes)
    }
}
