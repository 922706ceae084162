package import PlenumCore

/// Numbers that follow from a seed: S. Vigna's splitmix64 (prng.di.unimi.it/splitmix64.c).
package struct Dice: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: Int) {
        state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    package mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
    package mutating func pick<Element>(_ list: [Element]) -> Element? { list.randomElement(using: &self) }
}

/// The rows of one instance, as a store would keep them.
package final class Rows: StateReader {
    package var instance: Instance?
    package var inputs: [Value.Cell] = []
    package var steps: [Path: StepRecord] = [:]
    package var tallies: [Path: Tally] = [:]
    package var scopes: [ScopePath: ScopeRecord] = [:]
    package var boxes: [Path: BallotBox] = [:]
    package var items: [TaskCode: Item] = [:]

    package func save(_ set: WorkingSet) throws {
        instance = set.instance
        if !set.changes.inputs.isEmpty { inputs = try set.inputs() }
        for path in set.changes.steps { steps[path] = try set.step(path) }
        for path in set.changes.tallies { tallies[path] = try set.tally(at: path) }
        for path in set.changes.scopes { scopes[path] = try set.scope(path) }
        for path in set.changes.boxes { boxes[path] = try set.box(at: path) }
        for code in set.changes.items { items[code] = try set.item(code) }
    }

    package func instance(_ id: InstanceID) -> Instance? { instance }
    package func input(_ name: Name, of instance: InstanceID) -> Value? { inputs.first { $0.column == name }?.value }
    package func inputs(of instance: InstanceID) -> [Value.Cell] { inputs }
    package func step(_ path: Path, of instance: InstanceID) -> StepRecord? { steps[path] }
    package func tally(_ path: Path, of instance: InstanceID) -> Tally? { tallies[path] }
    package func scope(_ path: ScopePath, of instance: InstanceID) -> ScopeRecord? { scopes[path] }
    package func branches(of path: Path, of instance: InstanceID) -> [String] { branches(of: path) }
    package func series(type: String, organ: String, of unit: UnitID) -> SeriesRecord? { nil }
    package func numbers(of instance: InstanceID) -> [RegisteredNumber] { [] }
    package func branches(of path: Path) -> [String] {
        scopes.filter { $0.key.fanOut == path && $0.value.position >= 0 }
            .sorted { $0.value.position < $1.value.position }.map(\.key.key)
    }
    package func item(_ code: TaskCode) -> Item? { items[code] }
    package func item(at path: Path, member: PersonID?, of instance: InstanceID) -> Item? {
        items.values.first { $0.path == path && $0.member == member }
    }
    package func openItems(at path: Path, of instance: InstanceID) -> [Item] { openItems.filter { $0.path == path } }
    package func items(at path: Path, of instance: InstanceID) -> [Item] {
        items.values.filter { $0.path == path }.sorted { $0.code < $1.code }
    }
    package func box(at path: Path, of instance: InstanceID) -> BallotBox? { boxes[path] }
    package func lastTaskNumber() -> Int { items.keys.map(\.number).max() ?? 0 }

    package var openItems: [Item] { items.values.filter(\.state.isOpen).sorted { $0.code < $1.code } }
}

