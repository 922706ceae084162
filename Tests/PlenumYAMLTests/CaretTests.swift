import PlenumCore
import PlenumYAML
import Testing

@Suite("The caret below a line")
struct CaretTests {
    /// One mistake in a plan, and the columns of a terminal in which its carets must stand, from 0.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let line: String
        let columns: Range<Int>

        var testDescription: String { name }
    }

    private static let apart = "ng\u{61}\u{300}y la\u{300}m vi\u{65}\u{323}\u{302}c"

    static let cases: [Case] = [
        Case(name: "letters of one scalar", line: "deadline: 20 ngày làm việc before report", columns: 17..<30),
        Case(name: "letters and marks typed apart", line: "deadline: 20 \(apart) before report", columns: 17..<30),
        Case(name: "behind such letters", line: "about: \(apart) workin", columns: 11..<31),
        Case(name: "in quotes", line: "deadline: '20 \(apart) before report'", columns: 18..<31),
        Case(name: "wide letters as a key", line: "漢字: none", columns: 4..<8),
        Case(name: "wide letters within", line: "deadline: 20 漢字 before report", columns: 17..<21),
        Case(name: "behind wide letters", line: "deadline: 20 days before 漢字 x", columns: 34..<35),
        Case(name: "an emoji", line: "deadline: 😀", columns: 14..<16),
        Case(name: "behind a space of no width", line: "deadline: \u{200B}20 days", columns: 14..<17),
    ]

    @Test("stands under what is wrong in a terminal", arguments: cases)
    func stands(example: Case) throws {
        let text = """
            plenum: 1
            workflow: w
            title:
              vi: K
            calendar: vietnam
            steps:
              report:
                kind: task
                title:
                  vi: B
                who: organiser
                \(example.line)

            """
        let bytes = Array(text.utf8)
        let result = DefinitionFile.check(bytes: bytes)
        let shown = result.text(file: "w.yaml", lines: SourceLines(bytes), language: .en)
        let lines = shown.split(separator: "\n", omittingEmptySubsequences: false)
        let number = try #require(lines.firstIndex { $0.hasPrefix(" 12 | ") }, "\(shown)")
        let below = lines[number + 1].dropFirst(6)
        let first = try #require(below.firstIndex(of: "^"), "\(shown)")
        let start = below.distance(from: below.startIndex, to: first)
        let width = below[first...].prefix { $0 == "^" }.count
        #expect(start..<start + width == example.columns, "\(shown)")
    }

    @Test("covers the letter when the place is its mark")
    func marks() {
        let line = "a: be\u{302}\u{301}c"
        let problem = Diagnostic(SyntaxProblem.notYAML, at: SourceMark(line: 1, column: 6))
        let shown = DiagnosticRenderer(file: "f", lines: SourceLines(Array(line.utf8)), language: .en).text(problem)
        #expect(shown.contains("\n   |     ^\n"), "\(shown)")
    }
}
