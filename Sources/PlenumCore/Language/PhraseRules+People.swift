extension PhraseParser {
    mutating func people() -> People? {
        switch current?.keyword {
        case .organiser:
            advance()
            return .organiser
        case .staff:
            advance()
            return .staff
        case .everyone:
            advance()
            guard current?.keyword == .of else {
                expect(.word(Keyword.of.rawValue))
                return .everyone(of: .committee)
            }
            advance()
            return place().map { .everyone(of: $0) }
        case .all:
            advance()
            let memberClass = memberClass()
            return take(.members) ? .members(memberClass, of: .committee) : nil
        case .members, .official, .probationary, .exempt:
            let memberClass = memberClass()
            guard take(.members, .of) else { return nil }
            return place().map { .members(memberClass, of: $0) }
        default:
            if isMembersMisspelt {
                expect(.word(Keyword.members.rawValue))
                return nil
            }
            return attempt { $0.holders() } ?? nameOfPeople()
        }
    }

    /// `membres of cell`: any word may be a post, but nobody would ever hold this one.
    private var isMembersMisspelt: Bool {
        guard index + 1 < words.count, words[index + 1].keyword == .of else { return false }
        return first(of: words[index]) == UInt8(ascii: "m")
            && Suggestion.closest(to: text(of: words[index]), among: [Keyword.members.rawValue]) != nil
    }

    private mutating func nameOfPeople() -> People? {
        guard let name = name(.people) else {
            expect(.people)
            return nil
        }
        expect(.word(Keyword.of.rawValue))
        return .named(name)
    }

    private mutating func memberClass() -> MemberClass? {
        guard let word = current, let memberClass = MemberClass(rawValue: text(of: word)) else { return nil }
        advance()
        return memberClass
    }

    private mutating func holders() -> People? {
        guard let post = name(), take(.of) else { return nil }
        if take(.every) { return name(.units).map { .holdersInEvery(Post(rawValue: post.rawValue), of: $0) } }
        return place().map { .holders(Post(rawValue: post.rawValue), of: $0) }
    }

    mutating func place() -> Place? {
        if take(.committee) { return .committee }
        if take(.unit) { return name().map { .unit(UnitID(rawValue: $0.rawValue)) } }
        return name(.unit).map { .named($0) }
    }
}

extension People: Phrase {
    public static let phrase = PhraseForm(
        "people", title: LocalizedText(vi: "những người", en: "people"),
        grammar: [
            "\"organiser\"", "\"everyone\"", "\"staff\"", "\"all\" [class] \"members\"",
            "[class] \"members of\" place", "\"everyone of\" place", "POST \"of\" [\"every\"] place", "NAME",
        ],
        pattern: Patterns.people,
        examples: [
            "organiser", "everyone", "all official members", "members of cell", "secretary of committee",
            "secretary of every organisations", "members of unit organising-committee", "author",
        ])

    public static var form: Form { .oneOrMore(.phrase(phrase)) }

    public static func parse(_ parser: inout PhraseParser) -> People? { parser.people() }

    /// One phrase, or a list of them.
    public static func read(_ node: Node, in context: ReadingContext) -> People? {
        guard node.isList, let nodes = node.list else {
            if let known = context.knownPeople(node) { return known }
            guard let people = readPhrase(node, in: context, by: parse) else { return nil }
            context.keep(people, of: node)
            context.ask(people)
            return people
        }
        guard !nodes.isEmpty else {
            context.report(LanguageProblem.emptyList, at: node)
            return nil
        }
        let people = nodes.map { readPhrase($0, in: context, by: parse) }
        let whole = people.compactMap { $0 }
        guard whole.count == people.count else { return nil }
        context.ask(.several(whole))
        return whole.count == 1 ? whole[0] : .several(whole)
    }
}

extension Quorum: Phrase {
    public static let phrase = PhraseForm(
        "quorum", title: LocalizedText(vi: "số đại biểu tối thiểu", en: "quorum"),
        grammar: ["(\"more than half\" | A \"/\" B | N) \"of\" people"],
        pattern:
            "(?:more than half|\(Patterns.number)/\(Patterns.number)|\(Patterns.number)) of (?:\(Patterns.people))",
        examples: ["more than half of all official members", "2/3 of members of cell", "15 of all members"])

    public static func parse(_ parser: inout PhraseParser) -> Quorum? {
        guard let share = parser.share(), parser.take(.of), let people = parser.people() else { return nil }
        return Quorum(share, of: people)
    }
}

extension PhraseParser {
    mutating func share() -> Quorum.Share? {
        if take(.more) { return take(.than, .half) ? .moreThanHalf : nil }
        if let word = current, let fraction = Fraction(text(of: word)) {
            advance()
            return .fraction(fraction.part, fraction.whole)
        }
        return number().map { .number($0) }
    }
}

/// A share written as two numbers, `2/3`.
struct Fraction {
    let part: Int
    let whole: Int

    /// Nil for anything but two numbers of which the second is not zero.
    init?(_ text: String) {
        guard text.utf8.count <= 11 else { return nil }
        let sides = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard sides.count == 2, let part = decimal(ArraySlice(sides[0])), let whole = decimal(ArraySlice(sides[1])),
            part > 0, whole > 0
        else { return nil }
        self.part = part
        self.whole = whole
    }
}
