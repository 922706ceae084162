/// A check of what a row of the outbox says and never changes: nothing else in the file follows from it, so that a bit
/// that turned over would go unnoticed.
///
/// A number reckoned by SQL from the row's own columns, modulo the largest prime below 2¹⁶, so that it takes two or
/// three bytes: one bit that turns over in one column always changes it, and of everything else one in 65,521 does not.
struct Seal: Sendable {
    private static let prime = 65_521

    let table: String
    /// Where it stands.
    var column = "seal"
    let columns: [String]

    static let slot = Seal(
        table: "slot", columns: ["item", "round", "person", "rule", "occurrence", "anchor", "moment"])
    static let message = Seal(table: "message", columns: ["id", "person", "queued_at"])
    static let delivery = Seal(table: "delivery", columns: ["message", "token", "state", "ifnull(at, -1)"])

    /// Where a message stands: reckoned anew with every claim and record.
    static let standing = Seal(
        table: "message", column: "standing", columns: ["id", "token", "state", "ifnull(after, -1)"])

    static let all = [slot, message, delivery, standing]

    /// The seal of a row, as an expression over its columns.
    var expression: String {
        columns.reduce("17") { "((\($0)) * 31 + \($1) % \(Seal.prime)) % \(Seal.prime)" }
    }
}
