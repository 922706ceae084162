internal import PlenumCore

internal import struct Foundation.Data

extension Store {
    /// Hands over everything as canonical JSON Lines: one line for each text, unit, person, event, command and
    /// reminder, the end of the chain in the last. The same content gives the same bytes, from whichever store.
    ///
    /// An event's line is what the chain seals, and its hash as the last member.
    @discardableResult
    public func export(to write: ([UInt8]) throws -> Void) throws -> ChainHead {
        try read { reader throws in
            var lines = 0
            func put(_ json: JSON) throws {
                lines += 1
                try write(json.bytes + [UInt8(ascii: "\n")])
            }
            try put(.object(["plenum": "export", "form": .int(Export.form)]))
            for resource in try reader.resources() { try put(resource.json(bytes: reader.resource(resource.hash))) }
            for unit in try reader.units() { try put(.object(["unit": unit.canonical])) }
            for person in try reader.people() { try put(.object(["person": person.canonical])) }
            try exportLog(reader, put)
            for record in try reader.boxes(of: nil) { try put(record.json) }
            for command in try reader.commands() {
                try put(.object(["command": .string(command.id), "answer": .string(command.answer)]))
            }
            for message in try reader.allMessages() {
                try put(message.json(try reader.deliveries(ofMessage: message.number)))
            }
            for record in try reader.allSlots() { try put(record.json) }
            for timer in try reader.allReminders() {
                try put(.object(["reminder": .int(timer.task.number), "at": .int(timer.at.seconds)]))
            }
            if let last = try reader.lastRemind() { try put(.object(["last-remind": .int(last.seconds)])) }
            if try reader.holdsReminders() { try put(.object(["hold": true])) }
            let head = try reader.head()
            try put(.object(["head": .string(head.hash), "sequence": .int(head.sequence), "lines": .int(lines + 1)]))
            return head
        }
    }

    private func exportLog(_ reader: any StoreReader, _ put: (JSON) throws -> Void) throws {
        var versions: [PlenumCore.Stream: Int] = [:]
        var last = 0
        while true {
            let page = try reader.events(of: nil, after: last, limit: 1000)
            for stored in page {
                versions[stored.event.stream, default: 0] += 1
                let line = LogLine(event: stored.event, version: versions[stored.event.stream, default: 1])
                try put(.object((line.json.members ?? []) + [JSON.Member("hash", .string(stored.hash))]))
                last = stored.event.sequence
            }
            if page.count < 1000 { return }
        }
    }

    /// Fills an empty store from an export, folding the log into the state again. Every event must give the hash that
    /// its line has; nothing is kept of an export in which a line is not what it should be.
    @discardableResult
    public func importAll(
        from path: String, definitions: @escaping DefinitionReading, lines next: () throws -> [UInt8]?
    ) throws -> ChainHead {
        try write { transaction throws in
            guard try transaction.head() == .empty, try transaction.units().isEmpty,
                try transaction.resources().isEmpty
            else { throw StoreError.occupied(path: path) }
            var importer = Importer(transaction, path: path, definitions: definitions)
            while let line = try next() { try importer.take(line) }
            return try importer.finish()
        }
    }
}

enum Export {
    static let form = 1
}

extension ResourceRecord {
    fileprivate func json(bytes: [UInt8]?) -> JSON {
        .object([
            "resource": .string(hash), "kind": .string(kind), "name": .string(name), "size": .int(size),
            "bytes": bytes.map { .string(Data($0).base64EncodedString()) },
        ])
    }
}

extension BoxRecord {
    /// Only while the vote is open. The totals stand in a fixed order.
    fileprivate var json: JSON {
        .object([
            "box": .string(path.text), "instance": .string(instance.rawValue), "round": .int(box.round),
            "in-favour": .int(box.inFavour), "against": .int(box.against), "abstain": .int(box.abstained),
        ])
    }

