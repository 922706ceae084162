import PlenumCore

/// `file:line:column: error[code]: message` for each, with the fix where there is one.
func render(_ diagnostics: [Diagnostic], of file: String, _ source: [UInt8], _ language: Language) -> String {
    diagnostics.map { diagnostic in
        let problem = diagnostic.problem
        let line =
            "\(file):\(diagnostic.mark.line):\(diagnostic.mark.column): \(problem.severity.rawValue)[\(problem.code)]: "
            + problem.message(in: language)
        return problem.fix(in: language).map { line + "\n    " + $0 } ?? line
    }.joined(separator: "\n")
}
