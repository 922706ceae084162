/// Writes diagnostics down: for people with the line and a caret, for editors one to a line, for tools as JSON.
public struct DiagnosticRenderer: Sendable {
    public let file: String
    public let language: Language
    private let lines: SourceLines

    public init(file: String, lines: SourceLines, language: Language) {
        self.file = file
        self.lines = lines
        self.language = language
    }

    /// `file:line:column: error[code]: message`.
    public func oneLine(_ diagnostic: Diagnostic) -> String {
        let place = "\(file):\(diagnostic.mark.line):\(diagnostic.mark.column)"
        let problem = diagnostic.problem
        return "\(place): \(name(problem.severity))[\(problem.code)]: \(problem.message(in: language))"
    }

    /// The same with the line of the file, a caret below what is wrong, and the fix where there is one.
    public func text(_ diagnostic: Diagnostic) -> String {
        var text = oneLine(diagnostic) + "\n"
        if let line = lines[diagnostic.mark.line] {
            let number = String(diagnostic.mark.line)
            let margin = String(repeating: " ", count: number.count)
            let view = LineView(line, from: diagnostic.mark, to: diagnostic.end)
            text += " \(number) | \(view.text)\n \(margin) | \(view.caret)\n"
        }
        if let fix = diagnostic.problem.fix(in: language) {
            text += (language == .vi ? "   cách sửa: " : "   fix: ") + fix + "\n"
        }
        return text
    }

    /// The last line where there were more than are shown.
    public func remainder(_ count: Int) -> String {
        language == .vi ? "và \(count) lỗi nữa" : "and \(count) more"
    }

    private func name(_ severity: Severity) -> String {
        // Editors and CI look for these words; they are no prose.
        severity.rawValue
    }

    /// The same in every language of the interface: a tool reads codes, a person the words of either.
    public static func json(_ diagnostic: Diagnostic) -> JSON {
        let problem = diagnostic.problem
        return .object([
            "code": .string(problem.code),
            "severity": .string(problem.severity.rawValue),
            "line": .int(diagnostic.mark.line),
            "column": .int(diagnostic.mark.column),
            "endLine": diagnostic.end.map { .int($0.line) },
            "endColumn": diagnostic.end.map { .int($0.column) },
            "message": inEachLanguage { problem.message(in: $0) },
            "fix": problem.fix(in: .en) == nil ? nil : inEachLanguage { problem.fix(in: $0) ?? "" },
        ])
    }

    private static func inEachLanguage(_ text: (Language) -> String) -> JSON {
        .object(Language.allCases.map { JSON.Member($0.rawValue, .string(text($0))) })
    }
}

/// A line of a file as a terminal shows it, with a caret below some of it.
private struct LineView {
    let text: String
    let caret: String

    private static let width = 110

    init(_ line: String, from start: SourceMark, to end: SourceMark?) {
        let scalars = Array(line.unicodeScalars)
        var first = min(start.column - 1, scalars.count)
        // A mark is shown above or below the letter before it.
        while first > 0, first < scalars.count, LineView.shown(scalars[first]).1 == 0 { first -= 1 }
        var last = end.map { $0.line == start.line ? $0.column - 1 : scalars.count } ?? first + 1
        last = min(max(last, first + 1), max(scalars.count, first + 1))
        // Nor does a letter end before its marks.
        while last < scalars.count, LineView.shown(scalars[last]).1 == 0 { last += 1 }
        // Of a line that is too long, the part round the fault.
        let from = scalars.count > LineView.width ? max(0, first - LineView.width / 3) : 0
        let upTo = min(scalars.count, from + LineView.width)
        var shown = from > 0 ? "…" : ""
        var below = from > 0 ? " " : ""
        for (index, scalar) in scalars.enumerated() where index >= from && index < upTo {
            let (sign, width) = LineView.shown(scalar)
            shown += sign
            if index < first {
                below += scalar == "\t" ? "\t" : String(repeating: " ", count: width)
            } else if index < last {
                below += String(repeating: "^", count: width)
            }
        }
        if upTo < scalars.count { shown += "…" }
        if !below.contains("^") { below += "^" }
        text = shown
        caret = below
    }

    /// A scalar as it may go to a terminal, and the columns it takes there.
    private static func shown(_ scalar: Unicode.Scalar) -> (String, Int) {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: (String(Character(scalar)), 0)
        case .control where scalar != "\t", .format, .lineSeparator, .paragraphSeparator, .surrogate: ("\u{FFFD}", 1)
        // The medial and final letters of a Korean syllable that was typed apart (UAX 11).
        case .otherLetter where (0x1160...0x11FF).contains(scalar.value): (String(Character(scalar)), 0)
        default: (String(Character(scalar)), isWide(scalar) ? 2 : 1)
        }
    }

    /// Scalars of East Asian width W and F (UAX 11), and emoji.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
