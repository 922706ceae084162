/// Why a phrase could not be read, told as exactly as can be known.
struct PhraseFault {
    private let parser: PhraseParser
    private let form: PhraseForm

    /// `parser` has tried and recorded what it expected.
    init(_ parser: PhraseParser, of form: PhraseForm) {
        self.parser = parser
        self.form = form
    }

    func report(in context: ReadingContext, at node: Node) {
        let finding = finding(over: node)
        context.report(
            finding.problem, at: node.place(of: finding.start), to: node.place(of: finding.end), for: parser.text)
    }

    /// The problem with its place in scalars from the start of the text.
    private func finding(over node: Node) -> (problem: any Problem, start: Int, end: Int) {
        let scalars = Array(parser.text.unicodeScalars)
        if let place = scalars.firstIndex(where: { $0.value == 0xA0 || $0.value == 0x202F }) {
            return (LanguageProblem.noBreakSpace, place, place + 1)
        }
        if let place = scalars.firstIndex(where: { "“”‘’„«»".unicodeScalars.contains($0) }) {
            return (LanguageProblem.curlyQuote, place, place + 1)
        }
        if node.style == .plain, node.mark.line < node.end.line {
            return (LanguageProblem.runsOn, 0, scalars.count)
        }
        if let place = scalars.firstIndex(of: ",") {
            return (LanguageProblem.commaInPhrase, place, place + 1)
        }
        if let foreign = foreignWords() { return foreign }
        guard parser.furthest < parser.words.count else {
            return (
                LanguageProblem.phrase(form, found: nil, expected: parser.expected, suggestion: nil), 0, scalars.count
            )
        }
        let word = parser.words[parser.furthest]
        if let problem = known(parser.text(of: word)) { return (problem, word.start, word.end) }
        return (
            LanguageProblem.phrase(
                form, found: parser.text(of: word), expected: parser.expected,
                suggestion: suggestion(for: parser.text(of: word))),
            word.start, word.end
        )
    }

    /// Vietnamese words, or a number as a word, at the place where it got stuck or just before it, where they were
    /// taken for a name.
    private func foreignWords() -> (problem: any Problem, start: Int, end: Int)? {
        let words = parser.words
        for start in max(0, parser.furthest - 2)...max(0, parser.furthest) where start < words.count {
            if words[start].keyword != nil { continue }
            if start < parser.furthest, let number = NumberWords.number(parser.text(of: words[start])) {
                return problem(words[start...start], String(number))
            }
            for end in (start..<min(start + 4, words.count)).reversed() where end >= parser.furthest - 1 {
                let text = words[start...end].map(parser.text).joined(separator: " ")
                guard !text.utf8.allSatisfy({ $0 < 0x80 }) || end > start,
                    let meant = VietnameseWords.keywords[Folding.folded(text)],
                    let word = meant.first(where: isOfPhrases)
                else { continue }
                return problem(words[start...end], word)
            }
        }
        return nil
    }

    private func problem(
        _ words: ArraySlice<Word>, _ suggestion: String
    ) -> (problem: any Problem, start: Int, end: Int) {
        let text = words.map(parser.text).joined(separator: " ")
        return (
            LanguageProblem.phrase(form, found: text, expected: [.word(suggestion)], suggestion: suggestion),
            words[words.startIndex].start, words[words.endIndex - 1].end
        )
    }

    /// Whether the words may stand in a phrase.
    private func isOfPhrases(_ text: String) -> Bool {
        text == "secretary" || text.split(separator: " ").allSatisfy { Keyword(rawValue: String($0)) != nil }
    }

