/// Reads one map through its declared fields, and tells which keys are unknown, misspelt or missing.
public struct FieldReader {
    public let context: ReadingContext
    public let subject: Subject
    public let node: Node
    private let pairs: [Node.Pair]
    /// For a misspelt key, the field that it was taken for.
    private var corrections: [(pair: Int, key: String)] = []
    private var refusals = 0
    /// False once something needed is missing or wrong.
    public private(set) var isWhole = true

    /// Nil, and told, when `node` is no map. `keys` are the keys of all its fields.
    /// Without `keys`, none is refused: there are more than are known.
    init?(_ node: Node, of subject: Subject, keys: FieldKeys?, in context: ReadingContext) {
        guard let pairs = node.map else {
            if !node.isDamaged { context.report(LanguageProblem.notAMap(subject, found: Shape(node)), at: node) }
            return nil
        }
        self.context = context
        self.subject = subject
        self.node = node
        self.pairs = pairs
        guard let keys else { return }
        var free: [String]?
        for index in pairs.indices where !keys.contains(pairs[index].key) {
            let pair = pairs[index]
            let candidates = free ?? keys.all.filter { key in !pairs.contains { $0.key == key } }
            free = candidates
            refuse(pair, at: index, keys: keys, free: candidates)
        }
    }

    private mutating func refuse(_ pair: Node.Pair, at index: Int, keys: FieldKeys, free: [String]) {
        isWhole = false
        if node.style == .flow, pair.value.isAbsent, index > 0 {
            context.report(LanguageProblem.commaInBraces(pair.key), at: pair.keyMark, to: pair.keyEnd)
            return
        }
        // Of a hundred strange keys nobody wants to know what each was meant for.
        refusals += 1
        let isFew = refusals <= CheckResult.limit
        let suggestion =
            isFew
            ? Suggestion.key(pair.key, among: free.filter { key in !corrections.contains { $0.key == key } }) : nil
        if let suggestion { corrections.append((index, suggestion)) }
        let elsewhere = isFew && suggestion == nil ? Suggestion.key(pair.key, among: keys.all) : nil
        context.report(
            LanguageProblem.unknownKey(pair.key, in: subject, suggestion: suggestion, present: elsewhere),
            at: pair.keyMark, to: pair.keyEnd)
    }

    /// Whether a key stands one level too deep, among the lines of a title: that is told there.
    private func isTooDeep(_ key: String) -> Bool {
        pairs.contains { $0.key == StepFields.title.key && $0.value[key] != nil }
    }

    private func pair(_ key: String) -> Node.Pair? {
        if let index = pairs.firstIndex(where: { $0.key == key }) { return pairs[index] }
        for correction in corrections where correction.key == key { return pairs[correction.pair] }
        return nil
    }

    /// The node behind a key, unread; nil also for a key with nothing behind it.
    public func raw(_ field: some AnyField) -> Node? {
        pair(field.key)?.value
    }

    public func has(_ field: some AnyField) -> Bool { pair(field.key) != nil }

    /// The value of a field that has to be there; nil, and told, where it is missing or wrong.
    public mutating func required<Value>(_ field: Field<Value>) -> Value? {
        guard let pair = pair(field.key) else {
            isWhole = false
            if !node.isDamaged, !isTooDeep(field.key) {
                context.report(
                    LanguageProblem.missingKey(field.description, of: subject), at: subject.mark ?? node.mark,
                    to: subject.end)
            }
            return nil
        }
        return read(pair, as: Value.self, field: field.description)
    }

    /// The value of a field that may be left out; nil where it is, and, told, where it is wrong.
    public mutating func optional<Value>(_ field: Field<Value>) -> Value? {
        guard let pair = pair(field.key) else { return nil }
        return read(pair, as: Value.self, field: field.description)
    }

    private mutating func read<Value: FieldValue>(
        _ pair: Node.Pair, as: Value.Type, field: FieldDescription
    ) -> Value? {
        if pair.value.isAbsent {
            isWhole = false
            if !pair.value.isDamaged {
                context.report(LanguageProblem.missingValue(field), at: pair.keyMark, to: pair.keyEnd)
            }
            return nil
        }
        let value = Value.read(pair.value, in: context)
        if value == nil {
            isWhole = false
            if field.form == .name, field.role == nil, let text = pair.value.scalar { context.refuse(text) }
        }
        if value != nil, let role = field.role { use(pair.value, as: role) }
        return value
    }

    private func use(_ node: Node, as role: Use.Role) {
        if let text = node.scalar {
            context.use(Name(rawValue: text), as: role, at: node.place(of: 0), to: node.end)
        } else {
            for node in node.list ?? [] { use(node, as: role) }
        }
    }

    /// Tells something about the whole of what is read.
    public mutating func report(_ problem: any Problem) {
        isWhole = false
        context.report(problem, at: subject.mark ?? node.mark, to: subject.end)
    }

    /// Notes that something was wrong which the caller has told.
    public mutating func fail() { isWhole = false }

    /// Keys with the places of their values.
    var places: [(key: String, mark: SourceMark, end: SourceMark)] {
        pairs.map { ($0.key, $0.value.mark, $0.value.end) }
    }
}

/// The keys of a map, ready to be asked.
public struct FieldKeys: Sendable {
    /// In the order of the reference.
    public let all: [String]

    public init(_ fields: [any AnyField]) { all = fields.map(\.key) }

    /// They are a dozen at most, and short: to compare is quicker than to hash.
    func contains(_ key: String) -> Bool { all.contains(key) }
}

/// The thing that a map describes, for the words of a problem.
public struct Subject: Sendable {
    public enum Kind: Hashable, Sendable {
        case definition, input, column, step, outcome, figure, otherwise, number
    }

    public let kind: Kind
    public let name: String
    public let mark: SourceMark?
    public let end: SourceMark?

    public init(_ kind: Kind, _ name: String = "", at mark: SourceMark? = nil, to end: SourceMark? = nil) {
        self.kind = kind
        self.name = name
        self.mark = mark
        self.end = end
    }

    /// The thing that a key names.
    init(_ kind: Kind, _ pair: Node.Pair) {
        self.init(kind, pair.key, at: pair.keyMark, to: pair.keyEnd)
    }
}

extension Subject: Hashable {}

/// What a node is, for the words of a problem.
public enum Shape: Hashable, Sendable {
    case nothing, text(String), map, list

    public init(_ node: Node) {
        switch node.content {
        case .scalar(let text): self = text.isEmpty ? .nothing : .text(text)
        case .composed(let composed): self = .text(composed.text)
        case .map: self = .map
        case .list: self = .list
        }
    }
}
