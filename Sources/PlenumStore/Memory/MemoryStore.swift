internal import PlenumCore
internal import Synchronization

/// The twin of `SQLiteStore` in memory: the same contract, for tests and for runs that leave nothing behind.
public final class MemoryStore: Store {
    private let content = Mutex(MemoryContent())

    public init() {}

    public func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result {
        try body(MemoryReader(content.withLock { $0 }))
    }

    public func write<Result>(_ body: (any StoreTransaction) throws -> Result) throws -> Result {
        var result: Result?
        try content.withLock { content in
            let transaction = MemoryTransaction(content)
            result = try body(transaction)
            content = transaction.content
        }
        return result!
    }
}

/// All that a store keeps, as values.
struct MemoryContent: Sendable {
    struct Place: Hashable {
        let instance: InstanceID
        let path: Path
    }

    struct ScopePlace: Hashable {
        let instance: InstanceID
        let path: ScopePath
    }

    struct Slot {
        var slot: ReminderSlot
        var message: Int?
    }

    struct Resource {
        let kind: String
        let name: String
        let size: Int
        /// Nil once erased.
        var bytes: [UInt8]?
    }

    var log: [(line: LogLine, hash: [UInt8])] = []
    var versions: [Stream: Int] = [:]
    var instances: [InstanceID: Instance] = [:]
    var inputs: [InstanceID: [Value.Cell]] = [:]
    var steps: [Place: StepRecord] = [:]
    var tallies: [Place: Tally] = [:]
    var scopes: [ScopePlace: ScopeRecord] = [:]
    var boxes: [Place: BallotBox] = [:]
    var items: [TaskCode: Item] = [:]
    var lastTaskNumber = 0
    var reminders: [TaskCode: Instant] = [:]
    var directory = MemoryDirectory(units: [], people: [])
    var resources: [String: Resource] = [:]
    var commands: [String: String] = [:]
    var terms: [UnitID: String] = [:]
    var series: [NumberSeries: Int] = [:]
    var numbers: [WorkingSet.NumberKey: RegisteredNumber] = [:]
    var slots: [ReminderKey: Slot] = [:]
    var messages: [OutboxMessage] = []
    var deliveries: [Int: [DeliveryRecord]] = [:]
    var lastRemind: Instant?
    var holdsReminders = false
}

class MemoryReader {
    fileprivate(set) var content: MemoryContent

    init(_ content: MemoryContent) {
        self.content = content
    }

    // MARK: Log

    func head() -> ChainHead {
        content.log.last.map {
            ChainHead(sequence: $0.line.event.sequence, hash: ContentHash.hexadecimal($0.hash))
        } ?? .empty
    }

    func events(of stream: Stream?, after sequence: Int, limit: Int) -> [StoredEvent] {
        content.log.dropFirst(max(sequence, 0)).lazy
            .filter { stream == nil || $0.line.event.stream == stream }
            .prefix(limit)
            .map { StoredEvent(event: $0.line.event, hash: ContentHash.hexadecimal($0.hash)) }
    }

    func sealed(after sequence: Int, limit: Int) -> [SealedLine] {
        content.log.dropFirst(max(sequence, 0)).prefix(limit).map { SealedLine(line: $0.line, hash: $0.hash) }
    }

    // MARK: State

    func instance(_ id: InstanceID) -> Instance? { content.instances[id] }

    func input(_ name: Name, of instance: InstanceID) -> Value? {
        content.inputs[instance]?.first { $0.column == name }?.value
    }

    func inputs(of instance: InstanceID) -> [Value.Cell] { content.inputs[instance] ?? [] }

    func instances() -> [Instance] {
        content.instances.values.sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
    }

    func step(_ path: Path, of instance: InstanceID) -> StepRecord? {
        content.steps[MemoryContent.Place(instance: instance, path: path)]
    }

    func steps(of instance: InstanceID) -> [(path: Path, record: StepRecord)] {
        content.steps.filter { $0.key.instance == instance && $0.value.control.round > 0 }
            .map { (path: $0.key.path, record: $0.value) }
            .sorted { $0.path < $1.path }
    }

    func tally(_ path: Path, of instance: InstanceID) -> Tally? {
        content.tallies[MemoryContent.Place(instance: instance, path: path)]
    }

    func box(at path: Path, of instance: InstanceID) -> BallotBox? {
        content.boxes[MemoryContent.Place(instance: instance, path: path)]
    }

    func boxes(of instance: InstanceID?) -> [BoxRecord] {
        content.boxes.filter { instance == nil || $0.key.instance == instance }
            .map { BoxRecord(instance: $0.key.instance, path: $0.key.path, box: $0.value) }
            .sorted { ($0.instance, $0.path) < ($1.instance, $1.path) }
    }

