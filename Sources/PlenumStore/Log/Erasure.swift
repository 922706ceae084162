public import PlenumCore

extension StoreTransaction {
    /// Forgets what the directory says of a person, and the bytes of these documents; the log keeps that it was done,
    /// by whom and why, and still verifies, since it knew the person by id and the documents by hash only.
    public func erase(
        person: PersonID, documents: [String], by actor: Actor, at now: Instant, reason: String?
    ) throws {
        try changeDirectory(units: [], people: [], removing: [person])
        for hash in documents { try erase(resource: hash) }
        let entries =
            [SettingChanged.Entry(kind: "person", id: person.rawValue, hash: nil)]
            + documents.map { SettingChanged.Entry(kind: "document", id: $0, hash: nil) }
        try append([
            Event(
                stream: .directory, at: now, effective: now, actor: actor, reason: reason,
                body: .settingChanged(SettingChanged(entries: entries)))
        ])
    }
}
