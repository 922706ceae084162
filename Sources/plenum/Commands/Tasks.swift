import ArgumentParser
import PlenumApp
import PlenumCore

struct Tasks: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words("Việc của tôi: quá hạn, sắp đến hạn, sắp tới.", "My tasks: overdue, due soon, later."))
    }

    @Flag(help: .init(words("Việc đang mở của tất cả mọi người.", "The open tasks of all people.")))
    var all = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if !all, options.actor == nil {
            throw ValidationError(
                words(
                    "Thêm --as NGƯỜI để xem việc của một người, hoặc --all để xem tất cả.",
                    "Add --as PERSON for one person's tasks, or --all for everybody's."))
        }
    }

    func run() throws {
        try Shell.run(options) { shell in
            let service = try shell.service()
            let tasks =
                all
                ? try service.tasks(in: nil, now: shell.now)
                : try service.tasks(of: PersonID(rawValue: options.actor ?? ""), now: shell.now)
            if shell.isJSON { return Terminal.print(JSON.array(tasks.map(\.json)).prettyText) }
            let waiting = all ? [] : try service.waiting(for: PersonID(rawValue: options.actor ?? ""), now: shell.now)
            let awaited =
                all || !tasks.isEmpty
                ? nil
                : try waiting.first ?? service.awaited(by: PersonID(rawValue: options.actor ?? ""), now: shell.now)
            if let sentence = nothingDue(tasks, awaited) { Terminal.print(sentence) }
            let bands: [(String, (TaskView) -> Bool)] = [
                (words("Quá hạn", "Overdue"), { $0.isOverdue }),
                (words("Sắp đến hạn", "Due soon"), { !$0.isOverdue && ($0.workingDaysLeft ?? .max) <= 3 }),
                (words("Sắp tới", "Later"), { !$0.isOverdue && ($0.workingDaysLeft ?? .max) > 3 }),
            ]
            for (title, belongs) in bands {
                let band = tasks.filter(belongs)
                guard !band.isEmpty else { continue }
                Terminal.print(Terminal.emphasised(title))
                taskLines(band).forEach(Terminal.print)
            }
            let coming = all ? [] : try service.coming(for: PersonID(rawValue: options.actor ?? ""))
            defer {
                if !coming.isEmpty {
                    Terminal.print(Terminal.emphasised(words("Tự mở khi đến ngày", "Begins by itself")))
                    comingLines(coming).forEach(Terminal.print)
                }
            }
            guard !waiting.isEmpty else { return }
            Terminal.print(Terminal.emphasised(words("Chờ người khác", "Waiting for others")))
            taskLines(Array(waiting.prefix(10))).forEach(Terminal.print)
            if waiting.count > 10 {
                Terminal.print(words("  … và \(waiting.count - 10) việc nữa.", "  … and \(waiting.count - 10) more."))
            }
        }
    }

    /// What is said where nothing is due today: what comes next, and when. Nil where something is due.
    private func nothingDue(_ tasks: [TaskView], _ awaited: TaskView?) -> String? {
        if all { return tasks.isEmpty ? words("Không có việc nào đang mở.", "There are no open tasks.") : nil }
        if tasks.contains(where: { $0.isOverdue || ($0.workingDaysLeft ?? 1) == 0 }) { return nil }
        if let next = tasks.first(where: { $0.due != nil }) {
            return words(
                "Đồng chí không có việc đến hạn hôm nay. Việc gần nhất: ", "Nothing of yours is due today. Next: ")
                + next.sentence
        }
        if !tasks.isEmpty { return words("Đồng chí không có việc đến hạn hôm nay.", "Nothing of yours is due today.") }
        let nothing = words("Đồng chí không có việc nào đang mở.", "You have no open tasks.")
        guard let next = awaited else {
            return nothing
                + words(" Khi có việc mới, đồng chí sẽ được báo.", " You will be told when there is something new.")
        }
        return nothing + words(" Kế hoạch đang chờ: ", " The plan waits for: ") + next.sentence
    }
}

