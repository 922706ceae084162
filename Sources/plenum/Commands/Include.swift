import ArgumentParser
import PlenumApp
import PlenumCore

struct Include: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Bổ sung một người hoặc một đơn vị vào một bước đang mở.",
                "Adds a person or a unit to a step that is open."))
    }

    @OptionGroup var place: StepTarget

    @Option(help: .init(words("Mã của người hoặc đơn vị.", "The id of the person or the unit."), valueName: "id"))
    var entry: String

    @OptionGroup var why: ReasonOption
    @OptionGroup var trial: DryRunFlag
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            try shell.order(
                place.place, reason: why.reason, isTrial: trial.dryRun,
                done: { words("Đã bổ sung \(entry) vào “\($0)”.", "Included \(entry) in “\($0)”.") }
            ) { place in
                try .include(place.requiredPath(), entry)
            }
        }
    }
}
