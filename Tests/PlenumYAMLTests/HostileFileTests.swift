import PlenumCore
import PlenumYAML
import Testing

/// A file that was not written to be read.
struct Hostile: CustomTestStringConvertible, Sendable {
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

    var testDescription: String { name }

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
        Hostile("a tag directive", "%TAG ! tag:x,2000:\n---\nplenum: 1\n", "directive", at: 2, 1),
        Hostile("a YAML of the future", "%YAML 9.9\n---\nplenum: 1\n", "directive", at: 1, 1),
        Hostile("a directive cut off", "%YAML", "directive", at: 1, 1),
        Hostile("a list as a key", "[a]: b\n", "key-not-text", at: 1, 1),
        Hostile("a map as a key", "? {a: b}\n: c\n", "key-not-text", at: 1, 3),
        Hostile("a key twice", "plenum: 1\na: b\na: c\n", "duplicate-key", at: 3, 1),
        Hostile("a key twice, composed and not", "e\u{301}: b\n\u{E9}: c\n", "duplicate-key", at: 2, 1),
        Hostile("a second document", "plenum: 1\n---\nplenum: 1\n", "second-document", at: 2, 1),
        Hostile("brackets without end", String(repeating: "[", count: 1_000_000), "too-deep", at: 1, 33),
        Hostile("braces without end", String(repeating: "{", count: 1_000_000), "too-deep", at: 1, 33),
        Hostile("braces in keys", String(repeating: "{a: ", count: 40), "too-deep", at: 1, 129),
        Hostile("lists in lists", String(repeating: "- ", count: 500_000), "too-deep", at: 1, 65),
        Hostile("questions", String(repeating: "? ", count: 500_000), "too-deep", at: 1, 65),
        Hostile("too large", [UInt8](repeating: 0x23, count: 16 * 1024 * 1024 + 1), "too-large"),
        Hostile("too many values", String(repeating: "-\n", count: 1_500_000), "too-many-values", at: 1_000_000, 2),
        Hostile("a text too long", "a: " + String(repeating: "x", count: 65_537), "text-too-long", at: 1, 4),
        Hostile("a key too long", String(repeating: "x", count: 70_000) + ": a", "missing-colon"),
        Hostile("sixteen megabytes of quotes", "a: \"" + String(repeating: "x", count: 16_000_000), "unclosed-quote", at: 1, 4),
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
    @Test("is refused at its place, in time", arguments: Hostile.all)
    func refused(file: Hostile) throws {
        let clock = ContinuousClock()
        var result: CheckResult?
        let taken = clock.measure { result = DefinitionFile.check(bytes: file.bytes) }
        // YAML's own part first; what of the definition is missing follows from it.
        let first = try #require(YAMLReader.read(bytes: file.bytes).diagnostics.first ?? result?.diagnostics.first)
        #expect(first.problem.code == file.code, "\(first.oneLine)")
        #expect(first.mark == SourceMark(line: file.line, column: file.column), "\(first.oneLine)")
        #expect(result?.isSound == false)
        #expect((result?.diagnostics.count ?? 0) <= CheckResult.limit)
        #expect(taken < .seconds(20), "a debug build on a busy machine")
    }

    @Test("with more mistakes than anybody reads shows a hundred of them")
    func many() {
        let text = (0..<100_000).map { "Ké\($0): x\n" }.joined()
        let result = DefinitionFile.check(bytes: Array(text.utf8))
        #expect(result.diagnostics.count == CheckResult.limit)
        #expect(result.more > 99_000)
    }
}

@Suite("A definition that was damaged on its way")
struct DamagedDefinitionTests {
    @Test("does not crash cut off anywhere", arguments: Shipped.names)
    func truncated(name: String) throws {
        let whole = try Shipped.bytes(name)
        for count in stride(from: 0, to: whole.count, by: 1) {
            let result = DefinitionFile.check(bytes: Array(whole[..<count]))
            #expect(result.diagnostics.count <= CheckResult.limit)
        }
    }

    @Test("does not crash with any byte turned over", arguments: Shipped.names)
    func flipped(name: String) throws {
        var bytes = try Shipped.bytes(name)
        for index in bytes.indices {
            let byte = bytes[index]
            bytes[index] = byte ^ [0x01, 0x20, 0x80, 0xFF][index % 4]
            let result = DefinitionFile.check(bytes: bytes)
            if result.diagnostics.count > 8, index % 7 == 0 {
                // A text for each is made too, with its line and caret.
                let text = result.text(file: name, lines: SourceLines(bytes), language: .vi)
                #expect(!text.isEmpty)
            }
            bytes[index] = byte
        }
    }
}

@Suite("A file in another dress")
struct DressTests {
    @Test("reads the same", arguments: Shipped.names)
    func same(name: String) throws {
        let bytes = try Shipped.bytes(name)
        let text = String(decoding: bytes, as: UTF8.self)
        let plain = YAMLReader.read(bytes: bytes).node
        let windows = Array(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n").utf8)
        #expect(YAMLReader.read(bytes: windows).node == plain, "line ends of Windows")
        #expect(YAMLReader.read(bytes: [0xEF, 0xBB, 0xBF] + bytes).node == plain, "a byte-order mark")
        let tail = Array(text.utf8) + Array("...\n".utf8)
        #expect(YAMLReader.read(bytes: tail).node == plain, "a document's end")
    }

    @Test("says the same in every style")
    func styles() throws {
        let text = """
            block:
              plain: một hai
              single: 'một ''hai'''
              double: "một\\thai \\u1EBF"
              literal: |
                một
                hai
              folded: >-
                một
                hai
            flow: {a: [b, c], "d": 'e'}
            """
        let node = try #require(YAMLReader.read(bytes: Array(text.utf8)).node)
        let block = try #require(node["block"])
        #expect(block["plain"]?.scalar == "một hai")
        #expect(block["single"]?.scalar == "một 'hai'")
        #expect(block["double"]?.scalar == "một\thai ế")
        #expect(block["literal"]?.scalar == "một\nhai\n")
        #expect(block["folded"]?.scalar == "một hai")
        #expect(node["flow"]?["a"]?.list?.map(\.scalar) == ["b", "c"])
        #expect(node["flow"]?["d"]?.scalar == "e")
    }

    @Test("keeps plain scalars as text", arguments: ["no", "on", "3.10", "08:00", "0x10", "~", "1e3", "2026-02-29", "null"])
    func text(word: String) {
        #expect(YAMLReader.read(bytes: Array("a: \(word)".utf8)).node?["a"]?.scalar == word)
    }

    @Test("composes names that were typed apart")
    func composed() throws {
        let node = try #require(YAMLReader.read(bytes: Array("e\u{302}\u{301}: a\u{323}".utf8)).node)
        #expect(node.map?.first.map { Array($0.key.unicodeScalars) } == ["ế"])
        #expect(node.map?.first?.value.scalar.map { Array($0.unicodeScalars) } == ["ạ"])
    }

    @Test("counts columns in scalars, behind a byte-order mark")
    func columns() throws {
        let text = "\u{FEFF}đảng: ủy\n\"ế\": [x, ộ, y]\n"
        let node = try #require(YAMLReader.read(bytes: Array(text.utf8)).node)
        #expect(node["đảng"]?.mark == SourceMark(line: 1, column: 7))
        #expect(node["đảng"]?.end == SourceMark(line: 1, column: 9))
        #expect(node["ế"]?.list?[2].mark == SourceMark(line: 2, column: 13))
    }
}
