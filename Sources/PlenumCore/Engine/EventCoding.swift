// The payload of an event as canonical JSON: short keys are not worth a reader's time, so they are words.

extension EventBody {
    /// The word of the event in the log.
    public var word: String {
        switch self {
        case .started: "started"
        case .opened: "opened"
        case .assigned: "assigned"
        case .claimed: "claimed"
        case .answered: "answered"
        case .completed: "completed"
        case .returned: "returned"
        case .skipped: "skipped"
        case .cancelled: "cancelled"
        case .excused: "excused"
        case .rescheduled: "rescheduled"
        case .suspended: "suspended"
        case .resumed: "resumed"
        case .closed: "closed"
        case .undone: "undone"
        case .settingChanged: "setting changed"
        }
    }

    /// The version of an event's form; a reader knows every version up to its own. Payloads are the same in both that
    /// there are; the second is sealed in two steps (`LogLine`).
    public static let version = 2

    public var payload: JSON {
        switch self {
        case .started(let body):
            .object([
                "workflow": .string(body.workflow.rawValue), "definition": .string(body.definition),
                "calendar": .string(body.calendar), "unit": .string(body.unit.rawValue), "inputs": cells(body.inputs),
            ])
        case .opened(let body):
            .object([
                "path": .string(body.path.text), "round": .int(body.round), "due": body.due?.json,
                "closes": (body.closesAt?.seconds).map(JSON.int), "late": body.late ? true : nil,
                "window": body.isWindow ? true : nil, "joining": body.isJoining ? true : nil,
                "items": body.items.isEmpty ? nil : .array(body.items.map(\.json)),
                "branches": body.branches.map { .array($0.map(\.json)) },
            ])
        case .assigned(let body):
            .object([
                "task": .int(body.code.number), "manner": .string(body.manner.rawValue),
                "owner": (body.owner?.rawValue).map(JSON.string), "candidates": ids(body.candidates),
            ])
        case .claimed(let body):
            .object(["task": .int(body.code.number), "owner": .string(body.owner.rawValue)])
        case .answered(let body):
            .object([
                "task": .int(body.code.number), "answer": (body.answer?.rawValue).map(JSON.string),
                "answers": cells(body.answers), "document": body.document?.json, "row": body.row.map(JSON.string),
            ])
        case .completed(let body):
            .object([
                "path": .string(body.path.text), "outcome": .string(body.outcome.rawValue),
                "task": (body.code?.number).map(JSON.int), "answers": cells(body.answers),
                "document": body.document?.json,
            ])
        case .returned(let body):
            .object([
                "path": .string(body.path.text), "reset": .array(body.reset.map { .string($0.text) }),
                "rejoined": body.isRejoined ? true : nil,
            ])
        case .skipped(let path), .cancelled(let path):
            .object(["path": .string(path.text)])
        case .closed(let body):
            .object([
                "path": .string(body.path.text),
                "outcome": body.outcome == Outcome.done.name ? nil : .string(body.outcome.rawValue),
                "totals": body.totals.map { totals in
                    .object(totals.sorted { $0.key < $1.key }.map { JSON.Member($0.key.rawValue, .int($0.value)) })
                },
            ])
        case .excused(.person(let code)):
            .object(["task": .int(code.number)])
        case .excused(.branch(let branch)):
            .object(["branch": .string(branch.text)])
        case .rescheduled(let body):
            .object([
                "path": .string(body.path.text), "due": body.due?.json,
                "closes": (body.closesAt?.seconds).map(JSON.int), "day": (body.day?.description).map(JSON.string),
                "by hand": body.isByHand ? true : nil, "input": (body.input?.rawValue).map(JSON.string),
                "extension": body.isExtension ? true : nil,
            ])
        case .suspended, .resumed:
            .object([])
        case .undone(let body):
            .object(["sequence": .int(body.sequence), "task": (body.code?.number).map(JSON.int)])
        case .settingChanged(let body):
            .object([
                "entries": .array(
                    body.entries.map {
                        .object([
                            "kind": .string($0.kind), "id": .string($0.id), "hash": $0.hash.map(JSON.string),
                        ])
                    }),
                "series": body.series.isEmpty
                    ? nil
                    : .array(
                        body.series.map { .object(["series": .string($0.series.text), "last": .int($0.last)]) }),
            ])
        }
    }

