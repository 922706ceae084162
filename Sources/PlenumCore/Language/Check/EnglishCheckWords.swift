/// What is said in English of what is wrong with a definition, and of what it needs.
enum EnglishCheckWords {
    static func message(_ problem: CheckProblem) -> String {
        switch problem {
        case .notFound(let name, let role, let suggestion, let places):
            "there is no \(what(role)) called “\(name)”"
                + (suggestion.map { "; did you mean “\($0)”?" } ?? "")
                + (places == 0 ? "" : " (it stands in \(places) more \(places == 1 ? "place" : "places"))")
        case .wrongUse(let name, let role, let kind):
            "“\(name)” is \(what(kind)), not \(needed(role))"
        case .outOfScope(let name, let inside?):
            "“\(name)” is inside the branches of “\(inside)” and cannot be seen from here"
        case .outOfScope(let name, nil):
            "“\(name)” is outside of these branches; put it in the “after” of the step that holds them"
        case .nameTaken(let name, let kind, let first):
            "the name “\(name)” is taken: it is \(what(kind))" + (first.map { " on line \($0.line)" } ?? "")
        case .unknownOutcome(let outcome, let step, let known, let suggestion):
            "“\(step)” has no outcome “\(outcome)”; it ends with \(EnglishProblemWords.list(known, "or"))"
                + (suggestion.map { "; did you mean “\($0)”?" } ?? "")
        case .unknownCalendar(let name, let known, let suggestion):
            "there is no calendar “\(name)”; there are: \(EnglishProblemWords.list(known, "and"))"
                + (suggestion.map { "; did you mean “\($0)”?" } ?? "")
        case .cycle(let names):
            names.count == 1
                ? "“\(names[0])” waits for itself"
                : "these steps wait for each other, so none can open: "
                    + (names.reversed() + [names[names.count - 1]]).map(\.rawValue).joined(separator: " → ")
        case .tooLate(let name, _):
            "“\(name)” need not be finished when this step opens; put it, or a step that follows it, in “after”"
        case .returnTarget(let name): "cannot return to “\(name)”: it does not come before this step in the same scope"
        case .neverOpens(let name, let outcome):
            "this step can never open: when “\(name)” ends with “\(outcome)”, it goes back or everything ends"
        case .noWayOut: "every outcome goes back; one must lead on"
        case .dateUnknown(let name): "the date of “\(name)” is not known in time to count from it"
        case .alreadyPast(let name):
            "this lies before “\(name)”, but the step opens only after “\(name)” is done"
        case .beforePredecessor(let name): "this is earlier than “\(name)” is due, for which the step waits"
        case .nothingToRemind(let name):
            "no reminder of “\(name)” can ever fire here: the step has nobody to remind or no date"
        case .rungNeverFires(let rung): "the reminder “\(rung)” can fire in no step that uses this policy"
        case .unused(let name, .policy): "the reminder policy “\(name)” is not used"
        case .unused(let name, .role): "the role “\(name)” is not used"
        case .joinImpossible(let needed, let most): "\(needed) branches are needed, but there are at most \(most)"
        case .joinPercent(let percent): "\(percent) percent is not between 1 and 100"
        case .quorumFraction(let fraction): "\(fraction) is more than everybody"
        case .otherwiseMissing: "this number may not be reached; say in “otherwise” what happens then"
        case .gateColumn(let name): "a gate counts by a column of type choice, which “\(name)” is not"
        case .gateChoice(let word, let column, let known, _):
            "“\(word)” is not among the choices of “\(column)”: \(known.joined(separator: ", "))"
        case .severalFiles: "one file comes with each row, so only one column can be of type file"
        case .rowsMayBeMissing: "it runs over rows that people send, and there may be none"
        case .otherwiseUnused: "“otherwise” has no effect, because nothing here can fall short"
        case .voteOutcome(let name):
            "a vote cannot end with “\(name)”; its outcomes are adopted, rejected and without-quorum"
        case .secretTold: "closing a secret vote once it is decided would tell how people have voted so far"
        case .secretByProxy: "nobody may vote for another in a secret vote"
        case .nothingToExtend: "“extend” has no effect here: an “each” has no closing day to move"
        case .withoutQuorumUnused: "“without-quorum” has no effect without “quorum”"
        case .needsUnrecorded(let record): "“\(record)” is needed but not among the “records”"
        case .entryName: "the branches need a name for their entry; add “as:”"
        case .dayOfAnother(let period, let every):
            "it happens every \(every.rawValue), but this is a day of the \(period.rawValue)"
        case .occurrences(0, _): "it would never happen; write how many times, from 1"
        case .occurrences(let count?, let most): "\(count) times is more than the \(most) that one plan may have"
        case .occurrences(nil, let most): "it would happen more often than the \(most) times that one plan may have"
        case .endsBeforeItBegins: "the last day lies before the first"
        case .inputComparison(let name, let comparison, let value):
            "“\(name)” cannot be compared in this way: \(comparison.rawValue) \(value)"
        }
    }

