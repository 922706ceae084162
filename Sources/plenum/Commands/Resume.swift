import ArgumentParser
import PlenumApp
import PlenumCore

struct Resume: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Tiếp tục một kế hoạch đang tạm dừng.",
                "Resumes a plan that is suspended."))
    }

    @Argument(help: .init(words("Mã kế hoạch.", "The plan's id."), valueName: "instance"))
    var instance: String

    @Flag(
        help: .init(
            words(
                "Lùi các ngày sắp tới theo số ngày làm việc đã mất; nếu không, các ngày giữ nguyên.",
                "Moves the dates to come by the working days lost; without it they stay.")))
    var shift = false

    @OptionGroup var why: ReasonOption
    @OptionGroup var trial: DryRunFlag
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let since = shift ? try shell.service().suspension(of: InstanceID(rawValue: instance)) : nil
            try shell.order(
                .instance(InstanceID(rawValue: instance), step: nil), reason: why.reason, isTrial: trial.dryRun,
                done: { words("Đã tiếp tục: \($0).", "Resumed: \($0).") }
            ) { _ in
                .resume(shiftingSince: since)
            }
        }
    }
}
