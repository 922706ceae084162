import ArgumentParser
import PlenumApp
import PlenumCore

struct Check: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words("Kiểm tra các tệp định nghĩa.", "Checks definitions."))
    }

    @Argument(help: .init(words("Các tệp định nghĩa.", "The definitions."), valueName: "file"))
    var files: [String]

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            var isSound = true
            var reports: [JSON] = []
            for file in files {
                let result = try DefinitionCheck.run(file, environment: shell.environment)
                if shell.isJSON {
                    reports.append(
                        .object([
                            "file": .string(result.file),
                            "problems": .array(
                                result.diagnostics.map {
                                    .object([
                                        "code": .string($0.problem.code), "severity": .string($0.problem.severity.rawValue),
                                        "line": .int($0.mark.line), "column": .int($0.mark.column),
                                        "message": .string($0.problem.message(in: Terminal.language)),
                                    ])
                                }),
                        ]))
                } else if result.diagnostics.isEmpty {
                    Terminal.print(words("\(file): không có lỗi.", "\(file): sound."))
                } else {
                    Terminal.printError(render(result.diagnostics, of: file, result.source, Terminal.language))
                }
                if result.diagnostics.contains(where: { $0.problem.severity == .error }) { isSound = false }
            }
            if shell.isJSON { Terminal.print(JSON.array(reports).prettyText) }
            if !isSound { throw ExitCode(1) }
        }
    }
}
