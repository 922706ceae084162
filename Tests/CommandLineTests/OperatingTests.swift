import Foundation
import Testing

@Suite("The files for operating") struct OperatingTests {
    private static let folder = Program.repository.appending(path: "examples/operating")

    private func text(_ name: String) throws -> String {
        try String(contentsOf: OperatingTests.folder.appending(path: name), encoding: .utf8)
    }

    /// What a line of a file runs, without the program itself, and with the test's own database.
    private func arguments(_ line: Substring) -> [String] {
        let words =
            line.components(separatedBy: "/usr/local/bin/plenum ").last?.split(separator: " ").map(String.init) ?? []
        return words.map { $0 == "/var/lib/plenum/plenum.db" ? "plenum.db" : $0 }
    }

    @Test("run a command that exists", arguments: ["crontab", "plenum-remind.service"])
    func command(name: String) throws {
        let lines = try text(name).split(separator: "\n").filter { $0.contains("/usr/local/bin/plenum ") }
        #expect(lines.count == 1)
        let program = try Program()
        try program.startCanonicalCase()
        let result = try program.run(arguments(lines[0]))
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains(#""subject":"[Cần làm]"#))
    }

    @Test("hold settings that are read without a complaint")
    func settings() throws {
        let program = try Program()
        try program.startCanonicalCase()
        try program.write(try text("plenum.yaml"), to: "plenum.yaml")
        let result = try program.run("status")
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test(
        "hold units that systemd takes",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze")))
    func units() throws {
        let program = try Program()
        // The program is not installed where the tests run.
        let service = try text("plenum-remind.service").replacingOccurrences(
            of: "/usr/local/bin/plenum", with: "/bin/true")
        try program.write(service, to: "plenum-remind.service")
        try program.write(try text("plenum-remind.timer"), to: "plenum-remind.timer")
        let check = Process()
        check.executableURL = URL(filePath: "/usr/bin/systemd-analyze")
        check.arguments = ["verify", "plenum-remind.timer", "plenum-remind.service"]
        check.currentDirectoryURL = program.folder
        let errors = Pipe()
        check.standardError = errors
        try check.run()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        check.waitUntilExit()
        #expect(check.terminationStatus == 0)
        #expect(said.isEmpty, "\(said)")
    }
}
