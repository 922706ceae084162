public import PlenumCore
public import PlenumDelivery
import PlenumStore

/// What a run of `remind` would send now.
public struct RemindPreview: Sendable {
    public let closed: Int
    public let letters: [Letter]
    /// Due, but about people without an address that the channel could send to.
    public let unreachable: [ReminderKey]
}

/// How the reminders stand.
public struct RemindStanding: Sendable {
    /// When `remind` last ran to its end; nil before the first time.
    public let lastRun: Instant?
    /// True where it should have run since, by `remind-every` of the settings.
    public let isOverdue: Bool
    /// True after a restore, until `remind --resume`.
    public let isHeld: Bool
    /// What did not arrive, or nobody knows whether it did; the latest first.
    public let troubled: [ReminderSlot]
}

extension Service {
    /// What a run at this moment would send. Carries everything out as a run does, and then takes it all back.
    public func previewReminders(through channel: any Channel.Type, authority: Authority) throws -> RemindPreview {
        do {
            return try store.write { transaction -> RemindPreview in
                try checkClock(authority.now, transaction)
                throw Undo(result: try preview(channel.needsAddress, authority, transaction))
            }
        } catch let undo as Undo {
            return undo.result
        }
    }

    /// Ends a transaction without a trace.
    private struct Undo: Error {
        let result: RemindPreview
    }

    private func preview(
        _ needsAddress: Bool, _ authority: Authority, _ transaction: any StoreTransaction
    ) throws -> RemindPreview {
        var closed = 0
        while let window = try transaction.windowsToClose(in: nil, by: authority.now, limit: 1).first {
            let events = try advance(window.instance, authority, transaction)
            guard !events.isEmpty else { break }
            closed += Service.closings(in: events)
        }
        while try queueReminders(now: authority.now, in: transaction) == Service.batch {}
        var letters: [Letter] = []
        var unreachable: [ReminderKey] = []
        for message in try transaction.messages(in: [.queued], limit: .max) {
            let draft = try draft(of: message, authority.now, needsAddress: needsAddress, transaction)
            // Where a plan is suspended, the rest of the message leaves only if it was never tried.
            if let letter = draft.letter, draft.waiting.isEmpty || message.attempts == 0 { letters.append(letter) }
            unreachable += draft.settled.filter { $0.state == .unreachable }.map(\.key)
        }
        return RemindPreview(closed: closed, letters: letters, unreachable: unreachable)
    }

    /// How the reminders stand, with at most `limit` of those that did not arrive.
    public func remindStanding(now: Instant, limit: Int = 0) throws -> RemindStanding {
        try store.read { reader in
            let last = try reader.lastRemind()
            let since = try last ?? reader.instances().map(\.startedAt).min()
            return RemindStanding(
                lastRun: last, isOverdue: since.map { now - $0 > 2 * settings.interval } ?? false,
                isHeld: try reader.holdsReminders(),
                troubled: limit == 0
                    ? [] : try reader.slots(in: [.failed, .unknown, .expired, .unreachable], limit: limit))
        }
    }

    /// The day that the organisation's clock shows.
    public func today(at moment: Instant) throws -> CivilDate {
        try environment.zone(settings.zone).local(moment).date
    }

    /// A moment as the organisation's clock shows it.
    public func shown(_ moment: Instant, in language: Language) throws -> String {
        try environment.zone(settings.zone).local(moment).shown(in: language)
    }
}
