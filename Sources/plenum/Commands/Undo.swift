import ArgumentParser
import PlenumApp
import PlenumCore

struct Undo: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Hoàn tác việc mình vừa làm, khi chưa ai làm tiếp.",
                "Takes back what one did last on a task, while nobody has built on it."))
    }

    @Argument(help: .init(words("Mã nhiệm vụ.", "The task's code."), valueName: "task"))
    var task: String

    @OptionGroup var why: ReasonOption
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let result = try shell.service().undo(task: task, reason: why.reason, authority: shell.authority)
            shell.show(result) { words("Đã hoàn tác: \($0).", "Undone: \($0).") }
        }
    }
}
