/// What a store must be able to look up about instances. Each is one row, but for `branches` and `openItems`,
/// which only what stops, resets, closes or moves a whole step asks.
public protocol StateReader {
    func instance(_ id: InstanceID) throws -> Instance?
    /// What one input was given: a list of ten thousand units is read only by who asks for it.
    func input(_ name: Name, of instance: InstanceID) throws -> Value?
    /// All of them, in the order in which they were given.
    func inputs(of instance: InstanceID) throws -> [Value.Cell]
    func step(_ path: Path, of instance: InstanceID) throws -> StepRecord?
    func tally(_ path: Path, of instance: InstanceID) throws -> Tally?
    func scope(_ path: ScopePath, of instance: InstanceID) throws -> ScopeRecord?
    func branches(of path: Path, of instance: InstanceID) throws -> [String]
    func item(_ code: TaskCode) throws -> Item?
    func item(at path: Path, member: PersonID?, of instance: InstanceID) throws -> Item?
    func openItems(at path: Path, of instance: InstanceID) throws -> [Item]
    /// What was voted so far in the secret vote that is open there; nil where nobody has voted.
    func box(at path: Path, of instance: InstanceID) throws -> BallotBox?
    /// Every item of a step, ended ones included: what settling a window's opinions asks.
    func items(at path: Path, of instance: InstanceID) throws -> [Item]
    /// The series of this type and organ in the unit's current term; nil where no register was begun.
    func series(type: String, organ: String, of unit: UnitID) throws -> SeriesRecord?
    /// The numbers with which documents of the instance were issued, by series and number.
    func numbers(of instance: InstanceID) throws -> [RegisteredNumber]
    /// The highest task number given so far; 0 when there is none.
    func lastTaskNumber() throws -> Int
}

/// A step as it is kept: control and facts.
public struct StepRecord: Hashable, Sendable {
    public var control: Control
    public var facts: StepFacts

    public init(control: Control = .untouched, facts: StepFacts = StepFacts()) {
        self.control = control
        self.facts = facts
    }
}

/// A scope as it is kept.
public struct ScopeRecord: Hashable, Sendable {
    /// How many of its steps have not ended.
    public var remaining: Int
    /// Its place among the branches of its fan-out, from 0; `left` when the fan-out has opened without it since.
    public var position: Int
    public static let left = -1

    public var facts: ScopeFacts

    public init(remaining: Int, position: Int = 0, facts: ScopeFacts = ScopeFacts()) {
        self.remaining = remaining
        self.position = position
        self.facts = facts
    }
}

/// The rows of one instance that a command has touched: read once, changed by events, written back together.
///
/// Lives inside one transaction. Folding the whole log of an instance into an empty one gives its state.
public final class WorkingSet {
    public let id: InstanceID
    private let reader: any StateReader
    /// Nil until the instance has started.
    public private(set) var instance: Instance?
    public private(set) var kernel: Kernel?

    private var inputValues: [Name: Value?] = [:]
    private var steps: [Path: StepRecord?] = [:]
    private var tallies: [Path: Tally?] = [:]
    private var scopes: [ScopePath: ScopeRecord?] = [:]
    private var branchKeys: [Path: [String]] = [:]
    private var boxes: [Path: BallotBox?] = [:]
    /// Branches that were added to those that the reader knows, where these were not read.
    private var addedKeys: [Path: [String]] = [:]
    private var items: [TaskCode: Item] = [:]
    private var itemCodes: [ItemKey: TaskCode?] = [:]
    private var nextNumber: Int?
    public private(set) var changes = Changes()

    private struct ItemKey: Hashable {
        let path: Path
        let member: PersonID?
    }

    /// The keys of what differs from what was read.
    public struct Changes: Sendable {
        public var instance = false
        /// Inputs, in the order in which they were given.
        public var inputs: [Name] = []
        public var steps: Set<Path> = []
        public var tallies: Set<Path> = []
        public var scopes: Set<ScopePath> = []
        /// Ballot boxes that were voted into, or emptied. No event tells what they hold.
        public var boxes: Set<Path> = []
        public var items: Set<TaskCode> = []
        /// Numbers that were given or became void, as they stand now.
        public var numbers: [NumberKey: RegisteredNumber] = [:]

        /// Nothing.
        public init() {}
    }

    public struct NumberKey: Hashable, Sendable {
        public let series: NumberSeries
        public let number: Int
    }

    /// `definition` is the one that the instance runs, or will run when it starts.
    public init(_ id: InstanceID, reader: any StateReader, definition: Definition) throws {
        self.id = id
        self.reader = reader
        instance = try reader.instance(id)
        kernel = Kernel(definition)
    }

