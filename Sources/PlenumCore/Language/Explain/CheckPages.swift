extension CheckProblem.Code {
    var page: ProblemPage {
        func page(vi: String, en: String, wrong: String = "", right: String = "") -> ProblemPage {
            ProblemPage(rawValue, vi: vi, en: en, wrong: wrong, right: right)
        }
        switch self {
        case .notFound:
            return page(
                vi: "Không có gì mang tên này ở nơi nhìn thấy được từ đây. Có thể gõ sai, hoặc bước đã đổi tên.",
                en: "Nothing of this name can be seen from here. It may be misspelt, or the step was renamed.")
        case .wrongUse:
            return page(
                vi: "Tên này có, nhưng chỉ thứ khác với thứ cần ở đây; ví dụ một việc không có ngày họp.",
                en:
                    "The name is there, but stands for something else than is needed; a task, for example, has no date.",
                wrong: "deadline: 3 days before plan", right: "deadline: 3 days after plan")
        case .outOfScope:
            return page(
                vi:
                    "Các bước trong nhánh chỉ thấy nhau; từ ngoài chỉ dùng được danh sách “bước of nhánh”. Bước trong nhánh không chờ bước bên ngoài: bước chứa nhánh chờ.",
                en:
                    "The steps of a branch see each other; from outside there is only the list “step of each”. What a branch waits for, the step that holds it waits for.",
                wrong: "collects: paper", right: "collects: paper of cells")
        case .nameTaken:
            return page(
                vi:
                    "Trong cùng phạm vi, thông tin đầu vào, bước, vai trò và cột không được trùng tên, để không ai hiểu nhầm.",
                en:
                    "Within a scope inputs, steps, roles and columns never share a name, so that none is taken for another."
            )
        case .unknownOutcome:
            return page(
                vi:
                    "Bước đó không kết thúc bằng kết quả này. Việc kết thúc bằng `done`, buổi họp bằng `held`, quyết định bằng các `outcomes` của nó.",
                en:
                    "The step never ends with this outcome. A task ends with `done`, a session with `held`, a decision with its `outcomes`."
            )
        case .unknownCalendar:
            return page(
                vi: "Không có lịch ngày làm việc mang tên này.",
                en: "There is no calendar of working days of this name.",
                right: "calendar: vietnam")
        case .cycle:
            return page(
                vi:
                    "Các bước chờ lẫn nhau thì không bước nào mở được. Hãy bỏ một trong các `after`. Muốn quay lại thì dùng `return` của một quyết định.",
                en:
                    "Steps that wait for each other never open. Take one `after` away. To go back, use the `return` of a decision."
            )
        case .tooLate:
            return page(
                vi: "Bước này dùng kết quả của một bước có thể chưa xong khi nó mở. Hãy ghi bước đó vào `after`.",
                en: "The step uses what another gives that may not be finished when it opens. Put that one in `after`.")
        case .returnTarget:
            return page(
                vi: "Chỉ trả lại được bước đứng trước trong cùng phạm vi. Xa hơn thì người tổ chức dùng `reopen`.",
                en:
                    "Only an earlier step of the same scope can be returned to. Further back the organiser uses `reopen`."
            )
        case .neverOpens:
            return page(
                vi: "Điều kiện không bao giờ đúng khi đến lượt bước này.",
                en: "The condition is never true when the step's turn comes.")
        case .noWayOut:
            return page(
                vi: "Nếu kết quả nào cũng trả lại thì quy trình không bao giờ đi tiếp.",
                en: "If every outcome goes back, nothing ever goes on.",
                right: "outcomes:\n  approved: {}\n  returned:\n    return: plan")
        case .dateUnknown:
            return page(
                vi: "Chỉ tính lùi được từ ngày đã biết khi bắt đầu: một ngày đầu vào, hoặc buổi họp có ngày như vậy.",
                en:
                    "One can only count back from a day that is known at the start: an input, or a session on such a day."
            )
        case .alreadyPast:
            return page(
                vi: "Bước chỉ mở sau khi bước kia xong, nên hạn trước bước kia đã qua.",
                en: "The step opens only after the other is done, so a moment before that is past.",
                wrong: "after: plenary\ndeadline: 1 day before plenary",
                right: "after: plenary\ndeadline: 1 day after plenary")
        case .beforePredecessor:
            return page(
                vi: "Bước này đến hạn trước cả bước mà nó phải chờ.",
                en: "The step is due before the one for which it waits.")
        case .nothingToRemind:
            return page(
                vi: "Bộ quy tắc nhắc việc cần có hạn, ngày họp hoặc lúc kết thúc để tính.",
                en: "A reminder policy needs a deadline, a date or a window's end to count from.")
        case .rungNeverFires:
            return page(
                vi: "Lần nhắc này không thể diễn ra ở bước nào dùng nó: hạn quá gần, hoặc việc đã đóng khi đến lượt.",
                en:
                    "The reminder can fire nowhere it is used: the deadline is too near, or the window is closed by then."
            )
        case .unused:
            return page(
                vi: "Tên này được khai nhưng không dùng; có thể gõ sai ở chỗ dùng.",
                en: "The name is given but never used; perhaps it is misspelt where it should be.")
        case .join:
            return page(
                vi:
                    "Số nhánh cần có không thể đạt được: nhiều hơn số mục tối đa của danh sách, hoặc quá 100 phần trăm.",
                en:
                    "The number of branches needed can never be reached: more than the list may hold, or over 100 percent.",
                wrong: "join: 120 percent", right: "join: 90 percent")
        case .quorum:
            return page(
                vi: "Số đại biểu tối thiểu không hợp lý, hoặc `without-quorum` không có `quorum`.",
                en: "The quorum makes no sense, or `without-quorum` stands without `quorum`.")
        case .otherwise:
            return page(
                vi: "Khi một số lượng có thể không đạt, `otherwise` nói khi đó làm gì.",
                en: "Where a number may not be reached, `otherwise` says what happens then.",
                right: "at-least: 14\notherwise:\n  extend: 5 working days\n  up-to: 2 times\n  then: short")
        case .secretBallot:
            return page(
                vi:
                    "Bỏ phiếu kín thì không ai biết kết quả trước khi kết thúc, và không ai bỏ phiếu thay người khác.",
                en: "Of a secret vote nobody knows the result before it closes, and nobody votes for another.",
                wrong: "ballot: secret\nclose-early: when decided",
                right: "ballot: secret\nclose-early: when all have voted")
        case .gate:
            return page(
                vi: "`gates` đếm các dòng cho từng lựa chọn của một cột kiểu `choice`; điều kiện sau `where` cũng vậy.",
                en: "`gates` count rows for each choice of a column of type `choice`; so does what follows `where`.",
                wrong: "gates: 1 row per author", right: "gates: 1 row per group")
        case .files:
            return page(
                vi: "Mỗi lần gửi kèm một tệp. Cần gửi nhiều văn bản thì gộp thành một tệp.",
                en: "One file comes with each act. Several documents go into one file.")
        case .noRows:
            return page(
                vi: "Khi bước này mở, có thể không có dòng nào thỏa điều kiện; khi đó bước phải xong ngay được.",
                en: "When the step opens there may be no such row; then it must be able to end at once.",
                right: "over: proposals\nmay-be-empty: yes")
        case .needsUnrecorded:
            return page(
                vi: "Điều bắt buộc phải có thì cũng phải được ghi lại trong `records`.",
                en: "What is needed must be among what is recorded.", wrong: "records: [minutes]\nneeds: conclusion",
                right: "records: [minutes, conclusion]\nneeds: conclusion")
        case .entryName:
            return page(
                vi: "Khi lặp trên đơn vị hoặc người, `as` đặt tên cho mục của mỗi nhánh.",
                en: "Over units or people, `as` gives each branch's entry its name.",
                right: "over: organisations\nas: organisation")
        case .recurrence:
            return page(
                vi:
                    "Việc lặp lại cần ít nhất một lần và nhiều nhất 1.000 lần; `on` là ngày trong đúng kỳ ghi ở `every`.",
                en: "What repeats does so at least once and at most 1,000 times; `on` is a day of what `every` says.",
                wrong: "every: quarter\non: day 5 of the month", right: "every: quarter\non: day 5 of the quarter")
        case .comparison:
            return page(
                vi: "Chữ chỉ so sánh bằng hoặc khác; số và ngày so sánh được lớn nhỏ; danh sách không so sánh được.",
                en: "Texts are equal or not; numbers and dates can be ordered; lists cannot be compared.")
        }
    }
}
