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
        guard let bytes = node.scalarBytes else {
            if !node.isDamaged { context.report(LanguageProblem.notAPhrase(phrase, found: Shape(node)), at: node) }
            return nil
        }
        if node.isDamaged { return nil }
        var parser = context.lendParser()
        defer { context.takeBack(&parser) }
        parser.begin(bytes)
        if let value = rule(&parser), parser.isAtEnd {
            for use in parser.uses {
                context.use(use.name, as: use.role, at: node.place(of: use.start), to: node.place(of: use.end))
            }
            return value
        }
        parser.begin(bytes, recording: true)
        if rule(&parser) != nil { parser.expect(.end) }
        PhraseFault(parser, of: phrase).report(in: context, at: node)
        return nil
    }
}

extension Node {
    /// Where the scalar number `offset` of the text stands in the file; for a text over several lines, its start.
    func place(of offset: Int) -> SourceMark {
        let (mark, end, style) = (mark, end, style)
        if style == .block || mark.line != end.line { return mark }
        return mark.advanced(columns: tree.place(of: offset, in: index) + (style == .quoted ? 1 : 0))
    }
}
