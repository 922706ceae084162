import ArgumentParser
import PlenumApp
import PlenumCore

struct Do: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "do",
            abstract: words("Hoàn thành một nhiệm vụ.", "Finishes a task."))
    }

    @Argument(help: .init(words("Mã nhiệm vụ.", "The task's code."), valueName: "task"))
    var task: String

    @Option(
        help: .init(
            words("Kết quả, khi nhiệm vụ có nhiều kết quả.", "The outcome, where there are several."),
            valueName: "outcome"))
    var outcome: String?

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: .init(words("Giá trị mà nhiệm vụ cần.", "A value that the task needs."), valueName: "name=value"))
    var assignments: [String] = []

    @Option(help: .init(words("Tệp đính kèm.", "The file it gives."), valueName: "file"))
    var attach: String?

    @Option(help: .init(words("Ghi chú, lý do.", "A note, a reason."), valueName: "text"))
    var note: String?

    @Option(
        help: .init(
            words("Chỉ thực hiện nếu nhiệm vụ còn ở phiên bản này.", "Only if the task still has this version."),
            valueName: "version"))
    var expect: Int?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let result = try shell.service().act(
                task: task, outcome: outcome.map { Name(rawValue: $0) }, answers: plenum.assignments(assignments),
                attachment: attach, note: note, expect: expect, authority: shell.authority)
            if shell.isJSON { return Terminal.print(actJSON(result, task: task).prettyText) }
            let title = result.title[Terminal.language]
            let number = result.symbol.map { words(" Số \($0).", " Number \($0).") } ?? ""
            plenum.show(result, task: task, done: words("Đã xong: \(title).", "Done: \(title).") + number)
        }
    }
}
