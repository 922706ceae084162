import PlenumCore
import Testing

@Suite("A template of a paper") struct PaperTests {
    private static let names = PaperKind.agenda.names

    private func problems(_ text: String, calling others: [String: String] = [:]) -> [String] {
        var templates: [String: PaperTemplate] = [:]
        var found: [Diagnostic] = []
        for (name, text) in others.merging(["agenda": text], uniquingKeysWith: { $1 }) {
            let read = PaperTemplate.read(Array(text.utf8))
            templates[name] = read.template
            found += read.problems
        }
        found += PaperTemplates(templates).problems(in: "agenda", names: PaperTests.names).map(\.1)
        return found.map { "\($0.mark.line):\($0.mark.column) \($0.problem.code)" }
    }

    private func written(_ text: String, _ record: PaperRecord) throws -> String {
        let template = try #require(PaperTemplate.read(Array(text.utf8)).template)
        return PaperTemplates(["agenda": template]).written("agenda", record)
    }

    @Test("is refused where a tag, a name or a part is wrong, with its line and column")
    func faults() {
        #expect(problems("<p>{{plan}}</p>\n{{#agenda}}{{title}} {{plan}}{{/agenda}}") == [])
        #expect(problems("a\n  {{plann}}") == ["2:3 template-unknown-name"])
        #expect(problems("{{title}}") == ["1:1 template-unknown-name"])
        #expect(problems("{{agenda}}") == ["1:1 template-list-as-text"])
        #expect(problems("{{#plan}}{{/plan}}") == ["1:1 template-not-a-section"])
        #expect(problems("x {{#agenda}} y") == ["1:3 template-unclosed-section"])
        #expect(problems("{{/agenda}}") == ["1:1 template-stray-end"])
        #expect(problems("{{#agenda}}\n{{#documents}}{{/agenda}}").contains("2:15 template-stray-end"))
        #expect(problems("đ {{plan") == ["1:3 template-unclosed-tag"])
        #expect(problems("{{> other}}") == ["1:1 template-unknown-part"])
        #expect(problems("{{> a}}", calling: ["a": "{{> b}}", "b": "\n{{> a}}"]) == ["2:1 template-circle"])
        for unescaped in ["{{{plan}}}", "{{&plan}}", "{{=<% %>=}}", "{{plan()}}", "{{}}", "{{$a}}", "{{% X}}", "{{.}}"]
        {
            #expect(problems(unescaped).count == 1, "\(unescaped)")
        }
        let deep = String(repeating: "{{#agenda}}", count: 50_000)
        #expect(problems(deep).contains { $0.hasSuffix("template-too-deep") })
        #expect(PaperTemplate.read([0xFF]).problems.count == 1)
    }

    @Test("escapes every sign of HTML, with a mark behind it too, and whatever turns the text round")
    func escaping() throws {
        let hostile = "<b a=\"x\">'&\u{301}\"\u{301}\u{202E}\u{0}"
        #expect(
            try written("{{plan}}", ["plan": .text(hostile)])
                == "&lt;b a=&quot;x&quot;&gt;&#39;&amp;\u{301}&quot;\u{301}\u{FFFD}\u{FFFD}")
    }

    @Test("repeats lists, minds flags, and takes a tag alone on its line with the line")
    func writing() throws {
        let text =
            "<ul>\n{{#agenda}}\n<li>{{title}} {{plan}}</li>\n{{/agenda}}\n</ul>\n{{^documents}}none{{/documents}}"
        #expect(
            try written(
                text,
                [
                    "plan": .text("P"), "documents": .list([]),
                    "agenda": .list([["title": .text("a")], ["title": .text("b"), "plan": .text("Q")]]),
                ]) == "<ul>\n<li>a P</li>\n<li>b Q</li>\n</ul>\nnone")
        #expect(
            try written(
                "{{#has-branch}}yes{{/has-branch}}{{^has-branch}}no{{/has-branch}}{{! {{plan}}",
                ["has-branch": .flag(true)]) == "yes")
        #expect(try written("{{place}}", [:]) == PaperText.blank)
    }

    @Test("writes thousands as each language does")
    func thousands() {
        #expect(
            [0, 999, 7595, 1_234_567, -7595].map { PaperText.number($0, in: .vi) }
                == ["0", "999", "7.595", "1.234.567", "-7.595"])
        #expect(PaperText.number(7595, in: .en) == "7,595")
    }
}
