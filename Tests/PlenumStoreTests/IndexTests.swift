import GRDB
import PlenumCore
import Synchronization
import Testing

@testable import PlenumStore

@Suite struct IndexTests {
    /// An index costs bytes and time at every write: there is none that no query of ours uses.
    @Test func servesAQueryEach() throws {
        let folder = try Folder()
        let statements = Statements()
        var settings = SQLiteStore.Settings()
        settings.trace = { sql, _ in statements.add(sql) }
        let store = try SQLiteStore(
            path: folder.database, mode: .create, settings: settings, definitions: Fixture.definitions)
        try Fixture.fill(store)
        let now = Fixture.start
        try store.read { reader in
            let instance = try #require(try reader.instances().first).id
            let item = try #require(try reader.openItems(in: nil).first)
            let person = item.people.first ?? PersonID("nobody")
            let unit = try reader.root() ?? UnitID("nothing")
            _ = try reader.events(of: .instance(instance), after: 0, limit: 1)
            _ = try reader.windowsToClose(in: nil, by: now, limit: 1)
            _ = try reader.windowsToClose(in: instance, by: now, limit: 1)
            _ = try reader.item(at: item.path, member: item.member, of: instance)
            _ = try reader.counts(of: instance, now: now)
            _ = try reader.openItems(for: person)
            _ = try reader.remindersDue(by: now, limit: 1)
            _ = try reader.people(in: unit, of: Set(PersonClass.allCases))
            _ = try reader.holders(of: Post("secretary"), in: unit)
            _ = try reader.units(ofKind: "cell")
            _ = try reader.people(whoNamed: person)
            _ = try reader.numbers(of: instance)
            _ = try reader.slots(ofMessage: 1)
            _ = try reader.messages(in: [.queued], limit: 1)
        }
        let (indices, plans) = try store.connected { database in
            let indices = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
            let plans = try statements.all.filter { $0.hasPrefix("SELECT") }.flatMap { sql in
                try Row.fetchAll(
                    database, sql: "EXPLAIN QUERY PLAN " + sql,
                    arguments: StatementArguments(sql.filter { $0 == "?" }.map { _ in 0 })
                ).map { $0["detail"] as String }
            }
            return (indices, plans)
        }
        #expect(indices.count > 10)
        for index in indices {
            #expect(plans.contains { $0.hasSuffix(" \(index)") || $0.contains(" \(index) ") }, "\(index)")
        }
    }
}

/// The statements that a store has prepared.
private final class Statements: Sendable {
    private let texts = Mutex<Set<String>>([])

    func add(_ sql: String) { texts.withLock { _ = $0.insert(sql) } }

    var all: Set<String> { texts.withLock { $0 } }
}
