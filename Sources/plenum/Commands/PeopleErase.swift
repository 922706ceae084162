import ArgumentParser
import PlenumApp
import PlenumCore

struct PeopleErase: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "erase",
            abstract: words("Xóa dữ liệu cá nhân của một người.", "Erases what the directory says of a person."),
            discussion: words(
                "Nhật ký vẫn giữ mã của người đó và vẫn kiểm tra được. Bản sao lưu, bản xuất và thư đã làm trước đó không xóa được bằng lệnh này.",
                "The log keeps the person's id and still verifies. Backups, exports and messages made before are out of its reach."
            ))
    }

    @Argument(help: .init(words("Mã của người đó.", "The person's id."), valueName: "person"))
    var person: String

    @OptionGroup var why: ReasonOption
    @OptionGroup var trial: DryRunFlag
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let report = try shell.service().erase(
                PersonID(rawValue: person), reason: why.reason, dryRun: trial.dryRun, authority: shell.authority)
            guard !shell.isJSON else { return Terminal.print(report.json(isPlan: trial.dryRun).prettyText) }
            print(report)
        }
    }

    private func print(_ report: ErasureReport) {
        let name = "\(report.person.name) (\(report.person.id))"
        Terminal.print(
            trial.dryRun
                ? words("Sẽ xóa \(name). Chưa ghi gì.", "Would erase \(name). Nothing was written.")
                : words("Đã xóa \(name).", "Erased \(name)."))
        let lines =
            [
                words(
                    "Họ tên, đơn vị, thư điện tử, chức vụ, thời gian vắng mặt: không còn trong danh bạ.",
                    "Name, unit, e-mail, posts and absences are no longer in the directory."),
                words(
                    "Nhật ký giữ mã “\(report.person.id)”, cùng những gì mọi người đã tự viết trong ghi chú, ý kiến và tệp.",
                    "The log keeps the id “\(report.person.id)”, and what people wrote themselves in notes, opinions and files."
                ),
            ]
            + (report.waiting > 0
                ? [
                    words(
                        "\(report.waiting) thư đang chờ sẽ không gửi.",
                        "\(report.waiting) waiting messages are not sent.")
                ]
                : [])
            + (report.substituteOf.isEmpty
                ? []
                : [
                    words("Đang là người thay thế của: ", "Is the substitute of: ")
                        + report.substituteOf.map(\.rawValue).joined(separator: ", ")
                        + words("; hãy chọn người khác.", "; name another.")
                ])
            + [
                words(
                    "Bản sao lưu, bản xuất và thư đã gửi trước đó vẫn còn; phải hủy riêng.",
                    "Backups, exports and messages made before still have it; destroy them separately.")
            ]
        for line in lines { Terminal.print("  - " + line) }
    }
}

extension ErasureReport {
    fileprivate func json(isPlan: Bool) -> JSON {
        .object([
            "person": .string(person.id.rawValue), "waiting": .int(waiting),
            "substitute-of": .array(substituteOf.map { .string($0.rawValue) }), "written": .bool(!isPlan),
        ])
    }
}

extension ErasureRecord {
    func sentence(_ service: Service) throws -> String {
        let day = try service.shown(at, in: Terminal.language)
        let who = actor.by?.rawValue ?? actor.via ?? ""
        let why = reason.map { " – “\($0)”" } ?? ""
        return words("\(person): \(who) đã xóa khỏi danh bạ lúc \(day)", "\(person): erased at \(day) by \(who)") + why
    }
}
