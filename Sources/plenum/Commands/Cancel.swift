import ArgumentParser
import PlenumApp
import PlenumCore

struct Cancel: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Hủy một kế hoạch, có lý do.",
                "Calls a plan off, with a reason."))
    }

    @Argument(help: .init(words("Mã kế hoạch.", "The plan's id."), valueName: "instance"))
    var instance: String

    @OptionGroup var why: ReasonOption
    @OptionGroup var trial: DryRunFlag
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            try shell.order(
                .instance(InstanceID(rawValue: instance), step: nil), reason: why.reason, isTrial: trial.dryRun,
                done: { words("Đã hủy: \($0).", "Cancelled: \($0).") }
            ) { _ in
                .cancel
            }
        }
    }
}
