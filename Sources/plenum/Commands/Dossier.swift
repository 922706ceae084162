import ArgumentParser
import PlenumApp
import PlenumCore
import PlenumStore

struct Dossier: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Lập hồ sơ của một kế hoạch: đọc, in và kiểm chứng được khi không có cơ sở dữ liệu.",
                "Writes everything of one plan into a folder: read, printed and proven without the database."),
            discussion: words(
                "Mở index.html bằng trình duyệt. Ghi lại đầu chuỗi và mã niêm phong được in ra; kiểm tra: plenum verify --dossier THƯ_MỤC.",
                "Open index.html in a browser. Write down the head and the seal that are printed; to check: plenum verify --dossier FOLDER."
            ))
    }

    @Argument(help: .init(words("Mã kế hoạch.", "The plan's id."), valueName: "instance"))
    var instance: String

    @Option(
        help: .init(
            words("Thư mục mới, hoặc trống, để ghi hồ sơ.", "The folder to write it to: a new or an empty one."),
            valueName: "folder"))
    var output: String

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let progress = Progress()
            let written = try shell.service().writeDossier(
                of: InstanceID(rawValue: instance), to: output, in: Terminal.language, now: shell.now,
                progress: progress.show)
            progress.end()
            guard !shell.isJSON else {
                return Terminal.print(
                    JSON.object([
                        "folder": .string(written.folder), "events": .int(written.events),
                        "documents": .int(written.documents),
                        "head": .string("\(written.head.sequence):\(written.head.hash)"),
                        "seal": .string(written.seal),
                    ]).prettyText)
            }
            Terminal.print(
                words(
                    "Đã lập hồ sơ \(written.folder): \(written.events) sự kiện, \(written.documents) văn bản.",
                    "Wrote the dossier \(written.folder): \(written.events) events, \(written.documents) documents."))
            Terminal.print(words("Đầu chuỗi ", "Head ") + "\(written.head.sequence):\(written.head.hash)")
            Terminal.print(words("Niêm phong ", "Seal ") + written.seal)
        }
    }
}
