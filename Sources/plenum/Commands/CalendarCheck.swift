import ArgumentParser
import PlenumApp
import PlenumCore

struct CalendarCheck: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check",
            abstract: words(
                "Kiểm tra lịch: mâu thuẫn, năm chưa có.", "Checks calendars: contradictions, uncovered years."),
            discussion: words(
                "Mã kết thúc 1 khi lịch có lỗi hoặc không có năm hiện tại.",
                "Ends with 1 when a calendar has an error or does not speak for the present year."))
    }

    @Argument(
        help: .init(
            words("Tên lịch có sẵn, hoặc tệp lịch.", "Names of calendars that ship, or files."), valueName: "calendar"))
    var calendars: [String]

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let readings = try calendars.map { try CalendarReading.read($0, shell.environment) }
            if shell.isJSON {
                Terminal.print(JSON.array(readings.map(\.json)).prettyText)
            } else {
                readings.forEach(report)
            }
            if readings.contains(where: { !$0.isSound }) { throw ExitCode(1) }
        }
    }

    private func report(_ reading: CalendarReading) {
        let language = Terminal.language
        if !reading.diagnostics.isEmpty {
            Terminal.printError(render(reading.diagnostics, of: reading.file, reading.bytes, language))
        }
        guard let calendar = reading.calendar else { return }
        for year in reading.uncoveredYears {
            Terminal.printError(
                "\(reading.file): "
                    + words("lịch chưa có ngày lễ của năm \(year).", "the calendar has no holidays for \(year)."))
        }
        guard reading.isSound else { return }
        let (first, last) = (calendar.years.lowerBound, calendar.years.upperBound)
        let asOf = calendar.asOf.map { words(", quyết định đến ngày ", ", decisions up to ") + $0.shown(in: language) }
        Terminal.print(
            words("\(reading.file): không mâu thuẫn, ", "\(reading.file): no contradictions, ") + "\(first)–\(last)"
                + (asOf ?? "") + ".")
    }
}

extension CalendarReading {
    var json: JSON {
        let years = calendar.map { JSON.string("\($0.years.lowerBound)-\($0.years.upperBound)") }
        return .object([
            "file": .string(file), "sound": .bool(isSound), "years": years ?? .null,
            "uncovered": .array(uncoveredYears.map { JSON.int($0) }),
            "problems": .array(diagnostics.map(DiagnosticRenderer.json)),
        ])
    }
}
