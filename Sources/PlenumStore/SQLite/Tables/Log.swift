internal import GRDB
internal import PlenumCore

internal import struct Foundation.Data

// The table `event`.

extension SQLiteReader {
    fileprivate static let columns =
        "sequence, stream, version, at, effective, actor, principal, via, reason, word, form, payload, hash"

    /// An event with its version and the hash that its row holds.
    struct Entry {
        let line: LogLine
        let hash: [UInt8]
    }

    func head() throws -> ChainHead {
        let head = try first("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1", []) {
            ChainHead(sequence: try $0[0], hash: ContentHash.hexadecimal([UInt8](try $0[1] as Data)))
        }
        return head ?? .empty
    }

    func events(of stream: Stream?, after sequence: Int, limit: Int) throws -> [StoredEvent] {
        try lines(of: stream, after: sequence, limit: limit).map {
            StoredEvent(event: $0.line.event, hash: ContentHash.hexadecimal($0.hash))
        }
    }

    func sealed(after sequence: Int, limit: Int) throws -> [SealedLine] {
        try lines(of: nil, after: sequence, limit: limit).map { SealedLine(line: $0.line, hash: $0.hash) }
    }

    func lines(of stream: Stream?, after sequence: Int, limit: Int) throws -> [Entry] {
        guard let stream else {
            return try all(
                "SELECT \(SQLiteReader.columns) FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?",
                [sequence, limit], line)
        }
        guard let number = try knownNumber(of: stream) else { return [] }
        return try all(
            "SELECT \(SQLiteReader.columns) FROM event WHERE stream = ? AND sequence > ? ORDER BY sequence LIMIT ?",
            [number, sequence, limit], line)
    }

    fileprivate func line(_ row: Columns) throws -> Entry {
        let at: Int = try row[3]
        let (word, form): (Int, Int) = (try row[9], try row[10])
        guard EventWords.codes.indices.contains(word),
            let body = EventBody(
                word: EventWords.codes[word], version: form, payload: try unpack(try row[11], "event"))
        else { throw damaged("event") }
        let event = Event(
            sequence: try row[0], stream: try stream(try row[1]), at: Instant(seconds: at),
            effective: Instant(seconds: try row[4] ?? at),
            actor: Actor(
                by: try optionalIdentifier(try row[5]), for: try optionalIdentifier(try row[6]),
                via: try (try row[7] as Int?).map { try text($0) }),
            reason: (try row[8] as Data?).map { String(decoding: $0, as: UTF8.self) }, body: body,
            form: form)
        return Entry(line: LogLine(event: event, version: try row[2]), hash: [UInt8](try row[12] as Data))
    }

    private func stream(_ number: Int) throws -> Stream {
        switch number {
        case -1: .directory
        case -2: .calendar
        case -3: .settings
        default: .instance(try identifier(number))
        }
    }

    fileprivate func knownNumber(of stream: Stream) throws -> Int? {
        switch stream {
        case .instance(let id): try known(id)
        case .directory: -1
        case .calendar: -2
        case .settings: -3
        }
    }
}

extension SQLiteTransaction {
    @discardableResult
    func append(_ events: [Event]) throws -> [StoredEvent] {
        var (sequence, hash) = chainEnd
        var stored: [StoredEvent] = []
        stored.reserveCapacity(events.count)
        var versions: [Stream: Int] = [:]
        for var event in events {
            sequence += 1
            event.sequence = sequence
            let number = try streamNumber(event.stream)
            let version = try (versions[event.stream] ?? lastVersion(of: number)) + 1
            versions[event.stream] = version
            let line = LogLine(event: event, version: version)
            hash = line.hash(after: hash)
            try insert(line, stream: number, hash)
            stored.append(StoredEvent(event: event, hash: ContentHash.hexadecimal(hash)))
        }
        chainEnd = (sequence, hash)
        return stored
    }

    /// Throws when the last event does not give the hash that its row holds, after marking the database: what is
    /// damaged is not written to.
    func checkHead() throws {
        var end = (sequence: 0, hash: LogLine.seed)
        var fits = true
        do {
            let sql = """
                SELECT \(SQLiteReader.columns),
                    (SELECT hash FROM event AS earlier WHERE earlier.sequence = event.sequence - 1)
                FROM event ORDER BY sequence DESC LIMIT 1
                """
            _ = try first(sql, []) { row in
                end.sequence = try row[0]
                let entry = try line(row)
                let before: Data? = try row[13]
                let previous = before.map { [UInt8]($0) } ?? LogLine.seed
                fits = (before == nil) == (end.sequence == 1) && entry.line.hash(after: previous) == entry.hash
                end.hash = entry.hash
            }
        } catch StoreError.damaged {
            fits = false
        }
        guard fits else {
            store.markDamaged()
            throw StoreError.damaged(path: path, .head(sequence: end.sequence))
        }
        chainEnd = end
    }

    private func streamNumber(_ stream: Stream) throws -> Int {
        if case .instance(let id) = stream { return try number(id) }
        return try knownNumber(of: stream) ?? 0
    }

    private func lastVersion(of stream: Int) throws -> Int {
        try first("SELECT version FROM event WHERE stream = ? ORDER BY sequence DESC LIMIT 1", [stream]) { try $0[0] }
            ?? 0
    }

    private func insert(_ line: LogLine, stream: Int, _ hash: [UInt8]) throws {
        let event = line.event
        try run(
            """
            INSERT INTO event (sequence, stream, version, at, effective, actor, principal, via, reason, word, form,
                payload, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                event.sequence, stream, line.version, event.at.seconds,
                event.effective == event.at ? nil : event.effective.seconds,
                try optionalNumber(event.actor.by), try optionalNumber(event.actor.for),
                try event.actor.via.map { try number($0) },
                event.reason.map { Data($0.utf8) }, EventWords.code(of: event.body), event.form,
                try pack(event.body.payload),
                Data(hash),
            ])
    }
}
