/// What is said in Vietnamese of what is wrong with a definition, and of what it needs.
enum VietnameseCheckWords {
    static func message(_ problem: CheckProblem) -> String {
        switch problem {
        case .notFound(let name, let role, let suggestion, let places):
            "không có \(what(role)) nào tên “\(name)”"
                + (suggestion.map { "; có phải ý là “\($0)”?" } ?? "")
                + (places == 0 ? "" : " (còn ở \(places) chỗ khác)")
        case .wrongUse(let name, let role, let kind):
            "“\(name)” là \(what(kind)), không phải \(needed(role))"
        case .outOfScope(let name, let inside?): "“\(name)” nằm trong các nhánh của “\(inside)”, ở đây không thấy được"
        case .outOfScope(let name, nil):
            "“\(name)” nằm ngoài các nhánh này; hãy ghi vào “after” của bước chứa các nhánh"
        case .nameTaken(let name, let kind, let first):
            "tên “\(name)” đã dùng cho \(what(kind))" + (first.map { " ở dòng \($0.line)" } ?? "")
        case .unknownOutcome(let outcome, let step, let known, let suggestion):
            "bước “\(step)” không có kết quả “\(outcome)”; các kết quả: \(VietnameseProblemWords.list(known, "hoặc"))"
                + (suggestion.map { "; có phải ý là “\($0)”?" } ?? "")
        case .unknownCalendar(let name, let known, let suggestion):
            "không có lịch “\(name)”; các lịch hiện có: \(VietnameseProblemWords.list(known, "và"))"
                + (suggestion.map { "; có phải ý là “\($0)”?" } ?? "")
        case .cycle(let names):
            names.count == 1
                ? "bước “\(names[0])” chờ chính nó"
                : "các bước này chờ lẫn nhau nên không bước nào mở được: "
                    + (names.reversed() + [names[names.count - 1]]).map(\.rawValue).joined(separator: " → ")
        case .tooLate(let name, _):
            "“\(name)” có thể chưa xong khi bước này mở; hãy ghi nó, hoặc một bước sau nó, vào “after”"
        case .returnTarget(let name):
            "không thể trả lại “\(name)”: bước đó không đứng trước bước này trong cùng phạm vi"
        case .neverOpens(let name, let outcome):
            "bước này không bao giờ mở: khi “\(name)” có kết quả “\(outcome)” thì quy trình quay lại hoặc kết thúc"
        case .noWayOut: "mọi kết quả đều trả lại; phải có một kết quả đi tiếp"
        case .dateUnknown(let name): "ngày của “\(name)” chưa biết kịp để tính từ đó"
        case .alreadyPast(let name): "thời điểm này ở trước “\(name)”, nhưng bước chỉ mở sau khi “\(name)” xong"
        case .beforePredecessor(let name): "thời điểm này sớm hơn hạn của “\(name)”, là bước phải xong trước"
        case .nothingToRemind(let name):
            "không lần nhắc nào của “\(name)” có thể diễn ra ở đây: bước này không có người để nhắc hoặc không có hạn"
        case .rungNeverFires(let rung): "lần nhắc “\(rung)” không thể diễn ra ở bước nào dùng bộ quy tắc này"
        case .unused(let name, .policy): "bộ quy tắc nhắc việc “\(name)” không được dùng"
        case .unused(let name, .role): "vai trò “\(name)” không được dùng"
        case .joinImpossible(let needed, let most): "cần \(needed) nhánh nhưng chỉ có nhiều nhất \(most)"
        case .joinPercent(let percent): "\(percent) phần trăm không nằm trong khoảng từ 1 đến 100"
        case .quorumFraction(let fraction): "\(fraction) lớn hơn tổng số người"
        case .otherwiseMissing: "số này có thể không đạt; hãy ghi trong “otherwise” khi đó làm gì"
        case .gateColumn(let name): "điều kiện này đếm theo một cột kiểu choice, mà “\(name)” không phải"
        case .gateChoice(let word, let column, let known, _):
            "“\(word)” không có trong các lựa chọn của “\(column)”: \(known.joined(separator: ", "))"
        case .severalFiles: "mỗi dòng chỉ kèm một tệp nên chỉ một cột được có kiểu file"
        case .rowsMayBeMissing: "bước này lặp theo những dòng được gửi đến, mà có thể không có dòng nào"
        case .otherwiseUnused: "“otherwise” không có tác dụng, vì ở đây không có gì có thể thiếu"
        case .voteOutcome(let name):
            "biểu quyết không có kết quả “\(name)”; chỉ có adopted, rejected và without-quorum"
        case .secretTold: "kết thúc sớm khi đã rõ kết quả sẽ làm lộ việc bỏ phiếu kín đang ra sao"
        case .secretByProxy: "không ai được bỏ phiếu kín thay người khác"
        case .nothingToExtend: "“extend” không có tác dụng ở đây: “each” không có ngày kết thúc để gia hạn"
        case .withoutQuorumUnused: "“without-quorum” không có tác dụng khi không có “quorum”"
        case .needsUnrecorded(let record): "cần có “\(record)” nhưng không có trong “records”"
        case .entryName: "các nhánh cần một tên gọi cho mục của mình; hãy thêm “as:”"
        case .dayOfAnother(let period, let every):
            "việc lặp lại theo \(name(every)), nhưng đây là ngày trong \(name(period))"
        case .occurrences(0, _): "việc này sẽ không bao giờ diễn ra; hãy ghi số lần, từ 1 trở lên"
        case .occurrences(let count?, let most): "\(count) lần là quá nhiều; một kế hoạch có nhiều nhất \(most) lần"
        case .occurrences(nil, let most): "số lần quá nhiều; một kế hoạch có nhiều nhất \(most) lần"
        case .endsBeforeItBegins: "ngày cuối ở trước ngày đầu"
        case .inputComparison(let name, let comparison, let value):
            "không so sánh “\(name)” như vậy được: \(comparison.rawValue) \(value)"
        }
    }

