internal import GRDB
internal import PlenumCore

internal import struct Foundation.Data

/// Looks at everything a file holds: pages, chain, state, directory, resources, outbox.
struct Verifier {
    private let reader: SQLiteReader
    private let expected: ChainHead?
    private var problems: [VerificationReport.Problem] = []
    private var streams: Set<PlenumCore.Stream> = []
    private var directory: [SettingEntry: String?] = [:]
    private var erased = 0
    /// The register as the log says: what was set last, the units' current terms, what was issued.
    private var settings: [NumberSeries: Int] = [:]
    private var terms: [UnitID: String] = [:]
    private var numbers: [RegisteredNumber] = []

    private struct SettingEntry: Hashable {
        let kind: String
        let id: String
    }

    init(_ reader: SQLiteReader, expecting head: ChainHead?) {
        self.reader = reader
        expected = head
    }

    /// What was found. Throws only what is no matter of the content, such as a disk that cannot be read.
    mutating func run() throws -> VerificationReport {
        try checkFile()
        let head = try checkChain()
        let instances = streams.compactMap { stream in
            if case .instance(let id) = stream { id } else { nil }
        }.sorted()
        // Where the log itself is broken, what follows from it cannot be told.
        if problems.isEmpty {
            for id in instances { try tolerating { try $0.checkState(of: id) } }
            try tolerating { try $0.checkInstances(instances) }
            try tolerating { try $0.checkRegister() }
            try tolerating { try $0.checkDirectory() }
            try tolerating { try $0.checkResources() }
            try tolerating { try $0.checkSeals() }
            try tolerating { try $0.checkOutbox() }
        }
        return VerificationReport(
            head: head, events: head.sequence, instances: instances.count, erased: erased,
            sqlite: try String.fetchOne(reader.database, sql: "SELECT sqlite_version()") ?? "", problems: problems)
    }

    mutating func report(_ problem: VerificationReport.Problem) {
        if problems.count < VerificationReport.limit { problems.append(problem) }
    }

    /// A row that cannot be read is a finding, not a failure of the check.
    private mutating func tolerating(_ body: (inout Verifier) throws -> Void) throws {
        do {
            try body(&self)
        } catch StoreError.damaged(_, .row(let table)) {
            report(.row(table: table))
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            report(.file(error.message ?? ""))
        }
    }

    // MARK: The file

    private mutating func checkFile() throws {
        try tolerating { verifier in
            let words = try String.fetchAll(verifier.reader.database, sql: "PRAGMA integrity_check(100)")
            for text in words where text != "ok" { verifier.report(.file(text)) }
        }
    }

    // MARK: The chain

    private mutating func checkChain() throws -> ChainHead {
        var last = 0
        var hash = LogLine.seed
        var versions: [PlenumCore.Stream: Int] = [:]
        var meetsExpected = expected.map { $0 == .empty } ?? true
        while true {
            let page: [SQLiteReader.Entry]
            do {
                page = try reader.lines(of: nil, after: last, limit: 1000)
            } catch StoreError.damaged {
                // Somewhere in this page: row by row up to the one that cannot be read.
                try readUpToDamage(&last, &hash, &versions, &meetsExpected)
                break
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                report(.unreadable(sequence: last &+ 1))
                break
            }
            for entry in page { check(entry, &last, &hash, &versions, &meetsExpected) }
            if page.count < 1000 { break }
        }
        if let expected, !meetsExpected { report(.otherHead(expected: expected)) }
        return last == 0 ? .empty : ChainHead(sequence: last, hash: ContentHash.hexadecimal(hash))
    }

    private mutating func readUpToDamage(
        _ last: inout Int, _ hash: inout [UInt8], _ versions: inout [PlenumCore.Stream: Int],
        _ meetsExpected: inout Bool
    ) throws {
        while true {
            do {
                guard let entry = try reader.lines(of: nil, after: last, limit: 1).first else { return }
                check(entry, &last, &hash, &versions, &meetsExpected)
            } catch StoreError.damaged {
                report(.unreadable(sequence: last &+ 1))
                return
            }
        }
    }

