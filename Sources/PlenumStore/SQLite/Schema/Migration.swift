/// One step of the schema: from the version before to this one, in one transaction.
struct Migration: Sendable {
    /// What `PRAGMA user_version` says afterwards.
    let version: Int
    let sql: String

    /// Every step, in order. A database that was written by any version of Plenum is carried through those it lacks.
    static let all: [Migration] = [.first, .second, .third, .fourth, .fifth, .sixth]

    /// `PLNM`: what `PRAGMA application_id` says of a database of Plenum.
    static let applicationID = 0x504C_4E4D
}
