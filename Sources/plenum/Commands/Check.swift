import ArgumentParser
import PlenumApp
import PlenumCore

struct Check: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words("Kiểm tra các tệp định nghĩa.", "Checks definitions."))
    }

    @Argument(
        help: .init(
            words(
                "Các tệp định nghĩa, hoặc tên những định nghĩa có sẵn.",
                "Definitions: files, or names of those that ship."), valueName: "file"))
    var files: [String]

    @Flag(help: .init(words("Mỗi lỗi một dòng, cho trình soạn thảo và CI.", "One line a problem, for editors and CI.")))
    var oneLine = false

    @Option(
        help: .init(
            words("Tệp danh bạ để thử các điều kiện về người.", "A people file on which to test what it needs."),
            valueName: "file"))
    var people: String?

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: .init(words("Giá trị đầu vào để thử.", "An input's value to test."), valueName: "name=value"))
    var assignments: [String] = []

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let given = try plenum.assignments(assignments)
            let checks = try files.map {
                try DefinitionCheck.run($0, people: people, given: given, environment: shell.environment)
            }
            if shell.isJSON {
                Terminal.print(JSON.array(checks.flatMap(\.json)).prettyText)
            } else {
                checks.forEach(report)
            }
            if checks.contains(where: { !$0.result.isSound || $0.met.contains(false) }) { throw ExitCode(1) }
        }
    }

    private func report(_ check: DefinitionCheck) {
        let (file, lines, language) = (check.file, check.lines, Terminal.language)
        tell(check.result, of: file, lines)
        for used in check.used { tell(used.result, of: used.file, used.lines) }
        for note in check.notes { Terminal.printError("\(file): " + note.text(in: language)) }
        guard check.result.isSound else { return }
        Terminal.print(words("\(file): không có lỗi.", "\(file): sound."))
        guard !oneLine else { return }
        guard people != nil || !assignments.isEmpty else {
            if check.result.needs.isEmpty { return }
            Terminal.print(words("Để bắt đầu cần có:", "To be started it needs:"))
            for need in check.result.needs { Terminal.print("  · \(need.text(in: language))") }
            return
        }
        for (need, met) in zip(check.result.needs, check.met) {
            let mark = met.map { $0 ? "✓" : Terminal.alarming("✗") } ?? "?"
            Terminal.print("  \(mark) \(need.text(in: language))")
        }
    }

    private func tell(_ result: CheckResult, of file: String, _ lines: SourceLines) {
        guard !result.diagnostics.isEmpty else { return }
        let language = Terminal.language
        Terminal.write(
            oneLine
                ? result.oneLines(file: file, lines: lines, language: language)
                : result.text(file: file, lines: lines, language: language), to: 2)
    }
}

extension DefinitionCheck {
    /// The file, and each that it uses and of which there is something to say.
    fileprivate var json: [JSON] {
        [result.json(file: file)]
            + used.filter { !$0.result.diagnostics.isEmpty }.map { $0.result.json(file: $0.file) }
    }
}
