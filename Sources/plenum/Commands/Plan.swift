import ArgumentParser
import PlenumApp
import PlenumCore

struct Plan: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Các ngày mà một định nghĩa cho, tính trước khi bắt đầu.",
                "The dates that a definition gives, before it starts."),
            discussion: words(
                "Chỉ cần cho các ngày, ví dụ --set plenary-date=2026-10-15. Hạn tính từ lúc một bước xong được tính như thể bước đó xong đúng hạn.",
                "Only dates have to be given, such as --set plenary-date=2026-10-15. A date that counts from a step's completion is reckoned as if that step were done on its deadline."
            ))
    }

    @Argument(
        help: .init(
            words("Tệp định nghĩa, hoặc tên một định nghĩa có sẵn.", "The definition: a file, or one that ships."),
            valueName: "file"))
    var file: String

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: .init(
            words("Giá trị đầu vào; bảng thì @TỆP.csv.", "An input's value; a table as @FILE.csv."),
            valueName: "name=value"))
    var assignments: [String] = []

    @Option(
        help: .init(
            words("Tệp danh bạ, để biết việc nào của ai.", "A people file, to know whose each task is."),
            valueName: "file"))
    var people: String?

    @Option(
        help: .init(
            words("Đơn vị của kế hoạch (mặc định: đơn vị cao nhất).", "The unit it belongs to (default: the topmost)."),
            valueName: "unit"))
    var unit: String?

    @Flag(help: .init(words("Xuất CSV để mở bằng bảng tính.", "Print CSV, for a spreadsheet.")))
    var csv = false

    @Flag(help: .init(words("Kèm cách tính từng ngày.", "Show how each date is reckoned.")))
    var reasons = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let report = try PlanReport.make(
                file: file, given: plenum.assignments(assignments), people: people,
                unit: unit.map { UnitID(rawValue: $0) }, startedBy: shell.authority.actor.by, shell.environment)
            if shell.isJSON { return Terminal.print(report.json.prettyText) }
            if csv { return Terminal.write(report.csv, to: 1) }
            report.lines(reasons: reasons).forEach(Terminal.print)
        }
    }
}

extension PlanReport {
    private var language: Language { Terminal.language }

    fileprivate func lines(reasons: Bool) -> [String] {
        var lines = [Terminal.emphasised(title[language]), ""]
        var columns = Columns()
        for entry in dates.entries {
            columns.add(entry.dateText, entry.indent + entry.label(in: language), whose(entry), entry.mark)
        }
        for (line, entry) in zip(columns.lines(), dates.entries) {
            lines.append(line.trimmingEnd)
            guard reasons else { continue }
            lines += entry.reckonings.flatMap { entry.lines(of: $0, in: language) }.map { "      " + $0 }
        }
        lines += footer
        let warnings = warnings(in: language)
        guard !warnings.isEmpty else { return lines }
        return lines + ["", Terminal.emphasised(words("Cần lưu ý", "To be looked at"))] + warnings.map { "  " + $0 }
    }

    private var footer: [String] {
        var lines: [String] = []
        if dates.entries.contains(where: { $0.countsFrom != nil }) {
            lines += [
                "",
                words(
                    "* tính từ lúc một bước khác xong, như thể bước đó xong đúng hạn.",
                    "* counts from another step's completion, as if that step were done on its deadline."),
            ]
        }
        return lines
    }

    private func whose(_ entry: PlannedDates.Entry) -> String {
        entry.people.isEmpty || entry.people.count > 3
            ? entry.who?[language] ?? "" : entry.people.map(name(of:)).joined(separator: " | ")
    }

    private func warnings(in language: Language) -> [String] {
        var warnings: [String] = []
        for entry in dates.entries {
            for text in entry.warnings(in: language) { warnings.append("\(entry.label(in: language)): \(text)") }
        }
        for clash in dates.clashes { warnings.append(text(of: clash, in: language)) }
        return warnings + dates.notes.map { $0.text(in: language) }
    }

    private func text(of clash: PlannedDates.Clash, in language: Language) -> String {
        let titles = clash.paths.compactMap { path in
            dates.entries.first { $0.path == path }.map { "“\($0.label(in: language))”" }
        }.joined(separator: ", ")
        let day = clash.date.shown(in: language)
        return language == .vi
            ? "\(name(of: clash.person)) có \(clash.paths.count) việc cùng đến hạn ngày \(day): \(titles)."
            : "\(name(of: clash.person)) has \(clash.paths.count) things due on \(day): \(titles)."
    }

