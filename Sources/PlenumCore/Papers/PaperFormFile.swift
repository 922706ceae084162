/// Reads the form of documents from its file:
///
///     paper-form: 1
///     source: Hướng dẫn 36-HD/VPTW
///     number:
///       symbol: "{number}-{type}/{organ}"
///       line: Số {symbol}
///       least-digits: 2
///     date:
///       line: "{place}, ngày {day} tháng {month} năm {year}"
///       zero-before-days-below: 10
///       zero-before-months-below: 3
///     parts:
///       left: [superior, organ, star, number]
///       right: [title, date]
///       heading: [type, subject]
///       closing-left: [recipients]
///       closing-right: [authority, signature, name]
///     words:
///       title: ĐẢNG CỘNG SẢN VIỆT NAM
///     types:
///       NQ: Nghị quyết
///
/// A text may be given in several languages, as `vi:` and `en:`.
public struct PaperFormFile: Sendable {
    /// Nil where something is wrong with the file.
    public let form: PaperForm?
    public let diagnostics: [Diagnostic]

    public init(_ node: Node) {
        var reader = FormReader()
        let form = reader.form(node)
        diagnostics = reader.diagnostics
        self.form = reader.diagnostics.isEmpty ? form : nil
    }
}

/// What is wrong with the file of a form.
public enum PaperFormProblem: Problem, Hashable {
    case wrongShape(String)
    case unknownKey(String, suggestion: String?, allowed: [String])
    case missing(String)
    case unknownVersion(String)
    case unknownPart(String, suggestion: String?, allowed: [String])
    case badNumber(String, least: Int, greatest: Int)
    /// A name in braces that is missing, or stands for nothing here.
    case braceMissing(String)
    case braceUnknown(String, allowed: [String])

    public var code: String {
        switch self {
        case .wrongShape: "form-wrong-shape"
        case .unknownKey: "form-unknown-key"
        case .missing: "form-missing-key"
        case .unknownVersion: "form-unknown-version"
        case .unknownPart: "form-unknown-part"
        case .badNumber: "form-bad-number"
        case .braceMissing: "form-name-missing"
        case .braceUnknown: "form-unknown-name"
        }
    }

    public func message(in language: Language) -> String {
        switch language {
        case .vi: vietnamese
        case .en: english
        }
    }

    private var vietnamese: String {
        switch self {
        case .wrongShape(let key): "“\(key)” không đúng dạng; xem mẫu: plenum draft --templates"
        case .unknownKey(let key, let suggestion, let allowed):
            "không có khóa “\(key)” ở đây; "
                + (suggestion.map { "có phải “\($0)”?" } ?? "các khóa: \(allowed.joined(separator: ", "))")
        case .missing(let key): "thiếu “\(key)”"
        case .unknownVersion(let text): "phiên bản “\(text)” không đọc được; viết “paper-form: 1”"
        case .unknownPart(let part, let suggestion, let allowed):
            "không có thành phần “\(part)”; "
                + (suggestion.map { "có phải “\($0)”?" } ?? "các thành phần: \(allowed.joined(separator: ", "))")
        case .badNumber(let text, let least, let greatest): "“\(text)” phải là số từ \(least) đến \(greatest)"
        case .braceMissing(let name): "phải có {\(name)} trong dòng này"
        case .braceUnknown(let name, let allowed):
            "{\(name)} không có nghĩa ở đây; dùng: \(allowed.map { "{\($0)}" }.joined(separator: ", "))"
        }
    }

    private var english: String {
        switch self {
        case .wrongShape(let key): "“\(key)” has not its form; see one that ships: plenum draft --templates"
        case .unknownKey(let key, let suggestion, let allowed):
            "there is no key “\(key)” here; "
                + (suggestion.map { "is it “\($0)”?" } ?? "the keys are: \(allowed.joined(separator: ", "))")
        case .missing(let key): "“\(key)” is missing"
        case .unknownVersion(let text): "version “\(text)” cannot be read; write “paper-form: 1”"
        case .unknownPart(let part, let suggestion, let allowed):
            "there is no part “\(part)”; "
                + (suggestion.map { "is it “\($0)”?" } ?? "the parts are: \(allowed.joined(separator: ", "))")
        case .badNumber(let text, let least, let greatest): "“\(text)” must be a number from \(least) to \(greatest)"
        case .braceMissing(let name): "{\(name)} must stand in this line"
        case .braceUnknown(let name, let allowed):
            "{\(name)} means nothing here; use: \(allowed.map { "{\($0)}" }.joined(separator: ", "))"
        }
    }
}

private struct FormReader {
    var diagnostics: [Diagnostic] = []

