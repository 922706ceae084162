/// What is wrong with a template of a paper.
public enum TemplateProblem: Problem, Hashable {
    case notUTF8
    case unclosedTag
    case badTag(String)
    case unescaped(String)
    case unknownName(String, suggestion: String?, allowed: [String])
    /// A list or a flag where a text belongs.
    case listAsText(String)
    case notSection(String)
    case unclosedSection(String)
    case strayEnd(String, open: String?)
    case unknownPartial(String, known: [String])
    case circle([String])
    case tooDeep

    public var code: String {
        switch self {
        case .notUTF8: "template-not-text"
        case .unclosedTag: "template-unclosed-tag"
        case .badTag: "template-bad-tag"
        case .unescaped: "template-unescaped"
        case .unknownName: "template-unknown-name"
        case .listAsText: "template-list-as-text"
        case .notSection: "template-not-a-section"
        case .unclosedSection: "template-unclosed-section"
        case .strayEnd: "template-stray-end"
        case .unknownPartial: "template-unknown-part"
        case .circle: "template-circle"
        case .tooDeep: "template-too-deep"
        }
    }
}

extension TemplateProblem {
    public func message(in language: Language) -> String {
        switch language {
        case .vi: vietnamese
        case .en: english
        }
    }

    private var vietnamese: String {
        switch self {
        case .notUTF8: "mẫu phải là tệp văn bản UTF-8, tối đa 1 MiB"
        case .unclosedTag: "dấu “{{” mở ở đây mà không có “}}” trên cùng dòng"
        case .badTag(let tag):
            "“{{\(tag)}}” không dùng được; chỉ có {{tên}}, {{#tên}}, {{^tên}}, {{/tên}}, {{> tên}}, {{! chú thích}}"
        case .unescaped(let name): "“\(name)” phải viết {{\(name)}}: mẫu không được chèn chữ chưa mã hóa cho HTML"
        case .unknownName(let name, let suggestion, let allowed):
            "không có tên “\(name)” ở đây; "
                + (suggestion.map { "có phải “\($0)”?" } ?? "các tên: \(allowed.joined(separator: ", "))")
        case .listAsText(let name): "“\(name)” không phải là một đoạn chữ; viết {{#\(name)}} … {{/\(name)}}"
        case .notSection(let name): "“\(name)” là một đoạn chữ; viết {{\(name)}}"
        case .unclosedSection(let name): "“{{#\(name)}}” mở ở đây mà không có “{{/\(name)}}”"
        case .strayEnd(let name, let open):
            "“{{/\(name)}}” không đóng phần nào"
                + (open.map { "; phần đang mở là “\($0)”" } ?? "")
        case .unknownPartial(let name, let known):
            "không có mẫu “\(name)”; có: \(known.joined(separator: ", "))"
        case .circle(let names): "các mẫu gọi nhau thành vòng tròn: \(names.joined(separator: " → "))"
        case .tooDeep: "các phần lồng nhau quá \(PaperTemplate.depth) lớp"
        }
    }

    private var english: String {
        switch self {
        case .notUTF8: "a template must be text in UTF-8, at most 1 MiB"
        case .unclosedTag: "“{{” is opened here and there is no “}}” on the same line"
        case .badTag(let tag):
            "“{{\(tag)}}” cannot be used; there are {{name}}, {{#name}}, {{^name}}, {{/name}}, {{> name}}, {{! comment}}"
        case .unescaped(let name): "write {{\(name)}}: a template cannot put in “\(name)” without escaping it for HTML"
        case .unknownName(let name, let suggestion, let allowed):
            "there is no name “\(name)” here; "
                + (suggestion.map { "is it “\($0)”?" } ?? "the names are: \(allowed.joined(separator: ", "))")
        case .listAsText(let name): "“\(name)” is no text; write {{#\(name)}} … {{/\(name)}}"
        case .notSection(let name): "“\(name)” is a text; write {{\(name)}}"
        case .unclosedSection(let name): "“{{#\(name)}}” is opened here and there is no “{{/\(name)}}”"
        case .strayEnd(let name, let open):
            "“{{/\(name)}}” closes nothing" + (open.map { "; what is open is “\($0)”" } ?? "")
        case .unknownPartial(let name, let known):
            "there is no template “\(name)”; there are: \(known.joined(separator: ", "))"
        case .circle(let names): "the templates call each other in a circle: \(names.joined(separator: " → "))"
        case .tooDeep: "sections lie in one another more than \(PaperTemplate.depth) deep"
        }
    }
}