    private mutating func check(
        _ entry: SQLiteReader.Entry, _ last: inout Int, _ hash: inout [UInt8],
        _ versions: inout [PlenumCore.Stream: Int], _ meetsExpected: inout Bool
    ) {
        let event = entry.line.event
        if event.sequence != last &+ 1 { report(.gap(after: last)) }
        if entry.line.hash(after: hash) != entry.hash { report(.broken(sequence: event.sequence)) }
        versions[event.stream, default: 0] += 1
        if entry.line.version != versions[event.stream] { report(.version(sequence: event.sequence)) }
        last = event.sequence
        hash = entry.hash
        if let expected, expected.sequence == last {
            meetsExpected = expected.hash == ContentHash.hexadecimal(hash)
        }
        streams.insert(event.stream)
        guard case .settingChanged(let body) = event.body else { return }
        for entry in body.entries {
            directory.updateValue(entry.hash, forKey: SettingEntry(kind: entry.kind, id: entry.id))
        }
        for record in body.series {
            settings[record.series] = record.last
            terms[record.series.unit] = record.series.term
        }
    }

    // MARK: The state

    private mutating func checkState(of id: InstanceID) throws {
        guard let set = try reader.fold(id) else { return report(.definition(id)) }
        if try reader.instance(id) != set.instance || reader.inputs(of: id) != set.inputs() {
            report(.state(id, .instance))
        }
        let done = try reader.known(id).flatMap { try reader.doneAtEnd(of: $0) }
        if let done { try checkEnd(of: id, set, done: done) }
        // What has ended has no rows.
        try checkSteps(of: id, set, due: done == nil ? set.changes : WorkingSet.Changes())
        try checkItems(of: id, set, due: done == nil ? set.changes.items : [])
        try checkBallots(of: id, set)
        numbers += try set.numbers()
    }

    private mutating func checkEnd(of id: InstanceID, _ set: WorkingSet, done: Int) throws {
        let isSound =
            try set.instance?.state.hasEnded == true && EndedState(set).done == done
            && reader.endedTasks(of: id) == set.changes.items.sorted()
        if !isSound { report(.state(id, .instance)) }
    }

    private mutating func checkSteps(of id: InstanceID, _ set: WorkingSet, due: WorkingSet.Changes) throws {
        let live = Dictionary(
            try reader.allSteps(of: id).map { ($0.path, $0.record) }, uniquingKeysWith: { first, _ in first })
        for path in due.steps.union(live.keys).sorted()
        where try !due.steps.contains(path) || live[path] != set.step(path) {
            report(.state(id, .step(path)))
        }
        let tallies = try reader.allTallies(of: id)
        for path in due.tallies.union(tallies.keys).sorted()
        where try !due.tallies.contains(path) || tallies[path] != set.tally(at: path) {
            report(.state(id, .tally(path)))
        }
        let scopes = try reader.allScopes(of: id)
        for path in due.scopes.union(scopes.keys).sorted(by: { $0.text < $1.text })
        where try !due.scopes.contains(path) || scopes[path] != set.scope(path) {
            report(.state(id, .scope(path)))
        }
    }