    /// Nil when the word is unknown or the payload has not its form.
    public init?(word: String, version: Int, payload: JSON) {
        guard (1...EventBody.version).contains(version) else { return nil }
        let path = payload["path"]?.string.map { Path($0) }
        let code = payload["task"]?.int.map { TaskCode($0) }
        let due = payload["due"].flatMap(Due.init(json:))
        let closes = payload["closes"]?.int.map { Instant(seconds: $0) }
        let document = payload["document"].flatMap(Document.init(json:))
        switch word {
        case "started":
            guard let workflow = payload["workflow"]?.string, let definition = payload["definition"]?.string,
                let calendar = payload["calendar"]?.string, let unit = payload["unit"]?.string
            else { return nil }
            self = .started(
                Started(
                    workflow: Name(rawValue: workflow), definition: definition, calendar: calendar,
                    unit: UnitID(rawValue: unit), inputs: readCells(payload["inputs"])))
        case "opened":
            guard let path, let round = payload["round"]?.int else { return nil }
            self = .opened(
                Opened(
                    path: path, round: round, due: due, closesAt: closes, late: payload["late"]?.bool ?? false,
                    items: (payload["items"]?.array ?? []).compactMap(Opened.Entry.init(json:)),
                    branches: payload["branches"]?.array.map { $0.compactMap(Opened.Branch.init(json:)) },
                    isWindow: payload["window"]?.bool ?? false, isJoining: payload["joining"]?.bool ?? false))
        case "assigned":
            guard let code, let manner = payload["manner"]?.string.flatMap(Assigned.Manner.init(rawValue:)) else {
                return nil
            }
            self = .assigned(
                Assigned(
                    code: code, manner: manner, owner: payload["owner"]?.string.map { PersonID(rawValue: $0) },
                    candidates: readIDs(payload["candidates"])))
        case "claimed":
            guard let code, let owner = payload["owner"]?.string else { return nil }
            self = .claimed(Claimed(code: code, owner: PersonID(rawValue: owner)))
        case "answered":
            guard let code else { return nil }
            self = .answered(
                Answered(
                    code: code, answer: payload["answer"]?.string.map { Name(rawValue: $0) },
                    answers: readCells(payload["answers"]), document: document, row: payload["row"]?.string))
        case "completed":
            guard let path, let outcome = payload["outcome"]?.string else { return nil }
            self = .completed(
                Completed(
                    path: path, outcome: Name(rawValue: outcome), code: code,
                    answers: readCells(payload["answers"]), document: document))
        case "returned":
            guard let path, let reset = payload["reset"]?.array else { return nil }
            self = .returned(
                Returned(
                    path: path, reset: reset.compactMap(\.string).map { Path($0) },
                    isRejoined: payload["rejoined"]?.bool ?? false))
        case "skipped":
            guard let path else { return nil }
            self = .skipped(path)
        case "cancelled":
            guard let path else { return nil }
            self = .cancelled(path)
        case "excused":
            let branch = payload["branch"]?.string.map { Excused.branch(ScopePath($0)) }
            guard let excused = code.map({ .person($0) }) ?? branch else { return nil }
            self = .excused(excused)
        case "rescheduled":
            guard let path else { return nil }
            self = .rescheduled(
                Rescheduled(
                    path: path, due: due, closesAt: closes,
                    day: payload["day"]?.string.flatMap { CivilDate(iso: $0) },
                    isByHand: payload["by hand"]?.bool ?? false,
                    input: payload["input"]?.string.map { Name(rawValue: $0) },
                    isExtension: payload["extension"]?.bool ?? false))
        case "suspended":
            self = .suspended
        case "resumed":
            self = .resumed
        case "closed":
            guard let path else { return nil }
            let totals = payload["totals"]?.members.map { members in
                Dictionary(
                    members.compactMap { member in member.value.int.map { (Name(rawValue: member.key), $0) } },
                    uniquingKeysWith: { first, _ in first })
            }
            self = .closed(
                Closed(
                    path: path,
                    outcome: payload["outcome"]?.string.map { Name(rawValue: $0) } ?? Outcome.done.name,
                    totals: totals))
        case "undone":
            guard let sequence = payload["sequence"]?.int else { return nil }
            self = .undone(Undone(sequence: sequence, code: code))
        case "setting changed":
            guard let entries = payload["entries"]?.array else { return nil }
            self = .settingChanged(
                SettingChanged(
                    entries: entries.compactMap { entry in
                        guard let kind = entry["kind"]?.string, let id = entry["id"]?.string else { return nil }
                        return SettingChanged.Entry(kind: kind, id: id, hash: entry["hash"]?.string)
                    },
                    series: (payload["series"]?.array ?? []).compactMap { record in
                        guard let series = record["series"]?.string.flatMap(NumberSeries.init(text:)),
                            let last = record["last"]?.int
                        else { return nil }
                        return SeriesRecord(series: series, last: last)
                    }))
        default:
            return nil
        }
    }
}

