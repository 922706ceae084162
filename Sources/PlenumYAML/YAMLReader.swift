package import PlenumCore

/// Turns the bytes of a file into located values, or says where and why they are none.
///
/// A named subset of YAML 1.2 on libyaml's events: no anchors, aliases, merge keys, tags or second document,
/// keys that are text and stand once, bounded depth and size.
package enum YAMLReader {
    package struct Reading: Sendable {
        /// The value of the file; nil when something stopped the reading.
        package let node: Node?
        /// In the order of the file.
        package let diagnostics: [Diagnostic]
    }

    package static func read(bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) -> Reading {
        guard bytes.count <= limits.bytes else { return stopped(.tooLarge(limit: limits.bytes)) }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || looksLikeUTF16(bytes) {
            return stopped(.utf16)
        }
        return bytes.withUnsafeBufferPointer { whole in
            let mark = whole.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            let text = UnsafeBufferPointer(rebasing: whole[mark...])
            // Where libyaml is content with the rest, so is the scan.
            if ByteScan.holdsWhatLibYAMLLetsPass(text), let found = ByteScan(text) {
                return stopped(found.problem, at: found.mark)
            }
            let reading = NodeBuilder(text, limits: limits).build()
            if reading.node == nil || !reading.diagnostics.isEmpty, let found = ByteScan(text) {
                return stopped(found.problem, at: found.mark)
            }
            return reading
        }
    }

    private static func stopped(_ problem: SyntaxProblem, at mark: SourceMark = .start) -> Reading {
        Reading(node: nil, diagnostics: [Diagnostic(problem, at: mark)])
    }

    /// UTF-16 without a mark: of the first characters, every other byte is zero.
    private static func looksLikeUTF16(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 4 else { return false }
        let zeros = bytes[0..<4].map { $0 == 0 }
        return zeros == [false, true, false, true] || zeros == [true, false, true, false]
    }
}
