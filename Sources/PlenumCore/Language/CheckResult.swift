/// What `check` has to say of a file.
public struct CheckResult: Sendable {
    /// The definition; nil unless nothing of it is wrong.
    public let definition: Definition?
    /// In the order of the file, at most `limit`.
    public let diagnostics: [Diagnostic]
    /// How many more there are.
    public let more: Int
    /// What it asks of the people and dates of a run, in the order of the file.
    public let needs: [Need]

    public static let limit = 100

    public init(definition: Definition?, diagnostics: [Diagnostic], dropped: Int = 0, needs: [Need]) {
        let ordered = diagnostics.enumerated().sorted {
            ($0.element.mark, $0.offset) < ($1.element.mark, $1.offset)
        }.map(\.element)
        let isSound = dropped == 0 && !ordered.contains { $0.problem.severity == .error }
        self.definition = isSound ? definition : nil
        self.diagnostics = Array(ordered.prefix(CheckResult.limit))
        more = ordered.count - self.diagnostics.count + dropped
        self.needs = isSound ? needs : []
    }

    /// Whether nothing stands against starting it but what people and dates decide.
    public var isSound: Bool { definition != nil }

    /// For people.
    public func text(file: String, lines: SourceLines, language: Language) -> String {
        let renderer = DiagnosticRenderer(file: file, lines: lines, language: language)
        var text = diagnostics.map { renderer.text($0) }.joined(separator: "\n")
        if more > 0 { text += "\n" + renderer.remainder(more) + "\n" }
        return text
    }

    /// For editors and CI: one diagnostic to a line.
    public func oneLines(file: String, lines: SourceLines, language: Language) -> String {
        let renderer = DiagnosticRenderer(file: file, lines: lines, language: language)
        var text = diagnostics.map { renderer.oneLine($0) + "\n" }.joined()
        if more > 0 { text += renderer.remainder(more) + "\n" }
        return text
    }

    /// For tools.
    public func json(file: String) -> JSON {
        .object([
            "file": .string(file),
            "sound": .bool(isSound),
            "problems": .array(diagnostics.map(DiagnosticRenderer.json)),
            "more": .int(more),
            "needs": .array(needs.map(\.json)),
        ])
    }
}
