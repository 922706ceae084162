public import PlenumCore
import PlenumStore

/// One version of a document: what somebody gave in one round.
public struct DocumentVersion: Sendable {
    /// From 1, in the order in which they were given.
    public let number: Int
    public let document: Document
    /// The step that gave it: the document's own, or one that revises it.
    public let path: Path
    public let title: LocalizedText
    public let round: Int
    public let by: PersonID?
    /// The local moment from which it counts.
    public let at: LocalDateTime
}

/// The document that a task is about, through all its versions.
public struct DocumentHistory: Sendable {
    public let versions: [DocumentVersion]
    /// The last two versions side by side; nil where there is one only, or one of them is no text.
    public let comparison: TextComparison?
    /// The file that cannot be compared, because it is no text or was erased.
    public let incomparable: Document?
}

extension Service {
    /// The versions of the document that a task revises, is about, or gives itself.
    public func history(ofDocumentAt code: TaskCode) throws -> DocumentHistory {
        try store.read { reader in
            let (definition, instance, path) = try placeOfDocument(code, reader)
            let versions = try versions(of: path, in: instance, definition, reader)
            guard versions.count > 1 else {
                return DocumentHistory(versions: versions, comparison: nil, incomparable: nil)
            }
            var texts: [String] = []
            for version in versions.suffix(2) {
                guard let text = try reader.resource(version.document.hash).flatMap(Service.text) else {
                    return DocumentHistory(versions: versions, comparison: nil, incomparable: version.document)
                }
                texts.append(text)
            }
            return DocumentHistory(
                versions: versions, comparison: TextComparison(from: texts[0], to: texts[1]), incomparable: nil)
        }
    }

    /// Writes the documents that whoever does a task has before them into a folder, through `write`, which refuses
    /// what is there already. Returns their names.
    public func documents(of code: TaskCode, to write: (_ name: String, _ bytes: [UInt8]) throws -> Void) throws
        -> [String]
    {
        try store.read { reader in
            guard let item = try reader.item(code), let context = try context(of: item.instance, in: reader) else {
                throw Refused(.noSuchTask(code.description))
            }
            var names: [String] = []
            for consulted in try context.scene(at: item.path)?.consulted() ?? [] {
                guard let bytes = try reader.resource(consulted.document.hash) else { continue }
                let own = consulted.document.name
                let name =
                    names.contains(own)
                    ? "\(consulted.path.text.map { $0 == "/" ? "-" : String($0) }.joined())-\(own)" : own
                try write(name, bytes)
                names.append(name)
            }
            return names
        }
    }

    private func placeOfDocument(
        _ code: TaskCode, _ reader: any StoreReader
    ) throws -> (Definition, Instance, Path) {
        guard let item = try reader.item(code), let instance = try reader.instance(item.instance) else {
            throw Refused(.noSuchTask(code.description))
        }
        let definition = try library.definition(pinned: instance.definition, in: reader)
        let kind = definition.step(at: item.path)?.kind
        let name = kind?.revises ?? kind?.consults.first { $0.step == nil }?.name
        let path = name.flatMap { Kernel(definition).nearest($0, from: item.path.scope) } ?? item.path
        return (definition, instance, path)
    }

    private func versions(
        of path: Path, in instance: Instance, _ definition: Definition, _ reader: any StoreReader
    ) throws -> [DocumentVersion] {
        let zone = try library.calendar(pinned: instance.calendar, in: reader).zone
        let kernel = Kernel(definition)
        var versions: [DocumentVersion] = []
        var rounds: [Path: Int] = [:]
        try eachEvent(of: .instance(instance.id), reader) { stored in
            let event = stored.event
            if case .opened(let body) = event.body { rounds[body.path] = body.round }
            guard case .completed(let body) = event.body, let document = body.document,
                let step = definition.step(at: body.path)
            else { return }
            let revised = step.kind.revises.flatMap { kernel.nearest($0, from: body.path.scope) }
            guard body.path == path || revised == path else { return }
            versions.append(
                DocumentVersion(
                    number: versions.count + 1, document: document, path: body.path, title: step.title,
                    round: rounds[body.path] ?? 1, by: event.actor.principal,
                    at: zone.local(event.effective).toTheMinute))
        }
        return versions
    }

    /// Nil for what is no text: not UTF-8, or with a NUL.
    private static func text(_ bytes: [UInt8]) -> String? {
        bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }
}