    func scope(_ path: ScopePath, of instance: InstanceID) -> ScopeRecord? {
        content.scopes[MemoryContent.ScopePlace(instance: instance, path: path)]
    }

    func branches(of path: Path, of instance: InstanceID) -> [String] {
        content.scopes
            .filter { $0.key.instance == instance && $0.key.path.fanOut == path && $0.value.position >= 0 }
            .sorted { $0.value.position < $1.value.position }
            .map(\.key.path.key)
    }

    func item(_ code: TaskCode) -> Item? { content.items[code] }

    func item(at path: Path, member: PersonID?, of instance: InstanceID) -> Item? {
        content.items.values
            .filter { $0.instance == instance && $0.path == path && $0.member == member }
            .max { $0.code < $1.code }
    }

    func openItems(at path: Path, of instance: InstanceID) -> [Item] {
        content.items.values
            .filter { $0.state.isOpen && $0.instance == instance && $0.path == path }
            .sorted { $0.code < $1.code }
    }

    func items(at path: Path, of instance: InstanceID) -> [Item] {
        content.items.values
            .filter { $0.instance == instance && $0.path == path }
            .sorted { $0.code < $1.code }
    }

    func lastTaskNumber() -> Int { content.lastTaskNumber }

    func series(type: String, organ: String, of unit: UnitID) -> SeriesRecord? {
        guard let term = content.terms[unit] else { return nil }
        let series = NumberSeries(unit: unit, term: term, type: type, organ: organ)
        return content.series[series].map { SeriesRecord(series: series, last: $0) }
    }

    func numbers(of instance: InstanceID) -> [RegisteredNumber] { numbers().filter { $0.instance == instance } }

    func numbers() -> [RegisteredNumber] {
        content.numbers.values.sorted { ($0.series, $0.number) < ($1.series, $1.number) }
    }

    func series() -> [(record: SeriesRecord, isCurrent: Bool)] {
        content.series.map { (SeriesRecord(series: $0, last: $1), content.terms[$0.unit] == $0.term) }
            .sorted { $0.record.series < $1.record.series }
    }

    func openItems(for person: PersonID) -> [Item] {
        content.items.values
            .filter { $0.state.isOpen && $0.people.contains(person) }
            .sorted(by: Item.precedesByDeadline)
    }

    func openItems(in instance: InstanceID?) -> [Item] {
        content.items.values
            .filter { $0.state.isOpen && (instance == nil || $0.instance == instance) }
            .sorted(by: Item.precedesByDeadline)
    }

    func counts(of instance: InstanceID, now: Instant) -> ItemCounts {
        let items = content.items.values.filter { $0.instance == instance }
        let open = items.filter(\.state.isOpen)
        return ItemCounts(
            open: open.count, done: items.count { $0.state == .done },
            overdue: open.count { $0.due.map { $0.instant <= now } ?? false })
    }

    func windowsToClose(in instance: InstanceID?, by now: Instant, limit: Int) -> [WindowTimer] {
        let due = content.steps.compactMap { place, record -> WindowTimer? in
            guard record.control.phase == .open, let at = record.facts.closesAt, at <= now,
                instance == nil || place.instance == instance, content.instances[place.instance]?.state == .running
            else { return nil }
            return WindowTimer(instance: place.instance, path: place.path, at: at)
        }
        return Array(due.sorted { ($0.at, $0.instance, $0.path) < ($1.at, $1.instance, $1.path) }.prefix(limit))
    }

    func remindersDue(by now: Instant, limit: Int) -> [ReminderTimer] {
        let due = content.reminders.compactMap { code, at -> ReminderTimer? in
            guard at <= now, let item = content.items[code], item.state.isOpen,
                content.instances[item.instance]?.state == .running
            else { return nil }
            return ReminderTimer(task: code, at: at)
        }
        return Array(due.sorted { ($0.at, $0.task) < ($1.at, $1.task) }.prefix(limit))
    }

    // MARK: People

    func person(_ id: PersonID) -> Person? { content.directory.person(id) }
    func unit(_ id: UnitID) -> Unit? { content.directory.unit(id) }
    func root() -> UnitID? { content.directory.root() }
    func holders(of post: Post, in unit: UnitID) -> [PersonID] { content.directory.holders(of: post, in: unit) }
    func people(in unit: UnitID, of classes: Set<PersonClass>) -> [PersonID] {
        content.directory.people(in: unit, of: classes)
    }
    func units(ofKind kind: String) -> [UnitID] { content.directory.units(ofKind: kind) }
    func people() -> [Person] { content.directory.people }
    func units() -> [Unit] { content.directory.units }
    func people(whoNamed substitute: PersonID) -> [PersonID] {
        content.directory.people.filter { $0.absences.contains { $0.substitute == substitute } }.map(\.id)
    }

    // MARK: Resources, commands, outbox

