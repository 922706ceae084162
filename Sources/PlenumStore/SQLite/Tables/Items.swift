internal import GRDB
internal import PlenumCore

internal import struct Foundation.Data

// The tables `item` and `candidate`.

extension SQLiteReader {
    private static let columns = """
        item.id, item.instance, item.path, item.member, item.round, item.state, item.owner, item.candidates, \
        item.due_day, item.due_time, item.overdue, item.opened_at, item.answer, item.answers, item.document, \
        item.ended_at, item.ended_by, item.version
        """

    func item(_ code: TaskCode) throws -> Item? {
        let row = try first("SELECT \(SQLiteReader.columns) FROM item WHERE id = ?", [code.number], item)
        return try row ?? ended(with: code)?.items[code]
    }

    func item(at place: Path, member person: PersonID?, of instance: InstanceID) throws -> Item? {
        guard let instance = try known(instance), let path = try known(place.text),
            let member = try person.map({ try known($0) }) ?? 0
        else { return nil }
        let row = try first(
            """
            SELECT \(SQLiteReader.columns) FROM item WHERE instance = ? AND path = ? AND member = ?
            ORDER BY id DESC LIMIT 1
            """, [instance, path, member], item)
        return try row ?? ended(instance)?.item(at: place, member: person)
    }

    func openItems(at path: Path, of instance: InstanceID) throws -> [Item] {
        guard let instance = try known(instance), let path = try known(path.text) else { return [] }
        return try all(
            "SELECT \(SQLiteReader.columns) FROM item WHERE instance = ? AND path = ? AND state < 2 ORDER BY id",
            [instance, path], item)
    }

    func items(at place: Path, of instance: InstanceID) throws -> [Item] {
        guard let instance = try known(instance), let path = try known(place.text) else { return [] }
        if let ended = try ended(instance) { return ended.items(at: place) }
        return try all(
            "SELECT \(SQLiteReader.columns) FROM item WHERE instance = ? AND path = ? ORDER BY id", [instance, path],
            item)
    }

    func openItems(for person: PersonID) throws -> [Item] {
        guard let person = try known(person) else { return [] }
        let owned = try all(
            "SELECT \(SQLiteReader.columns) FROM item WHERE owner = ? AND state < 2", [person], item)
        let offered = try all(
            "SELECT \(SQLiteReader.columns) FROM candidate CROSS JOIN item ON item.id = candidate.item WHERE person = ?",
            [person], item)
        return (owned + offered).sorted(by: Item.precedesByDeadline)
    }

    func openItems(in instance: InstanceID?) throws -> [Item] {
        guard let instance else {
            return try all("SELECT \(SQLiteReader.columns) FROM item INDEXED BY item_open WHERE state < 2", [], item)
                .sorted(by: Item.precedesByDeadline)
        }
        guard let number = try known(instance) else { return [] }
        return try all("SELECT \(SQLiteReader.columns) FROM item WHERE instance = ? AND state < 2", [number], item)
            .sorted(by: Item.precedesByDeadline)
    }

    /// The rows of items; none of an instance that is folded from its log.
    func allItems(of instance: InstanceID) throws -> [Item] {
        guard let number = try known(instance) else { return [] }
        return try all("SELECT \(SQLiteReader.columns) FROM item WHERE instance = ? ORDER BY id", [number], item)
    }

    func counts(of instance: InstanceID, now: Instant) throws -> ItemCounts {
        guard let number = try known(instance) else { return ItemCounts(open: 0, done: 0, overdue: 0) }
        if let done = try doneAtEnd(of: number) { return ItemCounts(open: 0, done: done, overdue: 0) }
        let open = try first(
            "SELECT COUNT(*), COUNT(CASE WHEN overdue <= ? THEN 1 END) FROM item WHERE instance = ? AND state < 2",
            [now.seconds, number]
        ) { (all: try $0[0] as Int, overdue: try $0[1] as Int) }
        let done = try first("SELECT COUNT(*) FROM item WHERE instance = ? AND state = 2", [number]) {
            try $0[0] as Int
        }
        return ItemCounts(open: open?.all ?? 0, done: done ?? 0, overdue: open?.overdue ?? 0)
    }

    func lastTaskNumber() throws -> Int {
        let row = try first("SELECT id FROM item ORDER BY id DESC LIMIT 1", []) { try $0[0] as Int }
        let ended = try first("SELECT last FROM ended_task ORDER BY first DESC LIMIT 1", []) { try $0[0] as Int }
        return max(row ?? 0, ended ?? 0)
    }

