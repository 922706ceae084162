/// The templates of one language by name, `minutes` or `letterhead`, and what becomes of them.
public struct PaperTemplates: Sendable {
    private let templates: [String: PaperTemplate]

    public init(_ templates: [String: PaperTemplate]) {
        self.templates = templates
    }

    /// What is wrong with the names that a template and those that it calls use, each with the template in which it
    /// stands; whatever happens to be empty now.
    public func problems(in name: String, names: [PaperName]) -> [(template: String, Diagnostic)] {
        var check = TemplateCheck(templates: templates)
        check.check(name, scopes: [names])
        return check.problems
    }

    /// The paper. Every name must have been checked; one without a value stays a dotted line.
    public func written(_ name: String, _ record: PaperRecord) -> String {
        var text = ""
        write(name, [record], to: &text)
        return text
    }

    private func write(_ name: String, _ records: [PaperRecord], to text: inout String) {
        if let template = templates[name] { write(template.pieces, records, to: &text) }
    }

    private func write(_ pieces: [PaperTemplate.Piece], _ records: [PaperRecord], to text: inout String) {
        for piece in pieces {
            switch piece {
            case .words(let words): text += words
            case .partial(let name, _): write(name, records, to: &text)
            case .text(let name, _):
                guard case .text(let value)? = value(name, records) else {
                    text += PaperText.blank
                    continue
                }
                text += PaperText.escaped(value)
            case .section(let name, _, let isInverted, let pieces):
                switch value(name, records) {
                case .list(let list) where !isInverted:
                    for record in list { write(pieces, records + [record], to: &text) }
                case .list(let list): if list.isEmpty { write(pieces, records, to: &text) }
                case .flag(let flag): if flag != isInverted { write(pieces, records, to: &text) }
                case .text, nil: if isInverted { write(pieces, records, to: &text) }
                }
            }
        }
    }

    /// What the name stands for in the innermost record that has it.
    private func value(_ name: String, _ records: [PaperRecord]) -> PaperValue? {
        for record in records.reversed() {
            if let value = record[name] { return value }
        }
        return nil
    }
}

private struct TemplateCheck {
    let templates: [String: PaperTemplate]
    var problems: [(template: String, Diagnostic)] = []
    /// The templates that call each other, the outermost first.
    private var calling: [String] = []
    private var told: Set<String> = []

    init(templates: [String: PaperTemplate]) { self.templates = templates }

    mutating func check(_ name: String, scopes: [[PaperName]]) {
        guard let template = templates[name] else { return }
        calling.append(name)
        check(template.pieces, scopes)
        calling.removeLast()
    }

    private mutating func check(_ pieces: [PaperTemplate.Piece], _ scopes: [[PaperName]]) {
        for piece in pieces {
            switch piece {
            case .words: break
            case .text(let name, let mark):
                guard let found = find(name, scopes, mark) else { continue }
                if case .text = found.shape { continue }
                report(.listAsText(name), mark, name)
            case .section(let name, let mark, _, let pieces):
                guard let found = find(name, scopes, mark) else { continue }
                switch found.shape {
                case .list(let names): check(pieces, scopes + [names])
                case .flag: check(pieces, scopes)
                case .text: report(.notSection(name), mark, name)
                }
            case .partial(let name, let mark):
                guard templates[name] != nil else {
                    report(.unknownPartial(name, known: templates.keys.sorted()), mark, name)
                    continue
                }
                if calling.contains(name) {
                    report(.circle(calling + [name]), mark, name)
                } else {
                    check(name, scopes: scopes)
                }
            }
        }
    }

    private mutating func find(_ name: String, _ scopes: [[PaperName]], _ mark: SourceMark) -> PaperName? {
        for scope in scopes.reversed() {
            if let found = scope.first(where: { $0.name == name }) { return found }
        }
        let allowed = scopes.reversed().flatMap { $0.map(\.name) }
        report(
            .unknownName(name, suggestion: Suggestion.closest(to: name, among: allowed), allowed: allowed), mark, name)
        return nil
    }

    private mutating func report(_ problem: TemplateProblem, _ mark: SourceMark, _ name: String) {
        let template = calling.last ?? ""
        // A template that is called in several places has its faults once.
        guard told.insert("\(template) \(mark.line) \(mark.column) \(problem.code)").inserted else { return }
        problems.append((template, Diagnostic(problem, at: mark, to: mark.advanced(columns: name.count + 4))))
    }
}
