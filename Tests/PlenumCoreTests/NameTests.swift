import PlenumCore
import Testing

@Suite("A name")
struct NameTests {
    @Test("is the same whichever keyboard typed it, and keeps its own letters")
    func composed() {
        let (composed, apart) = (Name("ch\u{1EE7}-\u{111}\u{1EC1}"), Name("chu\u{309}-\u{111}e\u{302}\u{300}"))
        #expect(composed == apart)
        #expect(Set([composed, apart]).count == 1)
        #expect(Array(composed.rawValue.utf8) != Array(apart.rawValue.utf8))
        #expect(apart != Name("chu-\u{111}\u{1EC1}"))
    }

    @Test("is kept once among many, long and short")
    func many() {
        let texts = (0..<3_000).map { "name-\($0)" } + ["", "x", "ê", String(repeating: "long-", count: 2_000)]
        let names = texts.map { Name($0) }
        #expect(names.map(\.rawValue) == texts)
        #expect(texts.map { Name($0) } == names)
        #expect(Set(names).count == texts.count)
    }
}
