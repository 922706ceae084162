import ArgumentParser
import PlenumApp
import PlenumCore
import PlenumStore

struct Log: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words("Việc gì đã xảy ra, ai làm, khi nào.", "What happened, who did it, when."))
    }

    @Argument(help: .init(words("Mã kế hoạch.", "The plan's id."), valueName: "instance"))
    var instance: String

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let service = try shell.service()
            let id = InstanceID(rawValue: instance)
            guard shell.isJSON else {
                var people: Set<PersonID> = []
                try service.log(of: id) { event, zone in
                    Terminal.print(event.line(in: zone))
                    people.formUnion([event.event.actor.by, event.event.actor.for].compactMap { $0 })
                }
                for erasure in try service.erasures(among: people) {
                    Terminal.print(try erasure.sentence(service))
                }
                return
            }
            var isFirst = true
            try service.log(of: id) { event, _ in
                Terminal.write((isFirst ? "[\n" : ",\n") + event.json.text, to: 1)
                isFirst = false
            }
            Terminal.print(isFirst ? "[]" : "\n]")
        }
    }
}

extension StoredEvent {
    var json: JSON {
        .object([
            "seq": .int(event.sequence), "at": .string(event.at.description),
            "effective": .string(event.effective.description),
            "by": event.actor.by.map { .string($0.rawValue) } ?? .null,
            "for": event.actor.for.map { .string($0.rawValue) }, "via": event.actor.via.map(JSON.string),
            "event": .string(event.body.word), "reason": event.reason.map(JSON.string),
            "data": event.body.payload, "hash": .string(hash),
        ])
    }

    /// One line for people.
    func line(in zone: Zone) -> String {
        let who = event.actor.by?.rawValue ?? words("(tự động)", "(by itself)")
        let forWhom = event.actor.for.map { words(" thay ", " for ") + $0.rawValue } ?? ""
        let reason = event.reason.map { " – “\($0)”" } ?? ""
        let local = zone.local(event.at)
        let time = CivilTime(hour: local.time.hour, minute: local.time.minute) ?? local.time
        return
            "\(event.sequence)  \(local.date.shown(in: .vi)) \(time)  \(who)\(forWhom): \(event.body.sentence)\(reason)"
    }
}

extension EventBody {
    /// What happened, shortly.
    var sentence: String {
        switch self {
        case .started(let body): words("bắt đầu \(body.workflow)", "started \(body.workflow)")
        case .opened(let body):
            words("mở ", "opened ") + body.path.text
                + (body.due.map { words(", hạn ", ", due ") + $0.date.shown(in: Terminal.language) } ?? "")
                + (body.items.count == 1 ? " (\(body.items[0].code))" : "")
                + (body.items.count > 1 ? words(", \(body.items.count) người", ", \(body.items.count) people") : "")
                + (body.branches.map { words(", \($0.count) nhánh", ", \($0.count) branches") } ?? "")
        case .assigned(let body):
            words("chuyển \(body.code)", "assigned \(body.code)") + (body.owner.map { " → \($0)" } ?? "")
        case .claimed(let body): words("nhận \(body.code)", "claimed \(body.code)")
        case .answered(let body):
            words("trả lời \(body.code)", "answered \(body.code)") + (body.answer.map { ": \($0)" } ?? "")
                + (body.row.map { words(", dòng \($0)", ", row \($0)") } ?? "")
        case .completed(let body):
            body.path == .instance
                ? words("kế hoạch hoàn thành", "the plan is completed")
                : words("xong ", "completed ") + body.path.text + ": \(body.outcome)"
                    + (body.symbol.map { words(", số ", ", number ") + $0 } ?? "")
        case .returned(let body): words("trả lại ", "returned ") + body.path.text
        case .skipped(let path): words("bỏ qua ", "skipped ") + path.text
        case .cancelled(let path):
            path == .instance ? words("hủy kế hoạch", "cancelled the plan") : words("hủy ", "cancelled ") + path.text
        case .excused(.person(let code)): words("miễn \(code)", "excused \(code)")
        case .excused(.branch(let branch)): words("miễn nhánh \(branch)", "excused branch \(branch)")
        case .rescheduled(let body):
            words("đổi ngày ", "rescheduled ") + (body.input?.rawValue ?? body.path.text)
                + ((body.day ?? body.due?.date).map { " → " + $0.shown(in: Terminal.language) } ?? "")
        case .suspended: words("tạm dừng", "suspended")
        case .resumed: words("tiếp tục", "resumed")
        case .closed(let body):
            words("hết thời hạn ", "closed ") + body.path.text
                + (body.outcome == Outcome.done.name ? "" : ": \(body.outcome)")
                + (body.totals.map { " (" + voteTotals($0) + ")" } ?? "")
        case .undone(let body): words("hoàn tác việc số \(body.sequence)", "undid number \(body.sequence)")
        case .settingChanged(let body) where !body.series.isEmpty:
            words("đặt sổ ", "set the register ")
                + body.series.map { "\($0.series.name)=\($0.last) (\($0.series.term))" }.joined(separator: ", ")
        case .settingChanged(let body):
            words("thay đổi \(body.entries.count) mục", "changed \(body.entries.count) entries")
        }
    }
}
