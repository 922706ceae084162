/// A name that templates may use, and what it stands for.
public struct PaperName: Sendable {
    public enum Shape: Sendable {
        case text
        /// Whether something is so: for sections alone.
        case flag
        /// Several of the same: a section is written once for each.
        case list([PaperName])
    }

    public let name: String
    public let shape: Shape
    public let meaning: LocalizedText

    init(_ name: String, _ shape: Shape = .text, vi: String, en: String) {
        self.name = name
        self.shape = shape
        meaning = LocalizedText(vi: vi, en: en)
    }
}

extension PaperKind {
    /// Every name that a template of this kind may use: the documentation, the check of templates and what is filled
    /// in follow from it.
    public var names: [PaperName] {
        switch self {
        case .invitation: PaperName.frame + PaperName.session + PaperName.invitation
        case .agenda: PaperName.frame + PaperName.session
        case .minutes: PaperName.frame + PaperName.session + PaperName.minutes
        case .opinions: PaperName.frame + PaperName.opinions
        case .cover: PaperName.frame + PaperName.cover
        case .report: PaperName.frame + PaperName.report
        case .dossier: PaperName.frame + PaperName.dossier
        }
    }
}

extension PaperName {
    private static func parts(_ name: String, vi: String, en: String) -> PaperName {
        PaperName(
            name,
            .list([
                PaperName("part", vi: "tên thành phần thể thức, dùng làm lớp CSS", en: "the part's name, a CSS class"),
                PaperName("text", vi: "nội dung", en: "what it says"),
            ]), vi: vi, en: en)
    }

    static let person: [PaperName] = [
        PaperName("name", vi: "họ và tên", en: "full name"),
        PaperName("unit", vi: "đơn vị", en: "unit"),
    ]

    static let count = PaperName("count", vi: "số lượng", en: "how many")

    /// What every paper has.
    static let frame: [PaperName] = [
        PaperName("plan", vi: "tên kế hoạch", en: "the plan's title"),
        PaperName("instance", vi: "mã kế hoạch", en: "the plan's id"),
        PaperName("theme", vi: "chuyên đề", en: "the theme"),
        PaperName("unit", vi: "đơn vị của kế hoạch", en: "the plan's unit"),
        PaperName("type", vi: "tên loại văn bản", en: "the name of the document's type"),
        PaperName("drafted-on", vi: "ngày dự thảo", en: "the day of drafting"),
        PaperName("blank", vi: "chỗ trống để điền tay", en: "a dotted line to be filled in"),
        parts("left", vi: "đầu trang bên trái, theo thể thức", en: "the left of the head, by the form"),
        parts("right", vi: "đầu trang bên phải, theo thể thức", en: "the right of the head, by the form"),
        parts("heading", vi: "tên loại và trích yếu, theo thể thức", en: "type and subject, by the form"),
        parts("closing-left", vi: "cuối trang bên trái, theo thể thức", en: "the left of the foot, by the form"),
        parts("closing-right", vi: "cuối trang bên phải, theo thể thức", en: "the right of the foot, by the form"),
    ]

    static let session: [PaperName] = [
        PaperName("session", vi: "tên buổi họp", en: "the session's title"),
        PaperName("branch", vi: "đơn vị tổ chức, nếu là buổi của một nhánh", en: "whose session, in a branch"),
        PaperName("has-branch", .flag, vi: "buổi họp của một nhánh", en: "it belongs to a branch"),
        PaperName("weekday", vi: "thứ", en: "day of the week"),
        PaperName("date", vi: "ngày họp", en: "the day"),
        PaperName("time", vi: "giờ họp", en: "the hour"),
        PaperName("place", vi: "địa điểm", en: "the place"),
        PaperName("chair", vi: "người chủ trì", en: "who presides"),
        PaperName("secretary", vi: "thư ký", en: "recording secretary"),
        PaperName("convened", vi: "số người được triệu tập", en: "how many are convened"),
        PaperName("needed", vi: "số đại biểu tối thiểu", en: "how many must be present"),
        PaperName(
            "agenda",
            .list([
                PaperName("number", vi: "số thứ tự", en: "number"),
                PaperName("title", vi: "nội dung", en: "what is dealt with"),
                PaperName("person", vi: "người trình bày", en: "who presents it"),
                PaperName("unit", vi: "đơn vị", en: "unit"),
            ]), vi: "các nội dung", en: "the items"),
        PaperName(
            "documents",
            .list([
                PaperName("name", vi: "tên tệp", en: "the file's name"),
                PaperName("title", vi: "bước tạo ra tài liệu", en: "the step that gave it"),
            ]), vi: "tài liệu kèm theo", en: "documents that go with it"),
        PaperName("follow-ups", .list(openTask), vi: "việc còn lại từ các buổi trước", en: "what is still open"),
    ]