    func resource(_ hash: String) -> [UInt8]? { content.resources[hash]?.bytes }
    func answer(toCommand id: String) -> String? { content.commands[id] }

    func slots(of task: TaskCode) -> [ReminderSlot] {
        content.slots.values.map(\.slot).filter { $0.key.task == task }.sorted(by: ReminderSlot.precedes)
    }

    func slots(for person: PersonID) -> [SlotRecord] {
        content.slots.values.filter { $0.slot.key.person == person }
            .map { SlotRecord(slot: $0.slot, message: $0.message) }
            .sorted { ReminderSlot.precedes($0.slot, $1.slot) }
    }

    func slots(in states: Set<ReminderSlot.State>, limit: Int) -> [ReminderSlot] {
        let found = content.slots.values.map(\.slot).filter { states.contains($0.state) }
        return Array(
            found.sorted { ($1.moment, $0.key.task, $0.key.person) < ($0.moment, $1.key.task, $1.key.person) }
                .prefix(limit))
    }

    func lastMail(of task: TaskCode, round: Int, to person: PersonID, rule: String) -> Instant? {
        content.slots.values.compactMap { entry -> Instant? in
            let (key, state) = (entry.slot.key, entry.slot.state)
            guard key.task == task, key.round == round, key.person == person, key.rule == rule,
                state == .sent || state == .unknown
            else { return nil }
            return entry.message.flatMap { content.deliveries[$0] }?
                .filter { $0.state == .sent || $0.state == .unknown }.compactMap(\.at).max()
        }.max()
    }

    func slots(ofMessage number: Int) -> [ReminderSlot] {
        content.slots.values.filter { $0.message == number }.map(\.slot).sorted(by: ReminderSlot.precedes)
    }

    func message(_ number: Int) -> OutboxMessage? {
        content.messages.indices.contains(number - 1) ? content.messages[number - 1] : nil
    }

    func messages(in states: Set<OutboxMessage.State>, limit: Int) -> [OutboxMessage] {
        Array(content.messages.filter { states.contains($0.state) }.prefix(limit))
    }

    func resources() -> [ResourceRecord] {
        content.resources.map { ResourceRecord(hash: $0, kind: $1.kind, name: $1.name, size: $1.size) }
            .sorted { $0.hash < $1.hash }
    }

    func commands() -> [CommandRecord] {
        content.commands.map { CommandRecord(id: $0, answer: $1) }.sorted { $0.id < $1.id }
    }

    func allSlots() -> [SlotRecord] {
        content.slots.values.map { SlotRecord(slot: $0.slot, message: $0.message) }
            .sorted { ReminderSlot.precedes($0.slot, $1.slot) }
    }

    func allMessages() -> [OutboxMessage] { content.messages }

    func deliveries(ofMessage number: Int) -> [DeliveryRecord] {
        content.deliveries[number, default: []].sorted { ($0.token, $0.state.code) < ($1.token, $1.state.code) }
    }

    func allReminders() -> [ReminderTimer] {
        content.reminders.map { ReminderTimer(task: $0, at: $1) }.sorted { $0.task < $1.task }
    }

    func lastRemind() -> Instant? { content.lastRemind }
    func holdsReminders() -> Bool { content.holdsReminders }
}

extension MemoryReader: StoreReader {}

final class MemoryTransaction: MemoryReader {
    func append(_ events: [Event]) -> [StoredEvent] {
        events.map { event in
            var event = event
            event.sequence = content.log.count + 1
            content.versions[event.stream, default: 0] += 1
            let line = LogLine(event: event, version: content.versions[event.stream, default: 1])
            let hash = line.hash(after: content.log.last?.hash ?? LogLine.seed)
            content.log.append((line, hash))
            return StoredEvent(event: event, hash: ContentHash.hexadecimal(hash))
        }
    }

    func save(_ set: WorkingSet) throws {
        let changes = set.changes
        if changes.instance { content.instances[set.id] = set.instance }
        if !changes.inputs.isEmpty { content.inputs[set.id] = try set.inputs() }
        for path in changes.steps {
            content.steps[MemoryContent.Place(instance: set.id, path: path)] = try set.step(path)
        }
        for path in changes.tallies {
            content.tallies[MemoryContent.Place(instance: set.id, path: path)] = try set.tally(at: path)
        }
        for path in changes.scopes {
            content.scopes[MemoryContent.ScopePlace(instance: set.id, path: path)] = try set.scope(path)
        }
        for path in changes.boxes {
            content.boxes[MemoryContent.Place(instance: set.id, path: path)] = try set.box(at: path)
        }
        for code in changes.items {
            content.items[code] = try set.item(code)
            content.lastTaskNumber = max(content.lastTaskNumber, code.number)
        }
        for (key, number) in changes.numbers {
            content.numbers[key] = number
            content.series[key.series] = max(content.series[key.series] ?? 0, key.number)
        }
    }

