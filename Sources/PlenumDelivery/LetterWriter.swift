public import PlenumCore

/// Writes what a letter says, in the recipient's language.
public struct LetterWriter: Sendable {
    /// One task that a letter is about.
    public struct Entry: Sendable {
        public let key: ReminderKey
        public let title: String
        /// The plan's title and what it is about.
        public let plan: String
        public let trigger: Rung.Trigger
        public let due: Due?
        /// From the letter's day to the deadline; negative once it has passed. Nil without a deadline.
        public let workingDaysLeft: Int?
        /// Names of those whose task it is, where the recipient is told of somebody else's.
        public let people: [String]
        /// Why it came back; nil in the first round.
        public let isReturned: Bool
        /// The recipient is convened to it, and does not hold it.
        public let isInvitation: Bool
        /// It should have been said days ago.
        public let isLate: Bool
        /// From when the date has moved, and why, where that is what the letter is about.
        public let moved: DateMoveNotice?
        /// Why the task is theirs no more, where that is what the letter is about.
        public let withdrawn: WithdrawalNotice?
        /// What is in the way of it, or no longer is, where that is what the letter is about.
        public let obstacle: ObstacleNotice?
        /// How a step stands that takes what people send: how much has come, and what is lacking.
        public let rows: [String]
        /// Who is away, so that the recipient is told in their place.
        public let standsInFor: String?

        public init(
            key: ReminderKey, title: String, plan: String, trigger: Rung.Trigger, due: Due?, workingDaysLeft: Int?,
            people: [String], isReturned: Bool, isInvitation: Bool = false, isLate: Bool = false,
            standsInFor: String? = nil, rows: [String] = [],
            moved: DateMoveNotice? = nil, withdrawn: WithdrawalNotice? = nil, obstacle: ObstacleNotice? = nil
        ) {
            self.key = key
            self.title = title
            self.plan = plan
            self.trigger = trigger
            self.due = due
            self.workingDaysLeft = workingDaysLeft
            self.people = people
            self.isReturned = isReturned
            self.isInvitation = isInvitation
            self.isLate = isLate
            self.standsInFor = standsInFor
            self.rows = rows
            self.moved = moved
            self.withdrawn = withdrawn
            self.obstacle = obstacle
        }

        var isEscalation: Bool {
            if case .escalate = trigger { true } else { false }
        }

        /// There is nothing for the recipient to do with it.
        var isForInformation: Bool { isEscalation || isInvitation || withdrawn != nil }
    }

    private let language: Language
    private let baseAddress: String?

    /// `baseAddress` is where the pages are; without it people are told the command.
    public init(_ language: Language, baseAddress: String? = nil) {
        self.language = language
        self.baseAddress = baseAddress
    }

    public func subject(_ entries: [Entry]) -> String {
        let mark =
            entries.allSatisfy(\.isForInformation)
            ? pick("[Để biết]", "[For information]") : pick("[Cần làm]", "[To do]")
        guard entries.count > 1 else {
            return entries.first.map { "\(mark) \($0.title): \(headline(of: $0))" } ?? mark
        }
        let overdue = entries.filter { ($0.workingDaysLeft ?? 0) < 0 }.count
        let tail = overdue > 0 ? pick(", \(overdue) việc quá hạn", ", \(overdue) overdue") : ""
        return "\(mark) " + pick("\(entries.count) việc", "\(entries.count) tasks") + tail
    }

