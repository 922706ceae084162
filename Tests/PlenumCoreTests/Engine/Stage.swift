import EngineTesting
import PlenumCore
import Testing

/// A committee on a table: one definition, one instance in memory, people who act on it at times one says.
final class Stage {
    let definition: Definition
    let set: WorkingSet
    private(set) var events: [Event] = []
    private let surroundings: Surroundings

    init(
        steps: [Step], inputs: [Input] = [], values: [Value.Cell] = [], policies: [Policy] = [], roles: [Role] = [],
        directory: MemoryDirectory = Stage.directory, unit: UnitID = "root", calendar: WorkingCalendar = Stage.calendar
    ) throws {
        definition = Definition(
            name: "test", title: LocalizedText(vi: "Thử", en: "Test"), languages: ["vi", "en"], calendar: "plain",
            inputs: inputs, roles: roles, policies: policies, scope: Scope(steps: steps), figures: [])
        set = try WorkingSet("test-1", reader: EmptyState(), definition: definition)
        surroundings = Surroundings(
            directory: directory, calendar: calendar,
            zone: .fixed(name: "Asia/Ho_Chi_Minh", offset: 7 * 3600), hour: CivilTime(hour: 8, minute: 0)!)
        let start = StartCommand(definition: "d", calendar: "c", unit: unit, inputs: values)
        events = try Decider.decide(
            .start(start), by: Authority(actor: Actor(by: "office"), now: Stage.monday), on: set,
            definition: definition, in: surroundings)
    }

    static let monday = Ground.monday
    static let calendar = Ground.calendar
    static let directory = Ground.directory

    static func day(_ days: Int) -> Instant { monday.adding(seconds: days * 86_400) }

    /// Does the open task at `path`; the events that this causes.
    @discardableResult
    func act(
        _ path: String, as person: PersonID, for principal: PersonID? = nil, outcome: Name? = nil,
        set answers: [(name: Name, text: String)] = [], file: String? = nil, at now: Instant = monday,
        on day: CivilDate? = nil, expect: Int? = nil
    ) throws -> [String] {
        let member: PersonID? =
            try self.set.item(at: Path(path), member: principal ?? person) == nil ? nil : principal ?? person
        let code = try self.set.item(at: Path(path), member: member)?.code ?? TaskCode(999)
        let document = file.map { Document(name: $0, hash: "0", size: 1) }
        let command = ActCommand(
            task: code, outcome: outcome, answers: answers, document: document, expect: expect)
        return try decide(
            .act(command), Authority(actor: Actor(by: person, for: principal), now: now, on: day))
    }

    /// Carries out a command beside `do`; the events that this causes.
    @discardableResult
    func order(
        _ order: Order, as person: PersonID?, for principal: PersonID? = nil, because reason: String? = "lý do",
        at now: Instant = monday
    ) throws -> [String] {
        try decide(.order(order, reason: reason), Authority(actor: Actor(by: person, for: principal), now: now))
    }

    @discardableResult
    func command(
        _ command: Command, as person: PersonID?, at now: Instant = monday, closing: [(path: Path, at: Instant)] = []
    ) throws -> [String] {
        try decide(command, Authority(actor: Actor(by: person), now: now), closing: closing)
    }

    func code(_ path: String, _ member: PersonID? = nil) throws -> TaskCode {
        try self.set.item(at: Path(path), member: member)?.code ?? TaskCode(999)
    }

    /// The last thing done on the task at `path`, for taking it back.
    func lastDeed(_ path: String, _ member: PersonID? = nil) throws -> Order.Deed {
        let code = try code(path, member)
        guard let index = events.lastIndex(where: { $0.body.task == code }) else { throw Refused(.nothingToUndo(code)) }
        return Order.Deed(task: code, sequence: index + 1, by: events[index].actor.principal, body: events[index].body)
    }

