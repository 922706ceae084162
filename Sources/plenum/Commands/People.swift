import ArgumentParser
import PlenumApp
import PlenumCore
import PlenumStore

struct People: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words("Danh bạ: đơn vị, người, chức vụ.", "The directory: units, people, posts."),
            subcommands: [PeopleImportCommand.self, PeopleShow.self, PeopleExport.self, PeopleErase.self])
    }
}

struct PeopleImportCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import",
            abstract: words("Nạp danh bạ từ tệp YAML hoặc CSV.", "Imports people from YAML or CSV files."))
    }

    @Argument(
        help: .init(
            words(
                "Tệp danh bạ; tên kết thúc bằng .csv là bảng tính.",
                "The people files; a name that ends with .csv is a table."), valueName: "file"))
    var files: [String]

    @Flag(help: .init(words("Chỉ xem những gì sẽ đổi, không ghi.", "Only show what would change; write nothing.")))
    var dryRun = false

    @Flag(
        help: .init(
            words(
                "Bỏ khỏi danh bạ những người không có trong tệp (trừ khi còn việc đang mở).",
                "Remove whoever is in none of the files (refused for holders of open tasks).")))
    var removeMissing = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let change = try shell.service(.create).importPeople(
                files: files, removeMissing: removeMissing, dryRun: dryRun, authority: shell.authority)
            for warning in change.warnings {
                Terminal.printError(render(warning.diagnostics, of: warning.file, warning.source, Terminal.language))
            }
            guard !shell.isJSON else { return Terminal.print(change.json(isPlan: dryRun).prettyText) }
            print(change)
        }
    }

    private func print(_ change: PeopleChange) {
        let (added, changed, gone) = (change.added.count, change.changed.count, change.removed.count)
        let removed = gone == 0 ? "" : words(", bỏ \(gone)", ", \(gone) removed")
        Terminal.print(
            dryRun
                ? words(
                    "Sẽ đọc \(change.units) đơn vị, \(change.people) người: thêm \(added), sửa \(changed)\(removed). Chưa ghi gì.",
                    "Would read \(change.units) units and \(change.people) people: \(added) added, \(changed) changed\(removed). Nothing was written."
                )
                : words(
                    "Đã đọc \(change.units) đơn vị, \(change.people) người: thêm \(added), sửa \(changed)\(removed).",
                    "Read \(change.units) units and \(change.people) people: \(added) added, \(changed) changed\(removed)."
                ))
        // On the first import everybody is new; that need not be told one by one.
        if dryRun || change.added.count < change.people {
            for person in change.added { Terminal.print("  + \(person.name) (\(person.id))") }
        }
        for entry in change.changed {
            Terminal.print(
                "  ~ \(entry.after.name) (\(entry.after.id)): " + entry.fields.map(\.text).joined(separator: "; "))
        }
        for person in change.removed { Terminal.print("  - \(person)") }
        if !change.offers.isEmpty {
            Terminal.print(
                words(
                    "Danh sách của các bước đang mở không tự đổi. Nếu cần:",
                    "The lists of open steps do not change by themselves. If wanted:"))
            for offer in change.offers.prefix(20) { Terminal.print("  " + offer.command) }
            if change.offers.count > 20 { Terminal.print("  …") }
        }
        let kept = change.missing.filter { !change.removed.contains($0.id) }
        guard !kept.isEmpty else { return }
        Terminal.print(
            words(
                "\(kept.count) người có trong danh bạ mà không có trong tệp, được giữ lại (bỏ bằng --remove-missing):",
                "\(kept.count) people of the directory are in none of the files and stay (--remove-missing removes them):"
            ))
        for person in kept.prefix(20) { Terminal.print("  · \(person.name) (\(person.id))") }
        if kept.count > 20 { Terminal.print("  …") }
    }
}

extension WindowOffer {
    fileprivate var command: String {
        switch kind {
        case .include: "plenum include \(instance) --step \(path) --entry \(person)"
        case .excuse(let code): "plenum excuse \(code) --reason …    (\(person), \(title[Terminal.language]))"
        }
    }
}

