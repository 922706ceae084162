import PlenumApp
import PlenumCore
import PlenumDelivery
import PlenumStore

extension AppError {
    var exitCode: Int32 {
        switch self {
        case .fileMissing: 66
        case .fileUnreadable: 66
        case .fileExists, .fileNotWritten: 73
        case .several, .severalRoots, .circleOfUnits, .holdTasks: 1
        case .fileTooLarge, .problems, .csv, .unknownCalendar, .noPeople, .needsUnmet, .paperStep, .paperOfOtherStep: 1
        case .unknownChannel: 64
        case .resourceMissing: 65
        case .settings, .unknownForm: 78
        case .remindersHeld, .clockBehind: 75
        case .channel(.setting): 78
        case .channel(.folder): 73
        case .channel(.program): 69
        }
    }

    func message(in language: Language) -> String {
        switch self {
        case .fileMissing(let path):
            "plenum: " + words("không có tệp “\(path)”.", "there is no file “\(path)”.")
        case .fileUnreadable(let path, let reason):
            "plenum: "
                + words("không đọc được tệp “\(path)”: \(reason)", "the file “\(path)” cannot be read: \(reason)")
        case .fileExists(let path):
            "plenum: "
                + words("đã có tệp “\(path)”, không ghi đè.", "there is a file “\(path)” already; it is left as it is.")
        case .fileNotWritten(let path):
            "plenum: " + words("không ghi được tệp “\(path)”.", "the file “\(path)” cannot be written.")
        case .fileTooLarge(let path, let bytes, let limit):
            "plenum: "
                + words(
                    "tệp “\(path)” nặng \(bytes / 1_048_576) MiB, nhiều nhất là \(limit / 1_048_576) MiB.",
                    "the file “\(path)” weighs \(bytes / 1_048_576) MiB; at most \(limit / 1_048_576) MiB will do.")
        case .problems(let file, let source, let diagnostics), .settings(let file, let source, let diagnostics):
            render(diagnostics, of: file, source, language)
        case .csv(let file, let fault): "\(file): " + fault.message
        case .several(let errors): errors.map { $0.message(in: language) }.joined(separator: "\n")
        case .severalRoots(let units):
            "plenum: "
                + words(
                    "nhiều đơn vị không có đơn vị cấp trên: \(units.map(\.rawValue).joined(separator: ", ")); chỉ một được như vậy.",
                    "several units have no unit above them: \(units.map(\.rawValue).joined(separator: ", ")); only one may."
                )
        case .circleOfUnits(let units):
            "plenum: "
                + words(
                    "các đơn vị cấp trên nối thành vòng tròn: \(units.map(\.rawValue).joined(separator: ", ")).",
                    "the units above go round in a circle: \(units.map(\.rawValue).joined(separator: ", ")).")
        case .holdTasks(let busy):
            busy.map { person in
                let codes = person.tasks.map(\.description).joined(separator: ", ")
                return "plenum: "
                    + words(
                        "không bỏ được \(person.name) (\(person.person)): còn việc đang mở \(codes). Giao việc cho người khác trước.",
                        "\(person.name) (\(person.person)) cannot be removed: open tasks \(codes). Give them to others first."
                    )
            }.joined(separator: "\n")
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
        case .remindersHeld:
            "plenum: "
                + words(
                    "cơ sở dữ liệu vừa được khôi phục nên chưa gửi nhắc việc. Xem trước: plenum remind --dry-run; gửi tiếp: plenum remind --resume.",
                    "the database was restored, so no reminders are sent. Look first: plenum remind --dry-run; go on: plenum remind --resume."
                )
        case .clockBehind(let now, let last):
            "plenum: "
                + words(
                    "đồng hồ chỉ \(now), trước sự kiện cuối cùng (\(last)); chưa gửi gì. Chỉnh lại đồng hồ của máy.",
                    "the clock shows \(now), before the last event (\(last)); nothing was sent. Set the machine's clock."
                )
        case .channel(let fault): "plenum: " + fault.message(in: language)
        case .noPeople:
            "plenum: "
                + words(
                    "chưa có danh bạ; trước hết: plenum people import TỆP.",
                    "there is no directory yet; first: plenum people import FILE.")
        case .needsUnmet(let needs):
            "plenum: "
                + words("chưa thể bắt đầu, vì còn thiếu:", "it cannot start yet; what is missing:")
                + needs.map { "\n  - " + $0.text(in: language) }.joined()
        case .unknownForm(let name, let known):
            "plenum: "
                + words(
                    "không có thể thức “\(name)” (paper-form trong plenum.yaml); có: \(known.joined(separator: ", ")).",
                    "there is no form “\(name)” (paper-form in plenum.yaml); there are: \(known.joined(separator: ", "))."
                )
        case .paperStep(let kind, []):
            "plenum: "
                + words(
                    "kế hoạch này chưa có bước nào để dự thảo \(kind.title[.vi]).",
                    "this plan has no step yet about which \(kind.rawValue) could be drafted.")
        case .paperStep(let kind, let known):
            "plenum: "
                + words(
                    "chỉ rõ \(kind.title[.vi]) của bước nào bằng --step: \(known.joined(separator: ", ")).",
                    "say by --step of which step the \(kind.title[.en]) is: \(known.joined(separator: ", ")).")
        case .paperOfOtherStep(let kind, let step, let known):
            "plenum: "
                + words(
                    "bước “\(step)” không có \(kind.title[.vi])"
                        + (known.isEmpty ? "." : "; các bước có: \(known.joined(separator: ", "))."),
                    "the step “\(step)” has no \(kind.title[.en])"
                        + (known.isEmpty ? "." : "; those that have: \(known.joined(separator: ", ")).")
                )
        case .unknownChannel(let word, let known):
            "plenum: "
                + words(
                    "không có cách gửi “\(word)”; có: \(known.joined(separator: ", ")).",
                    "there is no channel “\(word)”; there are: \(known.joined(separator: ", ")).")
        }
    }
}

