import ArgumentParser
import PlenumApp
import PlenumCore
import PlenumStore

struct CalendarUseCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "use",
            abstract: words(
                "Áp dụng lịch mới: các hạn đổi theo, người liên quan được báo.",
                "Puts a new calendar into force: dates move, those concerned are told."),
            discussion: words(
                "Chỉ những hạn đang mở, chưa đến và không do người đặt mới đổi. --dry-run chỉ cho xem.",
                "Only open, future dates that nobody has set by hand move. --dry-run only shows."))
    }

    @Argument(
        help: .init(
            words("Tệp lịch, hoặc tên lịch có sẵn.", "A calendar file, or the name of one that ships."),
            valueName: "calendar"))
    var calendar: String

    @Flag(help: .init(words("Chỉ cho xem, không ghi gì.", "Only show; write nothing.")))
    var dryRun = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let use = try shell.service(dryRun ? .existing : .create)
                .useCalendar(calendar, dryRun: dryRun, authority: shell.authority)
            if shell.isJSON { return Terminal.print(use.json(dryRun: dryRun).prettyText) }
            use.lines(dryRun: dryRun).forEach(Terminal.print)
        }
    }
}

extension CalendarUse {
    fileprivate func lines(dryRun: Bool) -> [String] {
        let language = Terminal.language
        var lines = [Terminal.emphasised(title[language])]
        for day in days {
            let state = day.working ? words("làm việc", "worked") : words("nghỉ", "off")
            let why = day.explained(in: language)
            lines.append("  \(day.date.shownWithWeekday(in: language)): \(state)" + (why.isEmpty ? "" : " – " + why))
        }
        if plans.isEmpty {
            return lines + [
                words("Không có kế hoạch nào đang theo lịch cũ.", "No plan goes by an older version of this calendar.")
            ]
        }
        for plan in plans {
            lines += ["", Terminal.emphasised("\(plan.title[language]) (\(plan.instance))"), "  " + plan.reason]
            var columns = Columns()
            for move in plan.moves {
                columns.add(
                    move.from.date.shown(in: language) + " → " + move.to.date.shown(in: language),
                    move.title.with(branch: move.branch, in: language),
                    move.tasks.count == 1 ? move.tasks[0].description : "",
                    move.people.count > 4
                        ? words("\(move.people.count) người", "\(move.people.count) people")
                        : move.people.map(\.rawValue).joined(separator: ", "))
            }
            lines += columns.lines(indent: "  ")
            if plan.moves.isEmpty { lines.append("  " + words("Không hạn nào đổi.", "No date moves.")) }
            lines += plan.stays.map { "  " + $0.sentence }
        }
        let moves = plans.reduce(0) { $0 + $1.moves.count }
        lines.append("")
        lines.append(
            dryRun
                ? words(
                    "Sẽ đổi \(moves) hạn, báo cho \(told.count) người. Chưa ghi gì (--dry-run).",
                    "\(moves) dates would move, \(told.count) people would be told. Nothing was written (--dry-run).")
                : words(
                    "Đã đổi \(moves) hạn; \(told.count) người sẽ được báo trong lần chạy remind tới.",
                    "\(moves) dates moved; \(told.count) people are told with the next run of remind."))
        return lines
    }

    fileprivate func json(dryRun: Bool) -> JSON {
        .object([
            "calendar": .string(calendar.rawValue), "dry-run": .bool(dryRun), "days": .array(days.map(\.json)),
            "plans": .array(plans.map(\.json)), "told": .array(told.map { .string($0.rawValue) }),
        ])
    }
}

extension CalendarUse.Plan {
    fileprivate var json: JSON {
        .object([
            "instance": .string(instance.rawValue), "reason": .string(reason),
            "moves": .array(
                moves.map { move in
                    .object([
                        "step": .string(move.path.text), "from": .string(move.from.anchor),
                        "to": .string(move.to.anchor), "tasks": .array(move.tasks.map { .string($0.description) }),
                        "people": .array(move.people.map { .string($0.rawValue) }),
                    ])
                }),
            "stays": .array(
                stays.map { stay in
                    .object([
                        "step": .string(stay.path.text), "date": .string(stay.due.anchor),
                        "why": .string(stay.reason.word),
                    ])
                }),
        ])
    }
}

extension CalendarMoves.Stay.Reason {
    fileprivate var word: String {
        switch self {
        case .byHand: "set-by-hand"
        case .hasPassed: "would-have-passed"
        case .off: "off"
        }
    }
}

extension CalendarUse.Stay {
    fileprivate var sentence: String {
        let language = Terminal.language
        let name = title.with(branch: branch, in: language)
        let day = due.date.shown(in: language)
        switch reason {
        case .byHand:
            return words("\(name): giữ hạn \(day), do người đặt.", "\(name): stays on \(day), which a person has set.")
        case .hasPassed(let moved):
            let passed = moved.date.shown(in: language)
            return words(
                "\(name): giữ hạn \(day); theo lịch mới là \(passed), đã qua.",
                "\(name): stays on \(day); by the new calendar it would be \(passed), which has passed.")
        case .off(let off):
            let why = off.explained(in: language)
            return words(
                "\(name): ngày họp \(day) nay là ngày nghỉ (\(why)); người chủ trì cần xem lại.",
                "\(name): its day, \(day), is now a day off (\(why)); the chair should look at it.")
        }
    }
}
