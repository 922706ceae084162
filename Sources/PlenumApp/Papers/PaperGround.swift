import PlenumCore
import PlenumStore

/// What papers are drafted from: one plan, who there is, and how things are written.
struct PaperGround {
    let service: Service
    let context: InstanceContext
    let reader: any StoreReader
    let form: PaperForm
    let language: Language
    let now: Instant

    var zone: Zone { context.surroundings.zone }
    var id: InstanceID { context.instance.id }
    var definition: Definition { context.definition }

    func words(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
    func shown(_ day: CivilDate) -> String { day.shown(in: language) }
    func shown(_ instant: Instant) -> String { shown(zone.local(instant).date) }
    func number(_ number: Int) -> PaperValue { .number(number, language) }

    /// The name; of somebody who was erased, that they were.
    func name(_ id: PersonID) throws -> String {
        try reader.person(id)?.name ?? words("(đã xóa khỏi danh bạ: \(id))", "(erased from the directory: \(id))")
    }

    func names(_ ids: [PersonID]) throws -> String? {
        ids.isEmpty ? nil : try ids.map(name).joined(separator: ", ")
    }

    func unitTitle(_ id: UnitID?) throws -> String? {
        try id.flatMap { try reader.unit($0)?.title[language] }
    }

    func unitTitle(ofPerson id: PersonID) throws -> String { try unitTitle(reader.person(id)?.unit) ?? "" }

    /// The people, by given name.
    func sorted(_ ids: [PersonID]) throws -> [(id: PersonID, name: String)] {
        try ids.map { id in (id: id, name: try name(id)) }.map { (person: $0, key: NameOrder.key($0.name)) }
            .sorted { left, right in
                left.key == right.key
                    ? left.person.id < right.person.id : left.key.lexicographicallyPrecedes(right.key)
            }
            .map(\.person)
    }

    func lines(_ text: String?) -> PaperValue {
        let lines = (text ?? "").split(whereSeparator: \.isNewline).map { trimmed(String($0)) }.filter { !$0.isEmpty }
        return .list(lines.enumerated().map { ["number": number($0 + 1), "text": .text($1)] })
    }

    /// What every paper has. `subject` is the text below the type, `symbol` the number and symbol where one was given.
    func frame(
        _ kind: PaperKind, type: String? = nil, subject: String, symbol: String? = nil, day: CivilDate? = nil,
        signer: String? = nil
    ) throws -> PaperRecord {
        let unit = context.instance.unit
        let title = try unitTitle(unit)
        let type = type ?? kind.type
        let typeTitle = type.flatMap { form.title(ofType: $0) }?[language] ?? kind.title[language]
        let organ = service.settings.organ ?? title?.uppercased() ?? PaperText.blank
        let superior =
            try service.settings.superior
            ?? unitTitle(reader.unit(unit)?.parent)?.uppercased() ?? PaperText.blank
        let given = symbol ?? form.numbering.symbol("……", type: type ?? "……", organ: organSymbol ?? "……")
        func text(_ part: PaperForm.Part) -> String {
            switch part {
            case .superior: superior
            case .organ: organ
            case .number: form.line(given, in: language)
            case .date: form.dateLine(day, place: service.settings.place, in: language)
            case .type: typeTitle.uppercased()
            case .subject: subject
            case .authority: form.authority(of: organ, in: language)
            case .post, .signature: ""
            case .name: signer ?? PaperText.blank
            case .star, .title, .motto, .recipients: form.words[part]?[language] ?? ""
            }
        }
        func list(_ parts: [PaperForm.Part]) -> PaperValue {
            .list(parts.map { ["part": .text($0.rawValue), "text": .text(text($0))] })
        }
        return [
            "plan": .text(definition.title[language]), "instance": .text(id.rawValue),
            "theme": PaperText.orBlank(try context.theme()), "unit": PaperText.orBlank(title),
            "type": .text(typeTitle), "drafted-on": .text(shown(now)), "blank": .text(PaperText.blank),
            "left": list(form.left), "right": list(form.right), "heading": list(form.heading),
            "closing-left": list(form.closingLeft), "closing-right": list(form.closingRight),
        ]
    }

    /// The symbol of the organ, where the plan issues something in its name.
    private var organSymbol: String? {
        func find(_ scope: PlenumCore.Scope) -> String? {
            for step in scope.steps {
                if let issue = step.kind as? IssueStep { return issue.number.organ }
                if let inner = step.kind.fanOut.flatMap({ find($0.scope) }) { return inner }
            }
            return nil
        }
        return find(definition.scope)
    }

    /// An open task as a line of a paper.
    func openTask(_ item: Item, in context: InstanceContext) throws -> PaperRecord {
        let scene = context.scene(at: item.path)
        return [
            "code": .text(item.code.description), "title": .text(try scene?.heading(in: language) ?? item.path.text),
            "person": PaperText.orBlank(try names(item.people)),
            "due": PaperText.orBlank(item.due.map { shown($0.date) }),
            "is-overdue": .flag(item.due.map { $0.instant <= now } ?? false),
        ]
    }
}
