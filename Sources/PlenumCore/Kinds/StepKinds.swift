/// The kinds of step that a definition may use, by their words.
public struct StepKinds: Sendable {
    /// Every kind there is. A new one is one file beside this and one word here.
    public static let all = StepKinds([
        TaskStep.self, DecisionStep.self, AssignStep.self, SessionStep.self, CommentsStep.self, AcknowledgeStep.self,
        VoteStep.self, EachStep.self, RepeatStep.self, CollectStep.self, FollowUpStep.self, IssueStep.self,
        WaitStep.self,
        UseStep.self,
    ])

    final class Entry: Sendable {
        let kind: any StepKind.Type
        let word: Name
        let keys: FieldKeys

        fileprivate init(_ kind: any StepKind.Type) {
            self.kind = kind
            word = kind.word
            keys = FieldKeys(StepFields.common + kind.fields)
        }
    }

    /// In the order of the reference.
    public let kinds: [any StepKind.Type]
    private let entries: [Entry]
    private let places: SpellingTable

    public init(_ kinds: [any StepKind.Type]) {
        self.kinds = kinds
        entries = kinds.map(Entry.init)
        places = SpellingTable(kinds.map { Spelling($0.word.rawValue) })
    }

    public subscript(word: Name) -> (any StepKind.Type)? { entries.first { $0.word == word }?.kind }

    /// The kind that a scalar of a file names; nil also for one that is damaged.
    func entry(_ index: Int, of tree: NodeTree) -> Entry? {
        guard tree.entries[index].shape == .scalar, !tree.entries[index].isDamaged else { return nil }
        return tree.withBytes(tree.entries[index].content, places.place).map { entries[$0] }
    }

    var words: [String] { kinds.map { $0.word.rawValue } }
}
