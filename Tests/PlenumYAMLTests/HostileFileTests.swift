import PlenumCore
import PlenumYAML
import Testing

/// A file that was not written to be read.
struct Hostile: Sendable {
    let name: String
    let bytes: [UInt8]
    let code: String
    let line: Int
    let column: Int

    init(_ name: String, _ bytes: [UInt8], _ code: String, at line: Int = 1, _ column: Int = 1) {
        self.name = name
        self.bytes = bytes
        self.code = code
        self.line = line
        self.column = column
    }

    init(_ name: String, _ text: String, _ code: String, at line: Int = 1, _ column: Int = 1) {
        self.init(name, Array(text.utf8), code, at: line, column)
    }

    static let all: [Hostile] = [
        Hostile("nothing", "", "empty-file"),
        Hostile("only a comment", "# a definition\n", "empty-file"),
        Hostile("only a mark", [0xEF, 0xBB, 0xBF], "empty-file"),
        Hostile("only a document's start", "---\n", "empty-file"),
        Hostile("null", "~\n", "wrong-shape"),
        Hostile("a word", "hello\n", "wrong-shape"),
        Hostile("a list", "- a\n- b\n", "wrong-shape"),
        Hostile("UTF-16, little end first", [0xFF, 0xFE, 0x61, 0], "not-utf8"),
        Hostile("UTF-16, big end first", [0xFE, 0xFF, 0, 0x61], "not-utf8"),
        Hostile("UTF-16 without a mark", Array("plenum".utf16.flatMap { [UInt8($0), 0] }), "not-utf8"),
        Hostile("a byte of no scalar", Array("plenum: 1\na: b".utf8) + [0xFF], "not-utf8", at: 2, 5),
        Hostile("an overlong slash", Array("ế: ".utf8) + [0xC0, 0xAF], "not-utf8", at: 1, 4),
        Hostile("a surrogate", Array("a: ".utf8) + [0xED, 0xA0, 0x80], "not-utf8", at: 1, 4),
        Hostile("a scalar cut off", Array("a: ".utf8) + [0xE1, 0xBA], "not-utf8", at: 1, 4),
        Hostile("NUL", "a: b\nc: \u{0}", "nul", at: 2, 4),
        Hostile("NUL behind an escape", #"a: "\0""#, "nul", at: 1, 4),
        Hostile("a bell", "a: \u{7}", "control-character", at: 1, 4),
        Hostile("a line separator", "a: b\u{2028}c", "line-separator", at: 1, 5),
        Hostile("a mark in the middle", "a: \u{FEFF}b", "control-character", at: 1, 4),
        Hostile("an anchor", "plenum: &a 1\n", "anchor", at: 1, 9),
        Hostile("an alias", "plenum: *a\n", "anchor", at: 1, 9),
        Hostile("a merge key", "plenum: 1\n<<: {a: b}\n", "merge-key", at: 2, 1),
        Hostile("a merged alias", "plenum: 1\n<<: *a\n", "merge-key", at: 2, 1),
        Hostile("a Python tag", "plenum: !!python/object:os.system 1\n", "tag", at: 1, 9),
        Hostile("a tag of one's own", "plenum: !x 1\n", "tag", at: 1, 9),
        Hostile("an integer by tag", "plenum: !!int 1\n", "tag", at: 1, 9),
        Hostile("a tag directive", "%TAG ! tag:x,2000:\n---\nplenum: 1\n", "directive"),
        Hostile("a YAML of the future", "%YAML 9.9\n---\nplenum: 1\n", "directive", at: 1, 1),
        Hostile("a directive cut off", "%YAML", "directive", at: 1, 1),
        Hostile("a list as a key", "[a]: b\n", "key-not-text", at: 1, 1),
        Hostile("a map as a key", "? {a: b}\n: c\n", "key-not-text", at: 1, 3),
        Hostile("a key twice", "plenum: 1\na: b\na: c\n", "duplicate-key", at: 3, 1),
        Hostile("a key twice, composed and not", "e\u{301}: b\n\u{E9}: c\n", "duplicate-key", at: 2, 1),
        Hostile("a second document", "plenum: 1\n---\nplenum: 1\n", "second-document", at: 2, 1),
        Hostile("brackets without end", String(repeating: "[", count: 100_000), "too-deep", at: 1, 33),
        Hostile("braces without end", String(repeating: "{", count: 100_000), "too-deep", at: 1, 33),
        Hostile("braces in keys", String(repeating: "{a: ", count: 40), "too-deep", at: 1, 129),
        Hostile("lists in lists", String(repeating: "- ", count: 50_000), "too-deep", at: 1, 65),
        Hostile("questions", String(repeating: "? ", count: 50_000), "too-deep", at: 1, 65),
        Hostile("too large", [UInt8](repeating: 0x23, count: 16 * 1024 * 1024 + 1), "too-large"),
        Hostile("a text too long", "a: " + String(repeating: "x", count: 65_537), "text-too-long", at: 1, 4),
        Hostile("a key too long", String(repeating: "x", count: 70_000) + ": a", "text-too-long"),
        Hostile(
            "sixteen megabytes of quotes", "a: \"" + String(repeating: "x", count: 60_000), "unclosed-quote", at: 1,
            4),
        Hostile("a bomb", bomb, "anchor", at: 1, 4),
    ]

    private static let bomb: String = {
        var text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        var last = "a"
        for name in ["b", "c", "d", "e", "f", "g", "h", "i"] {
            text += "\(name): &\(name) [" + Array(repeating: "*\(last)", count: 10).joined(separator: ", ") + "]\n"
            last = name
        }
        return text
    }()
}

@Suite("A hostile file")
struct HostileFileTests {
    // By name: the library looks into every byte of an argument.
    @Test("is refused at its place, in time", arguments: Hostile.all.map(\.name))
    func refused(name: String) throws {
        let file = try #require(Hostile.all.first { $0.name == name })
        let bytes = file.bytes
        let clock = ContinuousClock()
        var result: CheckResult?
        let taken = clock.measure { result = DefinitionFile.check(bytes: bytes) }
        // YAML's own part first; what of the definition is missing follows from it.
        let diagnostics = YAMLReader.read(bytes: bytes).diagnostics + (result?.diagnostics ?? [])
        let first = try #require(diagnostics.first)
        #expect(first.problem.code == file.code, "\(first.oneLine)")
        #expect(first.mark == SourceMark(line: file.line, column: file.column), "\(first.oneLine)")
        #expect(result?.isSound == false)
        #expect((result?.diagnostics.count ?? 0) <= CheckResult.limit)
        #expect(taken < .seconds(20), "a debug build on a busy machine")
    }

