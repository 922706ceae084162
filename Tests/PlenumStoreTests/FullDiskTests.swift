import Foundation
import GRDB
import PlenumCore
import Testing

@testable import PlenumStore

/// What was acknowledged is stored, what could not be written was refused; and once there is room, all goes on.
@Suite struct FullDiskTests {
    /// Acts until the first that is refused; returns how many were acknowledged.
    private func fill(_ store: SQLiteStore, from first: Int) throws -> (count: Int, refusal: StoreError?) {
        for number in first..<first + 10_000 {
            do {
                try store.write { transaction throws in
                    let id = InstanceID("run-\(number)")
                    _ = try Fixture.commit(
                        Fixture.run(id, firstTask: try transaction.lastTaskNumber() + 1), of: id, to: transaction)
                }
            } catch let error as StoreError {
                return (number - first, error)
            }
        }
        return (10_000, nil)
    }

    @Test func refusesWhatDoesNotFitAndKeepsTheRest() throws {
        let folder = try Folder()
        let store = try folder.store()
        try Fixture.fill(store)
        try store.connected { try $0.execute(sql: "PRAGMA max_page_count = 120") }
        let (count, refusal) = try fill(store, from: 1)
        #expect(refusal == .cannotWrite(path: folder.database, .full))
        #expect(try store.verify().instances == count + 1)
        try store.connected { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
        try Fixture.fill(store, "later")
        #expect(try folder.store(.existing).verify().instances == count + 2)
    }

    /// On a real file system of a few hundred kilobytes, named by `PLENUM_SMALL_DISK`; `ballast` there is removed to
    /// make room again.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["PLENUM_SMALL_DISK"] != nil))
    func survivesADiskThatIsFull() throws {
        let disk = try #require(ProcessInfo.processInfo.environment["PLENUM_SMALL_DISK"])
        let path = disk + "/plenum.db"
        let ballast = URL(fileURLWithPath: disk + "/ballast")
        try Data(count: 40_000).write(to: ballast)
        var acknowledged = 0
        do {
            let store = try SQLiteStore(path: path, mode: .create, definitions: Fixture.definitions)
            try Fixture.fill(store)
            acknowledged = 1
            let (count, refusal) = try fill(store, from: 1)
            acknowledged += count
            #expect(refusal?.exitStatus == 73, "\(String(describing: refusal))")
            try store.close()
        } catch let error as StoreError {
            // So small that the database could not be made.
            #expect(error == .cannotWrite(path: path, .full))
        }
        // Still full: what is there can be read, or nothing is there.
        do {
            let store = try SQLiteStore(path: path, mode: .existing, definitions: Fixture.definitions)
            #expect(try store.read { try $0.instances().count } == acknowledged)
            try store.close()
        } catch let error as StoreError {
            #expect(acknowledged == 0 && error.exitStatus == 66 || error.exitStatus == 73, "\(error)")
        }
        try FileManager.default.removeItem(at: ballast)
        do {
            let store = try SQLiteStore(path: path, mode: .create, definitions: Fixture.definitions)
            let report = try store.inspect()
            #expect(report.problems.isEmpty)
            #expect(report.instances == acknowledged)
        } catch StoreError.cannotWrite(_, .full) where acknowledged == 0 {
            // Too small for an empty database, with or without the ballast.
        }
    }
}
