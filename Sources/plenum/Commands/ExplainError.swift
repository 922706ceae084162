import ArgumentParser
import PlenumCore

struct ExplainError: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "explain-error",
            abstract: words("Giải thích một mã lỗi của check.", "Explains a code that check has given."))
    }

    @Argument(
        help: .init(
            words(
                "Mã lỗi, ví dụ unknown-key; bỏ trống để xem tất cả.",
                "The code, such as unknown-key; all codes when left out."), valueName: "code"))
    var code: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            guard let code else {
                let codes = ProblemPage.all.map(\.code).sorted()
                return Terminal.print(shell.isJSON ? JSON.strings(codes).prettyText : codes.joined(separator: "\n"))
            }
            guard let page = ProblemPage.find(code) else {
                let closest = ProblemPage.suggestion(for: code)
                Terminal.printError(
                    "plenum: " + words("không có mã lỗi “\(code)”.", "there is no code “\(code)”.")
                        + (closest.map { words(" Có phải “\($0)”?", " Did you mean “\($0)”?") } ?? ""))
                throw ExitCode(1)
            }
            Terminal.print(page.rendered(in: Terminal.language))
        }
    }
}
