/// A pause until a day or an hour.
public struct WaitStep: StepKind {
    public let until: Deadline

    public init(until: Deadline) {
        self.until = until
    }

    /// It ends by itself, as a window does.
    public var closes: Deadline? { until }
}

extension WaitStep {
    public static let word: Name = "wait"
    public static let meaning = LocalizedText(
        vi: "Chờ đến một thời điểm; không ai phải làm gì.", en: "Waits until a moment; nobody has to do anything.")

    private static let until = Field(
        "until", Deadline.self, need: .required,
        vi: "Chờ đến lúc nào: một ngày, hoặc một thời gian sau một sự việc; sự việc thì `after` đã chờ.",
        en: "The moment at which it ends: a date, or a time after an event; the event itself is waited for by `after`.",
        example: "5 working days after plenary")

    public static let fields: [any AnyField] = [until]

    public static let hasPeople = false

    public init?(reading reader: inout FieldReader) {
        guard let until = reader.required(Self.until) else { return nil }
        self.until = until
    }
}

extension WaitStep {
    public func opening(_ scene: Scene) throws -> Opening { .wait }
}
