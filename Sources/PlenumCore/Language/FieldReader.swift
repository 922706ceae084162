/// Reads one map through its declared fields, and tells which keys are unknown, misspelt or missing.
public struct FieldReader {
    public let context: ReadingContext
    public let node: Node
    private let kind: Subject.Kind
    /// Whether the key before the node names the subject.
    private let isNamed: Bool
    /// The pairs of the node, by their places in its tree.
    private let pairs: Range<Int>
    /// For a misspelt key, the field that it was taken for.
    private var corrections: [(pair: Int, key: String)] = []
    private var refusals = 0
    /// False once something needed is missing or wrong.
    public private(set) var isWhole = true

    /// Nil, and told, when `node` is no map; `mayBeAbsent` where no value is as good as one without pairs. `keys` are the
    /// keys of all its fields; without them none is refused, for there are more than are known.
    init?(
        _ node: Node, of kind: Subject.Kind, isNamed: Bool = false, mayBeAbsent: Bool = false, keys: FieldKeys?,
        in context: ReadingContext
    ) {
        let entry = node.entry
        if entry.shape == .map {
            pairs = entry.content.range
        } else if mayBeAbsent, entry.isAbsent, !entry.isDamaged {
            pairs = 0..<0
        } else {
            if !entry.isDamaged {
                let subject = FieldReader.subject(kind, of: node, isNamed: isNamed)
                context.report(LanguageProblem.notAMap(subject, found: Shape(node)), at: node)
            }
            return nil
        }
        self.context = context
        self.node = node
        self.kind = kind
        self.isNamed = isNamed
        if let keys { refuseStrangers(keys) }
    }

    public var subject: Subject { FieldReader.subject(kind, of: node, isNamed: isNamed) }

    private static func subject(_ kind: Subject.Kind, of node: Node, isNamed: Bool) -> Subject {
        isNamed ? Subject(kind, Node.Pair(value: node)) : Subject(kind, at: node.mark)
    }

    /// Tells the keys that are not among `keys`.
    private mutating func refuseStrangers(_ keys: FieldKeys) {
        var free: [String]?
        for index in pairs where !keys.contains(node.tree, index) {
            let candidates =
                free ?? keys.all.filter { key in !pairs.contains { node.tree.matches($0, Spelling(key)) } }
            free = candidates
            refuse(pair(at: index), at: index - pairs.lowerBound, keys: keys, free: candidates)
        }
    }

    private func pair(at index: Int) -> Node.Pair { Node.Pair(value: Node(tree: node.tree, index: index)) }

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
        pairs.contains { node.tree.matches($0, StepFields.title.word.spelling) && pair(at: $0).value[key] != nil }
    }

    /// Where the value of a field stands.
    private func place(_ field: some AnyField) -> Int? {
        if let place = node.tree.position(of: field.word.spelling, in: pairs) { return place }
        if corrections.isEmpty { return nil }
        return corrections.first { $0.key == field.key }.map { pairs.lowerBound + $0.pair }
    }

    /// The node behind a key, unread; nil also for a key with nothing behind it.
    public func raw(_ field: some AnyField) -> Node? { place(field).map { Node(tree: node.tree, index: $0) } }

    public func has(_ field: some AnyField) -> Bool { place(field) != nil }

    /// The value of a field that has to be there; nil, and told, where it is missing or wrong.
    public mutating func required<Value>(_ field: Field<Value>) -> Value? {
        if let place = place(field) { return read(place, field) }
        isWhole = false
        if !node.isDamaged, !isTooDeep(field.key) {
            let subject = subject
            context.report(
                LanguageProblem.missingKey(field.description, of: subject), at: subject.mark ?? node.mark,
                to: subject.end)
        }
        return nil
    }

    /// The value of a field that may be left out; nil where it is, and, told, where it is wrong.
    public mutating func optional<Value>(_ field: Field<Value>) -> Value? { place(field).flatMap { read($0, field) } }

    private mutating func read<Value>(_ place: Int, _ field: Field<Value>) -> Value? {
        let node = Node(tree: node.tree, index: place)
        if node.isAbsent {
            isWhole = false
            if !node.isDamaged {
                let pair = pair(at: place)
                context.report(LanguageProblem.missingValue(field.description), at: pair.keyMark, to: pair.keyEnd)
            }
            return nil
        }
        guard let value = Value.read(node, in: context) else {
            isWhole = false
            if field.description.form == .name, field.description.role == nil, let text = node.scalar {
                context.refuse(text)
            }
            return nil
        }
        if let role = field.description.role {
            if let name = value as? Name {
                use(name, at: node, as: role)
            } else if let names = value as? [Name] {
                for (name, node) in zip(names, node.oneOrMore) { use(name, at: node, as: role) }
            }
        }
        return value
    }

    private func use(_ name: Name, at node: Node, as role: Use.Role) {
        context.use(name, as: role, at: node.place(of: 0), to: node.end)
    }

    /// Tells something about the whole of what is read.
    public mutating func report(_ problem: any Problem) {
        isWhole = false
        let subject = subject
        context.report(problem, at: subject.mark ?? node.mark, to: subject.end)
    }

    /// Notes that something was wrong which the caller has told.
    public mutating func fail() { isWhole = false }
}

/// The keys of a map, ready to be asked.
public struct FieldKeys: Sendable {
    /// In the order of the reference.
    public let all: [String]

    private let spellings: [Spelling]

    public init(_ fields: [any AnyField]) {
        all = fields.map(\.key)
        spellings = fields.map(\.word.spelling)
    }

    /// Whether the key of an entry is among them. They are a dozen at most, and short: to compare is quicker than to hash.
    func contains(_ tree: NodeTree, _ index: Int) -> Bool {
        for spelling in spellings where tree.matches(index, spelling) { return true }
        return false
    }
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
        if let text = node.scalar {
            self = text.isEmpty ? .nothing : .text(text)
        } else {
            self = node.map != nil ? .map : .list
        }
    }
}
