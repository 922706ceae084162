import PlenumApp
import PlenumCore

/// One line for each thing that begins by itself: its day, what it is, how often it comes after that.
func comingLines(_ coming: [ComingStep]) -> [String] {
    let language = Terminal.language
    var columns = Columns()
    for step in coming {
        let later = step.later == 0 ? "" : words("còn \(step.later) lần sau đó", "\(step.later) more after it")
        columns.add(step.due.moment(in: language), step.title.with(branch: step.branch, in: language), later)
    }
    return columns.lines(indent: "  ")
}

extension Due {
    /// The day, and its time where there is one; a day that begins is told by its date.
    func moment(in language: Language) -> String {
        date.shown(in: language) + (time.map { $0 == .midnight ? "" : " \($0)" } ?? "")
    }
}

extension ComingStep {
    var json: JSON {
        .object([
            "step": .string(path.text), "title": .string(title[Terminal.language]),
            "branch": .string(branch[Terminal.language]), "date": .string(due.date.description), "at": .string(at),
            "later": .int(later),
        ])
    }
}