    private mutating func checkItems(of id: InstanceID, _ set: WorkingSet, due: Set<TaskCode>) throws {
        let live = Dictionary(
            try reader.allItems(of: id).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        for code in due.union(live.keys).sorted()
        where try !due.contains(code) || live[code] != set.item(code) {
            report(.state(id, .item(code)))
        }
        let offered = Set(
            try reader.all(
                "SELECT person, item FROM candidate JOIN item ON item.id = candidate.item WHERE item.instance = ?",
                [try reader.known(id)]
            ) { ClaimRow(person: try reader.identifier(try $0[0] as Int), code: try $0.task(1)) })
        let claimable = Set(
            live.values.flatMap { item in item.claimable.map { ClaimRow(person: $0, code: item.code) } })
        if offered != claimable { report(.state(id, .candidates)) }
    }

    /// What lies in a ballot box follows from nothing; that it is as many votes as people have voted, does.
    private mutating func checkBallots(of id: InstanceID, _ set: WorkingSet) throws {
        let boxes = Dictionary(
            try reader.boxes(of: id).map { ($0.path, $0.box) }, uniquingKeysWith: { first, _ in first })
        for path in set.changes.tallies.union(boxes.keys).sorted() {
            let control = try set.control(at: path)
            let isOpen = control.phase == .open && set.kernel?.definition.step(at: path)?.kind.isSecret == true
            let voted = isOpen ? try set.tally(at: path)?.done ?? 0 : 0
            let box = boxes[path]
            let fits = box.map { voted > 0 && $0.count == voted && $0.round == control.round } ?? (voted == 0)
            if !fits { report(.state(id, .ballots(path))) }
        }
    }

    private struct ClaimRow: Hashable {
        let person: PersonID
        let code: TaskCode
    }

    /// No table may hold an instance that the log does not know.
    private mutating func checkInstances(_ logged: [InstanceID]) throws {
        let logged = Set(logged)
        for table in ["input", "step", "tally", "scope", "item", "ended_task", "ballot_box"] {
            let column = "SELECT DISTINCT instance FROM \(table)"
            for id in try reader.all(column, [], { try reader.identifier(try $0[0] as Int) as InstanceID })
            where !logged.contains(id) {
                report(.state(id, .instance))
            }
        }
        for instance in try reader.instances() where !logged.contains(instance.id) {
            report(.state(instance.id, .instance))
        }
        let strays = "SELECT COUNT(*) FROM candidate WHERE item NOT IN (SELECT id FROM item)"
        if try Int.fetchOne(reader.database, sql: strays) != 0 { report(.row(table: "candidate")) }
    }

    /// The register: what was set and what was issued, neither more nor less.
    private mutating func checkRegister() throws {
        var last = settings
        for number in numbers { last[number.series] = max(last[number.series] ?? 0, number.number) }
        let live = try reader.series()
        for series in Set(last.keys).union(live.map(\.record.series)).sorted() {
            let row = live.first { $0.record.series == series }
            if row?.record.last != last[series] || row?.isCurrent != (terms[series.unit] == series.term) {
                report(.register(series))
            }
        }
        let given = try reader.numbers()
        for number in Set(given).symmetricDifference(numbers) { report(.register(number.series)) }
    }

    // MARK: People, texts and files

    private mutating func checkDirectory() throws {
        var held: [SettingEntry: String] = [:]
        for person in try reader.people() {
            held[SettingEntry(kind: "person", id: person.id.rawValue)] = ContentHash.hex(person.canonical)
        }
        for unit in try reader.units() {
            held[SettingEntry(kind: "unit", id: unit.id.rawValue)] = ContentHash.hex(unit.canonical)
        }
        var entries = Set(held.keys)
        for entry in directory.keys where entry.kind == "person" || entry.kind == "unit" { entries.insert(entry) }
        for entry in entries.sorted(by: { ($0.kind, $0.id) < ($1.kind, $1.id) })
        where held[entry] != directory[entry] ?? nil {
            report(.directory(kind: entry.kind, id: entry.id))
        }
        let parents = try reader.all("SELECT id, parent FROM unit") {
            (unit: try $0[0] as Int, parent: try $0[1] as Int?)
        }
        if try !treeHolds(Dictionary(parents.map { ($0.unit, $0.parent) }, uniquingKeysWith: { first, _ in first })) {
            report(.row(table: "unit_within"))
        }
    }

    private func treeHolds(_ parents: [Int: Int?]) throws -> Bool {
        var due: Set<[Int]> = []
        for unit in parents.keys {
            var above: Int? = unit
            while let ancestor = above, due.insert([ancestor, unit]).inserted { above = parents[ancestor] ?? nil }
        }
        return Set(try reader.all("SELECT ancestor, unit FROM unit_within") { [try $0[0] as Int, try $0[1] as Int] })
            == due
    }

    private mutating func checkResources() throws {
        let sql = "SELECT hash, size, bytes FROM resource ORDER BY id"
        let rows = try Row.fetchCursor(reader.database, sql: sql)
        while let found = try rows.next() {
            let row = Columns(found, of: sql, in: reader.path)
            let hash = [UInt8](try row[0] as Data)
            guard let bytes = try (row[2] as Data?).map({ [UInt8]($0) }) else {
                // Whoever erases says so in the log.
                if directory[SettingEntry(kind: "document", id: ContentHash.hexadecimal(hash))] != .some(nil) {
                    report(.resource(hash: ContentHash.hexadecimal(hash)))
                }
                erased += 1
                continue
            }
            if try ContentHash.hash(bytes) != hash || bytes.count != row[1] {
                report(.resource(hash: ContentHash.hexadecimal(hash)))
            }
        }
    }

    private mutating func checkSeals() throws {
        for seal in Seal.all {
            let sql = "SELECT COUNT(*) FROM \(seal.table) WHERE \(seal.misfit)"
            if try Int.fetchOne(reader.database, sql: sql) != 0 { report(.row(table: seal.table)) }
        }
        for (table, key) in [("input", "instance"), ("holding", "person"), ("absence", "person")] {
            let gaps = """
                SELECT 1 FROM \(table) GROUP BY \(key)
                HAVING min(position) <> 0 OR max(position) >= COUNT(*) OR COUNT(DISTINCT position) < COUNT(*)
                """
            if try Int.fetchOne(reader.database, sql: gaps) != nil { report(.row(table: table)) }
        }
    }

    // MARK: The outbox

    private mutating func checkOutbox() throws {
        // What waits is carried by a message that is not done with; what is carried, by one that is there.
        let orphans = try reader.all(
            """
            SELECT slot.item, slot.round, slot.person, slot.rule, slot.occurrence, slot.anchor
            FROM slot LEFT JOIN message ON message.id = slot.message
            WHERE slot.waits IS NOT CASE WHEN message.state < 2 THEN 1 END
                OR slot.message IS NOT NULL AND (message.id IS NULL OR slot.state = 0 AND message.state > 1)
            """
        ) { row in
            ReminderKey(
                task: try row.task(0), round: try row[1], person: try reader.identifier(try row[2] as Int),
                rule: try reader.text(try row[3]), occurrence: try row[4], anchor: try reader.text(try row[5]))
        }
        for key in orphans { report(.outbox(.slot(key))) }
        // What a claim came to is there unless it is the last and still at work; earlier ones are earlier.
        let astray = try reader.all(
            """
            SELECT id FROM message
            WHERE token < 0 OR (after IS NULL) <> (state = 1 OR token = 0) OR state > 0 AND token = 0
                OR (state = 1) <> EXISTS (SELECT 1 FROM claim WHERE claim.message = message.id)
                OR EXISTS (
                    SELECT 1 FROM delivery
                    WHERE delivery.message = message.id AND (delivery.token > message.token OR delivery.state = 1)
                )
            UNION SELECT message FROM delivery WHERE message NOT IN (SELECT id FROM message)
            UNION SELECT message FROM claim WHERE message NOT IN (SELECT id FROM message)
            """
        ) { try $0[0] as Int }
        for number in astray { report(.outbox(.message(number))) }
    }
}

extension SQLiteStore {
    /// Looks at everything. What is found unsound is marked damaged in a file beside the database, and from then on
    /// refused to writers; a sound result takes the mark away. `expected` is a head that was printed earlier: the
    /// log must contain it.
    public func verify(expecting expected: ChainHead? = nil) throws -> VerificationReport {
        words.forget()
        do {
            let report = try inspect(expecting: expected)
            if report.isSound { unmarkDamaged() } else { markDamaged() }
            return report
        } catch let error as StoreError {
            // So damaged that it cannot even be looked at.
            if case .damaged = error { markDamaged() }
            throw error
        }
    }

    /// As `verify`, without leaving or taking away a mark.
    func inspect(expecting expected: ChainHead? = nil) throws -> VerificationReport {
        let hidesTransactions = try logHidesTransactions()
        return try viewing { reader in
            var verifier = Verifier(reader, expecting: expected)
            if hidesTransactions { verifier.report(.log) }
            let report = try verifier.run()
            // What a failing disk hides is not damaged.
            if !report.isSound { try SQLiteStore.refuseWhatTheDiskDid(reader.database, location) }
            return report
        }
    }

    /// Looks at the log while nobody writes to it.
    private func logHidesTransactions() throws -> Bool {
        guard try (Location.size(of: location.log) ?? 0) > 0 else { return false }
        do {
            return try exclusively { _ in try WriteAheadLog(path: location.log)?.hidesTransactions ?? false }
        } catch StoreError.cannotWrite {
            // Where the lock cannot be had for want of permission, nothing can be written either.
            return try WriteAheadLog(path: location.log)?.hidesTransactions ?? false
        }
    }
}
