public import PlenumCore
import PlenumStore

/// Why a task is due when it is, why it is whose it is, and which reminders were and will be sent.
public struct Explanation: Sendable {
    /// The deadline as it was set at one time.
    public struct DateChange: Sendable {
        public let at: Instant
        public let by: PersonID?
        public let due: Due?
        public let reason: String?
        /// It came with an opening of the step, in this round; nil for a change between.
        public let round: Int?
    }

    /// One reason why the task is somebody's.
    public struct Why: Sendable {
        public let text: LocalizedText
        public let at: Instant?
    }

    public struct Coming: Sendable {
        public let moment: Instant
        public let rule: String
        public let people: [PersonID]
    }

    public let task: TaskView
    public let zone: Zone
    public let reckonings: [Reckoning]
    /// The deadline is not what the rule gives: somebody has set it.
    public let isByHand: Bool
    /// How often the window has gone on by itself because too little had come, and by how much each time.
    public let extended: (times: Int, by: Span)?
    public let history: [DateChange]
    public let why: [Why]
    public let reminders: [ReminderSlot]
    public let coming: [Coming]
    /// The occurrence that follows the one to which the task belongs; nil where it belongs to none, or to the last.
    public let next: ComingStep?
    /// The titles of what the date counts from.
    public let titles: [Name: LocalizedText]
}

extension Service {
    public func explain(_ code: TaskCode, now: Instant) throws -> Explanation {
        let view = try task(code, now: now)
        return try store.read { reader in
            var cache = InstanceCache(service: self, reader: reader)
            guard let item = try reader.item(code), let context = try cache.context(of: item.instance),
                let scene = context.scene(at: item.path)
            else { throw Refused(.noSuchTask(code.description)) }
            let events = try history(of: item, reader)
            let reckonings = (try? scene.reckonings(openedAt: item.openedAt)) ?? []
            let facts = try reader.step(item.path, of: item.instance)?.facts
            let span = scene.step.kind.intake?.otherwise?.extend
            let extended = facts.flatMap { facts in
                facts.extensions > 0 && !facts.isByHand ? span.map { (times: facts.extensions, by: $0) } : nil
            }
            return Explanation(
                task: view, zone: context.surroundings.zone, reckonings: reckonings,
                isByHand: extended == nil && !reckonings.isEmpty && !reckonings.contains { $0.due == item.due }
                    && item.due.map { due in
                        // A day that was chosen within bounds is the chooser's, not a hand's.
                        !(reckonings.count == 2 && reckonings[0].due.date <= due.date
                            && due.date <= reckonings[1].due.date)
                    } ?? false,
                extended: extended,
                history: events.compactMap { dateChange($0.event, item) },
                why: try why(item, scene, events.map(\.event), reader),
                reminders: try reader.slots(of: code), coming: try coming(item, context, scene, now),
                next: try nextOccurrence(after: item.path, in: item.instance, reader),
                titles: Dictionary(
                    reckonings.flatMap(\.names).map { ($0, scene.title(of: $0)) },
                    uniquingKeysWith: { first, _ in first }))
        }
    }

    /// The events that touch the item or its step.
    private func history(of item: Item, _ reader: any StoreReader) throws -> [StoredEvent] {
        var found: [StoredEvent] = []
        try eachEvent(of: .instance(item.instance), reader) { stored in
            if stored.event.body.touches(item) { found.append(stored) }
        }
        return found
    }

    private func dateChange(_ event: Event, _ item: Item) -> Explanation.DateChange? {
        switch event.body {
        case .opened(let body):
            Explanation.DateChange(
                at: event.at, by: event.actor.principal, due: body.due, reason: event.reason, round: body.round)
        case .rescheduled(let body):
            Explanation.DateChange(
                at: event.at, by: event.actor.principal, due: body.due, reason: event.reason, round: nil)
        case .started, .assigned, .claimed, .answered, .completed, .returned, .skipped, .cancelled, .excused,
            .suspended, .resumed, .closed, .undone, .settingChanged:
            nil
        }
    }

