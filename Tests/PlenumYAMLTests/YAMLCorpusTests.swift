import PlenumCore
import PlenumYAML
import Testing

@Suite("A small document of every kind")
struct YAMLCorpusTests {
    @Test("has the value, or the refusal, that YAML 1.2 and the subset give it", arguments: YAMLExample.all.indices)
    func read(index: Int) {
        let example = YAMLExample.all[index]
        let reading = YAMLReader.read(bytes: Array(example.text.utf8))
        switch example.outcome {
        case .tree(let tree):
            #expect(reading.diagnostics.map(\.oneLine) == [], "\(example.name)")
            #expect(reading.node.map(Tree.init) == tree, "\(example.name)")
        case .refused(let code):
            #expect(
                reading.diagnostics.first?.problem.code == code,
                "\(example.name): \(reading.diagnostics.map(\.oneLine))")
        }
    }

    @Test("is read or refused, never more, with any of its characters lost, doubled or replaced")
    func mutations() {
        var count = 0
        for example in YAMLExample.all {
            let scalars = Array(example.text.unicodeScalars)
            for index in scalars.indices {
                for replacement in [
                    "", String(scalars[index]) + String(scalars[index]), ":", "\t", "\"", "\n", "[", "- ",
                ] {
                    let text =
                        String(String.UnicodeScalarView(scalars[..<index])) + replacement
                        + String(String.UnicodeScalarView(scalars[(index + 1)...]))
                    let bytes = Array(text.utf8)
                    let reading = YAMLReader.read(bytes: bytes)
                    let isRead = reading.node != nil
                    if !isRead, reading.diagnostics.isEmpty { Issue.record("neither read nor refused: \(text)") }
                    // What is wrong must lie in the file.
                    let lines = SourceLines(bytes)
                    for diagnostic in reading.diagnostics where !(1...lines.count).contains(diagnostic.mark.line) {
                        Issue.record("\(diagnostic.oneLine) is in no line of: \(text)")
                    }
                    count += 1
                }
            }
        }
        #expect(count > 15_000)
        #expect(YAMLExample.all.count >= 150)
    }
}

extension Tree {
    init(_ node: Node) {
        if let nodes = node.list {
            self = .list(nodes.map(Tree.init))
        } else if let pairs = node.map {
            self = .map(pairs.map { Pair(key: $0.key, value: Tree($0.value)) })
        } else {
            self = .text(node.scalar ?? "")
        }
    }
}
