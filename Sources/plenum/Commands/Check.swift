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
                    reports.append(result.json)
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
