package import PlenumCore

/// A definition as the bytes of a file, or as they are kept.
package enum DefinitionFile {
    /// Where a definition that another uses was found.
    package struct Source: Sendable {
        package let file: String
        package let bytes: [UInt8]

        package init(file: String, bytes: [UInt8]) {
            self.file = file
            self.bytes = bytes
        }
    }

    /// A definition that another uses, with what there is to say of its file.
    package struct Used: Sendable {
        package let name: String
        package let source: Source
        package let result: CheckResult
    }

    /// Everything that is wrong with the file, or the definition it holds. What was kept with those that it uses needs
    /// nothing else.
    package static func check(
        bytes: [UInt8], surroundings: DefinitionChecker.Surroundings = DefinitionChecker.Surroundings()
    ) -> CheckResult {
        let bundle = DefinitionBundle(kept: bytes)
        return check(bundle.main, surroundings: surroundings, known: []) { name in
            bundle.used[name].map { Source(file: "\(name).yaml", bytes: $0) }
        }.result
    }

    /// The same of a file that finds what it uses by `finder`; `known` are names that it surely finds. Each that is
    /// used comes with what there is to say of it.
    package static func check(
        _ bytes: [UInt8], surroundings: DefinitionChecker.Surroundings = DefinitionChecker.Surroundings(),
        known: [String], finding finder: @escaping @Sendable (String) -> Source?
    ) -> (result: CheckResult, used: [Used]) {
        var whole = surroundings
        let shelf = FileShelf(finder, known: known, surroundings: surroundings)
        whole.shelf = shelf
        let result = read(bytes, whole)
        return (result, shelf.used)
    }

    static func read(_ bytes: [UInt8], _ surroundings: DefinitionChecker.Surroundings) -> CheckResult {
        let reading = YAMLReader.read(bytes: bytes)
        guard let node = reading.node else {
            return CheckResult(definition: nil, diagnostics: reading.diagnostics, needs: [])
        }
        return DefinitionChecker.check(node, earlier: reading.diagnostics, surroundings: surroundings)
    }
}