    static let openTask: [PaperName] = [
        PaperName("code", vi: "mã nhiệm vụ", en: "the task's code"),
        PaperName("title", vi: "nhiệm vụ", en: "the task"),
        PaperName("person", vi: "người thực hiện", en: "whose it is"),
        PaperName("due", vi: "hạn", en: "deadline"),
        PaperName("is-overdue", .flag, vi: "đã quá hạn", en: "it is overdue"),
    ]

    static let invitation: [PaperName] = [
        PaperName(
            "invited",
            .list(
                person + [
                    PaperName("class", vi: "diện", en: "class of member"),
                    PaperName("substitute", vi: "người thay thế khi vắng", en: "who stands in during an absence"),
                    PaperName("is-away", .flag, vi: "vắng ngày đó", en: "is away on that day"),
                ]), vi: "những người được mời", en: "who is invited")
    ]

    static let minutes: [PaperName] = [
        PaperName("is-held", .flag, vi: "đã điểm danh", en: "the roll call is known"),
        PaperName("present-count", vi: "số người có mặt", en: "how many were present"),
        PaperName("absent-count", vi: "số người vắng", en: "how many were absent"),
        PaperName(
            "classes",
            .list([
                PaperName("class", vi: "diện", en: "class"),
                PaperName("convened", vi: "triệu tập", en: "convened"),
                PaperName("present", vi: "có mặt", en: "present"),
                PaperName("absent", vi: "vắng", en: "absent"),
            ]), vi: "số lượng theo diện đảng viên", en: "totals by class of member"),
        PaperName("present", .list(person), vi: "những người có mặt", en: "who was present"),
        PaperName(
            "absent-with-reason",
            .list(person + [PaperName("reason", vi: "lý do", en: "the reason")]), vi: "vắng có lý do",
            en: "absent with reason"),
        PaperName("absent-without-reason", .list(person), vi: "vắng không lý do", en: "absent without reason"),
        PaperName("course", .list(line), vi: "diễn biến, mỗi đoạn một dòng", en: "the course, paragraph by paragraph"),
        PaperName("comments", .list(line), vi: "ý kiến phát biểu", en: "opinions spoken"),
        PaperName("lessons", .list(line), vi: "rút kinh nghiệm", en: "lessons"),
        PaperName("conclusions", .list(line), vi: "kết luận từng nội dung", en: "the conclusion, item by item"),
        PaperName("votes", .list(vote), vi: "biểu quyết", en: "votes"),
    ]

    static let line: [PaperName] = [
        PaperName("number", vi: "số thứ tự", en: "number"),
        PaperName("text", vi: "nội dung", en: "the text"),
    ]

    static let opinion: [PaperName] = [
        PaperName("number", vi: "số thứ tự", en: "number"),
        PaperName("person", vi: "người góp ý", en: "whose opinion"),
        PaperName("unit", vi: "đơn vị", en: "unit"),
        PaperName("step", vi: "góp ý ở bước nào", en: "the step in which it was given"),
        PaperName("text", vi: "ý kiến", en: "the opinion"),
        PaperName("disposition", vi: "tiếp thu, tiếp thu một phần hoặc giải trình", en: "what was done with it"),
        PaperName("explanation", vi: "nội dung giải trình", en: "the explanation"),
    ]

    static let opinionTotals: [PaperName] = [
        PaperName("taken", vi: "số ý kiến tiếp thu", en: "how many were taken on board"),
        PaperName("partly", vi: "số ý kiến tiếp thu một phần", en: "how many in part"),
        PaperName("explained", vi: "số ý kiến giải trình", en: "how many were explained"),
        PaperName("unsettled", vi: "số ý kiến chưa xử lý", en: "how many are open"),
    ]

    static let opinions: [PaperName] =
        [
            PaperName("step", vi: "bước xử lý ý kiến", en: "the step that settles them"),
            PaperName("document", vi: "văn bản được góp ý", en: "the document that they are about"), count,
        ] + opinionTotals + [
            PaperName("opinions", .list(opinion), vi: "các ý kiến", en: "the opinions")
        ]