struct PeopleShow: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract: words(
                "Xem một người, hoặc tìm theo tên, đơn vị; không cần dấu.",
                "Shows a person, or searches names and units; without accents too."))
    }

    @Argument(
        help: .init(
            words("Mã của một người, hoặc chữ cần tìm.", "A person's id, or what to search for."), valueName: "text"))
    var text: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let service = try shell.service()
            if let text, let found = try service.person(PersonID(rawValue: text), now: shell.now) {
                return shell.isJSON ? Terminal.print(found.json.prettyText) : print(found)
            }
            if let text, let gone = try service.erasures(among: [PersonID(rawValue: text)]).first, !shell.isJSON {
                return Terminal.print(try gone.sentence(service))
            }
            let found = try service.people(matching: text)
            guard !shell.isJSON else {
                return Terminal.print(JSON.array(found.map { $0.person.canonical }).prettyText)
            }
            guard !found.isEmpty else {
                return Terminal.print(
                    text.map { words("Không tìm thấy ai với “\($0)”.", "Nobody was found for “\($0)”.") }
                        ?? words("Danh bạ chưa có ai.", "The directory is empty."))
            }
            var columns = Columns()
            for (person, unit) in found {
                columns.add(person.name, person.id.rawValue, unit[Terminal.language], person.email ?? "–")
            }
            columns.lines().forEach(Terminal.print)
        }
    }

    private func print(_ view: PersonView) {
        let person = view.person
        Terminal.print(Terminal.emphasised(person.name) + " (\(person.id))")
        var columns = Columns()
        columns.add(words("Đơn vị", "Unit"), view.unit[Terminal.language])
        columns.add(words("Diện", "Class"), person.kind.word)
        columns.add(
            words("Thư điện tử", "E-mail"),
            person.email ?? words("không có: nhắc việc không đến được", "none: reminders do not arrive"))
        if !person.posts.isEmpty {
            columns.add(
                words("Chức vụ", "Posts"), person.posts.map { "\($0.post) of \($0.unit)" }.joined(separator: ", "))
        }
        for absence in person.absences {
            columns.add(
                words("Vắng mặt", "Away"),
                absence.days.lowerBound.shown(in: Terminal.language) + " – "
                    + absence.days.upperBound.shown(in: Terminal.language)
                    + (absence.substitute.map { words(", người thay thế: \($0)", ", substitute: \($0)") } ?? ""))
        }
        if !view.standIns.isEmpty {
            columns.add(
                words("Hôm nay làm thay", "Standing in today"),
                view.standIns.map { "\($0.name) (\($0.id))" }.joined(separator: ", "))
        }
        columns.add(words("Việc đang mở", "Open tasks"), String(view.openTasks))
        columns.lines(indent: "  ").forEach(Terminal.print)
    }
}

struct PeopleExport: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "export",
            abstract: words(
                "Xuất danh bạ ra YAML, hoặc CSV cho bảng tính.",
                "Exports the directory as YAML, or as CSV for a spreadsheet."))
    }

    @Flag(help: .init(words("Xuất CSV (chỉ người, không có đơn vị).", "As CSV (people only, without the units).")))
    var csv = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let service = try shell.service()
            Terminal.write(csv ? try service.exportPeopleTable() : try service.exportPeople(), to: 1)
        }
    }
}

extension PersonClass {
    var word: String {
        switch self {
        case .official: words("đảng viên chính thức", "official member")
        case .probationary: words("đảng viên dự bị", "probationary member")
        case .exempt: words("đảng viên được miễn công tác và sinh hoạt", "exempt member")
        case .staff: words("cán bộ", "staff")
        }
    }
}

extension PeopleChange.Change {
    struct Field {
        let name: String
        let before: String
        let after: String

        var text: String { "\(name) \(before.isEmpty ? "–" : before) → \(after.isEmpty ? "–" : after)" }
    }

    /// What differs, by the words of a people file.
    var fields: [Field] {
        let pairs: [(String, (Person) -> String)] = [
            ("name", \.name), ("unit", \.unit.rawValue), ("class", \.kind.rawValue), ("email", { $0.email ?? "" }),
            ("language", { $0.language?.rawValue ?? "" }),
            ("posts", { $0.posts.map { "\($0.post) of \($0.unit)" }.joined(separator: ", ") }),
            ("absences", { $0.absences.map(\.text).joined(separator: ", ") }),
        ]
        return pairs.compactMap { name, value in
            let (old, new) = (value(before), value(after))
            return old == new ? nil : Field(name: name, before: old, after: new)
        }
    }
}

extension PeopleChange {
    func json(isPlan: Bool) -> JSON {
        let ids = { (people: [PersonID]) in JSON.array(people.map { .string($0.rawValue) }) }
        return .object([
            "units": .int(units), "people": .int(people), "added": ids(added.map(\.id)),
            "changed": ids(changed.map(\.after.id)), "removed": ids(removed), "missing": ids(missing.map(\.id)),
            "written": .bool(!isPlan),
        ])
    }
}

extension PersonView {
    var json: JSON {
        .object([
            "person": person.canonical, "open": .int(openTasks),
            "stand-ins": .array(standIns.map { .string($0.id.rawValue) }),
        ])
    }
}
