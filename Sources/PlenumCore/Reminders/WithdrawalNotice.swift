/// The one message that tells somebody that a task they have heard of is theirs no more, because what gave it to them
/// was taken back. It goes through the outbox like a reminder; its rule says why.
public struct WithdrawalNotice: Hashable, Sendable {
    public let reason: String

    public init(reason: String) {
        self.reason = reason
    }

    private static let start = "taken back: "

    /// What stands in the reminder's key.
    public var rule: String { WithdrawalNotice.start + reason }

    /// Nil for the rule of a reminder.
    public init?(rule: String) {
        guard rule.hasPrefix(WithdrawalNotice.start) else { return nil }
        reason = String(rule.dropFirst(WithdrawalNotice.start.count))
    }
}
