import ArgumentParser
import PlenumApp
import PlenumCore

/// Why somebody asks for it.
struct ReasonOption: ParsableArguments {
    @Option(help: .init(words("Lý do, ghi vào nhật ký.", "Why; kept in the log."), valueName: "text"))
    var reason: String?
}

/// What every organiser's command on a step or a task takes.
struct StepTarget: ParsableArguments {
    @Argument(
        help: .init(
            words("Mã nhiệm vụ; hoặc mã kế hoạch, kèm --step.", "A task's code; or a plan's id, with --step."),
            valueName: "task|instance"))
    var target: String

    @Option(
        help: .init(
            words(
                "Bước của kế hoạch, ví dụ cells/kinh-te/paper.", "A step of the plan, such as cells/kinh-te/paper."),
            valueName: "step"))
    var step: String?

    var place: OrderTarget {
        step.map { .instance(InstanceID(rawValue: target), step: $0) } ?? .task(target)
    }
}

struct DryRunFlag: ParsableArguments {
    @Flag(help: .init(words("Chỉ cho biết hệ quả, không ghi gì.", "Only shows the consequences; writes nothing.")))
    var dryRun = false
}

/// A civil date as it is typed.
struct TypedDate: ExpressibleByArgument {
    let date: CivilDate

    init?(argument: String) {
        guard let date = CivilDate(iso: argument) else { return nil }
        self.date = date
    }
}

extension Shell {
    /// Carries out a command and prints what it led to, under `done`, a sentence about the title.
    func order(
        _ target: OrderTarget, reason: String?, isTrial: Bool = false, done: (String) -> String,
        _ make: (OrderPlace) throws -> Order
    ) throws {
        show(
            try service().order(target, reason: reason, isTrial: isTrial, authority: authority, make), done: done)
    }

    func show(_ result: OrderResult, done: (String) -> String) {
        guard !isJSON else { return Terminal.print(result.json.prettyText) }
        guard result.isNew else {
            return Terminal.print(
                words("Đã như vậy từ trước; không ghi gì thêm.", "It was so before; nothing was written."))
        }
        if result.isTrial {
            Terminal.print(words("Thử, chưa ghi gì. Nếu thực hiện:", "A trial; nothing was written. It would do this:"))
        }
        Terminal.print(done(result.title[Terminal.language]))
        result.lines.forEach(Terminal.print)
    }
}

extension OrderResult {
    /// The consequences, one a line; a long list is cut.
    var lines: [String] {
        let moves = moved.map { move in
            let from = move.from.map { $0.shown(in: Terminal.language) + " → " } ?? ""
            return words("Ngày: ", "Date: ") + "\(move.title[Terminal.language]) (\(move.path)): "
                + from + move.to.shown(in: Terminal.language)
        }
        let back = putBack.map { words("Làm lại: ", "Put back: ") + "\($0.title[Terminal.language]) (\($0.path))" }
        let ended = stopped.map { words("Dừng: ", "Stopped: ") + "\($0.title[Terminal.language]) (\($0.path))" }
        let next = opened.map { opening in
            words("Mở: ", "Opens: ") + "\(opening.title[Terminal.language]) (\(opening.code)) – "
                + opening.people.map(\.rawValue).joined(separator: " | ")
        }
        let people =
            told.isEmpty
            ? []
            : [
                words("Liên quan: ", "Concerns: ") + told.prefix(10).map(\.rawValue).joined(separator: ", ")
                    + (told.count > 10 ? words(" và \(told.count - 10) người nữa", " and \(told.count - 10) more") : "")
            ]
        let end = isLast ? [words("Kế hoạch kết thúc.", "The plan has ended.")] : []
        return [moves, back, ended, next].flatMap { list in
            list.prefix(10).map { "  " + $0 }
                + (list.count > 10
                    ? ["  " + words("… và \(list.count - 10) mục nữa", "… and \(list.count - 10) more")] : [])
        } + people.map { "  " + $0 } + end
    }

    var json: JSON {
        func places(_ places: [Place]) -> JSON { .array(places.map { .string($0.path.text) }) }
        return .object([
            "instance": .string(instance.rawValue), "new": .bool(isNew), "trial": .bool(isTrial),
            "opened": .array(opened.map { .string($0.code.description) }), "put-back": places(putBack),
            "stopped": places(stopped),
            "moved": .array(
                moved.map {
                    .object([
                        "step": .string($0.path.text), "from": $0.from.map { .string($0.description) } ?? .null,
                        "to": .string($0.to.description),
                    ])
                }),
            "concerns": .array(told.map { .string($0.rawValue) }), "completed": .bool(isLast),
        ])
    }
}

/// What an act on a task has led to.
func show(_ result: ActResult, task: String, done: String) {
    let title = result.title[Terminal.language]
    guard result.isNew else {
        return Terminal.print(words("“\(title)” đã hoàn thành từ trước.", "“\(title)” was done before."))
    }
    Terminal.print(done)
    for opening in result.opened.prefix(10) {
        let people = opening.people.map(\.rawValue).joined(separator: " | ")
        Terminal.print(
            words("Tiếp theo: ", "Next: ") + "\(opening.title[Terminal.language]) (\(opening.code)) – \(people)")
    }
    if result.opened.count > 10 {
        Terminal.print(words("… và \(result.opened.count - 10) việc nữa.", "… and \(result.opened.count - 10) more."))
    }
    if result.isLast { Terminal.print(words("Kế hoạch đã hoàn thành.", "The plan is completed.")) }
}

func actJSON(_ result: ActResult, task: String) -> JSON {
    .object([
        "task": .string(task), "new": .bool(result.isNew),
        "opened": .array(result.opened.map { .string($0.code.description) }), "completed": .bool(result.isLast),
    ])
}
