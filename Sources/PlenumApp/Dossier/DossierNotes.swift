import PlenumCore

/// What a walk through a plan's events brings together.
struct DossierNotes {
    /// A document with the act that gave it.
    struct Given {
        let document: Document
        let path: Path
        let by: PersonID?
        let effective: Instant
        /// The step's own document, rather than something attached to an answer.
        let isVersion: Bool
    }

    struct Move {
        let path: Path
        let input: Name?
        let day: CivilDate?
        let at: Instant
        let by: PersonID?
        let reason: String?
    }

    /// Something entered for another.
    struct Entry {
        let by: PersonID
        let at: Instant
    }

    struct Erasure {
        let person: PersonID
        let at: Instant
        let by: PersonID?
    }

    var people: Set<PersonID> = []
    var documents: [Given] = []
    var moves: [Move] = []
    /// By the task: who entered its last answer for whose it is.
    var entries: [TaskCode: Entry] = [:]
    var erasures: [Erasure] = []
    private var definitionHash: String?
    private var calendars: [String] = []

    mutating func take(_ event: Event, _ definition: Definition, item: (TaskCode) throws -> Item?) throws {
        people.formUnion([event.actor.by, event.actor.for].compactMap { $0 })
        switch event.body {
        case .started(let body):
            definitionHash = body.definition
            calendars = [body.calendar]
            take(body.inputs)
        case .opened(let body):
            for entry in body.items {
                people.formUnion(entry.candidates)
                if let member = entry.member { people.insert(member) }
            }
            for branch in body.branches ?? [] { take(branch.values) }
        case .assigned(let body): people.formUnion(body.candidates + [body.owner].compactMap { $0 })
        case .claimed(let body): people.insert(body.owner)
        case .answered(let body):
            take(body.answers)
            if body.answer != nil {
                entries[body.code] = event.actor.for.flatMap { _ in event.actor.by }.map { Entry(by: $0, at: event.at) }
            }
            if let document = body.document, let path = try item(body.code)?.path {
                documents.append(
                    Given(
                        document: document, path: path, by: event.actor.principal, effective: event.effective,
                        isVersion: false))
            }
        case .completed(let body):
            take(body.answers)
            if let document = body.document {
                documents.append(
                    Given(
                        document: document, path: body.path, by: event.actor.principal, effective: event.effective,
                        isVersion: true))
            }
        case .rescheduled(let body):
            moves.append(
                Move(
                    path: body.path, input: body.input, day: body.day ?? body.due?.date, at: event.at,
                    by: event.actor.by, reason: event.reason))
        case .settingChanged(let body):
            if let calendar = body.calendar, !calendars.contains(calendar) { calendars.append(calendar) }
        case .returned, .skipped, .cancelled, .excused, .suspended, .resumed, .closed, .undone: break
        }
    }

    private mutating func take(_ cells: [Value.Cell]) {
        for cell in cells {
            switch cell.value {
            case .people(let ids): people.formUnion(ids)
            case .table(let rows): for row in rows { take(row.cells) }
            case .text, .number, .date, .time, .units: break
            }
        }
    }

    /// A text by which the plan went, with a name for it in the dossier.
    struct Source {
        let hash: String
        let name: String
        let isDefinition: Bool
    }

    func sources(of definition: Definition) -> [Source] {
        let own = definitionHash.map { hash in
            Source(
                hash: hash, name: "definition/\(DossierNotes.plain(definition.name.rawValue)).yaml", isDefinition: true)
        }
        return [own].compactMap { $0 }
            + calendars.enumerated().map { index, hash in
                Source(
                    hash: hash,
                    name: "calendars/\(padded(index + 1, 2))-\(DossierNotes.plain(definition.calendar)).yaml",
                    isDefinition: false)
            }
    }

    /// A text as a part of a file's name: small letters without marks, digits, dots and hyphens; not long.
    static func plain(_ text: String) -> String {
        var name = ""
        for scalar in NameOrder.plain(text).unicodeScalars {
            let isPlain =
                ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "." && !name.isEmpty
            name += isPlain ? String(scalar) : name.last == "-" || name.isEmpty ? "" : "-"
        }
        while name.last == "-" { name.removeLast() }
        guard name.count > 60 else { return name.isEmpty ? "x" : name }
        // The end of a file's name says what it is.
        let ending = name.lastIndex(of: ".").map { String(name[$0...].prefix(8)) } ?? ""
        return String(name.prefix(60 - ending.count)) + ending
    }
}
