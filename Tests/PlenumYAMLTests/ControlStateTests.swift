import Foundation
import PlenumCore
import PlenumYAML
import Testing

/// All that the rules of flow know of an instance, as one value. Rounds are kept as *never* and *at least once*, so
/// that there are finitely many.
struct ControlState: Hashable, ControlWriter {
    private var controls: [Path: Control] = [:]
    private var tallies: [Path: Tally] = [:]
    private var remainders: [ScopePath: Int] = [:]
    private var keys: [Path: [String]] = [:]
    var hasEnded = false

    func control(at path: Path) -> Control { controls[path] ?? .untouched }
    func tally(at path: Path) -> Tally? { tallies[path] }
    func remaining(in scope: ScopePath) -> Int? { remainders[scope] }
    func branches(of path: Path) -> [String] { keys[path] ?? [] }
    func group(of branch: ScopePath) -> String { "" }
    mutating func set(_ control: Control, at path: Path) {
        controls[path] = Control(phase: control.phase, outcome: control.outcome, round: min(control.round, 1))
    }
    mutating func set(_ tally: Tally, at path: Path) { tallies[path] = tally }
    mutating func set(remaining: Int, in scope: ScopePath) { remainders[scope] = remaining }
    func gates(of path: Path) -> [GateGroup] { [] }
    func gates(of row: ScopePath) -> [GateGroup] { [] }
    mutating func set(branches: [String], of path: Path) { keys[path] = branches }
    mutating func add(branches: [String], to path: Path) { keys[path, default: []] += branches }

    var open: [Path] { controls.filter { $0.value.phase == .open }.keys.sorted() }
}

/// Every control state that a definition can reach with so many entries in each list and people in each window.
struct ControlStates: Circumstances {
    let kernel: Kernel
    let fanOut: Int
    private(set) var edges: [ControlState: Set<ControlState>] = [:]

    func extent(of step: Step, at path: Path) -> Extent {
        if step.kind.intake != nil { return .rows(people: fanOut) }
        if step.kind.fanOut != nil { return .branches((0..<fanOut).map { "b\($0)" }) }
        // A vote of nobody can only fail; no plan starts in which nobody may vote.
        if step.kind is VoteStep { return .people(max(fanOut, 1)) }
        return step.kind.asksEach ? .people(fanOut) : .one
    }

    func holds(_ input: Name, _ comparison: Comparison, _ value: String, in scope: ScopePath) -> Bool { true }

    /// The ways in which a secret vote can end are told apart by nothing that the rules of flow know.
    func totals(at path: Path) -> [Name: Int] { [:] }

    init(of definition: Definition, fanOut: Int) throws {
        kernel = Kernel(definition)
        self.fanOut = fanOut
        var pending = [try state(after: .start, from: ControlState())]
        while let here = pending.popLast() {
            guard edges[here] == nil else { continue }
            let next = try here.hasEnded ? [] : stimuli(in: here).map { try state(after: $0, from: here) }
            edges[here] = Set(next).subtracting([here])
            pending += next
        }
    }

    /// What can happen next: every way in which an open step can end, and every answer.
    private func stimuli(in state: ControlState) -> [Stimulus] {
        state.open.flatMap { path -> [Stimulus] in
            guard let kind = kernel.definition.step(at: path)?.kind else { return [] }
            if let intake = kind.intake { return rows(intake, at: path, in: state) }
            guard kind.fanOut == nil else { return [] }
            if kind.asksEach {
                let isAnswered = state.tally(at: path)?.open ?? 0 > 0
                let answers: [Name] = kind is VoteStep ? [VoteCount.inFavour, VoteCount.against] : ["answered"]
                return [.close(path)] + (isAnswered ? answers.map { .answer(path, $0, before: nil) } : [])
            }
            if kind.closes != nil { return [.close(path)] }
            let ends = kind.outcomes.map { Stimulus.finish(path, $0.name) }
            return ends + (kind.sessionDate == nil ? [] : [.again(path, "without-quorum")])
        }
    }

