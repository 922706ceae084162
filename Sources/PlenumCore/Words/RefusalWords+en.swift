extension Refusal {
    var english: String {
        switch self {
        case .noSuchTask(let text): "There is no task “\(text)”. See the codes with: plenum tasks --as PERSON"
        case .noSuchPerson(let id): "There is no person “\(id)” in the directory."
        case .noSuchUnit(let id): "There is no unit “\(id)” in the directory."
        case .noSuchInstance(let id): "There is no plan “\(id)”. See the list with: plenum status"
        case .nobodyActs: "It is not known who acts. Add --as PERSON."
        case .notTheirs(let code, let person, let people):
            "Task \(code) is not “\(person)”'s but of: \(listed(people))."
        case .mayNotActFor(let by, let person):
            "“\(by)” may not act for “\(person)”: only the secretary of that person's unit may."
        case .alreadyEnded(let code, let state, let by, _):
            switch state {
            case .lapsed: "The time to answer task \(code) is over."
            case .cancelled: "Task \(code) was cancelled."
            case .excused: "Task \(code) was excused."
            case .open, .inProgress, .done: "Task \(code) is done already" + (by.map { ", by “\($0)”." } ?? ".")
            }
        case .notRunning(let id, let state):
            switch state {
            case .suspended: "Plan “\(id)” is suspended."
            case .completed, .running: "Plan “\(id)” is completed."
            case .cancelled: "Plan “\(id)” was cancelled."
            }
        case .changedSince(let code, let expected, let actual):
            "Task \(code) has changed since (version \(expected) is now \(actual)). Look again with: plenum show \(code)"
        case .outcomeMissing(let code, let offered):
            "Task \(code) needs an outcome: add --outcome, one of: \(listed(offered))."
        case .outcomeUnknown(let name, let offered):
            offered.isEmpty
                ? "This task has no outcomes to choose from; leave out --outcome \(name)."
                : "There is no outcome “\(name)”. Choose one of: \(listed(offered))."
        case .needMissing(let need):
            need.type == .file
                ? "A file is missing: \(need.title[.en]). Add --attach FILE."
                : "Missing: \(need.title[.en]). Add --set \(need.name)=…"
        case .needUnreadable(let need, let given):
            "“\(given)” will not do for “\(need.name)” (\(need.title[.en]))"
                + (need.options.map { $0.count <= 20 ? ": choose among \(listed($0))." : ": not on the list." }
                    ?? ": \(need.type.words[.en]) is needed.")
        case .needUnknown(let name, let offered):
            "There is no “\(name)” to set. "
                + (offered.isEmpty ? "This task needs no --set." : "There are: \(listed(offered)).")
        case .inputMissing(let name, let title): "“\(name)” is missing (\(title[.en])). Add --set \(name)=…"
        case .inputUnreadable(let name, let type, let given):
            "“\(given)” will not do for “\(name)”: \(type.words[.en]) is needed."
        case .inputUnknown(let name, let offered): "There is no “\(name)”. There are: \(listed(offered))."
        case .inputCount(let name, let count, let atLeast, let atMost):
            "“\(name)” has \(count)" + (atLeast.map { ", at least \($0)" } ?? "")
                + (atMost.map { ", at most \($0)" } ?? "")
                + "."
        case .inputRepeats(let name, let column, let value):
            "“\(name)”: the column “\(column)” has “\(value)” in two rows; each may stand in one only."
        case .emptyList(let path):
            "Step “\(path)” runs over an empty list. Fill the list, or allow it with may-be-empty: yes."
        case .nobodyFor(let path): "Step “\(path)” is nobody's: the post is vacant and there is no organiser."
        case .unknownName(let name, let path): "Step “\(path)” speaks of “\(name)”, which has no value there."
        case .dateUnknown(let path, let anchor):
            "The deadline of step “\(path)” is not known: “\(anchor)” has no date yet."
        case .notReckonable(let path, let why):
            "The deadline of step “\(path)” cannot be reckoned. \(why.message(in: .en))"
        case .withoutQuorum(let path, let present, let of, let needed):
            "“\(path)”: \(present) of \(of) are present, \(needed) are needed. Set a new day with --set new-date=…"
        case .onDateAhead(let date): "\(date.shown(in: .en)) has not come yet; --on must be today or before."
        case .onDateBeforeOpening(let date, let opened):
            "\(date.shown(in: .en)) lies before the day on which the task was given (\(opened.shown(in: .en)))."
        case .kindNotReady(let path, let kind):
            "Step “\(path)” is of kind “\(kind)”, which this version cannot run yet."
        }
    }
}
