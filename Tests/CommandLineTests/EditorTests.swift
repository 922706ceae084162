import Foundation
import Testing

/// What docs/editors.md tells its readers to type, typed.
@Suite("The page on editors")
struct EditorTests {
    private static let plan = """
        # yaml-language-server: $schema=plenum.schema.json
        plenum: 1
        workflow: plan
        title: { en: A plan }
        calendar: international
        steps:
          report:
            kind: task
            title: { en: Write the report }
            who: organiser
            dealine: none

        """

    private func page() throws -> String {
        try String(contentsOf: Program.repository.appending(path: "docs/editors.md"), encoding: .utf8)
    }

    /// The blocks of a language, without their fences.
    private func blocks(_ language: String) throws -> [String] {
        try page().components(separatedBy: "```\(language)\n").dropFirst().map {
            String($0.components(separatedBy: "\n```")[0])
        }
    }

    private func program() throws -> Program {
        let program = try Program()
        try program.write(Self.plan, to: "plan.yaml")
        return program
    }

    @Test("shows commands that print what it says they print")
    func transcripts() throws {
        let program = try program()
        let transcripts = try blocks("console")
        #expect(transcripts.count == 2)
        for transcript in transcripts {
            let lines = transcript.split(separator: "\n", omittingEmptySubsequences: false)
            let command = try #require(lines.first).split(separator: " ").dropFirst(2).map(String.init)
            let result = try program.run(command)
            #expect(result.status == 1)
            #expect(result.errors + result.output == lines.dropFirst().joined(separator: "\n") + "\n")
        }
    }

    @Test("gives VS Code and Kate settings that are JSON, and a pattern that finds what is told")
    func settings() throws {
        let settings = try blocks("json").map { try JSONSerialization.jsonObject(with: Data($0.utf8)) }
        #expect(settings.count == 3)
        let named = settings.compactMap { $0 as? [String: Any] }.first { $0["tasks"] != nil }
        let task = (named?["tasks"] as? [[String: Any]])?.first
        let patterns = (task?["problemMatcher"] as? [String: Any])?["pattern"] as? [String: Any]
        let pattern = try #require(patterns?["regexp"] as? String)
        let line = try program().run("check", "--one-line", "plan.yaml").errors.split(separator: "\n")[0]
        let match = try #require(try Regex(pattern).wholeMatch(in: line))
        #expect((1...5).map { match.output[$0].substring } == ["plan.yaml", "11", "5", "error", "unknown-key"])
    }

    @Test("gives Vim a form of errors by which it finds the place", .enabled(if: Self.hasVim))
    func vim() throws {
        let program = try program()
        let format = try #require(try blocks("vim").first?.split(separator: "\n").last)
        try program.write(try program.run("check", "--one-line", "plan.yaml").errors, to: "errors.txt")
        try program.write(String(format), to: "format.vim")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/vim")
        process.currentDirectoryURL = program.folder
        process.arguments = [
            "-Nu", "NONE", "-es", "-S", "format.vim", "+cgetfile errors.txt",
            "+call writefile(map(getqflist(), {_, p -> join([bufname(p.bufnr), p.lnum, p.col, p.type])}), 'found.txt')",
            "+qa!",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let found = try String(contentsOf: program.folder.appending(path: "found.txt"), encoding: .utf8)
        #expect(found == "plan.yaml 11 5 e\n")
    }

    private static let hasVim = FileManager.default.isExecutableFile(atPath: "/usr/bin/vim")

    @Test("names a schema that is one, and a line that Plenum takes for a comment")
    func schema() throws {
        let program = try program()
        let schema = try program.run("schema", "--lang", "en").output
        let object = try #require(try JSONSerialization.jsonObject(with: Data(schema.utf8)) as? [String: Any])
        #expect(object["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        #expect(try blocks("yaml") == [String(Self.plan.split(separator: "\n")[0])])
        try program.write(Self.plan.replacingOccurrences(of: "dealine", with: "deadline"), to: "plan.yaml")
        #expect(try program.run("check", "plan.yaml").status == 0)
    }
}
