import ArgumentParser
import PlenumApp
import PlenumCore
import PlenumStore

struct Import: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words("Nạp lại tệp đã xuất vào cơ sở dữ liệu mới.", "Reads an export into a new database."))
    }

    @Argument(help: .init(words("Tệp do plenum export tạo.", "What plenum export has written."), valueName: "file"))
    var file: String

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let head = try Copies.import(file, to: options.databasePath, shell.environment)
            Terminal.print(
                shell.isJSON
                    ? JSON.object(["head": .string("\(head.sequence):\(head.hash)")]).prettyText
                    : words("Đã nạp. Đầu chuỗi ", "Imported. Head ") + "\(head.sequence):\(head.hash)")
        }
    }
}
