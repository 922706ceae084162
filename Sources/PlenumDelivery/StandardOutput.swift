package import PlenumCore

/// One JSON object a line, for another program to carry on with.
public struct StandardOutput: Channel {
    public static let word = "stdout"
    public static let needsAddress = false
    private let write: @Sendable (String) -> Void

    public init(_ surroundings: ChannelSurroundings) {
        write = surroundings.write
    }

    public func deliver(_ letter: Letter) -> Delivery {
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
    package var json: JSON {
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
