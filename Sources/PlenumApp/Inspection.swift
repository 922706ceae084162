public import PlenumCore
public import PlenumStore

extension Service {
    /// The events of an instance in order, handed over page by page so that a long log is never held whole.
    public func log(of id: InstanceID, each: (StoredEvent) throws -> Void) throws {
        try store.read { reader in
            guard try reader.instance(id) != nil else { throw Refused(.noSuchInstance(id)) }
            var last = 0
            while true {
                let page = try reader.events(of: .instance(id), after: last, limit: 1000)
                for event in page { try each(event) }
                guard page.count == 1000, let end = page.last else { return }
                last = end.event.sequence
            }
        }
    }
}
