import ArgumentParser
import Foundation
import PlenumApp
import PlenumCore

struct New: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Tạo một tệp định nghĩa có chú thích để sửa theo ý mình.",
                "Writes a commented definition to begin your own with."),
            discussion: words(
                "Không có tên: liệt kê các mẫu. Tệp được ghi vào thư mục hiện tại; không bao giờ ghi đè.",
                "Without a name: lists what there is. The file goes into the current folder; nothing is overwritten."))
    }

    @Argument(help: .init(words("Tên của mẫu.", "The name of a case."), valueName: "case"))
    var name: String?

    @Argument(
        help: .init(words("Tệp cần ghi; mặc định là TÊN.yaml.", "The file; CASE.yaml by default."), valueName: "file"))
    var file: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Shell.run(options) { shell in
            let cases = try ShippedCase.all()
            guard let name else { return list(cases, asJSON: shell.isJSON) }
            guard let found = cases.first(where: { $0.name == name }) else {
                throw ValidationError(
                    words("không có mẫu “\(name)”; có: ", "there is no case “\(name)”; there are: ")
                        + cases.map(\.name).joined(separator: ", "))
            }
            let path = file ?? "\(name).yaml"
            do {
                try Data(found.text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
            } catch CocoaError.fileWriteFileExists {
                throw AppError.fileExists(path)
            } catch {
                throw AppError.fileNotWritten(path)
            }
            if shell.isJSON { return Terminal.print(JSON.object(["file": .string(path)]).prettyText) }
            Terminal.print(
                words("Đã ghi \(path): ", "Wrote \(path): ") + found.title[Terminal.language] + ".")
            Terminal.print(
                words(
                    "Sửa tệp, rồi kiểm tra: plenum check \(path); xem lịch: plenum plan \(path) --set …",
                    "Change it, then: plenum check \(path); see its dates: plenum plan \(path) --set …"))
        }
    }

    private func list(_ cases: [ShippedCase], asJSON: Bool) {
        guard !asJSON else {
            return Terminal.print(
                JSON.array(
                    cases.map { .object(["case": .string($0.name), "title": .string($0.title[Terminal.language])]) }
                ).prettyText)
        }
        var columns = Columns()
        for one in cases { columns.add(one.name, one.title[Terminal.language]) }
        columns.lines(indent: "  ").forEach(Terminal.print)
        Terminal.print(words("Ghi ra tệp: plenum new TÊN", "Write one to a file: plenum new CASE"))
    }
}
