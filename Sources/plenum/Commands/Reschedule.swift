import ArgumentParser
import PlenumApp
import PlenumCore

struct Reschedule: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Dời một buổi họp hoặc một ngày đầu vào, cùng mọi hạn tính theo ngày đó.",
                "Moves a session or a date input, and every deadline that counts from it."),
            discussion: words(
                "--step nhận tên một bước hoặc tên một ngày đầu vào của kế hoạch.",
                "--step takes a step, or the name of one of the plan's date inputs."))
    }

    @OptionGroup var place: StepTarget

    @Option(help: .init(words("Ngày mới, dạng 2026-03-12.", "The new day, such as 2026-03-12."), valueName: "date"))
    var to: TypedDate

    @OptionGroup var why: ReasonOption
    @OptionGroup var trial: DryRunFlag
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            try shell.order(
                place.place, reason: why.reason, isTrial: trial.dryRun,
                done: { words("Đã dời: \($0).", "Rescheduled: \($0).") }
            ) { place in
                if let input = place.input { return .rescheduleInput(input, to: to.date) }
                return try .reschedule(place.requiredPath(), to: to.date)
            }
        }
    }
}
