import ArgumentParser
import PlenumApp
import PlenumCore

struct Restore: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words("Khôi phục cơ sở dữ liệu từ bản sao lưu.", "Makes a database of a backup."),
            discussion: words(
                "Không ghi đè cơ sở dữ liệu đang có. Nhắc việc được giữ lại cho đến khi chạy plenum remind --resume.",
                "Overwrites nothing. Reminders are held until plenum remind --resume."))
    }

    @Argument(help: .init(words("Tệp sao lưu.", "The backup."), valueName: "file"))
    var file: String

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let report = try Copies.restore(file, to: options.databasePath, shell.environment)
            report.show(words("Đã khôi phục", "Restored"), options.databasePath, asJSON: shell.isJSON)
        }
    }
}
