/// A text beside the one before it, paragraph by paragraph: what stayed, what went, what came.
///
/// A paragraph is a line that is not empty; white space at its ends does not count. Which paragraphs stayed is the
/// longest common sequence (E. W. Myers, *An O(ND) Difference Algorithm and Its Variations*, 1986; the standard
/// library's `difference(from:)`).
public struct TextComparison: Hashable, Sendable {
    public enum Part: Hashable, Sendable {
        /// So many paragraphs are as they were.
        case same(Int)
        case removed(String)
        case added(String)
    }

    public let parts: [Part]

    public init(from old: String, to new: String) {
        let (old, new) = (TextComparison.paragraphs(old), TextComparison.paragraphs(new))
        var removed: [Int: String] = [:]
        var added: [Int: String] = [:]
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, let text, _): removed[offset] = text
            case .insert(let offset, let text, _): added[offset] = text
            }
        }
        var parts: [Part] = []
        var (left, right, same) = (0, 0, 0)
        func keep() {
            if same > 0 { parts.append(.same(same)) }
            same = 0
        }
        while left < old.count || right < new.count {
            if let text = removed[left] {
                keep()
                parts.append(.removed(text))
                left += 1
            } else if let text = added[right] {
                keep()
                parts.append(.added(text))
                right += 1
            } else {
                same += 1
                left += 1
                right += 1
            }
        }
        keep()
        self.parts = parts
    }

    public var isSame: Bool { parts.allSatisfy { if case .same = $0 { true } else { false } } }

    private static func paragraphs(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { trimmed(String($0)) }.filter { !$0.isEmpty }
    }
}
