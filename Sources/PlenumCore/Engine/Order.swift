/// What people ask of a task, a step or an instance beside doing it.
public enum Order: Hashable, Sendable {
    case claim(TaskCode)
    case delegate(TaskCode, to: PersonID)
    case decline(TaskCode)
    case reassign(TaskCode, to: PersonID)
    /// A note, or a file, on a task that stays open; with it, perhaps, what is in the way or no longer is.
    case note(TaskCode, Document?, Obstacle? = nil)
    /// Takes back the last thing that the person did on a task.
    case undo(Deed)
    case extend(Path, to: CivilDate, at: CivilTime?)
    /// Moves a session to another day, and with it whatever counts from that day.
    case reschedule(Path, to: CivilDate)
    case rescheduleInput(Name, to: CivilDate)
    case skip(Path)
    case reopen(Path)
    case excuse(TaskCode)
    /// A branch of a fan-out counts no longer, and what is open in it is stopped.
    case excuseBranch(ScopePath)
    /// Adds a person to a window, or a person or a unit to the branches of a fan-out.
    case include(Path, String)
    case suspend
    /// With a moment, that of the suspension: dates still to come move by the working days lost since.
    case resume(shiftingSince: Instant?)
    case cancel

    /// Something that was done on a task, as the log has it.
    public struct Deed: Hashable, Sendable {
        public let task: TaskCode
        public let sequence: Int
        public let by: PersonID?
        public let body: EventBody
        /// The row that was sent on the task before it and still counts.
        public let earlier: Answered?

        public init(task: TaskCode, sequence: Int, by: PersonID?, body: EventBody, earlier: Answered? = nil) {
            self.task = task
            self.sequence = sequence
            self.by = by
            self.body = body
            self.earlier = earlier
        }
    }

    public var verb: Verb {
        switch self {
        case .claim: .claim
        case .delegate: .delegate
        case .decline: .decline
        case .reassign: .reassign
        case .note: .comment
        case .undo: .undo
        case .extend: .extend
        case .reschedule, .rescheduleInput: .reschedule
        case .skip: .skip
        case .reopen: .reopen
        case .excuse, .excuseBranch: .excuse
        case .include: .include
        case .suspend: .suspend
        case .resume: .resume
        case .cancel: .cancel
        }
    }
}

/// What can be asked of a running instance, by the word of the command line.
public enum Verb: String, CaseIterable, Hashable, Sendable {
    case `do`, claim, delegate, decline, undo, comment, acknowledge, vote
    case extend, reassign, reschedule, include, excuse, skip, reopen
    case suspend, resume, cancel

    /// Which of them are refused without a reason, because somebody will ask for it later.
    public var needsReason: Bool {
        switch self {
        case .extend, .excuse, .decline, .skip, .reopen, .cancel: true
        case .do, .claim, .delegate, .undo, .comment, .acknowledge, .vote, .reassign, .reschedule, .include, .suspend,
            .resume:
            false
        }
    }
}
