import ArgumentParser
import PlenumApp
import PlenumCore

struct Excuse: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Miễn cho một người trong một bước hỏi nhiều người; có lý do.",
                "Excuses one of the people whom a step asks, with a reason."))
    }

    @Argument(help: .init(words("Mã nhiệm vụ.", "The task's code."), valueName: "task"))
    var task: String

    @OptionGroup var why: ReasonOption
    @OptionGroup var trial: DryRunFlag
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            try shell.order(
                .task(task), reason: why.reason, isTrial: trial.dryRun,
                done: { words("Đã miễn: \($0).", "Excused: \($0).") }
            ) { place in
                try .excuse(place.requiredTask())
            }
        }
    }
}
