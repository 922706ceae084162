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

    @Flag(
        help: .init(
            words(
                "Đây là vướng mắc: người tổ chức được báo, nhiệm vụ được đánh dấu.",
                "This is in the way: the organiser is told, the task is marked.")))
    var obstacle = false

    @Flag(
        help: .init(
            words(
                "Vướng mắc đã được tháo gỡ: người thực hiện được báo.", "It is out of the way: whoever does it is told."
            )
        ))
    var cleared = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard obstacle, cleared else { return }
        throw ValidationError(
            words(
                "Chỉ dùng một trong hai: --obstacle hoặc --cleared.", "Give one of --obstacle and --cleared, not both.")
        )
    }

    func run() throws {
        try Shell.run(options) { shell in
            let result = try shell.service().comment(
                task: task, text: text, attachment: attach,
                obstacle: obstacle ? .reported : cleared ? .cleared : nil, authority: shell.authority)
            guard let result else {
                return Terminal.print(
                    shell.isJSON
                        ? JSON.object(["task": .string(task), "new": .bool(true)]).prettyText
                        : obstacle
                            ? words("Đã báo vướng mắc.", "Reported what is in the way.")
                            : cleared
                                ? words("Đã tháo gỡ vướng mắc.", "The way is clear.") : words("Đã ghi chú.", "Noted."))
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
