/// When each command is possible: the one table of which everything else is refused.
public enum Lifecycle {
    /// The phases of a step in which the command can be carried out on it; nil for commands on the whole instance.
    public static func phases(for verb: Verb) -> Set<Phase>? {
        switch verb {
        case .do, .claim, .delegate, .decline, .comment, .acknowledge, .vote, .reassign, .extend, .include, .excuse:
            [.open]
        case .undo: [.open, .done]
        case .reschedule, .skip: [.waiting, .open]
        case .reopen: [.done, .skipped]
        case .suspend, .resume, .cancel: nil
        }
    }

    public static func states(for verb: Verb) -> Set<InstanceState> {
        switch verb {
        case .resume: [.suspended]
        case .cancel: [.running, .suspended]
        case .do, .claim, .delegate, .decline, .undo, .comment, .acknowledge, .vote, .extend, .reassign, .reschedule,
            .include,
            .excuse, .skip, .reopen, .suspend:
            [.running]
        }
    }

    /// Whether the command has a meaning for a step of this kind.
    public static func fits(_ verb: Verb, _ kind: any StepKind) -> Bool {
        let asksMany = kind.asksEach
        return switch verb {
        case .claim, .delegate, .decline, .reassign: !asksMany && kind.hasOwnItems
        case .extend: kind.sessionDate == nil && (kind.deadline != nil || kind.closes != nil)
        case .reschedule: kind.sessionDate != nil
        case .include: asksMany || kind.fanOut?.over != nil
        case .excuse: asksMany || kind.fanOut != nil
        case .acknowledge: kind is AcknowledgeStep
        case .vote: kind is VoteStep
        case .do: kind.hasOwnItems
        case .undo: kind.hasOwnItems && !kind.isSecret
        // A window takes an opinion where it asks for one; other tasks take notes.
        case .comment: kind.fanOut == nil && kind.hasItems && (!asksMany || kind.takesOpinions)
        case .skip, .reopen, .suspend, .resume, .cancel: true
        }
    }

    /// What can be asked of a step of this kind in this phase, in the order of the commands.
    public static func possible(_ phase: Phase, _ kind: any StepKind, in state: InstanceState) -> [Verb] {
        Verb.allCases.filter { verb in
            states(for: verb).contains(state) && phases(for: verb)?.contains(phase) == true && fits(verb, kind)
        }
    }
}
