public import PlenumCore

/// Why a store could not do what it was asked: facts, whose words are elsewhere.
public enum StoreError: Error, Hashable, Sendable {
    /// Nothing is kept at this path.
    case missing(path: String)
    /// The file is something else than a database of Plenum.
    case notADatabase(path: String)
    case damaged(path: String, Damage)
    /// A later version has written it.
    case newerSchema(path: String, found: Int, known: Int)
    case cannotWrite(path: String, WriteObstacle)
    /// The system's or SQLite's number of the failure.
    case inputOutput(path: String, code: Int)
    /// Others have held the database for longer than one may wait.
    case lockedTooLong(path: String)
    /// Others than the owner may write in the folder, and so put files in the place of ours.
    case folderOpenToOthers(path: String)
    /// A file beside the database, or the database, belongs to another account.
    case foreignFile(path: String)
    /// Locks and shared memory do not hold on such a file system.
    case networkFileSystem(path: String, type: String)
    /// What was to be written to holds something.
    case occupied(path: String)
    /// An import's line, from 1, is not what it should be.
    case unreadable(path: String, line: Int)
    case noSuchTask(TaskCode)
    case noSuchMessage(Int)
    /// The slot is not there, or another message carries it.
    case slotTaken(ReminderKey)
    case commandRepeated(id: String)

    public enum Damage: Hashable, Sendable {
        /// SQLite finds its pages inconsistent.
        case pages
        /// The last event does not fit the hash of the chain.
        case head(sequence: Int)
        /// A row holds what no version writes.
        case row(table: String)
        /// An earlier verification found it damaged.
        case marked
    }

    public enum WriteObstacle: Hashable, Sendable {
        case full, readOnly
    }

    /// The status with which a program ends that could not do its work for this reason (`sysexits.h`).
    public var exitStatus: Int32 {
        switch self {
        case .noSuchTask, .noSuchMessage, .slotTaken, .commandRepeated, .occupied: 1
        case .notADatabase, .damaged, .unreadable: 65
        case .missing: 66
        case .cannotWrite: 73
        case .inputOutput: 74
        case .lockedTooLong: 75
        case .newerSchema, .folderOpenToOthers, .foreignFile, .networkFileSystem: 78
        }
    }
}
