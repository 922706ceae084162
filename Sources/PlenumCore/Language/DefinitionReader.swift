/// Makes a definition from a file's values, and tells everything that is wrong with them one by one.
public enum DefinitionReader {
    /// What came of a file.
    public struct Reading {
        /// Nil when something that a definition needs is missing or wrong.
        public let definition: Definition?
        /// Every name used, with its place; what `check` looks up.
        public let context: ReadingContext

        public var diagnostics: [Diagnostic] { context.diagnostics }
    }

    /// The version of the language that this reads.
    public static let version = "1"

    public static func read(_ node: Node) -> (definition: Definition?, diagnostics: [Diagnostic]) {
        let reading = read(node, kinds: .all)
        return (reading.definition, reading.diagnostics.sorted { $0.mark < $1.mark })
    }

    public static func read(_ node: Node, kinds: StepKinds, shelf: (any DefinitionShelf)? = nil) -> Reading {
        let context = ReadingContext(node.tree, kinds: kinds, shelf: shelf)
        let definition = definition(node, in: context)
        context.dropConsequences()
        return Reading(definition: definition, context: context)
    }

    private static func definition(_ node: Node, in context: ReadingContext) -> Definition? {
        if let version = node["plenum"]?.scalar, version != self.version, node["plenum"]?.isDamaged == false {
            // What another version means by its keys is not known here.
            context.report(LanguageProblem.languageVersion(version), at: node["plenum"]!)
            return nil
        }
        guard var reader = FieldReader(node, of: .definition, keys: DefinitionFields.keys, in: context) else {
            return nil
        }
        _ = reader.required(DefinitionFields.plenum)
        // The languages first: every title is read by them.
        let languages = reader.optional(DefinitionFields.languages)
        context.languages = (languages?.codes ?? []).map { ($0, Spelling($0)) }
        context.lacksSteps = !reader.has(DefinitionFields.steps)
        let name = reader.required(DefinitionFields.workflow)
        let title = reader.required(DefinitionFields.title)
        let calendar = reader.required(DefinitionFields.calendar)
        let inputs = reader.optional(DefinitionFields.inputs)
        let roles = reader.optional(DefinitionFields.roles)
        let policies = reader.optional(DefinitionFields.reminders)
        let scope = reader.required(DefinitionFields.steps)
        let figures = reader.optional(DefinitionFields.figures)
        for field in [DefinitionFields.inputs as any AnyField, DefinitionFields.roles, DefinitionFields.reminders] {
            guard let node = reader.raw(field) else { continue }
            if node.map == nil || node.isDamaged { context.hasUnreadNames = true }
        }
        if node.isDamaged { context.hasUnreadNames = true }
        guard let name, let title, let calendar, let scope, reader.isWhole else { return nil }
        return Definition(
            name: name, title: title, languages: languages?.codes ?? [], calendar: calendar,
            inputs: inputs?.inputs ?? [], roles: roles?.roles ?? [], policies: policies?.policies ?? [],
            scope: scope, figures: figures?.figures ?? [], isComposed: context.isComposed)
    }
}