    public func step(_ path: Path) throws -> StepRecord {
        if let known = steps[path] { return known ?? StepRecord() }
        let read = try reader.step(path, of: id)
        steps[path] = read
        return read ?? StepRecord()
    }

    /// What the instance was given for an input, as it stands now.
    public func input(_ name: Name) throws -> Value? {
        if let known = inputValues[name] { return known }
        let read = try reader.input(name, of: id)
        inputValues[name] = read
        return read
    }

    /// What an input of the definition seen from a scope stands for, found without a directory: one that is given by
    /// its name, as lists among which rows choose are.
    func list(_ name: Name, from scope: ScopePath) throws -> Value? {
        guard let kernel else { return nil }
        let root = kernel.definition.home(of: scope).root
        guard let used = kernel.definition.used(in: root), let outside = root.parent else { return try input(name) }
        guard case .name(let outer)? = used.given[name] else { return nil }
        var current: ScopePath? = outside
        while let here = current {
            if let value = try self.scope(here)?.facts.value(outer) { return value }
            if kernel.definition.used(in: here) != nil { break }
            current = here.parent
        }
        return try list(outer, from: outside)
    }

    /// All inputs, in the order in which they were given.
    public func inputs() throws -> [Value.Cell] {
        let read = try reader.inputs(of: id)
        let known = Set(read.map(\.column))
        let names = read.map(\.column) + changes.inputs.filter { !known.contains($0) }
        return try names.compactMap { name in try input(name).map { Value.Cell(name, $0) } }
    }

    private func put(_ value: Value, as input: Name) {
        inputValues[input] = value
        if !changes.inputs.contains(input) { changes.inputs.append(input) }
    }

    public func scope(_ path: ScopePath) throws -> ScopeRecord? {
        if let known = scopes[path] { return known }
        let read = try reader.scope(path, of: id)
        scopes[path] = read
        return read
    }

    /// Nil where nobody has voted, and for whatever is no secret vote.
    public func box(at path: Path) throws -> BallotBox? {
        if let known = boxes[path] { return known }
        let read = try reader.box(at: path, of: id)
        boxes[path] = read
        return read
    }

    /// Puts one vote into the box of an open secret vote.
    func cast(_ vote: Name, at path: Path) throws {
        var box = try box(at: path) ?? BallotBox(round: control(at: path).round)
        box.cast(vote)
        boxes[path] = box
        changes.boxes.insert(path)
    }

    /// What lies in the box of a vote that ends, or is put back, is known by its totals or not at all.
    private func emptyBox(at path: Path) throws {
        guard kernel?.definition.step(at: path)?.kind.isSecret == true, try box(at: path) != nil else { return }
        boxes[path] = BallotBox?.none
        changes.boxes.insert(path)
    }

    public func item(_ code: TaskCode) throws -> Item? {
        if let known = items[code] { return known }
        guard let read = try reader.item(code), read.instance == id else { return nil }
        remember(read)
        return read
    }

    public func item(at path: Path, member: PersonID?) throws -> Item? {
        if let known = itemCodes[ItemKey(path: path, member: member)] { return try known.flatMap { try item($0) } }
        guard let read = try reader.item(at: path, member: member, of: id) else {
            itemCodes[ItemKey(path: path, member: member)] = TaskCode?.none
            return nil
        }
        remember(read)
        return items[read.code]
    }

    public func openItems(at path: Path) throws -> [Item] {
        for read in try reader.openItems(at: path, of: id) where items[read.code] == nil { remember(read) }
        return items.values.filter { $0.path == path && $0.state.isOpen }.sorted { $0.code < $1.code }
    }

    public func items(at path: Path) throws -> [Item] {
        for read in try reader.items(at: path, of: id) where items[read.code] == nil { remember(read) }
        return items.values.filter { $0.path == path }.sorted { $0.code < $1.code }
    }

    public func series(type: String, organ: String, of unit: UnitID) throws -> SeriesRecord? {
        guard let read = try reader.series(type: type, organ: organ, of: unit) else { return nil }
        let own = changes.numbers.keys.filter { $0.series == read.series }.map(\.number)
        return SeriesRecord(series: read.series, last: max(read.last, own.max() ?? 0))
    }

    private func put(_ number: RegisteredNumber, voidedAt moment: Instant? = nil) {
        var number = number
        number.voidedAt = moment
        changes.numbers[NumberKey(series: number.series, number: number.number)] = number
    }

