extension LanguageProblem.Code {
    var page: ProblemPage {
        func page(vi: String, en: String, wrong: String = "", right: String = "") -> ProblemPage {
            ProblemPage(rawValue, vi: vi, en: en, wrong: wrong, right: right)
        }
        switch self {
        case .languageVersion:
            return page(
                vi: "Số sau `plenum:` là phiên bản của ngôn ngữ. Bản này chỉ đọc phiên bản 1.",
                en: "The number after `plenum:` is the version of the language. This program reads version 1.",
                right: "plenum: 1")
        case .unknownKey:
            return page(
                vi:
                    "Khóa này không có ở đây. Khóa viết bằng tiếng Anh, chữ thường; tài liệu tham khảo liệt kê các khóa.",
                en: "There is no such key here. Keys are English and lower-case; the reference lists them.",
                wrong: "hạn: 3 days after plan", right: "deadline: 3 days after plan")
        case .missingKey:
            return page(
                vi: "Thiếu một khóa bắt buộc. Việc không có hạn cũng phải nói rõ: `deadline: none`.",
                en: "A key that is needed is missing. That a task has no deadline must be said, too: `deadline: none`.")
        case .missingValue:
            return page(
                vi: "Sau khóa chưa có giá trị.", en: "Nothing stands behind the key.", wrong: "who:",
                right: "who: organiser")
        case .commaInBraces:
            return page(
                vi: "Trong ngoặc nhọn, dấu phẩy mở ra một khóa mới. Hãy viết mỗi ngôn ngữ một dòng.",
                en: "In braces a comma begins a new key. Write each language on a line of its own.",
                wrong: "title: { vi: Hội thảo, tọa đàm, en: Seminar }",
                right: "title:\n  vi: Hội thảo, tọa đàm\n  en: Seminar")
        case .misplaced:
            return page(
                vi: "Một khóa của bước bị thụt lề quá sâu nên nằm lẫn trong tiêu đề.",
                en: "A key of the step is indented too far and stands among the lines of the title.",
                wrong: "title:\n  vi: Kế hoạch\n  who: organiser", right: "title:\n  vi: Kế hoạch\nwho: organiser")
        case .eitherOr:
            return page(
                vi:
                    "Hai khóa loại trừ nhau: một kết quả hoặc trả lại, hoặc kết thúc; việc lặp lại kết thúc hoặc sau số lần (`times`), hoặc vào một ngày (`until`), và phải có một trong hai.",
                en:
                    "Two keys exclude each other: an outcome goes back or ends everything; what repeats ends after so many `times` or with a day, `until`, and must have one of them."
            )
        case .use:
            return page(
                vi:
                    "Quy trình ghi ở `workflow` phải là tệp cùng tên đặt cạnh, hoặc có sẵn; phải không có lỗi; và các quy trình không dùng lẫn nhau thành vòng.",
                en:
                    "What `workflow` names must be a file of that name beside this one, or one that ships; it must be sound; and workflows never use each other in a circle.",
                right: "kind: use\nworkflow: cell-rehearsal")
        case .given:
            return page(
                vi:
                    "`with` cấp giá trị cho mọi thông tin đầu vào chưa có mặc định: một tên nhìn thấy ở đây, hoặc một giá trị; giá trị chỉ có một từ thì đặt trong ngoặc kép.",
                en:
                    "`with` gives each input that has no default what it stands for: a name that is seen here, or a value; a value of one word stands in quotes.",
                right: "with:\n  theme: theme\n  members: 12")
        case .onlyFor:
            return page(
                vi: "Khóa này không có nghĩa với kiểu giá trị đã chọn.",
                en: "The key means nothing for the type that was chosen.")
        case .wrongShape:
            return page(
                vi: "Ở đây cần một dạng khác: chữ, danh sách (mỗi mục sau “- ”), hoặc các khóa kèm giá trị.",
                en: "Another shape is needed: a text, a list (each entry after “- ”), or keys with values.",
                wrong: "who:\n  name: organiser", right: "who: organiser")
        case .emptyList:
            return page(
                vi: "Danh sách không được trống: ghi ít nhất một mục, hoặc bỏ cả khóa nếu khóa không bắt buộc.",
                en: "The list must not be empty: give at least one entry, or leave out the key where it is not needed.",
                wrong: "after: []", right: "after: plan")
        case .unknownWord:
            return page(
                vi: "Ở đây chỉ dùng một số từ nhất định; thông báo lỗi liệt kê chúng.",
                en: "Only certain words can stand here; the message lists them.", wrong: "type: ngày",
                right: "type: date")
        case .unknownKind:
            return page(
                vi: "Không có loại bước này. Thông báo lỗi liệt kê các loại.",
                en: "There is no such kind of step. The message lists the kinds.", wrong: "kind: meeting",
                right: "kind: session")
        case .badName:
            return page(
                vi: "Tên gồm chữ thường (có dấu cũng được), chữ số và dấu gạch nối, bắt đầu bằng chữ.",
                en: "A name has lower-case letters of any script, digits and hyphens, and begins with a letter.",
                wrong: "Kế hoạch:", right: "kế-hoạch:")
        case .reservedWord:
            return page(
                vi: "Từ này có nghĩa trong các cụm từ như `all members`, nên không dùng làm tên.",
                en: "The word means something in phrases such as `all members`, so it can be no name.")
        case .notANumber:
            return page(
                vi: "Ở đây cần một số nguyên viết bằng chữ số.", en: "A whole number in digits is needed.",
                wrong: "at-least: ba", right: "at-least: 3")
        case .titleLanguage:
            return page(
                vi: "Tiêu đề ghi theo từng ngôn ngữ, mỗi ngôn ngữ một dòng.",
                en: "A title is given in each language, one line for each.", wrong: "title: Kế hoạch",
                right: "title:\n  vi: Kế hoạch\n  en: Plan")
        case .unknownLanguage:
            return page(
                vi: "Ngôn ngữ ghi bằng mã hai chữ cái (ISO 639-1): vi, en, fr…",
                en: "A language is given by its code of two letters (ISO 639-1): vi, en, fr…", wrong: "việt: Kế hoạch",
                right: "vi: Kế hoạch")
        case .emptyText:
            return page(vi: "Ở đây còn thiếu chữ.", en: "A text is missing here.", wrong: "vi:", right: "vi: Kế hoạch")
        case .missingTranslation:
            return page(
                vi: "`languages` ở đầu tệp yêu cầu mọi tiêu đề có đủ các ngôn ngữ đó.",
                en: "`languages` at the top asks for every title in each of these languages.")
        case .phrase:
            return page(
                vi:
                    "Cụm từ không theo ngữ pháp. Mỗi cụm từ chỉ có một cách viết; thông báo lỗi cho biết từ nào có thể đứng ở đó.",
                en:
                    "The phrase does not follow the grammar. There is one spelling for each; the message says what can stand there.",
                wrong: "deadline: 3 workdays prior to plenary", right: "deadline: 3 working days before plenary")
        case .commaInPhrase:
            return page(
                vi: "Không cụm từ nào có dấu phẩy; trong ngoặc vuông dấu phẩy còn tách thành hai mục.",
                en: "No phrase contains a comma; in brackets it would even make two entries.",
                wrong: "- on the day, at 08:00", right: "- on the day at 08:00")
        case .noBreakSpace:
            return page(
                vi: "Dấu cách không ngắt thường do sao chép từ Word hoặc trang web. Hãy gõ lại dấu cách.",
                en: "A no-break space is often copied from Word or a web page. Type a space instead.")
        case .runsOn:
            return page(
                vi: "Dòng sau lùi sâu hơn nên bị đọc tiếp vào giá trị này.",
                en: "The next line is indented further and so is read as part of this value.",
                wrong: "who: organiser\n  remind usual", right: "who: organiser\nremind: usual")
        case .curlyQuote:
            return page(
                vi: "Dấu nháy cong do Word tự đổi. Cụm từ viết không có dấu nháy.",
                en: "Word makes quotation marks curly by itself. Phrases are written without any.")
        case .months:
            return page(
                vi: "Tháng dài ngắn khác nhau nên không dùng làm khoảng thời gian.",
                en: "Months differ in length and are no measure of time.", wrong: "1 month before plenary",
                right: "4 weeks before plenary")
        case .noSuchDate:
            return page(
                vi: "Ngày này không có, ví dụ 29/02 của năm không nhuận. Ngày không bị tự ý đổi sang ngày khác.",
                en: "The day does not exist, such as 29 February of a common year. It is never moved to another day.")
        case .dateFormat:
            return page(
                vi: "Ngày viết theo năm-tháng-ngày, đủ chữ số.",
                en: "A date is written year-month-day with all digits.",
                wrong: "12/3/2026", right: "2026-03-12")
        case .timeFormat:
            return page(
                vi: "Giờ viết bằng hai chữ số, dấu hai chấm, hai chữ số.",
                en: "A time is written with two digits, a colon and two digits.", wrong: "at 8h", right: "at 08:00")
        case .outOfRange:
            return page(
                vi: "Con số nằm ngoài giới hạn có nghĩa ở đây.", en: "The number lies outside of what makes sense here."
            )
        }
    }
}