    mutating func form(_ node: Node) -> PaperForm? {
        guard let root = keys(node, "", ["paper-form", "source", "number", "date", "parts", "words", "types"]) else {
            return nil
        }
        if let version = needed("paper-form", in: root, of: node), version.scalar != "1" {
            report(.unknownVersion(version.scalar ?? ""), version)
        }
        let number = needed("number", in: root, of: node).flatMap {
            keys($0, "number", ["symbol", "line", "least-digits"])
        }
        let date = needed("date", in: root, of: node).flatMap {
            keys($0, "date", ["line", "zero-before-days-below", "zero-before-months-below"])
        }
        let parts = needed("parts", in: root, of: node).flatMap { keys($0, "parts", FormReader.places) }
        let names: [PaperForm.Part] = [.title, .motto, .star, .recipients, .authority]
        let words = root["words"].flatMap { keys($0, "words", names.map(\.rawValue)) } ?? [:]
        let symbol = number?["symbol"].flatMap { text($0, "symbol", braces: ["number", "type", "organ"]) }
        let line = number?["line"].flatMap { text($0, "line", braces: ["symbol"]) }
        let dateLine = date?["line"].flatMap { text($0, "line", braces: ["day", "month", "year"], may: ["place"]) }
        if number != nil, number?["symbol"] == nil { report(.missing("symbol"), root["number"] ?? node) }
        if number != nil, number?["line"] == nil { report(.missing("line"), root["number"] ?? node) }
        if date != nil, date?["line"] == nil { report(.missing("line"), root["date"] ?? node) }
        let lists = FormReader.places.map { name in parts?[name].map { self.parts($0, name) } ?? [] }
        var said: [PaperForm.Part: LocalizedText] = [:]
        for part in names {
            guard let value = words[part.rawValue] else { continue }
            said[part] = text(value, part.rawValue, braces: [], may: part == .authority ? ["organ"] : [])
        }
        let digits = self.number(number?["least-digits"], 1...6) ?? 1
        let days = self.number(date?["zero-before-days-below"], 0...32) ?? 0
        let months = self.number(date?["zero-before-months-below"], 0...13) ?? 0
        let types = types(root["types"])
        guard let symbol, let line, let dateLine else { return nil }
        return PaperForm(
            numbering: NumberForm(pattern: symbol[.vi], leastDigits: digits), line: line, date: dateLine,
            padsDaysBelow: days,
            padsMonthsBelow: months, left: lists[0], right: lists[1], heading: lists[2], closingLeft: lists[3],
            closingRight: lists[4], words: said, types: types)
    }

    private static let places = ["left", "right", "heading", "closing-left", "closing-right"]

    /// The values of a map whose keys are all known; nil where it is no map.
    private mutating func keys(_ node: Node, _ name: String, _ allowed: [String]) -> [String: Node]? {
        guard let pairs = node.map else {
            report(.wrongShape(name.isEmpty ? "paper-form" : name), node)
            return nil
        }
        var values: [String: Node] = [:]
        for pair in pairs {
            if allowed.contains(pair.key) {
                values[pair.key] = pair.value
            } else {
                let suggestion = Suggestion.closest(to: pair.key, among: allowed)
                diagnostics.append(
                    Diagnostic(
                        PaperFormProblem.unknownKey(pair.key, suggestion: suggestion, allowed: allowed),
                        at: pair.keyMark, to: pair.keyEnd))
            }
        }
        return values
    }

    private mutating func needed(_ key: String, in values: [String: Node], of node: Node) -> Node? {
        if let value = values[key] { return value }
        diagnostics.append(Diagnostic(PaperFormProblem.missing(key), at: node.mark))
        return nil
    }

    /// A text, or one a language; with all of `braces` in it, and nothing else but what it may have.
    private mutating func text(
        _ node: Node, _ name: String, braces: [String], may: [String] = []
    ) -> LocalizedText? {
        var versions: [(code: String, text: String)] = []
        if let pairs = node.map, !pairs.isEmpty {
            for pair in pairs {
                guard let text = pair.value.scalar, !text.isEmpty else {
                    report(.wrongShape(name), pair.value)
                    return nil
                }
                versions.append((pair.key, text))
            }
        } else if let text = node.scalar, !text.isEmpty {
            versions = [(Language.vi.rawValue, text)]
        } else {
            report(.wrongShape(name), node)
            return nil
        }
        for version in versions {
            let found = PaperForm.names(in: version.text)
            for brace in braces where !found.contains(brace) { report(.braceMissing(brace), node) }
            for brace in found where !braces.contains(brace) && !may.contains(brace) {
                report(.braceUnknown(brace, allowed: braces + may), node)
            }
        }
        return LocalizedText(versions)
    }

    private mutating func parts(_ node: Node, _ name: String) -> [PaperForm.Part] {
        guard let nodes = node.list else {
            report(.wrongShape(name), node)
            return []
        }
        let allowed = PaperForm.Part.allCases.map(\.rawValue)
        return nodes.compactMap { node in
            let text = node.scalar ?? ""
            if let part = PaperForm.Part(rawValue: text) { return part }
            report(
                .unknownPart(text, suggestion: Suggestion.closest(to: text, among: allowed), allowed: allowed), node)
            return nil
        }
    }

    private mutating func number(_ node: Node?, _ range: ClosedRange<Int>) -> Int? {
        guard let node else { return nil }
        guard let text = node.scalar, text.utf8.count <= 3, let number = decimal(ArraySlice(text.utf8)),
            range.contains(number)
        else {
            report(.badNumber(node.scalar ?? "", least: range.lowerBound, greatest: range.upperBound), node)
            return nil
        }
        return number
    }

    private mutating func types(_ node: Node?) -> [PaperForm.TypeName] {
        guard let node else { return [] }
        guard let pairs = node.map else {
            report(.wrongShape("types"), node)
            return []
        }
        return pairs.compactMap { pair in
            text(pair.value, pair.key, braces: []).map { PaperForm.TypeName(symbol: pair.key, title: $0) }
        }
    }

    private mutating func report(_ problem: PaperFormProblem, _ node: Node) {
        diagnostics.append(Diagnostic(problem, at: node.mark, to: node.end))
    }
}
