public struct ColumnList: Sendable, FieldValue {
    public let columns: [Column]

    private static let among = Field(
        "among", Name.self,
        vi: "Với kiểu `choice`: chọn trong danh sách này (bảng thì theo cột đầu hoặc `one-row-per`).",
        en: "Of type `choice`: one of this list (of a table, by its first column or its `one-row-per`).",
        example: "groups", refersTo: .table)
    private static let options = Field(
        "options", ChoiceWords.self, vi: "Với kiểu `choice`: các lựa chọn, mỗi lựa chọn một tên và tiêu đề.",
        en: "Of type `choice`: the choices, each a name with its title.",
        example: "\n  difficulty:\n    vi: Khó khăn\n    en: Difficulty")
    private static let other = Field(
        "other", YesNo.self, vi: "Có thêm lựa chọn `other` (khác) cho những gì không thuộc mục nào.",
        en: "Whether `other` may be chosen for what fits nothing else.", example: "yes", default: "no")

    private static let fields: [any AnyField] = [InputFields.columnType, InputFields.title, among, options, other]
    static let group = FieldGroup("column", title: LocalizedText(vi: "Cột", en: "Column"), fields: fields)
    private static let keys = FieldKeys(fields)

    public static var form: Form { .named(.group(group)) }

    public static func read(_ node: Node, in context: ReadingContext) -> ColumnList? {
        readNamed(node, as: form, in: context) { name, pair -> Column? in
            guard var reader = FieldReader(pair.value, of: .column, isNamed: true, keys: keys, in: context) else {
                return nil
            }
            let type = reader.required(InputFields.columnType)
            let title = reader.required(InputFields.title)
            guard let type else { return nil }
            let choice = choice(of: type.type, &reader)
            guard let title, reader.isWhole else { return nil }
            return Column(name: name, type: type.type, title: title, choice: choice)
        }.map { ColumnList(columns: $0) }
    }

    /// What a column of type `choice` may say; nil, and told, where that is not said, or said of another type.
    private static func choice(of type: Input.ValueType, _ reader: inout FieldReader) -> Choice? {
        let list = reader.optional(among)
        let words = reader.optional(options)
        let hasOther = reader.optional(other) == .yes
        let context = reader.context
        guard type == .choice else {
            for field in [among as any AnyField, options, other] {
                guard let node = reader.raw(field) else { continue }
                context.report(LanguageProblem.onlyFor(field.key, types: [Input.ValueType.choice.rawValue]), at: node)
                reader.fail()
            }
            return nil
        }
        if reader.has(among), reader.has(options) {
            let mark = reader.subject.mark ?? reader.node.mark
            context.report(LanguageProblem.eitherOr(among.key, options.key), at: mark, to: reader.subject.end)
            reader.fail()
            return nil
        }
        if let list { return Choice(.among(list), hasOther: hasOther) }
        if let words { return Choice(.words(words.words), hasOther: hasOther) }
        if !reader.has(among), !reader.has(options) {
            context.report(
                LanguageProblem.missingKey(among.description, of: reader.subject),
                at: reader.subject.mark ?? reader.node.mark, to: reader.subject.end)
            reader.fail()
        }
        return nil
    }
}

/// The words among which a column lets people choose, with their titles.
public struct ChoiceWords: Sendable, FieldValue {
    public let words: [Choice.Word]

    public static var form: Form { .named(.title) }

    public static func read(_ node: Node, in context: ReadingContext) -> ChoiceWords? {
        readNamed(node, as: form, in: context) { name, pair in
            LocalizedText.read(pair.value, in: context).map { Choice.Word(name, title: $0) }
        }.map { ChoiceWords(words: $0) }
    }
}

/// The type of a column: a single value.
public struct ColumnType: Hashable, Sendable, FieldValue {
    public let type: Input.ValueType

    private static let words = Input.ValueType.allCases.filter { ![.people, .units, .table].contains($0) }
        .map(\.rawValue)

    public static var form: Form { .word(words) }

    public static func read(_ node: Node, in context: ReadingContext) -> ColumnType? {
        guard let text = node.text(as: form, in: context) else { return nil }
        if words.contains(text) { return Input.ValueType(rawValue: text).map { ColumnType(type: $0) } }
        context.report(
            LanguageProblem.unknownWord(text, expected: words, suggestion: Suggestion.closest(to: text, among: words)),
            at: node)
        return nil
    }
}

/// The fields of an input, in the order of the reference.
enum InputFields {
    static let type = Field(
        "type", Input.ValueType.self, need: .required, vi: "Kiểu giá trị.", en: "What kind of value it is.",
        example: "date")
    static let columnType = Field(
        "type", ColumnType.self, need: .required, vi: "Kiểu giá trị của cột.", en: "What kind of value it holds.",
        example: "text")
    static let title = Field(
        "title", LocalizedText.self, need: .required, vi: "Tiêu đề cho người nhập.",
        en: "Its title for those who fill it in.",
        example: "\n  vi: Chuyên đề\n  en: Theme")
    static let initial = Field(
        "default", String.self, vi: "Giá trị khi không nhập; với `units` có thể ghi `all LOẠI`.",
        en: "What it is when nothing is given; of `units` it may be `all KIND`.", example: "all cells")
    static let columns = Field(
        "columns", ColumnList.self, vi: "Các cột, nếu là bảng.", en: "The columns, of a table.",
        example: "\n  topic:\n    type: text\n    title:\n      vi: Nội dung\n      en: Topic")
    static let atLeast = Field(
        "at-least", Int.self, vi: "Ít nhất: số dòng, số người, số đơn vị; với số là giá trị nhỏ nhất.",
        en: "The least number of rows, people or units; of a number, its least value.", example: "2")
    static let atMost = Field(
        "at-most", Int.self, vi: "Nhiều nhất: số dòng, số người, số đơn vị; với số là giá trị lớn nhất.",
        en: "The greatest number of rows, people or units; of a number, its greatest value.", example: "7")
    static let oneRowPer = Field(
        "one-row-per", Name.self, vi: "Cột mà mỗi giá trị chỉ có một dòng.",
        en: "The column of which no value stands in two rows.", example: "cell",
        refersTo: .column)
    static let mayBeEmpty = Field(
        "may-be-empty", YesNo.self, vi: "Danh sách có thể trống.", en: "The list may be empty.", example: "yes",
        default: "no")

