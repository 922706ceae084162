import PlenumCore

/// One JSON object a line, for another program to carry on with.
public struct StandardOutput: Channel {
    public static let word = "stdout"
    private let write: @Sendable (String) -> Void

    /// `write` is handed whole lines.
    public init(write: @escaping @Sendable (String) -> Void) {
        self.write = write
    }

    public func deliver(_ letter: Letter) throws -> Delivery {
        write(
            JSON.object([
                "id": .string(letter.id),
                "person": .string(letter.person.rawValue),
                "name": .string(letter.name),
                "to": letter.address.map(JSON.string) ?? .null,
                "subject": .string(letter.subject),
                "body": .string(letter.body),
                "slots": .array(letter.slots.map(\.json)),
            ]).text + "\n")
        return .sent
    }
}

extension ReminderKey {
    /// The key as it is shown to other programs.
    var json: JSON {
        .object([
            "task": .string(task.description),
            "round": .int(round),
            "person": .string(person.rawValue),
            "rule": .string(rule),
            "occurrence": .int(occurrence),
            "anchor": .string(anchor),
        ])
    }
}
