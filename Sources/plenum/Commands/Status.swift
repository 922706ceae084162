import ArgumentParser
import PlenumApp
import PlenumCore

struct Status: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Kế hoạch đang ở đâu, ai chậm, ai chưa trả lời.",
                "Where plans stand, who is late, who has not answered."))
    }

    @Argument(
        help: .init(
            words("Mã kế hoạch; bỏ trống để xem tất cả.", "The plan's id; all plans when left out."),
            valueName: "instance"))
    var instance: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let service = try shell.service()
            guard let instance else {
                let all = try service.statuses(now: shell.now, counted: shell.isJSON)
                if shell.isJSON { return Terminal.print(JSON.array(all.map(\.json)).prettyText) }
                printList(all)
                return try printReminders(service, shell, running: all.contains { $0.state == .running })
            }
            let status = try service.status(of: InstanceID(rawValue: instance), now: shell.now)
            if shell.isJSON { return Terminal.print(status.json.prettyText) }
            printOne(status)
            try printReminders(service, shell, running: status.state == .running)
        }
    }

    /// Where something runs and `remind` does not, that is said.
    private func printReminders(_ service: Service, _ shell: Shell, running: Bool) throws {
        guard running, let warning = try service.warning(of: service.remindStanding(now: shell.now)) else { return }
        Terminal.print("\n" + Terminal.alarming(warning))
    }

    private func printList(_ all: [InstanceStatus]) {
        guard !all.isEmpty else {
            return Terminal.print(
                words(
                    "Chưa có kế hoạch nào. Bắt đầu bằng: plenum start TỆP",
                    "There are no plans yet. Begin with: plenum start FILE"))
        }
        var columns = Columns()
        for status in all {
            columns.add(
                status.instance.rawValue, status.title[Terminal.language], status.state.word,
                words("\(status.open) mở", "\(status.open) open"), words("\(status.done) xong", "\(status.done) done"),
                status.overdue > 0
                    ? Terminal.alarming(words("\(status.overdue) quá hạn", "\(status.overdue) overdue")) : "")
        }
        columns.lines().forEach(Terminal.print)
    }

    private func printOne(_ status: InstanceStatus) {
        Terminal.print(
            Terminal.emphasised(status.title[Terminal.language]) + " (\(status.instance)) – \(status.state.word)")
        Terminal.print(
            words(
                "\(status.open) việc đang mở, \(status.done) đã xong, \(status.overdue) quá hạn.",
                "\(status.open) tasks open, \(status.done) done, \(status.overdue) overdue."))
        if !status.tallies.isEmpty {
            Terminal.print("")
            var columns = Columns()
            for tally in status.tallies {
                let title = tally.title.with(branch: tally.branch, in: Terminal.language)
                let count = "\(tally.done)/\(tally.total)"
                if let rows = tally.rows {
                    columns.add(title, count, rows.summary(in: Terminal.language))
                } else {
                    columns.add(title, count)
                }
            }
            columns.lines(indent: "  ").forEach(Terminal.print)
            status.tallies.flatMap { $0.rows?.lacking(in: Terminal.language) ?? [] }.forEach {
                Terminal.print("    " + $0)
            }
        }
        if !status.votes.isEmpty {
            Terminal.print("\n" + words("Biểu quyết", "Votes"))
            status.votes.flatMap(\.lines).forEach(Terminal.print)
        }
        if !status.figures.isEmpty {
            Terminal.print("\n" + words("Số liệu", "Figures"))
            var columns = Columns()
            for figure in status.figures {
                columns.add(
                    figure.title[Terminal.language], figure.of.map { "\(figure.value)/\($0)" } ?? "\(figure.value)")
            }
            columns.lines(indent: "  ").forEach(Terminal.print)
        }
        if !status.waiting.isEmpty {
            Terminal.print("\n" + words("Đang chờ", "Waiting for"))
            taskLines(status.waiting).forEach(Terminal.print)
        }
        if !status.coming.isEmpty {
            Terminal.print("\n" + words("Sắp tới", "To come"))
            comingLines(status.coming).forEach(Terminal.print)
        }
    }
}

extension InstanceState {
    var word: String { title[Terminal.language] }
}

extension RowStanding {
    fileprivate var json: JSON {
        .object([
            "received": .int(arrived), "needed": needed.map(JSON.int), "most": most.map(JSON.int),
            "open": .bool(isOpen), "answered": answered.map(JSON.int), "asked": asked.map(JSON.int),
            "until": (until?.date.description).map(JSON.string),
            "lacking": .array(
                missing.map {
                    .object([
                        "gate": .string($0.gate), "choice": .string($0.choice[Terminal.language]),
                        "count": .int($0.count), "needed": .int($0.needed),
                    ])
                }),
        ])
    }
}

extension InstanceStatus {
    var json: JSON {
        .object([
            "instance": .string(instance.rawValue), "workflow": .string(workflow.rawValue),
            "title": .string(title[Terminal.language]), "state": .string(state.rawValue),
            "unit": .string(unit.rawValue), "started": .string(startedAt.description),
            "ended": endedAt.map { .string($0.description) } ?? .null, "open": .int(open), "done": .int(done),
            "overdue": .int(overdue),
            "figures": .array(
                figures.map {
                    .object([
                        "name": .string($0.name.rawValue), "title": .string($0.title[Terminal.language]),
                        "value": .int($0.value), "of": $0.of.map(JSON.int) ?? .null,
                    ])
                }),
            "tallies": .array(
                tallies.map {
                    .object([
                        "step": .string($0.path.text), "done": .int($0.done), "total": .int($0.total),
                        "rows": $0.rows?.json,
                    ])
                }), "votes": .array(votes.map(\.json)), "coming": .array(coming.map(\.json)),
        ])
    }
}
