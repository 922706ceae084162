extension Node {
    /// The text of a scalar; nil, and told, for anything else.
    func text(as form: @autoclosure () -> Form, in context: ReadingContext) -> String? {
        if let scalar { return isDamaged ? nil : scalar }
        if !isDamaged { context.report(LanguageProblem.wrongShape(form(), found: Shape(self)), at: self) }
        return nil
    }
}

extension String: FieldValue {
    public static var form: Form { .text }

    public static func read(_ node: Node, in context: ReadingContext) -> String? {
        node.text(as: .text, in: context)
    }
}

extension Name: FieldValue {
    public static var form: Form { .name }

    public static func read(_ node: Node, in context: ReadingContext) -> Name? {
        let entry = node.entry
        if entry.shape == .scalar, !entry.isDamaged, let name = name(entry.content, in: node.tree) { return name }
        if let text = node.text(as: .name, in: context) { refuse(text, at: entry.mark, to: entry.end, in: context) }
        return nil
    }

    /// The name that a key gives.
    static func read(keyOf pair: Node.Pair, in context: ReadingContext) -> Name? {
        read(keyOf: pair.value.index, in: context)
    }

    /// The same of the entry at `index`.
    static func read(keyOf index: Int, in context: ReadingContext) -> Name? {
        if let name = name(context.tree.entries[index].key, in: context.tree) { return name }
        let pair = Node.Pair(value: context.tree.node(index))
        refuse(pair.key, at: pair.keyMark, to: pair.keyEnd, in: context)
        return nil
    }

    /// Nil for text that can be neither a new name nor the name of something.
    private static func name(_ text: NodeTree.Extent, in tree: NodeTree) -> Name? {
        tree.withBytes(text) { NameRule.isName($0) ? Name($0) : nil }
    }

    /// Tells why a text is no name.
    private static func refuse(_ text: String, at mark: SourceMark, to end: SourceMark, in context: ReadingContext) {
        if NameRule.isWellFormed(text) {
            context.report(LanguageProblem.reservedWord(text), at: mark, to: end, for: text)
        } else {
            context.report(
                LanguageProblem.badName(text, suggestion: NameRule.meant(text)), at: mark, to: end, for: text)
        }
    }
}

extension NameRule {
    /// A name made from what is none; nil where nothing of it can stay.
    static func meant(_ text: String) -> String? {
        var name = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars {
            let isLetter = scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value)
            if isLetter {
                name.append(scalar)
            } else if name.last != "-", !name.isEmpty {
                name.append("-")
            }
        }
        while name.last == "-" { name.removeLast() }
        let text = String(name)
        return isName(text) ? text : nil
    }
}

extension Array: FieldValue where Element: FieldValue {
    public static var form: Form { .oneOrMore(Element.form) }

    /// One value, or a list of them.
    public static func read(_ node: Node, in context: ReadingContext) -> [Element]? {
        guard node.isList, let nodes = node.list else { return Element.read(node, in: context).map { [$0] } }
        guard !nodes.isEmpty else {
            if !node.isDamaged { context.report(LanguageProblem.emptyList, at: node) }
            return nil
        }
        var values: [Element] = []
        values.reserveCapacity(nodes.count)
        for node in nodes {
            if node.isAbsent {
                if !node.isDamaged { context.report(LanguageProblem.emptyText, at: node) }
            } else if let value = Element.read(node, in: context) {
                values.append(value)
            }
        }
        return values.count == nodes.count ? values : nil
    }
}

extension Int: FieldValue {
    public static var form: Form { .number(0...99_999) }

    public static func read(_ node: Node, in context: ReadingContext) -> Int? {
        guard let text = node.text(as: form, in: context) else { return nil }
        if text.utf8.count <= 5, let number = decimal(ArraySlice(text.utf8)) { return number }
        context.report(LanguageProblem.notANumber(text, in: 0...99_999), at: node)
        return nil
    }
}

/// A value that is one of a closed set of words.
public protocol WordValue: FieldValue, CaseIterable, RawRepresentable where RawValue == String {
    /// Whether it may be written here; all may, where nothing else is said.
    static func isWritten(_ value: Self) -> Bool
}

