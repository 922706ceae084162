import PlenumApp
import PlenumCore
import PlenumStore

extension AppError {
    var exitCode: Int32 {
        switch self {
        case .fileMissing: 66
        case .fileUnreadable: 66
        case .fileTooLarge, .problems, .csv, .unknownCalendar, .noPeople: 1
        case .unknownChannel: 64
        case .resourceMissing: 65
        }
    }

    func message(in language: Language) -> String {
        switch self {
        case .fileMissing(let path):
            "plenum: " + words("không có tệp “\(path)”.", "there is no file “\(path)”.")
        case .fileUnreadable(let path, let reason):
            "plenum: " + words("không đọc được tệp “\(path)”: \(reason)", "the file “\(path)” cannot be read: \(reason)")
        case .fileTooLarge(let path, let bytes, let limit):
            "plenum: "
                + words(
                    "tệp “\(path)” nặng \(bytes / 1_048_576) MiB, nhiều nhất là \(limit / 1_048_576) MiB.",
                    "the file “\(path)” weighs \(bytes / 1_048_576) MiB; at most \(limit / 1_048_576) MiB will do.")
        case .problems(let file, let source, let diagnostics):
            render(diagnostics, of: file, source, language)
        case .csv(let file, let fault): "\(file): " + fault.message
        case .unknownCalendar(let name, let known):
            "plenum: "
                + words(
                    "không có lịch “\(name)”; các lịch có sẵn: \(known.joined(separator: ", ")).",
                    "there is no calendar “\(name)”; those that ship: \(known.joined(separator: ", ")).")
        case .resourceMissing(let hash):
            "plenum: "
                + words(
                    "cơ sở dữ liệu thiếu tệp có mã băm \(hash.prefix(12))…; chạy plenum verify.",
                    "the database lacks the file with the hash \(hash.prefix(12))…; run plenum verify.")
        case .noPeople:
            "plenum: "
                + words(
                    "chưa có danh bạ; trước hết: plenum people import TỆP.",
                    "there is no directory yet; first: plenum people import FILE.")
        case .unknownChannel(let word, let known):
            "plenum: "
                + words(
                    "không có cách gửi “\(word)”; có: \(known.joined(separator: ", ")).",
                    "there is no channel “\(word)”; there are: \(known.joined(separator: ", ")).")
        }
    }
}

extension CSV.Fault {
    var message: String {
        switch self {
        case .notUTF8: words("tệp không phải UTF-8; lưu lại dạng “CSV UTF-8”.", "the file is not UTF-8; save it as “CSV UTF-8”.")
        case .empty: words("tệp trống.", "the file is empty.")
        case .openQuote(let line):
            words("dòng \(line): dấu nháy kép mở ở đây mà không đóng.", "line \(line): a quote is opened here and never closed.")
        case .textAfterQuote(let line):
            words("dòng \(line): có chữ sau dấu nháy kép đóng.", "line \(line): there is text behind a closing quote.")
        case .columns(let line, let expected, let found):
            words("dòng \(line): có \(found) ô, cần \(expected).", "line \(line): \(found) cells where \(expected) are needed.")
        }
    }
}
