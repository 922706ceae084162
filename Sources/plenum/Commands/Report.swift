import ArgumentParser
import PlenumApp
import PlenumCore

struct Report: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Số liệu cả năm của mọi kế hoạch, theo đơn vị.",
                "The year's figures over all plans, by unit."),
            discussion: words(
                "Việc chung của một kế hoạch được tính mỗi lần; việc trong từng đơn vị thì mỗi đơn vị chỉ tính một lần trong năm, dù có trong nhiều kế hoạch.",
                "What happens once in a plan is counted each time; what happens in every unit counts a unit once a year, in however many plans."
            ))
    }

    @Option(help: .init(words("Năm, dạng 2026 (mặc định: năm nay).", "The year, such as 2026 (default: this one).")))
    var year: Int?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if let year, !(1...9999).contains(year) {
            throw ValidationError(
                words("“\(year)” không phải là năm; viết dạng 2026.", "“\(year)” is no year; write it as 2026."))
        }
    }

    func run() throws {
        try Shell.run(options, formats: [.text, .json, .csv]) { shell in
            let service = try shell.service()
            let report = try service.report(year: year ?? service.today(at: shell.now).year, now: shell.now)
            switch options.format {
            case .json: Terminal.print(report.json.prettyText)
            case .csv: Terminal.write(CSVText.harmlessTable(report.table), to: 1)
            case .text: report.lines.forEach(Terminal.print)
            }
        }
    }
}

extension YearReport {
    fileprivate var lines: [String] {
        let language = Terminal.language
        guard !workflows.isEmpty else {
            return [words("Năm \(year) không có kế hoạch nào.", "There were no plans in \(year).")]
        }
        return workflows.flatMap { workflow in
            var lines = [
                Terminal.emphasised(workflow.title[language])
                    + words(" – năm \(year), ", " – \(year), ")
                    + workflow.plans.map(\.instance.rawValue).joined(separator: ", ")
            ]
            var totals = Columns()
            for figure in workflow.figures { totals.add(figure.title[language], figure.text) }
            lines += totals.lines(indent: "  ")
            var shares = Columns()
            for unit in workflow.units {
                let own = workflow.figures.compactMap { figure in
                    figure.shares[unit.id.rawValue].map { "\(figure.title[language]): \($0)" }
                }
                shares.add(unit.title[language], own.joined(separator: " · "))
            }
            if !workflow.units.isEmpty { lines += ["", "  " + words("Theo đơn vị", "By unit")] }
            return lines + shares.lines(indent: "    ") + [""]
        }.dropLast()
    }

    /// A row for each figure as a whole, and for its share in each unit.
    fileprivate var table: [[String]] {
        let language = Terminal.language
        let header = [
            words("Năm", "Year"), words("Quy trình", "Workflow"), words("Số liệu", "Figure"), words("Đơn vị", "Unit"),
            words("Giá trị", "Value"), words("Trên tổng số", "Out of"),
        ]
        return [header]
            + workflows.flatMap { workflow in
                workflow.figures.flatMap { figure in
                    let place = ["\(year)", workflow.title[language], figure.title[language]]
                    let whole = place + ["", "\(figure.value)", figure.of.map { "\($0)" } ?? ""]
                    return [whole]
                        + workflow.units.compactMap { unit in
                            figure.shares[unit.id.rawValue].map { place + [unit.title[language], "\($0)", ""] }
                        }
                }
            }
    }

    fileprivate var json: JSON {
        let language = Terminal.language
        return .object([
            "year": .int(year),
            "workflows": .array(
                workflows.map { workflow in
                    .object([
                        "workflow": .string(workflow.workflow.rawValue), "title": .string(workflow.title[language]),
                        "plans": .array(
                            workflow.plans.map {
                                .object([
                                    "instance": .string($0.instance.rawValue), "state": .string($0.state.rawValue),
                                    "started": .string($0.startedAt.description),
                                    "ended": $0.endedAt.map { .string($0.description) } ?? .null,
                                ])
                            }),
                        "figures": .array(
                            workflow.figures.map { figure in
                                .object([
                                    "name": .string(figure.name.rawValue), "title": .string(figure.title[language]),
                                    "value": .int(figure.value), "of": figure.of.map(JSON.int) ?? .null,
                                    "units": .array(
                                        workflow.units.compactMap { unit in
                                            figure.shares[unit.id.rawValue].map { share in
                                                .object([
                                                    "unit": .string(unit.id.rawValue),
                                                    "title": .string(unit.title[language]), "value": .int(share),
                                                ])
                                            }
                                        }),
                                ])
                            }),
                    ])
                }),
        ])
    }
}

extension YearReport.Figure {
    fileprivate var text: String { of.map { "\(value)/\($0)" } ?? "\(value)" }
}
