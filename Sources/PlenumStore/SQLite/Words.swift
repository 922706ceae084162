internal import GRDB
internal import Synchronization

/// The strings that a database repeats (paths, ids, names), each known by a small number.
///
/// Kept in memory once read; a number never changes its string. What a transaction added is forgotten with it.
final class Words: Sendable {
    private struct Known {
        var numbers: [String: Int] = [:]
        var texts: [Int: String] = [:]
    }

    private let known = Mutex(Known())
    private let path: String
    /// Beyond so many the memory is emptied; the table still has them.
    private let limit = 100_000

    init(path: String) {
        self.path = path
    }

    func forget() {
        known.withLock { $0 = Known() }
    }

    /// Nil when no row has ever held the string.
    func number(of text: String, _ database: Database) throws -> Int? {
        if let number = known.withLock({ $0.numbers[text] }) { return number }
        let statement = try database.cachedStatement(sql: "SELECT id FROM word WHERE text = ?")
        let rows = try Row.fetchCursor(statement, arguments: [text])
        guard let row = try rows.next() else { return nil }
        let number: Int = try Columns(row, of: statement.sql, in: path)[0]
        remember(number, text)
        return number
    }

    func number(keeping text: String, _ database: Database) throws -> Int {
        if let number = try number(of: text, database) { return number }
        try database.cachedStatement(sql: "INSERT INTO word (text) VALUES (?)").execute(arguments: [text])
        let number = Int(database.lastInsertedRowID)
        remember(number, text)
        return number
    }

    func text(_ number: Int, _ database: Database) throws -> String {
        if let text = known.withLock({ $0.texts[number] }) { return text }
        let statement = try database.cachedStatement(sql: "SELECT text FROM word WHERE id = ?")
        let rows = try Row.fetchCursor(statement, arguments: [number])
        guard let row = try rows.next() else { throw StoreError.damaged(path: path, .row(table: "word")) }
        let text: String = try Columns(row, of: statement.sql, in: path)[0]
        remember(number, text)
        return text
    }

    private func remember(_ number: Int, _ text: String) {
        known.withLock { known in
            if known.texts.count >= limit { known = Known() }
            known.numbers[text] = number
            known.texts[number] = text
        }
    }
}
