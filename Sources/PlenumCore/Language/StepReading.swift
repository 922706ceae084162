extension Scope: FieldValue {
    public static var form: Form { .named(.step) }

    public static func read(_ node: Node, in context: ReadingContext) -> Scope? {
        guard case .map(let pairs) = node.content else {
            if !node.isDamaged { context.report(LanguageProblem.wrongShape(form, found: Shape(node)), at: node) }
            return nil
        }
        if pairs.isEmpty {
            if !node.isDamaged { context.report(LanguageProblem.emptyList, at: node) }
            return nil
        }
        let outer = (scope: context.scope, step: context.step)
        context.enterScope(damaged: node.isDamaged)
        defer { context.leaveScope(to: outer.scope, step: outer.step) }
        var steps: [Step] = []
        steps.reserveCapacity(pairs.count)
        for (index, pair) in pairs.enumerated() {
            context.step = index
            if let step = StepReading.step(pair, in: context) { steps.append(step) }
        }
        return steps.count == pairs.count && !node.isDamaged ? Scope(steps: steps) : nil
    }
}

enum StepReading {
    /// The step that a pair names and describes; nil, and told, where it does not.
    static func step(_ pair: Node.Pair, in context: ReadingContext) -> Step? {
        let name = Name.read(pair.key, at: pair.keyMark, to: pair.keyEnd, in: context)
        if name == nil { context.refuse(pair.key) }
        context.declareStep(pair)
        guard let pairs = pair.value.map else {
            if !pair.value.isDamaged {
                context.report(
                    LanguageProblem.notAMap(Subject(.step, pair), found: Shape(pair.value)),
                    at: pair.value.isAbsent ? pair.keyMark : pair.value.mark,
                    to: pair.value.isAbsent ? pair.keyEnd : pair.value.end)
            }
            return nil
        }
        let entry = kind(of: pair, pairs, in: context)
        context.describeStep(kind: entry?.kind.word, pairs)
        guard var reader = FieldReader(pair.value, of: Subject(.step, pair), keys: entry?.keys, in: context) else {
            return nil
        }
        let title = reader.required(StepFields.title)
        let after = reader.optional(StepFields.after)
        let when = reader.optional(StepFields.when)
        let remind = reader.optional(StepFields.remind)
        let read = entry?.kind.init(reading: &reader)
        guard let name, let title, let read, reader.isWhole else { return nil }
        let kind: any StepKind = read.placed(title: title, remind: remind)
        context.finishStep(kind)
        return Step(
            name: name, title: title, mark: pair.keyMark, after: after ?? [], when: when, remind: remind, kind: kind)
    }

    private static func kind(of pair: Node.Pair, _ pairs: [Node.Pair], in context: ReadingContext) -> StepKinds.Entry? {
        let field = StepFields.kind.description
        let word =
            pairs.first { $0.key == field.key }
            ?? pairs.first { Suggestion.key($0.key, among: ["kind", "type"]) != nil }
        guard let word else {
            if !pair.value.isDamaged {
                context.report(
                    LanguageProblem.missingKey(field, of: Subject(.step, pair)), at: pair.keyMark, to: pair.keyEnd)
            }
            return nil
        }
        if word.value.isAbsent {
            if !word.value.isDamaged {
                context.report(LanguageProblem.missingValue(field), at: word.keyMark, to: word.keyEnd)
            }
            return nil
        }
        guard let text = word.value.text(as: .word(context.kinds.words), in: context) else { return nil }
        if let entry = context.kinds.entry(text) { return entry }
        context.report(
            LanguageProblem.unknownKind(
                text, known: context.kinds.words,
                suggestion: context.isFlooded ? nil : Suggestion.closest(to: text, among: context.kinds.words)),
            at: word.value)
        return nil
    }
}
