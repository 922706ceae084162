import ArgumentParser
import PlenumApp
import PlenumCore

struct Reopen: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Mở lại một bước đã xong, cùng những bước sau nó; có lý do.",
                "Has a step that is done begin again, and what followed it; with a reason."))
    }

    @OptionGroup var place: StepTarget

    @OptionGroup var why: ReasonOption
    @OptionGroup var trial: DryRunFlag
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            try shell.order(
                place.place, reason: why.reason, isTrial: trial.dryRun,
                done: { words("Đã mở lại: \($0).", "Reopened: \($0).") }
            ) { place in
                try .reopen(place.requiredPath())
            }
        }
    }
}
