import ArgumentParser
import PlenumApp
import PlenumCore

struct Delegate: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Giao người khác làm; người giao vẫn chịu trách nhiệm, cả hai đều thấy việc.",
                "Lets another do a task; its owner stays answerable, and both see it."))
    }

    @Argument(help: .init(words("Mã nhiệm vụ.", "The task's code."), valueName: "task"))
    var task: String

    @Option(help: .init(words("Mã của người làm.", "The id of who does it."), valueName: "person"))
    var to: String

    @OptionGroup var why: ReasonOption
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            try shell.order(
                .task(task), reason: why.reason,
                done: { words("Đã giao “\($0)” cho \(to).", "Delegated “\($0)” to \(to).") }
            ) { place in
                try .delegate(place.requiredTask(), to: PersonID(rawValue: to))
            }
        }
    }
}
