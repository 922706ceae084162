/// Lays out a table for a terminal: each column as wide as its widest cell, counted in what a terminal shows.
struct Columns {
    private var rows: [[String]] = []

    mutating func add(_ cells: String...) { rows.append(cells) }

    /// Lines with two spaces between columns and `indent` before each; nothing behind the last cell.
    func lines(indent: String = "") -> [String] {
        var widths: [Int] = []
        for row in rows {
            for (index, cell) in row.enumerated() {
                if index == widths.count { widths.append(0) }
                widths[index] = max(widths[index], Columns.width(cell))
            }
        }
        return rows.map { row in
            var line = indent
            for (index, cell) in row.enumerated() {
                line += cell
                if index + 1 < row.count {
                    line += String(repeating: " ", count: widths[index] - Columns.width(cell) + 2)
                }
            }
            return line
        }
    }

    /// How many places a terminal gives the text: one a character, none for colour.
    static func width(_ text: String) -> Int {
        var width = 0
        var inEscape = false
        for character in text {
            if character == "\u{1B}" { inEscape = true }
            if !inEscape { width += 1 }
            if inEscape, character == "m" { inEscape = false }
        }
        return width
    }
}
