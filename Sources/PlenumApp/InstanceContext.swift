import PlenumCore
import PlenumStore

/// What belongs together while an instance is looked at or changed: its definition, its calendar and its rows.
struct InstanceContext {
    private let found: Instance
    let definition: Definition
    let surroundings: Surroundings
    let set: WorkingSet

    init(_ instance: Instance, _ definition: Definition, _ surroundings: Surroundings, _ set: WorkingSet) {
        found = instance
        self.definition = definition
        self.surroundings = surroundings
        self.set = set
    }

    /// As it stands now, after the events that `set` has folded.
    var instance: Instance { self.set.instance ?? found }

    /// What the plan is about: its first input that is a text.
    func theme() throws -> String? {
        guard let input = definition.inputs.first(where: { $0.type == .text }) else { return nil }
        return try set.input(input.name)?.text
    }

    func scene(at path: Path) -> Scene? {
        Scene(at: path, definition: definition, set: set, surroundings: surroundings)
    }
}

extension Service {
    /// Nil where there is no such instance.
    func context(of id: InstanceID, in reader: any StoreReader) throws -> InstanceContext? {
        guard let instance = try reader.instance(id) else { return nil }
        let definition = try library.definition(pinned: instance.definition, in: reader)
        return InstanceContext(
            instance, definition, try surroundings(of: instance, in: reader),
            try WorkingSet(id, reader: reader, definition: definition))
    }
}

/// The contexts of one transaction, each made once.
struct InstanceCache {
    let service: Service
    let reader: any StoreReader
    private var contexts: [InstanceID: InstanceContext] = [:]

    init(service: Service, reader: any StoreReader) {
        self.service = service
        self.reader = reader
    }

    mutating func context(of id: InstanceID) throws -> InstanceContext? {
        if let known = contexts[id] { return known }
        contexts[id] = try service.context(of: id, in: reader)
        return contexts[id]
    }
}
