/// A name that the definition gives to an input, a role or a reminder policy. A class, because what a name stands
/// for is handed round.
public final class Declaration {
    public enum Kind: Hashable, Sendable {
        case input, role, policy
    }

    public let name: Name
    let number: NameNumber
    public let kind: Kind
    public let mark: SourceMark
    public let end: SourceMark
    /// What it declares, where that could be read.
    var input: Input?
    var policy: Policy?
    /// Whether anything that was checked means it.
    var isUsed = false

    init(name: Name, number: NameNumber, kind: Kind, mark: SourceMark, end: SourceMark) {
        self.name = name
        self.number = number
        self.kind = kind
        self.mark = mark
        self.end = end
    }
}
