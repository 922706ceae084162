package import PlenumCore

/// A definition as the bytes of a file.
package enum DefinitionFile {
    /// Everything that is wrong with the file, or the definition it holds.
    package static func check(
        bytes: [UInt8], surroundings: DefinitionChecker.Surroundings = DefinitionChecker.Surroundings()
    ) -> CheckResult {
        let reading = YAMLReader.read(bytes: bytes)
        guard let node = reading.node else {
            return CheckResult(definition: nil, diagnostics: reading.diagnostics, needs: [])
        }
        return DefinitionChecker.check(node, earlier: reading.diagnostics, surroundings: surroundings)
    }
}
