internal import GRDB
internal import PlenumCore

internal import struct Foundation.Data

// The tables `slot`, `message`, `claim` and `delivery`.

extension SQLiteReader {
    private static let slotColumns = "item, round, person, rule, occurrence, anchor, moment, state"
    private static let messageColumns = """
        id, person, queued_at, state, token, (SELECT owner FROM claim WHERE claim.message = message.id)
        """

    func slots(of task: TaskCode) throws -> [ReminderSlot] {
        try all("SELECT \(SQLiteReader.slotColumns) FROM slot WHERE item = ?", [task.number], slot)
            .sorted(by: ReminderSlot.precedes)
    }

    func slots(for person: PersonID) throws -> [SlotRecord] {
        guard let person = try known(person) else { return [] }
        return try all("SELECT \(SQLiteReader.slotColumns), message FROM slot WHERE person = ?", [person]) {
            SlotRecord(slot: try slot($0), message: try $0[8])
        }.sorted { ReminderSlot.precedes($0.slot, $1.slot) }
    }

    func slots(ofMessage number: Int) throws -> [ReminderSlot] {
        let isDone = try message(number)?.state.isWaiting == false
        return try all(
            "SELECT \(SQLiteReader.slotColumns) FROM slot WHERE message = ?" + (isDone ? "" : " AND waits = 1"),
            [number], slot
        ).sorted(by: ReminderSlot.precedes)
    }

    func slots(in states: Set<ReminderSlot.State>, limit: Int) throws -> [ReminderSlot] {
        let codes = states.map { String($0.code) }.sorted().joined(separator: ", ")
        return try all(
            """
            SELECT \(SQLiteReader.slotColumns) FROM slot WHERE state IN (\(codes))
            ORDER BY moment DESC, item, person LIMIT ?
            """, [limit], slot)
    }

    func lastMail(of task: TaskCode, round: Int, to person: PersonID, rule: String) throws -> Instant? {
        guard let person = try known(person), let rule = try known(rule) else { return nil }
        let messages = try all(
            """
            SELECT message FROM slot
            WHERE item = ? AND round = ? AND person = ? AND rule = ? AND state IN (?, ?) AND message IS NOT NULL
            """,
            [
                task.number, round, person, rule, ReminderSlot.State.sent.code, ReminderSlot.State.unknown.code,
            ]
        ) { try $0[0] as Int }
        return try messages.flatMap { try deliveries(ofMessage: $0) }
            .filter { $0.state == .sent || $0.state == .unknown }.compactMap(\.at).max()
    }

    private func slot(_ row: Columns) throws -> ReminderSlot {
        ReminderSlot(
            key: ReminderKey(
                task: try row.task(0), round: try row[1], person: try identifier(try row[2] as Int),
                rule: try text(try row[3]),
                occurrence: try row[4], anchor: try text(try row[5])),
            moment: try row.instant(6), state: try decoded(try row[7], "slot"))
    }

    func messages(in states: Set<OutboxMessage.State>, limit: Int) throws -> [OutboxMessage] {
        let messages = try states.flatMap { state in
            try all(
                """
                SELECT \(SQLiteReader.messageColumns) FROM message
                WHERE state = ?\(state.isWaiting ? " AND state < 2" : "") ORDER BY id LIMIT ?
                """, [state.code, limit], message)
        }
        return Array(messages.sorted { $0.number < $1.number }.prefix(limit))
    }

    func message(_ number: Int) throws -> OutboxMessage? {
        try first("SELECT \(SQLiteReader.messageColumns) FROM message WHERE id = ?", [number], message)
    }

    private func message(_ row: Columns) throws -> OutboxMessage {
        OutboxMessage(
            number: try row[0], person: try identifier(try row[1] as Int), queuedAt: try row.instant(2),
            state: try decoded(try row[3], "message"), token: try row[4], owner: try row[5])
    }
}

extension SQLiteReader {
    func allSlots() throws -> [SlotRecord] {
        try all("SELECT \(SQLiteReader.slotColumns), message FROM slot") {
            SlotRecord(slot: try slot($0), message: try $0[8])
        }.sorted { ReminderSlot.precedes($0.slot, $1.slot) }
    }

    func allMessages() throws -> [OutboxMessage] {
        try all("SELECT \(SQLiteReader.messageColumns) FROM message ORDER BY id", [], message)
    }

