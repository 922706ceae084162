import Foundation

/// The built program, run from outside in a folder of its own, as its users run it.
final class Program {
    let folder: URL
    private let clock: String

    struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    /// A fresh folder, which is removed with the value; `now` is passed to every command.
    init(now: String = "2026-08-17T08:00:00+07:00") throws {
        clock = now
        folder = FileManager.default.temporaryDirectory.appending(path: "plenum-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The top of the repository.
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Beside the tests' own executable.
    static let executable: URL = {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.appending(path: "plenum").path) {
            folder.deleteLastPathComponent()
        }
        return folder.appending(path: "plenum")
    }()

    func process(_ arguments: [String], now: String? = nil, environment: [String: String] = [:]) -> Process {
        let process = Process()
        process.executableURL = Program.executable
        let takesClock = !arguments.contains("--now") && arguments.first != "frobnicate"
        process.arguments = arguments + (takesClock ? ["--now", now ?? clock] : [])
        process.currentDirectoryURL = folder
        process.environment = ["PATH": "/usr/bin:/bin", "PLENUM_LANG": "vi"].merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        return process
    }

    /// Runs one command to its end.
    @discardableResult
    func run(_ arguments: String..., now: String? = nil, environment: [String: String] = [:]) throws -> Result {
        try run(arguments, now: now, environment: environment)
    }

    func run(_ arguments: [String], now: String? = nil, environment: [String: String] = [:]) throws -> Result {
        let process = process(arguments, now: now, environment: environment)
        let (output, errors) = (folder.appending(path: ".out-\(UUID())"), folder.appending(path: ".err-\(UUID())"))
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }

    /// What a command prints as JSON.
    func json(_ arguments: String..., now: String? = nil) throws -> Any {
        let result = try run(arguments + ["--format", "json"], now: now)
        guard result.status == 0 else { throw Failure(result: result) }
        return try JSONSerialization.jsonObject(with: Data(result.output.utf8), options: .fragmentsAllowed)
    }

    struct Failure: Error {
        let result: Result
    }

    func write(_ text: String, to name: String) throws {
        try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }

    /// Copies a file of the repository into the folder.
    func copy(_ path: String) throws {
        let source = Program.repository.appending(path: path)
        try FileManager.default.copyItem(at: source, to: folder.appending(path: source.lastPathComponent))
    }

    /// Imports the canonical committee and starts its plan.
    func startCanonicalCase() throws {
        try copy("examples/thematic-session/people.yaml")
        try copy("examples/thematic-session/topics.csv")
        for arguments in [
            ["people", "import", "people.yaml"],
            [
                "start", "thematic-session", "--as", "ha-thi-nhung", "--set", "theme=Chuyên đề", "--set",
                "plenary-date=2026-10-15", "--set", "topics=@topics.csv",
            ],
        ] {
            let result = try run(arguments)
            guard result.status == 0 else { throw Failure(result: result) }
        }
    }
}
