import ArgumentParser
import PlenumApp
import PlenumCore

struct Excuse: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Miễn cho một người trong một bước hỏi nhiều người, hoặc cho một nhánh; có lý do.",
                "Excuses one of the people whom a step asks, or one branch, with a reason."),
            discussion: words(
                "Một nhánh: plenum excuse KẾ_HOẠCH --step cells/kinh-te. Người hoặc nhánh được miễn không còn tính vào tổng số.",
                "A branch: plenum excuse PLAN --step cells/kinh-te. Who or what is excused no longer counts."))
    }

    @OptionGroup var target: StepTarget
    @OptionGroup var why: ReasonOption
    @OptionGroup var trial: DryRunFlag
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            try shell.order(
                target.place, reason: why.reason, isTrial: trial.dryRun,
                done: { words("Đã miễn: \($0).", "Excused: \($0).") }
            ) { place in
                try place.branch.map { .excuseBranch($0) } ?? .excuse(place.requiredTask())
            }
        }
    }
}
