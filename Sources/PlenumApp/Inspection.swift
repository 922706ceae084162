public import PlenumCore
public import PlenumStore

extension Service {
    /// The events of an instance in order with its zone, handed over page by page so that a long log is never held
    /// whole.
    public func log(of id: InstanceID, each: (StoredEvent, Zone) throws -> Void) throws {
        try store.read { reader in
            guard let instance = try reader.instance(id) else { throw Refused(.noSuchInstance(id)) }
            let zone = try surroundings(of: instance, in: reader).zone
            try eachEvent(of: .instance(id), reader) { try each($0, zone) }
        }
    }

    /// Page by page.
    func eachEvent(of stream: PlenumCore.Stream, _ reader: any StoreReader, _ body: (StoredEvent) throws -> Void) throws
    {
        var last = 0
        while true {
            let page = try reader.events(of: stream, after: last, limit: 1000)
            for event in page { try body(event) }
            guard page.count == 1000, let end = page.last else { return }
            last = end.event.sequence
        }
    }
}