    fileprivate init?(json: JSON) {
        guard let path = json["box"]?.string, let instance = json["instance"]?.string,
            let round = json["round"]?.int, let inFavour = json["in-favour"]?.int, let against = json["against"]?.int,
            let abstained = json["abstain"]?.int,
            let box = BallotBox(round: round, inFavour: inFavour, against: against, abstained: abstained)
        else { return nil }
        self.init(instance: InstanceID(instance), path: Path(path), box: box)
    }
}

extension OutboxMessage {
    fileprivate func json(_ deliveries: [DeliveryRecord]) -> JSON {
        .object([
            "message": .int(number), "person": .string(person.rawValue), "queued": .int(queuedAt.seconds),
            "state": .string(state.rawValue), "token": .int(token), "owner": owner.map(JSON.string),
            "attempts": .int(token),
            "deliveries": deliveries.isEmpty
                ? nil
                : .array(
                    deliveries.map {
                        .object([
                            "token": .int($0.token), "state": .string($0.state.rawValue),
                            "at": ($0.at?.seconds).map(JSON.int),
                        ])
                    }),
        ])
    }

    fileprivate init?(json: JSON) {
        guard let number = json["message"]?.int, let person = json["person"]?.string,
            let queued = json["queued"]?.int, let state = json["state"]?.string.flatMap(State.init(rawValue:)),
            let token = json["token"]?.int, json["attempts"]?.int == token
        else { return nil }
        self.init(
            number: number, person: PersonID(rawValue: person), queuedAt: Instant(seconds: queued), state: state,
            token: token, owner: json["owner"]?.string)
    }
}

extension DeliveryRecord {
    fileprivate init?(json: JSON) {
        guard let token = json["token"]?.int,
            let state = json["state"]?.string.flatMap(OutboxMessage.State.init(rawValue:))
        else { return nil }
        self.init(token: token, state: state, at: json["at"]?.int.map { Instant(seconds: $0) })
    }
}

extension SlotRecord {
    fileprivate var json: JSON {
        .object([
            "slot": .int(slot.key.task.number), "round": .int(slot.key.round),
            "person": .string(slot.key.person.rawValue), "rule": .string(slot.key.rule),
            "occurrence": .int(slot.key.occurrence), "anchor": .string(slot.key.anchor),
            "moment": .int(slot.moment.seconds), "state": .string(slot.state.rawValue),
            "message": message.map(JSON.int),
        ])
    }

    fileprivate init?(json: JSON) {
        guard let task = json["slot"]?.int, let round = json["round"]?.int, let person = json["person"]?.string,
            let rule = json["rule"]?.string, let occurrence = json["occurrence"]?.int,
            let anchor = json["anchor"]?.string, let moment = json["moment"]?.int,
            let state = json["state"]?.string.flatMap(ReminderSlot.State.init(rawValue:))
        else { return nil }
        self.init(
            slot: ReminderSlot(
                key: ReminderKey(
                    task: TaskCode(task), round: round, person: PersonID(rawValue: person), rule: rule,
                    occurrence: occurrence, anchor: anchor),
                moment: Instant(seconds: moment), state: state),
            message: json["message"]?.int)
    }
}

/// Takes an export line by line.
private struct Importer {
    private let transaction: any StoreTransaction
    private let path: String
    private let definitions: DefinitionReading
    private var line = 0
    private var head: ChainHead?
    private var units: [Unit] = []
    private var people: [Person] = []
    private var read: [String: Definition] = [:]
    /// The instances that the last events touched, folded but not yet saved.
    private var sets: [InstanceID: WorkingSet] = [:]

    init(_ transaction: any StoreTransaction, path: String, definitions: @escaping DefinitionReading) {
        self.transaction = transaction
        self.path = path
        self.definitions = definitions
    }

    private var unreadable: StoreError { .unreadable(path: path, line: line) }