    /// All numbers of the instance, as they stand now.
    public func numbers() throws -> [RegisteredNumber] {
        var numbers = changes.numbers
        for read in try reader.numbers(of: id) {
            let key = NumberKey(series: read.series, number: read.number)
            if numbers[key] == nil { numbers[key] = read }
        }
        return numbers.values.sorted { ($0.series, $0.number) < ($1.series, $1.number) }
    }

    /// A task number that was never given before.
    public func takeTaskCode() throws -> TaskCode {
        let number = try nextNumber ?? reader.lastTaskNumber() + 1
        nextNumber = number + 1
        return TaskCode(number)
    }

    private func remember(_ item: Item) {
        guard items[item.code] == nil else { return }
        items[item.code] = item
        itemCodes[ItemKey(path: item.path, member: item.member)] = item.code
    }

    private func change(_ path: Path, _ edit: (inout StepRecord) -> Void) throws {
        var record = try step(path)
        edit(&record)
        steps[path] = record
        changes.steps.insert(path)
    }

    private func put(_ item: Item) {
        items[item.code] = item
        itemCodes[ItemKey(path: item.path, member: item.member)] = item.code
        changes.items.insert(item.code)
    }

    private func change(_ code: TaskCode, _ edit: (inout Item) -> Void) throws {
        guard var item = try item(code) else { return }
        edit(&item)
        item.version += 1
        put(item)
    }

    private func endItems(at path: Path, as state: ItemState, event: Event) throws {
        for item in try openItems(at: path) {
            try change(item.code) {
                $0.state = state
                $0.endedAt = event.effective
            }
        }
    }
}

extension WorkingSet: ControlWriter {
    public func control(at path: Path) throws -> Control { try step(path).control }

    public func tally(at path: Path) throws -> Tally? {
        if let known = tallies[path] { return known }
        let read = try reader.tally(path, of: id)
        tallies[path] = read
        return read
    }

    public func remaining(in scope: ScopePath) throws -> Int? { try self.scope(scope)?.remaining }

    public func branches(of path: Path) throws -> [String] {
        if let known = branchKeys[path] { return known }
        let keys = try reader.branches(of: path, of: id) + (addedKeys.removeValue(forKey: path) ?? [])
        branchKeys[path] = keys
        return keys
    }

    public func add(branches: [String], to path: Path) {
        if branchKeys[path] != nil {
            branchKeys[path]? += branches
        } else {
            addedKeys[path, default: []] += branches
        }
    }

    public func gates(of path: Path) throws -> [GateGroup] { try GateGroups(of: path, in: self).all() }

    public func gates(of row: ScopePath) throws -> [GateGroup] {
        try row.fanOut.map { try GateGroups(of: $0, in: self).groups(of: row) } ?? []
    }

    public func group(of branch: ScopePath) throws -> String {
        guard let kernel, let fanOut = branch.fanOut,
            case .per(_, let column) = kernel.definition.step(at: fanOut)?.kind.fanOut?.join
        else { return "" }
        return try scope(branch)?.facts.value(column)?.text ?? ""
    }

    public func set(_ control: Control, at path: Path) throws {
        try change(path) { $0.control = control }
    }

    public func set(_ tally: Tally, at path: Path) {
        tallies[path] = tally
        changes.tallies.insert(path)
    }

    public func set(remaining: Int, in path: ScopePath) throws {
        var record = try scope(path) ?? ScopeRecord(remaining: remaining)
        record.remaining = remaining
        scopes[path] = record
        changes.scopes.insert(path)
    }

    public func set(branches: [String], of path: Path) throws {
        // A later round may open with other branches: those of the round before keep their rows, without a place.
        if try control(at: path).round > 1 {
            for key in Set(try self.branches(of: path)).subtracting(branches) {
                guard var left = try scope(path.branch(key)) else { continue }
                left.position = ScopeRecord.left
                scopes[path.branch(key)] = left
                changes.scopes.insert(path.branch(key))
            }
        }
        branchKeys[path] = branches
        addedKeys[path] = nil
    }
}