/// A definition drawn from a seed: every kind that can run, nested branches, returns, conditions, joins.
package struct RandomDefinition {
    private var dice: Dice
    private var count = 0
    /// Seeds from here on draw from all of the language; those below keep what they once drew.
    package static let wide = 10_000
    /// Seeds from here on draw steps that take rows as well.
    package static let withRows = 30_000
    /// Seeds from here on draw steps that repeat, and definitions that are used, as well; and from there on votes.
    package static let repeating = 1_000_000
    package static let voting = 2_000_000
    private let isWide: Bool
    private let hasRows: Bool
    private let repeats: Bool
    private let hasVotes: Bool

    package static func drawn(_ seed: Int) -> Definition {
        var drawer = RandomDefinition(
            dice: Dice(seed: seed), isWide: seed >= wide, hasRows: seed >= withRows, repeats: seed >= repeating,
            hasVotes: seed >= voting)
        return Definition(
            name: "random", title: LocalizedText(vi: "Ngẫu nhiên", en: "Random"), languages: [], calendar: "plain",
            inputs: inputs, roles: [], policies: [], scope: drawer.scope(depth: 0),
            figures: [])
    }

    private static let inputs = [cellsInput, dayInput, rowsInput]

    private static let dayInput = Input(name: "day", type: .date, title: LocalizedText(vi: "Ngày", en: "Day"))

    private static let rowsInput = Input(
        name: "rows", type: .table, title: LocalizedText(vi: "Dòng", en: "Rows"),
        columns: [Column(name: "group", type: .text, title: LocalizedText(vi: "Nhóm", en: "Group"))])

    private init(dice: Dice, isWide: Bool, hasRows: Bool, repeats: Bool, hasVotes: Bool) {
        self.dice = dice
        self.isWide = isWide
        self.hasRows = hasRows
        self.repeats = repeats
        self.hasVotes = hasVotes
    }

    /// Two or three times a week or every other week, from a day near the start or from the input's on.
    private mutating func recurrence() -> Recurrence {
        let first = CivilDate(dayNumber: 20_514).adding(days: Int.random(in: 0...20, using: &dice))
        let weekday = DayOfPeriod(
            .weekday(dice.pick(Weekday.allCases) ?? .monday), of: .week, orNextWorkingDay: dice.chance(50))
        return Recurrence(
            every: Recurrence.Interval(Int.random(in: 1...2, using: &dice), .week), on: dice.chance(50) ? weekday : nil,
            from: dice.chance(30) ? .named("day") : .date(first),
            end: .times(Int.random(in: 1...3, using: &dice)))
    }

    /// Steps of a branch; `entry` is the arrival of the row whose steps they are.
    private mutating func scope(depth: Int, entry: Name? = nil) -> Scope {
        var steps: [Step] = []
        for _ in 0..<Int.random(in: 2...(depth == 0 ? 6 : 3), using: &dice) {
            count += 1
            let name = Name("s\(count)")
            let earlier = steps.map(\.name)
            var after = earlier.filter { _ in dice.chance(45) }
            if let entry, after.isEmpty, dice.chance(60) { after = [entry] }
            let decided = steps.filter { $0.kind is DecisionStep && after.contains($0.name) }
            let condition: Condition? =
                dice.chance(30)
                ? decided.first.map { .outcome(step: $0.name, is: "yes", negated: dice.chance(50)) } : nil
            steps.append(
                step(name, after: after, when: condition, kind(name, after: after, steps: steps, depth: depth)))
        }
        return Scope(steps: steps)
    }

    private static let kindColumn = Column(
        name: "kind", type: .choice, title: LocalizedText(vi: "Loại", en: "Kind"),
        choice: Choice(
            .words(["a", "b"].map { Choice.Word(Name($0), title: LocalizedText(vi: $0, en: $0)) }), hasOther: true))

    private mutating func rows(_ name: Name, from people: People, closes: Deadline, depth: Int) -> any StepKind {
        let entry = Name("r\(count)")
        let hasGate = dice.chance(30)
        let atLeast = dice.pick([nil, 1, 2])
        let extends = dice.chance(50)
        return collect(
            from: people, columns: [titleColumn, RandomDefinition.kindColumn], closes: closes,
            closeEarly: dice.chance(40), atLeast: atLeast ?? nil, atMost: dice.pick([nil, nil, 2, 3]) ?? nil,
            gates: hasGate ? [Gate(1, per: "kind", text: "1 row per kind")] : [],
            otherwise: hasGate || atLeast != nil
                ? Otherwise(extend: extends ? Span(2, .workingDay) : nil, upTo: extends ? 2 : 0) : nil,
            as: entry, name: name,
            dice.chance(15) ? [] : scope(depth: depth + 1, entry: entry).steps)
    }

    private mutating func kind(_ name: Name, after: [Name], steps: [Step], depth: Int) -> any StepKind {
        let closes = Deadline(
            .date(CivilDate(iso: "2026-03-02")!.adding(days: Int.random(in: 0...20, using: &dice))), text: "x")
        let deadline = dice.pick([nil, days(3, .before, "day"), after.first.map { days(2, .after, $0) }]) ?? nil
        let people =
            dice.pick([office, chair, .members(nil, of: .unit("one")), .members(nil, of: .committee)]) ?? office
        if hasRows, depth < 2, dice.chance(25) { return rows(name, from: people, closes: closes, depth: depth) }
        if hasVotes, dice.chance(30) { return vote(people, closes: closes, after: after) }
        switch Int.random(in: 0..<12, using: &dice) {
        case 0, 1, 2: return task(people, deadline, produces: dice.chance(30) ? "document" : nil)
        case 3, 4:
            var outcomes: [(Name, Outcome.Effect)] = [("yes", .proceed), ("no", .proceed)]
            if let target = after.first { outcomes.append(("back", .return(to: target))) }
            if dice.chance(5) { outcomes.append(("off", .end(.cancelled))) }
            return decision(people, outcomes)
        case 5: return CommentsStep(from: people, closes: closes, closeEarly: dice.chance(50))
        case 6:
            return AcknowledgeStep(from: people, about: "x", mode: .study, closes: closes, closeEarly: dice.chance(50))
        case 7: return WaitStep(until: closes)
        case 8:
            return SessionStep(
                chair: chair, attend: .members(nil, of: .committee), date: .given(Deadline(.named("day"), text: "day")),
                quorum: Quorum(.moreThanHalf, of: .members(nil, of: .committee)), records: [.minutes])
        default:
            guard depth < 2 else { return task(people, deadline) }
            if repeats, dice.chance(25) {
                let used = Definition(
                    name: Name("u\(count)"), title: LocalizedText(vi: "Dùng", en: "Used"), languages: [],
                    calendar: "plain", inputs: RandomDefinition.inputs, roles: [], policies: [],
                    scope: scope(depth: depth + 1), figures: [])
                let names = used.inputs.map { ($0.name, UsedDefinition.Given.name($0.name)) }
                return UseStep(UsedDefinition(used, given: Dictionary(names, uniquingKeysWith: { first, _ in first })))
            }
            if repeats, dice.chance(60) {
                return RepeatStep(
                    recurrence(), as: Name("d\(count)"), title: LocalizedText(vi: "Kỳ", en: "Time"),
                    scope: scope(depth: depth + 1))
            }
            if isWide, dice.chance(50) {
                return EachStep(
                    fanOut: FanOut(
                        over: ListPhrase("rows", of: nil, filter: nil), entry: nil,
                        join: .per(Int.random(in: 1...2, using: &dice), "group"),
                        others: dice.chance(50) ? .stop : .goOn, mayBeEmpty: true, scope: scope(depth: depth + 1)),
                    otherwise: Otherwise())
            }
            let join = dice.pick([Join.all, .all, .any, .atLeast(2), .atLeast(3), .percent(60)]) ?? .all
            return EachStep(
                fanOut: FanOut(
                    over: ListPhrase("cells", of: nil, filter: nil), entry: Name("c\(depth)"), join: join,
                    others: dice.chance(50) ? .stop : .goOn, mayBeEmpty: true, scope: scope(depth: depth + 1)),
                otherwise: Otherwise())
        }
    }
}