    static func fix(_ problem: CheckProblem) -> String? {
        switch problem {
        case .notFound(_, _, let suggestion?, _), .unknownOutcome(_, _, _, let suggestion?),
            .unknownCalendar(_, _, let suggestion?):
            "write “\(suggestion)”"
        case .outOfScope(let name, let inside?): "write “\(name) of \(inside)” where a list can stand"
        case .tooLate(let name, _): "add “after: \(name)”"
        case .entryName: "add “as: cell”, or another name"
        case .otherwiseMissing: "add “otherwise:” with “then: short”"
        case .gateColumn(let name): "give “\(name)” the type choice, with “among:” or “options:”"
        case .gateChoice(_, _, _, let suggestion?): "write “\(suggestion)”"
        case .rowsMayBeMissing: "add “may-be-empty: yes”"
        default: nil
        }
    }

    static func text(_ need: Need) -> String {
        switch need {
        case .unit(let unit): "there is a unit “\(unit)”"
        case .holder(let post, let place): "\(name(place)) has a \(post)"
        case .members(let memberClass, let place):
            "\(name(place)) has at least one \(memberClass.map { $0.rawValue + " " } ?? "")member"
        case .unitsOfKind(let kind, _): "there are units of the kind “\(kind)”"
        case .notice(let input, let span): "\(input) at least \(text(span)) away"
        case .notPast(.named(let input), let step): "\(input) has not passed, since “\(step)” repeats from that day on"
        case .notPast(.date(let date), let step):
            "\(date.shown(in: .en)) has not passed, since “\(step)” repeats from that day on"
        case .occurrences(_, let step): "“\(step)” repeats at least once and at most \(Recurrence.most) times"
        case .entries(let name, let least, let most):
            if let most {
                least == most ? "\(name) has \(least) entries" : "\(name) has \(least) to \(most) entries"
            } else {
                "\(name) has at least \(least) \(least == 1 ? "entry" : "entries")"
            }
        }
    }

    private static func text(_ span: Span) -> String {
        let unit =
            switch span.unit {
            case .workingDay: "working day"
            case .day: "day"
            case .week: "week"
            case .hour: "hour"
            case .minute: "minute"
            }
        return "\(span.count) \(unit)\(span.count == 1 ? "" : "s")"
    }

    private static func name(_ place: Need.Where) -> String {
        switch place {
        case .committee: "the committee"
        case .unit(let unit): "the unit “\(unit)”"
        case .named(let name): "every “\(name)”"
        }
    }

    private static func what(_ role: Use.Role) -> String {
        switch role {
        case .predecessor, .returnTarget, .completion, .outcome, .rows, .counted: "step"
        case .day: "date or session"
        case .people: "person or role"
        case .unit: "unit"
        case .units: "list of units"
        case .document: "document"
        case .opinions: "step that takes opinions"
        case .meeting: "session"
        case .list, .total: "list"
        case .element, .item: "step or column"
        case .input: "input"
        case .table: "table"
        case .policy: "reminder policy"
        case .column: "column"
        case .given: "value"
        }
    }

    private static func needed(_ role: Use.Role) -> String {
        switch role {
        case .predecessor, .returnTarget: "a step of this scope"
        case .day: "something with a date"
        case .completion: "something that is done"
        case .people: "a person"
        case .unit: "a unit"
        case .units: "a list of units"
        case .document: "a document; only a step with “produces” makes one"
        case .opinions: "a step that takes opinions"
        case .meeting: "a session"
        case .list: "a list to run over"
        case .rows: "a step with branches or rows"
        case .total: "a list or a step with branches"
        case .outcome, .counted: "a step with outcomes"
        case .element, .item: "a step or a column"
        case .input: "an input"
        case .table: "a table"
        case .policy: "a reminder policy"
        case .column: "a column"
        case .given(let shape) where shape.type == .table:
            "a table with "
                + EnglishProblemWords.list(shape.columns.map { "\($0) (\($1.rawValue))" }.sorted(), "and")
        case .given(let shape): "a value of the type “\(shape.type.rawValue)”"
        }
    }

    private static func what(_ kind: Thing.Kind) -> String {
        switch kind {
        case .step(let kind): "a step of kind “\(kind)”"
        case .input(let type): "an input of type “\(type)”"
        case .column(let type): "a column of type “\(type)”"
        case .role: "a role"
        case .entry: "what each branch runs for"
        case .arrival: "the arrival of a row"
        case .occurrence: "the day of an occurrence"
        }
    }
}