    /// What is due first, then what was missed while reminders did not run.
    public func body(_ entries: [Entry], to name: String) -> String {
        var lines = [pick("Kính gửi đồng chí \(name),", "Dear \(name),"), ""]
        for entry in entries where !entry.isLate { lines += self.lines(of: entry) + [""] }
        let late = entries.filter(\.isLate)
        if !late.isEmpty {
            lines += [
                pick(
                    "Các nhắc việc sau lẽ ra đã được gửi sớm hơn; hệ thống nhắc việc đã ngừng một thời gian:",
                    "These reminders should have come earlier; reminding had stopped for a while:"), "",
            ]
            for entry in late { lines += self.lines(of: entry) + [""] }
        }
        lines.append(pick("Thư tự động của Plenum; không cần trả lời.", "Sent by Plenum; no answer is needed."))
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(of entry: Entry) -> [String] {
        var lines = ["• \(entry.title) (\(entry.key.task))", "  \(entry.plan)"]
        if entry.isEscalation || entry.obstacle?.news == .reported {
            lines.append("  " + pick("Người thực hiện: ", "With: ") + entry.people.joined(separator: ", "))
        } else if entry.isInvitation {
            lines.append("  " + pick("Kính mời đồng chí tham dự.", "You are invited to attend."))
        } else if let away = entry.standsInFor {
            lines.append("  " + pick("Thay đồng chí \(away) đang vắng mặt.", "In place of \(away), who is away."))
        }
        if let withdrawn = entry.withdrawn {
            let why =
                withdrawn.reason.isEmpty
                ? "" : pick(" Lý do: \(withdrawn.reason).", " Because of: \(withdrawn.reason).")
            return lines + [
                "  "
                    + pick(
                        "Việc này đã được rút lại; đồng chí không phải làm nữa.",
                        "It was taken back; there is nothing for you to do.") + why
            ]
        }
        if entry.isReturned, case .whenItOpens = entry.trigger {
            lines.append("  " + pick("Được trả lại để chỉnh sửa.", "It was returned to be revised."))
        }
        if let obstacle = entry.obstacle {
            switch obstacle.news {
            case .reported:
                lines.append("  " + pick("Vướng mắc: \(obstacle.text)", "In the way: \(obstacle.text)"))
                lines.append("  " + standing(of: entry).capitalisedFirst + deadline(of: entry))
                return lines + ["  " + pick("Khi đã tháo gỡ: ", "Once it is cleared: ") + clearing(entry)]
            case .cleared:
                lines.append("  " + pick("Vướng mắc đã được tháo gỡ: \(obstacle.text)", "Cleared: \(obstacle.text)"))
            }
        }
        if let moved = entry.moved {
            let from = moved.fromShown(in: language)
            let why =
                moved.reason.isEmpty ? "" : pick(" Lý do: \(moved.reason).", " Because of: \(moved.reason).")
            let old = entry.isInvitation ? pick("Ngày cũ: ", "It was: ") : pick("Hạn cũ: ", "It was: ")
            lines.append("  \(old)\(from).\(why)")
        }
        lines.append("  " + standing(of: entry).capitalisedFirst + deadline(of: entry))
        lines += entry.rows.map { "  " + $0.capitalisedFirst + "." }
        if !entry.isForInformation { lines.append("  " + pick("Cách làm: ", "How: ") + how(entry)) }
        return lines
    }

    private func how(_ entry: Entry) -> String {
        if let baseAddress { return "\(baseAddress)/tasks/\(entry.key.task)" }
        return "plenum show \(entry.key.task) --as \(entry.key.person)"
    }

    private func clearing(_ entry: Entry) -> String {
        if let baseAddress { return "\(baseAddress)/tasks/\(entry.key.task)" }
        return "plenum comment \(entry.key.task) \"…\" --cleared --as \(entry.key.person)"
    }

    /// What a subject says of the only task in it: what is new is told by its deadline.
    private func headline(of entry: Entry) -> String {
        if entry.withdrawn != nil { return pick("đã rút lại", "taken back") }
        switch entry.obstacle?.news {
        case .reported: return pick("có vướng mắc", "something is in the way")
        case .cleared: return pick("đã tháo gỡ vướng mắc", "the way is clear")
        case nil: break
        }
        if entry.moved == nil, case .whenItOpens = entry.trigger, let left = entry.workingDaysLeft, left >= 0,
            let due = entry.due
        {
            let day = due.date.shown(in: language)
            return entry.isInvitation ? pick("ngày \(day)", "on \(day)") : pick("hạn \(day)", "due \(day)")
        }
        return standing(of: entry)
    }

    /// How far off the deadline is, as people say it.
    private func standing(of entry: Entry) -> String {
        guard let left = entry.workingDaysLeft else { return pick("việc mới", "new task") }
        if entry.moved != nil, let due = entry.due {
            let day = due.date.shown(in: language)
            return entry.isInvitation
                ? pick("chuyển sang ngày \(day)", "now on \(day)") : pick("hạn chuyển sang \(day)", "now due \(day)")
        }
        if left > 0 {
            return pick("còn \(left) ngày làm việc", left == 1 ? "1 working day left" : "\(left) working days left")
        }
        if left == 0 {
            return entry.isInvitation ? pick("hôm nay", "today") : pick("đến hạn hôm nay", "due today")
        }
        return pick(
            "quá hạn \(-left) ngày làm việc", left == -1 ? "1 working day overdue" : "\(-left) working days overdue")
    }

    private func deadline(of entry: Entry) -> String {
        guard let due = entry.due else { return "." }
        let time = due.time.map { pick(" lúc \($0)", " at \($0)") } ?? ""
        let word = entry.isInvitation ? pick("Ngày", "Day") : pick("Hạn", "Deadline")
        return ". \(word): \(weekday(due.date)), \(due.date.shown(in: language))\(time)."
    }

    private func weekday(_ date: CivilDate) -> String { date.weekday.shown(in: language) }

    private func pick(_ vi: String, _ en: String) -> String {
        switch language {
        case .vi: vi
        case .en: en
        }
    }

}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