    /// Everything done on the task at `path`, the earliest first.
    func deeds(_ path: String, _ member: PersonID? = nil) throws -> [Order.Deed] {
        let code = try code(path, member)
        return events.enumerated().filter { $0.element.body.task == code }.map { index, event in
            Order.Deed(task: code, sequence: index + 1, by: event.actor.principal, body: event.body)
        }
    }

    /// Lets time pass: what is due by `now` happens.
    @discardableResult
    func wait(until now: Instant, closing paths: [String]) throws -> [String] {
        try decide(
            .advance, Authority(actor: .clock, now: now), closing: paths.map { (Path($0), now) })
    }

    private func decide(
        _ command: Command, _ authority: Authority, closing: [(path: Path, at: Instant)] = []
    ) throws -> [String] {
        let new = try Decider.decide(
            command, by: authority, on: set, definition: definition, in: surroundings, closing: closing)
        events += new
        try checkReplay()
        return new.map(\.body.short)
    }

    /// The state is what the events fold into.
    private func checkReplay() throws {
        let replayed = try WorkingSet("test-1", reader: EmptyState(), definition: definition)
        for event in events { try replayed.apply(event) }
        #expect(replayed.instance == self.set.instance)
        #expect(try replayed.inputs() == self.set.inputs())
        #expect(replayed.changes.steps.isSuperset(of: self.set.changes.steps))
        for path in replayed.changes.steps { #expect(try replayed.step(path) == self.set.step(path)) }
        for path in replayed.changes.tallies { #expect(try replayed.tally(at: path) == self.set.tally(at: path)) }
        for path in replayed.changes.scopes { #expect(try replayed.scope(path) == self.set.scope(path)) }
        for code in replayed.changes.items { #expect(try replayed.item(code) == self.set.item(code)) }
    }

    func scene(_ path: String) -> Scene? {
        Scene(at: Path(path), definition: definition, set: self.set, surroundings: surroundings)
    }

    func phase(_ path: String) throws -> Phase { try set.control(at: Path(path)).phase }
    func round(_ path: String) throws -> Int { try set.control(at: Path(path)).round }
    func outcome(_ path: String) throws -> Name? { try set.control(at: Path(path)).outcome }
    func item(_ path: String, _ member: PersonID? = nil) throws -> Item? {
        try set.item(at: Path(path), member: member)
    }
    var state: InstanceState? { self.set.instance?.state }

    /// The refusals with which `body` is refused; nil where it is not.
    static func refusals(_ body: () throws -> Void) -> [Refusal]? {
        do {
            try body()
            return nil
        } catch let refused as Refused {
            return refused.refusals
        } catch {
            return []
        }
    }
}

extension Order.Deed {
    /// The answer that it was.
    var answered: Answered? {
        if case .answered(let body) = body { body } else { nil }
    }
}

extension EventBody {
    /// The word and the place, for comparing with what a test expects.
    var short: String {
        switch self {
        case .started: "started"
        case .opened(let body): "opened \(body.path)"
        case .assigned(let body): "assigned \(body.code)"
        case .claimed(let body): "claimed \(body.code)"
        case .answered(let body): "answered \(body.answer?.rawValue ?? "-")"
        case .completed(let body): body.path == .instance ? "completed" : "completed \(body.path) \(body.outcome)"
        case .returned(let body): "returned \(body.path)"
        case .skipped(let path): "skipped \(path)"
        case .cancelled(let path): path == .instance ? "cancelled" : "cancelled \(path)"
        case .excused(.person(let code)): "excused \(code)"
        case .excused(.branch(let branch)): "excused \(branch)"
        case .rescheduled(let body): "rescheduled \(body.path)"
        case .suspended: "suspended"
        case .resumed: "resumed"
        case .closed(let body):
            "closed \(body.path)" + (body.outcome == Outcome.done.name ? "" : " \(body.outcome)")
        case .undone(let body): "undone \(body.sequence)"
        case .settingChanged: "setting changed"
        }
    }
}
