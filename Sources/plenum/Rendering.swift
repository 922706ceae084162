import PlenumCore

/// Every diagnostic with its line of the file, a caret, and the fix where there is one.
func render(_ diagnostics: [Diagnostic], of file: String, _ source: [UInt8], _ language: Language) -> String {
    let renderer = DiagnosticRenderer(file: file, lines: SourceLines(source), language: language)
    return diagnostics.map { renderer.text($0) }.joined(separator: "\n")
}
