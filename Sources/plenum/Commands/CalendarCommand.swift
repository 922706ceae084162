import ArgumentParser
import PlenumApp
import PlenumCore

/// `plenum calendar`: named in full so that it shadows nobody's `Calendar`.
struct CalendarCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "calendar",
            abstract: words("Ngày làm việc, ngày nghỉ và lý do.", "Working days, days off, and why."),
            subcommands: [Days.self, CalendarCheck.self, CalendarUseCommand.self],
            defaultSubcommand: Days.self)
    }

    struct Days: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "show",
                abstract: words("Xem các ngày của một lịch theo tháng.", "Shows the days of a calendar, by month."))
        }

        @Argument(
            help: .init(
                words("Tên lịch có sẵn, hoặc tệp lịch.", "The name of a calendar that ships, or a file."),
                valueName: "calendar"))
        var calendar: String

        @Option(
            help: .init(
                words(
                    "Ngày đầu, dạng 2026-02-01 (mặc định: đầu tháng này).",
                    "The first day, such as 2026-02-01 (default: this month's)."), valueName: "date"))
        var from: String?

        @Option(
            help: .init(
                words("Ngày cuối (mặc định: cuối tháng).", "The last day (default: the month's)."), valueName: "date"))
        var to: String?

        @OptionGroup var options: GlobalOptions

        func validate() throws {
            for text in [from, to].compactMap({ $0 }) where CivilDate(iso: text) == nil {
                throw ValidationError(
                    words(
                        "“\(text)” không phải là ngày có thật; viết dạng 2026-03-12.",
                        "“\(text)” is no real date; write it as 2026-03-12."))
            }
        }

        func run() throws {
            try Shell.run(options) { shell in
                let reading = try CalendarReading.read(calendar, shell.environment)
                let (calendar, _) = try reading.required()
                let ends = (from.flatMap { CivilDate(iso: $0) }, to.flatMap { CivilDate(iso: $0) })
                guard let range = reading.range(from: ends.0, to: ends.1) else {
                    throw ValidationError(
                        words("Ngày cuối phải sau ngày đầu.", "The last day must not lie before the first."))
                }
                guard range.upperBound - range.lowerBound < 36_600 else {
                    throw ValidationError(words("Mỗi lần xem nhiều nhất 100 năm.", "At most 100 years at a time."))
                }
                let days = calendar.days(from: range.lowerBound, to: range.upperBound)
                if shell.isJSON { return Terminal.print(JSON.array(days.map(\.json)).prettyText) }
                Terminal.print(Terminal.emphasised(calendar.title[Terminal.language]))
                for month in calendar.monthLines(from: range.lowerBound, to: range.upperBound, in: Terminal.language) {
                    Terminal.print("\n" + month.joined(separator: "\n"))
                }
                let open = calendar.openYears(from: range.lowerBound, to: range.upperBound)
                if !open.isEmpty { Terminal.print("") }
                for (year, standing) in open {
                    if let text = standing.note(of: year, in: Terminal.language) { Terminal.print(text) }
                }
            }
        }
    }
}

extension CalendarDay {
    /// The reason is in the calendar's own first language, whatever the terminal speaks.
    var json: JSON {
        .object([
            "date": .string(date.description), "working": .bool(working),
            "reason": reason?.versions.first.map { .string($0.text) } ?? .null,
            "source": source.map(JSON.string) ?? .null, "decided": .bool(decided),
        ])
    }
}
