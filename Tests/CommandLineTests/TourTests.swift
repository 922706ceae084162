import Foundation
import Testing

@Suite("The tour")
struct TourTests {
    /// A command of the page with what it is said to print, and the moment at which it is given.
    private struct Entry {
        let now: String
        let command: String
        var printed: [Substring] = []
    }

    private func entries(of page: String) throws -> [Entry] {
        let text = try String(contentsOf: Program.repository.appending(path: "docs/\(page)"), encoding: .utf8)
        var entries: [Entry] = []
        var now = ""
        var isConsole = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("<!-- now ") { now = String(line.dropFirst("<!-- now ".count).dropLast(" -->".count)) }
            if line.hasPrefix("```") {
                isConsole = line == "```console"
            } else if isConsole, line.hasPrefix("$ ") {
                entries.append(Entry(now: now, command: String(line.dropFirst(2))))
            } else if isConsole, !entries.isEmpty {
                entries[entries.count - 1].printed.append(line)
            }
        }
        return entries
    }

    @Test("shows commands that print what it says they print", arguments: [("tour.md", "en"), ("huong-dan.md", "vi")])
    func transcript(page: String, language: String) throws {
        let program = try Program()
        try program.copy("examples/thematic-session/people.yaml")
        try program.copy("examples/thematic-session/topics.csv")
        let shim = program.folder.appending(path: ".bin/plenum")
        try FileManager.default.createDirectory(
            at: shim.deletingLastPathComponent(), withIntermediateDirectories: true)
        try "#!/bin/sh\nexec '\(Program.executable.path)' \"$@\" --now \"$NOW\"\n"
            .write(to: shim, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: shim.path)
        let entries = try entries(of: page)
        #expect(entries.count > 20)
        for entry in entries {
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", entry.command]
            process.currentDirectoryURL = program.folder
            process.environment = [
                "PATH": "\(shim.deletingLastPathComponent().path):/usr/bin:/bin", "NOW": entry.now,
                "PLENUM_LANG": language,
            ]
            let output = Pipe()
            process.standardOutput = output
            process.standardError = output
            process.standardInput = FileHandle.nullDevice
            try process.run()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(entry.command): \(text)")
            #expect(matches(text, entry.printed), "\(entry.command) printed:\n\(text)")
        }
    }

    /// `…` alone on the last line stands for all that follows; at the end of a line, for the rest of it.
    private func matches(_ text: String, _ printed: [Substring]) -> Bool {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        while lines.last?.isEmpty == true { lines.removeLast() }
        var wanted = printed
        if wanted.last == "…" {
            wanted.removeLast()
            lines = Array(lines.prefix(wanted.count))
        }
        return lines.count == wanted.count
            && zip(lines, wanted).allSatisfy { line, wanted in
                wanted.last == "…" ? line.hasPrefix(wanted.dropLast()) : line == wanted
            }
    }
}
