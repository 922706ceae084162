import EngineTesting
import PlenumCore
import Testing

@Suite("A text beside the one before it")
struct TextComparisonTests {
    @Test(
        "shows the paragraphs that went and came",
        arguments: [
            ("a\nb\nc", "a\nb\nc", [.same(3)]),
            ("", "a", [.added("a")]),
            ("a", "", [.removed("a")]),
            ("a\n\nb\n\nc", "a\nx\nc", [.same(1), .removed("b"), .added("x"), .same(1)]),
            ("Điều 1.  \r\nĐiều 2.", "Điều 1.\nĐiều 2.\nĐiều 3.", [.same(2), .added("Điều 3.")]),
            ("a\nb", "b\na", [.removed("a"), .same(1), .added("a")]),
        ] as [(String, String, [TextComparison.Part])])
    func parts(old: String, new: String, parts: [TextComparison.Part]) {
        #expect(TextComparison(from: old, to: new).parts == parts)
    }

    @Test("holds all of both, in order, whatever they are")
    func whole() {
        var dice = Dice(seed: 11)
        for _ in 0..<200 {
            let (old, new) = (
                (0..<8).map { _ in dice.pick(["a", "b", "c"])! }, (0..<8).map { _ in dice.pick(["a", "b", "c"])! }
            )
            let parts = TextComparison(from: old.joined(separator: "\n"), to: new.joined(separator: "\n")).parts
            var (left, right) = (old[...], new[...])
            for part in parts {
                switch part {
                case .same(let count):
                    #expect(left.prefix(count) == right.prefix(count))
                    left = left.dropFirst(count)
                    right = right.dropFirst(count)
                case .removed(let text): #expect(left.popFirst() == text)
                case .added(let text): #expect(right.popFirst() == text)
                }
            }
            #expect(left.isEmpty && right.isEmpty)
        }
    }
}