extension TaskView {
    /// `Tham luận – Pháp chế (hạn 12/03/2026).`
    fileprivate var sentence: String {
        let name = title.with(branch: branch, in: Terminal.language)
        guard let due else { return name + "." }
        let day = due.date.shown(in: Terminal.language)
        return name + words(" (hạn \(day)).", " (due \(day)).")
    }
}

/// One line a task: code, deadline, title, whose.
func taskLines(_ tasks: [TaskView]) -> [String] {
    var columns = Columns()
    for task in tasks {
        let people = task.person.map(\.rawValue) ?? task.candidates.map(\.rawValue).joined(separator: " | ")
        let due = task.due.map { $0.date.shown(in: Terminal.language) + ($0.time.map { " \($0)" } ?? "") } ?? "–"
        columns.add(
            task.code.description, task.isOverdue ? Terminal.alarming(due) : due,
            task.title.with(branch: task.branch, in: Terminal.language),
            people + (task.obstacle.map { words("; vướng mắc: \($0)", "; in the way: \($0)") } ?? ""))
    }
    return columns.lines(indent: "  ")
}

extension TaskView {
    var json: JSON {
        .object([
            "task": .string(code.description), "instance": .string(instance.rawValue), "step": .string(path.text),
            "title": .string(title[Terminal.language]), "branch": .string(branch[Terminal.language]),
            "person": person.map { .string($0.rawValue) } ?? .null,
            "candidates": .array(candidates.map { .string($0.rawValue) }), "state": .string(state.rawValue),
            "deadline": deadline.map(JSON.string) ?? .null, "overdue": .bool(isOverdue), "round": .int(round),
            "version": .int(version), "obstacle": obstacle.map(JSON.string),
            "documents": .array(
                documents.map {
                    .object([
                        "step": .string($0.path.text), "name": .string($0.document.name),
                        "hash": .string($0.document.hash), "size": .int($0.document.size),
                    ])
                }), "actions": .array((state.isOpen ? [offer.json] : []) + possible.map(\.action)),
        ])
    }
}

extension Offer {
    var json: JSON {
        .object([
            "action": "do",
            "outcomes": outcomes.isEmpty ? nil : .array(outcomes.map { .string($0.name.rawValue) }),
            "needs": .array(needs.map(\.json)),
            "alternatives": bare.isEmpty ? nil : .array(bare.map { .string($0.name.rawValue) }),
        ])
    }
}

extension ActNeed {
    var json: JSON {
        .object([
            "name": .string(name.rawValue), "type": .string(type.rawValue), "required": .bool(required),
            "title": .string(title[Terminal.language]), "options": options.map { .array($0.map(JSON.string)) },
        ])
    }
}

extension Verb {
    /// As `do` is given: the action and what it needs.
    var action: JSON {
        .object(["action": .string(rawValue), "needs": .array(needs.map(\.json))])
    }

    private var needs: [ActNeed] {
        let reason = ActNeed("reason", .text, required: needsReason, title: LocalizedText(vi: "lý do", en: "why"))
        return switch self {
        case .delegate, .reassign:
            [ActNeed("to", .person, title: LocalizedText(vi: "người nhận việc", en: "who gets it"))]
        case .extend, .reschedule:
            [ActNeed("to", .date, title: LocalizedText(vi: "ngày mới", en: "the new day")), reason]
        case .include:
            [ActNeed("entry", .text, title: LocalizedText(vi: "người hoặc đơn vị", en: "a person or a unit"))]
        case .decline, .skip, .excuse, .reopen, .cancel: [reason]
        case .comment:
            [ActNeed("text", .text, required: false, title: LocalizedText(vi: "ý kiến", en: "the text"))]
        case .vote:
            [
                ActNeed(
                    "vote", .text, title: LocalizedText(vi: "phiếu", en: "the vote"),
                    options: [VoteCount.inFavour, VoteCount.against, VoteCount.abstained].map(\.rawValue))
            ]
        case .do, .claim, .undo, .acknowledge, .suspend, .resume: []
        }
    }
}
