/// Reads a phrase word by word. What was expected where it got stuck is the diagnostic.
///
/// Each rule answers nil when the words are not its own and leaves the place as it was; the furthest word that
/// any rule stopped at is where the phrase is wrong.
public struct PhraseParser {
    /// Where the phrase stands.
    private var tree = NodeTree(text: "")
    private var extent = NodeTree.Extent.none
    private(set) var words: [Word] = []
    private var isEvenlySpaced = true
    /// Whether what was expected is kept; most phrases are right, and then nobody asks.
    private var isRecording = false
    private(set) var index = 0
    private(set) var furthest = 0
    /// What could have stood at the furthest word.
    private(set) var expected: [Expectation] = []
    /// Names met on the way, told to the context when the phrase is read whole.
    private(set) var uses: [(name: Name, role: Use.Role, start: Int, end: Int)] = []

    init() {}

    init(_ text: String) {
        let tree = NodeTree(text: text)
        begin(tree.whole, of: tree)
    }

    /// Goes to the first word of a phrase.
    mutating func begin(_ extent: NodeTree.Extent, of tree: NodeTree, recording: Bool = false) {
        if self.tree !== tree { self.tree = tree }
        self.extent = extent
        isRecording = recording
        (index, furthest) = (0, 0)
        if !expected.isEmpty { expected = [] }
        uses.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        isEvenlySpaced = tree.withBytes(extent) { Word.split($0, into: &words) }
    }

    var text: String { tree.string(extent) }

    private func withBytes<Result>(of word: Word, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        tree.withBytes(extent) { body(UnsafeBufferPointer(rebasing: $0[word.bytes])) }
    }

    func text(of word: Word) -> String { withBytes(of: word) { String(decoding: $0, as: UTF8.self) } }

    func first(of word: Word) -> UInt8 { withBytes(of: word) { $0[0] } }

    func beginsWithDigit(_ word: Word) -> Bool { (0x30...0x39).contains(first(of: word)) }

    func number(of word: Word) -> Int? { word.bytes.count <= 5 ? withBytes(of: word) { decimal($0) } : nil }

    var current: Word? { index < words.count ? words[index] : nil }
    var isAtEnd: Bool { index == words.count }

    mutating func advance() { index += 1 }
    mutating func index(back count: Int) { index -= count }

    /// Notes what could stand here.
    mutating func expect(_ expectation: @autoclosure () -> Expectation) {
        if isRecording { record(expectation()) }
    }

    private mutating func record(_ expectation: Expectation) {
        if index > furthest {
            furthest = index
            expected = []
        }
        if index == furthest, !expected.contains(expectation) { expected.append(expectation) }
    }

    mutating func take(_ keyword: Keyword) -> Bool {
        if let current, current.keyword == keyword {
            index += 1
            return true
        }
        expect(.word(keyword.rawValue))
        return false
    }

    /// These words in this order; none is taken when one is missing.
    mutating func take(_ keywords: Keyword...) -> Bool {
        let start = index
        for keyword in keywords where !take(keyword) {
            index = start
            return false
        }
        return true
    }

    mutating func take(oneOf keywords: [Keyword]) -> Keyword? {
        if let keyword = current?.keyword, keywords.contains(keyword) {
            index += 1
            return keyword
        }
        for keyword in keywords { expect(.word(keyword.rawValue)) }
        return nil
    }

    /// A whole number from 1 to 99,999.
    mutating func number() -> Int? {
        if let word = current, let number = number(of: word), number > 0 {
            index += 1
            return number
        }
        expect(.number)
        return nil
    }

    /// A name, not looked up.
    mutating func name() -> Name? {
        if let current, current.keyword?.isReserved != true,
            let name = withBytes(of: current, { NameRule.isWellFormed($0) ? Name($0) : nil })
        {
            index += 1
            return name
        }
        expect(.name)
        return nil
    }

    /// A name that stands for something.
    mutating func name(_ role: Use.Role) -> Name? {
        guard let word = current, let name = name() else { return nil }
        uses.append((name, role, word.start, word.end))
        return name
    }

    mutating func note(_ name: Name, _ role: Use.Role, _ word: Word) {
        uses.append((name, role, word.start, word.end))
    }

    /// What `rule` reads, or nothing taken.
    mutating func attempt<Value>(_ rule: (inout PhraseParser) -> Value?) -> Value? {
        let start = index
        let count = uses.count
        if let value = rule(&self) { return value }
        index = start
        uses.removeLast(uses.count - count)
        return nil
    }

    /// The words from `start` to here, as they were written.
    func written(from start: Int) -> SourceText {
        if start == 0, index == words.count, isEvenlySpaced { return SourceText(extent, in: tree) }
        return SourceText(words[start..<index].map(text).joined(separator: " "))
    }
}

/// What could have stood at a place in a phrase.
public enum Expectation: Hashable, Sendable {
    case word(String)
    case number, name, date, time, unit, people, value, end
}

/// What a name may be made of.
public enum NameRule {
    /// Lower-case letters of any script, digits and hyphens, beginning with a letter; no word of the grammar.
    public static func isName(_ text: String) -> Bool {
        text.withBytes(isName)
    }

    static func isName(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        isWellFormed(bytes) && Keyword.named(bytes)?.isReserved != true
    }

    package static func isWellFormed(_ text: String) -> Bool {
        text.withBytes(isWellFormed)
    }

    static func isWellFormed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, first >= 0x61 else { return false }
        for byte in bytes {
            switch byte {
            case 0x61...0x7A, 0x30...0x39, 0x2D: break
            case 0x80...: return isWellFormed(String(decoding: bytes, as: UTF8.self).unicodeScalars)
            default: return false
            }
        }
        return true
    }

    private static func isWellFormed(_ scalars: String.UnicodeScalarView) -> Bool {
        var isFirst = true
        for scalar in scalars {
            switch scalar.value {
            case 0x61...0x7A: break
            case 0x30...0x39, 0x2D: if isFirst { return false }
            case 0x80...:
                let properties = scalar.properties
                let isMark = properties.generalCategory == .nonspacingMark || properties.generalCategory == .spacingMark
                guard properties.isAlphabetic || (isMark && !isFirst), !properties.changesWhenLowercased else {
                    return false
                }
            default: return false
            }
            isFirst = false
        }
        return !isFirst
    }
}
