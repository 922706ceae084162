/// What a kind of step takes from YAML, in one place for the reader, the schema and the reference.
public protocol StepLanguage: Sendable {
    /// The word after `kind:`.
    static var word: Name { get }
    /// What such a step is for, in one sentence.
    static var meaning: LocalizedText { get }
    /// Its own fields, in the order of the reference; those that every step has (`StepFields`) come by themselves.
    static var fields: [any AnyField] { get }
    /// Takes its fields from `reader`; nil when one that it needs is missing or wrong, which the reader has told.
    init?(reading reader: inout FieldReader)

    /// Whether there is somebody who could be reminded.
    static var hasPeople: Bool { get }
    /// Whether the step's name stands for a person once it is done.
    static var bindsPerson: Bool { get }
    /// Whether the step's name stands for a document once it is done.
    var makesDocument: Bool { get }
    /// Whether opinions are given in it, which a task may have to settle.
    var takesOpinions: Bool { get }
    /// The moments that it needs beside its deadline, its window's end and its date, by the keys that give them.
    var moments: [(key: String, moment: Moment)] { get }
    /// The same with what it takes from the fields that every step has.
    consuming func placed(title: LocalizedText, remind: Name?) -> Self
    /// Whether `findings` may find anything.
    static var hasFindings: Bool { get }
    /// What is wrong with it in its surroundings; what every kind has in common is checked elsewhere.
    func findings(in surroundings: StepSurroundings) -> [StepFinding]
}

extension StepLanguage {
    public static var hasPeople: Bool { true }
    public static var bindsPerson: Bool { false }
    public var makesDocument: Bool { false }
    public var takesOpinions: Bool { false }
    public var moments: [(key: String, moment: Moment)] { [] }
    public consuming func placed(title: LocalizedText, remind: Name?) -> Self { self }
    public static var hasFindings: Bool { false }
    public func findings(in surroundings: StepSurroundings) -> [StepFinding] { [] }
}

/// What a kind of step may want to know of its place in the file.
public struct StepSurroundings {
    let source: StepSource
    /// The input that it runs over, where it does and that could be read.
    public let list: Input?
    /// The columns its branches know.
    public let columns: [Column]?
    /// Whether it runs over the rows that another step takes: nobody knows before how many these are.
    public let runsOverRows: Bool

    /// Whether the step has a key.
    public func has(_ key: String) -> Bool { source.node(key) != nil }
}

/// Something wrong with a step, and the key at which it shows; nil for the step as a whole.
public struct StepFinding: Sendable {
    public let problem: any Problem
    public let key: String?

    public init(_ problem: any Problem, at key: String?) {
        self.problem = problem
        self.key = key
    }
}

/// The fields of every step, and those that several kinds share.
public enum StepFields {
    public static let kind = Field(
        "kind", Name.self, need: .required, vi: "Loại bước.", en: "What kind of step it is.", example: "task")
    public static let title = Field(
        "title", LocalizedText.self, need: .required, vi: "Tiêu đề của bước, mỗi ngôn ngữ một dòng.",
        en: "The step's title, one line for each language.",
        example: "\n  vi: Viết tham luận\n  en: Write the paper")
    public static let after = Field(
        "after", [Name].self,
        vi: "Những bước phải xong (hoặc bỏ qua) trước khi bước này mở. Không ghi: mở ngay từ đầu.",
        en: "The steps that must be done or skipped before this one opens. Left out: it opens at once.",
        example: "[plenary, opinions]", refersTo: .predecessor)
    public static let when = Field(
        "when", Condition.self, vi: "Điều kiện để bước này diễn ra; nếu không đúng khi đến lượt, bước được bỏ qua.",
        en: "The condition for this step to take place; if it is false when its turn comes, the step is skipped.",
        example: "papers is short")
    public static let remind = Field(
        "remind", Name.self, vi: "Tên bộ quy tắc nhắc việc trong `reminders`.",
        en: "The name of a reminder policy in `reminders`.", example: "usual", refersTo: .policy)

    /// In the order of the reference.
    public static let common: [any AnyField] = [kind, title, after, when, remind]

    public static let who = Field(
        "who", People.self, need: .required,
        vi: "Người thực hiện: một việc; nếu là nhiều người thì ai nhận trước người đó làm.",
        en: "Who does it: one task; where several people are meant, whoever claims it first does it.",
        example: "secretary of committee")
    public static let from = Field(
        "from", People.self, need: .required, vi: "Những người được hỏi, được mời hoặc được chọn.",
        en: "The people who are asked, invited or chosen from.", example: "members of cell")
    public static let deadline = Field(
        "deadline", OptionalDeadline.self, need: .required,
        vi: "Hạn: để nhắc việc, không tự quyết định điều gì. Không có hạn thì ghi `none`.",
        en: "When it is due: it chases and decides nothing. Where there is none, write `none`.",
        example: "3 working days before plenary")
    public static let closes = Field(
        "closes", Deadline.self, need: .required, vi: "Lúc kết thúc: sau đó không nhận thêm.",
        en: "When it ends: nothing is taken after that.", example: "1 working day before plenary")
    public static let closeEarly = Field(
        "close-early", CloseEarly.self, vi: "Kết thúc sớm khi mọi người đã trả lời.",
        en: "Ends earlier once everybody has answered.", example: "when all have answered")
    public static let about = Field(
        "about", Name.self, vi: "Văn bản mà bước này bàn đến.", en: "The document that the step is about.",
        example: "draft-resolution", refersTo: .document)
    public static let otherwise = Field(
        "otherwise", Otherwise.self, vi: "Làm gì khi không đạt số lượng cần có.",
        en: "What happens when it does not reach what it needs.",
        example: "\n  extend: 5 working days\n  up-to: 2 times\n  then: short")
    public static let steps = Field(
        "steps", Scope.self, need: .required, vi: "Các bước của mỗi nhánh.", en: "The steps of each branch.",
        example: """

              report:
                kind: task
                title:
                  vi: Viết báo cáo
                  en: Write the report
                who: secretary of cell
                deadline: none
            """)
}
