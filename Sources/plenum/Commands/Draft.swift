import ArgumentParser
import Foundation
import PlenumApp
import PlenumCore

struct Draft: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Dự thảo giấy mời, chương trình, biên bản, bảng ý kiến, trang đầu văn bản, báo cáo.",
                "Drafts an invitation, an agenda, minutes, a table of opinions, a first page, a report."),
            discussion: words(
                "Kết quả là HTML để in trên giấy A4; chỗ chưa biết để trống bằng dòng chấm. Mẫu sửa được: plenum draft --templates THƯ_MỤC (thư mục “papers” cạnh cơ sở dữ liệu được dùng thay cho mẫu có sẵn).",
                "HTML to be printed on A4; what is not known stays a dotted line. Templates can be changed: plenum draft --templates FOLDER (the folder “papers” beside the database takes the place of those that ship)."
            ))
    }

    @Argument(
        help: .init(
            words("Loại: ", "What: ") + PaperKind.drafted.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "kind"))
    var kind: String?

    @Argument(help: .init(words("Mã kế hoạch.", "The plan's id."), valueName: "instance"))
    var instance: String?

    @Option(
        help: .init(
            words(
                "Bước của kế hoạch, ví dụ cells/kinh-te/rehearsal.",
                "A step of the plan, such as cells/kinh-te/rehearsal."
            ), valueName: "step"))
    var step: String?

    @Option(
        help: .init(
            words(
                "Tệp hoặc thư mục để ghi; không ghi đè. Không có thì in ra.",
                "The file or folder to write to; nothing is overwritten. Printed without it."),
            valueName: "file|folder"))
    var output: String?

    @Option(
        help: .init(
            words("Ghi các mẫu có sẵn ra thư mục này để sửa.", "Writes the templates into this folder, to be changed."),
            valueName: "folder"))
    var templates: String?

    @Flag(
        help: .init(
            words(
                "Liệt kê các tên dùng được trong mẫu của loại này.",
                "Lists the names that templates of this kind may use.")))
    var names = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard templates == nil else { return }
        guard kind.flatMap(PaperKind.init(rawValue:)).map(PaperKind.drafted.contains) == true else {
            throw ValidationError(
                (kind.map { words("không có loại “\($0)”; dùng: ", "there is no kind “\($0)”; use: ") }
                    ?? words("thiếu loại văn bản: ", "what is to be drafted: "))
                    + PaperKind.drafted.map { "\($0.rawValue) (\($0.title[Terminal.language]))" }.joined(
                        separator: ", "))
        }
        guard instance != nil || names else {
            throw ValidationError(
                words("thiếu mã kế hoạch; xem: plenum status", "the plan's id is missing; see: plenum status"))
        }
    }

    func run() throws {
        try Shell.run(options) { shell in
            if let templates { return try writeTemplates(to: templates, shell) }
            guard let kind = kind.flatMap(PaperKind.init(rawValue:)) else { return }
            if names { return listNames(of: kind, asJSON: shell.isJSON) }
            guard let instance else { return }
            let draft = try shell.service().draft(
                kind, of: InstanceID(rawValue: instance), step: step, in: Terminal.language, now: shell.now)
            guard let output else {
                guard shell.isJSON else { return Terminal.write(draft.html, to: 1) }
                return Terminal.print(JSON.object(["kind": .string(kind.rawValue), "html": .string(draft.html)]).text)
            }
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
            let path = output.hasSuffix("/") || exists && isFolder.boolValue ? folder(output) + draft.file : output
            try shell.writeNew(draft.html, to: path)
            if shell.isJSON {
                return Terminal.print(
                    JSON.object(["kind": .string(kind.rawValue), "file": .string(path)]).prettyText)
            }
            Terminal.print(
                words("Đã ghi \(path): ", "Wrote \(path): ") + kind.title[Terminal.language]
                    + words(". Mở bằng trình duyệt để xem và in.", ". Open it in a browser to look at it and print it.")
            )
        }
    }

    private func listNames(of kind: PaperKind, asJSON: Bool) {
        guard !asJSON else { return Terminal.print(JSON.array(kind.names.map(\.json)).prettyText) }
        var columns = Columns()
        func add(_ names: [PaperName], _ indent: String) {
            for name in names {
                columns.add(indent + name.tag, name.meaning[Terminal.language])
                if case .list(let inner) = name.shape { add(inner, indent + "  ") }
            }
        }
        add(kind.names, "")
        columns.lines().forEach(Terminal.print)
    }

    private func folder(_ path: String) -> String { path.hasSuffix("/") ? path : path + "/" }

    private func writeTemplates(to folder: String, _ shell: Shell) throws {
        let files = Service.shippedPapers.map { (path: self.folder(folder) + $0.name, text: $0.text) }
        for (path, _) in files where FileManager.default.fileExists(atPath: path) { throw AppError.fileExists(path) }
        for (path, text) in files { try shell.writeNew(text, to: path) }
        if shell.isJSON { return Terminal.print(JSON.array(files.map { .string($0.path) }).prettyText) }
        Terminal.print(
            words(
                "Đã ghi \(files.count) tệp vào \(folder). Giữ lại tệp cần sửa, xóa các tệp khác; đặt vào thư mục “papers” cạnh cơ sở dữ liệu.",
                "Wrote \(files.count) files into \(folder). Keep those that you change, remove the rest; put them into the folder “papers” beside the database."
            ))
    }
}

extension Shell {
    /// Writes a file that is not there yet, with its folder.
    func writeNew(_ text: String, to path: String) throws {
        do {
            let url = URL(filePath: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url, options: .withoutOverwriting)
        } catch CocoaError.fileWriteFileExists {
            throw AppError.fileExists(path)
        } catch {
            throw AppError.fileNotWritten(path)
        }
    }
}

extension PaperName {
    /// As a template writes it.
    fileprivate var tag: String {
        switch shape {
        case .text: "{{\(name)}}"
        case .flag, .list: "{{#\(name)}} {{/\(name)}}"
        }
    }

    fileprivate var json: JSON {
        let inner: JSON? = if case .list(let names) = shape { .array(names.map(\.json)) } else { nil }
        let word: String =
            switch shape {
            case .text: "text"
            case .flag: "flag"
            case .list: "list"
            }
        return .object([
            "name": .string(name), "shape": .string(word), "meaning": .string(meaning[Terminal.language]),
            "names": inner,
        ])
    }
}
