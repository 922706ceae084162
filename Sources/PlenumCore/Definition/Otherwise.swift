/// What a fan-out or a window does when it ends without what it needs.
public struct Otherwise: Hashable, Sendable {
    /// By how much it is prolonged each time; nil when it is not.
    public let extend: Span?
    /// How often it may be prolonged; 0 when it is not.
    public let upTo: Int
    /// How it ends then.
    public let then: Name

    public init(extend: Span? = nil, upTo: Int = 0, then: Name = Outcome.short.name) {
        self.extend = extend
        self.upTo = upTo
        self.then = then
    }

    public var outcome: Outcome {
        then == Outcome.short.name
            ? .short : Outcome(then, title: Outcome.knownTitles[then] ?? LocalizedText([("", then.rawValue)]))
    }
}

extension Otherwise: FieldValue {
    private static let extend = Field(
        "extend", Span.self, vi: "Mỗi lần gia hạn thêm bao lâu.", en: "By how much it is prolonged each time.",
        example: "5 working days")
    private static let upTo = Field(
        "up-to", Times.self, vi: "Gia hạn nhiều nhất mấy lần.", en: "How often it may be prolonged.",
        example: "2 times", default: "1 times")
    private static let then = Field(
        "then", Name.self, vi: "Kết quả khi vẫn không đủ.", en: "The outcome when it still is not reached.",
        example: "short", default: "short")

    static let group = FieldGroup(
        "otherwise", title: LocalizedText(vi: "Khi không đủ", en: "When it is not reached"),
        fields: [extend, upTo, then])
    private static let keys = FieldKeys([extend, upTo, then])

    public static var form: Form { .group(group) }

    public static func read(_ node: Node, in context: ReadingContext) -> Otherwise? {
        guard var reader = FieldReader(node, of: .otherwise, keys: keys, in: context) else { return nil }
        let span = reader.optional(extend)
        let times = reader.optional(upTo)
        let outcome = reader.optional(then)
        guard reader.isWhole else { return nil }
        return Otherwise(
            extend: span, upTo: span == nil ? 0 : times?.count ?? 1, then: outcome ?? Outcome.short.name)
    }
}
