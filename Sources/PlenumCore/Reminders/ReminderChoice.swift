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
    /// When reminders last ran; nil before the first time.
    public let lastRun: Instant?

    public init(item: Item, person: PersonID, now: Instant, lastRun: Instant? = nil) {
        self.item = item
        self.person = person
        self.now = now
        self.lastRun = lastRun
    }

    /// A slot for each firing, in the order of time. At most one is queued, the last: what is weaker is superseded
    /// by it.
    ///
    /// It is expired when it comes too late, and superseded when the deadline has moved only so little that its rule
    /// would be repeated too soon: `lastMail` is when a message last carried that rule to this person for another
    /// deadline; nil once one has for this.
    public func slots(
        for firings: [ReminderSchedule.Firing], lastMail: (Rung) throws -> Instant?
    ) rethrows -> [ReminderSlot] {
        var slots = firings.map { firing in
            ReminderSlot(
                key: ReminderKey(item, to: person, rule: firing.rung.text, occurrence: firing.occurrence),
                moment: firing.moment, state: .superseded)
        }
        guard let strongest = firings.last else { return slots }
        // A run since then would have said it, had it been this person's: only now has it become so, and is not late.
        let moment = lastRun.map { max($0, strongest.moment) } ?? strongest.moment
        slots[slots.count - 1] = ReminderSlot(
            key: slots[slots.count - 1].key, moment: min(moment, now), state: try state(of: strongest, moment, lastMail)
        )
        return slots
    }

    private func state(
        of firing: ReminderSchedule.Firing, _ moment: Instant, _ lastMail: (Rung) throws -> Instant?
    ) rethrows -> ReminderSlot.State {
        if now - moment > ReminderChoice.expiresAfter { return .expired }
        if let last = try lastMail(firing.rung), firing.moment - last < pause {
            return .superseded
        }
        return .queued
    }

    /// How long a rule keeps still before it may fire for a new deadline: an hour where the deadline has an hour.
    private var pause: Int { item.due?.time == nil ? 86_400 : 3600 }
}
