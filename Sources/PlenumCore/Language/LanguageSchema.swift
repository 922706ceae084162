/// The JSON Schema (draft 2020-12) of a definition, for editors; made from the same fields as the reader.
public enum LanguageSchema {
    /// The whole schema; its words are those of `language`.
    public static func schema(in language: Language, kinds: StepKinds = .all) -> JSON {
        let maker = Maker(language: language)
        var definitions: [JSON.Member] = [
            .init("title", maker.title),
            .init("name", .object(["type": "string", "pattern": .string("^\(Patterns.name)$")])),
            .init("step", maker.step(kinds)),
        ]
        for kind in kinds.kinds {
            let fields = (StepFields.common + kind.fields).map(\.description)
            definitions.append(
                .init("step-\(kind.word)", maker.object(fields, meaning: kind.meaning, kind: kind.word.rawValue)))
        }
        for group in LanguageShape.groups {
            definitions.append(.init("group-\(group.name)", maker.object(group.fields, meaning: group.title)))
        }
        for phrase in LanguageShape.phrases {
            definitions.append(.init("phrase-\(phrase.name)", maker.phrase(phrase)))
        }
        guard
            case .object(let members) = maker.object(
                DefinitionFields.all.map(\.description), meaning: LocalizedText(vi: "Quy trình", en: "Workflow"))
        else { return .null }
        return .object(
            [
                .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
                .init("title", .string(language == .vi ? "Quy trình Plenum" : "Plenum definition")),
            ] + members + [.init("$defs", .object(definitions))])
    }

    private struct Maker {
        let language: Language

        func object(_ fields: [FieldDescription], meaning: LocalizedText, kind: String? = nil) -> JSON {
            let properties = fields.map { field -> JSON.Member in
                if field.key == StepFields.kind.key, let kind {
                    return .init(field.key, .object(["const": .string(kind)]))
                }
                return .init(field.key, described(field))
            }
            let required = fields.filter { $0.need == .required }.map(\.key)
            return .object([
                "type": "object",
                "description": .string(meaning[language]),
                "properties": .object(properties),
                "required": required.isEmpty ? nil : .strings(required),
                "additionalProperties": .bool(false),
            ])
        }

        private func described(_ field: FieldDescription) -> JSON {
            guard case .object(let members) = value(field.form) else { return .null }
            return .object(
                members + [.init("description", .string(field.meaning[language]))]
                    + (field.initial.map { [.init("default", .string($0))] } ?? [])
                    + (field.example.hasPrefix("\n") ? [] : [.init("examples", .strings([field.example]))]))
        }

        func value(_ form: Form) -> JSON {
            switch form {
            case .text: .object(["type": .strings(["string", "number", "boolean"]), "minLength": .int(1)])
            case .name: reference("name")
            case .number(let range):
                .object([
                    "type": "integer", "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound),
                ])
            case .word(let words): .object(["enum": .array(words.flatMap(self.words))])
            case .phrase(let phrase): reference("phrase-\(phrase.name)")
            case .title: reference("title")
            case .list(let form): list(of: form)
            case .oneOrMore(let form): .object(["anyOf": .array([value(form), list(of: form)])])
            case .named(let form): named(form)
            case .group(let group): reference("group-\(group.name)")
            case .step: reference("step")
            }
        }

        /// A word as an editor's YAML may see it: `1` is a number there, and to some `yes` is true.
        private func words(_ word: String) -> [JSON] {
            if let number = Int(word) { return [.int(number), .string(word)] }
            switch word {
            case "yes": return [.string(word), .bool(true)]
            case "no": return [.string(word), .bool(false)]
            default: return [.string(word)]
            }
        }

        private func list(of form: Form) -> JSON {
            .object(["type": "array", "items": value(form), "minItems": .int(1)])
        }

        private func named(_ form: Form) -> JSON {
            // An outcome may stand alone: `approved:`.
            let entry: JSON =
                form == .group(OutcomeList.group)
                ? .object(["anyOf": .array([value(form), .object(["type": "null"])])]) : value(form)
            return .object([
                "type": "object",
                "propertyNames": reference("name"),
                "additionalProperties": entry,
            ])
        }

        private func reference(_ name: String) -> JSON { .object(["$ref": .string("#/$defs/\(name)")]) }

        var title: JSON {
            .object([
                "type": "object",
                "propertyNames": .object(["pattern": "^[a-z]{2}$"]),
                "additionalProperties": value(.text),
                "minProperties": .int(1),
            ])
        }

        func phrase(_ phrase: PhraseForm) -> JSON {
            .object([
                "type": "string",
                "pattern": .string("^(?:\(phrase.pattern))$"),
                "description": .string(phrase.title[language] + ": " + phrase.grammar.joined(separator: "; ")),
                "examples": .strings(phrase.examples),
            ])
        }

        /// By its kind, so that an editor names the fields of that kind and of no other.
        func step(_ kinds: StepKinds) -> JSON {
            .object([
                "type": "object",
                "required": .strings([StepFields.kind.key]),
                "properties": .object([
                    .init(
                        StepFields.kind.key,
                        .object([
                            "enum": .strings(kinds.words),
                            "description": .string(StepFields.kind.description.meaning[language]),
                        ]))
                ]),
                "allOf": .array(
                    kinds.kinds.map { kind in
                        .object([
                            "if": .object([
                                "properties": .object([
                                    .init(
                                        StepFields.kind.key, .object(["const": .string(kind.word.rawValue)]))
                                ])
                            ]),
                            "then": reference("step-\(kind.word)"),
                        ])
                    }),
            ])
        }
    }
}
