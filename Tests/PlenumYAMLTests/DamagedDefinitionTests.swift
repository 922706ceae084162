import PlenumCore
import PlenumYAML
import Testing

@Suite("A definition that was damaged on its way")
struct DamagedDefinitionTests {
    /// Every byte in a release build; a debug build is thirty times as slow and takes every nineteenth.
    private static let stride: Int = {
        #if DEBUG
            19
        #else
            1
        #endif
    }()

    @Test("does not crash cut off anywhere", arguments: Shipped.names)
    func truncated(name: String) throws {
        let whole = try Shipped.bytes(name)
        for count in Swift.stride(from: 0, to: whole.count, by: Self.stride) {
            let result = DefinitionFile.check(bytes: Array(whole[..<count]))
            if result.diagnostics.count > CheckResult.limit { Issue.record("cut off at \(count)") }
        }
    }

    @Test("does not crash with any byte turned over", arguments: Shipped.names)
    func flipped(name: String) throws {
        var bytes = try Shipped.bytes(name)
        for index in Swift.stride(from: 0, to: bytes.count, by: Self.stride) {
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