/// The fields of a definition, in the order of the reference.
public enum DefinitionFields {
    public static let plenum = Field(
        "plenum", String.self, need: .required, vi: "Phiên bản của ngôn ngữ; luôn là 1.",
        en: "The version of the language; always 1.", example: "1", form: .word([DefinitionReader.version]))
    public static let workflow = Field(
        "workflow", Name.self, need: .required, vi: "Tên của quy trình, dùng trong lệnh và trong tên tệp.",
        en: "The name of the workflow, used in commands and as the file's name.", example: "thematic-session")
    public static let title = Field(
        "title", LocalizedText.self, need: .required, vi: "Tiêu đề của quy trình.", en: "The workflow's title.",
        example: "\n  vi: Sinh hoạt chuyên đề\n  en: Thematic session")
    public static let languages = Field(
        "languages", LanguageList.self, vi: "Những ngôn ngữ mà mọi tiêu đề phải có.",
        en: "The languages in which every title must be given.", example: "[vi, en]")
    public static let calendar = Field(
        "calendar", String.self, need: .required, vi: "Lịch ngày làm việc.", en: "The calendar of working days.",
        example: "vietnam")
    public static let inputs = Field(
        "inputs", InputList.self, vi: "Những gì phải biết trước khi bắt đầu.",
        en: "What has to be known before it can start.",
        example: "\n  theme:\n    type: text\n    title:\n      vi: Chuyên đề\n      en: Theme")
    public static let roles = Field(
        "roles", RoleList.self, vi: "Tên gọi cho những nhóm người.", en: "Names for people.",
        example: "\n  organising-committee: members of unit organising-committee")
    public static let reminders = Field(
        "reminders", PolicyList.self, vi: "Các bộ quy tắc nhắc việc, mỗi bộ một tên.",
        en: "Reminder policies, each with a name.", example: "\n  usual:\n    - 3 working days before\n    - on the day"
    )
    public static let steps = Field(
        "steps", Scope.self, need: .required, vi: "Các bước.", en: "The steps.",
        example: StepFields.steps.description.example)
    public static let figures = Field(
        "figures", FigureList.self, vi: "Những số liệu mà báo cáo năm cần.",
        en: "The figures that the year's report gives.",
        example: "\n  sessions-held:\n    count: plenary held\n    title:\n      vi: Số buổi\n      en: Sessions held")

    public static let all: [any AnyField] = [
        plenum, workflow, title, languages, calendar, inputs, roles, reminders, steps, figures,
    ]
    static let keys = FieldKeys(all)
}

/// The language as data: what the schema and the reference are made from.
public enum LanguageShape {
    /// The fields of a definition, and of each group of fields within it, in the order in which they are met.
    public static let groups: [FieldGroup] = {
        var groups: [FieldGroup] = []
        func visit(_ fields: [FieldDescription]) {
            for field in fields { visit(field.form) }
        }
        func visit(_ form: Form) {
            switch form {
            case .group(let group):
                if !groups.contains(where: { $0.name == group.name }) {
                    groups.append(group)
                    visit(group.fields)
                }
            case .list(let form), .oneOrMore(let form), .named(let form): visit(form)
            case .text, .name, .number, .word, .phrase, .title, .step: break
            }
        }
        visit(DefinitionFields.all.map(\.description))
        for kind in StepKinds.all.kinds { visit(kind.fields.map(\.description)) }
        return groups
    }()

    /// Every phrase, by its name.
    public static let phrases: [PhraseForm] = {
        var phrases: [PhraseForm] = []
        func visit(_ form: Form) {
            switch form {
            case .phrase(let phrase):
                if !phrases.contains(where: { $0.name == phrase.name }) { phrases.append(phrase) }
            case .list(let form), .oneOrMore(let form), .named(let form): visit(form)
            case .text, .name, .number, .word, .title, .group, .step: break
            }
        }
        let fields = DefinitionFields.all.map(\.description) + groups.flatMap(\.fields)
        let steps = StepFields.common.map(\.description) + StepKinds.all.kinds.flatMap { $0.fields.map(\.description) }
        for field in fields + steps { visit(field.form) }
        return phrases
    }()
}

/// Every key of the language, wherever it stands.
public enum KnownKeys {
    public static let all: Set<String> = {
        var keys = Set<String>()
        func add(_ fields: [FieldDescription]) {
            for field in fields {
                keys.insert(field.key)
                add(field.form)
            }
        }
        func add(_ form: Form) {
            switch form {
            case .group(let group): add(group.fields)
            case .list(let form), .oneOrMore(let form), .named(let form): add(form)
            case .text, .name, .number, .word, .phrase, .title, .step: break
            }
        }
        add((DefinitionFields.all + StepFields.common + StepKinds.all.kinds.flatMap { $0.fields }).map(\.description))
        return keys
    }()
}

/// The languages in which every title is to be given.
public struct LanguageList: Hashable, Sendable, FieldValue {
    public let codes: [String]

