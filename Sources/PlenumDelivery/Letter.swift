public import PlenumCore

/// One message to one person: everything that is due for them in one run.
public struct Letter: Hashable, Sendable {
    /// Derived from the keys of its slots: the same reminder has the same identity, however often it is tried.
    public let id: String
    public let person: PersonID
    public let name: String
    /// Nil for somebody without an address.
    public let address: String?
    public let subject: String
    public let body: String
    public let slots: [ReminderKey]

    public init(
        id: String, person: PersonID, name: String, address: String?, subject: String, body: String,
        slots: [ReminderKey]
    ) {
        self.id = id
        self.person = person
        self.name = name
        self.address = address
        self.subject = subject
        self.body = body
        self.slots = slots
    }
}

/// A way by which letters leave.
public protocol Channel: Sendable {
    /// The word after `--deliver`.
    static var word: String { get }
    /// Hands one letter over and says what is known of it. Throws only where the channel itself is out of order, so
    /// that no other letter need be tried.
    func deliver(_ letter: Letter) throws -> Delivery
}

/// What a channel knows of a letter that it was handed.
public enum Delivery: Hashable, Sendable {
    case sent
    /// Refused for good; trying again would change nothing.
    case failed(String)
    /// The other side may have taken it or not.
    case unknown(String)
}
