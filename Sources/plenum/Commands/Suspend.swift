import ArgumentParser
import PlenumApp
import PlenumCore

struct Suspend: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Tạm dừng một kế hoạch: không nhắc, không hết thời hạn.",
                "Suspends a plan: nothing reminds, nothing closes."))
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
                done: { words("Đã tạm dừng: \($0).", "Suspended: \($0).") }
            ) { _ in
                .suspend
            }
        }
    }
}
