import Foundation
import GRDB
import PlenumCore
import Testing

@testable import PlenumStore

/// Every column of every table, altered in one row after the other.
@Suite("Whatever value of the file is altered, verify finds it")
struct AlteredValueTests {
    private let folder: Folder
    private let store: SQLiteStore

    /// What stands in a table and once more in an index: where the two differ, SQLite's own check tells, and here both
    /// are altered. The numbers of rows to which nothing refers, strings that no row has any more, the order of units,
    /// and when a task reminds next.
    private static let heldTwice: Set<String> = [
        "item.remind_at", "resource.id", "series.id", "unit.position", "word.id", "word.text",
    ]

    init() throws {
        folder = try Folder()
        store = try folder.store()
        try Fixture.fill(store)
        try Fixture.fill(store, "meeting-2")
        try store.write { transaction in
            _ = try Fixture.commit(Fixture.end(of: "meeting-2"), of: "meeting-2", to: transaction)
            let series = SeriesRecord(
                series: NumberSeries(unit: "uỷ-ban", term: "2025-2030", type: "NQ", organ: "ĐU"), last: 7)
            try transaction.set(series: [series])
            try transaction.append([
                Event(
                    stream: .settings, at: Fixture.start, effective: Fixture.start, actor: Actor(by: "an"),
                    body: .settingChanged(SettingChanged(series: [series])))
            ])
            try transaction.record(command: "one", answer: "{}")
            try transaction.setLastRemind(Fixture.start)
            try transaction.setReminder(TaskCode(7), at: Fixture.start)
            try Fixture.fillOutbox(transaction)
        }
    }

    @Test func findsEveryAlteredValue() throws {
        #expect(try store.verify().problems == [])
        var unseen: Set<String> = []
        for table in try tables() {
            let rows = try store.connected { try Row.fetchAll($0, sql: "SELECT * FROM \(table)") }
            for row in Set([0, rows.count / 2, rows.count - 1]).filter(rows.indices.contains).map({ rows[$0] }) {
                for column in row.columnNames where try !isNoticed(in: table, column, of: row) {
                    unseen.insert("\(table).\(column)")
                }
            }
        }
        #expect(unseen.subtracting(Self.heldTwice).sorted() == [])
        #expect(try store.verify().problems == [])
    }

    @Test func keepsNoRowsOfWhatHasEnded() throws {
        let rows = try store.connected { database in
            try ["step", "tally", "scope", "item"].map { table in
                try Row.fetchAll(
                    database,
                    sql: "SELECT word.text FROM \(table) JOIN word ON word.id = \(table).instance"
                ).map { $0[0] as String }
            }
        }
        #expect(rows.allSatisfy { Set($0) == ["meeting-1"] })
    }

    private func tables() throws -> [String] {
        try store.connected {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        }
    }

    /// Puts another value there, looks, and puts the old one back. What SQLite itself refuses to hold is no damage.
    private func isNoticed(in table: String, _ column: String, of row: Row) throws -> Bool {
        let old: DatabaseValue = row[column]
        let new = altered(old)
        guard try put(new, in: table, column, of: row) else { return true }
        let isNoticed = !((try? store.verify())?.isSound ?? false)
        let changed = Row(
            Dictionary(
                row.map { ($0, $0 == column ? new : $1) } as [(String, DatabaseValue)], uniquingKeysWith: { $1 }))
        #expect(try put(old, in: table, column, of: changed), "\(table).\(column) cannot be put back")
        return isNoticed
    }

    private func put(_ value: DatabaseValue, in table: String, _ column: String, of row: Row) throws -> Bool {
        let place = row.columnNames.map { "\($0) IS ?" }.joined(separator: " AND ")
        let values = StatementArguments(row.columnNames.map { row[$0] as DatabaseValue })
        do {
            return try store.connected { database in
                try database.execute(
                    sql: "UPDATE \(table) SET \(column) = ? WHERE \(place)", arguments: [value] + values)
                return database.changesCount > 0
            }
        } catch is StoreError {
            return false
        }
    }

    private func altered(_ value: DatabaseValue) -> DatabaseValue {
        switch value.storage {
        case .null: 1.databaseValue
        case .int64(let number): (number ^ 1).databaseValue
        case .double(let number): (number + 1).databaseValue
        case .string(let text): (text + "x").databaseValue
        case .blob(let data): (data + [0]).databaseValue
        }
    }
}
