import CLibYAML
import PlenumCore

/// Builds one value from libyaml's events, and refuses on the way what the subset leaves out.
struct NodeBuilder: ~Copyable {
    private var events: EventStream
    private let text: UnsafeBufferPointer<UInt8>
    private let limits: YAMLLimits
    private var diagnostics: [Diagnostic] = []
    private var values = 0
    private var depth = 0
    // The entries of every collection that is open, so that each array is made once and in its size.
    private var openPairs: [Node.Pair] = []
    private var openNodes: [Node] = []
    /// Where the brackets and braces stand that are not closed yet.
    private var openBrackets: [SourceMark] = []

    init(_ text: UnsafeBufferPointer<UInt8>, limits: YAMLLimits) {
        events = EventStream(text)
        self.text = text
        self.limits = limits
    }

    private typealias Event = UnsafePointer<yaml_event_t>

    /// Why reading cannot go on.
    private struct Stop: Error {
        let diagnostic: Diagnostic

        init(_ problem: SyntaxProblem, at mark: SourceMark, to end: SourceMark? = nil) {
            diagnostic = Diagnostic(problem, at: mark, to: end)
        }
    }

    consuming func build() -> YAMLReader.Reading {
        do {
            let node = try document()
            return YAMLReader.Reading(node: node, diagnostics: sorted(diagnostics))
        } catch {
            // What was refused in the very place says the same in other words.
            let earlier = diagnostics.filter { $0.mark != error.diagnostic.mark }
            return YAMLReader.Reading(node: nil, diagnostics: sorted(earlier + [error.diagnostic]))
        }
    }

