import PlenumCore
import PlenumStore

/// A step as it went.
struct StepLine {
    let path: Path
    let title: String
    let branch: String
    let round: Int
    let opened: String?
    let due: String?
    let ended: String?
    let outcome: String
    let person: String?
    let isLate: Bool
}

extension PaperGround {
    /// Every step that was ever opened, in the order in which they first opened.
    func stepLines() throws -> [StepLine] {
        try reader.steps(of: id).sorted {
            ($0.record.facts.openedAt?.seconds ?? .max, $0.path) < ($1.record.facts.openedAt?.seconds ?? .max, $1.path)
        }.compactMap { path, record in
            guard let scene = context.scene(at: path) else { return nil }
            let facts = record.facts
            // A window ends at its end, and is never late.
            var isLate = false
            if let due = facts.due, let ended = facts.endedAt, scene.step.kind.closes == nil {
                isLate = ended >= due.instant && !facts.openedLate
            }
            return StepLine(
                path: path, title: scene.step.title[language], branch: try scene.branchLabel()[language],
                round: record.control.round, opened: facts.openedAt.map(shown), due: facts.due.map { shown($0.date) },
                ended: facts.endedAt.map(shown), outcome: outcome(record.control, scene.step),
                person: try isOnes(scene.step) ? facts.endedBy.map(name) : nil, isLate: isLate)
        }
    }

    /// Whether one person did it: a fan-out or a window ends with whoever happened to be the last.
    private func isOnes(_ step: Step) -> Bool { step.kind.fanOut == nil && !step.kind.asksEach }

    private func outcome(_ control: Control, _ step: Step) -> String {
        switch control.phase {
        case .skipped: return words("bỏ qua", "skipped")
        case .cancelled: return words("đã hủy", "cancelled")
        case .open: return words("đang thực hiện", "in progress")
        case .waiting: return words("chưa bắt đầu", "not started")
        case .done: break
        }
        guard let name = control.outcome else { return "" }
        return (step.kind.outcomes.first { $0.name == name }?.title ?? Outcome.knownTitles[name])?[language]
            ?? name.rawValue
    }

    func state(of item: Item) -> String {
        switch item.state {
        case .open, .inProgress: words("chưa xác nhận", "not yet")
        case .done: words("đã xác nhận", "acknowledged")
        case .cancelled: words("đã hủy", "cancelled")
        case .excused: words("được miễn", "excused")
        case .lapsed: words("chưa xác nhận, đã hết hạn", "not acknowledged in time")
        }
    }

    /// Every opinion of the plan, once: under the step that settles it, or the window in which it was given.
    func allOpinions() throws -> [OpinionLine] {
        let settled = settledNames(definition.scope)
        return try reader.steps(of: id).flatMap { path, _ -> [OpinionLine] in
            guard let scene = context.scene(at: path) else { return [] }
            if try scene.settlement() != nil { return try opinionLines(scene) }
            guard scene.step.kind.takesOpinions, !settled.contains(scene.step.name) else { return [] }
            return try opinionLines(scene)
        }
    }

    private func settledNames(_ scope: PlenumCore.Scope) -> Set<Name> {
        scope.steps.reduce(into: []) { names, step in
            names.formUnion((step.kind as? TaskStep)?.settles ?? [])
            if let inner = step.kind.fanOut?.scope { names.formUnion(settledNames(inner)) }
        }
    }
}
