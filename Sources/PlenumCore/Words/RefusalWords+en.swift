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
        case .tooManyOccurrences(let path, let most):
            "“\(path)” would repeat more than \(most) times. Choose an earlier last day, or a longer interval."
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
        case .mayNot(let verb, let person, let only):
            "“\(person)” may not \(verb.rawValue): that is for \(only.map { $0.words[.en] }.joined(separator: " or "))."
        case .notPossible(let verb, let path, let phase, let possible):
            "Step “\(path)” \(phase.words[.en]): \(verb.rawValue) is not possible. " + possibleNow(possible)
        case .doesNotApply(let verb, let path, let possible):
            "\(verb.rawValue) means nothing for step “\(path)”. " + possibleNow(possible)
        case .notInState(let verb, let id, let state):
            verb == .resume
                ? "Plan “\(id)” is not suspended."
                : Refusal.notRunning(id, state).english
        case .reasonMissing(let verb): "\(verb.rawValue) needs a reason. Add --reason TEXT."
        case .noSuchStep(let text): "There is no step “\(text)” in this plan. See the steps with: plenum status PLAN"
        case .claimed(let code, let by): "“\(by)” has claimed task \(code) already."
        case .notAssigned(let code):
            "Task \(code) comes with a post and cannot be declined. Hand it on with: plenum delegate \(code) --to PERSON"
        case .notLater(let path, let date, let old):
            "“\(path)”: \(date.shown(in: .en)) does not lie after the deadline it has, \(old.shown(in: .en))."
        case .dayPassed(let date): "\(date.shown(in: .en)) has passed; give a day to come."
        case .pastWhatWaits(let path, let date, let waiting, let until):
            "“\(path)” cannot be extended to \(date.shown(in: .en)): “\(waiting)” waits for it and is due on \(until.shown(in: .en)). Only the organiser may go beyond."
        case .alreadyIncluded(let path, let entry): "“\(entry)” is in step “\(path)” already."
        case .branchEnded(let path):
            "Step “\(path)” stands in a branch that was stopped or put back, and cannot open again."
        case .inputNoChoice(let name, let column, let given, let known):
            "“\(name)”: “\(given)” is not among the choices of the column “\(column)”. Give one of: "
                + known.joined(separator: ", ") + "."
        case .rowsMissing(let path, let standing):
            "“\(path)” cannot end yet: "
                + ([standing.summary(in: .en)] + standing.lacking(in: .en)).joined(separator: "; ") + "."
        case .takesNoMoreRows(let path):
            "“\(path)” takes nothing more: it has closed. Ask the organiser to reopen it."
        case .nothingToUndo(let code): "There is nothing of yours to undo on task \(code)."
        case .builtUpon(let code, let path, let by):
            "Task \(code) cannot be undone: " + (by.map { "“\($0)” has worked" } ?? "others have worked")
                + " on “\(path)” since. The organiser may reopen it."
        case .issued(let path):
            "“\(path)” has been issued; that cannot be undone. The organiser may reopen it, which makes the number void."
        case .unticked(let path, let names):
            "“\(path)” has rows left to tick: \(listed(names)). Add --set \(names.first?.rawValue ?? "tick-1")=yes"
        case .inPersonOnly(let code, let by, let person):
            "“\(by)” may not vote for “\(person)” on task \(code): a vote is cast in person, or entered from a signed slip by the secretary of their unit."
        case .secretInPerson(let code, let person):
            "Task \(code) is a secret vote: nobody enters it for “\(person)”. Who cannot vote in person here votes on paper, outside Plenum."
        case .secretVoteCast(let code):
            "The vote on task \(code) was cast; a secret vote can neither be changed nor taken back, because nobody knows which it is."
        case .secretVoteOnly(let code):
            "Task \(code) is a secret vote: a reserved opinion, a note or a file would tell with the name how it was cast. Vote without; say the rest at the session or as a comment."
        case .boxMiscounted(let path, let holds, let voted):
            "“\(path)” cannot be counted: \(voted) have voted, and the ballot box holds \(holds). Run “plenum verify”; the organiser may skip the vote and hold it again."
        case .numberNotNext(let given, let next, let series):
            "\(given) is not the next number of the register \(series.name): that is \(next). Leave out --set number to take it."
        case .numberGiven(let series, let last, let given):
            "The series \(series.name) cannot be set to \(last): number \(given) has been given."
        case .onDateAhead(let date): "\(date.shown(in: .en)) has not come yet; --on must be today or before."
        case .onDateBeforeOpening(let date, let opened):
            "\(date.shown(in: .en)) lies before the day on which the task was given (\(opened.shown(in: .en)))."
        case .kindNotReady(let path, let kind):
            "Step “\(path)” is of kind “\(kind)”, which this version cannot run yet."
        }
    }
}

/// What can be asked instead.
private func possibleNow(_ verbs: [Verb]) -> String {
    verbs.isEmpty
        ? "Nothing can be done with it now." : "Possible now: \(verbs.map(\.rawValue).joined(separator: ", "))."
}
