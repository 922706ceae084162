import PlenumCore
import PlenumYAML
import Testing

@Suite("A file in another dress")
struct DressTests {
    @Test("reads the same", arguments: Shipped.names)
    func same(name: String) throws {
        let bytes = try Shipped.bytes(name)
        let text = String(decoding: bytes, as: UTF8.self)
        let plain = YAMLReader.read(bytes: bytes).node
        let windows = Array(
            text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n").utf8)
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

    @Test(
        "keeps plain scalars as text",
        arguments: ["no", "on", "3.10", "08:00", "0x10", "~", "1e3", "2026-02-29", "null"])
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
