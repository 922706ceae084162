internal import PlenumCore

// Back from the canonical form of a person or a unit: an export carries it, and the log carries its hash.

extension Person {
    init?(canonical json: JSON) {
        guard let id = json["id"]?.string, let name = json["name"]?.string, let unit = json["unit"]?.string,
            let kind = json["class"]?.string.flatMap({ PersonClass(rawValue: $0) })
        else { return nil }
        var posts: [Holding] = []
        for text in (json["posts"]?.array ?? []).compactMap(\.string) {
            guard let of = text.firstRange(of: " of ") else { return nil }
            posts.append(Holding(Post(text[..<of.lowerBound]), of: UnitID(text[of.upperBound...])))
        }
        self.init(
            id: PersonID(rawValue: id), name: name, unit: UnitID(rawValue: unit), kind: kind,
            email: json["email"]?.string, language: json["language"]?.string.flatMap { Language(rawValue: $0) },
            posts: posts,
            absences: (json["absences"]?.array ?? []).compactMap { $0.string.flatMap { Absence(text: $0) } })
    }
}

extension Unit {
    init?(canonical json: JSON) {
        guard let id = json["id"]?.string, let kind = json["kind"]?.string, let title = json["title"]?.members else {
            return nil
        }
        self.init(
            id: UnitID(rawValue: id), kind: kind, parent: json["parent"]?.string.map { UnitID(rawValue: $0) },
            title: LocalizedText(title.compactMap { member in member.value.string.map { (member.key, $0) } }))
    }
}