    static func fix(_ problem: CheckProblem) -> String? {
        switch problem {
        case .notFound(_, _, let suggestion?, _), .unknownOutcome(_, _, _, let suggestion?),
            .unknownCalendar(_, _, let suggestion?):
            "viết “\(suggestion)”"
        case .outOfScope(let name, let inside?): "viết “\(name) of \(inside)” ở chỗ dùng được danh sách"
        case .tooLate(let name, _): "thêm “after: \(name)”"
        case .entryName: "thêm “as: cell” hoặc một tên khác"
        case .otherwiseMissing: "thêm “otherwise:” với “then: short”"
        case .gateColumn(let name): "cho “\(name)” kiểu choice, kèm “among:” hoặc “options:”"
        case .gateChoice(_, _, _, let suggestion?): "ghi “\(suggestion)”"
        case .rowsMayBeMissing: "thêm “may-be-empty: yes”"
        default: nil
        }
    }

    static func text(_ need: Need) -> String {
        switch need {
        case .unit(let unit): "có đơn vị “\(unit)”"
        case .holder(let post, let place): "\(name(place)) có người giữ chức “\(post)”"
        case .members(let memberClass, let place):
            "\(name(place)) có ít nhất một đảng viên" + (memberClass.map { " \(VietnameseCheckWords.name($0))" } ?? "")
        case .unitsOfKind(let kind, _): "có đơn vị loại “\(kind)”"
        case .notice(let input, let span): "\(input) còn ít nhất \(text(span))"
        case .notPast(.named(let input), let step): "\(input) chưa qua, vì “\(step)” lặp lại từ ngày đó"
        case .notPast(.date(let date), let step):
            "ngày \(date.shown(in: .vi)) chưa qua, vì “\(step)” lặp lại từ ngày đó"
        case .occurrences(_, let step):
            "“\(step)” lặp lại từ 1 đến \(Recurrence.most) lần, không ít hơn, không nhiều hơn"
        case .entries(let name, let least, let most):
            if let most {
                least == most ? "\(name) có \(least) mục" : "\(name) có từ \(least) đến \(most) mục"
            } else {
                "\(name) có ít nhất \(least) mục"
            }
        }
    }