extension WorkingSet {
    /// Folds one event of this instance: control through the kernel, the facts here.
    public func apply(_ event: Event) throws {
        if case .started(let body) = event.body {
            instance = Instance(
                id: id, workflow: body.workflow, definition: body.definition, calendar: body.calendar,
                unit: body.unit, startedBy: event.actor.by, startedAt: event.effective,
                state: .running, endedAt: nil)
            for cell in body.inputs { put(cell.value, as: cell.column) }
            changes.instance = true
        }
        if case .opened(let body) = event.body { try seat(body) }
        if case .completed(let body) = event.body { try enter(body) }
        if let transition = try transition(of: event.body), let kernel {
            var control = self
            try kernel.apply(transition, to: &control)
        }
        switch event.body {
        case .started: break
        case .undone(let body): try apply(body)
        case .settingChanged(let body): pin(body)
        case .opened(let body): try apply(body, event)
        case .assigned(let body):
            try change(body.code) {
                $0.owner = body.owner
                $0.candidates = body.candidates
                $0.state = .open
            }
        case .claimed(let body):
            try change(body.code) {
                $0.owner = body.owner
                $0.state = .inProgress
            }
        case .answered(let body): try apply(body, event)
        case .completed(let body): try apply(body, event)
        case .returned(let body):
            if body.isRejoined {
                try change(body.path) {
                    $0.facts.endedAt = nil
                    $0.facts.endedBy = nil
                }
            }
            for path in body.reset {
                try endItems(at: path, as: .cancelled, event: event)
                try emptyBox(at: path)
                if let number = try step(path).facts.registered(in: id, at: path) {
                    put(number, voidedAt: event.effective)
                }
                try change(path) { $0.facts = $0.facts.carriedOver }
            }
        case .skipped(let path):
            try endItems(at: path, as: .cancelled, event: event)
            try emptyBox(at: path)
            try change(path) { $0.facts.endedAt = event.effective }
        case .cancelled(.instance):
            end(as: .cancelled, event)
            for number in try numbers() where number.voidedAt == nil { put(number, voidedAt: event.effective) }
        case .cancelled(let path):
            try endItems(at: path, as: .cancelled, event: event)
            try emptyBox(at: path)
        case .excused(.person(let code)):
            try change(code) {
                $0.state = .excused
                $0.endedAt = event.effective
            }
        case .excused(.branch): break
        case .rescheduled(let body): try apply(body)
        case .suspended: setState(.suspended)
        case .resumed: setState(.running)
        case .closed(let body):
            try emptyBox(at: body.path)
            try close(body.path, event)
        }
    }

    /// A window's end. Where rows are at work it only takes no more: then no date is left that could still move or fire.
    private func close(_ path: Path, _ event: Event) throws {
        guard kernel?.definition.step(at: path)?.kind.intake != nil else {
            try endItems(at: path, as: .lapsed, event: event)
            return try change(path) { $0.facts.endedAt = event.effective }
        }
        for item in try openItems(at: path) {
            try change(item.code) {
                // Whoever has sent a row has done their part, and so has whoever says that there are no more.
                let hasDone = item.answer != nil || item.member == nil
                $0.state = hasDone ? .done : .lapsed
                $0.endedAt = event.effective
                $0.endedBy = hasDone ? item.member ?? event.actor.principal : nil
            }
        }
        try change(path) {
            $0.facts.due = nil
            $0.facts.closesAt = nil
        }
    }

    /// The change of control that an event carries.
    private func transition(of body: EventBody) throws -> Transition? {
        switch body {
        case .started: return .started
        case .opened(let body):
            let extent: Extent =
                if let branches = body.branches {
                    branches.isEmpty && takesRows(body.path)
                        ? .rows(people: body.isWindow ? body.items.count : nil) : .branches(branches.map(\.key))
                } else {
                    body.isWindow ? .people(body.items.count) : .one
                }
            return body.isJoining ? .joined(body.path, extent) : .opened(body.path, round: body.round, extent)
        case .answered(let body):
            guard let answer = body.answer, let item = try item(body.code) else { return nil }
            return .answered(item.path, answer, before: item.answer)
        case .completed(let body):
            return body.path == .instance ? nil : .completed(body.path, body.outcome)
        case .returned(let body):
            return body.isRejoined ? .rejoined(body.path) : .returned(body.path, reset: body.reset)
        case .undone(let body):
            guard let item = try body.code.flatMap({ try item($0) }), let answer = item.answer else { return nil }
            return .withdrawn(item.path, answer)
        case .skipped(let path): return .skipped(path)
        case .cancelled(let path): return path == .instance ? nil : .cancelled(path)
        case .closed(let body): return .closed(body.path, body.outcome, totals: body.totals)
        case .excused(.person(let code)): return try item(code).map { .excused($0.path, before: $0.answer) }
        case .excused(.branch(let branch)): return .excusedBranch(branch)
        case .assigned, .claimed, .rescheduled, .suspended, .resumed, .settingChanged: return nil
        }
    }

    /// What each new branch knows of its entry, and its place: before control, whose counters may ask for a branch's
    /// group.
    private func seat(_ body: Opened) throws {
        // Every branch that has joined has been counted: nobody walks them for the next place.
        let present = try body.isJoining ? tally(at: body.path)?.total ?? 0 : 0
        for (position, branch) in (body.branches ?? []).enumerated() {
            let path = body.path.branch(branch.key)
            var record = try scope(path) ?? ScopeRecord(remaining: 0)
            record.position = present + position
            record.facts = ScopeFacts(values: branch.values)
            scopes[path] = record
            changes.scopes.insert(path)
        }
    }

