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
        case .emptyList(let path):
            "Bước “\(path)” chạy trên một danh sách trống. Bổ sung danh sách, hoặc cho phép bằng may-be-empty: yes."
        case .nobodyFor(let path):
            "Bước “\(path)” chưa có ai thực hiện: chức vụ chưa có người giữ và không có người tổ chức."
        case .unknownName(let name, let path): "Bước “\(path)” nhắc đến “\(name)” nhưng ở đó chưa có giá trị."
        case .dateUnknown(let path, let anchor): "Chưa tính được hạn của bước “\(path)”: “\(anchor)” chưa có ngày."
        case .notReckonable(let path, let why): "Chưa tính được hạn của bước “\(path)”. \(why.message(in: .vi))"
        case .withoutQuorum(let path, let present, let of, let needed):
            "“\(path)”: có mặt \(present)/\(of), cần ít nhất \(needed). Chọn ngày mới bằng --set new-date=…"
        case .onDateAhead(let date): "Ngày \(date.shown(in: .vi)) chưa đến; --on phải là hôm nay hoặc trước đó."
        case .onDateBeforeOpening(let date, let opened):
            "Ngày \(date.shown(in: .vi)) sớm hơn ngày nhiệm vụ được giao (\(opened.shown(in: .vi)))."
        case .kindNotReady(let path, let kind):
            "Bước “\(path)” thuộc loại “\(kind)”, phiên bản này chưa chạy được loại đó."
        }
    }
}
