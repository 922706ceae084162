/// What is said in Vietnamese of what is wrong in a file.
enum VietnameseProblemWords {
    static func message(_ problem: SyntaxProblem) -> String {
        switch problem {
        case .emptyFile: "tệp trống; một quy trình bắt đầu bằng “plenum: 1”"
        case .tooLarge(let limit): "tệp lớn hơn \(limit / 1_048_576) MiB"
        case .notUTF8: "chỗ này không phải văn bản UTF-8; hãy lưu tệp với bảng mã UTF-8"
        case .utf16: "tệp dùng bảng mã UTF-16; hãy lưu lại với bảng mã UTF-8"
        case .nul: "không được có ký tự NUL"
        case .controlCharacter(let code): "không được có ký tự điều khiển ẩn (\(hex(code)))"
        case .lineSeparator(let code): "chỗ này có ký tự xuống dòng ẩn (\(hex(code))); hãy xóa đi hoặc nhấn Enter"
        case .tooDeep(let limit): "các giá trị lồng nhau quá \(limit) cấp"
        case .tooManyValues(let limit): "tệp có hơn \(limit) giá trị"
        case .textTooLong(let limit): "có một đoạn chữ dài hơn \(limit / 1024) KiB"
        case .anchor(let name): "không dùng dấu neo “&\(name)”; nếu chữ bắt đầu bằng “&” thì đặt trong dấu nháy"
        case .alias(let name):
            "không dùng tham chiếu “*\(name)”; hãy viết đầy đủ, hoặc đặt chữ bắt đầu bằng “*” trong dấu nháy"
        case .mergeKey: "không dùng khóa gộp “<<”; hãy viết đầy đủ các khóa"
        case .tag(let name): "không dùng thẻ “\(name)”; nếu chữ bắt đầu bằng “!” thì đặt trong dấu nháy"
        case .directive: "không dùng dòng chỉ thị bắt đầu bằng “%”"
        case .yamlVersion: "không biết phiên bản YAML này; hãy bỏ dòng “%YAML …”"
        case .secondDocument: "ở đây bắt đầu văn bản thứ hai; mỗi tệp chỉ có một quy trình, hãy bỏ “---”"
        case .keyNotText: "khóa phải là một tên, không phải danh sách hay nhóm khóa"
        case .emptyKey: "thiếu tên trước dấu hai chấm"
        case .duplicateKey(let key, let first):
            "“\(key)” xuất hiện hai lần ở cùng một chỗ; lần đầu ở dòng \(first.line)"
        case .indentation:
            "thụt lề không đúng: các khóa cùng cấp bắt đầu ở cùng một cột, "
                + "phần thuộc về một khóa lùi vào hai dấu cách"
        case .missingColon: "thiếu dấu hai chấm sau tên; hãy viết “tên: giá trị”"
        case .secondColon: "trong giá trị không được có dấu hai chấm kèm dấu cách; hãy đặt giá trị trong dấu nháy"
        case .unclosedQuote: "dấu nháy mở ở đây không được đóng lại"
        case .unclosedBracket: "dấu ngoặc mở ở đây không được đóng lại"
        case .badEscape: "dấu gạch chéo ngược trong dấu nháy kép không hợp lệ; hãy dùng dấu nháy đơn"
        case .tab: "ở đây có dấu tab; YAML chỉ thụt lề bằng dấu cách"
        case .cannotStart(let character):
            "giá trị không thể bắt đầu bằng “\(character)”; hãy đặt giá trị trong dấu nháy"
        case .noSpaceAfterColon(let key): "thiếu dấu cách sau dấu hai chấm của “\(key)”"
        case .noSpaceAfterDash: "thiếu dấu cách sau dấu “-” của một mục"
        case .afterQuote: "còn chữ sau dấu nháy đóng; hãy đặt cả giá trị trong dấu nháy"
        case .notYAML: "chỗ này không đọc được theo YAML"
        }
    }

    static func fix(_ problem: SyntaxProblem) -> String? {
        switch problem {
        case .tab: "thay dấu tab bằng hai dấu cách"
        case .noSpaceAfterColon(let key): "viết “\(key): …”"
        case .cannotStart, .afterQuote, .secondColon: "viết “khóa: \"…\"”"
        case .noSpaceAfterDash(let entry): "viết “- \(entry)”"
        case .emptyFile: "lệnh plenum new tạo sẵn một quy trình để bắt đầu"
        default: nil
        }
    }

