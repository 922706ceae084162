extension Refusal {
    var vietnamese: String {
        switch self {
        case .noSuchTask(let text): "Không có nhiệm vụ “\(text)”. Xem mã nhiệm vụ bằng: plenum tasks --as NGƯỜI"
        case .noSuchPerson(let id): "Không có người “\(id)” trong danh bạ."
        case .noSuchUnit(let id): "Không có đơn vị “\(id)” trong danh bạ."
        case .noSuchInstance(let id): "Không có kế hoạch “\(id)”. Xem danh sách bằng: plenum status"
        case .nobodyActs: "Chưa rõ ai thực hiện. Thêm --as NGƯỜI."
        case .notTheirs(let code, let person, let people):
            "Nhiệm vụ \(code) không phải của “\(person)” mà của: \(listed(people))."
        case .mayNotActFor(let by, let person):
            "“\(by)” không có quyền nhập thay “\(person)”: chỉ bí thư của đơn vị mà người đó sinh hoạt mới được nhập thay."
        case .alreadyEnded(let code, let state, let by, _):
            switch state {
            case .lapsed: "Nhiệm vụ \(code) đã hết thời hạn trả lời."
            case .cancelled: "Nhiệm vụ \(code) đã hủy."
            case .excused: "Nhiệm vụ \(code) đã được miễn."
            case .open, .inProgress, .done: "Nhiệm vụ \(code) đã hoàn thành" + (by.map { " bởi “\($0)”." } ?? ".")
            }
        case .notRunning(let id, let state):
            switch state {
            case .suspended: "Kế hoạch “\(id)” đang tạm dừng."
            case .completed, .running: "Kế hoạch “\(id)” đã hoàn thành."
            case .cancelled: "Kế hoạch “\(id)” đã hủy."
            }
        case .changedSince(let code, let expected, let actual):
            "Nhiệm vụ \(code) đã thay đổi (phiên bản \(expected) nay là \(actual)). Xem lại bằng: plenum show \(code)"
        case .outcomeMissing(let code, let offered):
            "Nhiệm vụ \(code) cần chọn kết quả: thêm --outcome, một trong: \(listed(offered))."
        case .outcomeUnknown(let name, let offered):
            offered.isEmpty
                ? "Nhiệm vụ này không có kết quả để chọn; bỏ --outcome \(name)."
                : "Không có kết quả “\(name)”. Chọn một trong: \(listed(offered))."
        case .needMissing(let need):
            need.type == .file
                ? "Thiếu tệp: \(need.title[.vi]). Thêm --attach TỆP."
                : "Thiếu: \(need.title[.vi]). Thêm --set \(need.name)=…"
        case .needUnreadable(let need, let given):
            "“\(given)” không dùng được cho “\(need.name)” (\(need.title[.vi]))"
                + (need.options.map {
                    $0.count <= 20 ? ": chọn trong \(listed($0))." : ": người này không thuộc danh sách."
                }
                    ?? ": cần \(need.type.words[.vi]).")
        case .needUnknown(let name, let offered):
            "Không có mục “\(name)”. "
                + (offered.isEmpty ? "Nhiệm vụ này không cần --set." : "Các mục: \(listed(offered)).")
        case .inputMissing(let name, let title): "Thiếu “\(name)” (\(title[.vi])). Thêm --set \(name)=…"
        case .inputUnreadable(let name, let type, let given):
            "“\(given)” không dùng được cho “\(name)”: cần \(type.words[.vi])."
        case .inputUnknown(let name, let offered): "Không có mục “\(name)”. Các mục: \(listed(offered))."
        case .inputCount(let name, let count, let atLeast, let atMost):
            "“\(name)” có \(count)" + (atLeast.map { ", ít nhất \($0)" } ?? "")
                + (atMost.map { ", nhiều nhất \($0)" } ?? "")
                + "."
        case .inputRepeats(let name, let column, let value):
            "“\(name)”: cột “\(column)” có hai dòng cùng là “\(value)”; mỗi giá trị chỉ được một dòng."
        case .tooManyOccurrences(let path, let most):
            "Bước “\(path)” sẽ lặp quá \(most) lần. Hãy chọn ngày cuối sớm hơn hoặc chu kỳ dài hơn."
        case .emptyList(let path):
            "Bước “\(path)” chạy trên một danh sách trống. Bổ sung danh sách, hoặc cho phép bằng may-be-empty: yes."
        case .nobodyFor(let path):
            "Bước “\(path)” chưa có ai thực hiện: chức vụ chưa có người giữ và không có người tổ chức."
        case .unknownName(let name, let path): "Bước “\(path)” nhắc đến “\(name)” nhưng ở đó chưa có giá trị."
        case .dateUnknown(let path, let anchor): "Chưa tính được hạn của bước “\(path)”: “\(anchor)” chưa có ngày."
        case .notReckonable(let path, let why): "Chưa tính được hạn của bước “\(path)”. \(why.message(in: .vi))"
        case .withoutQuorum(let path, let present, let of, let needed):
            "“\(path)”: có mặt \(present)/\(of), cần ít nhất \(needed). Chọn ngày mới bằng --set new-date=…"
        case .mayNot(let verb, let person, let only):
            "“\(person)” không có quyền \(verb.words): việc này dành cho \(only.map { $0.words[.vi] }.joined(separator: " hoặc "))."
        case .notPossible(let verb, let path, let phase, let possible):
            "Bước “\(path)” \(phase.words[.vi]): không \(verb.words) được. " + possibleNow(possible)
        case .doesNotApply(let verb, let path, let possible):
            "Không thể \(verb.words) đối với bước “\(path)”. " + possibleNow(possible)
        case .notInState(let verb, let id, let state):
            verb == .resume
                ? "Kế hoạch “\(id)” không tạm dừng."
                : Refusal.notRunning(id, state).vietnamese
        case .reasonMissing(let verb): "Cần ghi lý do khi \(verb.words). Thêm --reason LÝ_DO."
        case .noSuchStep(let text): "Kế hoạch này không có bước “\(text)”. Xem các bước bằng: plenum status KẾ_HOẠCH"
        case .claimed(let code, let by): "“\(by)” đã nhận nhiệm vụ \(code)."
        case .notAssigned(let code):
            "Nhiệm vụ \(code) gắn với chức vụ nên không từ chối được. Giao người khác làm bằng: plenum delegate \(code) --to NGƯỜI"
        case .notLater(let path, let date, let old):
            "“\(path)”: ngày \(date.shown(in: .vi)) không muộn hơn hạn hiện nay (\(old.shown(in: .vi)))."
        case .dayPassed(let date): "Ngày \(date.shown(in: .vi)) đã qua; chọn một ngày sắp tới."
        case .pastWhatWaits(let path, let date, let waiting, let until):
            "Không gia hạn “\(path)” đến \(date.shown(in: .vi)) được: “\(waiting)” phải chờ bước này và đến hạn ngày \(until.shown(in: .vi)). Chỉ người tổ chức mới được gia hạn quá ngày đó."
        case .alreadyIncluded(let path, let entry): "“\(entry)” đã có trong bước “\(path)”."
        case .branchEnded(let path): "Bước “\(path)” thuộc một nhánh đã dừng hoặc đã bị trả lại nên không mở lại được."
        case .inputNoChoice(let name, let column, let given, let known):
            "“\(name)”: “\(given)” không có trong các lựa chọn của cột “\(column)”. Hãy ghi một trong: "
                + known.joined(separator: ", ") + "."
        case .rowsMissing(let path, let standing):
            "Chưa kết thúc được bước “\(path)”: "
                + ([standing.summary(in: .vi)] + standing.lacking(in: .vi)).joined(separator: "; ") + "."
        case .takesNoMoreRows(let path):
            "Bước “\(path)” đã kết thúc nên không nhận thêm. Hãy đề nghị người tổ chức mở lại."
        case .nothingToUndo(let code): "Không có việc nào của đồng chí để hoàn tác ở nhiệm vụ \(code)."
        case .builtUpon(let code, let path, let by):
            "Không hoàn tác được nhiệm vụ \(code): " + (by.map { "“\($0)” đã làm tiếp" } ?? "đã có người làm tiếp")
                + " ở “\(path)”. Người tổ chức có thể mở lại."
        case .issued(let path):
            "“\(path)” đã ban hành nên không hoàn tác được. Người tổ chức có thể mở lại; khi đó số đã cấp bị hủy."
        case .unticked(let path, let names):
            "“\(path)” còn mục chưa đánh dấu: \(listed(names)). Thêm --set \(names.first?.rawValue ?? "tick-1")=yes"
        case .inPersonOnly(let code, let by, let person):
            "“\(by)” không được biểu quyết thay “\(person)” (nhiệm vụ \(code)): mỗi người tự biểu quyết, hoặc bí thư đơn vị nhập từ phiếu có chữ ký."
        case .secretInPerson(let code, let person):
            "Nhiệm vụ \(code) là bỏ phiếu kín: không ai được nhập thay “\(person)”. Người không thể tự bỏ phiếu ở đây thì bỏ phiếu giấy, ngoài Plenum."
        case .secretVoteCast(let code):
            "Phiếu của nhiệm vụ \(code) đã được bỏ; phiếu kín không đổi và không rút lại được, vì không ai biết là phiếu nào."
        case .secretVoteOnly(let code):
            "Nhiệm vụ \(code) là bỏ phiếu kín: ý kiến bảo lưu, ghi chú hoặc tệp kèm tên sẽ làm lộ phiếu. Hãy bỏ phiếu không kèm gì; ý kiến khác xin phát biểu tại buổi họp hoặc góp ý riêng."
        case .boxMiscounted(let path, let holds, let voted):
            "Không kiểm phiếu “\(path)” được: \(voted) người đã bỏ phiếu, hòm phiếu có \(holds) phiếu. Hãy chạy “plenum verify”; người tổ chức có thể bỏ qua bước này và tổ chức bỏ phiếu lại."
        case .numberNotNext(let given, let next, let series):
            "Số \(given) không phải số tiếp theo của sổ \(series.name); số tiếp theo là \(next). Bỏ --set number để lấy số này."
        case .numberGiven(let series, let last, let given):
            "Không thể đặt sổ \(series.name) về số \(last): đã cấp số \(given)."
        case .onDateAhead(let date): "Ngày \(date.shown(in: .vi)) chưa đến; --on phải là hôm nay hoặc trước đó."
        case .onDateBeforeOpening(let date, let opened):
            "Ngày \(date.shown(in: .vi)) sớm hơn ngày nhiệm vụ được giao (\(opened.shown(in: .vi)))."
        case .kindNotReady(let path, let kind):
            "Bước “\(path)” thuộc loại “\(kind)”, phiên bản này chưa chạy được loại đó."
        }
    }
}

/// What can be asked instead.
private func possibleNow(_ verbs: [Verb]) -> String {
    verbs.isEmpty
        ? "Hiện không làm gì được với bước này."
        : "Hiện có thể: \(verbs.map { "\($0.words) (\($0.rawValue))" }.joined(separator: ", "))."
}
