import ArgumentParser
import PlenumApp
import PlenumCore
import PlenumDelivery
import PlenumStore

struct Remind: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words("Gửi nhắc việc đến hạn; dùng cho cron.", "Sends the reminders that are due; for cron."))
    }

    @Option(
        help: .init(
            words(
                "Cách gửi: \(Channels.words.joined(separator: ", ")) (mặc định: theo plenum.yaml).",
                "The channel: \(Channels.words.joined(separator: ", ")) (default: as plenum.yaml says)."),
            valueName: "channel"))
    var deliver: String?

    @Flag(
        help: .init(
            words(
                "Chỉ xem những gì sẽ gửi; không gửi và không ghi gì.",
                "Only show what would be sent; send and write nothing.")))
    var dryRun = false

    @Flag(
        help: .init(
            words(
                "Lần chạy gần nhất và những nhắc việc chưa đến tay.",
                "The last run, and the reminders that did not arrive.")))
    var report = false

    @Flag(help: .init(words("Cho gửi tiếp sau khi khôi phục.", "Let reminders go out again after a restore.")))
    var resume = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if [dryRun, report, resume].filter({ $0 }).count > 1 {
            throw ValidationError(
                words(
                    "Chỉ dùng một trong --dry-run, --report, --resume.", "Use one of --dry-run, --report and --resume.")
            )
        }
    }

    func run() throws {
        try Shell.run(options) { shell in
            let service = try shell.service()
            if report { return try printReport(service, shell) }
            if resume {
                let wasHeld = try service.resumeReminders()
                return Terminal.print(
                    wasHeld
                        ? words("Nhắc việc sẽ được gửi từ lần chạy tới.", "Reminders go out with the next run.")
                        : words("Nhắc việc không bị giữ lại.", "Reminders were not held."))
            }
            let word = deliver ?? service.settings.channel
            guard let channel = Channels.named(word) else { throw AppError.unknownChannel(word, known: Channels.words) }
            if dryRun { return try printPreview(service, channel, shell) }
            try send(service, channel, shell)
        }
    }

    private func send(_ service: Service, _ kind: any Channel.Type, _ shell: Shell) throws {
        let channel: any Channel
        do throws(ChannelFault) {
            channel = try kind.init(
                ChannelSurroundings(settings: service.settings) { Terminal.write($0, to: 1) })
        } catch {
            throw AppError.channel(error)
        }
        let report = try service.remind(through: channel, authority: shell.authority)
        guard report.failed + report.unknown + report.later > 0 else { return }
        let reason = report.reason.map { " (\($0))" } ?? ""
        Terminal.printError(
            "plenum: "
                + words(
                    "\(report.sent) thư đã gửi, \(report.later) sẽ gửi lại, \(report.failed) không gửi được, \(report.unknown) chưa rõ\(reason). Xem: plenum remind --report",
                    "\(report.sent) messages sent, \(report.later) to be tried again, \(report.failed) failed, \(report.unknown) unknown\(reason). See: plenum remind --report"
                ))
        throw ExitCode(report.isUnavailable ? 69 : 1)
    }

    private func printPreview(_ service: Service, _ channel: any Channel.Type, _ shell: Shell) throws {
        let preview = try service.previewReminders(through: channel, authority: shell.authority)
        guard !shell.isJSON else {
            return Terminal.print(
                JSON.object([
                    "closed": .int(preview.closed),
                    "messages": .array(
                        preview.letters.map {
                            .object([
                                "id": .string($0.id), "person": .string($0.person.rawValue),
                                "to": $0.address.map(JSON.string) ?? .null, "subject": .string($0.subject),
                                "body": .string($0.body), "slots": .array($0.slots.map(\.json)),
                            ])
                        }),
                    "unreachable": .array(preview.unreachable.map(\.json)),
                ]).prettyText)
        }
        if preview.letters.isEmpty {
            Terminal.print(words("Không có gì để gửi lúc này.", "There is nothing to send now."))
        }
        for letter in preview.letters {
            Terminal.print(
                Terminal.emphasised("\(letter.name) <\(letter.address ?? words("không có thư điện tử", "no e-mail"))>")
                    + "\n\(letter.subject)\n\n\(letter.body)")
        }
        for key in preview.unreachable {
            Terminal.print(
                words(
                    "\(key.person): không có thư điện tử nên không nhận được nhắc việc \(key.task).",
                    "\(key.person) has no e-mail and does not get the reminder of \(key.task)."))
        }
    }

    private func printReport(_ service: Service, _ shell: Shell) throws {
        let standing = try service.remindStanding(now: shell.now, limit: 1000)
        guard !shell.isJSON else { return Terminal.print(standing.json.prettyText) }
        Terminal.print(
            try service.warning(of: standing)
                ?? words("Lần chạy gần nhất: ", "Last run: ")
                + (standing.lastRun.map { try service.shown($0, in: Terminal.language) } ?? "–"))
        guard !standing.troubled.isEmpty else {
            guard standing.lastRun != nil else { return }
            return Terminal.print(
                words(
                    "Mọi nhắc việc đều đã đến tay hoặc không còn cần nữa.",
                    "Every reminder has arrived or is no longer needed."))
        }
        var columns = Columns()
        for slot in standing.troubled {
            columns.add(
                slot.key.task.description, slot.key.person.rawValue, slot.key.rule,
                try service.shown(slot.moment, in: Terminal.language), slot.state.word)
        }
        columns.lines(indent: "  ").forEach(Terminal.print)
    }
}

extension Service {
    /// The sentence that says that reminders do not run as they should; nil where they do.
    func warning(of standing: RemindStanding) throws -> String? {
        if standing.isHeld {
            return words(
                "Nhắc việc đang bị giữ lại sau khi khôi phục; gửi tiếp: plenum remind --resume.",
                "Reminders are held since a restore; go on with: plenum remind --resume.")
        }
        guard standing.isOverdue else { return nil }
        guard let last = standing.lastRun else {
            return words(
                "Nhắc việc chưa chạy lần nào; xem docs/operating.md.",
                "Reminders have never run; see docs/operating.md.")
        }
        let moment = try shown(last, in: Terminal.language)
        return words("Nhắc việc chưa chạy từ \(moment).", "Reminders have not run since \(moment).")
    }
}

extension ReminderSlot.State {
    var word: String {
        switch self {
        case .queued: words("đang chờ gửi", "queued")
        case .sent: words("đã gửi", "sent")
        case .superseded: words("đã có nhắc việc khác thay", "superseded")
        case .suppressed: words("không còn cần", "no longer needed")
        case .expired: words("quá muộn, không gửi", "too late, not sent")
        case .failed: words("không gửi được", "failed")
        case .unknown: words("không rõ đã gửi chưa", "unknown")
        case .unreachable: words("không có thư điện tử", "no e-mail")
        }
    }
}

extension RemindStanding {
    var json: JSON {
        .object([
            "last-run": lastRun.map { .string($0.description) } ?? .null, "overdue": .bool(isOverdue),
            "held": .bool(isHeld),
            "troubled": .array(
                troubled.map {
                    .object([
                        "reminder": $0.key.json, "moment": .string($0.moment.description),
                        "state": .string($0.state.rawValue),
                    ])
                }),
        ])
    }
}