    public static var form: Form { .oneOrMore(.text) }

    public static func read(_ node: Node, in context: ReadingContext) -> LanguageList? {
        guard let codes = [String].read(node, in: context) else { return nil }
        let nodes = node.oneOrMore
        var isWhole = true
        for (code, place) in zip(codes, nodes) where !LanguageCode.isCode(code) {
            context.report(LanguageProblem.unknownLanguage(code), at: place)
            isWhole = false
        }
        return isWhole ? LanguageList(codes: codes) : nil
    }
}

/// Reads a map of names: for each pair whose name is good, what `entry` makes of it.
func readNamed<Entry>(
    _ node: Node, as form: Form, in context: ReadingContext, _ entry: (Name, Node.Pair) -> Entry?
) -> [Entry]? {
    guard let pairs = node.map else {
        if !node.isDamaged { context.report(LanguageProblem.wrongShape(form, found: Shape(node)), at: node) }
        return nil
    }
    var entries: [Entry] = []
    entries.reserveCapacity(pairs.count)
    for pair in pairs {
        if context.lacksSteps, pair.value[StepFields.kind.key] != nil {
            // A step that stands here because the line `steps:` is missing, which is told.
            context.hasUnreadNames = true
            continue
        }
        guard let name = Name.read(keyOf: pair, in: context) else {
            context.refuse(pair.key)
            continue
        }
        if let entry = entry(name, pair) { entries.append(entry) }
    }
    return entries.count == pairs.count && !node.isDamaged ? entries : nil
}

public struct RoleList: Sendable, FieldValue {
    public let roles: [Role]

    public static var form: Form { .named(People.form) }

    public static func read(_ node: Node, in context: ReadingContext) -> RoleList? {
        readNamed(node, as: form, in: context) { name, pair in
            context.declare(name, .role, pair)
            return People.read(pair.value, in: context).map { Role(name: name, people: $0) }
        }.map { RoleList(roles: $0) }
    }
}

public struct PolicyList: Sendable, FieldValue {
    public let policies: [Policy]

    public static var form: Form { .named(.oneOrMore(.phrase(Rung.phrase))) }

    public static func read(_ node: Node, in context: ReadingContext) -> PolicyList? {
        readNamed(node, as: form, in: context) { name, pair in
            context.declare(name, .policy, pair)
            let policy = [Rung].read(pair.value, in: context).map { Policy(name: name, rungs: $0) }
            context.complete(name, policy: policy)
            return policy
        }.map { PolicyList(policies: $0) }
    }
}

public struct FigureList: Sendable, FieldValue {
    public let figures: [Figure]

    private static let count = Field(
        "count", CountPhrase.self, need: .required, vi: "Đếm gì.", en: "What is counted.", example: "rehearsal held")
    private static let of = Field(
        "of", Name.self, vi: "Trên tổng số nào: một bước hoặc một danh sách.",
        en: "Out of how many: a step, or a list.", example: "cells", refersTo: .total)
    private static let title = Field(
        "title", LocalizedText.self, need: .required, vi: "Tên của số liệu.", en: "What the figure is called.",
        example: "\n  vi: Chi bộ đã họp góp ý tham luận\n  en: Cells that held their rehearsal")
    private static let group = FieldGroup(
        "figure", title: LocalizedText(vi: "Số liệu", en: "Figure"), fields: [count, of, title])
    private static let keys = FieldKeys([count, of, title])

    public static var form: Form { .named(.group(group)) }

    public static func read(_ node: Node, in context: ReadingContext) -> FigureList? {
        readNamed(node, as: form, in: context) { name, pair in
            guard var reader = FieldReader(pair.value, of: .figure, isNamed: true, keys: keys, in: context) else {
                return nil
            }
            let count = reader.required(count)
            let total = reader.optional(of)
            let title = reader.required(title)
            guard let count, let title, reader.isWhole else { return nil }
            return Figure(name: name, title: title, count: count, of: total)
        }.map { FigureList(figures: $0) }
    }
}