    private func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.count < 2 ? diagnostics : diagnostics.sorted { $0.mark < $1.mark }
    }

    private mutating func next() throws(Stop) -> Event {
        if let event = events.next() { return event }
        let failure = events.failure
        if let bracket = openBrackets.last, failure.offset >= text.count(where: { $0 & 0xC0 != 0x80 }) {
            throw Stop(.unclosedBracket, at: bracket)
        }
        let cause = SyntaxFault(failure, in: text)
        throw Stop(cause.problem, at: cause.mark, to: cause.end)
    }

    private mutating func document() throws(Stop) -> Node {
        _ = try next()
        let start = try next()
        guard start.pointee.type == YAML_DOCUMENT_START_EVENT else { throw Stop(.emptyFile, at: .start) }
        let directives = start.pointee.data.document_start
        if directives.tag_directives.start != directives.tag_directives.end {
            diagnostics.append(Diagnostic(SyntaxProblem.directive, at: SourceMark(start.pointee.start_mark)))
        }
        let node = try value(try next())
        if node.isAbsent, !node.isDamaged { throw Stop(.emptyFile, at: .start) }
        _ = try next()
        let end = try next()
        if end.pointee.type == YAML_DOCUMENT_START_EVENT {
            diagnostics.append(Diagnostic(SyntaxProblem.secondDocument, at: SourceMark(end.pointee.start_mark)))
            return Node(
                content: node.content, mark: node.mark, end: node.end, style: node.style, isDamaged: true)
        }
        return node
    }

    /// The value that begins with `event`, through to its end.
    private mutating func value(_ event: Event) throws(Stop) -> Node {
        let mark = SourceMark(event.pointee.start_mark)
        values += 1
        if values > limits.values { throw Stop(.tooManyValues(limit: limits.values), at: mark) }
        switch event.pointee.type {
        case YAML_SCALAR_EVENT:
            return try scalar(event, at: mark)
        case YAML_MAPPING_START_EVENT:
            let refused = refusesProperties(
                anchor: event.pointee.data.mapping_start.anchor, tag: event.pointee.data.mapping_start.tag,
                expected: YAML_MAP_TAG, at: mark)
            let style: Node.Style =
                event.pointee.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE ? .flow : .plain
            return try map(at: mark, style: style, damaged: refused)
        case YAML_SEQUENCE_START_EVENT:
            let refused = refusesProperties(
                anchor: event.pointee.data.sequence_start.anchor, tag: event.pointee.data.sequence_start.tag,
                expected: YAML_SEQ_TAG, at: mark)
            let style: Node.Style =
                event.pointee.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .plain
            return try list(at: mark, style: style, damaged: refused)
        case YAML_ALIAS_EVENT:
            let name = String(cString: event.pointee.data.alias.anchor)
            let end = SourceMark(event.pointee.end_mark)
            diagnostics.append(Diagnostic(SyntaxProblem.alias(name), at: mark, to: end))
            return Node(content: .scalar(""), mark: mark, end: end, isDamaged: true)
        default:
            throw Stop(.notYAML, at: mark)
        }
    }

    private mutating func scalar(_ event: Event, at mark: SourceMark) throws(Stop) -> Node {
        let data = event.pointee.data.scalar
        if data.length > limits.scalar { throw Stop(.textTooLong(limit: limits.scalar), at: mark) }
        let refused = refusesProperties(anchor: data.anchor, tag: data.tag, expected: YAML_STR_TAG, at: mark)
        let style: Node.Style =
            switch data.style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
            case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
            default: .plain
            }
        let bytes = UnsafeBufferPointer(start: data.value, count: data.length)
        var damaged = refused
        // An escape in double quotes can say what the bytes may not.
        if style == .quoted, bytes.contains(0) {
            diagnostics.append(Diagnostic(SyntaxProblem.nul, at: mark, to: SourceMark(event.pointee.end_mark)))
            damaged = true
        }
        return Node(
            content: composed(bytes), mark: mark, end: SourceMark(event.pointee.end_mark), style: style,
            isDamaged: damaged)
    }

    private mutating func map(at mark: SourceMark, style: Node.Style, damaged: Bool) throws(Stop) -> Node {
        try descend(at: mark)
        if style == .flow { openBrackets.append(mark) }
        var damaged = damaged
        var keys = KeySet(from: openPairs.count)
        var end = mark
        while true {
            let event = try next()
            if event.pointee.type == YAML_MAPPING_END_EVENT {
                if style == .flow { end = SourceMark(event.pointee.end_mark) }
                break
            }
            let key = try value(event)
            let value = try value(try next())
            end = value.isAbsent ? max(key.end, value.end) : value.end
            if let key = checked(key, value: value) {
                if let first = keys.insert(key.text, in: openPairs) {
                    diagnostics.append(
                        Diagnostic(
                            SyntaxProblem.duplicateKey(key.text, first: openPairs[first].keyMark), at: key.mark,
                            to: key.end))
                    damaged = true
                } else {
                    openPairs.append(Node.Pair(key: key.text, keyMark: key.mark, value: value))
                }
            } else {
                damaged = true
            }
        }
        depth -= 1
        if style == .flow { openBrackets.removeLast() }
        let pairs = Array(openPairs[keys.start...])
        openPairs.removeSubrange(keys.start...)
        return Node(content: .map(pairs), mark: mark, end: end, style: style, isDamaged: damaged)
    }

    private struct Key {
        let text: String
        let mark: SourceMark
        let end: SourceMark
    }

    /// The key as text; nil for one that was refused.
    private mutating func checked(_ key: Node, value: Node) -> Key? {
        guard let text = key.scalar else {
            diagnostics.append(Diagnostic(SyntaxProblem.keyNotText, at: key.mark))
            return nil
        }
        if key.isDamaged { return nil }
        if text == "<<", key.style == .plain {
            // What is merged in is refused with it.
            diagnostics.removeAll { $0.mark >= value.mark && $0.problem.code == SyntaxProblem.alias("").code }
            diagnostics.append(Diagnostic(SyntaxProblem.mergeKey, at: key.mark, to: key.end))
            return nil
        }
        if text.isEmpty {
            diagnostics.append(Diagnostic(SyntaxProblem.emptyKey, at: key.mark))
            return nil
        }
        return Key(text: text, mark: key.mark, end: key.end)
    }

    private mutating func list(at mark: SourceMark, style: Node.Style, damaged: Bool) throws(Stop) -> Node {
        try descend(at: mark)
        if style == .flow { openBrackets.append(mark) }
        let start = openNodes.count
        var end = mark
        while true {
            let event = try next()
            if event.pointee.type == YAML_SEQUENCE_END_EVENT {
                if style == .flow { end = SourceMark(event.pointee.end_mark) }
                break
            }
            let node = try value(event)
            end = node.end
            openNodes.append(node)
        }
        depth -= 1
        if style == .flow { openBrackets.removeLast() }
        let nodes = Array(openNodes[start...])
        openNodes.removeSubrange(start...)
        return Node(content: .list(nodes), mark: mark, end: end, style: style, isDamaged: damaged)
    }

    private mutating func descend(at mark: SourceMark) throws(Stop) {
        depth += 1
        if depth > limits.depth { throw Stop(.tooDeep(limit: limits.depth), at: mark) }
    }

    /// Tells an anchor or a foreign tag, and answers whether there was one.
    private mutating func refusesProperties(
        anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?, expected: String,
        at mark: SourceMark
    ) -> Bool {
        if let anchor {
            diagnostics.append(Diagnostic(SyntaxProblem.anchor(String(cString: anchor)), at: mark))
        }
        guard let tag else { return anchor != nil }
        let name = String(cString: tag)
        if name == expected || name == "!" { return anchor != nil }
        if anchor == nil { diagnostics.append(Diagnostic(SyntaxProblem.tag(name), at: mark)) }
        return true
    }
}

/// The keys of a map that is being read: compared one by one while they are few, hashed when they are many.
private struct KeySet {
    /// Where the map's own pairs begin among those that are open.
    let start: Int
    private var places: [String: Int] = [:]

    init(from start: Int) { self.start = start }

    /// Nil for a new key, else where it stands already.
    mutating func insert(_ key: String, in pairs: [Node.Pair]) -> Int? {
        let count = pairs.count - start
        if count < 16 {
            var index = start
            while index < pairs.count {
                if pairs[index].key == key { return index }
                index += 1
            }
            return nil
        }
        if places.isEmpty {
            for index in start..<pairs.count { places[pairs[index].key] = index }
        }
        if let first = places[key] { return first }
        places[key] = pairs.count
        return nil
    }
}