    private func why(
        _ item: Item, _ scene: Scene, _ events: [Event], _ reader: any StoreReader
    ) throws -> [Explanation.Why] {
        var reasons: [Explanation.Why] = []
        if let people = scene.forPeople {
            let words = scene.words(for: people)
            let text =
                item.member == nil
                ? LocalizedText(vi: "Việc này dành cho: \(words[.vi]).", en: "It is for: \(words[.en]).")
                : LocalizedText(
                    vi: "Có tên trong danh sách khi bước mở: \(words[.vi]).",
                    en: "On the list when the step opened: \(words[.en]).")
            reasons.append(Explanation.Why(text: text, at: item.openedAt))
            if let (step, path) = scene.assignment(in: people),
                let facts = try reader.step(path, of: item.instance)?.facts, let by = facts.endedBy
            {
                let name = try reader.person(by)?.name ?? by.rawValue
                reasons.append(
                    Explanation.Why(
                        text: LocalizedText(
                            vi: "\(name) đã cử ở bước “\(step.title[.vi])”.",
                            en: "\(name) named them in the step “\(step.title[.en])”."), at: facts.endedAt))
            }
            if item.member == nil, (try? scene.people(people))?.isEmpty ?? true, item.round > 0 {
                reasons.append(
                    Explanation.Why(
                        text: LocalizedText(
                            vi: "Không ai giữ chức vụ đó, nên việc thuộc về người tổ chức.",
                            en: "Nobody holds that post, so it falls to the organiser."), at: nil))
            }
        }
        for event in events {
            if let text = try event.handing(reader) { reasons.append(Explanation.Why(text: text, at: event.at)) }
        }
        return reasons
    }

    private func coming(
        _ item: Item, _ context: InstanceContext, _ scene: Scene, _ now: Instant
    ) throws -> [Explanation.Coming] {
        guard item.isAwaited, let schedule = try schedule(of: item, context.definition, context.surroundings) else {
            return []
        }
        return try schedule.firings.filter { $0.moment > now }.map { firing in
            Explanation.Coming(
                moment: firing.moment, rule: firing.rung.text,
                people: try recipients(of: firing.rung, item, context, now))
        }
    }
}

extension EventBody {
    fileprivate func touches(_ item: Item) -> Bool {
        switch self {
        // A row that arrives opens nothing anew for the others.
        case .opened(let body): body.path == item.path && !(body.isJoining && body.branches != nil)
        case .rescheduled(let body): body.path == item.path
        case .assigned(let body): body.code == item.code
        case .claimed(let body): body.code == item.code
        case .started, .answered, .completed, .returned, .skipped, .cancelled, .excused, .suspended, .resumed,
            .closed, .undone, .settingChanged:
            false
        }
    }
}

extension Event {
    /// How the task came from one to another.
    fileprivate func handing(_ reader: any StoreReader) throws -> LocalizedText? {
        func name(_ person: PersonID?) throws -> String {
            guard let person else { return "–" }
            return try reader.person(person)?.name ?? person.rawValue
        }
        switch body {
        case .claimed(let body):
            let owner = try name(body.owner)
            return LocalizedText(vi: "\(owner) đã nhận việc.", en: "\(owner) claimed it.")
        case .assigned(let body):
            let (by, to) = (try name(actor.principal), try name(body.owner ?? body.candidates.first))
            let told = reason.map { " – “\($0)”" } ?? ""
            switch body.manner {
            case .delegated:
                return LocalizedText(vi: "\(by) ủy quyền cho \(to)\(told).", en: "\(by) delegated it to \(to)\(told).")
            case .declined: return LocalizedText(vi: "\(by) từ chối\(told).", en: "\(by) declined\(told).")
            case .reassigned:
                return LocalizedText(vi: "\(by) chuyển cho \(to)\(told).", en: "\(by) reassigned it to \(to)\(told).")
            case .substituted:
                return LocalizedText(
                    vi: "\(to) làm thay trong thời gian vắng mặt\(told).",
                    en: "\(to) stands in during an absence\(told).")
            case .followed:
                return LocalizedText(
                    vi: "Chuyển theo chức vụ cho \(to)\(told).", en: "It followed the post to \(to)\(told).")
            }
        case .started, .opened, .answered, .completed, .returned, .skipped, .cancelled, .excused, .rescheduled,
            .suspended, .resumed, .closed, .undone, .settingChanged:
            return nil
        }
    }
}