    private func apply(_ body: Opened, _ event: Event) throws {
        if !body.isJoining {
            try change(body.path) { record in
                record.facts = record.facts.carriedOver
                record.facts.openedAt = event.effective
                record.facts.openedLate = body.late
                record.facts.due = body.due
                record.facts.closesAt = body.closesAt
            }
        }
        for entry in body.items {
            let version = try item(entry.code)?.version ?? 0
            put(
                Item(
                    code: entry.code, instance: id, path: body.path, member: entry.member, round: body.round,
                    state: .open, owner: entry.candidates.count == 1 ? entry.candidates[0] : nil,
                    candidates: entry.candidates, due: body.due, openedAt: event.effective, answer: nil,
                    answers: [], document: nil, endedAt: nil, endedBy: nil, version: version + 1))
        }
    }

    private func apply(_ body: Answered, _ event: Event) throws {
        try change(body.code) { item in
            item.answers = body.answers
            if let document = body.document { item.document = document }
            guard let answer = body.answer else {
                item.state = .inProgress
                return
            }
            item.answer = answer
            // Whoever has sent a row may send another.
            let isOver = body.row == nil
            item.state = isOver ? .done : .inProgress
            item.endedAt = isOver ? event.effective : nil
            item.endedBy = isOver ? event.actor.principal : nil
        }
    }

    private func takesRows(_ path: Path) -> Bool { kernel?.definition.step(at: path)?.kind.intake != nil }

    /// What a row's first step was given becomes what the row says, and is remembered, so that the same is not taken
    /// twice.
    private func enter(_ body: Completed) throws {
        guard let kernel, let fanOut = body.path.scope.fanOut,
            let intake = kernel.definition.step(at: fanOut)?.kind.intake, intake.entry == body.path.step,
            var record = try scope(body.path.scope)
        else { return }
        let row = body.path.scope
        if !body.answers.isEmpty {
            var control = self
            try kernel.countGates(of: row, by: -1, &control)
            record.facts.values = record.facts.values.map { cell in
                body.answers.first { $0.column == cell.column } ?? cell
            }
            scopes[row] = record
            changes.scopes.insert(row)
            try kernel.countGates(of: row, by: 1, &control)
        }
        let document = try body.document ?? step(body.path).facts.document
        if let number = Int(row.key) {
            let mark = RowMark(record.facts.values, document)
            set(Tally(total: number, open: 0), at: fanOut.mark(mark))
        }
    }

    private func apply(_ body: Completed, _ event: Event) throws {
        guard body.path != .instance else { return end(as: .completed, event) }
        try change(body.path) { record in
            record.facts.endedAt = event.effective
            record.facts.endedBy = event.actor.principal
            record.facts.answers = body.answers
            if let document = body.document { record.facts.document = document }
            if let day = record.facts.answer(ActNeed.newDate)?.date { record.facts.day = day }
        }
        if let number = try step(body.path).facts.registered(in: id, at: body.path) { put(number) }
        guard let code = body.code else { return }
        try change(code) { item in
            item.state = .done
            item.owner = event.actor.principal
            item.endedAt = event.effective
            item.endedBy = event.actor.principal
        }
    }

    private func apply(_ body: Rescheduled) throws {
        if let input = body.input, let day = body.day {
            put(.date(day), as: input)
            return
        }
        try change(body.path) {
            $0.facts.due = body.due
            $0.facts.closesAt = body.closesAt
            $0.facts.day = body.day ?? $0.facts.day
            $0.facts.isByHand = body.isByHand
            if body.isExtension { $0.facts.extensions += 1 }
        }
        for item in try openItems(at: body.path) { try change(item.code) { $0.due = body.due } }
    }

    private func apply(_ body: Undone) throws {
        guard let code = body.code else { return }
        try change(code) { item in
            item.state = .open
            item.answer = nil
            item.answers = []
            item.document = nil
            item.endedAt = nil
            item.endedBy = nil
        }
    }

    /// A decree: from here on the instance goes by another version of its calendar.
    private func pin(_ body: SettingChanged) {
        guard let calendar = body.calendar, instance != nil else { return }
        instance?.calendar = calendar
        changes.instance = true
    }

    private func end(as state: InstanceState, _ event: Event) {
        setState(state)
        instance?.endedAt = event.effective
    }

    private func setState(_ state: InstanceState) {
        instance?.state = state
        changes.instance = true
    }
}
