import PlenumApp
import PlenumCore

// How the reminders of one person's day are told.

extension PersonDay {
    var lines: [String] {
        let language = Terminal.language
        var lines = [
            Terminal.emphasised("\(person.name) (\(person.id))") + ", \(day.shownWithWeekday(in: language))"
        ]
        if !standIns.isEmpty {
            let names = standIns.map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
            lines.append(words("  Vắng mặt; làm thay: \(names).", "  Away; standing in: \(names)."))
        }
        if person.email == nil {
            lines.append(
                words(
                    "  Không có thư điện tử: chỉ kênh stdout đến được.",
                    "  Has no e-mail: only the channel stdout reaches them."))
        }
        if let running = running.sentence(in: zone) { lines.append("  " + Terminal.alarming(running)) }
        if reminders.isEmpty {
            lines.append("  " + words("Hôm đó không có nhắc việc nào đến hạn.", "No reminder fell due on that day."))
            if let next {
                lines.append(
                    "  " + words("Lần tới: ", "The next: ")
                        + "\(time(next.moment)), \(next.title[language]) (\(next.task)): \(next.shownRule)")
            }
            return lines
        }
        for reminder in reminders {
            lines.append("")
            lines.append("  \(reminder.title[language]) (\(reminder.task))")
            lines.append("    \(time(reminder.moment))  \(reminder.shownRule): \(reminder.fate.words(zone))")
        }
        return lines
    }

    private func time(_ instant: Instant) -> String { zone.local(instant).shown(in: Terminal.language) }

    var json: JSON {
        .object([
            "person": .string(person.id.rawValue), "day": .string(day.description),
            "stand-ins": .array(standIns.map { .string($0.id.rawValue) }),
            "e-mail": person.email.map(JSON.string) ?? .null, "running": .string(running.code),
            "reminders": .array(reminders.map { $0.json(zone) }), "next": next.map { $0.json(zone) } ?? .null,
        ])
    }
}

extension PersonDay.Running {
    fileprivate var code: String {
        switch self {
        case .ran: "ran"
        case .notSince: "not-since"
        case .held: "held"
        }
    }

    fileprivate func sentence(in zone: Zone) -> String? {
        switch self {
        case .ran: return nil
        case .notSince(let last?):
            let moment = zone.local(last).shown(in: Terminal.language)
            return words("Nhắc việc chưa chạy từ \(moment).", "Reminders have not run since \(moment).")
        case .notSince(nil): return words("Nhắc việc chưa chạy lần nào.", "Reminders have never run.")
        case .held:
            return words(
                "Nhắc việc đang bị giữ lại sau khi khôi phục; gửi tiếp: plenum remind --resume.",
                "Reminders are held since a restore; go on with: plenum remind --resume.")
        }
    }
}

extension PersonDay.Reminder {
    /// The rung, or that the date has moved.
    fileprivate var shownRule: String {
        guard let moved = DateMoveNotice(rule: rule) else {
            return ObstacleNotice(rule: rule)?.shown ?? rule
        }
        let from = moved.fromShown(in: Terminal.language)
        return words("báo đổi ngày (cũ: \(from))", "told that the date has moved (it was \(from))")
    }

    fileprivate func json(_ zone: Zone) -> JSON {
        .object([
            "task": .string(task.description), "title": .string(title[Terminal.language]), "rule": .string(rule),
            "at": .string(zone.rfc3339(moment)), "person": .string(person.rawValue), "fate": .string(fate.code),
            "why": .string(fate.words(zone)),
        ])
    }
}

extension PersonDay.Fate {
    fileprivate var code: String {
        switch self {
        case .sent: "sent"
        case .stronger: "stronger"
        case .moved: "moved"
        case .covered: "covered"
        case .ended: "ended"
        case .laterRound: "later-round"
        case .others: "others"
        case .expired: "expired"
        case .failed: "failed"
        case .unknown: "unknown"
        case .unreachable: "unreachable"
        case .suspended: "suspended"
        case .queued: "queued"
        case .toCome: "to-come"
        }
    }

    fileprivate func words(_ zone: Zone) -> String {
        let language = Terminal.language
        func pick(_ vi: String, _ en: String) -> String { plenum.words(vi, en) }
        switch self {
        case .sent(let at):
            let moment = at.map { zone.local($0).shown(in: language) } ?? "–"
            return pick("đã gửi lúc \(moment)", "sent at \(moment)")
        case .stronger(let rule):
            return pick("không gửi: đã có lần nhắc sau thay (\(rule))", "not sent: a later one stands for it (\(rule))")
        case .moved(let due):
            let date = due?.shown(in: language) ?? pick("không có hạn", "no deadline")
            return pick("không gửi: hạn đã đổi (\(date))", "not sent: the deadline has changed (\(date))")
        case .covered:
            return pick("không gửi: vừa được báo điều này", "not sent: they had just been told so")
        case .ended(let state, let at):
            let moment = at.map { zone.local($0).shown(in: language) } ?? "–"
            return pick(
                "không gửi: việc đã kết thúc (\(state.word)) lúc \(moment)",
                "not sent: the task had ended (\(state.word)) at \(moment)")
        case .laterRound(let round):
            return pick("không gửi: việc đã mở lại lần \(round)", "not sent: the task had opened again, round \(round)")
        case .others(let people):
            let names = people.map(\.rawValue).joined(separator: ", ")
            return pick("đã chuyển tới \(names)", "went to \(names) instead")
        case .expired: return pick("không gửi: đã quá 30 ngày", "not sent: more than 30 days late")
        case .failed: return pick("không gửi được", "could not be sent")
        case .unknown: return pick("không rõ đã gửi chưa", "nobody knows whether it left")
        case .unreachable: return pick("không gửi được: không có thư điện tử", "could not be sent: no e-mail")
        case .suspended: return pick("đang chờ: kế hoạch tạm dừng", "waits: the plan is suspended")
        case .queued: return pick("đang chờ gửi", "waits to be sent")
        case .toCome: return pick("chưa đến lượt chạy nhắc việc", "no run has come to it yet")
        }
    }
}

extension ItemState {
    var word: String {
        switch self {
        case .open: words("đang mở", "open")
        case .inProgress: words("đang thực hiện", "in progress")
        case .done: words("hoàn thành", "done")
        case .cancelled: words("đã hủy", "cancelled")
        case .excused: words("được miễn", "excused")
        case .lapsed: words("hết hạn", "lapsed")
        }
    }
}

extension ObstacleNotice {
    /// As a clerk reads it among the rungs.
    var shown: String {
        switch news {
        case .reported: words("báo vướng mắc: \(text)", "told what is in the way: \(text)")
        case .cleared: words("báo đã tháo gỡ vướng mắc: \(text)", "told that the way is clear: \(text)")
        }
    }
}
