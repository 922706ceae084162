/// A check of what a row says that does not follow from the log and is held once in the file: a bit of it that turned
/// over would go unnoticed.
///
/// A number reckoned by SQL from the row's own columns, modulo the largest prime below 2¹⁵, so that it takes two bytes:
/// one bit that turns over in one column always changes it, and of everything else one in 32,749 does not.
struct Seal: Sendable {
    private static let largestPrime = 32_749

    let table: String
    /// Where it stands.
    var column = "seal"
    /// Expressions over the row, each a whole number.
    let columns: [String]
    /// Whether rows from before schema 6 have none: they hold files, which no migration writes anew.
    var isOptional = false
    private(set) var prime = largestPrime

    static let slot = Seal(
        table: "slot",
        columns: ["item", "round", "person", "rule", "occurrence", "anchor", "moment", "ifnull(message, 0)", "state"])
    static let message = Seal(
        table: "message",
        columns: ["id", "person", "queued_at", "state", "token", "ifnull(after, -1)"])
    static let claim = Seal(table: "claim", columns: ["message", sum(ofText: "owner")])
    static let delivery = Seal(table: "delivery", columns: ["message", "token", "state", "ifnull(at, -1)"])

    /// The labels of a text or file: its bytes have their hash.
    static let resource = Seal(
        table: "resource", columns: [sum(ofText: "kind"), sum(ofText: "name")], isOptional: true)
    static let command = Seal(table: "command", columns: [sum(ofText: "hex(id)"), sum(ofText: "answer")])
    static let meta = Seal(table: "meta", columns: [sum(ofText: "name"), "value"])

    static let all = [slot, message, claim, delivery, resource, command, meta]

    /// The seal of a row, as an expression over its columns.
    var expression: String { least(remainder) }

    /// Whether a row does not fit its seal.
    var misfit: String {
        "\(column) IS NOT \(expression)" + (isOptional ? " AND \(column) IS NOT NULL" : "")
    }

    private var remainder: String {
        columns.reduce("17") { "((\($0)) * 31 + \($1) % \(prime)) % \(prime)" }
    }

    /// The seal of a row in which these columns become something else, from the seal that it has: what did not fit
    /// before does not fit afterwards.
    func changing(_ changes: [(column: String, to: String)]) -> String {
        let sums = changes.map { change in
            let later = columns.drop { $0 != change.column }.dropFirst()
            let weight = later.reduce(1) { weight, _ in weight * 31 % prime }
            return " + (\(change.to) % \(prime) - \(change.column) % \(prime)) * \(weight)"
        }
        return least("(\(column)\(sums.joined())) % \(prime)")
    }

    /// Of the two remainders that a number has in SQL the one from 0.
    private func least(_ remainder: String) -> String { "(\(remainder) + \(prime)) % \(prime)" }

    private static func sum(ofText column: String) -> String {
        """
        (WITH RECURSIVE part (place, sum) AS (
            SELECT 1, 17
            UNION ALL
            SELECT place + 1, (sum * 31 + unicode(substr(\(column), place, 1))) % \(largestPrime)
            FROM part WHERE place <= length(\(column))
        ) SELECT sum FROM part ORDER BY place DESC LIMIT 1)
        """
    }
}

/// The seals of schema 2 to 5, which migrations write and go by: modulo the largest prime below 2¹⁶.
extension Seal {
    static let earlierSlot = Seal(
        table: "slot", columns: ["item", "round", "person", "rule", "occurrence", "anchor", "moment"], prime: 65_521)
    static let earlierMessage = Seal(table: "message", columns: ["id", "person", "queued_at"], prime: 65_521)
    static let earlierStanding = Seal(
        table: "message", column: "standing", columns: ["id", "token", "state", "ifnull(after, -1)"], prime: 65_521)
    static let earlierDelivery = Seal(table: "delivery", columns: delivery.columns, prime: 65_521)

    /// As `expression` was then: a remainder as SQL gives it.
    var earlier: String { remainder }
}