    private static func name(_ period: Period) -> String {
        switch period {
        case .week: "tuần"
        case .month: "tháng"
        case .quarter: "quý"
        case .year: "năm"
        }
    }

    private static func name(_ memberClass: MemberClass) -> String {
        switch memberClass {
        case .official: "chính thức"
        case .probationary: "dự bị"
        case .exempt: "được miễn công tác và sinh hoạt"
        }
    }

    private static func text(_ span: Span) -> String {
        switch span.unit {
        case .workingDay: "\(span.count) ngày làm việc"
        case .day: "\(span.count) ngày"
        case .week: "\(span.count) tuần"
        case .hour: "\(span.count) giờ"
        case .minute: "\(span.count) phút"
        }
    }

    private static func name(_ place: Need.Where) -> String {
        switch place {
        case .committee: "đảng ủy"
        case .unit(let unit): "đơn vị “\(unit)”"
        case .named(let name): "mỗi “\(name)”"
        }
    }

    private static func what(_ role: Use.Role) -> String {
        switch role {
        case .predecessor, .returnTarget, .completion, .outcome, .rows, .counted: "bước"
        case .day: "ngày hoặc buổi họp"
        case .people: "người hoặc vai trò"
        case .unit: "đơn vị"
        case .units: "danh sách đơn vị"
        case .document: "văn bản"
        case .opinions: "bước lấy ý kiến"
        case .meeting: "buổi họp"
        case .list, .total: "danh sách"
        case .element, .item: "bước hoặc cột"
        case .input: "thông tin đầu vào"
        case .table: "bảng"
        case .policy: "bộ quy tắc nhắc việc"
        case .column: "cột"
        case .given: "giá trị"
        }
    }

    private static func needed(_ role: Use.Role) -> String {
        switch role {
        case .predecessor, .returnTarget: "một bước trong cùng phạm vi"
        case .day: "thứ có ngày"
        case .completion: "thứ được hoàn thành"
        case .people: "người"
        case .unit: "đơn vị"
        case .units: "danh sách đơn vị"
        case .document: "văn bản; chỉ bước có “produces” mới tạo ra văn bản"
        case .opinions: "bước lấy ý kiến"
        case .meeting: "buổi họp"
        case .list: "danh sách để lặp"
        case .rows: "bước có nhánh hoặc có dòng"
        case .total: "danh sách hoặc bước có nhánh"
        case .outcome, .counted: "bước có kết quả"
        case .element, .item: "bước hoặc cột"
        case .input: "thông tin đầu vào"
        case .table: "bảng"
        case .policy: "bộ quy tắc nhắc việc"
        case .column: "cột"
        case .given(let shape) where shape.type == .table:
            "bảng có các cột "
                + VietnameseProblemWords.list(shape.columns.map { "\($0) (\($1.rawValue))" }.sorted(), "và")
        case .given(let shape): "giá trị kiểu “\(shape.type.rawValue)”"
        }
    }

    private static func what(_ kind: Thing.Kind) -> String {
        switch kind {
        case .step(let kind): "một bước loại “\(kind)”"
        case .input(let type): "thông tin đầu vào kiểu “\(type)”"
        case .column(let type): "cột kiểu “\(type)”"
        case .role: "một vai trò"
        case .entry: "tên gọi mục của mỗi nhánh"
        case .arrival: "lúc một dòng được gửi đến"
        case .occurrence: "ngày của mỗi lần lặp"
        }
    }
}
