/// Writes tables as spreadsheets read them: with a byte-order mark, by which they know UTF-8, and commas.
public enum CSVText {
    public static func table(_ rows: [[String]]) -> String {
        "\u{FEFF}" + rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// The same for a table that nobody imports again: a cell that a spreadsheet would take for a formula gets an
    /// apostrophe before it, and stays text.
    public static func harmlessTable(_ rows: [[String]]) -> String {
        table(rows.map { $0.map(harmless) })
    }

    /// Rows of such a table that come behind others.
    public static func harmlessRows(_ rows: [[String]]) -> String {
        rows.map { $0.map { cell(harmless($0)) }.joined(separator: ",") + "\r\n" }.joined()
    }

    private static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return text }
        return "'" + text
    }

    private static func cell(_ text: String) -> String {
        let needsQuotes = text.unicodeScalars.contains { ",;\"\r\n".unicodeScalars.contains($0) }
        return needsQuotes
            ? "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
            : text
    }
}
