import ArgumentParser
import PlenumApp
import PlenumCore
import PlenumStore

struct Backup: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Sao lưu cơ sở dữ liệu, kể cả khi đang dùng.", "Copies the database, also while it is in use."),
            discussion: words(
                "Ghi lại đầu chuỗi được in ra: plenum verify --expect sẽ đối chiếu.",
                "Write down the head that is printed: plenum verify --expect compares with it."))
    }

    @Argument(help: .init(words("Tệp sao lưu.", "The backup."), valueName: "file"))
    var file: String

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let report = try Copies.backup(options.databasePath, to: file, shell.environment)
            report.show(words("Đã sao lưu", "Backed up"), file, asJSON: shell.isJSON)
        }
    }
}

extension BackupReport {
    /// What was copied where, with what proves it later.
    func show(_ done: String, _ file: String, asJSON: Bool) {
        guard asJSON else {
            return Terminal.print(
                "\(done): \(file), \(bytes) byte.\n"
                    + words("Đầu chuỗi ", "Head ") + "\(head.sequence):\(head.hash)\nSHA-256 \(sha256)")
        }
        Terminal.print(
            JSON.object([
                "file": .string(file), "bytes": .int(bytes), "head": .string("\(head.sequence):\(head.hash)"),
                "sha256": .string(sha256),
            ]).prettyText)
    }
}
