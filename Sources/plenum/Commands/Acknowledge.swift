import ArgumentParser
import PlenumApp
import PlenumCore

struct Acknowledge: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Xác nhận đã đọc một văn bản.",
                "Confirms to have read a document."))
    }

    @Argument(help: .init(words("Mã nhiệm vụ.", "The task's code."), valueName: "task"))
    var task: String
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let result = try shell.service().acknowledge(task: task, authority: shell.authority)
            if shell.isJSON { return Terminal.print(actJSON(result, task: task).prettyText) }
            let title = result.title[Terminal.language]
            plenum.show(result, task: task, done: words("Đã xác nhận: \(title).", "Acknowledged: \(title)."))
        }
    }
}