    mutating func take(_ bytes: [UInt8]) throws {
        line += 1
        // What is not canonical would not come out again as it went in.
        guard head == nil, let json = JSON(parsing: bytes), json.bytes == bytes, let word = json.members?.first?.key
        else { throw unreadable }
        guard line > 1 else {
            guard word == "plenum", json["form"]?.int == Export.form else { throw unreadable }
            return
        }
        switch word {
        case "resource": try takeResource(json)
        case "unit": units.append(try needed(json["unit"].flatMap(Unit.init(canonical:))))
        case "person": people.append(try needed(json["person"].flatMap(Person.init(canonical:))))
        case "sequence": try takeEvent(json)
        case "box": try takeBox(needed(BoxRecord(json: json)))
        case "command":
            try transaction.record(
                command: try needed(json["command"]?.string), answer: try needed(json["answer"]?.string))
        case "message":
            try transaction.put(
                try needed(OutboxMessage(json: json)),
                deliveries: try (json["deliveries"]?.array ?? []).map { try needed(DeliveryRecord(json: $0)) })
        case "slot": try transaction.put(try needed(SlotRecord(json: json)))
        case "reminder":
            try saveState()
            try transaction.setReminder(
                TaskCode(try needed(json["reminder"]?.int)), at: Instant(seconds: try needed(json["at"]?.int)))
        case "last-remind": try transaction.setLastRemind(Instant(seconds: try needed(json["last-remind"]?.int)))
        case "hold": try transaction.setHoldsReminders(true)
        case "head":
            guard json["lines"]?.int == line else { throw unreadable }
            head = ChainHead(sequence: try needed(json["sequence"]?.int), hash: try needed(json["head"]?.string))
        default: throw unreadable
        }
    }

    /// The head that the last line says, after everything has been kept.
    mutating func finish() throws -> ChainHead {
        try saveState()
        line += 1
        guard let head, try transaction.head() == head else { throw unreadable }
        return head
    }

    private func needed<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw unreadable }
        return value
    }

    private func takeResource(_ json: JSON) throws {
        let resource = ResourceRecord(
            hash: try needed(json["resource"]?.string), kind: try needed(json["kind"]?.string),
            name: try needed(json["name"]?.string), size: try needed(json["size"]?.int))
        guard let text = json["bytes"]?.string else { return try transaction.keepErased(resource) }
        let bytes = [UInt8](try needed(Data(base64Encoded: text)))
        guard bytes.count == resource.size, ContentHash.hex(bytes) == resource.hash else { throw unreadable }
        _ = try transaction.keep(resource: bytes, kind: resource.kind, name: resource.name)
    }

    /// What lies in the box of a vote that is open; it must be as many as the log says have voted.
    private mutating func takeBox(_ record: BoxRecord) throws {
        try saveState()
        let step = try transaction.step(record.path, of: record.instance)
        guard step?.control.phase == .open, step?.control.round == record.box.round,
            try transaction.tally(record.path, of: record.instance)?.done == record.box.count
        else { throw unreadable }
        try transaction.put(record)
    }

    private mutating func takeEvent(_ json: JSON) throws {
        let event = try needed(LogLine(json: json)).event
        guard let stored = try transaction.append([event]).first, stored.event.sequence == event.sequence,
            stored.hash == json["hash"]?.string
        else { throw unreadable }
        if case .settingChanged(let body) = event.body, !body.series.isEmpty {
            try transaction.set(series: body.series)
        }
        guard case .instance(let id) = event.stream else { return }
        if sets[id] == nil {
            if sets.count >= 1000 { try saveState() }
            sets[id] = try WorkingSet(id, reader: transaction, definition: try definition(of: id, event))
        }
        try sets[id]?.apply(event)
    }

    private mutating func definition(of id: InstanceID, _ event: Event) throws -> Definition {
        let hash: String
        if case .started(let started) = event.body {
            hash = started.definition
        } else {
            hash = try needed(try transaction.instance(id)?.definition)
        }
        if let known = read[hash] { return known }
        let definition = try definitions(hash, try needed(try transaction.resource(hash)))
        read[hash] = definition
        return definition
    }

    private mutating func saveState() throws {
        if !units.isEmpty || !people.isEmpty {
            try transaction.changeDirectory(units: units, people: people, removing: [])
            units = []
            people = []
        }
        for id in sets.keys.sorted() {
            if let set = sets[id] { try transaction.save(set) }
        }
        sets = [:]
    }
}
