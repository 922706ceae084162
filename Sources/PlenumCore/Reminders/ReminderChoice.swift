/// Which of the reminders that are due for one person about one task is sent: the rules of catching up, of moved
/// deadlines and of the ladder, in one place.
public struct ReminderChoice: Sendable {
    /// So much later than it fell due a reminder is told apart in its message, as one that was missed.
    public static let lateAfter = 72 * 3600
    /// So much later it is not worth sending.
    public static let expiresAfter = 30 * 86_400

    public let item: Item
    public let person: PersonID
    public let now: Instant

    public init(item: Item, person: PersonID, now: Instant) {
        self.item = item
        self.person = person
        self.now = now
    }

    /// A slot for each firing, in the order of time. At most one is queued, the last: what is weaker is superseded
    /// by it.
    ///
    /// It is expired when it comes too late, and superseded when the deadline has moved only so little that its rule
    /// would be repeated too soon: `lastMail` is when a message last carried that rule to this person.
    public func slots(
        for firings: [ReminderSchedule.Firing], lastMail: (Rung) throws -> Instant?
    ) rethrows -> [ReminderSlot] {
        var slots = firings.map { firing in
            ReminderSlot(
                key: ReminderKey(
                    task: item.code, round: item.round, person: person, rule: firing.rung.text,
                    occurrence: firing.occurrence, anchor: item.due?.anchor ?? ""),
                moment: firing.moment, state: .superseded)
        }
        guard let strongest = firings.last else { return slots }
        slots[slots.count - 1].state = try state(of: strongest, lastMail)
        return slots
    }

    private func state(
        of firing: ReminderSchedule.Firing, _ lastMail: (Rung) throws -> Instant?
    ) rethrows -> ReminderSlot.State {
        if now - firing.moment > ReminderChoice.expiresAfter { return .expired }
        // Only a rule that fired for another deadline of this task can have sent something before its first firing.
        if firing.occurrence == 1, let last = try lastMail(firing.rung), firing.moment - last < pause {
            return .superseded
        }
        return .queued
    }

    /// How long a rule keeps still before it may fire for a new deadline: an hour where the deadline has an hour.
    private var pause: Int { item.due?.time == nil ? 86_400 : 3600 }
}