    static let all: [any AnyField] = [
        type, title, initial, columns, atLeast, atMost, oneRowPer, mayBeEmpty,
    ]
    static let keys = FieldKeys(all)
}

public struct InputList: Sendable, FieldValue {
    public let inputs: [Input]

    static let group = FieldGroup(
        "input", title: LocalizedText(vi: "Thông tin đầu vào", en: "Input"), fields: InputFields.all)

    public static var form: Form { .named(.group(group)) }

    public static func read(_ node: Node, in context: ReadingContext) -> InputList? {
        readNamed(node, as: form, in: context) { name, pair in
            context.declare(name, .input, pair)
            let input = input(name, pair, in: context)
            context.complete(name, input: input)
            return input
        }.map { InputList(inputs: $0) }
    }

    private static func input(_ name: Name, _ pair: Node.Pair, in context: ReadingContext) -> Input? {
        guard var reader = FieldReader(pair.value, of: .input, isNamed: true, keys: InputFields.keys, in: context)
        else { return nil }
        let type = reader.required(InputFields.type)
        let title = reader.required(InputFields.title)
        let initial = reader.optional(InputFields.initial)
        let columns = reader.optional(InputFields.columns)
        let atLeast = reader.optional(InputFields.atLeast)
        let atMost = reader.optional(InputFields.atMost)
        let oneRowPer = reader.optional(InputFields.oneRowPer)
        let mayBeEmpty = reader.optional(InputFields.mayBeEmpty)
        guard let type else { return nil }
        let value = initial.flatMap { self.initial($0, of: type, reader.raw(InputFields.initial), in: context) }
        if initial != nil, value == nil { reader.fail() }
        check(&reader, type: type, columns: columns, atLeast: atLeast, atMost: atMost, oneRowPer: oneRowPer)
        guard let title, reader.isWhole else { return nil }
        return Input(
            name: name, type: type, title: title, initial: value, columns: columns?.columns ?? [], atLeast: atLeast,
            atMost: atMost, oneRowPer: oneRowPer, mayBeEmpty: mayBeEmpty == .yes)
    }

    /// What can be said of an input's fields together.
    private static func check(
        _ reader: inout FieldReader, type: Input.ValueType, columns: ColumnList?, atLeast: Int?, atMost: Int?,
        oneRowPer: Name?
    ) {
        let context = reader.context
        if type == .table, !reader.has(InputFields.columns) {
            context.report(
                LanguageProblem.missingKey(InputFields.columns.description, of: reader.subject),
                at: reader.subject.mark ?? reader.node.mark, to: reader.subject.end)
            reader.fail()
        }
        if type != .table {
            for field in [InputFields.columns as any AnyField, InputFields.oneRowPer] {
                guard let node = reader.raw(field) else { continue }
                context.report(LanguageProblem.onlyFor(field.key, types: ["table"]), at: node.mark)
                reader.fail()
            }
        }
        if ![.table, .people, .units, .number].contains(type) {
            for field in [InputFields.atLeast, InputFields.atMost] {
                guard let node = reader.raw(field) else { continue }
                context.report(
                    LanguageProblem.onlyFor(field.key, types: ["table", "people", "units", "number"]), at: node)
                reader.fail()
            }
        }
        if let atLeast, let atMost, atLeast > atMost, let node = reader.raw(InputFields.atMost) {
            context.report(LanguageProblem.boundsCrossed(atLeast, atMost), at: node)
            reader.fail()
        }
        if let oneRowPer, let columns, !columns.columns.contains(where: { $0.name == oneRowPer }),
            let node = reader.raw(InputFields.oneRowPer)
        {
            let names = columns.columns.map(\.name.rawValue)
            context.report(
                LanguageProblem.unknownWord(
                    oneRowPer.rawValue, expected: names,
                    suggestion: Suggestion.closest(to: oneRowPer.rawValue, among: names)),
                at: node)
            reader.fail()
        }
    }

    /// A default as its type reads it; nil, and told, where it is none.
    private static func initial(
        _ text: String, of type: Input.ValueType, _ node: Node?, in context: ReadingContext
    ) -> Input.Default? {
        guard let node else { return nil }
        switch type {
        case .text, .person, .unit, .file, .people, .table, .choice:
            return .value(text)
        case .units:
            let words = text.split(separator: " ")
            if words.count == 2, words[0] == "all", NameRule.isWellFormed(String(words[1])) {
                return .allUnits(kind: String(words[1]))
            }
            return .value(text)
        case .number:
            return Int.read(node, in: context).map { .value(String($0)) }
        case .date:
            if CivilDate(iso: text) != nil { return .value(text) }
            context.report(
                DateSpelling.isShape(text)
                    ? LanguageProblem.noSuchDate(text)
                    : .dateFormat(text, suggestion: DateSpelling(text)?.meant), at: node)
            return nil
        case .time:
            if CivilTime(clock: text) != nil { return .value(text) }
            context.report(LanguageProblem.timeFormat(text, suggestion: Clock.meant(text)), at: node)
            return nil
        }
    }
}
