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
    private var assembly: NodeAssembly
    /// Where the brackets and braces stand that are not closed yet.
    private var openBrackets: [SourceMark] = []

    init(_ text: UnsafeBufferPointer<UInt8>, limits: YAMLLimits) {
        events = EventStream(text)
        self.text = text
        self.limits = limits
        assembly = NodeAssembly(bytes: text.count)
    }

    private typealias Event = UnsafePointer<yaml_event_t>
    private typealias Entry = NodeTree.Entry

    /// Why reading cannot go on.
    private struct Stop: Error {
        let diagnostic: Diagnostic

        init(_ problem: SyntaxProblem, at mark: SourceMark, to end: SourceMark? = nil) {
            diagnostic = Diagnostic(problem, at: mark, to: end)
        }
    }

    consuming func build() -> YAMLReader.Reading {
        do {
            let root = try document()
            let diagnostics = sorted(diagnostics)
            return YAMLReader.Reading(node: assembly.finish(root), diagnostics: diagnostics)
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
        // What no YAML may hold is told by itself.
        if let found = ByteScan(text) { throw Stop(found.problem, at: found.mark) }
        if let bracket = openBrackets.last, failure.offset >= text.count(where: { $0 & 0xC0 != 0x80 }) {
            throw Stop(.unclosedBracket, at: bracket)
        }
        let cause = SyntaxFault(failure, in: text)
        throw Stop(cause.problem, at: cause.mark, to: cause.end)
    }

    private mutating func document() throws(Stop) -> Entry {
        _ = try next()
        let start = try next()
        guard start.pointee.type == YAML_DOCUMENT_START_EVENT else { throw Stop(.emptyFile, at: .start) }
        let directives = start.pointee.data.document_start
        if directives.tag_directives.start != directives.tag_directives.end {
            diagnostics.append(Diagnostic(SyntaxProblem.directive, at: SourceMark(start.pointee.start_mark)))
        }
        var root = try value(try next())
        if root.isAbsent, !root.isDamaged { throw Stop(.emptyFile, at: .start) }
        _ = try next()
        let end = try next()
        if end.pointee.type == YAML_DOCUMENT_START_EVENT {
            diagnostics.append(Diagnostic(SyntaxProblem.secondDocument, at: SourceMark(end.pointee.start_mark)))
            root.damage()
        }
        return root
    }

    /// The value that begins with `event`, through to its end.
    private mutating func value(_ event: Event) throws(Stop) -> Entry {
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
            return assembly.scalar(
                UnsafeBufferPointer(start: nil, count: 0), mark: mark, end: end, style: .plain, isDamaged: true)
        default:
            throw Stop(.notYAML, at: mark)
        }
    }

    private mutating func scalar(_ event: Event, at mark: SourceMark) throws(Stop) -> Entry {
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
        let end = SourceMark(event.pointee.end_mark)
        var damaged = refused
        // An escape in double quotes can say what the bytes may not.
        if style == .quoted, bytes.contains(0) {
            diagnostics.append(Diagnostic(SyntaxProblem.nul, at: mark, to: end))
            damaged = true
        }
        guard let composed = Composition(of: bytes) else {
            return assembly.scalar(bytes, mark: mark, end: end, style: style, isDamaged: damaged)
        }
        return composed.bytes.withUnsafeBufferPointer {
            assembly.scalar($0, written: composed.written, mark: mark, end: end, style: style, isDamaged: damaged)
        }
    }

    private mutating func map(at mark: SourceMark, style: Node.Style, damaged: Bool) throws(Stop) -> Entry {
        try descend(at: mark)
        if style == .flow { openBrackets.append(mark) }
        var damaged = damaged
        let opening = assembly.opening
        var keys = KeySet(from: opening)
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
            guard isGood(key, value: value) else {
                damaged = true
                continue
            }
            if let first = assembly.add(value, under: key, &keys) {
                diagnostics.append(
                    Diagnostic(
                        SyntaxProblem.duplicateKey(assembly.string(key), first: first), at: key.mark, to: key.end))
                damaged = true
            }
        }
        depth -= 1
        if style == .flow { openBrackets.removeLast() }
        return assembly.close(.map, from: opening, mark: mark, end: end, style: style, isDamaged: damaged)
    }

    /// Whether a key can be one; tells where it cannot.
    private mutating func isGood(_ key: Entry, value: Entry) -> Bool {
        guard key.shape == .scalar else {
            diagnostics.append(Diagnostic(SyntaxProblem.keyNotText, at: key.mark))
            return false
        }
        if key.isDamaged { return false }
        if key.style == .plain, assembly.isMergeKey(key) {
            // What is merged in is refused with it.
            diagnostics.removeAll { $0.mark >= value.mark && $0.problem.code == SyntaxProblem.alias("").code }
            diagnostics.append(Diagnostic(SyntaxProblem.mergeKey, at: key.mark, to: key.end))
            return false
        }
        if key.content.count == 0 {
            diagnostics.append(Diagnostic(SyntaxProblem.emptyKey, at: key.mark))
            return false
        }
        return true
    }

    private mutating func list(at mark: SourceMark, style: Node.Style, damaged: Bool) throws(Stop) -> Entry {
        try descend(at: mark)
        if style == .flow { openBrackets.append(mark) }
        let opening = assembly.opening
        var end = mark
        while true {
            let event = try next()
            if event.pointee.type == YAML_SEQUENCE_END_EVENT {
                if style == .flow { end = SourceMark(event.pointee.end_mark) }
                break
            }
            let entry = try value(event)
            end = entry.end
            assembly.add(entry)
        }
        depth -= 1
        if style == .flow { openBrackets.removeLast() }
        return assembly.close(.list, from: opening, mark: mark, end: end, style: style, isDamaged: damaged)
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
