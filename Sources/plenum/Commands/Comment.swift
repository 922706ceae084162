import ArgumentParser
import PlenumApp
import PlenumCore

struct Comment: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Góp ý, hoặc ghi chú vào một việc đang làm.",
                "Gives an opinion, or leaves a note on a task."))
    }

    @Argument(help: .init(words("Mã nhiệm vụ.", "The task's code."), valueName: "task"))
    var task: String

    @Argument(
        help: .init(
            words("Ý kiến; bỏ trống nếu không có ý kiến.", "The text; left out for nothing to add."), valueName: "text")
    )
    var text: String?

    @Option(help: .init(words("Tệp đính kèm.", "A file with it."), valueName: "file"))
    var attach: String?
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let result = try shell.service().comment(
                task: task, text: text, attachment: attach, authority: shell.authority)
            guard let result else {
                return Terminal.print(
                    shell.isJSON
                        ? JSON.object(["task": .string(task), "new": .bool(true)]).prettyText
                        : words("Đã ghi chú.", "Noted."))
            }
            if shell.isJSON { return Terminal.print(actJSON(result, task: task).prettyText) }
            let title = result.title[Terminal.language]
            let isEmpty = text == nil && attach == nil
            plenum.show(
                result, task: task,
                done: isEmpty
                    ? words("Đã ghi nhận: không có ý kiến – \(title).", "Recorded: nothing to add – \(title).")
                    : words("Đã ghi nhận ý kiến: \(title).", "Opinion recorded: \(title)."))
        }
    }
}
