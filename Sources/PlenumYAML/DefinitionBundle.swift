import PlenumCore

/// A definition with all that it uses, near and far, as an instance pins it: what is hashed is the bytes of each.
package struct DefinitionBundle {
    package let main: [UInt8]
    /// By the bare names under which they are used.
    package let used: [String: [UInt8]]

    package init(_ main: [UInt8], using used: [String: [UInt8]] = [:]) {
        self.main = main
        self.used = used
    }

    /// A definition that uses none is its own bytes, as they have always been kept.
    package var bytes: [UInt8] {
        guard !used.isEmpty else { return main }
        let members = used.sorted { $0.key < $1.key }.map { JSON.Member($0, text($1)) }
        return Array(
            JSON.object([
                JSON.Member(DefinitionBundle.mark, .int(1)), JSON.Member("main", text(main)),
                JSON.Member("uses", .object(members)),
            ]).text.utf8)
    }

    private func text(_ bytes: [UInt8]) -> JSON { .string(String(decoding: bytes, as: UTF8.self)) }

    /// What was kept: one definition, or one with those that it uses.
    package init(kept bytes: [UInt8]) {
        guard bytes.starts(with: "{\"\(DefinitionBundle.mark)\":1,".utf8), let json = JSON(parsing: bytes),
            let main = json["main"]?.string, let uses = json["uses"]?.members
        else {
            self.init(bytes)
            return
        }
        self.init(
            Array(main.utf8),
            using: Dictionary(
                uses.compactMap { member in member.value.string.map { (member.key, Array($0.utf8)) } },
                uniquingKeysWith: { first, _ in first }))
    }

    /// No definition begins so: it has no such key.
    private static let mark = "plenum-definitions"
}
