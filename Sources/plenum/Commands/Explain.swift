import ArgumentParser
import PlenumApp
import PlenumCore
import PlenumStore

struct Explain: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Vì sao hạn này, vì sao người này, nhắc những lần nào; vì sao một người được nhắc hay không trong một ngày.",
                "Why this date, why this person, which reminders; why somebody was reminded on a day, or was not."))
    }

    @Argument(help: .init(words("Mã nhiệm vụ, ví dụ 00K-K.", "The task's code, such as 00K-K."), valueName: "task"))
    var task: String?

    @Option(
        help: .init(
            words("Thay cho mã nhiệm vụ: mã của một người.", "Instead of a task: a person's id."), valueName: "person"))
    var person: String?

    @Option(
        help: .init(
            words("Ngày, dạng 2026-03-12 (mặc định: hôm nay).", "The day, such as 2026-03-12 (default: today)."),
            valueName: "date"))
    var day: TypedDate?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if (task == nil) == (person == nil) || task != nil && day != nil {
            throw ValidationError(
                words(
                    "Ghi một mã nhiệm vụ, hoặc --person NGƯỜI kèm --day NGÀY.",
                    "Give a task's code, or --person PERSON with --day DATE."))
        }
    }

    func run() throws {
        try Shell.run(options) { shell in
            if let person {
                let service = try shell.service()
                let told = try service.explain(
                    PersonID(rawValue: person), on: day?.date ?? service.today(at: shell.now), now: shell.now)
                if shell.isJSON { return Terminal.print(told.json.prettyText) }
                return told.lines.forEach(Terminal.print)
            }
            let task = task ?? ""
            guard let code = TaskCode(typed: task) else { throw Refused(.noSuchTask(task)) }
            let explanation = try shell.service().explain(code, now: shell.now)
            if shell.isJSON { return Terminal.print(explanation.json.prettyText) }
            explanation.lines.forEach(Terminal.print)
        }
    }
}

extension Explanation {
    fileprivate var lines: [String] {
        let language = Terminal.language
        var lines = [
            Terminal.emphasised(task.title.with(branch: task.branch, in: language)) + " (\(task.code))"
        ]
        lines += section(words("Hạn", "The date"), dateLines)
        lines += section(
            words("Lịch sử của hạn", "How the date has changed"), history.count > 1 ? history.map(line) : [])
        lines += section(
            words("Vì sao là người này", "Why this person"),
            [people] + why.map { ($0.at.map { day($0) + "  " } ?? "") + $0.text[language] })
        lines += section(
            words("Đã nhắc", "Reminders so far"),
            reminders.map { slot in
                let word = slot.state.word
                return "\(time(slot.moment))  \(rule(slot.key)) → \(slot.key.person): \(word)"
            })
        lines += section(
            words("Sẽ nhắc", "Reminders to come"),
            coming.map { firing in
                "\(time(firing.moment))  \(firing.rule) → " + firing.people.map(\.rawValue).joined(separator: ", ")
            })
        lines += section(
            words("Lần sau", "Next time"), next.map { comingLines([$0]).map { String($0.dropFirst(2)) } } ?? [])
        return lines
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", Terminal.emphasised(title)] + lines.map { "  " + $0 }
    }

    private var dateLines: [String] {
        let language = Terminal.language
        guard let due = task.due else { return [words("Không có hạn.", "It has no deadline.")] }
        var lines: [String] = []
        if isByHand || extended != nil || reckonings.isEmpty || reckonings.count > 1 {
            lines.append(due.shown(in: language))
        }
        if isByHand {
            lines.append(
                words("Do người đặt; theo quy tắc thì là:", "Set by a person; by the rule it would be:"))
        }
        if let extended {
            let span = extended.by.shown(in: language)
            lines.append(
                words(
                    "Chưa đủ nên đã tự gia hạn \(extended.times) lần, mỗi lần \(span); ban đầu là:",
                    "Too little had come, so it was prolonged \(extended.times) times by \(span); at first it was:"))
        }
        return lines + reckonings.flatMap(reckoningLines(in: language))
    }

    private func reckoningLines(in language: Language) -> (Reckoning) -> [String] {
        { reckoning in reckoning.lines(in: language) { titles[$0]?[language] ?? $0.rawValue } }
    }

    private func line(_ change: DateChange) -> String {
        let language = Terminal.language
        let due = change.due?.shown(in: language) ?? words("không có hạn", "no deadline")
        let who = change.by.map { " (\($0))" } ?? ""
        let why = change.reason.map { " – " + $0 } ?? ""
        let round = change.round.map { words(", mở lần \($0)", ", round \($0)") } ?? ""
        return "\(day(change.at))\(who): \(due)\(round)\(why)"
    }

    /// The rung, or that the date has moved.
    private func rule(_ key: ReminderKey) -> String {
        guard let moved = DateMoveNotice(rule: key.rule) else {
            return ObstacleNotice(rule: key.rule)?.shown ?? key.rule
        }
        let from = moved.fromShown(in: Terminal.language)
        return words("báo đổi hạn (cũ: \(from))", "told that the date has moved (it was \(from))")
    }

    private var people: String {
        let people = task.person.map { [$0] } ?? task.candidates
        let names = people.map(\.rawValue).joined(separator: ", ")
        return task.person == nil ? words("Một trong: \(names)", "One of: \(names)") : names
    }

    private func day(_ instant: Instant) -> String { zone.local(instant).date.shown(in: Terminal.language) }

    private func time(_ instant: Instant) -> String {
        let local = zone.local(instant)
        let clock = local.time.description.prefix(5)
        return "\(local.date.shown(in: Terminal.language)) \(clock)"
    }

    fileprivate var json: JSON {
        .object([
            "task": .string(task.code.description), "instance": .string(task.instance.rawValue),
            "step": .string(task.path.text), "deadline": task.deadline.map(JSON.string) ?? .null,
            "set-by-hand": .bool(isByHand),
            "reckoning": .array(
                reckonings.map { reckoning in
                    .object([
                        "rule": .string(reckoning.phrase), "date": .string(reckoning.due.date.description),
                        "vi": .array(reckoningLines(in: .vi)(reckoning).map(JSON.string)),
                        "en": .array(reckoningLines(in: .en)(reckoning).map(JSON.string)),
                    ])
                }),
            "history": .array(
                history.map { change in
                    .object([
                        "at": .string(zone.rfc3339(change.at)), "by": change.by.map { .string($0.rawValue) } ?? .null,
                        "date": change.due.map { .string($0.anchor) } ?? .null,
                        "reason": change.reason.map(JSON.string), "round": change.round.map(JSON.int),
                    ])
                }),
            "people": .array((task.person.map { [$0] } ?? task.candidates).map { .string($0.rawValue) }),
            "why": .array(
                why.map { reason in
                    .object([
                        "at": reason.at.map { .string(zone.rfc3339($0)) }, "vi": .string(reason.text[.vi]),
                        "en": .string(reason.text[.en]),
                    ])
                }),
            "reminders": .array(
                reminders.map { slot in
                    .object([
                        "at": .string(zone.rfc3339(slot.moment)), "rule": .string(slot.key.rule),
                        "person": .string(slot.key.person.rawValue), "state": .string(slot.state.rawValue),
                    ])
                }),
            "coming": .array(
                coming.map { firing in
                    .object([
                        "at": .string(zone.rfc3339(firing.moment)), "rule": .string(firing.rule),
                        "people": .array(firing.people.map { .string($0.rawValue) }),
                    ])
                }), "next": next.map(\.json),
        ])
    }
}
