/// The one message that tells somebody that a date of theirs has moved by itself. It goes through the outbox like a
/// reminder; its rule says from when it moved and why, so that the letter needs nothing else.
public struct DateMoveNotice: Hashable, Sendable {
    /// The deadline as it was (`Due.anchor`).
    public let from: String
    public let reason: String

    public init(from: Due, reason: String) {
        self.from = from.anchor
        self.reason = reason
    }

    /// What stands in the reminder's key.
    public var rule: String { "moved from \(from): \(reason)" }

    /// Nil for the rule of a reminder.
    public init?(rule: String) {
        let start = "moved from "
        guard rule.hasPrefix(start), let space = rule.dropFirst(start.count).firstIndex(of: " ") else { return nil }
        let anchor = rule[rule.index(rule.startIndex, offsetBy: start.count)..<space]
        guard anchor.hasSuffix(":") else { return nil }
        from = String(anchor.dropLast())
        reason = String(rule[rule.index(after: space)...])
    }

    /// `17:00 12/03/2026` or `12/03/2026`.
    public func fromShown(in language: Language) -> String {
        CivilDate(iso: from)?.shown(in: language) ?? LocalDateTime(iso: from)?.shown(in: language) ?? from
    }
}