    static let cover: [PaperName] = [
        PaperName("document", vi: "văn bản được ban hành", en: "the document that is issued"),
        PaperName("file", vi: "tên tệp", en: "the file's name"),
        PaperName("symbol", vi: "số và ký hiệu", en: "number and symbol"),
        PaperName("is-issued", .flag, vi: "đã ban hành", en: "it was issued"),
        PaperName("is-void", .flag, vi: "đã thu hồi", en: "it was called back"),
        PaperName("issued-on", vi: "ngày ban hành", en: "the day of issue"),
        PaperName("signer", vi: "người ký", en: "who signs"),
        PaperName("hash", vi: "mã băm SHA-256 của tệp", en: "the file's SHA-256"),
    ]

    static let figure: [PaperName] = [
        PaperName("title", vi: "số liệu", en: "the figure"),
        PaperName("value", vi: "giá trị", en: "its value"),
        PaperName("of", vi: "trên tổng số", en: "out of"),
        PaperName("has-of", .flag, vi: "có tổng số", en: "there is a total"),
        PaperName(
            "units",
            .list([
                PaperName("unit", vi: "đơn vị", en: "the unit"),
                PaperName("value", vi: "giá trị", en: "its part"),
            ]), vi: "theo đơn vị", en: "by unit"),
    ]

    static let number: [PaperName] = [
        PaperName("symbol", vi: "số và ký hiệu", en: "number and symbol"),
        PaperName("title", vi: "văn bản", en: "the document"),
        PaperName("date", vi: "ngày ban hành", en: "the day of issue"),
        PaperName("is-void", .flag, vi: "đã thu hồi", en: "it was called back"),
    ]

    static let vote: [PaperName] = [
        PaperName("title", vi: "nội dung biểu quyết", en: "what was voted on"),
        PaperName("asked", vi: "số người được hỏi", en: "how many were asked"),
        PaperName("cast", vi: "số phiếu", en: "votes cast"),
        PaperName("in-favour", vi: "tán thành", en: "in favour"),
        PaperName("against", vi: "không tán thành", en: "against"),
        PaperName("abstained", vi: "không có ý kiến", en: "abstained"),
        PaperName("basis", vi: "căn cứ thông qua", en: "what it takes to adopt"),
        PaperName("is-secret", .flag, vi: "bỏ phiếu kín", en: "it was a secret ballot"),
        PaperName("result", vi: "kết quả", en: "the result"),
        PaperName("date", vi: "ngày kết thúc", en: "the day on which it ended"),
        PaperName("reserved", .list(reserved), vi: "ý kiến bảo lưu", en: "opinions reserved"),
    ]

    static let reserved: [PaperName] = [
        PaperName("person", vi: "người bảo lưu", en: "who reserves it"),
        PaperName("text", vi: "ý kiến", en: "the opinion"),
    ]

    static let progress = PaperName(
        "progress",
        .list([
            PaperName("title", vi: "bước", en: "the step"),
            PaperName("branch", vi: "nhánh", en: "the branch"),
            PaperName("done", vi: "đã xong", en: "done"),
            PaperName("total", vi: "tổng số", en: "in all"),
        ]), vi: "tiến độ", en: "progress")

    static let report: [PaperName] = [
        PaperName("state", vi: "trạng thái", en: "the plan's state"),
        PaperName("started-on", vi: "ngày bắt đầu", en: "the day on which it began"),
        PaperName("ended-on", vi: "ngày kết thúc", en: "the day on which it ended"),
        PaperName("done", vi: "số việc đã xong", en: "tasks done"),
        PaperName("open", vi: "số việc đang mở", en: "tasks open"),
        PaperName("overdue", vi: "số việc quá hạn", en: "tasks overdue"),
        PaperName("figures", .list(figure), vi: "số liệu", en: "the figures"), progress,
        PaperName("numbers", .list(number), vi: "văn bản đã ban hành", en: "documents issued"),
        PaperName("open-tasks", .list(openTask), vi: "việc đang mở", en: "tasks that are open"),
    ]
}

