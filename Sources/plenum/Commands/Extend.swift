import ArgumentParser
import PlenumApp
import PlenumCore

struct Extend: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Gia hạn, có lý do.",
                "Extends a deadline, with a reason."),
            discussion: words(
                "Hạn đã gia hạn không thay đổi theo ngày họp hay theo lịch nữa. Bí thư của đơn vị được gia hạn việc của đơn vị, không quá hạn của việc đang chờ.",
                "A deadline set by hand no longer moves with a session or the calendar. A unit's secretary may extend the unit's tasks, no further than what waits for them."
            ))
    }

    @OptionGroup var place: StepTarget

    @Option(help: .init(words("Hạn mới, dạng 2026-03-12.", "The new deadline, such as 2026-03-12."), valueName: "date"))
    var to: TypedDate

    @Option(help: .init(words("Giờ của hạn, dạng 17:00.", "The time of day, such as 17:00."), valueName: "time"))
    var at: String?

    func validate() throws {
        if let at, CivilTime(clock: at) == nil {
            throw ValidationError(
                words("“\(at)” không phải là giờ; viết dạng 17:00.", "“\(at)” is no time; write 17:00."))
        }
    }

    @OptionGroup var why: ReasonOption
    @OptionGroup var trial: DryRunFlag
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            try shell.order(
                place.place, reason: why.reason, isTrial: trial.dryRun,
                done: { words("Đã gia hạn: \($0).", "Extended: \($0).") }
            ) { place in
                try .extend(place.requiredPath(), to: to.date, at: at.flatMap { CivilTime(clock: $0) })
            }
        }
    }
}
