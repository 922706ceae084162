import EngineTesting
import PlenumCore
import Testing

/// Every command against a step of every kind in every phase, from the outside: what it does or why it is refused.
@Suite("The table of phases and commands")
struct CommandTableTests {
    private static let kinds: [(word: String, kind: any StepKind)] = [
        ("task", task(.holders("secretary", of: .named("cell")), days(5, .before, "day"))),
        (
            "decision",
            decision(.holders("secretary", of: .named("cell")), [("yes", .proceed), ("no", .return(to: "before"))])
        ),
        (
            "assign",
            AssignStep(
                who: .holders("secretary", of: .named("cell")), from: .members(nil, of: .named("cell")), deadline: nil)
        ),
        (
            "session",
            SessionStep(
                chair: .holders("secretary", of: .named("cell")), attend: .members(nil, of: .named("cell")),
                date: .given(Deadline(.named("day"), text: "day")))
        ),
        (
            "comments",
            CommentsStep(from: .members(nil, of: .named("cell")), closes: Deadline(.named("day"), text: "day"))
        ),
        (
            "acknowledge",
            AcknowledgeStep(
                from: .members(nil, of: .named("cell")), about: "x", mode: .study,
                closes: Deadline(.named("day"), text: "day"))
        ),
        (
            "vote",
            VoteStep(from: .members(nil, of: .named("cell")), closes: Deadline(.named("day"), text: "day"))
        ),
        (
            "collect",
            collect(from: .members(nil, of: .named("cell")), name: "x", [step("look", after: ["sent"], task(office))])
        ),
        ("each", each(over: "cells", as: "inner", [step("work", task(office))])),
        (
            "issue",
            IssueStep(
                who: .holders("secretary", of: .named("cell")), about: "x", number: .init(type: "NQ", organ: "ĐU"),
                deadline: nil)
        ),
        ("wait", WaitStep(until: Deadline(.named("day"), text: "day"))),
    ]

    private static let path = Path("all/one/x")

    /// A plan in which the step of that kind in the branch `one` has come to the phase; nil where it cannot.
    private func stage(_ kind: any StepKind, in phase: Phase) throws -> Stage? {
        let stage = try Stage(
            steps: [
                step(
                    "all",
                    each(
                        over: "cells", as: "cell", join: .any,
                        [
                            step("before", task(office)), step("x", after: ["before"], kind),
                            step("tail", after: ["x"], task(office)),
                        ])),
                step("end", after: ["all"], task(office)),
            ],
            inputs: [cellsInput, Input(name: "day", type: .date, title: LocalizedText(vi: "Ngày", en: "Day"))],
            values: [cells, Value.Cell("day", .date(CivilDate(iso: "2026-03-20")!))])
        guard phase != .waiting else { return stage }
        if phase == .cancelled {
            for name in ["before", "x", "tail"] { try stage.order(.skip(Path("all/two/\(name)")), as: "office") }
            return stage
        }
        try stage.act("all/one/before", as: "office")
        switch phase {
        case .waiting, .open, .cancelled: break
        case .skipped: try stage.order(.skip(CommandTableTests.path), as: "office")
        case .done:
            switch kind {
            case is EachStep:
                for cell in ["one", "two"] { try stage.act("all/one/x/\(cell)/work", as: "office") }
            case is CommentsStep, is AcknowledgeStep, is VoteStep, is WaitStep, is CollectStep:
                try stage.wait(until: Stage.day(1), closing: ["all/one/x"])
            default: try act(on: stage)
            }
        }
        return stage
    }

