extension SyntaxProblem.Code {
    var page: ProblemPage {
        func page(vi: String, en: String, wrong: String = "", right: String = "") -> ProblemPage {
            ProblemPage(rawValue, vi: vi, en: en, wrong: wrong, right: right)
        }
        switch self {
        case .emptyFile:
            return page(
                vi: "Tệp không có gì, hoặc chỉ có chú thích. Một quy trình bắt đầu bằng phiên bản của ngôn ngữ.",
                en: "The file holds nothing, or only comments. A definition begins with the version of the language.",
                right: "plenum: 1\nworkflow: cell-session")
        case .tooLarge:
            return page(
                vi: "Một tệp quy trình không quá 16 MiB. Bảng dài nên đưa vào bằng tệp CSV khi bắt đầu.",
                en: "A definition's file has at most 16 MiB. Long tables are given as CSV when it starts.")
        case .notUTF8:
            return page(
                vi: "Tệp phải dùng bảng mã UTF-8. Trong Notepad: Lưu thành, Mã hóa: UTF-8.",
                en: "The file must be in UTF-8. In Notepad: Save as, Encoding: UTF-8.")
        case .nul:
            return page(
                vi: "Ký tự NUL không phải là chữ; thường là dấu hiệu tệp bị hỏng.",
                en: "NUL is no character of a text; it often means that the file was damaged.")
        case .controlCharacter:
            return page(
                vi: "Có ký tự điều khiển không nhìn thấy, thường do sao chép từ chương trình khác. Hãy xóa và gõ lại.",
                en:
                    "A control character that cannot be seen, often copied from another program. Delete it and type anew."
            )
        case .lineSeparator:
            return page(
                vi: "Ký tự xuống dòng ẩn này thường do sao chép từ trang web. Hãy xóa nó và nhấn Enter.",
                en: "Such a line separator is often copied from a web page. Delete it and press Enter.")
        case .tooDeep:
            return page(
                vi: "Giá trị lồng nhau không quá 32 cấp; không quy trình nào cần nhiều hơn.",
                en: "Values are nested at most 32 deep; no definition needs more.")
        case .tooManyValues:
            return page(
                vi: "Một tệp có không quá 1.000.000 giá trị.", en: "A file holds at most 1,000,000 values.")
        case .textTooLong:
            return page(
                vi: "Một đoạn chữ không quá 64 KiB. Văn bản dài nên để trong tệp đính kèm.",
                en: "A text has at most 64 KiB. Long texts belong into attachments.")
        case .anchor:
            return page(
                vi:
                    "Dấu neo (&) và tham chiếu (*) của YAML không được dùng: người đọc phải thấy đủ giá trị ngay tại chỗ.",
                en: "YAML's anchors (&) and aliases (*) are not used: whoever reads a step must see all of it there.",
                wrong: "remind: &r usual", right: "remind: usual")
        case .mergeKey:
            return page(
                vi: "Khóa gộp (<<) của YAML không được dùng. Nhắc việc chung thì đặt tên trong `reminders`.",
                en: "YAML's merge key (<<) is not used. What steps share has a name, as in `reminders`.")
        case .tag:
            return page(
                vi: "Thẻ (!…) của YAML không được dùng. Nếu chữ bắt đầu bằng “!” thì đặt trong dấu nháy.",
                en: "YAML's tags (!…) are not used. A text that begins with “!” stands in quotes.",
                wrong: "vi: !Khẩn", right: "vi: \"!Khẩn\"")
        case .directive:
            return page(
                vi: "Dòng chỉ thị (%YAML, %TAG) không cần thiết; hãy bỏ đi.",
                en: "Directives (%YAML, %TAG) are not needed; leave them out.")
        case .secondDocument:
            return page(
                vi: "Mỗi tệp chỉ có một quy trình; dấu “---” mở ra một văn bản nữa.",
                en: "A file holds one definition; “---” begins another one.")
        case .keyNotText:
            return page(
                vi: "Khóa phải là một tên.", en: "A key must be a name.", wrong: "[plan]: x", right: "plan: x")
        case .emptyKey:
            return page(
                vi: "Trước dấu hai chấm phải có tên.", en: "A name must stand before the colon.", wrong: ": organiser",
                right: "who: organiser")
        case .duplicateKey:
            return page(
                vi: "Ở cùng một chỗ mỗi tên chỉ được dùng một lần; nếu không sẽ không biết giá trị nào đúng.",
                en: "In one place a name may stand only once; otherwise nobody knows which of the values counts.",
                wrong: "who: organiser\nwho: author", right: "who: organiser")
        case .indentation:
            return page(
                vi: "Thụt lề cho biết cái gì thuộc về cái gì. Các khóa cùng cấp phải thẳng cột.",
                en: "The indentation says what belongs to what. Keys that belong together begin in the same column.",
                wrong: "plan:\n  kind: task\n   who: organiser", right: "plan:\n  kind: task\n  who: organiser")
        case .missingColon:
            return page(
                vi: "Sau mỗi khóa có dấu hai chấm.", en: "A colon follows every key.", wrong: "who organiser",
                right: "who: organiser")
        case .secondColon:
            return page(
                vi: "Dấu hai chấm kèm dấu cách trong giá trị bị hiểu là một khóa nữa. Hãy đặt giá trị trong dấu nháy.",
                en: "A colon with a space inside a value would begin another key. Put the value in quotes.",
                wrong: "vi: Hội thảo: đổi mới", right: "vi: \"Hội thảo: đổi mới\"")
        case .unclosedQuote:
            return page(
                vi: "Dấu nháy mở thì phải đóng. Lỗi thường chỉ lộ ra nhiều dòng sau, nên ở đây chỉ chỗ dấu nháy mở.",
                en:
                    "A quotation mark that opens must close. It shows only many lines later, so its opening is given here.",
                wrong: "vi: \"Kế hoạch", right: "vi: \"Kế hoạch\"")
        case .unclosedBracket:
            return page(
                vi: "Dấu ngoặc mở thì phải đóng.", en: "A bracket that opens must close.", wrong: "after: [a, b",
                right: "after: [a, b]")
        case .badEscape:
            return page(
                vi: "Trong dấu nháy kép, dấu \\ có nghĩa riêng. Hãy dùng dấu nháy đơn.",
                en: "In double quotes a backslash has a meaning of its own. Use single quotes.",
                wrong: "vi: \"A\\B\"", right: "vi: 'A\\B'")
        case .tab:
            return page(
                vi: "YAML chỉ thụt lề bằng dấu cách; hãy thay dấu tab bằng hai dấu cách.",
                en: "YAML is indented with spaces only; replace the tab by two spaces.")
        case .cannotStart:
            return page(
                vi: "Những dấu như @ ! % * & > đầu giá trị có nghĩa riêng trong YAML. Hãy đặt giá trị trong dấu nháy.",
                en:
                    "Signs such as @ ! % * & > at the start of a value mean something to YAML. Put the value in quotes.",
                wrong: "vi: @Hội nghị", right: "vi: \"@Hội nghị\"")
        case .missingSpace:
            return page(
                vi: "Sau dấu hai chấm có dấu cách.", en: "A space follows the colon.", wrong: "who:organiser",
                right: "who: organiser")
        case .listSpace:
            return page(
                vi: "Sau dấu “-” của một mục có dấu cách.", en: "A space follows the “-” of an entry.",
                wrong: "-3 working days before", right: "- 3 working days before")
        case .afterQuote:
            return page(
                vi: "Nếu giá trị bắt đầu bằng dấu nháy thì cả giá trị phải nằm trong đó.",
                en: "A value that begins with a quotation mark must stand in quotes as a whole.",
                wrong: "vi: \"Kế hoạch\" năm", right: "vi: '\"Kế hoạch\" năm'")
        case .notYAML:
            return page(
                vi: "Chỗ này không theo quy tắc của YAML. Hãy so với dòng tương tự trong một quy trình có sẵn.",
                en: "This does not follow the rules of YAML. Compare it with a like line of a definition that ships.")
        }
    }
}
