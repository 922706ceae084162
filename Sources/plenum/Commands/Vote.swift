import ArgumentParser
import PlenumApp
import PlenumCore

struct Vote: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Biểu quyết: in-favour (tán thành), against (không tán thành), abstain (không có ý kiến).",
                "Votes: in-favour, against or abstain."),
            discussion: words(
                "Có thể đổi cho đến khi kết thúc; phiếu sau cùng được tính. Phiếu giấy có chữ ký do bí thư đơn vị nhập với --for. Phiếu kín không đổi được và không ai nhập thay.",
                "A vote may be changed until it closes; the last one counts. A signed slip is entered by the secretary of the unit with --for. A secret vote is final, and entered for nobody."
            ))
    }

    @Argument(help: .init(words("Mã nhiệm vụ.", "The task's code."), valueName: "task"))
    var task: String

    @Argument(
        help: .init(words("in-favour, against hoặc abstain.", "in-favour, against or abstain."), valueName: "vote"))
    var vote: String

    @Option(help: .init(words("Ý kiến bảo lưu.", "An opinion that you reserve."), valueName: "text"))
    var reserve: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let result = try shell.service().vote(
                task: task, vote: Name(rawValue: vote), reserved: reserve, authority: shell.authority)
            if shell.isJSON { return Terminal.print(actJSON(result, task: task).prettyText) }
            let title = result.title[Terminal.language]
            plenum.show(result, task: task, done: words("Đã biểu quyết: \(title).", "Voted: \(title)."))
        }
    }
}