extension PaperName {
    /// The first page of a dossier.
    static let dossier: [PaperName] =
        [
            PaperName("state", vi: "trạng thái", en: "the plan's state"),
            PaperName("started-on", vi: "ngày bắt đầu", en: "the day on which it began"),
            PaperName("ended-on", vi: "ngày kết thúc", en: "the day on which it ended"),
            PaperName("head", vi: "đầu chuỗi", en: "the head of the chain"),
            PaperName("events", vi: "số sự kiện của kế hoạch", en: "how many events the plan has"),
            PaperName(
                "inputs",
                .list([
                    PaperName("title", vi: "thông tin", en: "the input"),
                    PaperName("value", vi: "giá trị", en: "its value"),
                ]), vi: "thông tin ban đầu", en: "what was given at the start"),
            PaperName(
                "steps",
                .list([
                    PaperName("title", vi: "bước", en: "the step"),
                    PaperName("branch", vi: "nhánh", en: "the branch"),
                    PaperName("person", vi: "người thực hiện", en: "who did it"),
                    PaperName("due", vi: "hạn", en: "deadline"),
                    PaperName("ended", vi: "ngày xong", en: "the day on which it ended"),
                    PaperName("outcome", vi: "kết quả", en: "outcome"),
                    PaperName("round", vi: "lần", en: "round"),
                    PaperName("is-late", .flag, vi: "xong sau hạn", en: "it ended after its deadline"),
                ]), vi: "các bước", en: "the steps"),
            PaperName(
                "moves",
                .list([
                    PaperName("title", vi: "bước", en: "the step"),
                    PaperName("to", vi: "ngày mới", en: "the new day"),
                    PaperName("on", vi: "thay đổi ngày nào", en: "when it was moved"),
                    PaperName("person", vi: "ai thay đổi", en: "who moved it"),
                    PaperName("reason", vi: "lý do", en: "why"),
                ]), vi: "các lần đổi ngày", en: "dates that were moved"),
            PaperName(
                "documents",
                .list([
                    PaperName("file", vi: "đường dẫn trong hồ sơ", en: "its path in the dossier"),
                    PaperName("title", vi: "bước", en: "the step"),
                    PaperName("branch", vi: "nhánh", en: "the branch"),
                    PaperName("version", vi: "phiên bản", en: "version"),
                    PaperName("name", vi: "tên tệp", en: "the file's own name"),
                    PaperName("person", vi: "người gửi", en: "who gave it"),
                    PaperName("on", vi: "ngày", en: "the day"),
                    PaperName("hash", vi: "mã băm SHA-256", en: "its SHA-256"),
                    PaperName("is-erased", .flag, vi: "nội dung đã bị xóa", en: "its content was erased"),
                ]), vi: "văn bản, mọi phiên bản", en: "documents, every version"),
            PaperName("opinions", .list(opinion), vi: "các ý kiến", en: "the opinions"),
            PaperName("votes", .list(vote), vi: "biểu quyết", en: "votes"),
            PaperName(
                "sessions",
                .list([
                    PaperName("title", vi: "buổi họp", en: "the session"),
                    PaperName("date", vi: "ngày", en: "the day"),
                    PaperName("present-count", vi: "có mặt", en: "present"),
                    PaperName("convened", vi: "triệu tập", en: "convened"),
                    PaperName("conclusions", .list(line), vi: "kết luận", en: "conclusion"),
                    PaperName("file", vi: "biên bản trong hồ sơ", en: "the minutes in the dossier"),
                ]), vi: "các buổi họp", en: "sessions"),
            PaperName("numbers", .list(number), vi: "văn bản đã ban hành", en: "documents issued"),
            PaperName(
                "acknowledgements",
                .list([
                    PaperName("title", vi: "văn bản", en: "what was made known"),
                    PaperName("mode", vi: "quán triệt hoặc phổ biến", en: "studied or announced"),
                    PaperName("done", vi: "đã xác nhận", en: "how many have acknowledged"),
                    PaperName("on-paper", vi: "trong đó xác nhận trên giấy", en: "of these, on paper"),
                    PaperName("total", vi: "tổng số", en: "in all"),
                    PaperName("missing", .list(person), vi: "chưa xác nhận", en: "who has not"),
                ]), vi: "xác nhận đã đọc", en: "acknowledgements"),
            PaperName(
                "erased",
                .list([
                    PaperName("person", vi: "mã của người", en: "the person's id"),
                    PaperName("on", vi: "ngày xóa", en: "the day"),
                    PaperName("by", vi: "người xóa", en: "who erased them"),
                ]), vi: "người đã xóa khỏi danh bạ", en: "who was erased from the directory"),
            PaperName("figures", .list(figure), vi: "số liệu", en: "the figures"), progress,
            PaperName(
                "files",
                .list([
                    PaperName("name", vi: "đường dẫn trong hồ sơ", en: "its path in the dossier"),
                    PaperName("title", vi: "nội dung", en: "what it is"),
                ]), vi: "các tệp", en: "the files"),
        ] + opinionTotals + [count]
}
