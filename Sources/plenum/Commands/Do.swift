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
            let service = try shell.service()
            let result: ActResult
            do {
                result = try service.act(
                    task: task, outcome: outcome.map { Name(rawValue: $0) }, answers: plenum.assignments(assignments),
                    attachment: attach, note: note, expect: expect, authority: shell.authority)
            } catch let refused as Refused {
                guard case .changedSince(let code, let expected, let actual)? = refused.refusals.first else {
                    throw refused
                }
                Terminal.printError("plenum: " + refused.refusals[0].message(in: Terminal.language))
                for change in try service.changes(of: code, last: max(actual - expected, 1)) {
                    Terminal.printError("  " + change.event.line(in: change.zone))
                }
                throw ExitCode(1)
            }
            if shell.isJSON { return Terminal.print(actJSON(result, task: task).prettyText) }
            let title = result.title[Terminal.language]
            let number = result.symbol.map { words(" Số \($0).", " Number \($0).") } ?? ""
            let done =
                result.leavesOpen
                ? words("Đã ghi nhận: \(title).", "Recorded: \(title).")
                : words("Đã xong: \(title).", "Done: \(title).")
            plenum.show(result, task: task, done: done + number)
        }
    }
}