    func remindersDue(by now: Instant, limit: Int) throws -> [ReminderTimer] {
        try all(
            """
            SELECT item.id, item.remind_at FROM item JOIN instance ON instance.id = item.instance
            WHERE item.remind_at IS NOT NULL AND item.remind_at <= ? AND item.state < 2 AND instance.state = 0
            ORDER BY item.remind_at, item.id LIMIT ?
            """,
            [now.seconds, limit]
        ) { ReminderTimer(task: try $0.task(0), at: try $0.instant(1)) }
    }

    private func item(_ row: Columns) throws -> Item {
        let owner: PersonID? = try optionalIdentifier(try row[6])
        let item = Item(
            code: try row.task(0), instance: try identifier(try row[1] as Int), path: Path(try text(try row[2])),
            member: try row[3] == 0 ? nil : try identifier(try row[3] as Int), round: try row[4],
            state: try decoded(try row[5], "item"), owner: owner,
            candidates: try (try row[7] as Data?).map { try candidates($0) } ?? owner.map { [$0] } ?? [],
            due: try due(day: try row[8], time: try row[9], overdue: try row[10], "item"),
            openedAt: try row.instant(11),
            answer: try optionalIdentifier(try row[12]), answers: try unpackCells(try row[13], "item"),
            document: try unpackDocument(try row[14], "item"), endedAt: try row.optionalInstant(15),
            endedBy: try optionalIdentifier(try row[16]), version: try row[17])
        claimable[item.code] = item.claimable
        return item
    }

    private func candidates(_ bytes: Data) throws -> [PersonID] {
        var reader = PackedJSON.Reader(bytes: [UInt8](bytes))
        var people: [PersonID] = []
        while !reader.isAtEnd {
            guard let number = reader.count() else { throw damaged("item") }
            people.append(try identifier(number))
        }
        return people
    }
}

extension Item {
    /// Who sees it among what they may claim.
    var claimable: [PersonID] { state.isOpen && owner == nil ? candidates : [] }

    /// By deadline, those without one last; then by number.
    static func precedesByDeadline(_ left: Item, _ right: Item) -> Bool {
        switch (left.due?.instant, right.due?.instant) {
        case (let first?, let second?): (first, left.code) < (second, right.code)
        case (.some, nil): true
        case (nil, .some): false
        case (nil, nil): left.code < right.code
        }
    }
}

extension SQLiteTransaction {
    func save(_ item: Item, in instance: Int) throws {
        try saveClaimable(item)
        try run(
            """
            INSERT INTO item (id, instance, path, member, round, state, owner, candidates, due_day, due_time, overdue,
                opened_at, answer, answers, document, ended_at, ended_by, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET instance = excluded.instance, path = excluded.path,
                member = excluded.member, round = excluded.round, state = excluded.state, owner = excluded.owner,
                candidates = excluded.candidates, due_day = excluded.due_day, due_time = excluded.due_time,
                overdue = excluded.overdue, opened_at = excluded.opened_at, answer = excluded.answer,
                answers = excluded.answers, document = excluded.document, ended_at = excluded.ended_at,
                ended_by = excluded.ended_by, version = excluded.version
            """,
            [
                item.code.number, instance, try number(item.path.text), try optionalNumber(item.member) ?? 0,
                item.round,
                item.state.code, try optionalNumber(item.owner), try packCandidates(of: item), item.due?.date.dayNumber,
                item.due?.time?.secondOfDay, item.due?.instant.seconds, item.openedAt.seconds,
                try optionalNumber(item.answer), try pack(item.answers), try pack(item.document), item.endedAt?.seconds,
                try optionalNumber(item.endedBy), item.version,
            ])
    }

    /// Null for the usual case: nobody but the owner.
    private func packCandidates(of item: Item) throws -> Data? {
        guard item.candidates != (item.owner.map { [$0] } ?? []) else { return nil }
        var bytes: [UInt8] = []
        for person in item.candidates { PackedJSON.writeCount(try number(person), to: &bytes) }
        return Data(bytes)
    }

    private func saveClaimable(_ item: Item) throws {
        // A first version has no row before it.
        let before = try claimable[item.code] ?? (item.version > 1 ? self.item(item.code)?.claimable : nil) ?? []
        let after = item.claimable
        claimable[item.code] = after
        guard before != after else { return }
        for person in Set(before).subtracting(after) {
            try run("DELETE FROM candidate WHERE person = ? AND item = ?", [try number(person), item.code.number])
        }
        for person in Set(after).subtracting(before) {
            try run("INSERT INTO candidate (person, item) VALUES (?, ?)", [try number(person), item.code.number])
        }
    }

    func setReminder(_ task: TaskCode, at moment: Instant?) throws {
        try run("UPDATE item SET remind_at = ? WHERE id = ?", [moment?.seconds, task.number])
        if database.changesCount == 1 { return }
        // What has ended reminds no more, and has no row to say so.
        guard try moment == nil && ended(with: task) != nil else { throw StoreError.noSuchTask(task) }
    }
}
