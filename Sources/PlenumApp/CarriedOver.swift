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

    private func carriedOver(in unit: UnitID, _ now: Instant, _ reader: any StoreReader) throws -> [TaskView] {
        try views(followUps(of: unit, reader).map(\.item), now, for: nil, reader)
    }

    /// What is still to be followed up in the running plans of a unit, by deadline. Only plans that follow something up
    /// are looked into.
    func followUps(of unit: UnitID, _ reader: any StoreReader) throws -> [(item: Item, context: InstanceContext)] {
        var found: [(item: Item, context: InstanceContext)] = []
        for instance in try reader.instances() where instance.state == .running && instance.unit == unit {
            guard try library.definition(pinned: instance.definition, in: reader).scope.carriesOver,
                let context = try context(of: instance.id, in: reader)
            else { continue }
            found += try reader.openItems(in: instance.id)
                .filter { context.definition.step(at: $0.path)?.kind.isCarriedOver == true }
                .map { ($0, context) }
        }
        return found.sorted { left, right in
            (left.item.due?.instant.seconds ?? .max, left.item.code)
                < (right.item.due?.instant.seconds ?? .max, right.item.code)
        }
    }
}

extension Scope {
    fileprivate var carriesOver: Bool {
        steps.contains { $0.kind.isCarriedOver || $0.kind.fanOut?.scope.carriesOver == true }
    }
}
