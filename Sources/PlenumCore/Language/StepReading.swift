extension Scope: FieldValue {
    public static var form: Form { .named(.step) }

    public static func read(_ node: Node, in context: ReadingContext) -> Scope? {
        guard let pairs = node.map else {
            if !node.isDamaged { context.report(LanguageProblem.wrongShape(form, found: Shape(node)), at: node) }
            return nil
        }
        if pairs.isEmpty {
            if !node.isDamaged { context.report(LanguageProblem.emptyList, at: node) }
            return nil
        }
        let outer = (scope: context.scope, step: context.step)
        context.enterScope(damaged: node.isDamaged, count: pairs.count)
        defer { context.leaveScope(to: outer.scope, step: outer.step) }
        var steps: [Step] = []
        steps.reserveCapacity(pairs.count)
        for (index, pair) in pairs.enumerated() {
            context.step = index
            StepReading.read(pair, into: &steps, in: context)
        }
        return steps.count == pairs.count && !node.isDamaged ? Scope(steps: steps) : nil
    }
}

enum StepReading {
    /// Adds the step that a pair names and describes; tells where it does not.
    static func read(_ pair: Node.Pair, into steps: inout [Step], in context: ReadingContext) {
        let name = Name.read(keyOf: pair, in: context)
        if name == nil { context.refuse(pair.key) }
        context.declareStep(name ?? Name(rawValue: pair.key), pair)
        guard let pairs = pair.value.map else {
            if !pair.value.isDamaged {
                context.report(
                    LanguageProblem.notAMap(Subject(.step, pair), found: Shape(pair.value)),
                    at: pair.value.isAbsent ? pair.keyMark : pair.value.mark,
                    to: pair.value.isAbsent ? pair.keyEnd : pair.value.end)
            }
            return
        }
        let entry = kind(of: pair, pairs, in: context)
        context.describeStep(kind: entry?.word)
        guard var reader = FieldReader(pair.value, of: .step, isNamed: true, keys: entry?.keys, in: context) else {
            return
        }
        let title = reader.required(StepFields.title)
        let after = reader.optional(StepFields.after)
        let when = reader.optional(StepFields.when)
        let remind = reader.optional(StepFields.remind)
        let kind = entry?.kind.read(&reader, title: title, remind: remind)
        guard let name, let title, let kind, reader.isWhole else { return }
        steps.append(
            Step(
                name: name, title: title, mark: pair.keyMark, after: after ?? [], when: when, remind: remind,
                kind: kind))
        context.finishStep(steps[steps.count - 1])
    }

    private static func kind(of pair: Node.Pair, _ pairs: Node.Pairs, in context: ReadingContext) -> StepKinds.Entry? {
        let field = StepFields.kind.description
        let word =
            pairs.position(of: StepFields.kind.word.spelling).map { pairs[$0] }
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
        if !word.value.isDamaged, let entry = context.kinds.entry(word.value) { return entry }
        guard let text = word.value.text(as: .word(context.kinds.words), in: context) else { return nil }
        context.report(
            LanguageProblem.unknownKind(
                text, known: context.kinds.words,
                suggestion: context.isFlooded ? nil : Suggestion.closest(to: text, among: context.kinds.words)),
            at: word.value)
        return nil
    }
}
