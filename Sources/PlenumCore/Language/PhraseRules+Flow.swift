extension Join: Phrase {
    public static let phrase = PhraseForm(
        "join", title: LocalizedText(vi: "điều kiện hoàn thành", en: "join"),
        grammar: ["\"all\"", "\"any\"", "\"at least\" N", "N \"percent\"", "N \"per\" NAME"],
        pattern:
            "all|any|at least \(Patterns.number)|\(Patterns.number) percent|\(Patterns.number) per \(Patterns.name)",
        examples: ["all", "any", "at least 3", "90 percent", "1 per group"])

    public static func parse(_ parser: inout PhraseParser) -> Join? {
        if parser.take(.all) { return .all }
        if parser.take(.any) { return .any }
        if parser.take(.at) { return parser.take(.least) ? parser.number().map { .atLeast($0) } : nil }
        guard let number = parser.number() else { return nil }
        if parser.take(.percent) { return .percent(number) }
        return parser.take(.per) ? parser.name(.column).map { .per(number, $0) } : nil
    }
}

extension Condition: Phrase {
    public static let phrase = PhraseForm(
        "when", title: LocalizedText(vi: "điều kiện", en: "condition"),
        grammar: [
            "STEP \"is\" [\"not\"] OUTCOME", "INPUT (\"=\" | \"!=\" | \"<\" | \"<=\" | \">\" | \">=\") VALUE",
            "\"not\" …", "… \"and\" …", "… \"or\" …",
        ],
        pattern: ".+", examples: ["approve-plan is approved", "papers is not short and members >= 30"])

    public static func parse(_ parser: inout PhraseParser) -> Condition? { parser.disjunction() }
}

extension PhraseParser {
    fileprivate mutating func disjunction() -> Condition? {
        guard var left = conjunction() else { return nil }
        while take(.or) {
            guard let right = conjunction() else { return nil }
            left = .or(left, right)
        }
        return left
    }

    private mutating func conjunction() -> Condition? {
        guard var left = negation() else { return nil }
        while take(.and) {
            guard let right = negation() else { return nil }
            left = .and(left, right)
        }
        return left
    }

    private mutating func negation() -> Condition? {
        var isNegated = false
        while take(.not) { isNegated.toggle() }
        return comparison().map { isNegated ? .not($0) : $0 }
    }

    private mutating func comparison() -> Condition? {
        attempt { $0.outcomeTest(within: nil) }.map { .outcome(step: $0.step, is: $0.outcome, negated: $0.negated) }
            ?? attempt { $0.inputTest() }
    }

    /// `STEP is [not] OUTCOME`.
    fileprivate mutating func outcomeTest(within list: Name?) -> OutcomeFilter? {
        guard let stepWord = current, let step = name(), take(.is) else { return nil }
        let negated = take(.not)
        guard let outcome = name() else { return nil }
        note(step, .outcome(outcome, within: list), stepWord)
        return OutcomeFilter(step: step, outcome: outcome, negated: negated)
    }

    private mutating func inputTest() -> Condition? {
        guard let inputWord = current, let input = name() else { return nil }
        guard let word = current, let comparison = Comparison(rawValue: text(of: word)) else {
            for comparison in ["=", "!=", "<", "<=", ">", ">="] { expect(.word(comparison)) }
            return nil
        }
        advance()
        let start = index
        while let word = current, word.keyword != .and, word.keyword != .or { advance() }
        guard index > start else {
            expect(.value)
            return nil
        }
        let value = written(from: start).text
        note(input, .input(comparison, value), inputWord)
        return .input(input, comparison, value)
    }

    /// `NAME [of STEP [where STEP is [not] OUTCOME]]`; `role` is what a name alone stands for.
    mutating func list(_ role: Use.Role) -> ListPhrase? {
        guard let word = current, let name = name() else { return nil }
        guard take(.of) else {
            note(name, role, word)
            return ListPhrase(name, of: nil, filter: nil)
        }
        guard let step = self.name(.rows) else { return nil }
        note(name, .element(of: step), word)
        guard take(.where) else { return ListPhrase(name, of: step, filter: nil) }
        return outcomeTest(within: step).map { ListPhrase(name, of: step, filter: $0) }
    }
}

extension ListPhrase: Phrase {
    public static let phrase = PhraseForm(
        "list", title: LocalizedText(vi: "danh sách", en: "list"),
        grammar: ["NAME [\"of\" STEP [\"where\" STEP \"is\" [\"not\"] OUTCOME]]"],
        pattern: Patterns.list,
        examples: ["topics", "paper of cells", "paper of papers where review is accepted"])

    public static func parse(_ parser: inout PhraseParser) -> ListPhrase? { parser.list(.list) }
}

/// What is dealt with in a session, in this order.
public struct Agenda: Hashable, Sendable {
    public let items: [ListPhrase]

    public init(_ items: [ListPhrase]) { self.items = items }
}

extension Agenda: FieldValue {
    public static var form: Form { .oneOrMore(.phrase(ListPhrase.phrase)) }

    public static func read(_ node: Node, in context: ReadingContext) -> Agenda? {
        let items = node.oneOrMore.map { ListPhrase.readPhrase($0, in: context) { $0.list(.item) } }
        let whole = items.compactMap { $0 }
        return whole.count == items.count ? Agenda(whole) : nil
    }
}

extension CountPhrase: Phrase {
    public static let phrase = PhraseForm(
        "count", title: LocalizedText(vi: "số đếm", en: "count"),
        grammar: [
            "STEP OUTCOME", "\"rows of\" STEP", "STEP \"where\" STEP \"is\" [\"not\"] OUTCOME",
        ],
        pattern:
            "rows of \(Patterns.name)|\(Patterns.name) where \(Patterns.name) is (?:not )?\(Patterns.name)"
            + "|\(Patterns.name) \(Patterns.name)",
        examples: ["plenary held", "rows of papers", "cells where accept-paper is not accepted"])

    public static func parse(_ parser: inout PhraseParser) -> CountPhrase? {
        if parser.take(.rows) { return parser.take(.of) ? parser.name(.rows).map { .rows(of: $0) } : nil }
        guard let word = parser.current, let step = parser.name() else { return nil }
        if parser.take(.where) {
            parser.note(step, .rows, word)
            return parser.outcomeTest(within: step).map { .branches(of: step, $0) }
        }
        guard let outcome = parser.name() else { return nil }
        parser.note(step, .counted(outcome), word)
        return .outcome(step: step, outcome)
    }
}
