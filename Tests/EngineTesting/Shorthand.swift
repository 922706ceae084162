package import PlenumCore

// Steps as tests write them.

/// A step with a plain title.
package func step(
    _ name: Name, after: [Name] = [], when: Condition? = nil, remind: Name? = nil, _ kind: any StepKind
) -> Step {
    Step(
        name: name, title: LocalizedText(vi: name.rawValue, en: name.rawValue), after: after, when: when,
        remind: remind, kind: kind)
}

package func task(_ who: People, _ deadline: Deadline? = nil, produces: String? = nil, settles: [Name] = []) -> TaskStep
{
    TaskStep(who: who, deadline: deadline, produces: produces, settles: settles)
}

package func decision(_ who: People, _ outcomes: [(Name, Outcome.Effect)]) -> DecisionStep {
    DecisionStep(
        who: who, deadline: nil,
        outcomes: outcomes.map { Outcome($0, title: LocalizedText(vi: $0.rawValue, en: $0.rawValue), effect: $1) })
}

package func each(
    over list: Name, as entry: Name?, join: Join = .all, others: FanOut.Others = .stop, mayBeEmpty: Bool = false,
    _ steps: [Step]
) -> EachStep {
    EachStep(
        fanOut: FanOut(
            over: ListPhrase(list, of: nil, filter: nil), entry: entry, join: join, others: others,
            mayBeEmpty: mayBeEmpty, scope: Scope(steps: steps)))
}

package func days(_ count: Int, _ side: Side, _ name: Name) -> Deadline {
    Deadline(.offset(Span(count, .workingDay), side, name), text: "\(count) working days \(side) \(name)")
}

package let office = People.organiser
package let chair = People.holders("secretary", of: .committee)
package let cells = Value.Cell("cells", .units(["one", "two"]))
package let cellsInput = Input(name: "cells", type: .units, title: LocalizedText(vi: "Chi bộ", en: "Cells"))

extension EventBody {
    /// The task on which somebody did something; nil for what follows by itself.
    package var task: TaskCode? {
        switch self {
        case .answered(let body): body.code
        case .completed(let body): body.code
        case .claimed(let body): body.code
        case .assigned(let body): body.code
        case .started, .opened, .returned, .skipped, .cancelled, .excused, .rescheduled, .suspended, .resumed, .closed,
            .undone, .settingChanged:
            nil
        }
    }
}

/// A step that takes rows from `people`, each with a title and, where it `asksFile`, a file.
package func collect(
    from people: People, columns: [Column] = [titleColumn], closes: Deadline = Deadline(.named("day"), text: "day"),
    closeEarly: Bool = false, atLeast: Int? = nil, atMost: Int? = nil, gates: [Gate] = [],
    otherwise: Otherwise? = nil, as entry: Name = "sent", name: Name = "rows", _ steps: [Step] = []
) -> CollectStep {
    CollectStep(
        from: people, closes: closes, closeEarly: closeEarly,
        rows: Intake(
            entry: entry, columns: columns, atLeast: atLeast, atMost: atMost, gates: gates, otherwise: otherwise),
        over: name, steps: Scope(steps: steps), title: LocalizedText(vi: name.rawValue, en: name.rawValue))
}

package let titleColumn = Column(name: "title", type: .text, title: LocalizedText(vi: "Tên", en: "Title"))
package let fileColumn = Column(name: "paper", type: .file, title: LocalizedText(vi: "Tham luận", en: "Paper"))
