/// A table as a spreadsheet exports it: RFC 4180, with or without a byte-order mark, with comma or semicolon.
public struct CSV: Sendable {
    public let header: [String]
    /// Where each header begins.
    public let headerMarks: [SourceMark]
    public let rows: [Row]

    public struct Row: Hashable, Sendable {
        /// The line of the file on which the row begins, from 1.
        public let line: Int
        public let cells: [String]
        /// Where each cell begins, its quote included; columns count Unicode scalars after a byte-order mark.
        public let marks: [SourceMark]
    }

    public enum Fault: Error, Hashable, Sendable {
        case notUTF8
        case empty
        /// A quote that is opened on this line and never closed.
        case openQuote(line: Int)
        /// Text behind a closing quote.
        case textAfterQuote(line: Int)
        case columns(line: Int, expected: Int, found: Int)
    }

    /// Cells lose the white space around them; rows without any text are left out.
    public init(_ bytes: [UInt8]) throws(Fault) {
        guard
            let text = String(
                validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], as: UTF8.self)
        else { throw .notUTF8 }
        let all = try CSV.rows(of: Array(text.unicodeScalars))
        guard let first = all.first else { throw .empty }
        header = first.cells
        headerMarks = first.marks
        rows = Array(all.dropFirst())
        for row in rows where row.cells.count != header.count {
            throw .columns(line: row.line, expected: header.count, found: row.cells.count)
        }
    }

    private static func rows(of text: [Unicode.Scalar]) throws(Fault) -> [Row] {
        let separator = separator(of: text)
        var rows: [Row] = []
        var cells: [String] = []
        var cell = String.UnicodeScalarView()
        var quoted = false
        var wasQuoted = false
        var line = 1
        var rowLine = 1
        var quoteLine = 1
        var lineStart = 0
        var mark = SourceMark.start
        var marks: [SourceMark] = []

        func finishCell(next index: Int) {
            let plain = wasQuoted ? String(cell) : trimmed(String(cell))
            cells.append(plain)
            marks.append(mark)
            mark = SourceMark(line: line, column: index - lineStart + 1)
            cell = .init()
            wasQuoted = false
        }
        func finishRow() {
            finishCell(next: 0)
            if cells.contains(where: { !$0.isEmpty }) { rows.append(Row(line: rowLine, cells: cells, marks: marks)) }
            cells = []
            marks = []
        }

        var index = 0
        while index < text.count {
            let scalar = text[index]
            index += 1
            if quoted {
                if scalar == "\n" {
                    line += 1
                    lineStart = index
                }
                guard scalar == "\"" else {
                    cell.append(scalar)
                    continue
                }
                if index < text.count, text[index] == "\"" {
                    cell.append("\"")
                    index += 1
                } else {
                    quoted = false
                }
                continue
            }
            switch scalar {
            case "\"" where trimmed(String(cell)).isEmpty && !wasQuoted:
                cell = .init()
                quoted = true
                wasQuoted = true
                quoteLine = line
            case separator: finishCell(next: index)
            case "\r": continue
            case "\n":
                finishRow()
                line += 1
                rowLine = line
                lineStart = index
                mark = SourceMark(line: line, column: 1)
            default:
                if wasQuoted {
                    if scalar.properties.isWhitespace { continue }
                    throw .textAfterQuote(line: line)
                }
                cell.append(scalar)
            }
        }
        if quoted { throw .openQuote(line: quoteLine) }
        if !cell.isEmpty || !cells.isEmpty || wasQuoted { finishRow() }
        return rows
    }

    /// Semicolon where the first line has more of them than commas outside quotes, as spreadsheets write where the
    /// comma stands in numbers.
    private static func separator(of text: [Unicode.Scalar]) -> Unicode.Scalar {
        var commas = 0
        var semicolons = 0
        var quoted = false
        for scalar in text {
            if scalar == "\"" { quoted.toggle() }
            if quoted { continue }
            if scalar == "\n" { break }
            if scalar == "," { commas += 1 }
            if scalar == ";" { semicolons += 1 }
        }
        return semicolons > commas ? ";" : ","
    }
}

/// Without the white space at both ends, no-break spaces included.
package func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
        let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
}
