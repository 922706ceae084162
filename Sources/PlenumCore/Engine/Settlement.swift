/// The ledger of opinions that a task must settle before it can end: each is taken on board, taken partly, or
/// explained, the last two with a text.
public struct Settlement {
    /// One opinion, by the name under which it is settled.
    public struct Opinion: Hashable, Sendable {
        /// Such as `opinions-00K-K` for an item of a window, `plenary-3` for the third line of a session's record,
        /// `proposals-3` for the third row that came in.
        public let name: Name
        public let text: String
        public let person: PersonID?
    }

    public static let takenOnBoard = "taken-on-board"
    public static let partly = "partly"
    public static let explained = "explained"

    public let opinions: [Opinion]

    /// The opinions given in the steps named, as they stand now.
    init(of steps: [Name], _ scene: Scene) throws {
        var opinions: [Opinion] = []
        for step in steps {
            guard let path = Kernel(scene.definition).nearest(step, from: scene.path.scope) else { continue }
            if let intake = scene.definition.step(at: path)?.kind.intake {
                for row in try scene.rows(of: path) {
                    opinions.append(
                        Opinion(
                            name: Name("\(step)-\(row.key)"), text: try scene.label(ofRow: row, intake),
                            person: try scene.sender(ofRow: row, intake)))
                }
                continue
            }
            for item in try scene.set.items(at: path) where item.answer == CommentsStep.commented {
                opinions.append(
                    Opinion(
                        name: Name("\(step)-\(item.code)"),
                        text: item.answers.first { $0.column == CommentsStep.opinion }?.value.text
                            ?? item.document?.name ?? "",
                        person: item.member))
            }
            let record = try scene.set.step(path).facts.answer(Name(rawValue: SessionStep.Record.comments.rawValue))
            for (index, line) in (record?.text ?? "").split(whereSeparator: \.isNewline).enumerated() {
                opinions.append(Opinion(name: Name("\(step)-\(index + 1)"), text: String(line), person: nil))
            }
        }
        self.opinions = opinions
    }

    /// What the task needs for each: a disposition.
    var needs: [ActNeed] {
        opinions.map {
            ActNeed(
                $0.name, .disposition, title: LocalizedText(vi: $0.text, en: $0.text),
                options: [Settlement.takenOnBoard, "\(Settlement.partly): …", "\(Settlement.explained): …"])
        }
    }

    /// `taken-on-board`, or `partly: why`, or `explained: why`; nil for anything else.
    public static func disposition(_ text: String) -> String? {
        if text == takenOnBoard { return text }
        for word in [partly, explained] where text.hasPrefix(word + ":") {
            let why = trimmed(String(text.dropFirst(word.count + 1)))
            return why.isEmpty ? nil : "\(word): \(why)"
        }
        return nil
    }
}
