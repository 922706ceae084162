import Foundation
import GRDBSQLite
import Synchronization

/// A connection with nothing between it and SQLite: each statement prepared once, its values bound, stepped.
final class BareSQLite {
    /// A statement as it was executed: its text with question marks, and the values in their place.
    struct Recorded {
        let sql: String
        let values: [Value]

        enum Value {
            case null
            case integer(Int64)
            case text(String)
            case blob([UInt8])
        }
    }

    struct Failure: Error {
        let code: Int32
        let sql: String
    }

    private var connection: OpaquePointer?
    private var statements: [String: OpaquePointer] = [:]

    init(path: String) throws {
        try check(sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE, nil), path)
        for sql in ["PRAGMA journal_mode = WAL", "PRAGMA wal_autocheckpoint = 0", "PRAGMA synchronous = FULL"] {
            try check(sqlite3_exec(connection, sql, nil, nil, nil), sql)
        }
    }

    deinit {
        for statement in statements.values { sqlite3_finalize(statement) }
        sqlite3_close(connection)
    }

    func execute(_ recorded: [Recorded]) throws {
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for entry in recorded {
            let statement = try prepared(entry.sql)
            for (index, value) in entry.values.enumerated() {
                let place = Int32(index + 1)
                switch value {
                case .null: sqlite3_bind_null(statement, place)
                case .integer(let number): sqlite3_bind_int64(statement, place, number)
                case .text(let text): sqlite3_bind_text(statement, place, text, -1, transient)
                case .blob(let bytes): sqlite3_bind_blob(statement, place, bytes, Int32(bytes.count), transient)
                }
            }
            var code = sqlite3_step(statement)
            while code == SQLITE_ROW { code = sqlite3_step(statement) }
            guard code == SQLITE_DONE else { throw Failure(code: code, sql: entry.sql) }
            sqlite3_reset(statement)
        }
    }

    private func prepared(_ sql: String) throws -> OpaquePointer {
        if let statement = statements[sql] { return statement }
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil), sql)
        guard let statement else { throw Failure(code: SQLITE_MISUSE, sql: sql) }
        statements[sql] = statement
        return statement
    }

    private func check(_ code: Int32, _ sql: String) throws {
        guard code == SQLITE_OK else { throw Failure(code: code, sql: sql) }
    }
}

/// The statements of a connection as they pass.
final class Tape: Sendable {
    private let entries = Mutex([BareSQLite.Recorded]())

    var statements: [BareSQLite.Recorded] { entries.withLock { $0 } }

    func clear() {
        entries.withLock { $0 = [] }
    }

    func add(_ sql: String, expanded: String) {
        let values = Tape.values(of: sql, in: expanded)
        entries.withLock { $0.append(BareSQLite.Recorded(sql: sql, values: values)) }
    }

    /// What stands in `expanded` where `sql` has a question mark. No statement of the store has one elsewhere.
    private static func values(of sql: String, in expanded: String) -> [BareSQLite.Recorded.Value] {
        var rest = Array(expanded.utf8)[...]
        var values: [BareSQLite.Recorded.Value] = []
        let parts = sql.utf8.split(separator: UInt8(ascii: "?"), omittingEmptySubsequences: false)
        for part in parts.dropLast() {
            rest = rest.dropFirst(part.count)
            values.append(literal(&rest))
        }
        return values
    }

    private static func literal(_ rest: inout ArraySlice<UInt8>) -> BareSQLite.Recorded.Value {
        let quote = UInt8(ascii: "'")
        if rest.first == quote {
            var text: [UInt8] = []
            rest = rest.dropFirst()
            while let byte = rest.popFirst() {
                if byte == quote {
                    guard rest.first == quote else { break }
                    rest = rest.dropFirst()
                }
                text.append(byte)
            }
            return .text(String(decoding: text, as: UTF8.self))
        }
        if rest.starts(with: "x'".utf8) {
            let digits = rest.dropFirst(2).prefix { $0 != quote }
            rest = rest.dropFirst(digits.count + 3)
            let text = String(decoding: digits, as: UTF8.self)
            return .blob(
                stride(from: 0, to: text.utf8.count, by: 2).compactMap { offset in
                    let start = text.index(text.startIndex, offsetBy: offset)
                    return UInt8(text[start..<text.index(start, offsetBy: 2)], radix: 16)
                })
        }
        let word = String(decoding: rest.prefix { $0 == 45 || (48...57).contains($0) || $0 > 64 }, as: UTF8.self)
        rest = rest.dropFirst(word.utf8.count)
        return Int64(word).map { .integer($0) } ?? .null
    }
}
