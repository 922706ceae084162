internal import GRDB
internal import PlenumCore

internal import struct Foundation.Data

/// One consistent view of the file, inside one transaction of SQLite. Its look-ups lie in `Tables/`, by table.
class SQLiteReader {
    let database: Database
    let store: SQLiteStore
    /// Who may claim an open item, as it was read: what a change compares with.
    var claimable: [TaskCode: [PersonID]] = [:]
    /// Of the instances that were asked for: those that are folded from their log, and nil for those that have rows.
    var endedStates: [Int: EndedState?] = [:]

    init(_ database: Database, _ store: SQLiteStore) {
        self.database = database
        self.store = store
    }

    var path: String { store.location.path }

    func damaged(_ table: String) -> StoreError { .damaged(path: path, .row(table: table)) }

    // MARK: Words

    func known(_ identifier: some Identifier) throws -> Int? { try known(identifier.rawValue) }

    /// Nil when the database has never seen the string, and so has no row of it.
    func known(_ text: String) throws -> Int? { try store.words.number(of: text, database) }

    func text(_ number: Int) throws -> String { try store.words.text(number, database) }

    func identifier<ID: Identifier>(_ number: Int) throws -> ID { ID(rawValue: try text(number)) }

    func optionalIdentifier<ID: Identifier>(_ number: Int?) throws -> ID? {
        try number.map { ID(rawValue: try text($0)) }
    }

    // MARK: Packed values

    func unpack(_ bytes: Data, _ table: String) throws -> JSON {
        guard let json = try PackedJSON.unpack([UInt8](bytes), text: { try text($0) }) else { throw damaged(table) }
        return json
    }

    func unpackCells(_ bytes: Data?, _ table: String) throws -> [Value.Cell] {
        try bytes.map { try ScopeFacts(json: unpack($0, table)).values } ?? []
    }

    func unpackDocument(_ bytes: Data?, _ table: String) throws -> Document? {
        guard let bytes else { return nil }
        guard let document = try Document(json: unpack(bytes, table)) else { throw damaged(table) }
        return document
    }

    func due(day: Int?, time: Int?, overdue: Int?, _ table: String) throws -> Due? {
        guard let day, let overdue else {
            guard day == nil, time == nil, overdue == nil else { throw damaged(table) }
            return nil
        }
        return Due(
            date: try civilDate(day, table), time: try time.map { try civilTime($0, table) },
            instant: Instant(seconds: overdue))
    }

    func civilDate(_ day: Int, _ table: String) throws -> CivilDate {
        guard abs(day) < 3_000_000 else { throw damaged(table) }
        return CivilDate(dayNumber: day)
    }

    private func civilTime(_ second: Int, _ table: String) throws -> CivilTime {
        guard let time = CivilTime(secondOfDay: second) else { throw damaged(table) }
        return time
    }

    func decoded<Code: StoredCode>(_ code: Int, _ table: String) throws -> Code {
        guard let value = Code(code: code) else { throw damaged(table) }
        return value
    }

    // MARK: Statements

    /// The first row of a statement that is prepared once a connection.
    func first<Result>(
        _ sql: String, _ arguments: StatementArguments, _ read: (Columns) throws -> Result
    ) throws -> Result? {
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
        return try rows.next().map { try read(Columns($0, of: sql, in: path)) }
    }

    func all<Result>(
        _ sql: String, _ arguments: StatementArguments = StatementArguments(), _ read: (Columns) throws -> Result
    ) throws -> [Result] {
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
        var results: [Result] = []
        while let row = try rows.next() { results.append(try read(Columns(row, of: sql, in: path))) }
        return results
    }
}

extension SQLiteReader: StoreReader {}

/// One write transaction on the file.
final class SQLiteTransaction: SQLiteReader {
    /// Whether what is changed is overwritten in its pages.
    var isOverwriting = false
    /// Whether something is erased that must not be found in the file afterwards.
    var isErasing = false
    /// The last event's sequence and hash, as `checkHead` found them and `append` has moved them.
    var chainEnd = (sequence: 0, hash: LogLine.seed)

    func number(_ identifier: some Identifier) throws -> Int { try number(identifier.rawValue) }

    func number(_ text: String) throws -> Int { try store.words.number(keeping: text, database) }

    func optionalNumber(_ identifier: (some Identifier)?) throws -> Int? { try identifier.map { try number($0) } }

    func pack(_ json: JSON) throws -> Data {
        Data(try PackedJSON.pack(json, word: { try number($0) }))
    }

    func pack(_ cells: [Value.Cell]) throws -> Data? {
        cells.isEmpty ? nil : try pack(ScopeFacts(values: cells).json)
    }

    func pack(_ document: Document?) throws -> Data? { try document.map { try pack($0.json) } }

    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension SQLiteTransaction: StoreTransaction {}
