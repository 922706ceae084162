/// A template of a paper: HTML with names in double braces, as Mustache writes them.
///
///     {{name}}                       the text, escaped for HTML
///     {{#name}} … {{/name}}          once for each of a list; or where a flag is set
///     {{^name}} … {{/name}}          where a list is empty; or where a flag is not set
///     {{> name}}                     another template
///     {{! words}}                    nothing
///
/// A tag alone on its line takes the line with it. There is no way to put in what is not escaped.
public struct PaperTemplate: Sendable {
    indirect enum Piece: Sendable {
        case words(String)
        case text(String, SourceMark)
        case section(String, SourceMark, isInverted: Bool, [Piece])
        case partial(String, SourceMark)
    }

    let pieces: [Piece]

    /// The templates that it calls, as often as it does.
    public var calls: [String] { PaperTemplate.calls(pieces) }

    private static func calls(_ pieces: [Piece]) -> [String] {
        pieces.flatMap { piece -> [String] in
            switch piece {
            case .words, .text: []
            case .section(_, _, _, let inner): calls(inner)
            case .partial(let name, _): [name]
            }
        }
    }

    /// As large as a template may be.
    public static let limit = 1 << 20
    /// As deep as sections may lie in one another.
    static let depth = 32

    /// Nil where something is wrong with the tags themselves; then `problems` says what.
    public static func read(_ bytes: [UInt8]) -> (template: PaperTemplate?, problems: [Diagnostic]) {
        guard bytes.count <= limit, let text = String(validating: bytes, as: UTF8.self) else {
            return (nil, [Diagnostic(TemplateProblem.notUTF8, at: .start)])
        }
        var reader = TemplateReader(text)
        let pieces = reader.read()
        return (reader.problems.isEmpty ? PaperTemplate(pieces: pieces) : nil, reader.problems)
    }
}

/// Takes a template apart.
private struct TemplateReader {
    private let lines: [String.UnicodeScalarView.SubSequence]
    var problems: [Diagnostic] = []
    /// The sections that are open, outermost first, each with what it holds so far; the first is the whole.
    private var open: [(name: String, mark: SourceMark, isInverted: Bool, pieces: [PaperTemplate.Piece])] = []
    private var lineNumber = 0
    /// What follows is not told: every end of a section would be a stray one.
    private var isTooDeep = false

    init(_ text: String) {
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    }

    mutating func read() -> [PaperTemplate.Piece] {
        open = [("", .start, false, [])]
        for (index, line) in lines.enumerated() {
            lineNumber = index + 1
            read(line, isLast: index == lines.count - 1)
        }
        while open.count > 1 {
            let section = open.removeLast()
            report(.unclosedSection(section.name), section.mark, section.name.unicodeScalars.count)
        }
        return open[0].pieces
    }

    private mutating func read(_ line: String.UnicodeScalarView.SubSequence, isLast: Bool) {
        var rest = line
        var words = String.UnicodeScalarView()
        var stands = 0
        // A column is counted on from the tag before: a line may be long.
        var counted = (index: line.startIndex, column: 1)
        var isBare = true
        var tags: [(tag: String, mark: SourceMark, words: String)] = []
        while let start = TemplateReader.find("{{", in: rest) {
            words.append(contentsOf: rest[..<start])
            counted = (start, counted.column + line.distance(from: counted.index, to: start))
            let mark = SourceMark(line: lineNumber, column: counted.column)
            let inside = rest.index(start, offsetBy: 2)
            guard let end = TemplateReader.find("}}", in: rest[inside...]) else {
                report(.unclosedTag, mark, 2)
                return
            }
            let tag = String(String.UnicodeScalarView(rest[inside..<end]))
            rest = rest[rest.index(end, offsetBy: 2)...]
            stands += 1
            tags.append((tag, mark, String(words)))
            words = String.UnicodeScalarView()
            if !TemplateReader.isControl(tag) { isBare = false }
        }
        words.append(contentsOf: rest)
        let tail = String(words)
        let isAlone = stands == 1 && isBare && TemplateReader.isBlank(tags[0].words) && TemplateReader.isBlank(tail)
        for (tag, mark, before) in tags {
            if !isAlone { put(.words(before)) }
            take(tag, mark)
        }
        if !isAlone { put(.words(tail + (isLast ? "" : "\n"))) }
    }

    private mutating func take(_ tag: String, _ mark: SourceMark) {
        let sign = tag.unicodeScalars.first ?? " "
        let name = trimmed("#^/>!&{".unicodeScalars.contains(sign) ? String(tag.unicodeScalars.dropFirst()) : tag)
        let width = tag.unicodeScalars.count + 4
        if sign == "!" { return }
        if sign == "{" || sign == "&" {
            return report(.unescaped(name.filter { $0 != "}" }), mark, width)
        }
        guard !name.isEmpty, name.unicodeScalars.allSatisfy(TemplateReader.isNameScalar) else {
            return report(.badTag(tag), mark, width)
        }
        switch sign {
        case "#", "^":
            guard open.count <= PaperTemplate.depth else {
                if !isTooDeep { report(.tooDeep, mark, width) }
                isTooDeep = true
                return
            }
            open.append((name, mark, sign == "^", []))
        case "/":
            if isTooDeep { return }
            guard open.count > 1, open[open.count - 1].name == name else {
                return report(.strayEnd(name, open: open.count > 1 ? open[open.count - 1].name : nil), mark, width)
            }
            let section = open.removeLast()
            put(.section(name, section.mark, isInverted: section.isInverted, section.pieces))
        case ">": put(.partial(name, mark))
        default: put(.text(name, mark))
        }
    }

    private mutating func put(_ piece: PaperTemplate.Piece) {
        if case .words(let words) = piece {
            if words.isEmpty { return }
            if case .words(let before)? = open[open.count - 1].pieces.last {
                open[open.count - 1].pieces[open[open.count - 1].pieces.count - 1] = .words(before + words)
                return
            }
        }
        open[open.count - 1].pieces.append(piece)
    }

    private mutating func report(_ problem: TemplateProblem, _ mark: SourceMark, _ width: Int) {
        problems.append(Diagnostic(problem, at: mark, to: mark.advanced(columns: width)))
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-"
    }

    /// A tag that leaves nothing in its place.
    private static func isControl(_ tag: String) -> Bool {
        tag.unicodeScalars.first.map { "#^/>!".unicodeScalars.contains($0) } ?? false
    }

    private static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0 == " " || $0 == "\t" || $0 == "\r" }
    }

    private static func find(
        _ sign: String, in text: String.UnicodeScalarView.SubSequence
    ) -> String.UnicodeScalarView.Index? {
        let wanted = Array(sign.unicodeScalars)
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index] == wanted[0], next < text.endIndex, text[next] == wanted[1] { return index }
            index = next
        }
        return nil
    }
}
