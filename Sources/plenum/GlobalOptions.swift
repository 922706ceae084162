import ArgumentParser
import Foundation
import PlenumApp
import PlenumCore
import PlenumStore

/// The options that every command takes, after its name.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: .init(
            words(
                "Tệp cơ sở dữ liệu (mặc định: $PLENUM_DATABASE, nếu không có thì plenum.db).",
                "The database (default: $PLENUM_DATABASE, else plenum.db)."), valueName: "file"))
    var database: String?

    @Option(
        help: .init(
            words(
                "Lấy thời điểm này làm hiện tại, dạng 2026-03-12T08:00:00+07:00.",
                "Take this as the present, such as 2026-03-12T08:00:00+07:00."), valueName: "time"))
    var now: String?

    @Option(
        name: .customLong("as"),
        help: .init(words("Mã của người thực hiện.", "The id of the person who acts."), valueName: "person"))
    var actor: String?

    @Option(
        name: .customLong("for"),
        help: .init(
            words("Mã của người được nhập thay.", "The id of the person for whom it is done."), valueName: "person"))
    var principal: String?

    @Option(
        help: .init(
            words(
                "Ngày việc đã diễn ra trên giấy, dạng 2026-03-12.",
                "The day on which it happened on paper, such as 2026-03-12."), valueName: "date"))
    var on: String?

    @Option(help: .init(words("Ngôn ngữ: vi hoặc en.", "The language: vi or en."), valueName: "language"))
    var lang: String?

    @Option(
        help: .init(
            words(
                "Dạng kết quả: text hoặc json; report còn có csv.",
                "The form of the output: text or json; report also has csv.")))
    var format: OutputFormat = .text

    func validate() throws {
        if let lang, Language(rawValue: lang) == nil {
            throw ValidationError(
                words("Ngôn ngữ “\(lang)” không có; dùng vi hoặc en.", "There is no language “\(lang)”; use vi or en."))
        }
        if let now, Instant(rfc3339: now) == nil {
            throw ValidationError(
                words(
                    "“\(now)” không phải là thời điểm; viết dạng 2026-03-12T08:00:00+07:00.",
                    "“\(now)” is no point in time; write it as 2026-03-12T08:00:00+07:00."))
        }
        if let on, CivilDate(iso: on) == nil {
            throw ValidationError(
                words(
                    "“\(on)” không phải là ngày có thật; viết dạng 2026-03-12.",
                    "“\(on)” is no real date; write it as 2026-03-12."))
        }
        for id in [actor, principal].compactMap({ $0 }) where id.isEmpty {
            throw ValidationError(words("Mã của người không được để trống.", "A person's id must not be empty."))
        }
    }

    var databasePath: String { database ?? Terminal.variable("PLENUM_DATABASE") ?? "plenum.db" }

    func authority(_ environment: PlenumApp.Environment) -> Authority {
        Authority(
            actor: Actor(
                by: actor.map { PersonID(rawValue: $0) }, for: principal.map { PersonID(rawValue: $0) },
                via: environment.account()),
            now: environment.now(), on: on.flatMap { CivilDate(iso: $0) })
    }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
}