    /// What no YAML may hold, in UTF-8 or not, with the code that tells it.
    private static let forbidden: [(bytes: [UInt8], code: String)] =
        [0x85, 0x2028, 0x2029].map { (utf8($0), "line-separator") }
        + [0x01, 0x0B, 0x1F, 0x7F, 0x80, 0x9F, 0xFEFF, 0xFFFE, 0xFFFF].map { (utf8($0), "control-character") }
        + [([0], "nul")]
        + [[0xFF], [0x80], [0xC3], [0xC0, 0xAF], [0xE1, 0xBA], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]].map {
            ($0, "not-utf8")
        }

    private static func utf8(_ scalar: UInt32) -> [UInt8] { Array(String(UnicodeScalar(scalar)!).utf8) }

    @Test("is told by the first thing that no YAML may hold, wherever that stands", arguments: forbidden.indices)
    func firstOfAll(index: Int) {
        let (bytes, code) = HostileFileTests.forbidden[index]
        // At every place within sixteen bytes, behind letters of one, two and three bytes, in a file that is sound
        // without it and in such as libyaml stops at before it and behind it.
        for (before, after) in [
            ("", ""), ("a: [1\n", ""), ("a: 1\n", "b: [\n"), ("a: &b 1\n", ""), ("", "\n---\nb: 2\n"),
        ] {
            for letter in ["x", "ê", "ệ"] {
                for count in 0...16 {
                    let text = Array((before + "k: " + String(repeating: letter, count: count)).utf8)
                    let file = text + bytes + Array(("y\n" + after).utf8)
                    let diagnostics = YAMLReader.read(bytes: file).diagnostics
                    #expect(
                        diagnostics.map(\.problem.code) == [code],
                        "\(bytes) in \(before)…\(after) after \(count) \(letter)")
                    let line = before.isEmpty ? 1 : 2
                    #expect(diagnostics.first?.mark == SourceMark(line: line, column: count + 4))
                }
            }
        }
    }

    @Test("is refused beyond the limits")
    func limits() {
        var limits = YAMLLimits()
        limits.values = 1000
        let reading = YAMLReader.read(bytes: Array(String(repeating: "-\n", count: 2000).utf8), limits: limits)
        #expect(reading.diagnostics.map(\.problem.code) == ["too-many-values"])
        #expect(reading.diagnostics.first?.mark.line == 1000)
        #expect(YAMLLimits().values == 1_000_000)
        #expect(YAMLLimits().bytes == 16 * 1024 * 1024)
        #expect(YAMLLimits().scalar == 64 * 1024)
        #expect(YAMLLimits().depth == 32)
    }

    @Test("with more mistakes than anybody reads shows a hundred of them")
    func many() {
        let text = (0..<5_000).map { "Ké\($0): x\n" }.joined()
        let result = DefinitionFile.check(bytes: Array(text.utf8))
        #expect(result.diagnostics.count == CheckResult.limit)
        #expect(result.more > 4_800)
    }
}
