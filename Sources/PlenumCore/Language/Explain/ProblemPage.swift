/// The page of `explain-error`: what a code means, why it matters, and the same thing written wrong and right.
public struct ProblemPage: Sendable {
    public let code: String
    public let text: LocalizedText
    /// A few lines of a definition; empty where no example helps.
    public let wrong: String
    public let right: String

    init(_ code: String, vi: String, en: String, wrong: String = "", right: String = "") {
        self.code = code
        text = LocalizedText(vi: vi, en: en)
        self.wrong = wrong
        self.right = right
    }

    /// Every page there is, in the order in which the problems are listed.
    public static let all: [ProblemPage] =
        SyntaxProblem.Code.allCases.map(\.page) + LanguageProblem.Code.allCases.map(\.page)
        + CheckProblem.Code.allCases.map(\.page)

    /// The page of a code; nil for one that there is not.
    public static func find(_ code: String) -> ProblemPage? { all.first { $0.code == code } }

    /// The code that was probably meant.
    public static func suggestion(for code: String) -> String? {
        Suggestion.closest(to: code, among: all.map(\.code))
    }

    /// The whole page, for a terminal.
    public func rendered(in language: Language) -> String {
        var lines = [code, "", text[language]]
        func add(_ title: String, _ example: String) {
            guard !example.isEmpty else { return }
            lines += ["", title]
            lines += example.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
        }
        add(language == .vi ? "Sai:" : "Wrong:", wrong)
        add(language == .vi ? "Đúng:" : "Right:", right)
        return lines.joined(separator: "\n") + "\n"
    }
}
