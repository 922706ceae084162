// What stands in the log for a person or a unit is the hash of this form.

extension Person {
    public var canonical: JSON {
        .object([
            "id": .string(id.rawValue), "name": .string(name), "unit": .string(unit.rawValue),
            "class": .string(kind.rawValue), "email": email.map(JSON.string),
            "language": (language?.rawValue).map(JSON.string),
            "posts": posts.isEmpty ? nil : .array(posts.map { .string("\($0.post) of \($0.unit)") }),
            "absences": absences.isEmpty ? nil : .array(absences.map { .string($0.text) }),
        ])
    }
}

extension Unit {
    public var canonical: JSON {
        .object([
            "id": .string(id.rawValue), "kind": .string(kind), "parent": (parent?.rawValue).map(JSON.string),
            "title": .object(title.versions.map { JSON.Member($0.code, .string($0.text)) }),
        ])
    }
}
