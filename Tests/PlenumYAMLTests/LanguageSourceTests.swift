import Foundation
import PlenumCore
import PlenumYAML
import Testing

@Suite("The one source of reader, schema and reference")
struct LanguageSourceTests {
    private func value(_ example: String) -> Node? {
        let text = "x:" + (example.hasPrefix("\n") ? "" : " ") + example + "\n"
        return YAMLReader.read(bytes: Array(text.utf8)).node?["x"]
    }

    private static let fields: [(String, any AnyField)] =
        (DefinitionFields.all + StepFields.common).map { ("", $0) }
        + StepKinds.all.kinds.flatMap { kind in kind.fields.map { (kind.word.rawValue, $0) } }

    @Test("gives examples that read", arguments: fields.indices)
    func examples(index: Int) throws {
        let field = Self.fields[index].1
        let node = try #require(value(field.description.example))
        let context = ReadingContext(of: node)
        #expect(field.accepts(node, in: context), "\(field.key): \(context.diagnostics.map(\.oneLine))")
        #expect(context.diagnostics.map(\.oneLine) == [])
        for language in Language.allCases { #expect(!field.description.meaning[language].isEmpty) }
    }

    @Test("lists the keys that a kind reads, and no others", arguments: StepKinds.all.kinds.map { $0.word.rawValue })
    func keys(word: String) throws {
        let kind = try #require(StepKinds.all[Name(word)])
        let fields = (StepFields.common + kind.fields).map(\.description)
        for spoilt in fields.map(\.key) {
            var text = "plenum: 1\nworkflow: w\ntitle:\n  vi: x\ncalendar: vietnam\nsteps:\n  s:\n"
            for field in fields {
                let example = field.key == "kind" ? word : field.example
                let value = field.key == spoilt ? "{ ?: [x] }" : example.replacingOccurrences(of: "\n", with: "\n    ")
                text += "    \(field.key):" + (value.hasPrefix("\n") ? "" : " ") + value + "\n"
            }
            let file = text.replacingOccurrences(of: "{ ?: [x] }", with: "{ zz: [x] }")
            let root = try #require(YAMLReader.read(bytes: Array(file.utf8)).node)
            let diagnostics = DefinitionReader.read(root).diagnostics
            // Whatever is wrong is wrong with the key that was spoilt; and something is.
            #expect(!diagnostics.isEmpty, "\(spoilt) is listed but not read")
            for diagnostic in diagnostics where spoilt != "kind" {
                #expect(diagnostic.problem.code != "unknown-key" || diagnostic.problem.message(in: .en).contains("zz"))
            }
        }
    }

    @Test("has patterns for the phrases that read", arguments: LanguageShape.phrases.map(\.name))
    func patterns(name: String) throws {
        let phrase = try #require(LanguageShape.phrases.first { $0.name == name })
        let pattern = try NSRegularExpression(pattern: "^(?:\(phrase.pattern))$")
        for example in phrase.examples {
            let range = NSRange(example.startIndex..., in: example)
            #expect(pattern.firstMatch(in: example, range: range) != nil, "\(example)")
        }
        #expect(
            pattern.firstMatch(in: "3 workin, days", range: NSRange(location: 0, length: 14)) == nil || name == "when")
    }

    @Test("makes a reference that names every key, in both languages", arguments: Language.allCases)
    func reference(language: Language) {
        let text = LanguageReference.markdown(in: language)
        for key in KnownKeys.all { #expect(text.contains("| `\(key)` |"), "\(key)") }
        for kind in StepKinds.all.kinds { #expect(text.contains("### `\(kind.word)`")) }
    }
}

@Suite("The schema for editors")
struct LanguageSchemaTests {
    @Test("accepts what ships and refuses a clerk's mistakes, by a validator that is not ours")
    func validates() throws {
        /// Faults that a schema cannot see: they lie in what the file says, not in its shape.
        let beyond: Set<String> = [
            "missing-translation", "reserved-word", "no-such-date", "out-of-range", "quorum", "join", "wrong-use",
            "time-format", "misplaced", "bad-name", "not-found",
        ]
        var instances: [(name: String, json: JSON, isValid: Bool)] = []
        for name in Shipped.names {
            let node = try #require(YAMLReader.read(bytes: try Shipped.bytes(name)).node)
            instances.append((name, Validator.json(node), true))
        }
        for mistake in ClerkMistakeTests.keys + ClerkMistakeTests.words + ClerkMistakeTests.phrases
        where !beyond.contains(mistake.code) {
            // A condition's pattern is open: its grammar is beyond a regular expression.
            if mistake.before.hasPrefix("when:") { continue }
            guard let node = YAMLReader.read(bytes: Array(mistake.file.text.utf8)).node else { continue }
            instances.append((mistake.testDescription, Validator.json(node), false))
        }
        #expect(instances.count > 60)
        let wrong = try Validator.wrong(LanguageSchema.schema(in: .en), instances)
        #expect(wrong == [])
    }
}

/// Debian's python3-jsonschema.
enum Validator {
    /// A file's values as an editor sees them: whole numbers are numbers, nothing is null.
    static func json(_ node: Node) -> JSON {
        if let nodes = node.list { return .array(nodes.map(json)) }
        if let pairs = node.map { return .object(pairs.map { JSON.Member($0.key, json($0.value)) }) }
        guard let text = node.scalar, !node.isAbsent else { return .null }
        if node.style == .plain, let number = Int(text), text.count < 10 { return .int(number) }
        return .string(text)
    }

    /// The names of the instances that the schema judges wrongly.
    static func wrong(
        _ schema: JSON, _ instances: [(name: String, json: JSON, isValid: Bool)]
    ) throws -> [String] {
        let script = """
            import json, sys, jsonschema
            data = json.load(sys.stdin)
            validator = jsonschema.Draft202012Validator
            validator.check_schema(data["schema"])
            judge = validator(data["schema"])
            for instance in data["instances"]:
                errors = list(judge.iter_errors(instance["json"]))
                if bool(errors) == instance["valid"]:
                    print(instance["name"] + ": " + "; ".join(e.message[:200] for e in errors))
            """
        let input = JSON.object([
            "schema": schema,
            "instances": .array(
                instances.map {
                    .object(["name": .string($0.name), "json": $0.json, "valid": .bool($0.isValid)])
                }),
        ]).text
        let answer = try run(["-c", script], input: input)
        #expect(answer.status == 0, "\(answer.output)")
        return answer.output.split(separator: "\n").map(String.init)
    }

    private static func run(_ arguments: [String], input: String) throws -> (status: Int32, output: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plenum-schema-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let given = folder.appending(path: "input.json")
        let told = folder.appending(path: "output.txt")
        try Data(input.utf8).write(to: given)
        try Data().write(to: told)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = arguments
        process.standardInput = try FileHandle(forReadingFrom: given)
        let output = try FileHandle(forWritingTo: told)
        process.standardOutput = output
        process.standardError = output
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: try Data(contentsOf: told), as: UTF8.self))
    }
}
