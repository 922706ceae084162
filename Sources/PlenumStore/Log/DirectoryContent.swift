public import PlenumCore

// What the directory says of a unit or a person, as one text: the log keeps its hash, the tables keep the words.

extension Person {
    public var json: JSON {
        .object([
            "id": .string(id.rawValue), "name": .string(name), "unit": .string(unit.rawValue),
            "kind": .string(kind.rawValue), "email": email.map(JSON.string),
            "language": (language?.rawValue).map(JSON.string),
            "posts": posts.isEmpty
                ? nil
                : .array(
                    posts.map {
                        .object(["post": .string($0.post.rawValue), "unit": .string($0.unit.rawValue)])
                    }),
        ])
    }

    public init?(json: JSON) {
        guard let id = json["id"]?.string, let name = json["name"]?.string, let unit = json["unit"]?.string,
            let kind = json["kind"]?.string.flatMap({ PersonClass(rawValue: $0) })
        else { return nil }
        self.init(
            id: PersonID(rawValue: id), name: name, unit: UnitID(rawValue: unit), kind: kind,
            email: json["email"]?.string, language: json["language"]?.string.flatMap { Language(rawValue: $0) },
            posts: (json["posts"]?.array ?? []).compactMap { holding in
                guard let post = holding["post"]?.string, let unit = holding["unit"]?.string else { return nil }
                return Holding(Post(rawValue: post), of: UnitID(rawValue: unit))
            })
    }

    /// What the log names this content by.
    public var contentHash: String { ContentHash.hexadecimal(of: json.bytes) }
}

extension Unit {
    public var json: JSON {
        .object([
            "id": .string(id.rawValue), "kind": .string(kind), "parent": (parent?.rawValue).map(JSON.string),
            "title": title.json,
        ])
    }

    public init?(json: JSON) {
        guard let id = json["id"]?.string, let kind = json["kind"]?.string,
            let title = json["title"].flatMap({ LocalizedText(json: $0) })
        else { return nil }
        self.init(
            id: UnitID(rawValue: id), kind: kind, parent: json["parent"]?.string.map { UnitID(rawValue: $0) },
            title: title)
    }

    public var contentHash: String { ContentHash.hexadecimal(of: json.bytes) }
}

extension LocalizedText {
    public var json: JSON {
        .object(versions.map { JSON.Member($0.code, .string($0.text)) })
    }

    public init?(json: JSON) {
        guard let members = json.members else { return nil }
        self.init(members.compactMap { member in member.value.string.map { (member.key, $0) } })
    }
}