    /// Somebody sends a row, has nothing more to send, or the time is up; a row may be set aside.
    private func rows(_ intake: Intake, at path: Path, in state: ControlState) -> [Stimulus] {
        let count = state.tally(at: path)?.total ?? 0
        let live = state.branches(of: path).map { path.branch($0) }
            .filter { state.control(at: Path($0, intake.entry)).phase != .cancelled }
        let withdrawn = live.map { Stimulus.withdraw($0) }
        guard state.control(at: path).takesAnswers else { return withdrawn }
        let senders = state.tally(at: Path("\(path)/%senders"))?.open ?? 0
        return [.close(path)] + withdrawn
            + (count < fanOut ? [.row(path, key: String(count + 1), answer: "sent", before: nil)] : [])
            + (senders > 0 ? [.answer(path, "nothing-to-add", before: nil)] : [])
    }

    private func state(after stimulus: Stimulus, from before: ControlState) throws -> ControlState {
        var state = before
        var pending = [stimulus]
        while !pending.isEmpty {
            let advance = try kernel.advance(pending.removeFirst(), over: state, given: self)
            for transition in advance.transitions {
                try kernel.apply(transition, to: &state)
                if case .instanceEnded = transition { state.hasEnded = true }
            }
            pending += advance.next
        }
        return state
    }

    /// The states from which no way leads to the end.
    var stuck: [ControlState] {
        var reversed: [ControlState: [ControlState]] = [:]
        for (from, next) in edges { for to in next { reversed[to, default: []].append(from) } }
        var pending = edges.keys.filter(\.hasEnded)
        var free = Set(pending)
        while let state = pending.popLast() {
            for before in reversed[state] ?? [] where free.insert(before).inserted { pending.append(before) }
        }
        return edges.keys.filter { !free.contains($0) }
    }
}

@Suite("The control states of a definition that ships")
struct ControlStateTests {
    @Test(
        "all have a way to the end",
        arguments: [
            ("thematic-session", 0), ("thematic-session", 1), ("thematic-session", 2), ("call-for-papers", 0),
            ("call-for-papers", 1), ("topic-group-seminar", 1),
        ])
    func ways(name: String, fanOut: Int) throws {
        // One paper is enough here, so that both ends of the call are reached.
        let text = String(decoding: try Shipped.bytes(name), as: UTF8.self)
            .replacingOccurrences(of: "at-least: 14", with: "at-least: 1")
        let node = try #require(YAMLReader.read(bytes: Array(text.utf8)).node)
        let definition = try #require(DefinitionReader.read(node).definition)
        let states = try ControlStates(of: definition, fanOut: fanOut)
        print("\(name), control states with a fan-out of \(fanOut): \(states.edges.count)")
        #expect(states.edges.count > 10)
        #expect(states.stuck.map(\.open) == [])
    }

    @Test("so have those of a step that repeats, with a decision that returns", arguments: [1, 2, 3])
    func repeating(fanOut: Int) throws {
        let text = LocalizedText(vi: "Bước", en: "Step")
        func step(_ name: Name, after: [Name] = [], _ kind: any StepKind) -> Step {
            Step(name: name, title: text, after: after, kind: kind)
        }
        let outcomes = [Outcome("yes", title: text), Outcome("no", title: text, effect: .return(to: "write"))]
        let repeated = RepeatStep(
            Recurrence(every: Recurrence.Interval(1, .month), from: .named("first"), end: .times(3)), as: "month",
            title: text,
            scope: Scope(steps: [
                step("write", TaskStep(who: .organiser, deadline: nil, produces: nil)),
                step("approve", after: ["write"], DecisionStep(who: .organiser, deadline: nil, outcomes: outcomes)),
            ]))
        let definition = Definition(
            name: "test", title: text, languages: [], calendar: "plain", inputs: [], roles: [], policies: [],
            scope: Scope(steps: [
                step("guidance", repeated),
                step("close", after: ["guidance"], TaskStep(who: .organiser, deadline: nil, produces: nil)),
            ]), figures: [])
        let states = try ControlStates(of: definition, fanOut: fanOut)
        print("control states of a step that repeats \(fanOut) times: \(states.edges.count)")
        #expect(states.edges.count > 5)
        #expect(states.stuck.map(\.open) == [])
    }
}
