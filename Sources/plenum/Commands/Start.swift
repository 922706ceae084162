import ArgumentParser
import PlenumApp
import PlenumCore
import PlenumStore

struct Start: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words("Bắt đầu một kế hoạch theo định nghĩa.", "Starts a plan from a definition."))
    }

    @Argument(
        help: .init(
            words(
                "Tệp định nghĩa, hoặc tên một định nghĩa có sẵn.",
                "The definition: a file, or the name of one that ships."), valueName: "file"))
    var file: String

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: .init(
            words("Giá trị đầu vào; bảng thì @TỆP.csv.", "An input's value; a table as @FILE.csv."),
            valueName: "name=value"))
    var assignments: [String] = []

    @Option(
        help: .init(
            words("Đơn vị của kế hoạch (mặc định: đơn vị cao nhất).", "The unit it belongs to (default: the topmost)."),
            valueName: "unit"))
    var unit: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let started = try shell.service(.create).start(
                file: file, given: plenum.assignments(assignments), unit: unit.map { UnitID(rawValue: $0) },
                authority: shell.authority)
            for note in started.notes {
                Terminal.printError(words("Lưu ý: ", "Note: ") + note.text(in: Terminal.language))
            }
            guard !shell.isJSON else {
                return Terminal.print(
                    JSON.object([
                        "instance": .string(started.instance.rawValue), "open": .int(started.open),
                    ]).prettyText)
            }
            let title = started.title[Terminal.language]
            Terminal.print(
                words(
                    "Đã bắt đầu “\(title)”: \(started.instance), \(started.open) việc đang mở.",
                    "Started “\(title)”: \(started.instance), \(started.open) tasks open."))
        }
    }
}
