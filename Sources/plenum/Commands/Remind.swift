import ArgumentParser
import PlenumApp
import PlenumCore
import PlenumDelivery

struct Remind: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words("Gửi nhắc việc đến hạn; dùng cho cron.", "Sends the reminders that are due; for cron."))
    }

    @Option(
        help: .init(
            words("Cách gửi: stdout (mỗi dòng một JSON).", "The channel: stdout (one JSON object a line)."),
            valueName: "channel"))
    var deliver = StandardOutput.word

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            guard deliver == StandardOutput.word else {
                throw AppError.unknownChannel(deliver, known: [StandardOutput.word])
            }
            let channel = StandardOutput { Terminal.write($0, to: 1) }
            let report = try shell.service().remind(through: channel, authority: shell.authority)
            if report.failed + report.unknown > 0 {
                Terminal.printError(
                    "plenum: "
                        + words(
                            "\(report.failed) thư không gửi được, \(report.unknown) thư chưa rõ.",
                            "\(report.failed) messages failed, \(report.unknown) unknown."))
                throw ExitCode(1)
            }
        }
    }
}
