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

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let checks = try files.map { try DefinitionCheck.run($0, environment: shell.environment) }
            if shell.isJSON {
                Terminal.print(JSONText.array(checks.map { $0.result.json(file: $0.file) }).rendered(indented: true))
            } else {
                checks.forEach(report)
            }
            if checks.contains(where: { !$0.result.isSound }) { throw ExitCode(1) }
        }
    }

    private func report(_ check: DefinitionCheck) {
        let (file, lines, language) = (check.file, check.lines, Terminal.language)
        if !check.result.diagnostics.isEmpty {
            Terminal.write(
                oneLine
                    ? check.result.oneLines(file: file, lines: lines, language: language)
                    : check.result.text(file: file, lines: lines, language: language), to: 2)
        }
        for note in check.notes { Terminal.printError("\(file): " + note.text(in: language)) }
        if check.result.isSound { Terminal.print(words("\(file): không có lỗi.", "\(file): sound.")) }
    }
}
