import Foundation
import Testing

/// The built program on files that were not written to be read, measured from outside by the kernel.
@Suite("A hostile definition")
struct HostileDefinitionTests {
    /// Python's `resource` sets the limits in the child and asks the kernel afterwards what it took.
    private static let runner = """
        import json, os, resource, subprocess, sys
        megabytes, seconds, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
        def limit():
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        done = subprocess.run(command, preexec_fn=limit, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(json.dumps({
            "status": done.returncode, "errors": done.stderr.decode("utf-8")[:4000],
            "milliseconds": int(1000 * (used.ru_utime + used.ru_stime)), "kilobytes": used.ru_maxrss}))
        """

    struct Used: Decodable {
        let status: Int32
        let errors: String
        let milliseconds: Int
        let kilobytes: Int
    }

    private static func shipped() throws -> String {
        try String(contentsOf: Program.repository.appending(path: "workflows/thematic-session.yaml"), encoding: .utf8)
    }

    private static let head = "plenum: 1\nworkflow: w\ntitle:\n  vi: K\ncalendar: vietnam\nsteps:\n"

    /// A name, a code that must be told, and the file.
    static let files: [(name: String, code: String, text: @Sendable () throws -> String)] = [
        ("an alias bomb", "anchor", { bomb }),
        ("brackets within brackets", "too-deep", { String(repeating: "[", count: 1_000_000) }),
        ("keys within keys", "too-deep", { String(repeating: "? ", count: 500_000) }),
        ("more than 16 MiB", "too-large", { String(repeating: "# comment\n", count: 1_700_000) }),
        ("a text of a megabyte", "text-too-long", { "a: " + String(repeating: "x", count: 1_000_000) }),
        ("quotation marks left open", "unclosed-quote", { String(repeating: "a: \"b\n", count: 8_000) }),
        ("a million empty entries", "too-many-values", { String(repeating: "-\n", count: 1_100_000) }),
        (
            "unknown keys without number", "unknown-key",
            {
                (0..<200_000).map { "key-\($0): x\n" }.joined()
            }
        ),
        (
            "steps without number, each wrong", "unknown-kind",
            {
                head + (0..<20_000).map { "  s\($0):\n    kind: tsak\n    title:\n      vi: K\n" }.joined()
            }
        ),
        (
            "steps that all wait for all before them", "missing-key",
            {
                head
                    + (0..<300).map { step in
                        "  s\(step):\n    kind: task\n    after: [\((0..<step).map { "s\($0)" }.joined(separator: ", "))]\n"
                    }.joined()
            }
        ),
        (
            "names without number", "missing-key",
            {
                head.replacingOccurrences(of: "steps", with: "roles")
                    + (0..<300_000).map { "  role-name-\(1_000_000 + $0): organiser\n" }.joined()
            }
        ),
        ("one key over and over", "duplicate-key", { String(repeating: "plenum: 1\n", count: 300_000) }),
        (
            "a phrase of ten thousand words", "phrase",
            {
                try shipped().replacingOccurrences(
                    of: "deadline: 30 working days before plenary",
                    with: "deadline: " + String(repeating: "3 days before ", count: 4_000))
            }
        ),
        (
            "letters and marks typed apart", "text-too-long",
            {
                "a: " + String(repeating: "e\u{302}\u{301}\u{323}", count: 100_000)
            }
        ),
    ]

    private static let bomb: String = {
        var text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        var last = "a"
        for name in "bcdefghi" {
            text += "\(name): &\(name) [" + Array(repeating: "*\(last)", count: 10).joined(separator: ", ") + "]\n"
            last = String(name)
        }
        return text
    }()

    @Test("is refused with its place, by a process that stays small and quick", arguments: files.indices)
    func refused(index: Int) throws {
        let (name, code, text) = Self.files[index]
        let program = try Program()
        try program.write(try text(), to: "hostile.yaml")
        // A second of processor time is promised for a release build; a debug build, in which all is checked, is slower.
        #if DEBUG
            let (seconds, megabytes) = (10, 200)
        #else
            let (seconds, megabytes) = (1, 200)
        #endif
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            "-c", Self.runner, String(megabytes), String(seconds), Program.executable.path, "check", "hostile.yaml",
            "--one-line",
        ]
        process.currentDirectoryURL = program.folder
        process.environment = ["PATH": "/usr/bin:/bin", "PLENUM_LANG": "en", "SWIFT_BACKTRACE": "enable=no"]
        let output = program.folder.appending(path: "used.json")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        let used = try JSONDecoder().decode(Used.self, from: try Data(contentsOf: output))
        #expect(used.status == 1, "\(name): \(used.errors)")
        #expect(used.errors.hasPrefix("hostile.yaml:"), "\(name): \(used.errors)")
        #expect(used.errors.contains("error[\(code)]: "), "\(name): \(used.errors)")
        #expect(used.errors.split(separator: "\n").count <= 101, "\(name)")
        #expect(used.kilobytes < megabytes * 1024, "\(name): \(used.kilobytes) kB")
        print("\(name): \(used.milliseconds) ms, \(used.kilobytes / 1024) MiB")
    }

    @Test("can say of each code what it means, in both languages", arguments: ["vi", "en"])
    func pages(language: String) throws {
        let program = try Program()
        let codes = try program.run("explain-error", "--lang", language).output.split(separator: "\n").map(String.init)
        #expect(codes.count > 70)
        for code in codes {
            let page = try program.run("explain-error", code, "--lang", language)
            #expect(page.status == 0, "\(code)")
            #expect(page.output.hasPrefix(code + "\n\n"), "\(page.output)")
            #expect(page.output.count > code.count + 40, "\(page.output)")
        }
        for (_, code, _) in Self.files { #expect(codes.contains(code)) }
    }

    @Test("of an unknown calendar is told by check, unless a file of that name lies beside it")
    func calendar() throws {
        let program = try Program()
        try program.write(
            try Self.shipped().replacingOccurrences(of: "calendar: vietnam", with: "calendar: vietnm"), to: "plan.yaml")
        let refused = try program.run("check", "plan.yaml", "--one-line")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("error[unknown-calendar]"), "\(refused.errors)")
        try program.copy("workflows/calendars/vietnam.yaml")
        try FileManager.default.moveItem(
            at: program.folder.appending(path: "vietnam.yaml"), to: program.folder.appending(path: "vietnm.yaml"))
        #expect(try program.run("check", "plan.yaml").status == 0)
    }
}