    func deliveries(ofMessage number: Int) throws -> [DeliveryRecord] {
        let earlier = try all("SELECT token, state, at FROM delivery WHERE message = ?", [number]) {
            DeliveryRecord(
                token: try $0[0], state: try decoded(try $0[1], "delivery"),
                at: try $0.optionalInstant(2))
        }
        let known = try first("SELECT token, state, queued_at + after FROM message WHERE id = ?", [number]) { row in
            let token: Int = try row[0]
            guard SQLiteReader.tokens ~= token else { throw damaged("message") }
            let claims = (0..<token).map { DeliveryRecord(token: $0 + 1, state: .claimed, at: nil) }
            let last = try row.optionalInstant(2)
            return try claims
                + (last == nil ? [] : [DeliveryRecord(token: token, state: decoded(row[1], "message"), at: last)])
        }
        var records: [DeliveryRecord] = []
        // The first of two that say the same is what happened.
        for record in (earlier + (known ?? [])).sorted(by: DeliveryRecord.precedes)
        where records.last.map({ $0.token != record.token || $0.state != record.state }) ?? true {
            records.append(record)
        }
        return records
    }

    /// More often no message was ever claimed.
    private static let tokens = 0...1_000_000

    func allReminders() throws -> [ReminderTimer] {
        try all("SELECT id, remind_at FROM item WHERE remind_at IS NOT NULL ORDER BY id") {
            ReminderTimer(task: try $0.task(0), at: try $0.instant(1))
        }
    }
}

extension ReminderSlot {
    /// By the moment at which it fell due, then by its key.
    static func precedes(_ left: ReminderSlot, _ right: ReminderSlot) -> Bool {
        if left.moment != right.moment { return left.moment < right.moment }
        if left.key.task != right.key.task { return left.key.task < right.key.task }
        if left.key.round != right.key.round { return left.key.round < right.key.round }
        if left.key.person != right.key.person { return left.key.person < right.key.person }
        if left.key.rule != right.key.rule { return left.key.rule < right.key.rule }
        return (left.key.occurrence, left.key.anchor) < (right.key.occurrence, right.key.anchor)
    }
}

extension DeliveryRecord {
    fileprivate static func precedes(_ left: DeliveryRecord, _ right: DeliveryRecord) -> Bool {
        (left.token, left.state.code, left.at?.seconds ?? 0) < (right.token, right.state.code, right.at?.seconds ?? 0)
    }
}

extension OutboxMessage.State {
    /// Whether something may still become of it.
    var isWaiting: Bool { self == .queued || self == .claimed }
}

extension SQLiteTransaction {
    func add(slots: [ReminderSlot]) throws -> [ReminderSlot] {
        var added: [ReminderSlot] = []
        for slot in slots {
            try run(
                """
                INSERT INTO slot (item, round, person, rule, occurrence, anchor, moment, state, seal)
                SELECT item, round, person, rule, occurrence, anchor, moment, state, \(Seal.slot.expression) FROM (
                    SELECT ? AS item, ? AS round, ? AS person, ? AS rule, ? AS occurrence, ? AS anchor, ? AS moment,
                        ? AS state, NULL AS message
                ) WHERE TRUE ON CONFLICT DO NOTHING
                """,
                try arguments(slot.key) + [slot.moment.seconds, slot.state.code])
            if database.changesCount == 1 { added.append(slot) }
        }
        return added
    }

    private static let isKey = "item = ? AND round = ? AND person = ? AND rule = ? AND occurrence = ? AND anchor = ?"

    private func arguments(_ key: ReminderKey) throws -> StatementArguments {
        [
            key.task.number, key.round, try number(key.person), try number(key.rule), key.occurrence,
            try number(key.anchor),
        ]
    }

    func addMessage(for person: PersonID, at moment: Instant, slots: [ReminderKey]) throws -> OutboxMessage {
        try run(
            "INSERT INTO message (person, queued_at, state, token) VALUES (?, ?, ?, 0)",
            [try number(person), moment.seconds, OutboxMessage.State.queued.code])
        let message = Int(database.lastInsertedRowID)
        try sealMessage(message)
        for key in slots { try put(key, into: message, unless: "message IS NOT NULL") }
        return OutboxMessage(number: message, person: person, queuedAt: moment)
    }

    func move(slots: [ReminderKey], to message: Int) throws {
        guard try self.message(message)?.state == .queued else { throw StoreError.noSuchMessage(message) }
        for key in slots { try put(key, into: message) }
    }