private func cells(_ cells: [Value.Cell]) -> JSON? {
    cells.isEmpty ? nil : .object(cells.map { JSON.Member($0.column.rawValue, $0.value.json) })
}

private func readCells(_ json: JSON?) -> [Value.Cell] {
    (json?.members ?? []).compactMap { member in
        Value(json: member.value).map { Value.Cell(Name(rawValue: member.key), $0) }
    }
}

private func ids(_ people: [PersonID]) -> JSON? {
    people.isEmpty ? nil : .array(people.map { .string($0.rawValue) })
}

private func readIDs(_ json: JSON?) -> [PersonID] {
    (json?.array ?? []).compactMap(\.string).map { PersonID(rawValue: $0) }
}

extension Opened.Entry {
    fileprivate var json: JSON {
        .object([
            "task": .int(code.number), "member": (member?.rawValue).map(JSON.string),
            "candidates": member.map { [$0] } == candidates ? nil : ids(candidates),
        ])
    }

    fileprivate init?(json: JSON) {
        guard let number = json["task"]?.int else { return nil }
        let member = json["member"]?.string.map { PersonID(rawValue: $0) }
        let candidates = json["candidates"] == nil ? member.map { [$0] } ?? [] : readIDs(json["candidates"])
        self.init(code: TaskCode(number), member: member, candidates: candidates)
    }
}

extension Opened.Branch {
    fileprivate var json: JSON {
        .object(["key": .string(key), "values": cells(values)])
    }

    fileprivate init?(json: JSON) {
        guard let key = json["key"]?.string else { return nil }
        self.init(key: key, values: readCells(json["values"]))
    }
}

extension Due {
    public var json: JSON {
        .object(["at": .string(anchor), "overdue": .int(instant.seconds)])
    }

    public init?(json: JSON) {
        guard let anchor = json["at"]?.string, let overdue = json["overdue"]?.int else { return nil }
        self.init(anchor: anchor, instant: Instant(seconds: overdue))
    }
}

extension Document {
    public var json: JSON {
        .object(["name": .string(name), "hash": .string(hash), "size": .int(size)])
    }

    public init?(json: JSON) {
        guard let name = json["name"]?.string, let hash = json["hash"]?.string, let size = json["size"]?.int else {
            return nil
        }
        self.init(name: name, hash: hash, size: size)
    }
}

extension StepFacts {
    public var json: JSON {
        .object([
            "opened": (openedAt?.seconds).map(JSON.int), "late": openedLate ? true : nil,
            "by hand": isByHand ? true : nil, "extended": extensions == 0 ? nil : .int(extensions), "due": due?.json,
            "closes": (closesAt?.seconds).map(JSON.int), "day": (day?.description).map(JSON.string),
            "ended": (endedAt?.seconds).map(JSON.int),
            "by": (endedBy?.rawValue).map(JSON.string), "answers": cells(answers), "document": document?.json,
        ])
    }

    public init(json: JSON) {
        self.init()
        openedAt = json["opened"]?.int.map { Instant(seconds: $0) }
        openedLate = json["late"]?.bool ?? false
        isByHand = json["by hand"]?.bool ?? false
        extensions = json["extended"]?.int ?? 0
        due = json["due"].flatMap(Due.init(json:))
        closesAt = json["closes"]?.int.map { Instant(seconds: $0) }
        day = json["day"]?.string.flatMap { CivilDate(iso: $0) }
        endedAt = json["ended"]?.int.map { Instant(seconds: $0) }
        endedBy = json["by"]?.string.map { PersonID(rawValue: $0) }
        answers = readCells(json["answers"])
        document = json["document"].flatMap(Document.init(json:))
    }
}

extension ScopeFacts {
    public var json: JSON { cells(values) ?? .object([]) }

    public init(json: JSON) { self.init(values: readCells(json)) }
}
