import ArgumentParser
import PlenumApp
import PlenumCore

struct Show: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words("Một nhiệm vụ: việc gì, hạn nào, làm thế nào.", "One task: what, by when, and how."))
    }

    @Argument(help: .init(words("Mã nhiệm vụ, ví dụ 00K-K.", "The task's code, such as 00K-K."), valueName: "task"))
    var task: String

    @Flag(
        help: .init(
            words(
                "So sánh văn bản với phiên bản trước, theo đoạn.",
                "Compares the document with its version before, paragraph by paragraph.")))
    var diff = false

    @Option(
        help: .init(
            words(
                "Chép tài liệu vào thư mục này; không ghi đè.",
                "Copies the documents into this folder; overwrites nothing."),
            valueName: "folder"))
    var save: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            guard let code = TaskCode(typed: task) else { throw Refused(.noSuchTask(task)) }
            if let save { return try shell.saveDocuments(of: code, in: save) }
            if diff {
                let history = try shell.service().history(ofDocumentAt: code)
                return shell.isJSON ? Terminal.print(history.json.prettyText) : history.lines.forEach(Terminal.print)
            }
            let view = try shell.service().task(code, now: shell.now, for: options.actor.map { PersonID(rawValue: $0) })
            let vote = try shell.service().vote(ofTask: code)
            let carried = try shell.service().carriedOver(into: code, now: shell.now)
            if shell.isJSON {
                var members = view.json.members ?? []
                if let vote { members.append(JSON.Member("vote", vote.json)) }
                if !carried.isEmpty { members.append(JSON.Member("carried-over", .array(carried.map(\.json)))) }
                return Terminal.print(JSON.object(members).prettyText)
            }
            let history = try shell.service().history(ofDocumentAt: code)
            Terminal.print(Terminal.emphasised(view.title.with(branch: view.branch, in: Terminal.language)))
            var columns = Columns()
            columns.add(words("Kế hoạch", "Plan"), "\(view.plan[Terminal.language]) (\(view.instance))")
            columns.add(words("Mã", "Code"), view.code.description)
            columns.add(words("Trạng thái", "State"), view.state.word)
            if let due = view.due {
                let left =
                    view.workingDaysLeft.map { words(", còn \($0) ngày làm việc", ", \($0) working days left") } ?? ""
                columns.add(
                    words("Hạn", "Deadline"),
                    due.date.weekday.shown(in: Terminal.language) + ", " + due.date.shown(in: Terminal.language)
                        + (due.time.map { " \($0)" } ?? "") + (view.isOverdue ? words(", quá hạn", ", overdue") : left))
            }
            if let obstacle = view.obstacle { columns.add(words("Vướng mắc", "In the way"), obstacle) }
            let people = view.person.map { [$0] } ?? view.candidates
            columns.add(
                view.person == nil ? words("Một trong", "One of") : words("Người thực hiện", "Assignee"),
                people.map(\.rawValue).joined(separator: ", "))
            columns.lines(indent: "  ").forEach(Terminal.print)
            if !view.documents.isEmpty {
                Terminal.print("\n" + words("Tài liệu:", "Documents:"))
                var columns = Columns()
                for consulted in view.documents { columns.add(consulted.path.text, consulted.document.name) }
                columns.lines(indent: "  ").forEach(Terminal.print)
            }
            if history.versions.count > 1 {
                Terminal.print(
                    "\n" + words("Các phiên bản (xem thay đổi: --diff):", "Versions (what changed: --diff):"))
                history.table.forEach(Terminal.print)
            }
            if let vote {
                Terminal.print("\n" + words("Biểu quyết:", "The vote:"))
                vote.lines.forEach(Terminal.print)
            }
            if !carried.isEmpty {
                Terminal.print(
                    "\n"
                        + words(
                            "Việc còn tồn, tự đưa vào chương trình:", "Still open, and so on the agenda by itself:"))
                taskLines(carried).forEach(Terminal.print)
            }
            if let person = people.first, view.state.isOpen {
                Terminal.print("\n" + words("Để hoàn thành:", "To finish it:"))
                let command = "  plenum do \(view.code) --as \(options.actor ?? person.rawValue)"
                Terminal.print(command + view.offer.usage)
                for outcome in view.offer.bare {
                    Terminal.print(command + " --outcome \(outcome.name)   # " + outcome.title[Terminal.language])
                }
            }
            let papers = try shell.service().papers(about: code)
            if !papers.isEmpty {
                Terminal.print("\n" + words("Có thể dự thảo:", "Can be drafted:"))
                for kind in papers {
                    Terminal.print("  plenum draft \(kind.rawValue) \(view.instance) --step \(view.path)")
                }
            }
            if !view.possible.isEmpty {
                Terminal.print("\n" + words("Cũng có thể:", "Also possible:"))
                Terminal.print("  " + view.possible.map(\.rawValue).joined(separator: ", "))
            }
        }
    }
}

extension Offer {
    /// What the command line wants beside the task and the person.
    var usage: String {
        let outcome = outcomes.count > 1 ? " --outcome " + outcomes.map(\.name.rawValue).joined(separator: "|") : ""
        return outcome
            + needs.map { need in
                let text =
                    need.type == .file
                    ? "--attach " + words("TỆP", "FILE")
                    : "--set \(need.name)=" + (need.choices ?? need.type.rawValue.uppercased())
                return need.required ? " \(text)" : " [\(text)]"
            }.joined()
    }
}

extension ActNeed {
    /// A few words among which to choose, as they are typed.
    fileprivate var choices: String? {
        guard type == .text || type == .unit, let options, options.count > 1, options.count <= 8 else { return nil }
        return "\"\(options.joined(separator: "|"))\""
    }
}

extension TaskView.State {
    var isOpen: Bool {
        switch self {
        case .open, .inProgress, .blocked, .needsRevision: true
        case .done, .cancelled, .excused, .lapsed: false
        }
    }

    var word: String {
        switch self {
        case .open: words("chưa bắt đầu", "not started")
        case .inProgress: words("đang thực hiện", "in progress")
        case .blocked: words("vướng mắc", "blocked")
        case .needsRevision: words("cần chỉnh sửa", "needs revision")
        case .done: words("hoàn thành", "done")
        case .cancelled: words("đã hủy", "cancelled")
        case .excused: words("được miễn", "excused")
        case .lapsed: words("hết thời hạn", "lapsed")
        }
    }
}
