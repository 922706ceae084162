/// A value that is written as a phrase of the language.
public protocol Phrase: FieldValue {
    static var phrase: PhraseForm { get }
    /// Nil when the words are no such phrase; what was expected stands in `parser`.
    static func parse(_ parser: inout PhraseParser) -> Self?
}

extension Phrase {
    public static var form: Form { .phrase(phrase) }

    /// Nil when `text` is no such phrase.
    public init?(phrase text: String) {
        var parser = PhraseParser(text)
        guard let value = Self.parse(&parser), parser.isAtEnd else { return nil }
        self = value
    }

    public static func read(_ node: Node, in context: ReadingContext) -> Self? {
        readPhrase(node, in: context, by: parse)
    }

    /// Reads with another rule of the same form.
    static func readPhrase(
        _ node: Node, in context: ReadingContext, by rule: (inout PhraseParser) -> Self?
    ) -> Self? {
        if node.isScalar, !node.isDamaged, let value = context.parse(node, by: rule) { return value }
        context.refuse(node, as: phrase)
        return nil
    }
}

extension ReadingContext {
    /// Tells why a value is no such phrase; of a scalar after it was tried.
    fileprivate func refuse(_ node: Node, as phrase: PhraseForm) {
        if node.isDamaged { return }
        if node.isScalar {
            PhraseFault(parser, of: phrase).report(in: self, at: node)
        } else {
            report(LanguageProblem.notAPhrase(phrase, found: Shape(node)), at: node)
        }
    }
}

extension Node {
    /// Where the scalar number `offset` of the text stands in the file; for a text over several lines, its start.
    func place(of offset: Int) -> SourceMark {
        tree.mark(of: offset, in: index)
    }
}