    func keep(resource bytes: [UInt8], kind: String, name: String) -> String {
        let hash = ContentHash.hex(bytes)
        if content.resources[hash]?.bytes == nil {
            content.resources[hash] = MemoryContent.Resource(kind: kind, name: name, size: bytes.count, bytes: bytes)
        }
        return hash
    }

    func erase(resource hash: String) { content.resources[hash]?.bytes = nil }

    func changeDirectory(units: [Unit], people: [Person], removing: [PersonID]) {
        var all = content.directory.units
        for unit in units {
            if let index = all.firstIndex(where: { $0.id == unit.id }) {
                all[index] = unit
            } else {
                all.append(unit)
            }
        }
        let changed = Set(people.map(\.id)).union(removing)
        let kept = content.directory.people.filter { !changed.contains($0.id) }
        content.directory = MemoryDirectory(
            units: all, people: kept + people.filter { !removing.contains($0.id) })
    }

    func record(command id: String, answer: String) throws {
        guard content.commands[id] == nil else { throw StoreError.commandRepeated(id: id) }
        content.commands[id] = answer
    }

    func set(series: [SeriesRecord]) {
        for record in series {
            content.series[record.series] = record.last
            content.terms[record.series.unit] = record.series.term
        }
    }

    func setReminder(_ task: TaskCode, at moment: Instant?) throws {
        guard content.items[task] != nil else { throw StoreError.noSuchTask(task) }
        content.reminders[task] = moment
    }

    func add(slots: [ReminderSlot]) -> [ReminderSlot] {
        slots.filter { slot in
            guard content.slots[slot.key] == nil else { return false }
            content.slots[slot.key] = MemoryContent.Slot(slot: slot)
            return true
        }
    }

    func addMessage(for person: PersonID, at moment: Instant, slots: [ReminderKey]) throws -> OutboxMessage {
        let message = OutboxMessage(number: content.messages.count + 1, person: person, queuedAt: moment)
        for key in slots {
            guard let slot = content.slots[key], slot.message == nil else { throw StoreError.slotTaken(key) }
            content.slots[key]?.message = message.number
        }
        content.messages.append(message)
        return message
    }

    func move(slots: [ReminderKey], to message: Int) throws {
        guard self.message(message)?.state == .queued else { throw StoreError.noSuchMessage(message) }
        for key in slots {
            guard content.slots[key] != nil else { throw StoreError.slotTaken(key) }
            content.slots[key]?.message = message
        }
    }

    func setSlot(_ key: ReminderKey, to state: ReminderSlot.State) throws {
        guard content.slots[key] != nil else { throw StoreError.slotTaken(key) }
        content.slots[key]?.slot.state = state
    }

    func claim(message number: Int, owner: String) throws -> OutboxMessage {
        let index = try index(ofMessage: number)
        content.messages[index].state = .claimed
        content.messages[index].token += 1
        content.messages[index].owner = owner
        note(number, content.messages[index].token, .claimed, at: nil)
        return content.messages[index]
    }

    func record(message number: Int, token: Int, state: OutboxMessage.State, at moment: Instant) throws -> Bool {
        let index = try index(ofMessage: number)
        guard content.messages[index].token == token else { return false }
        content.messages[index].state = state
        content.messages[index].owner = nil
        note(number, token, state, at: moment)
        return true
    }

    private func note(_ message: Int, _ token: Int, _ state: OutboxMessage.State, at moment: Instant?) {
        let known = content.deliveries[message, default: []]
        guard !known.contains(where: { $0.token == token && $0.state == state }) else { return }
        content.deliveries[message] = known + [DeliveryRecord(token: token, state: state, at: moment)]
    }

    func keepErased(_ resource: ResourceRecord) {
        guard content.resources[resource.hash] == nil else { return }
        content.resources[resource.hash] = MemoryContent.Resource(
            kind: resource.kind, name: resource.name, size: resource.size, bytes: nil)
    }

    func put(_ message: OutboxMessage, deliveries: [DeliveryRecord]) {
        content.messages.append(message)
        content.deliveries[message.number] = deliveries
    }

    func put(_ record: BoxRecord) {
        content.boxes[MemoryContent.Place(instance: record.instance, path: record.path)] = record.box
    }

    func put(_ record: SlotRecord) {
        content.slots[record.slot.key] = MemoryContent.Slot(slot: record.slot, message: record.message)
    }

    private func index(ofMessage number: Int) throws -> Int {
        guard content.messages.indices.contains(number - 1) else { throw StoreError.noSuchMessage(number) }
        return number - 1
    }

    func setLastRemind(_ moment: Instant) { content.lastRemind = moment }
    func setHoldsReminders(_ holds: Bool) { content.holdsReminders = holds }
}

extension MemoryTransaction: StoreTransaction {}