    fileprivate var json: JSON {
        .object([
            "workflow": .string(workflow.rawValue), "calendar": .string(calendar.name), "zone": .string(zone.name),
            "today": .string(today.description),
            "not-given": .array(missing.map { .string($0.rawValue) }),
            "dates": .array(dates.entries.map { $0.json(in: zone) }),
            "clashes": .array(
                dates.clashes.map { clash in
                    .object([
                        "person": .string(clash.person.rawValue), "date": .string(clash.date.description),
                        "steps": .array(clash.paths.map { .string($0.text) }),
                    ])
                }),
            "notes": .array(dates.notes.map { $0.text.json }),
        ])
    }

    fileprivate var csv: String {
        let header = [
            "date", "weekday", "time", "first", "step", "title", "branch", "who", "people", "rule", "counts-from",
            "warnings",
        ]
        let rows = dates.entries.map { entry -> [String] in
            [
                entry.due?.date.description ?? "", entry.due?.date.weekday.name ?? "",
                entry.due?.time?.description ?? "", entry.choice?.lowerBound.description ?? "", entry.path.text,
                entry.title[language], entry.branch[language], entry.who?[language] ?? "",
                entry.people.map(\.rawValue).joined(separator: " "),
                entry.reckonings.map(\.phrase).joined(separator: " … "), entry.countsFrom?.rawValue ?? "",
                (entry.warnings(in: language) + entry.notes.map { $0.text(in: language) }).joined(separator: " "),
            ]
        }
        return ([header] + rows).map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
    }

    private func quoted(_ cell: String) -> String {
        guard cell.contains(where: { ",\"\n\r".contains($0) }) else { return cell }
        return "\"" + cell.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }
}

extension Reckoning.Note {
    fileprivate var text: LocalizedText { LocalizedText(vi: text(in: .vi), en: text(in: .en)) }
}

extension LocalizedText {
    /// The text by language, whatever the terminal speaks.
    var json: JSON { .object(versions.map { JSON.Member($0.code, .string($0.text)) }) }
}

extension PlannedDates.Entry {
    fileprivate var indent: String { String(repeating: "  ", count: path.text.split(separator: "/").count / 2) }

    fileprivate func label(in language: Language) -> String {
        title.with(branch: branch, in: language)
    }

    fileprivate var dateText: String {
        let language = Terminal.language
        guard let due else { return "–" }
        if let choice, choice.lowerBound != choice.upperBound {
            return choice.lowerBound.shown(in: language) + " → " + choice.upperBound.shown(in: language)
        }
        return due.date.shownWithWeekday(in: language) + (due.time.map { isDay ? "" : " \($0)" } ?? "")
    }

    fileprivate var mark: String {
        guard countsFrom != nil, let countsFromTitle else { return "" }
        return "* " + words("từ khi xong", "after") + " “\(countsFromTitle[Terminal.language])”"
    }

    fileprivate func lines(of reckoning: Reckoning, in language: Language) -> [String] {
        reckoning.lines(in: language) { titles[$0]?[language] ?? $0.rawValue }
    }

    fileprivate func warnings(in language: Language) -> [String] {
        var warnings = awkward.map { $0.text(in: language) }
        let vi = language == .vi
        if isLate {
            let day = opens.shown(in: language)
            warnings.append(
                vi
                    ? "Đến lượt vào ngày \(day), sau hạn của chính nó."
                    : "Its turn comes on \(day), after its own deadline.")
        }
        if let refusal { warnings.append(refusal.message(in: language)) }
        return warnings
    }

    fileprivate func json(in zone: Zone) -> JSON {
        let english = reckonings.map { JSON.array(lines(of: $0, in: .en).map(JSON.string)) }
        let vietnamese = reckonings.map { JSON.array(lines(of: $0, in: .vi).map(JSON.string)) }
        return .object([
            "step": .string(path.text), "title": title.json, "branch": branch.versions.isEmpty ? nil : branch.json,
            "date": due.map { .string($0.date.description) } ?? .null,
            "time": (due?.time?.description).map(JSON.string),
            "deadline": due.map { .string(zone.rfc3339($0.lastSecond)) } ?? .null,
            "first": (choice?.lowerBound.description).map(JSON.string),
            "opens": .string(opens.description), "rule": reckonings.first.map { .string($0.phrase) },
            "counts-from": (countsFrom?.rawValue).map(JSON.string),
            "conditional": isConditional ? true : nil, "who": who?.json,
            "people": .array(people.map { .string($0.rawValue) }),
            "reckoning": .object([JSON.Member("vi", .array(vietnamese)), JSON.Member("en", .array(english))]),
            "warnings": .object([
                JSON.Member("vi", .array(warnings(in: .vi).map(JSON.string))),
                JSON.Member("en", .array(warnings(in: .en).map(JSON.string))),
            ]),
            "notes": .array(notes.map { $0.text.json }),
        ])
    }
}

extension String {
    /// Without the spaces that an empty last column leaves.
    fileprivate var trimmingEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
