import ArgumentParser
import PlenumApp
import PlenumCore
import PlenumStore

struct People: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words("Danh bạ: đơn vị, người, chức vụ.", "The directory: units, people, posts."),
            subcommands: [Import.self])
    }

    struct Import: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                abstract: words("Nạp danh bạ từ tệp YAML.", "Imports people from a YAML file."))
        }

        @Argument(help: .init(words("Tệp danh bạ.", "The people file."), valueName: "file"))
        var file: String

        @OptionGroup var options: GlobalOptions

        func run() throws {
            try Shell.run(options) { shell in
                let change = try shell.service(.create).importPeople(file: file, authority: shell.authority)
                guard !shell.isJSON else {
                    let ids = { (people: [PersonID]) in JSON.array(people.map { .string($0.rawValue) }) }
                    return Terminal.print(
                        JSON.object([
                            "units": .int(change.units), "people": .int(change.people), "added": ids(change.added),
                            "changed": ids(change.changed),
                        ]).prettyText)
                }
                Terminal.print(
                    words(
                        "Đã đọc \(change.units) đơn vị, \(change.people) người: thêm \(change.added.count), sửa \(change.changed.count).",
                        "Read \(change.units) units and \(change.people) people: \(change.added.count) added, \(change.changed.count) changed."
                    ))
            }
        }
    }
}
