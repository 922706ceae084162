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
        var steps: [Step] = []
        steps.reserveCapacity(pairs.count)
        for (step, index) in pairs.range.enumerated() {
            context.step = step
            StepReading.read(index, into: &steps, in: context)
        }
        context.leaveScope(to: outer.scope, step: outer.step, read: steps)
        return steps.count == pairs.count && !node.isDamaged ? Scope(steps: steps) : nil
    }
}

enum StepReading {
    /// Adds the step that the pair at `index` names and describes; tells where it does not.
    static func read(_ index: Int, into steps: inout [Step], in context: ReadingContext) {
        let entry = context.tree.entries[index]
        let name = Name.read(keyOf: index, in: context)
        if name == nil { context.refuse(context.tree.string(entry.key)) }
        context.declareStep(
            name ?? Name(rawValue: context.tree.string(entry.key)), at: index, isDamaged: entry.isDamaged)
        guard entry.shape == .map else { return refuse(Node.Pair(value: context.tree.node(index)), in: context) }
        let kind = kind(of: index, entry.content.range, in: context)
        context.describeStep(kind: kind?.word)
        guard var reader = FieldReader(at: index, of: .step, isNamed: true, keys: kind?.keys, in: context) else {
            return
        }
        let title = reader.required(StepFields.title)
        let after = reader.optional(StepFields.after)
        let when = reader.optional(StepFields.when)
        let remind = reader.optional(StepFields.remind)
        guard let part = kind?.kind.read(&reader, title: title, remind: remind), let name, let title, reader.isWhole
        else { return }
        context.finishStep(at: steps.count, hasCondition: when != nil)
        steps.append(
            Step(
                name: name, title: title, mark: entry.keyMark, after: after ?? [], when: when, remind: remind,
                kind: part))
    }

    /// Tells that what stands behind a step's name is no map.
    @inline(never)
    private static func refuse(_ pair: Node.Pair, in context: ReadingContext) {
        if pair.value.isDamaged { return }
        context.report(
            LanguageProblem.notAMap(Subject(.step, pair), found: Shape(pair.value)),
            at: pair.value.isAbsent ? pair.keyMark : pair.value.mark,
            to: pair.value.isAbsent ? pair.keyEnd : pair.value.end)
    }

    private static func kind(of index: Int, _ pairs: Range<Int>, in context: ReadingContext) -> StepKinds.Entry? {
        if let place = context.tree.position(of: StepFields.kind.word.spelling, in: pairs),
            let entry = context.kinds.entry(place, of: context.tree)
        {
            return entry
        }
        return misspeltKind(
            of: Node.Pair(value: context.tree.node(index)), Node.Pairs(tree: context.tree, range: pairs), in: context)
    }

    /// The kind behind a misspelt key; nil, and told, for whatever else there is.
    @inline(never)
    private static func misspeltKind(
        of pair: Node.Pair, _ pairs: Node.Pairs, in context: ReadingContext
    ) -> StepKinds.Entry? {
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
        if let entry = context.kinds.entry(word.value.index, of: pairs.tree) { return entry }
        guard let text = word.value.text(as: .word(context.kinds.words), in: context) else { return nil }
        context.report(
            LanguageProblem.unknownKind(
                text, known: context.kinds.words,
                suggestion: context.isFlooded ? nil : Suggestion.closest(to: text, among: context.kinds.words)),
            at: word.value)
        return nil
    }
}
