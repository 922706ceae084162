public import PlenumCore

/// One event as the chain seals it: its canonical text, and from that its hash.
///
/// The hash of an event is SHA-256 over the hash before it and the digest of the event, which is SHA-256 over the bytes
/// of `json`; so that the chain can be followed past an event of which only the digest is shown. An event of form 1 has
/// SHA-256 over the hash before it and the bytes themselves. Export writes the same text, so that whoever has an export
/// can follow the chain with any tool.
public struct LogLine: Hashable, Sendable {
    public let event: Event
    /// The place in its stream, from 1.
    public let version: Int

    public init(event: Event, version: Int) {
        self.event = event
        self.version = version
    }

    /// The members in their fixed order; moments are seconds since 1970, as everywhere in the log.
    public var json: JSON {
        .object([
            "sequence": .int(event.sequence), "stream": .string(event.stream.text), "version": .int(version),
            "at": .int(event.at.seconds), "effective": .int(event.effective.seconds),
            "by": (event.actor.by?.rawValue).map(JSON.string), "for": (event.actor.for?.rawValue).map(JSON.string),
            "via": event.actor.via.map(JSON.string), "reason": event.reason.map(JSON.string),
            "event": .string(event.body.word), "form": .int(event.form), "payload": event.body.payload,
        ])
    }

    /// Nil for what no event looks like.
    public init?(json: JSON) {
        guard let sequence = json["sequence"]?.int, let version = json["version"]?.int,
            let stream = json["stream"]?.string.flatMap({ Stream(text: $0) }), let at = json["at"]?.int,
            let effective = json["effective"]?.int, let word = json["event"]?.string, let form = json["form"]?.int,
            let payload = json["payload"], let body = EventBody(word: word, version: form, payload: payload)
        else { return nil }
        self.init(
            event: Event(
                sequence: sequence, stream: stream, at: Instant(seconds: at), effective: Instant(seconds: effective),
                actor: Actor(
                    by: json["by"]?.string.map { PersonID(rawValue: $0) },
                    for: json["for"]?.string.map { PersonID(rawValue: $0) }, via: json["via"]?.string),
                reason: json["reason"]?.string, body: body, form: form),
            version: version)
    }

    /// The hash of the chain up to and including this event.
    func hash(after previous: [UInt8]) -> [UInt8] {
        event.form == 1 ? ContentHash.hash(previous + json.bytes) : LogLine.hash(of: digest, after: previous)
    }

    var digest: [UInt8] { ContentHash.hash(json.bytes) }

    static func hash(of digest: [UInt8], after previous: [UInt8]) -> [UInt8] { ContentHash.hash(previous + digest) }

    /// What stands before the first event.
    static let seed = [UInt8](repeating: 0, count: ContentHash.length)
}

extension ChainHead {
    /// Of an empty log.
    public static let empty = ChainHead(sequence: 0, hash: ContentHash.hexadecimal(LogLine.seed))
}
