/// Reads one map through its declared fields, and tells which keys are unknown, misspelt or missing.
public struct FieldReader: ~Copyable {
    public let context: ReadingContext
    /// Where the map stands among the entries of the file.
    private let place: Int
    private let kind: Subject.Kind
    /// Whether the key before the node names the subject.
    private let isNamed: Bool
    /// The pairs of the node, by their places in its tree.
    private let pairs: Range<Int>
    /// Marks of their keys: a field whose mark is not among them is surely not there.
    private let marks: UInt64
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
        self.init(at: node.index, of: kind, isNamed: isNamed, mayBeAbsent: mayBeAbsent, keys: keys, in: context)
    }

    /// The same of the entry at `place`.
    init?(
        at place: Int, of kind: Subject.Kind, isNamed: Bool = false, mayBeAbsent: Bool = false, keys: FieldKeys?,
        in context: ReadingContext
    ) {
        let entry = context.tree.entries[place]
        if entry.shape == .map {
            pairs = entry.content.range
        } else if mayBeAbsent, entry.isAbsent, !entry.isDamaged {
            pairs = 0..<0
        } else {
            if !entry.isDamaged {
                let node = context.tree.node(place)
                let subject = FieldReader.subject(kind, of: node, isNamed: isNamed)
                context.report(LanguageProblem.notAMap(subject, found: Shape(node)), at: node)
            }
            return nil
        }
        marks = context.tree.marks(of: pairs)
        self.context = context
        self.place = place
        self.kind = kind
        self.isNamed = isNamed
        if let keys { refuseStrangers(keys) }
    }

    public var node: Node { Node(tree: context.tree, index: place) }

    public var subject: Subject { FieldReader.subject(kind, of: node, isNamed: isNamed) }

    private static func subject(_ kind: Subject.Kind, of node: Node, isNamed: Bool) -> Subject {
        isNamed ? Subject(kind, Node.Pair(value: node)) : Subject(kind, at: node.mark)
    }

    /// Tells the keys that are not among `keys`.
    private mutating func refuseStrangers(_ keys: FieldKeys) {
        var free: [String]?
        for index in pairs where !keys.contains(context.tree, index) {
            let candidates = free ?? keys.all.filter { !has($0) }
            free = candidates
            refuse(pair(at: index), at: index - pairs.lowerBound, keys: keys, free: candidates)
        }
    }

    private func has(_ key: String) -> Bool { context.tree.position(of: Spelling(key), in: pairs) != nil }

    private func pair(at index: Int) -> Node.Pair { Node.Pair(value: Node(tree: context.tree, index: index)) }

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
        pairs.contains { context.tree.matches($0, StepFields.title.word.spelling) && pair(at: $0).value[key] != nil }
    }

    /// Most fields of a step are left out: that takes no search.
    private func isSurelyLeftOut(_ word: FieldWord) -> Bool { marks & word.mark == 0 && corrections.isEmpty }

    /// Where the value of a field stands.
    private func place(_ word: FieldWord) -> Int? {
        if marks & word.mark != 0, let place = context.tree.position(of: word.spelling, in: pairs) { return place }
        if corrections.isEmpty { return nil }
        return corrections.first { $0.key == word.description.key }.map { pairs.lowerBound + $0.pair }
    }

    /// The node behind a key, unread; nil also for a key with nothing behind it.
    public func raw(_ field: some AnyField) -> Node? { place(field.word).map { Node(tree: context.tree, index: $0) } }

    public func has(_ field: some AnyField) -> Bool { place(field.word) != nil }

    /// The value of a field that has to be there; nil, and told, where it is missing or wrong.
    public mutating func required<Value>(_ field: Field<Value>) -> Value? {
        read(field, present(field.word, isRequired: true))
    }

    /// The value of a field that may be left out; nil where it is, and, told, where it is wrong.
    public mutating func optional<Value>(_ field: Field<Value>) -> Value? {
        isSurelyLeftOut(field.word) ? nil : read(field, present(field.word, isRequired: false))
    }

    // Every kind of value has a copy of this of its own, and of a step a dozen are read: what they have in common is
    // kept out of it, so that the code of a whole step stays near the processor.
    private mutating func read<Value>(_ field: Field<Value>, _ place: Int?) -> Value? {
        guard let place else { return nil }
        let node = Node(tree: context.tree, index: place)
        guard let value = Value.read(node, in: context) else {
            refused(node, field.word)
            return nil
        }
        if let name = value as? Name {
            use(name, at: place, field.word)
        } else if let names = value as? [Name] {
            use(names, at: place, field.word)
        }
        return value
    }

    /// Where the value behind a key stands; nil where there is none, which is told where it must not be.
    @inline(never)
    private mutating func present(_ word: FieldWord, isRequired: Bool) -> Int? {
        guard let place = place(word) else {
            if isRequired { missing(word) }
            return nil
        }
        let entry = context.tree.entries[place]
        if !entry.isAbsent { return place }
        isWhole = false
        if !entry.isDamaged {
            let pair = pair(at: place)
            context.report(LanguageProblem.missingValue(word.description), at: pair.keyMark, to: pair.keyEnd)
        }
        return nil
    }

    @inline(never)
    private mutating func missing(_ word: FieldWord) {
        isWhole = false
        if node.isDamaged || isTooDeep(word.description.key) { return }
        let subject = subject
        context.report(
            LanguageProblem.missingKey(word.description, of: subject), at: subject.mark ?? node.mark, to: subject.end)
    }

    /// Notes that a value was wrong, which is told.
    @inline(never)
    private mutating func refused(_ node: Node, _ word: FieldWord) {
        isWhole = false
        if word.description.form == .name, word.description.role == nil, let text = node.scalar { context.refuse(text) }
    }

    @inline(never)
    private func use(_ name: Name, at place: Int, _ word: FieldWord) {
        guard let role = word.description.role else { return }
        context.use(name, as: role, at: context.tree.mark(of: 0, in: place), to: context.tree.entries[place].end)
    }

    @inline(never)
    private func use(_ names: [Name], at place: Int, _ word: FieldWord) {
        let entry = context.tree.entries[place]
        let places = entry.shape == .list ? entry.content.range : place..<place + 1
        for (name, place) in zip(names, places) { use(name, at: place, word) }
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

    private let places: SpellingTable

    public init(_ fields: [any AnyField]) {
        all = fields.map(\.key)
        places = SpellingTable(fields.map(\.word.spelling))
    }

    /// Whether the key of an entry is among them.
    func contains(_ tree: NodeTree, _ index: Int) -> Bool { tree.place(ofKey: index, in: places) != nil }
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