extension StoreError {
    var exitCode: Int32 { exitStatus }

    var message: String {
        switch self {
        case .missing(let path):
            words(
                "không có cơ sở dữ liệu “\(path)”. Tạo bằng: plenum people import TỆP, hoặc chỉ đúng tệp bằng --database.",
                "there is no database “\(path)”. Create it with: plenum people import FILE, or name the right one with --database."
            )
        case .notADatabase(let path):
            words("“\(path)” không phải là cơ sở dữ liệu của Plenum.", "“\(path)” is no database of Plenum.")
        case .damaged(let path, let damage):
            words(
                "cơ sở dữ liệu “\(path)” bị hỏng (\(damage.words)); vẫn đọc và xuất được, không ghi được. Khôi phục từ bản sao lưu.",
                "the database “\(path)” is damaged (\(damage.words)); it can be read and exported, not written. Restore a backup."
            )
        case .newerSchema(let path, let found, let known):
            words(
                "cơ sở dữ liệu “\(path)” do phiên bản mới hơn ghi (\(found), chương trình này biết đến \(known)). Hãy nâng cấp chương trình.",
                "the database “\(path)” was written by a newer version (\(found); this program knows \(known)). Upgrade the program."
            )
        case .cannotWrite(let path, .full):
            words(
                "ổ đĩa của “\(path)” đã đầy; chưa ghi gì. Giải phóng chỗ trống rồi làm lại.",
                "the disk of “\(path)” is full; nothing was written. Free some space and try again.")
        case .cannotWrite(let path, .readOnly):
            words("“\(path)” chỉ cho đọc; chưa ghi gì.", "“\(path)” is read-only; nothing was written.")
        case .inputOutput(let path, let code):
            words("lỗi đọc ghi ở “\(path)” (mã \(code)).", "an input or output error at “\(path)” (number \(code)).")
        case .lockedTooLong(let path):
            words(
                "“\(path)” bị tiến trình khác giữ quá lâu; thử lại sau.",
                "“\(path)” was held by another process for too long; try again later.")
        case .folderOpenToOthers(let path):
            words(
                "người khác có thể ghi vào thư mục “\(path)”; chạy: chmod go-w “\(path)”.",
                "others may write in the folder “\(path)”; run: chmod go-w “\(path)”.")
        case .foreignFile(let path):
            words("tệp “\(path)” thuộc tài khoản khác.", "the file “\(path)” belongs to another account.")
        case .networkFileSystem(let path, let type):
            words(
                "“\(path)” nằm trên hệ thống tệp qua mạng (\(type)), ở đó khóa không chắc chắn; đặt cơ sở dữ liệu trên ổ đĩa của máy.",
                "“\(path)” lies on a network file system (\(type)), where locks do not hold; keep the database on a local disk."
            )
        case .occupied(let path): words("“\(path)” đã có nội dung.", "“\(path)” holds something already.")
        case .unreadable(let path, let line):
            words("“\(path)”, dòng \(line): không đọc được.", "“\(path)”, line \(line): cannot be read.")
        case .noSuchTask(let code): Refusal.noSuchTask(code.description).message(in: Terminal.language)
        case .noSuchMessage(let number): words("không có thư số \(number).", "there is no message number \(number).")
        case .slotTaken(let key):
            words("nhắc việc \(key.task) đã thuộc thư khác.", "the reminder of \(key.task) belongs to another message.")
        case .commandRepeated(let id):
            words("lệnh “\(id)” đã được thực hiện.", "the command “\(id)” was carried out before.")
        }
    }
}

extension StoreError.Damage {
    var words: String {
        switch self {
        case .pages: plenum.words("các trang không khớp nhau", "its pages do not fit together")
        case .head(let sequence):
            plenum.words("sự kiện số \(sequence) không khớp mã băm", "event \(sequence) does not fit its hash")
        case .row(let table):
            plenum.words("bảng \(table) có dòng không đọc được", "the table \(table) has a row that cannot be read")
        case .marked: plenum.words("lần kiểm tra trước đã phát hiện", "found by an earlier verification")
        }
    }
}

extension CSV.Fault {
    var message: String {
        switch self {
        case .notUTF8:
            words("tệp không phải UTF-8; lưu lại dạng “CSV UTF-8”.", "the file is not UTF-8; save it as “CSV UTF-8”.")
        case .empty: words("tệp trống.", "the file is empty.")
        case .openQuote(let line):
            words(
                "dòng \(line): dấu nháy kép mở ở đây mà không đóng.",
                "line \(line): a quote is opened here and never closed.")
        case .textAfterQuote(let line):
            words("dòng \(line): có chữ sau dấu nháy kép đóng.", "line \(line): there is text behind a closing quote.")
        case .columns(let line, let expected, let found):
            words(
                "dòng \(line): có \(found) ô, cần \(expected).",
                "line \(line): \(found) cells where \(expected) are needed.")
        }
    }
}
