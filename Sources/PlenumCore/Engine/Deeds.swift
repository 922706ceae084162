/// What was done on one task and has not been taken back, the earliest first.
public struct Deeds {
    private let task: TaskCode
    private var deeds: [Order.Deed] = []

    public init(on task: TaskCode) {
        self.task = task
    }

    public var last: Order.Deed? { deeds.last }

    /// Takes note of an event of the task's instance.
    public mutating func note(_ event: Event) {
        if case .undone(let body) = event.body { remove(undone: body.sequence) }
        guard event.body.deedTask == task else { return }
        deeds.append(
            Order.Deed(
                task: task, sequence: event.sequence, by: event.actor.principal, body: event.body, earlier: lastRow))
    }

    /// The last by which a row was sent.
    private var lastRow: Answered? { deeds.lazy.reversed().compactMap(\.sentRow).first }

    /// Takes out what was taken back, and with a row whatever else says that it was sent.
    private mutating func remove(undone sequence: Int) {
        let row = deeds.first { $0.sequence == sequence }?.sentRow?.row
        deeds.removeAll { $0.sequence == sequence || row != nil && $0.sentRow?.row == row }
    }
}

extension Order.Deed {
    fileprivate var sentRow: Answered? {
        if case .answered(let body) = body, body.row != nil { body } else { nil }
    }
}

extension EventBody {
    /// The task on which somebody has done this; nil for what follows by itself.
    public var deedTask: TaskCode? {
        switch self {
        case .answered(let body): body.code
        case .completed(let body): body.code
        case .claimed(let body): body.code
        case .assigned(let body): body.manner == .followed ? nil : body.code
        case .started, .opened, .returned, .skipped, .cancelled, .excused, .rescheduled, .suspended, .resumed, .closed,
            .undone, .settingChanged:
            nil
        }
    }
}
