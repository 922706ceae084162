/// A small document, and what YAML 1.2 (with the subset's refusals) makes of it.
struct YAMLExample: Sendable {
    enum Outcome: Sendable {
        case tree(Tree)
        /// The code of the first diagnostic.
        case refused(String)
    }

    let name: String
    let text: String
    let outcome: Outcome

    init(_ name: String, _ text: String, _ tree: Tree) {
        self.name = name
        self.text = text
        outcome = .tree(tree)
    }

    init(_ name: String, _ text: String, refused code: String) {
        self.name = name
        self.text = text
        outcome = .refused(code)
    }

    static let all = plain + quoted + block + folded + lists + maps + flow + comments + documents + beyond + broken
}

/// A value without its place: what is written in a test as a literal.
indirect enum Tree: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    case text(String)
    case list([Tree])
    case map([Pair])

    struct Pair: Hashable, Sendable {
        let key: String
        let value: Tree
    }

    init(stringLiteral value: String) { self = .text(value) }
    init(arrayLiteral elements: Tree...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, Tree)...) {
        self = .map(elements.map { Pair(key: $0, value: $1) })
    }
}

extension YAMLExample {
    static let plain: [YAMLExample] = [
        YAMLExample("a word", "a: word", ["a": "word"]),
        YAMLExample("several words", "a: several words here", ["a": "several words here"]),
        YAMLExample("spaces about the value", "a:   word   ", ["a": "word"]),
        YAMLExample("spaces before the colon", "a  : word", ["a": "word"]),
        YAMLExample("a colon inside", "a: 08:30", ["a": "08:30"]),
        YAMLExample("a colon before a word", "a: b:c", ["a": "b:c"]),
        YAMLExample("colons at the end of a word in a list", "- a::b", ["a::b"]),
        YAMLExample("a hash inside", "a: b#c", ["a": "b#c"]),
        YAMLExample("a quotation mark inside", "a: it's \"so\"", ["a": "it's \"so\""]),
        YAMLExample("a hyphen at the start", "a: -b", ["a": "-b"]),
        YAMLExample("a question mark at the start", "a: ?b", ["a": "?b"]),
        YAMLExample("a colon at the start", "a: :b", ["a": ":b"]),
        YAMLExample("signs inside", "a: b&c*d!e|f>g%h@i", ["a": "b&c*d!e|f>g%h@i"]),
        YAMLExample("brackets inside", "a: b[c]{d},e", ["a": "b[c]{d},e"]),
        YAMLExample("over two lines", "a: one\n  two", ["a": "one two"]),
        YAMLExample("over two lines in another column", "a: one\n      two", ["a": "one two"]),
        YAMLExample("beginning on the next line", "a:\n  one\n  two", ["a": "one two"]),
        YAMLExample("an empty line within", "a: one\n\n  two", ["a": "one\ntwo"]),
        YAMLExample("two empty lines within", "a: one\n\n\n  two", ["a": "one\n\ntwo"]),
        YAMLExample("spaces at the end of its lines", "a: one   \n  two  ", ["a": "one two"]),
        YAMLExample("a tab between words", "a: one\ttwo", ["a": "one\ttwo"]),
        YAMLExample("a tab behind the colon", "a:\tword", ["a": "word"]),
        YAMLExample("nothing", "a:", ["a": ""]),
        YAMLExample("nothing, and another key", "a:\nb: c", ["a": "", "b": "c"]),
        YAMLExample("a tilde", "a: ~", ["a": "~"]),
        YAMLExample("a truth", "a: yes\nb: off\nc: True", ["a": "yes", "b": "off", "c": "True"]),
        YAMLExample(
            "numbers", "a: 010\nb: 0o7\nc: 1_000\nd: .5\ne: -.inf",
            ["a": "010", "b": "0o7", "c": "1_000", "d": ".5", "e": "-.inf"]),
        YAMLExample("a sexagesimal", "a: 190:20:30", ["a": "190:20:30"]),
        YAMLExample("a date and a version", "a: 2026-02-29\nb: 3.10", ["a": "2026-02-29", "b": "3.10"]),
        YAMLExample("Vietnamese", "tiêu đề: Nghị quyết của Đảng ủy", ["tiêu đề": "Nghị quyết của Đảng ủy"]),
        YAMLExample("beyond the basic plane", "a: 😀 𝒳", ["a": "😀 𝒳"]),
        YAMLExample("a key with a space", "a b: c", ["a b": "c"]),
        YAMLExample("a key of one digit", "1: c", ["1": "c"]),
        YAMLExample("an equals sign", "a: =", ["a": "="]),
        YAMLExample("two less-than signs as a value", "a: <<", ["a": "<<"]),
        YAMLExample("three hyphens inside", "a: b --- c", ["a": "b --- c"]),
        YAMLExample("a percent sign inside", "a: 90 %", ["a": "90 %"]),
    ]