    /// A mistake that has an explanation of its own.
    private func known(_ word: String) -> (any Problem)? {
        let expected = parser.expected
        if parser.furthest == 0, word.utf8.first == UInt8(ascii: "-"), word.utf8.count > 1 {
            return SyntaxProblem.noSpaceAfterDash(String(parser.text.drop { $0 == "-" }))
        }
        if expected.contains(.unit), ["month", "months", "thang", "tháng"].contains(word.lowercased()) {
            return LanguageProblem.months
        }
        if expected.contains(.time), expected.count == 1 {
            return LanguageProblem.timeFormat(word, suggestion: Clock.meant(word))
        }
        if expected.contains(.number), word == "0" { return LanguageProblem.zero }
        if expected.contains(.number), ["29", "30", "31"].contains(word) {
            return LanguageProblem.notInEveryMonth(word)
        }
        guard expected.contains(.date) else { return nil }
        if DateSpelling.isShape(word) { return LanguageProblem.noSuchDate(word) }
        if let date = DateSpelling(word) {
            return LanguageProblem.dateFormat(word, suggestion: date.meant)
        }
        return nil
    }

    private func suggestion(for word: String) -> String? {
        var candidates: [String] = []
        for expectation in parser.expected {
            switch expectation {
            case .word(let text): candidates.append(text)
            case .unit: candidates += ["working days", "working", "day", "days", "weeks", "week", "hours", "minutes"]
            case .people: candidates += ["organiser", "everyone", "staff", "all", "members"]
            case .name, .number, .date, .time, .value, .end: break
            }
        }
        if let number = NumberWords.number(word), parser.expected.contains(.number) { return String(number) }
        if parser.expected.contains(.number), let split = NumberWords.split(word) { return split }
        return Suggestion.closest(to: word, among: candidates)
    }
}

/// A date as people write it.
struct DateSpelling {
    /// `yyyy-MM-dd` where the day exists.
    let meant: String?

    /// Whether the text has the shape `yyyy-MM-dd`.
    static func isShape(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 10 && bytes[4] == 0x2D && bytes[7] == 0x2D
            && decimal(bytes[0..<4]) != nil && decimal(bytes[5..<7]) != nil && decimal(bytes[8..<10]) != nil
    }

    /// Nil for text that is no three numbers between slashes, dots or hyphens.
    init?(_ text: String) {
        let parts = text.utf8.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == 0x2F || $0 == 0x2E || $0 == 0x2D })
        guard parts.count == 3, text.utf8.count <= 10 else { return nil }
        let numbers = parts.compactMap { decimal(ArraySlice($0)) }
        guard numbers.count == 3 else { return nil }
        let date =
            parts[0].count == 4
            ? CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
            : CivilDate(year: numbers[2], month: numbers[1], day: numbers[0])
        meant = date?.description
    }
}

/// A time of day as people write it.
enum Clock {
    /// `HH:MM` for `8:00`, `8h`, `08h30`, `8.30`; nil where no time can be made out.
    static func meant(_ word: String) -> String? {
        let parts = word.utf8.split(
            omittingEmptySubsequences: true, whereSeparator: { $0 == 0x3A || $0 == 0x68 || $0 == 0x2E || $0 == 0x48 })
        let numbers = parts.compactMap { decimal(ArraySlice($0)) }
        guard numbers.count == parts.count, (1...2).contains(parts.count), word.utf8.count <= 6 else { return nil }
        return CivilTime(hour: numbers[0], minute: numbers.count == 2 ? numbers[1] : 0)?.description
    }
}

/// Numbers written as words.
enum NumberWords {
    private static let words = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "fifteen": 15, "twenty": 20, "thirty": 30, "a": 1, "an": 1, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5,
        "sau": 6, "bay": 7, "tam": 8, "chin": 9,
        "muoi": 10,
    ]

    static func number(_ word: String) -> Int? { words[Folding.folded(word)] }

    /// `3 days` for `3days`.
    static func split(_ word: String) -> String? {
        let digits = word.utf8.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, digits.count < word.utf8.count else { return nil }
        let rest = String(word[digits.endIndex...])
        let number = String(word[..<digits.endIndex])
        let units = ["days", "day", "weeks", "week", "hours", "minutes", "percent"]
        guard let unit = Suggestion.closest(to: rest, among: units) else { return nil }
        return "\(number) \(unit)"
    }
}
