import ArgumentParser
import PlenumApp
import PlenumCore

struct Decline: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Từ chối một việc được phân công, có lý do.",
                "Gives back a task that was assigned, with a reason."),
            discussion: words(
                "Việc được phân công trở lại người phân công; việc có nhiều người có thể làm thì những người còn lại nhận.",
                "What was assigned goes back to who assigned it; what several may do stays with the others."))
    }

    @Argument(help: .init(words("Mã nhiệm vụ.", "The task's code."), valueName: "task"))
    var task: String

    @OptionGroup var why: ReasonOption
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            try shell.order(
                .task(task), reason: why.reason,
                done: { words("Đã từ chối: \($0).", "Declined: \($0).") }
            ) { place in
                try .decline(place.requiredTask())
            }
        }
    }
}
