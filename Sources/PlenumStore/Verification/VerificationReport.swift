public import PlenumCore

/// What looking at everything has found.
public struct VerificationReport: Hashable, Sendable {
    /// The end of the chain as the rows say it.
    public let head: ChainHead
    public let events: Int
    public let instances: Int
    /// Texts and files that were erased: their bytes are gone, their hash stays.
    public let erased: Int
    /// The version of SQLite, whose bugs one may have to know.
    public let sqlite: String
    /// At most `limit` of them; `isSound` when there is none.
    public internal(set) var problems: [Problem]

    public static let limit = 100

    public var isSound: Bool { problems.isEmpty }

    public enum Problem: Hashable, Sendable {
        /// SQLite's own check of the file says so, in its words.
        case file(String)
        /// Numbers are missing in the log, or stand twice.
        case gap(after: Int)
        /// Behind a damaged frame of the write-ahead log lie transactions that were acknowledged.
        case log
        /// What the row says does not give the hash that it holds.
        case broken(sequence: Int)
        /// The row cannot be read as an event.
        case unreadable(sequence: Int)
        /// The version within its stream is not the next.
        case version(sequence: Int)
        /// The log was to end with, or contain, this head, and does not: its tail was cut or it was written anew.
        case otherHead(expected: ChainHead)
        /// No table holds the definition that the instance runs, or it cannot be read.
        case definition(InstanceID)
        /// Folding the log does not give the row.
        case state(InstanceID, Row)
        /// The directory does not say what the log says it does.
        case directory(kind: String, id: String)
        /// The bytes do not have the hash under which they are kept.
        case resource(hash: String)
        /// The register of document numbers does not say what the log says it does.
        case register(NumberSeries)
        /// The outbox contradicts itself.
        case outbox(Outbox)
        /// A table holds what no version writes.
        case row(table: String)

        public enum Row: Hashable, Sendable {
            case instance
            case step(Path)
            case tally(Path)
            case scope(ScopePath)
            case item(TaskCode)
            /// The ballot box of a secret vote: not as many votes as people have voted.
            case ballots(Path)
            /// Who may claim an open item.
            case candidates
        }

        public enum Outbox: Hashable, Sendable {
            /// A slot says that it waits, its message says that it is done with, or there is no such message.
            case slot(ReminderKey)
            /// Its claims and records are not what its token counts.
            case message(Int)
        }
    }
}
