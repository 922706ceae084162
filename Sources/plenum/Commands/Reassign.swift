import ArgumentParser
import PlenumApp
import PlenumCore

struct Reassign: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Chuyển một việc sang người khác.",
                "Makes a task another person's."))
    }

    @Argument(help: .init(words("Mã nhiệm vụ.", "The task's code."), valueName: "task"))
    var task: String

    @Option(help: .init(words("Mã của người nhận.", "The id of who gets it."), valueName: "person"))
    var to: String

    @OptionGroup var why: ReasonOption
    @OptionGroup var trial: DryRunFlag
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            try shell.order(
                .task(task), reason: why.reason, isTrial: trial.dryRun,
                done: { words("Đã chuyển “\($0)” cho \(to).", "Reassigned “\($0)” to \(to).") }
            ) { place in
                try .reassign(place.requiredTask(), to: PersonID(rawValue: to))
            }
        }
    }
}
