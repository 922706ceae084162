/// What is wrong with a file, as facts; the words are made from them when somebody reads it.
public protocol Problem: Sendable {
    /// Stable, lower-case words with hyphens, such as `unknown-key`; the page of `explain-error`.
    var code: String { get }
    var severity: Severity { get }
    /// One sentence that names the thing and is enough to mend it.
    func message(in language: Language) -> String
    /// What to write instead, where that is known.
    func fix(in language: Language) -> String?
}

extension Problem {
    public var severity: Severity { .error }
    public func fix(in language: Language) -> String? { nil }
}

public enum Severity: String, Comparable, Sendable {
    case note, warning, error

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// A problem and the place where it stands.
public struct Diagnostic: Sendable {
    public let problem: any Problem
    public let mark: SourceMark
    /// The place just behind what is wrong; nil where only its start is known.
    public let end: SourceMark?

    public init(_ problem: any Problem, at mark: SourceMark, to end: SourceMark? = nil) {
        self.problem = problem
        self.mark = mark
        self.end = end
    }
}
