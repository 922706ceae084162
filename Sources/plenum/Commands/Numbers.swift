import ArgumentParser
import PlenumApp
import PlenumCore
import PlenumStore

struct Numbers: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words("Sổ số văn bản: số đã cấp, số tiếp theo.", "The register of document numbers."),
            subcommands: [NumbersShow.self, NumbersSet.self], defaultSubcommand: NumbersShow.self)
    }
}

struct NumbersShow: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract: words("Các số đã cấp và số tiếp theo.", "The numbers that were given, and the next."))
    }

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let service = try shell.service()
            let (listing, form) = (try service.numbers(), try service.numberForm())
            if shell.isJSON { return Terminal.print(listing.json(form).prettyText) }
            guard !listing.entries.isEmpty else {
                return Terminal.print(
                    words(
                        "Chưa có sổ nào. Mở sổ bằng: plenum numbers set --term 2025-2030 NQ-ĐU=0",
                        "There is no register yet. Begin one with: plenum numbers set --term 2025-2030 NQ-ĐU=0"))
            }
            for (index, entry) in listing.entries.enumerated() {
                if index > 0 { Terminal.print("") }
                entry.lines(form).forEach(Terminal.print)
            }
        }
    }
}

struct NumbersSet: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "set",
            abstract: words(
                "Mở sổ của một nhiệm kỳ, hoặc đặt lại số cuối đã dùng.",
                "Begins a term's registers, or sets the number used last."),
            discussion: words(
                "NQ-ĐU=4: số cuối đã dùng là 04, văn bản sau mang số 05-NQ/ĐU. NQ-ĐU=0: bắt đầu từ 01. Chưa mở sổ thì số được ghi khi ban hành: plenum do … --set number=05.",
                "NQ-ĐU=4: 04 was used last, the next document is 05-NQ/ĐU. NQ-ĐU=0: begin with 01. Without a register the number is given when a document is issued: plenum do … --set number=05."
            ))
    }

    @Argument(
        help: .init(
            words("Loại, cơ quan và số cuối đã dùng.", "Type, organ, and the number used last."),
            valueName: "type-organ=last"))
    var series: [String]

    @Option(help: .init(words("Nhiệm kỳ, ví dụ 2025-2030.", "The term, such as 2025-2030."), valueName: "term"))
    var term: String

    @Option(
        help: .init(
            words("Đơn vị có sổ; mặc định là đơn vị gốc.", "Whose register; the root unit by default."),
            valueName: "unit"))
    var unit: String?

    @OptionGroup var trial: DryRunFlag
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let parsed = try series.map { text -> (type: String, organ: String, last: Int) in
                let sides = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
                let names = sides[0].split(separator: "-", maxSplits: 1).map(String.init)
                guard sides.count == 2, names.count == 2, let last = Int(sides[1]), (0...99_999).contains(last) else {
                    throw ValidationError(
                        words(
                            "“\(text)”: viết LOẠI-CƠQUAN=SỐ, ví dụ NQ-ĐU=4.",
                            "“\(text)”: write TYPE-ORGAN=NUMBER, such as NQ-ĐU=4."))
                }
                return (names[0], names[1], last)
            }
            guard !term.isEmpty else {
                throw ValidationError(words("--term không được trống.", "--term must not be empty."))
            }
            let service = try shell.service(trial.dryRun ? .existing : .create)
            let form = try service.numberForm()
            let changed = try service.setNumbers(
                parsed, term: term, of: unit.map { UnitID(rawValue: $0) }, isTrial: trial.dryRun,
                authority: shell.authority)
            if shell.isJSON {
                return Terminal.print(
                    JSON.object(["trial": .bool(trial.dryRun), "series": .array(changed.map { $0.json(form) })])
                        .prettyText)
            }
            guard !changed.isEmpty else {
                return Terminal.print(
                    words("Đã như vậy từ trước; không ghi gì thêm.", "It was so before; nothing was written."))
            }
            if trial.dryRun { Terminal.print(words("Thử, chưa ghi gì.", "A trial; nothing was written.")) }
            for record in changed {
                let next = record.series.symbol(record.last + 1, in: form)
                Terminal.print(
                    words(
                        "Sổ \(record.series.name), nhiệm kỳ \(term): số tiếp theo \(next).",
                        "Register \(record.series.name), term \(term): next is \(next)."))
            }
        }
    }
}

extension SeriesRecord {
    fileprivate func json(_ form: NumberForm) -> JSON {
        .object([
            "unit": .string(series.unit.rawValue), "term": .string(series.term), "type": .string(series.type),
            "organ": .string(series.organ), "last": .int(last), "next": .string(series.symbol(last + 1, in: form)),
        ])
    }
}

extension NumberListing {
    fileprivate func json(_ form: NumberForm) -> JSON { .array(entries.map { $0.json(form) }) }
}

extension NumberListing.Number {
    fileprivate func json(_ form: NumberForm) -> JSON {
        let voided: JSON = given.voidedAt.map { .string($0.description) } ?? .null
        return .object([
            "number": .int(given.number), "symbol": .string(given.series.symbol(given.number, in: form)),
            "instance": .string(given.instance.rawValue), "step": .string(given.path.text),
            "issued": .string(given.issuedAt.description), "void": voided,
        ])
    }
}

extension NumberListing.Entry {
    fileprivate func json(_ form: NumberForm) -> JSON {
        let members = record.json(form).members ?? []
        let own: [JSON.Member] = [
            JSON.Member("current", .bool(isCurrent)), JSON.Member("numbers", .array(numbers.map { $0.json(form) })),
        ]
        return .object(members + own)
    }

    fileprivate func lines(_ form: NumberForm) -> [String] {
        let series = record.series
        let language = Terminal.language
        let next =
            isCurrent
            ? words("số tiếp theo: ", "next: ") + series.symbol(record.last + 1, in: form)
            : words("nhiệm kỳ đã hết, không cấp số nữa", "a past term, gives no more numbers")
        var columns = Columns()
        var rows = numbers.map { number -> (Int, [String]) in
            let given = number.given
            let voided = number.voidedOn.map { words("hủy ", "void since ") + $0.shown(in: language) }
            return (
                given.number,
                [
                    series.symbol(given.number, in: form), number.issuedOn.shown(in: language),
                    "\(number.title[language]) (\(given.instance))", voided ?? "",
                ]
            )
        }
        for range in elsewhere {
            let first = series.symbol(range.lowerBound, in: form)
            let text = range.count == 1 ? first : "\(first) … \(series.symbol(range.upperBound, in: form))"
            rows.append((range.lowerBound, [text, "", words("cấp ngoài Plenum", "given elsewhere"), ""]))
        }
        for (_, cells) in rows.sorted(by: { $0.0 < $1.0 }) { columns.add(cells[0], cells[1], cells[2], cells[3]) }
        return [
            Terminal.emphasised("\(series.name) · \(words("nhiệm kỳ", "term")) \(series.term)")
                + " · \(unit[language]) · \(next)"
        ] + columns.lines(indent: "  ").map(trimmedEnd)
    }
}

private func trimmedEnd(_ line: String) -> String {
    var line = Substring(line)
    while line.last == " " { line.removeLast() }
    return String(line)
}
