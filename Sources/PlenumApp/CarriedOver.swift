public import PlenumCore
import PlenumStore

extension Service {
    /// What is still to be followed up in the plans of the session's unit, and so comes onto its agenda: open tasks, by
    /// deadline. Empty for a task that is no open session.
    public func carriedOver(into session: TaskCode, now: Instant) throws -> [TaskView] {
        try store.read { reader in
            guard let item = try reader.item(session), item.state.isOpen,
                let context = try context(of: item.instance, in: reader),
                context.definition.step(at: item.path)?.kind.sessionDate != nil
            else { return [] }
            return try carriedOver(in: context.instance.unit, now, reader)
        }
    }

    /// The same for a unit. Only plans that follow something up are looked into.
    func carriedOver(in unit: UnitID, _ now: Instant, _ reader: any StoreReader) throws -> [TaskView] {
        let open = try reader.instances().filter { $0.state == .running && $0.unit == unit }
            .flatMap { instance -> [Item] in
                let definition = try library.definition(pinned: instance.definition, in: reader)
                guard definition.scope.carriesOver else { return [] }
                return try reader.openItems(in: instance.id).filter {
                    definition.step(at: $0.path)?.kind.isCarriedOver == true
                }
            }
        return try views(open, now, for: nil, reader).sorted {
            ($0.due?.instant.seconds ?? .max, $0.code) < ($1.due?.instant.seconds ?? .max, $1.code)
        }
    }
}

extension Scope {
    fileprivate var carriesOver: Bool {
        steps.contains { $0.kind.isCarriedOver || $0.kind.fanOut?.scope.carriesOver == true }
    }
}
