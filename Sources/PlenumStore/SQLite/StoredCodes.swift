internal import PlenumCore

/// Something of a closed set that a column holds as its place in a list. A list is only ever added to at its end.
protocol StoredCode: Hashable, Sendable {
    static var codes: [Self] { get }
}

extension StoredCode {
    var code: Int { Self.codes.firstIndex(of: self)! }

    init?(code: Int) {
        guard Self.codes.indices.contains(code) else { return nil }
        self = Self.codes[code]
    }
}

extension Phase: StoredCode {
    /// `open` is 1: the index of the windows that close says so.
    static let codes: [Phase] = [.waiting, .open, .done, .skipped, .cancelled]
}

extension InstanceState: StoredCode {
    /// `running` is 0: the queries of the timers say so.
    static let codes: [InstanceState] = [.running, .suspended, .completed, .cancelled]
}

extension ItemState: StoredCode {
    /// What is open comes first: the indexes of open items say `state < 2`.
    static let codes: [ItemState] = [.open, .inProgress, .done, .cancelled, .excused, .lapsed]
}

extension PersonClass: StoredCode {
    static let codes: [PersonClass] = [.official, .probationary, .exempt, .staff]
}

extension ReminderSlot.State: StoredCode {
    static let codes: [ReminderSlot.State] = [
        .queued, .sent, .superseded, .suppressed, .expired, .failed, .unknown, .unreachable,
    ]
}

extension OutboxMessage.State: StoredCode {
    static let codes: [OutboxMessage.State] = [.queued, .claimed, .sent, .suppressed, .failed, .unknown]
}

/// The words of events by their number.
enum EventWords {
    static let codes = [
        "started", "opened", "assigned", "claimed", "answered", "completed", "returned", "skipped", "cancelled",
        "excused", "rescheduled", "suspended", "resumed", "closed", "undone", "setting changed",
    ]

    static func code(of body: EventBody) -> Int {
        switch body {
        case .started: 0
        case .opened: 1
        case .assigned: 2
        case .claimed: 3
        case .answered: 4
        case .completed: 5
        case .returned: 6
        case .skipped: 7
        case .cancelled: 8
        case .excused: 9
        case .rescheduled: 10
        case .suspended: 11
        case .resumed: 12
        case .closed: 13
        case .undone: 14
        case .settingChanged: 15
        }
    }
}
