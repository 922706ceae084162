import ArgumentParser
import PlenumApp
import PlenumCore

struct Claim: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Nhận một việc mà nhiều người có thể làm.",
                "Takes a task that several people may do."))
    }

    @Argument(help: .init(words("Mã nhiệm vụ.", "The task's code."), valueName: "task"))
    var task: String

    @OptionGroup var why: ReasonOption
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            try shell.order(
                .task(task), reason: why.reason,
                done: { words("Đã nhận: \($0).", "Claimed: \($0).") }
            ) { place in
                try .claim(place.requiredTask())
            }
        }
    }
}
