public import PlenumCore

/// What a dossier is of, and between which ends of the chain its proof lies.
public struct DossierManifest: Hashable, Sendable {
    public static let file = "manifest.json"

    public let instance: InstanceID
    public let writtenAt: Instant
    public let ends: DossierLog.Ends

    public init(instance: InstanceID, writtenAt: Instant, ends: DossierLog.Ends) {
        self.instance = instance
        self.writtenAt = writtenAt
        self.ends = ends
    }

    public var json: JSON {
        .object([
            "plenum": "dossier", "form": 1, "instance": .string(instance.rawValue),
            "written": .string(writtenAt.description), "events": .int(ends.events),
            "before": .string("\(ends.before.sequence):\(ends.before.hash)"),
            "head": .string("\(ends.head.sequence):\(ends.head.hash)"),
        ])
    }

    /// Nil for what no version has written.
    init?(json: JSON) {
        guard json["plenum"]?.string == "dossier", json["form"]?.int == 1,
            let instance = json["instance"]?.string,
            let written = json["written"]?.string.flatMap({ Instant(rfc3339: $0) }), let events = json["events"]?.int,
            let before = json["before"]?.string.flatMap({ ChainHead(text: $0) }),
            let head = json["head"]?.string.flatMap({ ChainHead(text: $0) })
        else { return nil }
        self.init(
            instance: InstanceID(rawValue: instance), writtenAt: written,
            ends: DossierLog.Ends(before: before, head: head, events: events))
    }
}

extension ChainHead {
    /// `SEQUENCE:HASH`, as it is printed; nil for anything else.
    init?(text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = Int(parts[0]), sequence >= 0, String(sequence) == parts[0],
            DossierFiles.digest(parts[1]) != nil
        else { return nil }
        self.init(sequence: sequence, hash: String(parts[1]))
    }
}