    static func message(_ problem: LanguageProblem) -> String {
        switch problem {
        case .languageVersion(let version):
            "không biết phiên bản \(version) của ngôn ngữ; bản Plenum này đọc phiên bản 1"
        case .unknownKey(let key, let subject, let suggestion, let present):
            "“\(key)” không phải là khóa của \(name(subject))"
                + (suggestion.map { "; có phải ý là “\($0)”?" } ?? present.map { "; đã có “\($0)” rồi" } ?? "")
        case .missingKey(let field, let subject):
            field.key == "deadline"
                ? "\(name(subject)) thiếu “deadline” (hạn); nếu không có hạn thì ghi “deadline: none”"
                : "\(name(subject)) thiếu “\(field.key)”"
        case .missingValue(let field): "sau “\(field.key):” chưa có gì"
        case .commaInBraces(let key):
            "dấu phẩy trước “\(key)” mở ra một khóa mới vì chữ nằm trong ngoặc nhọn; "
                + "hãy đặt chữ trong dấu nháy hoặc xuống dòng riêng"
        case .tooDeep(let key):
            "“\(key)” nằm lẫn trong các dòng của tiêu đề; phải thụt lề thẳng cột với “title”"
        case .noDefinition(let name, let known, let suggestion):
            "không có quy trình “\(name)”: cạnh tệp này không có \(name).yaml"
                + (known.isEmpty ? "" : "; các quy trình có sẵn: \(list(known, "và"))") + meant(suggestion)
        case .faultyDefinition(let name, let file, let errors):
            "chưa dùng được “\(name)”: tệp \(file) có \(errors) lỗi"
        case .usesItself(let names): "các quy trình dùng lẫn nhau thành vòng: \(names.joined(separator: " → "))"
        case .tooDeepUse(let names, let most):
            "quá \(most) quy trình lồng trong nhau: \(names.joined(separator: " → "))"
        case .unknownInput(let name, let workflow, let known, let suggestion):
            "“\(workflow)” không có thông tin đầu vào “\(name)”"
                + (known.isEmpty ? "" : "; chỉ có \(list(known, "và"))") + meant(suggestion)
        case .inputNotGiven(let name, let workflow):
            "“\(workflow)” cần “\(name)”: hãy ghi giá trị ở “with”"
        case .choiceNotGiven(let name, let workflow):
            "trong “\(workflow)” các dòng chọn từ “\(name)”: hãy ghi tên danh sách đó ở “with”"
        case .notOfType(let text, let name, let type):
            "“\(name)” cần \(type.words[.vi]), không phải “\(text)”; nếu là một tên thì viết không có ngoặc kép"
        case .endless(let first, let second):
            "việc lặp lại phải có lúc kết thúc; hãy ghi số lần ở “\(first)” hoặc ngày cuối ở “\(second)”"
        case .eitherOr(let first, let second): "chỉ được có một trong hai khóa “\(first)” và “\(second)”"
        case .onlyFor(let key, let types): "“\(key)” chỉ dùng cho kiểu \(list(types, "hoặc"))"
        case .boundsCrossed(let least, let most): "at-least (\(least)) lớn hơn at-most (\(most))"
        case .notAMap(let subject, let found):
            "\(name(subject)) cần các khóa kèm giá trị, lùi vào ở những dòng dưới; ở đây là \(name(found))"
        case .wrongShape(let form, let found): "ở đây phải là \(name(form)); lại thấy \(name(found))"
        case .notAPhrase(let phrase, let found): "ở đây phải là \(phrase.title[.vi]); lại thấy \(name(found))"
        case .emptyList: "ở đây phải có ít nhất một mục"
        case .unknownWord(let word, let expected, let suggestion):
            "không hiểu “\(word)” ở đây; có thể dùng: \(list(expected, "hoặc"))" + meant(suggestion)
        case .unknownKind(let word, let known, let suggestion):
            "không có loại bước “\(word)”; có thể dùng: \(list(known, "hoặc"))" + meant(suggestion)
        case .badName(let text, let suggestion):
            "“\(text)” không dùng làm tên được: tên gồm chữ thường, chữ số và dấu gạch nối, bắt đầu bằng chữ"
                + meant(suggestion)
        case .reservedWord(let word): "“\(word)” là từ của ngôn ngữ, không dùng làm tên được"
        case .notANumber(let text, let range):
            "“\(text)” không phải số nguyên từ \(range.lowerBound) đến \(range.upperBound)"
        case .titleWithoutLanguage(let text):
            "cần ghi ngôn ngữ của “\(text)”: viết “vi: …” và “en: …” ở các dòng riêng bên dưới"
        case .unknownLanguage(let code): "“\(code)” không phải mã ngôn ngữ; ngôn ngữ được ghi là vi, en, …"
        case .emptyText: "ở đây còn thiếu chữ"
        case .missingTranslation(let code): "tiêu đề này thiếu “\(code):”, là ngôn ngữ đã khai trong “languages”"
        case .phrase(let form, let found, let expected, let suggestion):
            phrase(form, found, expected) + meant(suggestion)
        case .commaInPhrase: "không dùng dấu phẩy; mỗi cụm từ viết trên một dòng riêng, sau “- ”"
        case .noBreakSpace: "ở đây có dấu cách không ngắt, trông như dấu cách nhưng không phải; hãy gõ lại dấu cách"
        case .runsOn: "giá trị kéo sang dòng sau; có phải dòng sau thiếu dấu hai chấm, hay lùi vào quá sâu?"
        case .curlyQuote: "ở đây có dấu nháy cong; hãy viết không có dấu nháy"
        case .months: "thời gian không tính theo tháng, vì tháng dài ngắn khác nhau; hãy ghi theo tuần hoặc ngày"
        case .noSuchDate(let date): "ngày \(date) không có trong lịch"
        case .dateFormat(let text, let suggestion):
            "“\(text)” không phải ngày; ngày viết theo năm-tháng-ngày, ví dụ 2026-03-12" + meant(suggestion)
        case .timeFormat(let text, let suggestion):
            "“\(text)” không phải giờ; giờ viết từ 00:00 đến 23:59, ví dụ 08:00" + meant(suggestion)
        case .notInEveryMonth(let day):
            "không phải tháng nào cũng có ngày \(day); viết một ngày từ 1 đến 28, hoặc “last day of the month” là ngày cuối tháng"
        case .zero: "số phải từ 1 trở lên; nếu là chính ngày đó thì viết “same day as …” hoặc “on the day”"
        }
    }

