import ArgumentParser
import PlenumApp
import PlenumCore
import PlenumStore

struct Verify: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: words(
                "Kiểm tra nhật ký và trạng thái có khớp nhau không.",
                "Checks that the log is whole and the state follows from it."),
            discussion: words(
                "Mã kết thúc 65 khi cơ sở dữ liệu bị hỏng. --expect SỐ:MÃ_BĂM đối chiếu với đầu chuỗi đã ghi lại trước đó.",
                "Ends with 65 when the database is damaged. --expect SEQUENCE:HASH compares with a head written down before."
            ))
    }

    @Option(
        help: .init(
            words(
                "Đầu chuỗi phải có trong nhật ký, dạng SỐ:MÃ_BĂM.",
                "A head that the log must contain, as SEQUENCE:HASH."), valueName: "head"))
    var expect: String?

    @Option(
        help: .init(
            words(
                "Kiểm tra hồ sơ trong thư mục này; không cần cơ sở dữ liệu.",
                "Checks the dossier in this folder; needs no database."), valueName: "folder"))
    var dossier: String?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if let expect, head(expect) == nil {
            throw ValidationError(
                words(
                    "“\(expect)”: viết SỐ:MÃ_BĂM như verify in ra.",
                    "“\(expect)”: write SEQUENCE:HASH as verify prints it."))
        }
    }

    private func verify(_ folder: String, asJSON: Bool) throws {
        let report: DossierReport
        do {
            report = try DossierVerification.run(folder, expecting: expect.flatMap(head))
        } catch StoreError.missing(let path) {
            throw AppError.fileMissing(path)
        }
        if asJSON {
            Terminal.print(report.json.prettyText)
        } else if report.isSound, let head = report.head {
            Terminal.print(
                words(
                    "Đúng: hồ sơ \(report.instance?.rawValue ?? ""), \(report.files) tệp, \(report.events) sự kiện. Đầu chuỗi \(head.sequence):\(head.hash)",
                    "Sound: dossier \(report.instance?.rawValue ?? ""), \(report.files) files, \(report.events) events. Head \(head.sequence):\(head.hash)"
                ))
            Terminal.print(words("Niêm phong ", "Seal ") + report.seal)
        } else {
            for problem in report.problems { Terminal.printError("plenum: " + problem.sentence) }
        }
        if !report.isSound { throw ExitCode(65) }
    }

    func run() throws {
        try Shell.run(options) { shell in
            if let dossier { return try verify(dossier, asJSON: shell.isJSON) }
            let report = try Verification.run(
                options.databasePath, expecting: expect.flatMap(head), shell.environment)
            if shell.isJSON {
                Terminal.print(report.json.prettyText)
            } else if report.isSound {
                Terminal.print(
                    words(
                        "Đúng: \(report.events) sự kiện, \(report.instances) kế hoạch. Đầu chuỗi \(report.head.sequence):\(report.head.hash) (SQLite \(report.sqlite))",
                        "Sound: \(report.events) events, \(report.instances) plans. Head \(report.head.sequence):\(report.head.hash) (SQLite \(report.sqlite))"
                    ))
            } else {
                for problem in report.problems { Terminal.printError("plenum: " + problem.sentence) }
                Terminal.printError(
                    "plenum: "
                        + words(
                            "cơ sở dữ liệu bị hỏng: từ nay chỉ đọc và xuất được. Khôi phục từ bản sao lưu gần nhất.",
                            "the database is damaged: from now on it can only be read and exported. Restore the latest backup."
                        ))
            }
            if !report.isSound { throw ExitCode(65) }
        }
    }

    private func head(_ text: String) -> ChainHead? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = Int(parts[0]), sequence >= 0, parts[1].count == 64,
            parts[1].allSatisfy({ $0.isHexDigit && $0.isASCII })
        else { return nil }
        return ChainHead(sequence: sequence, hash: parts[1].lowercased())
    }
}

extension VerificationReport {
    var json: JSON {
        .object([
            "sound": .bool(isSound), "head": .string("\(head.sequence):\(head.hash)"), "events": .int(events),
            "instances": .int(instances), "erased": .int(erased), "sqlite": .string(sqlite),
            "problems": .array(problems.map { .string($0.sentence) }),
        ])
    }
}

extension VerificationReport.Problem {
    /// What does not fit, and where.
    var sentence: String {
        switch self {
        case .file(let text): words("tệp: \(text)", "the file: \(text)")
        case .log:
            words(
                "tệp -wal bị hỏng ở giữa: những việc đã ghi sau chỗ hỏng không đọc được.",
                "the -wal file is damaged in the middle: what was recorded behind that cannot be read.")
        case .gap(let after):
            words("nhật ký thiếu hoặc lặp số sau \(after).", "the log lacks or repeats a number after \(after).")
        case .broken(let sequence):
            words("sự kiện \(sequence) không khớp mã băm.", "event \(sequence) does not fit its hash.")
        case .unreadable(let sequence):
            words("sự kiện \(sequence) không đọc được.", "event \(sequence) cannot be read.")
        case .version(let sequence):
            words(
                "sự kiện \(sequence) sai thứ tự trong dòng của nó.", "event \(sequence) is out of order in its stream.")
        case .otherHead(let expected):
            words(
                "nhật ký không chứa đầu chuỗi \(expected.sequence):\(expected.hash): phần cuối bị cắt hoặc nhật ký bị viết lại.",
                "the log does not contain the head \(expected.sequence):\(expected.hash): its tail was cut, or it was rewritten."
            )
        case .definition(let id):
            words("không đọc được định nghĩa của kế hoạch \(id).", "the definition of plan \(id) cannot be read.")
        case .state(let id, let row):
            words(
                "kế hoạch \(id): \(row.name) không khớp nhật ký.",
                "plan \(id): \(row.name) does not follow from the log.")
        case .directory(let kind, let id):
            words(
                "danh bạ: \(kind) “\(id)” không khớp nhật ký.", "the directory: \(kind) “\(id)” does not fit the log.")
        case .resource(let hash):
            words("tệp \(hash.prefix(12))… không khớp mã băm.", "the file \(hash.prefix(12))… does not fit its hash.")
        case .outbox(.slot(let key)):
            words(
                "nhắc việc của \(key.task) cho \(key.person) mâu thuẫn.",
                "the reminder of \(key.task) for \(key.person) contradicts itself.")
        case .outbox(.message(let number)):
            words("thư số \(number) mâu thuẫn.", "message \(number) contradicts itself.")
        case .register(let series):
            words(
                "sổ số \(series.name) (\(series.term)) không khớp nhật ký.",
                "the register \(series.name) (\(series.term)) does not follow from the log.")
        case .row(let table):
            words("bảng \(table) có dòng không đọc được.", "the table \(table) has a row that cannot be read.")
        }
    }
}

extension VerificationReport.Problem.Row {
    var name: String {
        switch self {
        case .instance: words("trạng thái chung", "its own state")
        case .step(let path): words("bước \(path)", "step \(path)")
        case .tally(let path): words("số đếm của \(path)", "the counters of \(path)")
        case .scope(let path): words("nhánh \(path)", "branch \(path)")
        case .item(let code): words("nhiệm vụ \(code)", "task \(code)")
        case .ballots(let path): words("hòm phiếu kín của \(path)", "the ballot box of \(path)")
        case .candidates: words("những người có thể nhận việc", "who may claim a task")
        }
    }
}