    static let quoted: [YAMLExample] = [
        YAMLExample("single quotes", "a: 'b'", ["a": "b"]),
        YAMLExample("empty single quotes", "a: ''", ["a": ""]),
        YAMLExample("a quote within single quotes", "a: 'it''s'", ["a": "it's"]),
        YAMLExample("only quotes within single quotes", "a: ''''", ["a": "'"]),
        YAMLExample("a backslash in single quotes", #"a: 'b\n'"#, ["a": #"b\n"#]),
        YAMLExample("a colon in single quotes", "a: 'b: c'", ["a": "b: c"]),
        YAMLExample("a hash in single quotes", "a: 'b # c'", ["a": "b # c"]),
        YAMLExample("single quotes over lines", "a: 'one\n  two'", ["a": "one two"]),
        YAMLExample("single quotes over an empty line", "a: 'one\n\n  two'", ["a": "one\ntwo"]),
        YAMLExample("spaces kept in single quotes", "a: ' b '", ["a": " b "]),
        YAMLExample("double quotes", #"a: "b""#, ["a": "b"]),
        YAMLExample("empty double quotes", #"a: """#, ["a": ""]),
        YAMLExample("a quote within double quotes", #"a: "\"b\"""#, ["a": "\"b\""]),
        YAMLExample("a backslash in double quotes", #"a: "b\\c""#, ["a": #"b\c"#]),
        YAMLExample("escapes of one letter", #"a: "\t\n\r\e\a\b\f\v""#, ["a": "\t\n\r\u{1B}\u{7}\u{8}\u{C}\u{B}"]),
        YAMLExample("an escaped slash", #"a: "b\/c""#, ["a": "b/c"]),
        YAMLExample("an escaped space", #"a: "\ b""#, ["a": " b"]),
        YAMLExample("escapes by number", #"a: "\x41\u1EBF\U0001F600""#, ["a": "Aế😀"]),
        YAMLExample("a no-break space by letter", #"a: "\_""#, ["a": "\u{A0}"]),
        YAMLExample("line ends by letter", #"a: "\N\L\P""#, ["a": "\u{85}\u{2028}\u{2029}"]),
        YAMLExample("double quotes over lines", "a: \"one\n  two\"", ["a": "one two"]),
        YAMLExample("double quotes over an empty line", "a: \"one\n\n  two\"", ["a": "one\ntwo"]),
        YAMLExample("an escaped line end", "a: \"one\\\n  two\"", ["a": "onetwo"]),
        YAMLExample("an escaped line end behind a space", "a: \"one \\\n  two\"", ["a": "one two"]),
        YAMLExample("a quoted key", #""a b": c"#, ["a b": "c"]),
        YAMLExample("a key in single quotes", "'a: b': c", ["a: b": "c"]),
        YAMLExample("a quoted merge sign", "'<<': c", ["<<": "c"]),
        YAMLExample("a comment behind quotes", "a: 'b' # c", ["a": "b"]),
        YAMLExample("quoted text that looks like a list", "a: '- b'", ["a": "- b"]),
    ]

    static let block: [YAMLExample] = [
        YAMLExample("literal", "a: |\n  one\n  two\n", ["a": "one\ntwo\n"]),
        YAMLExample("literal, stripped", "a: |-\n  one\n  two\n", ["a": "one\ntwo"]),
        YAMLExample("literal, kept", "a: |+\n  one\n\nb: c", ["a": "one\n\n", "b": "c"]),
        YAMLExample("literal, clipped", "a: |\n  one\n\n\nb: c", ["a": "one\n", "b": "c"]),
        YAMLExample("literal with its indentation", "a: |1\n  one\n", ["a": " one\n"]),
        YAMLExample("literal with indentation and strip", "a: |1-\n  one\n", ["a": " one"]),
        YAMLExample("literal with strip and indentation", "a: |-1\n  one\n", ["a": " one"]),
        YAMLExample("literal with deeper lines", "a: |\n  one\n    two\n  three\n", ["a": "one\n  two\nthree\n"]),
        YAMLExample("literal with an empty line", "a: |\n  one\n\n  two\n", ["a": "one\n\ntwo\n"]),
        YAMLExample("literal beginning with an empty line", "a: |\n\n  one\n", ["a": "\none\n"]),
        YAMLExample("literal with a hash", "a: |\n  # no comment\n", ["a": "# no comment\n"]),
        YAMLExample("literal with a comment behind its sign", "a: | # why\n  one\n", ["a": "one\n"]),
        YAMLExample("literal with quotes and colons", "a: |\n  \"b\": 'c'\n", ["a": "\"b\": 'c'\n"]),
        YAMLExample("literal with a backslash", "a: |\n  b\\n\n", ["a": "b\\n\n"]),
        YAMLExample("literal at the end without a line end", "a: |\n  one", ["a": "one"]),
        YAMLExample("literal that is empty", "a: |\nb: c", ["a": "", "b": "c"]),
        YAMLExample("literal, kept and empty", "a: |+\n\nb: c", ["a": "\n", "b": "c"]),
        YAMLExample("literal with spaces at the end of a line", "a: |\n  one  \n", ["a": "one  \n"]),
        YAMLExample("literal in a list", "- |\n one\n- two", ["one\n", "two"]),
        YAMLExample("literal with a tab within", "a: |\n  one\n  \ttwo\n", ["a": "one\n\ttwo\n"]),
    ]

    static let folded: [YAMLExample] = [
        YAMLExample("folded", "a: >\n  one\n  two\n", ["a": "one two\n"]),
        YAMLExample("folded, stripped", "a: >-\n  one\n  two\n", ["a": "one two"]),
        YAMLExample("folded, kept", "a: >+\n  one\n\nb: c", ["a": "one\n\n", "b": "c"]),
        YAMLExample("folded with an empty line", "a: >\n  one\n\n  two\n", ["a": "one\ntwo\n"]),
        YAMLExample("folded with two empty lines", "a: >\n  one\n\n\n  two\n", ["a": "one\n\ntwo\n"]),
        YAMLExample("folded with a deeper line", "a: >\n  one\n    two\n  three\n", ["a": "one\n  two\nthree\n"]),
        YAMLExample(
            "folded with deeper lines", "a: >\n  one\n   two\n   three\n  four\n", ["a": "one\n two\n three\nfour\n"]),
        YAMLExample("folded beginning with an empty line", "a: >\n\n  one\n  two\n", ["a": "\none two\n"]),
        YAMLExample("folded with its indentation", "a: >2\n   one\n  two\n", ["a": " one\ntwo\n"]),
        YAMLExample("folded with a line like a list", "a: >\n  one\n  - two\n", ["a": "one - two\n"]),
    ]

    static let lists: [YAMLExample] = [
        YAMLExample("a list", "- a\n- b", ["a", "b"]),
        YAMLExample("a list in a map", "a:\n  - b\n  - c", ["a": ["b", "c"]]),
        YAMLExample("a list in the column of its key", "a:\n- b\n- c\nd: e", ["a": ["b", "c"], "d": "e"]),
        YAMLExample("a list in a list", "- - a\n  - b\n- c", [["a", "b"], "c"]),
        YAMLExample("maps in a list", "- a: b\n  c: d\n- e: f", [["a": "b", "c": "d"], ["e": "f"]]),
        YAMLExample("an empty entry", "- a\n-\n- b", ["a", "", "b"]),
        YAMLExample("an entry on the next line", "-\n  a\n- b", ["a", "b"]),
        YAMLExample("a map below its hyphen", "-\n  a: b\n  c: d", [["a": "b", "c": "d"]]),
        YAMLExample("spaces behind the hyphen", "-   a\n-   b: c\n    d: e", ["a", ["b": "c", "d": "e"]]),
        YAMLExample("an entry over lines", "- one\n  two\n- three", ["one two", "three"]),
        YAMLExample("a hyphen and a number", "- -3", ["-3"]),
        YAMLExample("a list of nothing but nothing", "-\n-", ["", ""]),
        YAMLExample("an empty line between entries", "- a\n\n- b", ["a", "b"]),
        YAMLExample("a list deep in maps", "a:\n  b:\n    c:\n      - d", ["a": ["b": ["c": ["d"]]]]),
    ]

    static let maps: [YAMLExample] = [
        YAMLExample("two keys", "a: b\nc: d", ["a": "b", "c": "d"]),
        YAMLExample("a map in a map", "a:\n  b: c\nd: e", ["a": ["b": "c"], "d": "e"]),
        YAMLExample("another depth in each map", "a:\n    b: c\nd:\n e: f", ["a": ["b": "c"], "d": ["e": "f"]]),
        YAMLExample("keys in their order", "z: a\ny: b\nx: c", ["z": "a", "y": "b", "x": "c"]),
        YAMLExample("an explicit key", "? a\n: b", ["a": "b"]),
        YAMLExample("an explicit key without a value", "? a\n? b", ["a": "", "b": ""]),
        YAMLExample("an explicit key over lines", "? a\n  b\n: c", ["a b": "c"]),
        YAMLExample("an explicit literal key", "? |-\n  a\n: b", ["a": "b"]),
        YAMLExample("keys that differ in case", "a: b\nA: c", ["a": "b", "A": "c"]),
        YAMLExample(
            "keys like truths and numbers", "no: a\n3: b\n3.0: c\nnull: d",
            ["no": "a", "3": "b", "3.0": "c", "null": "d"]),
        YAMLExample("the same key in different maps", "a:\n  b: c\nd:\n  b: e", ["a": ["b": "c"], "d": ["b": "e"]]),
        YAMLExample("a key with a hyphen", "a-b: c", ["a-b": "c"]),
        YAMLExample("a value below a comment", "a:\n  # why\n  b", ["a": "b"]),
        YAMLExample("an empty line before a map", "a:\n\n  b: c", ["a": ["b": "c"]]),
    ]

    static let flow: [YAMLExample] = [
        YAMLExample("a list in brackets", "[a, b]", ["a", "b"]),
        YAMLExample("brackets without spaces", "[a,b]", ["a", "b"]),
        YAMLExample("empty brackets", "a: []", ["a": []]),
        YAMLExample("a comma at the end", "[a, b, ]", ["a", "b"]),
        YAMLExample("a map in braces", "{a: b, c: d}", ["a": "b", "c": "d"]),
        YAMLExample("empty braces", "a: {}", ["a": [:]]),
        YAMLExample("a comma at the end in braces", "{a: b, }", ["a": "b"]),
        YAMLExample("a key without a value in braces", "{a, b: c}", ["a": "", "b": "c"]),
        YAMLExample("an empty value in braces", "{a: , b: c}", ["a": "", "b": "c"]),
        YAMLExample("a quoted key next to its value", #"{"a":b}"#, ["a": "b"]),
        YAMLExample("a plain key next to its value", "{a:b}", ["a:b": ""]),
        YAMLExample("brackets in brackets", "[[a], [b, [c]]]", [["a"], ["b", ["c"]]]),
        YAMLExample("braces in brackets", "[{a: b}, {c: d}]", [["a": "b"], ["c": "d"]]),
        YAMLExample("brackets in braces", "{a: [b, c]}", ["a": ["b", "c"]]),
        YAMLExample("a pair in brackets", "[a: b, c]", [["a": "b"], "c"]),
        YAMLExample("brackets over lines", "a: [b,\n  c,\n  d]", ["a": ["b", "c", "d"]]),
        YAMLExample("a text over lines in brackets", "[a\n b, c]", ["a b", "c"]),
        YAMLExample("a comment in brackets", "[a, # why\n b]", ["a", "b"]),
        YAMLExample("quotes in brackets", "['a, b', \"c\"]", ["a, b", "c"]),
        YAMLExample("spaces in brackets", "[ several words , b ]", ["several words", "b"]),
        YAMLExample("an explicit key in braces", "{? a : b}", ["a": "b"]),
        YAMLExample("a hash inside a word in brackets", "[a#b]", ["a#b"]),
    ]

    static let comments: [YAMLExample] = [
        YAMLExample("before everything", "# why\na: b", ["a": "b"]),
        YAMLExample("behind a value", "a: b # why", ["a": "b"]),
        YAMLExample("behind a key", "a: # why\n  b: c", ["a": ["b": "c"]]),
        YAMLExample("between keys, in any column", "a: b\n      # why\nc: d", ["a": "b", "c": "d"]),
        YAMLExample("at the end", "a: b\n# why", ["a": "b"]),
        YAMLExample("with a colon in it", "# a: b\nc: d", ["c": "d"]),
        YAMLExample("between entries", "- a\n# why\n- b", ["a", "b"]),
        YAMLExample("an empty one", "a: b #\nc: d", ["a": "b", "c": "d"]),
    ]

    static let documents: [YAMLExample] = [
        YAMLExample("a start", "---\na: b", ["a": "b"]),
        YAMLExample("a start and a value in one line", "--- a", "a"),
        YAMLExample("a start and an end", "---\na: b\n...\n", ["a": "b"]),
        YAMLExample("a comment behind the end", "a: b\n... # why\n", ["a": "b"]),
        YAMLExample("a version", "%YAML 1.2\n---\na: b", ["a": "b"]),
        YAMLExample("the version before", "%YAML 1.1\n---\na: b", ["a": "b"]),
        YAMLExample("a scalar alone", "word", "word"),
        YAMLExample("empty lines before and behind", "\n\na: b\n\n", ["a": "b"]),
        YAMLExample("line ends of Windows", "a: b\r\nc:\r\n  - d\r\n", ["a": "b", "c": ["d"]]),
        YAMLExample("line ends of an old Mac", "a: b\rc: d\r", ["a": "b", "c": "d"]),
        YAMLExample("no line end at the end", "a:\n  - b", ["a": ["b"]]),
    ]

    /// YAML that the subset leaves out.
    static let beyond: [YAMLExample] = [
        YAMLExample("an anchor", "a: &b c", refused: "anchor"),
        YAMLExample("an anchor on a map", "a: &b\n  c: d", refused: "anchor"),
        YAMLExample("an anchor on a list", "a: &b [c]", refused: "anchor"),
        YAMLExample("an anchor on a key", "&b a: c", refused: "anchor"),
        YAMLExample("an alias", "a: &b c\nd: *b", refused: "anchor"),
        YAMLExample("an alias as a key", "a: b\n*c : d", refused: "anchor"),
        YAMLExample("an unknown alias in a list", "[*a]", refused: "anchor"),
        YAMLExample("a merge", "<<: {a: b}", refused: "merge-key"),
        YAMLExample("a merge deeper down", "a:\n  <<: [{b: c}]", refused: "merge-key"),
        YAMLExample("a tag of YAML's", "a: !!bool yes", refused: "tag"),
        YAMLExample("a tag of YAML's on a list", "a: !!set {b}", refused: "tag"),
        YAMLExample("a foreign tag", "a: !ruby/object {}", refused: "tag"),
        YAMLExample("a verbatim tag", "a: !<tag:yaml.org,2002:int> 1", refused: "tag"),
        YAMLExample("a binary", "a: !!binary aGk=", refused: "tag"),
        YAMLExample("a tag directive", "%TAG ! tag:example.org,2000:\n---\na: b", refused: "directive"),
        YAMLExample("two documents", "a: b\n---\nc: d", refused: "second-document"),
        YAMLExample("two documents with an end between", "a: b\n...\n---\nc: d", refused: "second-document"),
        YAMLExample("a list as a key", "? [a]\n: b", refused: "key-not-text"),
        YAMLExample("a list as a key in braces", "{[a]: b}", refused: "key-not-text"),
        YAMLExample("a map as a key", "{a: b}: c", refused: "key-not-text"),
        YAMLExample("an empty key", ": a", refused: "empty-key"),
        YAMLExample("a quoted empty key", "'': a", refused: "empty-key"),
        YAMLExample("a key twice", "a: b\na: c", refused: "duplicate-key"),
        YAMLExample("a key twice, once in quotes", "a: b\n\"a\": c", refused: "duplicate-key"),
        YAMLExample("a key twice in braces", "{a: b, a: c}", refused: "duplicate-key"),
        YAMLExample("a key twice, once by an escape", "a: b\n\"\\x61\": c", refused: "duplicate-key"),
        YAMLExample("nothing", "", refused: "empty-file"),
        YAMLExample("only comments", "# a\n# b\n", refused: "empty-file"),
        YAMLExample("a document without a value", "---\n...\n", refused: "empty-file"),
    ]

    /// What is no YAML at all.
    static let broken: [YAMLExample] = [
        // YAML 1.2 would take it for text; libyaml does not, and says so.
        YAMLExample("a tab where a literal begins", "a: |\n  \tone\n", refused: "tab"),
        YAMLExample("a tab as indentation", "a:\n\tb: c", refused: "tab"),
        YAMLExample("a tab behind spaces as indentation", "a:\n  b: c\n \td: e", refused: "tab"),
        YAMLExample("a bracket left open", "a: [b, c", refused: "unclosed-bracket"),
        YAMLExample("a brace left open", "a: {b: c", refused: "unclosed-bracket"),
        YAMLExample("a quotation mark left open", "a: \"b\nc: d", refused: "unclosed-quote"),
        YAMLExample("a quote left open", "a: 'b\nc: d", refused: "unclosed-quote"),
        YAMLExample("a bracket too many", "a: ]", refused: "cannot-start"),
        YAMLExample("an unknown escape", #"a: "\q""#, refused: "bad-escape"),
        YAMLExample("an escape cut short", #"a: "\u12""#, refused: "bad-escape"),
        YAMLExample("an escaped half of a pair", #"a: "\uD800""#, refused: "bad-escape"),
        YAMLExample("two colons in a line", "a: b: c", refused: "second-colon"),
        YAMLExample("text behind quotes", "a: 'b' c", refused: "after-quote"),
        YAMLExample("a key less deep than its neighbours", "a:\n  b: c\n d: e", refused: "indentation"),
        YAMLExample("a list entry among keys", "a: b\n- c", refused: "indentation"),
        YAMLExample("a key among entries", "- a\nb: c", refused: "indentation"),
        YAMLExample("a sign that starts nothing", "a: @b", refused: "cannot-start"),
        YAMLExample("a grave accent", "a: `b`", refused: "cannot-start"),
        YAMLExample("a percent sign at the start", "a: %b", refused: "cannot-start"),
        YAMLExample("a comma at the start in brackets", "[, a]", refused: "not-yaml"),
        YAMLExample("NUL", "a: \u{0}", refused: "nul"),
        YAMLExample("an unknown version", "%YAML 3.0\n---\na: b", refused: "directive"),
    ]
}
