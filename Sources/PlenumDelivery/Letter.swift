public import PlenumCore

/// One message to one person: everything that is due for them in one run.
public struct Letter: Hashable, Sendable {
    /// Derived from the keys of its slots: the same reminder has the same identity, however often it is tried.
    public let id: String
    public let person: PersonID
    public let name: String
    /// Nil for somebody without an address.
    public let address: String?
    public let language: Language
    /// When it was queued, with the organisation's seconds east of UTC; the same at every attempt.
    public let date: Instant
    public let offset: Int
    public let subject: String
    public let body: String
    public let slots: [ReminderKey]

    /// Throws nothing, but control characters do not come in: in a header they become spaces, in the body only line
    /// breaks stay. An address with one is no address.
    public init(
        id: String, person: PersonID, name: String, address: String?, language: Language, date: Instant, offset: Int,
        subject: String, body: String, slots: [ReminderKey]
    ) {
        self.id = id
        self.person = person
        self.name = Letter.line(name)
        self.address = address.flatMap { MailAddress.isPlausible($0) ? $0 : nil }
        self.language = language
        self.date = date
        self.offset = offset
        self.subject = Letter.line(subject)
        self.body = body.split(separator: "\n", omittingEmptySubsequences: false).map { Letter.line(String($0)) }
            .joined(separator: "\n")
        self.slots = slots
    }

    /// The root of each task's thread: what mail readers put together.
    public var roots: [String] {
        var seen: Set<TaskCode> = []
        return slots.filter { seen.insert($0.task).inserted }.map {
            "<task-\($0.task.description.lowercased())@plenum>"
        }
    }

    private static func line(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isRefused) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isRefused($0) ? " " : $0 }))
    }

    /// Controls, line and paragraph separators, and what turns the direction of the text around.
    private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