    static func fix(_ problem: LanguageProblem) -> String? {
        switch problem {
        case .unknownKey(_, _, let suggestion?, _): "viết “\(suggestion):”"
        case .missingKey(let field, _):
            field.example.hasPrefix("\n")
                ? "thêm “\(field.key):” và các dòng bên dưới" : "thêm “\(field.key): \(field.example)”"
        case .missingValue(let field):
            field.example.hasPrefix("\n") ? nil : "ví dụ “\(field.key): \(field.example)”"
        case .unknownWord(_, _, let suggestion?), .unknownKind(_, _, let suggestion?), .badName(_, let suggestion?),
            .dateFormat(_, let suggestion?), .timeFormat(_, let suggestion?), .phrase(_, _, _, let suggestion?):
            "viết “\(suggestion)”"
        case .phrase(let form, _, _, nil): form.examples.first.map { "ví dụ “\($0)”" }
        case .titleWithoutLanguage(let text): "viết “vi: \(text)” ở dòng dưới, lùi vào hai dấu cách"
        case .languageVersion: "viết “plenum: 1”"
        default: nil
        }
    }

    // MARK: Parts of sentences

    private static func meant(_ suggestion: String?) -> String {
        suggestion.map { "; có phải ý là “\($0)”?" } ?? ""
    }

    private static func phrase(_ form: PhraseForm, _ found: String?, _ expected: [Expectation]) -> String {
        let what = form.title[.vi]
        let possible = list(expected.map(name), "hoặc")
        if let found {
            return expected == [.end]
                ? "\(what) kết thúc trước “\(found)”; phần này thừa"
                : "không hiểu \(what) ở chỗ “\(found)”; ở đây có thể là: \(possible)"
        }
        return "\(what) chưa đầy đủ; tiếp theo có thể là: \(possible)"
    }

    private static func name(_ expectation: Expectation) -> String {
        switch expectation {
        case .word(let word): "“\(word)”"
        case .number: "một số"
        case .name: "một tên"
        case .date: "một ngày như 2026-03-12"
        case .time: "một giờ như 08:00"
        case .unit: "“working days”, “days”, “weeks”, “hours” hoặc “minutes”"
        case .people: "những người"
        case .value: "một giá trị"
        case .end: "hết"
        }
    }

    static func name(_ subject: Subject) -> String {
        switch subject.kind {
        case .definition: "quy trình"
        case .input: "thông tin đầu vào “\(subject.name)”"
        case .column: "cột “\(subject.name)”"
        case .step: "bước “\(subject.name)”"
        case .outcome: "kết quả “\(subject.name)”"
        case .figure: "số liệu “\(subject.name)”"
        case .otherwise: "“otherwise”"
        case .number: "“number”"
        }
    }

    private static func name(_ shape: Shape) -> String {
        switch shape {
        case .nothing: "chỗ trống"
        case .text(let text): "chữ “\(shortened(text))”"
        case .map: "các khóa kèm giá trị"
        case .list: "một danh sách"
        }
    }

    private static func name(_ form: Form) -> String {
        switch form {
        case .text: "chữ"
        case .name: "một tên"
        case .number: "một số"
        case .word(let words): list(words.map { "“\($0)”" }, "hoặc")
        case .phrase(let phrase): phrase.title[.vi]
        case .title: "chữ theo từng ngôn ngữ (“vi: …”, “en: …”)"
        case .list: "một danh sách"
        case .oneOrMore(let form): name(form) + " hoặc một danh sách"
        case .named, .group: "các khóa kèm giá trị, lùi vào ở những dòng dưới"
        case .step: "một bước"
        }
    }

    static func list(_ words: [String], _ last: String) -> String {
        guard let end = words.last else { return "" }
        return words.count == 1 ? end : words.dropLast().joined(separator: ", ") + " \(last) " + end
    }
}
