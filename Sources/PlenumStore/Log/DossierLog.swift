public import PlenumCore

/// What proves the events of one instance without the database: the events themselves, and the chain from the first of
/// them to the head, in which the events of others are digests without content.
///
/// `log.jsonl` has the instance's events as an export has them. `chain.txt` has a line for each event of the database
/// from the instance's first to the head: `=` for the next one of the instance, the digest in hexadecimal for one of
/// another, and `?` with its hash for one of form 1, which cannot be followed without its content. `erasures.jsonl` has
/// the events of the directory that erased somebody or something the instance knew; each must give the digest that the
/// chain has in its place.
public enum DossierLog {
    /// Where the proof begins and ends.
    public struct Ends: Hashable, Sendable {
        /// The event before the instance's first.
        public let before: ChainHead
        public let head: ChainHead
        /// How many events the instance has.
        public let events: Int
    }

    static let own = "="
    static let unproven = "?"

    /// Walks the whole log once and hands over every line. `concerns` says whether an event of another stream is one
    /// that the dossier shows.
    public static func walk(
        _ reader: any StoreReader, of id: InstanceID, log: ([UInt8]) throws -> Void,
        chain: ([UInt8]) throws -> Void, erasure: ([UInt8]) throws -> Void, concerns: (Event) -> Bool,
        progress: (_ done: Int, _ of: Int) -> Void
    ) throws -> Ends? {
        let first = try reader.events(of: .instance(id), after: 0, limit: 1).first
        guard let first else { return nil }
        let newline = [UInt8(ascii: "\n")]
        let last = try reader.head()
        var before = ChainHead.empty
        var after = first.event.sequence - 1
        if after > 0, let entry = try reader.sealed(after: after - 1, limit: 1).first {
            before = ChainHead(sequence: after, hash: ContentHash.hexadecimal(entry.hash))
        }
        var events = 0
        while true {
            let page = try reader.sealed(after: after, limit: 1000)
            for entry in page {
                let event = entry.line.event
                if event.stream == .instance(id) {
                    events += 1
                    try log(entry.sealedText + newline)
                    try chain(Array(own.utf8) + newline)
                } else if event.form == 1 {
                    try chain(Array((unproven + ContentHash.hexadecimal(entry.hash)).utf8) + newline)
                } else {
                    try chain(Array(ContentHash.hexadecimal(entry.line.digest).utf8) + newline)
                    if concerns(event) { try erasure(entry.line.json.bytes + newline) }
                }
                after = event.sequence
            }
            progress(after, last.sequence)
            if page.count < 1000 { break }
        }
        return Ends(before: before, head: last, events: events)
    }
}

extension SealedLine {
    /// As an export has it: what the chain seals, and its hash as the last member.
    fileprivate var sealedText: [UInt8] {
        JSON.object((line.json.members ?? []) + [JSON.Member("hash", .string(ContentHash.hexadecimal(hash)))]).bytes
    }
}