extension WordValue {
    public static var form: Form { .word(allCases.filter(isWritten).map(\.rawValue)) }
    public static func isWritten(_ value: Self) -> Bool { true }

    public static func read(_ node: Node, in context: ReadingContext) -> Self? {
        guard let text = node.text(as: form, in: context) else { return nil }
        if let value = Self(rawValue: text), isWritten(value) { return value }
        guard case .word(let words) = form else { return nil }
        context.report(
            LanguageProblem.unknownWord(text, expected: words, suggestion: Suggestion.closest(to: text, among: words)),
            at: node)
        return nil
    }
}

extension Input.ValueType: WordValue {
    /// Only a column is a choice: `ColumnType`.
    public static func isWritten(_ value: Input.ValueType) -> Bool { value != .choice }
}
extension FanOut.Others: WordValue {}
extension InstanceEnd: WordValue {}

/// `yes` or `no`.
public enum YesNo: String, WordValue {
    case yes, no
}

/// The one thing that may be said, as a key whose value reads like a sentence.
public enum CloseEarly: String, WordValue {
    case whenAllHaveAnswered = "when all have answered"
}

extension LocalizedText: FieldValue {
    public static var form: Form { .title }

    /// A map from language codes to texts.
    public static func read(_ node: Node, in context: ReadingContext) -> LocalizedText? {
        guard let pairs = node.map else {
            if node.isDamaged { return nil }
            if let text = node.scalar {
                context.report(LanguageProblem.titleWithoutLanguage(text), at: node)
            } else {
                context.report(LanguageProblem.wrongShape(.title, found: Shape(node)), at: node)
            }
            return nil
        }
        var isWhole = !node.isDamaged
        for index in pairs.range where !isText(node.tree.entries[index]) {
            isWhole = false
            refuse(pairs[index], isFirst: index == pairs.startIndex, style: node.style, in: context)
        }
        if pairs.isEmpty, isWhole {
            context.report(LanguageProblem.emptyText, at: node)
            return nil
        }
        guard isWhole else { return nil }
        for language in context.languages where pairs.position(of: language.key) == nil {
            let first = pairs[pairs.startIndex]
            context.report(LanguageProblem.missingTranslation(language.code), at: first.keyMark, to: first.value.end)
            isWhole = false
        }
        return isWhole ? LocalizedText(pairs) : nil
    }

    /// Whether it is a language with its text.
    private static func isText(_ entry: NodeTree.Entry) -> Bool {
        entry.key.count == 2 && entry.shape == .scalar && !entry.isAbsent && !entry.isDamaged
            && LanguageCode.isCode(entry.keyHead)
    }

    /// Tells what is wrong with one line of a title.
    private static func refuse(_ pair: Node.Pair, isFirst: Bool, style: Node.Style, in context: ReadingContext) {
        if !LanguageCode.isCode(pair.key) {
            if style == .flow, !isFirst, pair.value.isAbsent {
                context.report(LanguageProblem.commaInBraces(pair.key), at: pair.keyMark, to: pair.keyEnd)
            } else if KnownKeys.all.contains(pair.key) {
                context.report(LanguageProblem.tooDeep(pair.key), at: pair.keyMark, to: pair.keyEnd)
            } else {
                context.report(LanguageProblem.unknownLanguage(pair.key), at: pair.keyMark, to: pair.keyEnd)
            }
        } else if pair.value.isAbsent {
            if !pair.value.isDamaged {
                context.report(LanguageProblem.emptyText, at: pair.keyMark, to: pair.keyEnd)
            }
        } else {
            _ = pair.value.text(as: .text, in: context)
        }
    }
}

/// ISO 639-1.
package enum LanguageCode {
    /// Keys of the language that look like codes.
    private static let keys = KnownKeys.all.filter { $0.utf8.count == 2 }.map { Spelling($0).head }
    private static let letters: ClosedRange<UInt64> = 0x61...0x7A

    /// Whether the text is two lower-case letters.
    package static func isCode(_ text: String) -> Bool {
        text.utf8.count == 2 && isCode(Spelling(text).head)
    }

    /// The same of the two bytes as one number.
    static func isCode(_ head: UInt64) -> Bool {
        letters.contains(head & 0xFF) && letters.contains(head >> 8) && !keys.contains(head)
    }
}
