/// The one message that tells what is in the way of somebody's task, or that it is out of the way. It goes through the
/// outbox like a reminder; its rule carries the text.
public struct ObstacleNotice: Hashable, Sendable {
    public let news: Obstacle
    public let text: String

    public init(_ news: Obstacle, text: String) {
        self.news = news
        self.text = text
    }

    private static let reported = "obstacle: "
    private static let cleared = "obstacle cleared: "

    /// What stands in the reminder's key.
    public var rule: String {
        switch news {
        case .reported: ObstacleNotice.reported + text
        case .cleared: ObstacleNotice.cleared + text
        }
    }

    /// Nil for the rule of a reminder.
    public init?(rule: String) {
        for (start, news) in [(ObstacleNotice.reported, Obstacle.reported), (ObstacleNotice.cleared, .cleared)]
        where rule.hasPrefix(start) {
            self.init(news, text: String(rule.dropFirst(start.count)))
            return
        }
        return nil
    }
}

extension ReminderKey {
    /// Whether it tells news of the task, which no reminder makes stale.
    public var isNews: Bool { DateMoveNotice(rule: rule) != nil || ObstacleNotice(rule: rule) != nil }
}
