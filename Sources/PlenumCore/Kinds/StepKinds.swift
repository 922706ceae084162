/// The kinds of step that a definition may use, by their words.
public struct StepKinds: Sendable {
    /// Every kind there is. A new one is one file beside this and one word here.
    public static let all = StepKinds([
        TaskStep.self, DecisionStep.self, AssignStep.self, SessionStep.self, CommentsStep.self, AcknowledgeStep.self,
        VoteStep.self, EachStep.self, RepeatStep.self, CollectStep.self, IssueStep.self, WaitStep.self, UseStep.self,
    ])

    struct Entry: Sendable {
        let kind: any StepKind.Type
        let keys: FieldKeys
    }

    /// In the order of the reference.
    public let kinds: [any StepKind.Type]
    private let entries: [String: Entry]

    public init(_ kinds: [any StepKind.Type]) {
        self.kinds = kinds
        entries = Dictionary(
            kinds.map { ($0.word.rawValue, Entry(kind: $0, keys: FieldKeys(StepFields.common + $0.fields))) },
            uniquingKeysWith: { first, _ in first })
    }

    public subscript(word: Name) -> (any StepKind.Type)? { entries[word.rawValue]?.kind }

    func entry(_ word: String) -> Entry? { entries[word] }

    var words: [String] { kinds.map { $0.word.rawValue } }
}
