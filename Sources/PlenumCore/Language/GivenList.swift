/// What the inputs of a definition that is used are given, as it stands in the file.
public struct GivenList: Sendable, FieldValue {
    struct Entry: Sendable {
        let input: Name
        let given: UsedDefinition.Given
        let keyMark: SourceMark
        let keyEnd: SourceMark
        let node: Node
    }

    let entries: [Entry]

    public static var form: Form { .named(.text) }

    public static func read(_ node: Node, in context: ReadingContext) -> GivenList? {
        readNamed(node, as: form, in: context) { name, pair in
            if pair.value.isAbsent {
                if !pair.value.isDamaged {
                    context.report(LanguageProblem.emptyText, at: pair.keyMark, to: pair.keyEnd)
                }
                return nil
            }
            guard let text = pair.value.text(as: .text, in: context) else { return nil }
            // A word without quotes is a name, so that a misspelt one is never taken for a value.
            let isName = pair.value.style == .plain && NameRule.isName(text)
            return Entry(
                input: name, given: isName ? .name(Name(rawValue: text)) : .value(text), keyMark: pair.keyMark,
                keyEnd: pair.keyEnd, node: pair.value)
        }.map { GivenList(entries: $0) }
    }

    /// What each input is given. Tells what is unknown, missing or cannot be read as the input's type; whether a name
    /// stands for something of that type is looked up when all names are known.
    func check(against definition: Definition, _ reader: inout FieldReader) -> [Name: UsedDefinition.Given] {
        let context = reader.context
        var given: [Name: UsedDefinition.Given] = [:]
        /// Inputs that are given under misspelt names.
        var meant: Set<String> = []
        for entry in entries {
            guard let input = definition.input(entry.input) else {
                let known = definition.inputs.map(\.name.rawValue)
                let suggestion = Suggestion.closest(to: entry.input.rawValue, among: known)
                if let suggestion { meant.insert(suggestion) }
                context.report(
                    LanguageProblem.unknownInput(
                        entry.input, of: definition.name, known: known, suggestion: suggestion),
                    at: entry.keyMark, to: entry.keyEnd)
                reader.fail()
                continue
            }
            given[entry.input] = entry.given
            switch entry.given {
            case .name(let name):
                context.use(
                    name, as: .given(GivenShape(input)), at: entry.node.place(of: 0), to: entry.node.end)
            case .value(let text) where !input.type.reads(text):
                context.report(LanguageProblem.notOfType(text, input.name, input.type), at: entry.node)
                reader.fail()
            case .value: break
            }
        }
        for input in definition.scope.chosenAmong where definition.input(input) != nil {
            if case .name? = given[input] { continue }
            // A default or a list of ids is known only with the people there are, and rows are counted without them.
            reader.report(LanguageProblem.choiceNotGiven(input, of: definition.name))
        }
        for input in definition.inputs
        where !definition.scope.chosenAmong.contains(input.name) && given[input.name] == nil && input.initial == nil
            && !input.mayBeEmpty
            && !meant.contains(input.name.rawValue)
        {
            reader.report(LanguageProblem.inputNotGiven(input.name, of: definition.name))
        }
        return given
    }
}

/// What something must be to stand for an input.
public struct GivenShape: Hashable, Sendable {
    public let type: Input.ValueType
    /// Of a table: the columns that it must have, with their types.
    public let columns: [Name: Input.ValueType]

    init(_ input: Input) {
        type = input.type
        columns = Dictionary(input.columns.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether a table with these columns will do.
    func isMet(by columns: [Column]) -> Bool {
        self.columns.allSatisfy { name, type in columns.contains { $0.name == name && $0.type == type } }
    }
}

extension Input.ValueType {
    /// Whether a text that is written in a file can be read as this.
    fileprivate func reads(_ text: String) -> Bool {
        switch self {
        case .text, .person, .people, .unit, .units: !text.isEmpty
        case .number: Int(text) != nil
        case .date: CivilDate(iso: text) != nil
        case .time: CivilTime(clock: text) != nil
        case .table, .file, .choice: false
        }
    }
}

extension Scope {
    /// The inputs among whose entries rows choose, near and far within, each once.
    fileprivate var chosenAmong: [Name] {
        var names: [Name] = []
        for step in steps {
            for column in step.kind.intake?.columns ?? [] {
                if case .among(let name)? = column.choice?.source, !names.contains(name) { names.append(name) }
            }
            guard let fanOut = step.kind.fanOut else { continue }
            if let used = fanOut.used {
                for case .name(let name)? in fanOut.scope.chosenAmong.map({ used.given[$0] })
                where !names.contains(name) {
                    names.append(name)
                }
            } else {
                for name in fanOut.scope.chosenAmong where !names.contains(name) { names.append(name) }
            }
        }
        return names
    }
}
