/// Where a step stands in an instance: the names of the steps it lies in, each with the branch, then its own.
///
/// Written `cells/kinh-te/paper`: the step `paper` in the branch `kinh-te` of the step `cells`.
public struct Path: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }

    public init(_ scope: ScopePath, _ step: Name) {
        text = scope.text.isEmpty ? step.rawValue : scope.text + "/" + step.rawValue
    }

    /// The instance as a whole.
    public static let instance = Path("")

    public var description: String { text }
    public static func < (left: Path, right: Path) -> Bool { left.text < right.text }

    public var step: Name {
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return Name(rawValue: text) }
        return Name(text[text.utf8.index(after: slash)...])
    }

    public var scope: ScopePath {
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return .root }
        return ScopePath(String(text[..<slash]))
    }

    public func branch(_ key: String) -> ScopePath { ScopePath(text + "/" + key) }

    /// Where the counters of one group of the fan-out's branches are kept. No step has such a path: a step's has a
    /// name after every key.
    func group(_ group: String) -> Path { Path(text + "/" + Path.key(group)) }

    /// Where the counters of one gate of a step that takes rows are kept.
    func gate(_ key: String) -> Path { Path(text + "/%gate/" + key) }

    /// Where the people are counted who may send rows, beside the rows: no key begins so.
    var senders: Path { Path(text + "/%senders") }

    /// Where it is kept which row has said so.
    func mark(_ mark: RowMark) -> Path { Path(text + "/%row/" + mark.text) }

    /// A text as a key: a part of a path, whatever slashes whoever wrote it has used.
    static func key(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "%") }) else { return text }
        return text.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%25")
            .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "%2F")
    }

    /// The text of which `key` was made.
    static func text(ofKey key: String) -> String {
        guard key.utf8.contains(UInt8(ascii: "%")) else { return key }
        return key.split(separator: "%2F", omittingEmptySubsequences: false).joined(separator: "/")
            .split(separator: "%25", omittingEmptySubsequences: false).joined(separator: "%")
    }
}

/// A scope in an instance: the root, or one branch of a fan-out, written `cells/kinh-te`.
public struct ScopePath: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }

    public static let root = ScopePath("")

    public var description: String { text }

    /// The fan-out of which this is a branch; nil for the root.
    public var fanOut: Path? {
        text.utf8.lastIndex(of: UInt8(ascii: "/")).map { Path(String(text[..<$0])) }
    }

    /// The key of this branch; empty for the root.
    public var key: String {
        text.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(text[text.utf8.index(after: $0)...]) } ?? ""
    }

    /// The scope in which the fan-out stands; nil for the root.
    public var parent: ScopePath? { fanOut?.scope }
}

extension Definition {
    /// The steps of the scope at `path`; nil when the definition has no such scope.
    public func scope(at path: ScopePath) -> Scope? {
        guard let fanOut = path.fanOut else { return scope }
        return step(at: fanOut)?.kind.fanOut?.scope
    }

    public func step(at path: Path) -> Step? {
        scope(at: path.scope)?[path.step]
    }

    /// The branch that a text names, such as `cells/kinh-te`; nil for the path of a step and for anything else.
    public func branch(_ text: String) -> ScopePath? {
        let parts = text.utf8.count { $0 == UInt8(ascii: "/") }
        let scope = ScopePath(text)
        guard parts % 2 == 1, let fanOut = scope.fanOut, step(at: fanOut)?.kind.fanOut != nil else { return nil }
        return scope
    }
}
