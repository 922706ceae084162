/// News of what is in the way of an open task (vướng mắc).
public enum Obstacle: Hashable, Sendable {
    /// Whoever does it cannot go on, and says why.
    case reported
    /// It is out of the way; how, is said with it.
    case cleared
}

extension Item {
    static let obstacleColumn: Name = "obstacle"

    /// What is in the way of the open task, as it was reported; nil where nothing is, or it was cleared.
    public var obstacle: String? {
        guard state.isOpen, member == nil else { return nil }
        return answers.first { $0.column == Item.obstacleColumn }?.value.text
    }
}

extension Array where Element == Value.Cell {
    /// Without what is in the way.
    var withoutObstacle: [Value.Cell] { filter { $0.column != Item.obstacleColumn } }
    /// Only what is in the way.
    var obstacle: [Value.Cell] { filter { $0.column == Item.obstacleColumn } }
}
