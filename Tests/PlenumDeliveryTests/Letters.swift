import PlenumCore

@testable import PlenumDelivery

/// Letters and settings that the tests share.
enum Sample {
    static let key = ReminderKey(
        task: TaskCode(17), round: 1, person: "an", rule: "2 working days before", occurrence: 1, anchor: "2026-03-12")

    static func letter(
        name: String = "Nguyễn Thị An", address: String? = "an@example.org",
        subject: String = "[Cần làm] Tham luận “Thẩm tra văn kiện”: còn 2 ngày làm việc",
        body: String = "Kính gửi\n\nmột\n",
        slots: [ReminderKey] = [key]
    ) -> Letter {
        Letter(
            id: "<0123456789abcdef@plenum>", person: "an", name: name, address: address, language: .vi,
            date: Instant(rfc3339: "2026-03-10T01:00:05Z")!, offset: 7 * 3600, subject: subject, body: body,
            slots: slots)
    }

    static let sender = Mailbox(name: "Văn phòng Đảng ủy", address: "nhac-viec@example.org")

    static func surroundings(
        _ change: (inout Settings) -> Void = { _ in }, write: @escaping @Sendable (String) -> Void = { _ in }
    ) -> ChannelSurroundings {
        var settings = Settings()
        settings.sender = sender
        change(&settings)
        return ChannelSurroundings(settings: settings, write: write)
    }
}
