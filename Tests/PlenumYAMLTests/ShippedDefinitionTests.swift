import Foundation
import PlenumCore
import PlenumYAML
import Testing

/// The definitions that ship, by name.
enum Shipped {
    static let names = ["thematic-session", "call-for-papers", "topic-group-seminar"]

    static func bytes(_ name: String) throws -> [UInt8] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try [UInt8](Data(contentsOf: root.appending(path: "workflows/\(name).yaml")))
    }
}

@Suite("A definition that ships")
struct ShippedDefinitionTests {
    @Test("reads without a diagnostic", arguments: Shipped.names)
    func reads(name: String) throws {
        let reading = YAMLReader.read(bytes: try Shipped.bytes(name))
        #expect(reading.diagnostics.map(\.oneLine) == [])
        let (definition, diagnostics) = DefinitionReader.read(try #require(reading.node))
        #expect(diagnostics.map(\.oneLine) == [])
        #expect(definition?.name.rawValue == name)
    }
}

extension Diagnostic {
    var oneLine: String { "\(mark.line):\(mark.column): \(problem.code): \(problem.message(in: .en))" }
}