extension RandomDefinition {
    /// Open or secret, under a rule by which it is adopted where all vote in favour, or goes back to nothing.
    private mutating func vote(_ people: People, closes: Deadline, after: [Name]) -> VoteStep {
        let rule = dice.pick([.share(.moreThanHalf), .share(.fraction(2, 3)), .all] as [VoteCount.Rule]) ?? .all
        var effects: [Outcome] = []
        if let target = after.first, dice.chance(40) {
            effects = [Outcome("rejected", title: VoteStep.rejected.title, effect: .return(to: target))]
        }
        return VoteStep(
            from: people,
            count: VoteCount(
                rule: rule, base: dice.chance(50) ? .convened : .cast, quorum: dice.chance(20) ? .number(2) : nil,
                veto: dice.chance(20)),
            closes: closes, closeEarly: dice.pick([nil, .whenDecided, .whenAllHaveVoted]) ?? nil,
            ballot: dice.chance(60) ? .secret : .open, mayAbstain: dice.chance(80), effects: effects)
    }
}

/// A run of a random definition by random people at random times; every event goes through its written form into a
/// second state that knows nothing else.
package struct RandomRun {
    package let definition: Definition
    package let surroundings: Surroundings
    package let rows = Rows()
    package let replica: WorkingSet
    package var dice: Dice
    package var now = Ground.monday
    package var events: [Event] = []
    package var rounds: [Path: Int] = [:]
    /// The branches that were excused since their fan-out last opened.
    package var excused: [Path: Set<String>] = [:]
    package var opened: Set<String> = []
    package let isWide: Bool
    package let hasRows: Bool
    package let start: StartCommand

    package static let id: InstanceID = "random-1"

    /// `hash` is the definition's, where it must be found again.
    package init(seed: Int, hash: String = "d") throws {
        definition = RandomDefinition.drawn(seed)
        dice = Dice(seed: seed &+ 7)
        surroundings = Surroundings(
            directory: Ground.directory, calendar: Ground.calendar,
            zone: .fixed(name: "Asia/Ho_Chi_Minh", offset: 7 * 3600), hour: CivilTime(hour: 8, minute: 0)!)
        replica = try WorkingSet(RandomRun.id, reader: EmptyState(), definition: definition)
        let list = dice.pick([[], ["one"], ["one", "two"], ["one", "two"]] as [[UnitID]]) ?? []
        let groups = ["a", "a", "b"].prefix(list.count + 1)
        let inputs = [
            Value.Cell("cells", .units(list)), Value.Cell("day", .date(CivilDate(iso: "2026-03-20")!)),
            Value.Cell("rows", .table(groups.map { Value.Row([Value.Cell("group", .text($0))]) })),
        ]
        isWide = seed >= RandomDefinition.wide
        hasRows = seed >= RandomDefinition.withRows
        start = StartCommand(definition: hash, calendar: "c", unit: "root", inputs: inputs)
        try carryOut(.start(start), by: "office")
    }

    /// Decides and writes, as a store would; what is refused leaves no trace.
    package mutating func carryOut(_ command: Command, by person: PersonID?) throws {
        let set = try WorkingSet(RandomRun.id, reader: rows, definition: definition)
        let due =
            rows.instance?.state == .running
            ? rows.steps.compactMap { path, record in
                record.control.phase == .open ? record.facts.closesAt.flatMap { $0 <= now ? (path, $0) : nil } : nil
            } : []
        let new = try Decider.decide(
            command, by: Authority(actor: Actor(by: person), now: now), on: set, definition: definition,
            in: surroundings, closing: due)
        try rows.save(set)
        for event in new {
            var stored = event
            stored.sequence = events.count + 1
            events.append(stored)
            guard let body = EventBody(word: event.body.word, version: EventBody.version, payload: event.body.payload),
                body == event.body
            else { throw Fault.notReadBack(event.body) }
            try replica.apply(
                Event(
                    sequence: stored.sequence, stream: event.stream, at: event.at, effective: event.effective,
                    actor: event.actor, reason: event.reason, body: body))
            if case .opened(let body) = body, !body.isJoining {
                rounds[body.path, default: 0] += 1
                excused[body.path] = nil
            }
            if case .excused(.branch(let branch)) = body, let fanOut = branch.fanOut {
                excused[fanOut, default: []].insert(branch.key)
            }
        }
        try compare(set.changes)
    }

    package enum Fault: Error {
        case notReadBack(EventBody)
        case differs(String)
        case model(String)
        case stuck
    }

    private func compare(_ changes: WorkingSet.Changes) throws {
        if replica.instance != rows.instance { throw Fault.differs("the instance") }
        for path in changes.steps where try replica.step(path) != rows.steps[path] { throw Fault.differs("\(path)") }
        for path in changes.tallies where try replica.tally(at: path) != rows.tallies[path] {
            throw Fault.differs("the counters of \(path)")
        }
        for path in changes.scopes where try replica.scope(path) != rows.scopes[path] {
            throw Fault.differs("the scope \(path)")
        }
        for code in changes.items where try replica.item(code) != rows.items[code] { throw Fault.differs("\(code)") }
    }

    /// Every row, against a state folded from the whole log.
    package func compareAll() throws {
        let folded = try WorkingSet(RandomRun.id, reader: EmptyState(), definition: definition)
        for event in events { try folded.apply(event) }
        for (path, record) in rows.steps where try folded.step(path) != record { throw Fault.differs("\(path)") }
        for (path, tally) in rows.tallies where try folded.tally(at: path) != tally { throw Fault.differs("\(path)") }
        for (path, scope) in rows.scopes where try folded.scope(path) != scope { throw Fault.differs("\(path)") }
        for (code, item) in rows.items where try folded.item(code) != item { throw Fault.differs("\(code)") }
        for path in Set(rows.tallies.keys).union(rows.boxes.keys) {
            let isSecret = definition.step(at: path)?.kind.isSecret == true
            let voted = isSecret && rows.steps[path]?.control.phase == .open ? rows.tallies[path]?.done ?? 0 : 0
            if rows.boxes[path]?.count ?? 0 != voted { throw Fault.differs("the ballot box of \(path)") }
        }
        if folded.changes.items.count != rows.items.count || folded.changes.steps.count != rows.steps.count {
            throw Fault.differs("the number of rows")
        }
    }

    // MARK: What people do

    /// One thing that somebody tries; true where it was not refused.
    package mutating func step() throws -> Bool {
        if dice.chance(30) { now = now.adding(seconds: Int.random(in: 0...86_400, using: &dice)) }
        let (command, person) = drawCommand()
        do {
            try carryOut(command, by: person)
            return true
        } catch is Refused {
            return false
        }
    }

    package mutating func drawCommand() -> (Command, PersonID?) {
        guard !dice.chance(15) else { return (.advance, nil) }
        if rows.instance?.state == .suspended {
            return (.order(.resume(shiftingSince: dice.chance(50) ? Ground.monday : nil), reason: "r"), "office")
        }
        if let item = dice.pick(rows.openItems), dice.chance(65) { return act(on: item, first: false) }
        return (.order(order(), reason: "r"), dice.pick(["office", "office", "chair", "an", "binh"]))
    }

    private mutating func order() -> Order {
        let path = dice.pick(rows.steps.keys.sorted()) ?? Path("s1")
        let item = dice.pick(rows.items.values.sorted { $0.code < $1.code })
        let code = item?.code ?? TaskCode(1)
        let person = dice.pick(["an", "binh", "chi", "dung"] as [PersonID]) ?? "an"
        let day = CivilDate(iso: "2026-03-04")!.adding(days: Int.random(in: 0...40, using: &dice))
        switch Int.random(in: 0..<(isWide ? 18 : 16), using: &dice) {
        case 16, 17:
            let branches = rows.scopes.keys.filter { $0 != .root }.sorted { $0.text < $1.text }
            return .excuseBranch(dice.pick(branches) ?? ScopePath("s1/one"))
        case 0: return .claim(code)
        case 1: return .delegate(code, to: person)
        case 2: return .decline(code)
        case 3: return .reassign(code, to: person)
        case 4: return .note(code, nil)
        case 5 where hasRows, 6 where hasRows:
            var deeds = Deeds(on: code)
            for event in events { deeds.note(event) }
            return deeds.last.map { .undo($0) } ?? .claim(code)
        case 5, 6:
            let index = events.lastIndex { $0.body.task == code }
            return .undo(
                Order.Deed(
                    task: code, sequence: (index ?? 0) + 1, by: index.flatMap { events[$0].actor.principal },
                    body: index.map { events[$0].body } ?? .suspended))
        case 7: return .extend(path, to: day, at: nil)
        case 8: return .reschedule(path, to: day)
        case 9: return .rescheduleInput("day", to: day)
        case 10: return .skip(path)
        case 11, 12: return .reopen(path)
        case 13: return .excuse(code)
        case 14: return .include(path, dice.pick(["an", "dung", "one", "two", "root"]) ?? "an")
        default: return .suspend
        }
    }

    /// Something that fits what the item offers; with `first`, what leads on.
    package mutating func act(on item: Item, first: Bool) -> (Command, PersonID?) {
        let set = try? WorkingSet(RandomRun.id, reader: rows, definition: definition)
        let scene = set.flatMap { Scene(at: item.path, definition: definition, set: $0, surroundings: surroundings) }
        let offer = (try? scene?.offer(for: item)) ?? Offer()
        var answers: [(name: Name, text: String)] = []
        var document: Document?
        for need in offer.needs where need.required || !first && dice.chance(40) || need.name == ActNeed.newDate {
            let people = need.options ?? ["an"]
            switch need.type {
            case .file: document = Document(name: "a.txt", hash: "0", size: 1)
            case .date:
                let day = surroundings.zone.local(now).date.adding(days: Int.random(in: 1...9, using: &dice))
                answers.append((need.name, need.options?.first ?? day.description))
            case .people:
                let count = first ? people.count : Int.random(in: 1...people.count, using: &dice)
                answers.append((need.name, people.prefix(count).joined(separator: ",")))
            case .person: answers.append((need.name, people[0]))
            case .unit: answers.append((need.name, need.options?.first ?? "one"))
            case .number: answers.append((need.name, "7"))
            case .text where hasRows:
                answers.append((need.name, dice.pick(need.options ?? ["một", "hai", "ba"]) ?? ""))
            case .text, .time, .disposition: answers.append((need.name, need.options?.first ?? "ý kiến"))
            }
        }
        let outcomes = offer.outcomes.filter { !first || $0.effect == .proceed }
        if let bare = offer.bare.first, first || dice.chance(15) {
            return (.act(ActCommand(task: item.code, outcome: bare.name)), dice.pick(item.people))
        }
        let outcome = first ? outcomes.first?.name : dice.pick(outcomes)?.name
        return (
            .act(ActCommand(task: item.code, outcome: outcome, answers: answers, document: document)),
            dice.pick(item.people)
        )
    }

    /// From wherever it stands: everybody does what leads on, and time passes, until it has ended.
    package mutating func finish() throws {
        for _ in 0..<400 {
            switch rows.instance?.state {
            case .completed, .cancelled, nil: return
            case .suspended: try carryOut(.order(.resume(shiftingSince: nil), reason: nil), by: "office")
            case .running:
                // What fell due meanwhile comes first, or the act would be too late.
                try carryOut(.advance, by: nil)
                if rows.instance?.state != .running { continue }
                if let item = rows.openItems.first {
                    let (command, person) = act(on: item, first: true)
                    try carryOut(command, by: person)
                } else {
                    now = now.adding(seconds: 86_400)
                    try carryOut(.advance, by: nil)
                }
            }
        }
        throw Fault.stuck
    }
}