    @discardableResult
    private func act(on stage: Stage) throws -> [String] {
        switch stage.definition.step(at: CommandTableTests.path)?.kind {
        case is DecisionStep: try stage.act("all/one/x", as: "an", outcome: "yes")
        case is VoteStep: try stage.act("all/one/x", as: "an", outcome: "in-favour")
        case is CollectStep: try stage.act("all/one/x", as: "an", set: [("title", "Một")])
        case is AssignStep: try stage.act("all/one/x", as: "an", set: [("person", "binh")])
        case is SessionStep: try stage.act("all/one/x", as: "an", set: [("present", "an, binh")])
        case is IssueStep: try stage.act("all/one/x", as: "an", set: [("number", "7")])
        default: try stage.act("all/one/x", as: "an")
        }
    }

    private func carryOut(_ verb: Verb, on stage: Stage) throws -> [String] {
        let path = CommandTableTests.path
        let member: PersonID? = try stage.item(path.text, "an") == nil ? nil : "an"
        let code = try stage.code(path.text, member)
        let day = CivilDate(iso: "2026-03-25")!
        return switch verb {
        case .do, .acknowledge, .vote: try act(on: stage)
        case .claim: try stage.order(.claim(code), as: "an")
        case .delegate: try stage.order(.delegate(code, to: "binh"), as: "an")
        case .decline: try stage.order(.decline(code), as: "an")
        case .undo: try stage.order(.undo(stage.lastDeed(path.text, member)), as: "an")
        case .comment: try stage.order(.note(code, nil), as: "an")
        case .extend: try stage.order(.extend(path, to: day, at: nil), as: "office")
        case .reassign: try stage.order(.reassign(code, to: "binh"), as: "office")
        case .reschedule: try stage.order(.reschedule(path, to: day), as: "office")
        case .include:
            try stage.order(
                .include(path, stage.definition.step(at: path)?.kind is EachStep ? "root" : "dung"), as: "office")
        case .excuse: try stage.order(.excuse(code), as: "office")
        case .skip: try stage.order(.skip(path), as: "office")
        case .reopen: try stage.order(.reopen(path), as: "office")
        case .suspend: try stage.order(.suspend, as: "office")
        case .resume: try stage.order(.resume(shiftingSince: nil), as: "office")
        case .cancel: try stage.order(.cancel, as: "office")
        }
    }

    @Test("is what it was")
    func table() throws {
        var lines: [String] = []
        for (word, kind) in CommandTableTests.kinds {
            for phase in Phase.allCases {
                lines.append("\(word), \(phase.rawValue)")
                for verb in Verb.allCases {
                    guard let stage = try stage(kind, in: phase) else { continue }
                    #expect(try stage.phase("all/one/x") == phase)
                    let result: String
                    do {
                        let events = try carryOut(verb, on: stage)
                        result = events.isEmpty ? "(nothing to do)" : events.joined(separator: ", ")
                    } catch let refused as Refused {
                        result = "refused: " + refused.refusals.map(\.caseName).joined(separator: ", ")
                    }
                    lines.append(
                        "  " + verb.rawValue + String(repeating: " ", count: 12 - verb.rawValue.count) + result)
                }
            }
        }
        try expectSnapshot(lines.joined(separator: "\n") + "\n", "commands-by-phase.txt")
    }
}

extension Refusal {
    /// The name of the case, for comparing.
    var caseName: String { String("\(self)".prefix { $0 != "(" }) }
}

@Suite("The table of permissions")
struct PermissionTests {
    /// People with exactly one standing each towards the task `write`, whose unit is `one`.
    private static let people: [(Standing?, PersonID)] = [
        (.person, "binh"), (.secretary, "an"), (.assigner, "namer"), (.organiser, "office"), (.chair, "chair"),
        (nil, "dung"),
    ]

    private static let directory = MemoryDirectory(
        units: Stage.directory.units + [
            Unit(id: "apart", kind: "committee", parent: "root", title: LocalizedText(vi: "Riêng", en: "Apart"))
        ],
        people: Stage.directory.people.filter { $0.id != "chair" } + [
            Person(id: "namer", name: "Phân Công", unit: "two", posts: [.init("namer", of: "apart")]),
            Person(id: "chair", name: "Chủ Trì", unit: "apart", posts: [.init("secretary", of: "apart")]),
            Person(id: "clerk", name: "Tổ Chức", unit: "apart", posts: [.init("organiser", of: "apart")]),
        ])

