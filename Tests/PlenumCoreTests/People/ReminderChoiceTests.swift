import Testing

@testable import PlenumCore

@Suite struct ReminderChoiceTests {
    private static let now = Instant(rfc3339: "2026-03-10T08:00:00Z")!
    private static let hour = 3600

    /// Firings at these hours before now, the weakest first.
    private func states(
        hoursAgo: [Int], occurrence: Int = 1, time: CivilTime? = nil, lastMail: Int? = nil
    ) -> [ReminderSlot.State] {
        let due = Due(date: CivilDate(iso: "2026-03-12")!, time: time, instant: ReminderChoiceTests.now)
        let item = Item(
            code: TaskCode(1), instance: "i", path: Path(.root, "s"), member: nil, round: 1, state: .open, owner: "an",
            candidates: ["an"], due: due, openedAt: ReminderChoiceTests.now)
        let rung = Rung(.onTheDay, text: "on the day")
        let firings = hoursAgo.map {
            ReminderSchedule.Firing(
                rung: rung, occurrence: occurrence,
                moment: ReminderChoiceTests.now.adding(seconds: -$0 * ReminderChoiceTests.hour))
        }
        return ReminderChoice(item: item, person: "an", now: ReminderChoiceTests.now).slots(for: firings) { _ in
            lastMail.map { ReminderChoiceTests.now.adding(seconds: -$0 * ReminderChoiceTests.hour) }
        }.map(\.state)
    }

    @Test func sendsTheStrongestAlone() {
        #expect(states(hoursAgo: [50, 20, 1]) == [.superseded, .superseded, .queued])
        #expect(states(hoursAgo: []) == [])
    }

    @Test(arguments: [(72, .queued), (720, .queued), (721, .expired), (9600, .expired)] as [(Int, ReminderSlot.State)])
    func expiresWhatIsMoreThanThirtyDaysLate(_ hours: Int, _ state: ReminderSlot.State) {
        #expect(states(hoursAgo: [hours]) == [state])
    }

    /// Since the last mail of the rule for another deadline, and whether the deadline has an hour.
    @Test(
        arguments: [
            (24, false, .queued), (23, false, .superseded), (1, true, .queued), (0, true, .superseded),
            (-5, false, .superseded),
        ] as [(Int, Bool, ReminderSlot.State)])
    func keepsStillAfterADeadlineMoved(_ hours: Int, _ hasTime: Bool, _ state: ReminderSlot.State) {
        #expect(states(hoursAgo: [0], time: hasTime ? CivilTime(hour: 17, minute: 0) : nil, lastMail: hours) == [state])
    }

    @Test func repeatsWhatRepeats() {
        #expect(states(hoursAgo: [0], occurrence: 2) == [.queued])
        #expect(states(hoursAgo: [0], occurrence: 2, lastMail: 1) == [.superseded])
    }

    @Test func countsLatenessFromTheLastRunThatSaidNothing() {
        let (now, hour) = (ReminderChoiceTests.now, ReminderChoiceTests.hour)
        let item = Item(
            code: TaskCode(1), instance: "i", path: Path(.root, "s"), member: nil, round: 1, state: .open, owner: "an",
            candidates: ["an"], due: nil, openedAt: now.adding(seconds: -2000 * hour))
        let firing = ReminderSchedule.Firing(
            rung: Rung(.whenItOpens, text: "when it opens"), occurrence: 1, moment: item.openedAt)
        let slots = { (lastRun: Int?) in
            ReminderChoice(
                item: item, person: "an", now: now, lastRun: lastRun.map { now.adding(seconds: -$0 * hour) }
            ).slots(for: [firing]) { _ in nil }
        }
        #expect(slots(nil).map(\.state) == [.expired])
        #expect(slots(900).map(\.state) == [.expired])
        #expect(slots(1).map(\.state) == [.queued])
        #expect(slots(1).map(\.moment) == [now.adding(seconds: -hour)])
    }
}
