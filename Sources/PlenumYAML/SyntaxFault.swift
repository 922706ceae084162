import PlenumCore

/// What libyaml's complaint means to whoever wrote the file, and where it is to be mended.
struct SyntaxFault {
    let problem: SyntaxProblem
    let mark: SourceMark
    let end: SourceMark?

    init(_ failure: EventStream.Failure, in text: UnsafeBufferPointer<UInt8>) {
        let (problem, mark) = SyntaxFault.translation(of: failure)
        let mistakes = ClerkMistakes(text, stop: failure.mark.line, start: failure.contextMark?.line)
        if problem.isVague, let finding = mistakes.find() ?? (problem == .indentation ? mistakes.oddLine() : nil) {
            self.problem = finding.problem
            self.mark = finding.mark
            end = finding.end
        } else {
            self.problem = problem
            self.mark = mark
            end = nil
        }
    }

    /// libyaml 0.2.5's own words (scanner.c, parser.c) as problems.
    private static func translation(of failure: EventStream.Failure) -> (SyntaxProblem, SourceMark) {
        let start = failure.contextMark ?? failure.mark
        switch failure.problem {
        case "could not find expected ':'": return (.missingColon, start)
        case "mapping values are not allowed in this context": return (.secondColon, failure.mark)
        case "found unexpected end of stream", "found unexpected document indicator":
            return (.unclosedQuote, start)
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            return (.unclosedBracket, start)
        case "found unknown escape character", "did not find expected hexdecimal number",
            "found invalid Unicode character escape code":
            return (.badEscape, failure.mark)
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            return (.tab, failure.mark)
        case "found character that cannot start any token": return (.notYAML, failure.mark)
        case "did not find expected key", "did not find expected '-' indicator",
            "block sequence entries are not allowed in this context",
            "mapping keys are not allowed in this context", "did not find expected <document start>":
            return (.indentation, failure.mark)
        case "found incompatible YAML document": return (.yamlVersion, failure.mark)
        case _ where failure.context.hasPrefix("while scanning a %") || failure.context == "while scanning a directive":
            return (.directive, start)
        default: return (.notYAML, failure.mark)
        }
    }
}

extension SyntaxProblem {
    /// Whether libyaml only says where it could not go on, not what is wrong.
    fileprivate var isVague: Bool {
        switch self {
        case .yamlVersion, .directive, .badEscape: false
        default: true
        }
    }
}
