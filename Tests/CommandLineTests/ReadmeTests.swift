import Foundation
import Testing

@Suite("The README")
struct ReadmeTests {
    /// The text between a fence of that language and the next fence.
    private func block(_ language: String, in text: String) throws -> String {
        let start = try #require(text.range(of: "```\(language)\n"))
        let end = try #require(text.range(of: "\n```", range: start.upperBound..<text.endIndex))
        return String(text[start.upperBound..<end.lowerBound]) + "\n"
    }

    @Test("shows commands that do what it says they do, line by line")
    func transcript() throws {
        let program = try Program()
        let readme = try String(contentsOf: Program.repository.appending(path: "README.md"), encoding: .utf8)
        try program.write(try block("yaml", in: readme), to: "papers.yaml")
        try program.copy("examples/thematic-session/people.yaml")
        var command: String?
        var expected = ""
        var ran = 0

        func check() throws {
            guard let command else { return }
            let result = try program.run(command.split(separator: " ").dropFirst().map(String.init))
            #expect(result.status == 0, "\(command): \(result.errors)")
            #expect(matches(result.output, expected), "\(command) printed:\n\(result.output)")
            ran += 1
        }
        for line in try block("console", in: readme).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("$ ") {
                try check()
                command = String(line.dropFirst(2))
                expected = ""
            } else if !line.isEmpty {
                expected += line + "\n"
            }
        }
        try check()
        #expect(ran >= 6)
    }

    /// `…` in what is expected stands for anything within a line: hashes and versions differ from machine to machine.
    private func matches(_ text: String, _ expected: String) -> Bool {
        let (lines, wanted) = (text.split(separator: "\n"), expected.split(separator: "\n"))
        guard lines.count == wanted.count else { return false }
        return zip(lines, wanted).allSatisfy { line, wanted in
            var rest = Substring(line)
            let parts = wanted.components(separatedBy: "…")
            guard parts.count > 1 else { return line == wanted }
            for (index, part) in parts.enumerated() where !part.isEmpty {
                guard let found = rest.range(of: part), index > 0 || found.lowerBound == rest.startIndex else {
                    return false
                }
                rest = rest[found.upperBound...]
            }
            return parts.last == "" || rest.isEmpty
        }
    }
}

@Suite("The reference of the language")
struct ReferenceTests {
    @Test("stands in docs/ as the program prints it", arguments: [("en", "language.md"), ("vi", "ngon-ngu.md")])
    func printed(language: String, file: String) throws {
        let printed = try Program().run("reference", "--lang", language).output
        let kept = try String(contentsOf: Program.repository.appending(path: "docs/\(file)"), encoding: .utf8)
        #expect(printed == kept, "run: plenum reference --lang \(language) > docs/\(file)")
    }
}
