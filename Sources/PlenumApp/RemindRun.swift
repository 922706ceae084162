public import PlenumCore
public import PlenumDelivery
import PlenumStore

/// What one run of `remind` has done.
public struct RemindReport: Hashable, Sendable {
    /// Windows that closed because their time was up.
    public internal(set) var closed = 0
    public internal(set) var sent = 0
    public internal(set) var failed = 0
    public internal(set) var unknown = 0
    /// Not taken now: another run tries again.
    public internal(set) var later = 0
    /// Whom a message could not be sent to, for want of an address.
    public internal(set) var unreachable = 0
    /// What the channel said last of something that it did not send.
    public internal(set) var reason: String?

    /// Nothing left, and something is still to leave.
    public var isUnavailable: Bool { later > 0 && sent == 0 }
}

extension Service {
    /// One run of `remind`: what fell due is applied, what is due to be said is queued, and the queue is delivered.
    /// Safe at any frequency and beside other runs. Refuses while reminders are held, and where the clock lies behind
    /// what has happened already.
    public func remind(through channel: any Channel, authority: Authority) throws -> RemindReport {
        try store.read { reader in
            try checkClock(authority.now, reader)
            if try reader.holdsReminders() { throw AppError.remindersHeld }
        }
        var report = RemindReport()
        report.closed = try closeWindows(authority)
        while try queueReminders(now: authority.now) {}
        do {
            try deliver(through: channel, now: authority.now, &report)
        } catch let fault as ChannelFault {
            throw AppError.channel(fault)
        }
        try store.write { try $0.setLastRemind(authority.now) }
        return report
    }

    /// Lets reminders go out again that were held since a restore.
    public func resumeReminders() throws -> Bool {
        try store.write { transaction in
            guard try transaction.holdsReminders() else { return false }
            try transaction.setHoldsReminders(false)
            return true
        }
    }

    /// How far the clock may lie behind the last event: machines that write to one file agree to the minute.
    static let clockTolerance = 3600

    func checkClock(_ now: Instant, _ reader: any StoreReader) throws {
        let head = try reader.head()
        guard let last = try reader.events(of: nil, after: head.sequence - 1, limit: 1).last else { return }
        guard last.event.at - now <= Service.clockTolerance else {
            throw AppError.clockBehind(now: now, last: last.event.at)
        }
    }

    /// How many items one transaction takes at the most, so that others get their turn.
    static let batch = 10_000

    private func closeWindows(_ authority: Authority) throws -> Int {
        var closed = 0
        while let window = try store.read({ try $0.windowsToClose(in: nil, by: authority.now, limit: 1).first }) {
            let events = try store.write { try advance(window.instance, authority, $0) }
            guard !events.isEmpty else { break }
            closed += Service.closings(in: events)
        }
        return closed
    }

    func advance(
        _ instance: InstanceID, _ authority: Authority, _ transaction: any StoreTransaction
    ) throws -> [StoredEvent] {
        try carryOut(.advance, by: authority, on: instance, in: transaction)
    }

    static func closings(in events: [StoredEvent]) -> Int {
        events.filter { if case .closed = $0.event.body { true } else { false } }.count
    }

    /// True when it has taken as much as one transaction takes, so that there may be more. Where nothing is due, it
    /// does not write.
    private func queueReminders(now: Instant) throws -> Bool {
        guard try store.read({ try !$0.remindersDue(by: now, limit: 1).isEmpty }) else { return false }
        return try store.write { try queueReminders(now: now, in: $0) == Service.batch }
    }
}