    private func put(_ key: ReminderKey, into message: Int, unless taken: String = "FALSE") throws {
        try run(
            """
            UPDATE slot SET message = ?, waits = (SELECT 1 FROM message WHERE id = ? AND state < 2),
                seal = \(Seal.slot.changing([("ifnull(message, 0)", to: "?")]))
            WHERE \(SQLiteTransaction.isKey) AND NOT (\(taken))
            """, [message, message, message] + arguments(key))
        guard database.changesCount == 1 else { throw StoreError.slotTaken(key) }
    }

    func setSlot(_ key: ReminderKey, to state: ReminderSlot.State) throws {
        try run(
            """
            UPDATE slot SET state = ?, seal = \(Seal.slot.changing([("state", to: "?")])) WHERE \(SQLiteTransaction.isKey)
            """, [state.code, state.code] + arguments(key))
        guard database.changesCount == 1 else { throw StoreError.slotTaken(key) }
    }

    func claim(message number: Int, owner: String) throws -> OutboxMessage {
        guard var message = try message(number) else { throw StoreError.noSuchMessage(number) }
        try keepRecord(of: message)
        message.state = .claimed
        message.token += 1
        message.owner = owner
        try save(message, after: nil)
        return message
    }

    func record(message number: Int, token: Int, state: OutboxMessage.State, at moment: Instant) throws -> Bool {
        guard var message = try message(number) else { throw StoreError.noSuchMessage(number) }
        guard message.token == token else { return false }
        try keepRecord(of: message)
        message.state = state
        message.owner = nil
        try save(message, after: moment - message.queuedAt)
        if !state.isWaiting { try run("UPDATE slot SET waits = NULL WHERE message = ? AND waits = 1", [number]) }
        return true
    }

    /// What the last claim came to, before something else stands there.
    private func keepRecord(of message: OutboxMessage) throws {
        guard message.state != .claimed, message.token > 0 else { return }
        let at = try first("SELECT queued_at + after FROM message WHERE id = ?", [message.number]) {
            try $0.optionalInstant(0)
        }
        guard let at, let at else { return }
        try addDelivery(of: message.number, message.token, message.state, at: at)
    }

    private func save(_ message: OutboxMessage, after delay: Int?) throws {
        let changes = [
            (column: "state", to: "?"), ("token", "?"), ("ifnull(after, -1)", "ifnull(?, -1)"),
        ]
        let values: StatementArguments = [message.state.code, message.token, delay]
        try run(
            """
            UPDATE message SET state = ?, token = ?, after = ?, seal = \(Seal.message.changing(changes))
            WHERE id = ?
            """, values + values + [message.number])
        try saveClaim(of: message)
    }

    private func saveClaim(of message: OutboxMessage) throws {
        guard let owner = message.owner else {
            return try run("DELETE FROM claim WHERE message = ?", [message.number])
        }
        try run(
            """
            INSERT OR REPLACE INTO claim (message, owner, seal)
            SELECT message, owner, \(Seal.claim.expression) FROM (SELECT ? AS message, ? AS owner)
            """, [message.number, owner])
    }

    func put(_ message: OutboxMessage, deliveries: [DeliveryRecord]) throws {
        let last = deliveries.first { $0.token == message.token && $0.state == message.state && $0.at != nil }
        try run(
            """
            INSERT INTO message (id, person, queued_at, state, token, after) VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                message.number, try number(message.person), message.queuedAt.seconds, message.state.code,
                message.token, last?.at.map { $0 - message.queuedAt },
            ])
        try sealMessage(message.number)
        try saveClaim(of: message)
        for delivery in deliveries where delivery.state != .claimed && delivery != last {
            try addDelivery(of: message.number, delivery.token, delivery.state, at: delivery.at)
        }
    }

    private func sealMessage(_ number: Int) throws {
        try run("UPDATE message SET seal = \(Seal.message.expression) WHERE id = ?", [number])
    }

    func put(_ record: SlotRecord) throws {
        _ = try add(slots: [record.slot])
        if let message = record.message { try put(record.slot.key, into: message) }
    }

    private func addDelivery(
        of message: Int, _ token: Int, _ state: OutboxMessage.State, at moment: Instant?
    ) throws {
        try run(
            """
            INSERT INTO delivery (message, token, state, at, seal)
            SELECT message, token, state, at, \(Seal.delivery.expression) FROM (
                SELECT ? AS message, ? AS token, ? AS state, ? AS at
            ) WHERE TRUE ON CONFLICT DO NOTHING
            """,
            [message, token, state.code, moment?.seconds])
    }
}
