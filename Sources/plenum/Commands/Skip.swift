import ArgumentParser
import PlenumApp
import PlenumCore

struct Skip: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Bỏ qua một bước, có lý do.",
                "Passes a step over, with a reason."))
    }

    @OptionGroup var place: StepTarget

    @OptionGroup var why: ReasonOption
    @OptionGroup var trial: DryRunFlag
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            try shell.order(
                place.place, reason: why.reason, isTrial: trial.dryRun,
                done: { words("Đã bỏ qua: \($0).", "Skipped: \($0).") }
            ) { place in
                try .skip(place.requiredPath())
            }
        }
    }
}
