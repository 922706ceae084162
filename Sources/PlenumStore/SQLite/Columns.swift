internal import GRDB
internal import PlenumCore

internal import struct Foundation.Data

/// One row of an answer, read by position. A value of another type than its column has on a sound file is damage,
/// and told as such: GRDB's own subscripts would end the program.
struct Columns {
    private let row: Row
    private let sql: String
    private let path: String

    init(_ row: Row, of sql: String, in path: String) {
        self.row = row
        self.sql = sql
        self.path = path
    }

    /// So far from 1970 that no date can be reckoned with.
    private static let farthest = 1_000_000_000_000

    func value(_ index: Int) -> DatabaseValue { row[index] }

    subscript(index: Int) -> Int {
        get throws {
            guard let number: Int = try self[index] else { throw damage }
            return number
        }
    }

    subscript(index: Int) -> Int? {
        get throws {
            switch value(index).storage {
            case .null: nil
            case .int64(let number): Int(number)
            case .double, .string, .blob: throw damage
            }
        }
    }

    subscript(index: Int) -> String {
        get throws {
            guard let text: String = try self[index] else { throw damage }
            return text
        }
    }

    subscript(index: Int) -> String? {
        get throws {
            switch value(index).storage {
            case .null: nil
            case .string(let text): text
            case .int64, .double, .blob: throw damage
            }
        }
    }

    subscript(index: Int) -> Data {
        get throws {
            guard let data: Data = try self[index] else { throw damage }
            return data
        }
    }

    subscript(index: Int) -> Data? {
        get throws {
            switch value(index).storage {
            case .null: nil
            case .blob(let data): data
            case .int64, .double, .string: throw damage
            }
        }
    }

    func instant(_ index: Int) throws -> Instant {
        guard let instant = try optionalInstant(index) else { throw damage }
        return instant
    }

    func optionalInstant(_ index: Int) throws -> Instant? {
        guard let seconds: Int = try self[index] else { return nil }
        guard seconds.magnitude <= Columns.farthest.magnitude else { throw damage }
        return Instant(seconds: seconds)
    }

    func task(_ index: Int) throws -> TaskCode {
        let number: Int = try self[index]
        guard number > 0 else { throw damage }
        return TaskCode(number)
    }

    /// Names the table that stands behind the first `FROM`.
    private var damage: StoreError {
        let words = sql.split(whereSeparator: { $0 == " " || $0 == "\n" })
        let table = words.firstIndex(of: "FROM").flatMap {
            words.index(after: $0) < words.endIndex ? words[$0 + 1] : nil
        }
        return .damaged(path: path, .row(table: table.map(String.init) ?? ""))
    }
}
