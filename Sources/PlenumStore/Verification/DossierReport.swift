public import PlenumCore

/// What looking at a dossier has found.
public struct DossierReport: Sendable {
    public enum Problem: Hashable, Sendable {
        /// The list is missing, or this line of it is not in its form.
        case list(line: Int?)
        case fileMissing(String)
        case fileChanged(String)
        /// It is in the folder and not in the list.
        case fileUnlisted(String)
        /// Something else than a file or a folder.
        case notAFile(String)
        case manifest
        /// A line of the log is not in its form, or of another plan, or not in its place.
        case line(Int)
        /// An event does not fit the hash of the chain.
        case broken(sequence: Int)
        case chain(line: Int)
        /// The chain does not end with the head that the manifest names.
        case head
        case otherHead(ChainHead)
        /// So many events of others are of the older form and cannot be followed: what lies before the last of them is
        /// not proven by the head.
        case unproven(count: Int, last: Int)
        case erasure(line: Int)
        /// An event names a text or file that is neither there nor erased.
        case documentMissing(hash: String, sequence: Int)
    }

    public let instance: InstanceID?
    public let files: Int
    public let events: Int
    public let head: ChainHead?
    /// SHA-256 of the list of files.
    public let seal: String
    public let problems: [Problem]

    public var isSound: Bool { problems.isEmpty }
    static let limit = 100
}