    @Test("lets each standing do what its cell says, and nothing else", arguments: Verb.allCases)
    func cells(_ verb: Verb) throws {
        for (standing, person) in PermissionTests.people {
            let stage = try stage(verb)
            let organiser: PersonID = person == "office" ? "clerk" : person
            let isAllowed = standing.map { Permissions.table(verb).contains($0) } ?? false
            let refusals = Stage.refusals { try carryOut(verb, as: organiser, on: stage) }
            let names = Set((refusals ?? []).map(\.caseName))
            let isBarred = !names.isDisjoint(with: ["mayNot", "notTheirs", "nothingToUndo", "mayNotActFor"])
            #expect(isBarred != isAllowed, "\(verb.rawValue) by \(standing?.rawValue ?? "nobody"): \(names)")
        }
    }

    /// The plan belongs to the unit `apart`, whose secretary is the chair and nobody else's secretary.
    private func stage(_ verb: Verb) throws -> Stage {
        let day = Deadline(.named("day"), text: "day")
        let kind: any StepKind =
            switch verb {
            case .excuse, .acknowledge, .include:
                AcknowledgeStep(from: .members(nil, of: .unit("one")), about: "x", mode: .study, closes: day)
            case .reschedule: SessionStep(chair: .named("name"), attend: .named("name"), date: .given(day))
            default: task(.named("name"), days(5, .before, "day"))
            }
        let stage = try Stage(
            steps: [
                step(
                    "name",
                    AssignStep(
                        who: .holders("namer", of: .committee), from: .members(nil, of: .unit("one")), deadline: nil)),
                step("write", after: ["name"], kind),
                step("end", after: ["write"], task(.holders("organiser", of: .committee))),
            ],
            inputs: [Input(name: "day", type: .date, title: LocalizedText(vi: "Ngày", en: "Day"))],
            values: [Value.Cell("day", .date(CivilDate(iso: "2026-03-20")!))], directory: PermissionTests.directory,
            unit: "apart")
        try stage.act("name", as: "namer", set: [("person", "binh")])
        if verb == .reopen || verb == .undo { try stage.act("write", as: "binh") }
        if verb == .resume { try stage.order(.suspend, as: "clerk") }
        return stage
    }

    private func carryOut(_ verb: Verb, as person: PersonID, on stage: Stage) throws {
        let path = Path("write")
        let code = try stage.item("write", "binh")?.code ?? stage.code("write")
        let day = CivilDate(iso: "2026-03-18")!
        switch verb {
        case .do, .acknowledge, .vote:
            let command = ActCommand(task: code)
            try stage.command(.act(command), as: person)
        case .claim: try stage.order(.claim(code), as: person)
        case .delegate: try stage.order(.delegate(code, to: "chi"), as: person)
        case .decline: try stage.order(.decline(code), as: person)
        case .undo: try stage.order(.undo(stage.lastDeed("write")), as: person)
        case .comment: try stage.order(.note(code, nil), as: person)
        case .extend: try stage.order(.extend(path, to: day, at: nil), as: person)
        case .reassign: try stage.order(.reassign(code, to: "an"), as: person)
        case .reschedule: try stage.order(.reschedule(path, to: day), as: person)
        case .include: try stage.order(.include(path, "dung"), as: person)
        case .excuse: try stage.order(.excuse(code), as: person)
        case .skip: try stage.order(.skip(path), as: person)
        case .reopen: try stage.order(.reopen(path), as: person)
        case .suspend: try stage.order(.suspend, as: person)
        case .resume: try stage.order(.resume(shiftingSince: nil), as: person)
        case .cancel: try stage.order(.cancel, as: person)
        }
    }
}
