public import PlenumCore
public import PlenumStore
import PlenumYAML

/// A dossier that was written.
public struct WrittenDossier: Sendable {
    public let folder: String
    public let head: ChainHead
    public let events: Int
    public let documents: Int
    /// SHA-256 of the list of its files: kept elsewhere, it shows that the dossier is still this one.
    public let seal: String
}

extension Service {
    /// Writes everything of one plan into a folder, whole or not at all: to be read and printed without the program,
    /// and proven without the database. `progress` is told how far the walk through the log has come.
    public func writeDossier(
        of id: InstanceID, to path: String, in language: Language, now: Instant,
        progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws -> WrittenDossier {
        let library = PaperLibrary(environment, settings)
        let form = try library.form(settings.paperForm)
        let index = try library.templates(.dossier, in: language)
        let minutes = try library.templates(.minutes, in: language)
        return try store.read { reader in
            guard let context = try context(of: id, in: reader) else { throw Refused(.noSuchInstance(id)) }
            let ground = PaperGround(
                service: self, context: context, reader: reader, form: form, language: language, now: now)
            let folder = try WholeFolder(path)
            var writer = DossierWriter(ground: ground, folder: folder)
            let ends = try writer.writeLog(progress)
            try writer.writeSources()
            try writer.writeDocuments()
            try writer.writeTables()
            try writer.writeMinutes(minutes)
            try folder.write(
                DossierManifest.file, DossierManifest(instance: id, writtenAt: now, ends: ends).json.lineBytes)
            try folder.write("index.html", Array(index.written(PaperKind.dossier.rawValue, writer.page(ends)).utf8))
            return WrittenDossier(
                folder: path, head: ends.head, events: ends.events, documents: writer.documents.count,
                seal: try folder.finish())
        }
    }
}

extension JSON {
    fileprivate var lineBytes: [UInt8] { bytes + [UInt8(ascii: "\n")] }
}

/// Writes one plan into a folder, part by part. What is large (the log, documents, the people of a window) passes
/// through and is not kept.
struct DossierWriter {
    let ground: PaperGround
    let folder: WholeFolder
    private var notes = DossierNotes()
    /// The documents as they lie in the folder.
    private(set) var documents: [DossierDocument] = []
    private var minutes: [Path: String] = [:]

    init(ground: PaperGround, folder: WholeFolder) {
        self.ground = ground
        self.folder = folder
    }

    private var reader: any StoreReader { ground.reader }
    private var id: InstanceID { ground.id }
    private var definition: Definition { ground.definition }

    // MARK: The log

    /// The plan's events, the chain to the head, and what of others shows that somebody was erased.
    mutating func writeLog(_ progress: (Int, Int) -> Void) throws -> DossierLog.Ends {
        var notes = DossierNotes()
        try ground.service.eachEvent(of: .instance(id), reader) { stored in
            try notes.take(stored.event, definition) { try reader.item($0) }
        }
        let known = notes.people
        let kept = Set(notes.documents.map(\.document.hash))
        var erasures: [UInt8] = []
        var found: [DossierNotes.Erasure] = []
        var chain: DossierLog.Ends?
        try folder.write("log.jsonl") { log in
            try folder.write("chain.txt") { links in
                chain = try DossierLog.walk(
                    reader, of: id, log: { try log.put($0) }, chain: { try links.put($0) }, erasure: { erasures += $0 },
                    concerns: { event in
                        guard case .settingChanged(let body) = event.body, event.stream == .directory else {
                            return false
                        }
                        let gone = body.entries.filter { entry in
                            entry.hash == nil
                                && (entry.kind == "person" && known.contains(PersonID(rawValue: entry.id))
                                    || entry.kind == "document" && kept.contains(entry.id))
                        }
                        for entry in gone where entry.kind == "person" {
                            found.append(
                                DossierNotes.Erasure(
                                    person: PersonID(rawValue: entry.id), at: event.at, by: event.actor.by))
                        }
                        return !gone.isEmpty
                    }, progress: progress)
            }
        }
        guard let chain else { throw Refused(.noSuchInstance(id)) }
        if !erasures.isEmpty { try folder.write("erasures.jsonl", erasures) }
        notes.erasures = found.filter { erasure in (try? reader.person(erasure.person)) == .some(nil) }
        self.notes = notes
        return chain
    }

    // MARK: Sources and documents

    /// The definition and every version of the calendar that the plan has gone by, byte for byte. A definition that uses
    /// others is pinned with them in one text; each of them is there to be read as well.
    func writeSources() throws {
        for source in notes.sources(of: definition) {
            guard let bytes = try reader.resource(source.hash) else { throw AppError.resourceMissing(source.hash) }
            let bundle = source.isDefinition ? DefinitionBundle(kept: bytes) : nil
            guard let bundle, !bundle.used.isEmpty else {
                try folder.write(source.name, bytes)
                continue
            }
            try folder.write(source.name, bundle.main)
            try folder.write("definition/pinned.json", bytes)
            for (name, used) in bundle.used.sorted(by: { $0.key < $1.key }) {
                try folder.write("definition/used/\(DossierNotes.plain(name)).yaml", used)
            }
        }
    }

    mutating func writeDocuments() throws {
        let zone = ground.zone
        let kernel = Kernel(definition)
        var versions: [Path: Int] = [:]
        for (index, given) in notes.documents.enumerated() {
            let revised = definition.step(at: given.path)?.kind.revises
                .flatMap { kernel.nearest($0, from: given.path.scope) }
            let base = revised ?? given.path
            versions[base, default: 0] += given.isVersion ? 1 : 0
            let number = given.isVersion ? "-v\(versions[base, default: 1])" : ""
            let file =
                "documents/\(padded(index + 1, 3))-\(DossierNotes.plain(base.text))\(number)-"
                + DossierNotes.plain(given.document.name)
            let bytes = try reader.resource(given.document.hash)
            if let bytes { try folder.write(file, bytes) }
            documents.append(
                DossierDocument(
                    file: bytes == nil ? nil : file, given: given,
                    version: given.isVersion ? versions[base, default: 1] : nil,
                    day: zone.local(given.effective).date))
        }
    }

    // MARK: Tables

    func writeTables() throws {
        let tables = DossierTables(ground: ground, folder: folder, notes: notes)
        try tables.writePeople()
        try tables.writeDates()
        try tables.writeMoves()
        try tables.writeOpinions()
        try tables.writeVotes()
        try tables.writeAcknowledgements()
        try tables.writeNumbers()
    }

    /// The minutes of every session that was held, drafted anew from the record.
    mutating func writeMinutes(_ templates: PaperTemplates) throws {
        for (path, record) in try reader.steps(of: id) where record.facts.answer(SessionStep.present) != nil {
            guard let scene = ground.context.scene(at: path), scene.step.kind is SessionStep else { continue }
            let file = "minutes/\(DossierNotes.plain(path.text)).html"
            let html = templates.written(PaperKind.minutes.rawValue, try ground.minutes(scene))
            try folder.write(file, Array(html.utf8))
            minutes[path] = file
        }
    }

    // MARK: The first page

    func page(_ ends: DossierLog.Ends) throws -> PaperRecord {
        let page = DossierPage(ground: ground, notes: notes, documents: documents, minutes: minutes)
        return try page.record(ends)
    }
}

/// A document as it lies in a dossier.
struct DossierDocument {
    /// Nil where its content was erased.
    let file: String?
    let given: DossierNotes.Given
    /// Nil for what was attached to an answer or a note.
    let version: Int?
    let day: CivilDate
}
