import ArgumentParser
import PlenumApp
import PlenumCore

struct Export: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words("Xuất toàn bộ thành JSON Lines.", "Writes everything out as JSON Lines."),
            discussion: words(
                "In ra đầu ra chuẩn; dòng cuối là đầu chuỗi. plenum import đọc lại đúng từng byte.",
                "To standard output; the last line holds the head of the chain. plenum import reads it back, byte for byte."
            ))
    }

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            _ = try Copies.export(options.databasePath, shell.environment) {
                Terminal.write(String(decoding: $0, as: UTF8.self), to: 1)
            }
        }
    }
}
