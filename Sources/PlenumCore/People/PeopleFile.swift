/// Reads a directory from a people file: units, people, posts.
public struct PeopleFile: Sendable {
    public let directory: MemoryDirectory
    public let diagnostics: [Diagnostic]

    /// What could be read, and everything that is wrong with the rest; nothing may be imported while there is an
    /// error among the diagnostics.
    ///
    /// `known` are people of the directory, or of files read before, who may be named as substitutes.
    public init(_ node: Node, known: Set<PersonID> = []) {
        var reader = PeopleReader()
        reader.read(node)
        reader.checkSubstitutes(known)
        directory = MemoryDirectory(units: reader.units, people: reader.people)
        diagnostics = reader.diagnostics
    }
}

/// What is wrong with a people file.
public enum PeopleProblem: Problem, Hashable {
    case notAMap(String)
    case unknownKey(String, allowed: [String])
    case missingKey(String, of: String)
    case unknownVersion(String)
    case badIdentifier(String)
    case unknownUnit(String)
    case severalRoots(String, String)
    case noRoot
    case circleOfUnits(String)
    case unknownClass(String)
    case unknownLanguage(String)
    case badAddress(String)
    case badPost(String)
    case badDate(String)
    case absenceBackwards
    case ownSubstitute
    case unknownPerson(String)

    public var code: String {
        switch self {
        case .notAMap: "people-not-a-map"
        case .unknownKey: "people-unknown-key"
        case .missingKey: "people-missing-key"
        case .unknownVersion: "people-unknown-version"
        case .badIdentifier: "people-bad-id"
        case .unknownUnit: "people-unknown-unit"
        case .severalRoots: "people-several-roots"
        case .noRoot: "people-no-root"
        case .circleOfUnits: "people-circle-of-units"
        case .unknownClass: "people-unknown-class"
        case .unknownLanguage: "people-unknown-language"
        case .badAddress: "people-bad-address"
        case .badPost: "people-bad-post"
        case .badDate: "people-bad-date"
        case .absenceBackwards: "people-absence-backwards"
        case .ownSubstitute: "people-own-substitute"
        case .unknownPerson: "people-unknown-person"
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
        case .notAMap(let what): "“\(what)” phải là một khối gồm các dòng “khóa: giá trị”"
        case .unknownKey(let key, let allowed):
            "không có khóa “\(key)” ở đây; các khóa được dùng: \(allowed.joined(separator: ", "))"
        case .missingKey(let key, let of): "“\(of)” thiếu khóa “\(key)”"
        case .unknownVersion(let text): "phiên bản “\(text)” không đọc được; viết “plenum: 1”"
        case .badIdentifier(let text):
            "mã “\(text)” không hợp lệ: chỉ dùng chữ thường, chữ số và dấu gạch nối"
        case .unknownUnit(let text): "không có đơn vị “\(text)” trong mục units"
        case .severalRoots(let first, let second):
            "có hai đơn vị không có đơn vị cấp trên: “\(first)” và “\(second)”; thêm “parent:” cho một trong hai"
        case .noRoot: "không có đơn vị cấp cao nhất; phải có đúng một đơn vị không có “parent:”"
        case .circleOfUnits(let text): "các đơn vị cấp trên của “\(text)” nối thành vòng tròn"
        case .unknownClass(let text):
            "diện “\(text)” không có; dùng official, probationary, exempt hoặc staff"
        case .unknownLanguage(let text): "ngôn ngữ “\(text)” không có; dùng vi hoặc en"
        case .badAddress(let text): "“\(text)” không phải là địa chỉ thư điện tử"
        case .badPost(let text):
            "chức vụ phải viết “CHỨC VỤ of ĐƠN VỊ”, ví dụ “secretary of chi-bo-1”; đây là “\(text)”"
        case .badDate(let text): "“\(text)” không phải là ngày có thật; viết dạng 2026-03-12"
        case .absenceBackwards: "ngày cuối của kỳ vắng mặt trước ngày đầu"
        case .ownSubstitute: "không thể tự thay mình"
        case .unknownPerson(let text): "không có ai mang mã “\(text)” trong danh bạ hay trong tệp"
        }
    }

    private var english: String {
        switch self {
        case .notAMap(let what): "“\(what)” must be a block of “key: value” lines"
        case .unknownKey(let key, let allowed):
            "there is no key “\(key)” here; the keys are: \(allowed.joined(separator: ", "))"
        case .missingKey(let key, let of): "“\(of)” lacks the key “\(key)”"
        case .unknownVersion(let text): "version “\(text)” cannot be read; write “plenum: 1”"
        case .badIdentifier(let text): "“\(text)” is no id: use lower-case letters, digits and hyphens"
        case .unknownUnit(let text): "there is no unit “\(text)” under units"
        case .severalRoots(let first, let second):
            "two units have no parent: “\(first)” and “\(second)”; give one of them “parent:”"
        case .noRoot: "there is no topmost unit; exactly one must have no “parent:”"
        case .circleOfUnits(let text): "the parents of “\(text)” go round in a circle"
        case .unknownClass(let text):
            "there is no class “\(text)”; use official, probationary, exempt or staff"
        case .unknownLanguage(let text): "there is no language “\(text)”; use vi or en"
        case .badAddress(let text): "“\(text)” is no e-mail address"
        case .badPost(let text): "a post is written “POST of UNIT”, such as “secretary of cell-1”; this is “\(text)”"
        case .badDate(let text): "“\(text)” is no real date; write it as 2026-03-12"
        case .absenceBackwards: "the last day of the absence is before its first"
        case .ownSubstitute: "nobody stands in for themselves"
        case .unknownPerson(let text): "nobody has the id “\(text)”, in the directory or in the file"
        }
    }
}

private struct PeopleReader {
    var units: [Unit] = []
    var people: [Person] = []
    var diagnostics: [Diagnostic] = []
    private var substitutes: [(substitute: PersonID, of: PersonID, node: Node)] = []

    mutating func checkSubstitutes(_ known: Set<PersonID>) {
        let ids = known.union(people.map(\.id))
        for entry in substitutes {
            if entry.substitute == entry.of {
                report(.ownSubstitute, at: entry.node)
            } else if !ids.contains(entry.substitute) {
                report(.unknownPerson(entry.substitute.rawValue), at: entry.node)
            }
        }
    }

    /// A list of `from:`, `to:`, `substitute:`; the last may be left out.
    private mutating func absences(_ node: Node?, of person: String) -> [Absence] {
        guard let node else { return [] }
        return node.oneOrMore.compactMap { entry in
            guard let fields = map(entry, "absences") else { return nil }
            check(fields, allowed: ["from", "to", "substitute"])
            let first = required("from", in: entry, of: "absences").flatMap { date($0) }
            let last = required("to", in: entry, of: "absences").flatMap { date($0) }
            let substitute = entry["substitute"].flatMap { node in
                node.scalar.map { (PersonID(rawValue: $0), node) }
            }
            if let (id, node) = substitute { substitutes.append((id, PersonID(rawValue: person), node)) }
            guard let first, let last else { return nil }
            guard first <= last else {
                report(.absenceBackwards, at: entry)
                return nil
            }
            return Absence(first...last, substitute: substitute?.0)
        }
    }

    private mutating func date(_ node: Node) -> CivilDate? {
        if let date = CivilDate(iso: node.scalar ?? "") { return date }
        report(.badDate(node.scalar ?? ""), at: node)
        return nil
    }

    mutating func read(_ node: Node) {
        guard let root = map(node, "people") else { return }
        check(root, allowed: ["plenum", "organisation", "units", "people"])
        if let version = required("plenum", in: node, of: "plenum") {
            if version.scalar != "1" { report(.unknownVersion(version.scalar ?? ""), at: version) }
        }
        for pair in required("units", in: node, of: "plenum").flatMap({ map($0, "units") }) ?? [] { readUnit(pair) }
        checkTree(node)
        let known = Set(units.map(\.id))
        for pair in node["people"].flatMap({ map($0, "people") }) ?? [] { readPerson(pair, known) }
    }

    private mutating func readUnit(_ pair: Node.Pair) {
        guard let fields = map(pair.value, pair.key) else { return }
        check(fields, allowed: ["kind", "parent", "title"])
        identifier(pair.key, at: pair.keyMark)
        let kind = required("kind", in: pair.value, of: pair.key)?.scalar
        let title = required("title", in: pair.value, of: pair.key).map(text)
        units.append(
            Unit(
                id: UnitID(rawValue: pair.key), kind: kind ?? "",
                parent: pair.value["parent"]?.scalar.map { UnitID($0) },
                title: title ?? LocalizedText([])))
    }

    private mutating func checkTree(_ node: Node) {
        let parents = Dictionary(units.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
        let marks = Dictionary(
            node["units"]?.map?.map { (UnitID($0.key), $0) } ?? [], uniquingKeysWith: { first, _ in first })
        var root: UnitID?
        for unit in units {
            guard let pair = marks[unit.id] else { continue }
            guard let parent = unit.parent else {
                if let root {
                    diagnostics.append(
                        Diagnostic(PeopleProblem.severalRoots(root.rawValue, unit.id.rawValue), at: pair.keyMark))
                }
                root = root ?? unit.id
                continue
            }
            if parents[parent] == nil, let written = pair.value["parent"] {
                report(.unknownUnit(parent.rawValue), at: written)
            } else if isCircle(from: unit.id, parents) {
                diagnostics.append(Diagnostic(PeopleProblem.circleOfUnits(unit.id.rawValue), at: pair.keyMark))
            }
        }
        if root == nil, !units.isEmpty, diagnostics.isEmpty { report(.noRoot, at: node) }
    }

    private func isCircle(from start: UnitID, _ parents: [UnitID: UnitID?]) -> Bool {
        var seen: Set<UnitID> = []
        var current: UnitID? = start
        while let here = current {
            if !seen.insert(here).inserted { return true }
            current = parents[here] ?? nil
        }
        return false
    }

    private mutating func readPerson(_ pair: Node.Pair, _ known: Set<UnitID>) {
        guard let fields = map(pair.value, pair.key) else { return }
        check(fields, allowed: ["name", "unit", "class", "email", "language", "posts", "absences"])
        identifier(pair.key, at: pair.keyMark)
        let name = required("name", in: pair.value, of: pair.key)?.scalar ?? ""
        let unit = required("unit", in: pair.value, of: pair.key)
        if let unit, !known.contains(UnitID(unit.scalar ?? "")) { report(.unknownUnit(unit.scalar ?? ""), at: unit) }
        people.append(
            Person(
                id: PersonID(rawValue: pair.key), name: name, unit: UnitID(unit?.scalar ?? ""),
                kind: personClass(pair.value["class"]), email: address(pair.value["email"]),
                language: language(pair.value["language"]), posts: holdings(pair.value["posts"], known),
                absences: absences(pair.value["absences"], of: pair.key)))
    }

    private mutating func personClass(_ node: Node?) -> PersonClass {
        guard let node else { return .official }
        if let known = PersonClass(rawValue: node.scalar ?? "") { return known }
        report(.unknownClass(node.scalar ?? ""), at: node)
        return .official
    }

    private mutating func address(_ node: Node?) -> String? {
        guard let node, let text = node.scalar, !text.isEmpty else { return nil }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value != 0x7F && !"<>,;\"".unicodeScalars.contains($0)
        }
        if parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, isPlain { return text }
        report(.badAddress(text), at: node)
        return nil
    }

    private mutating func language(_ node: Node?) -> Language? {
        guard let node else { return nil }
        if let known = Language(rawValue: node.scalar ?? "") { return known }
        report(.unknownLanguage(node.scalar ?? ""), at: node)
        return nil
    }

    private mutating func holdings(_ node: Node?, _ known: Set<UnitID>) -> [Person.Holding] {
        guard let node else { return [] }
        let entries = node.oneOrMore
        return entries.compactMap { entry in
            let words = (entry.scalar ?? "").split(separator: " ")
            guard words.count == 3, words[1] == "of" else {
                report(.badPost(entry.scalar ?? ""), at: entry)
                return nil
            }
            let unit = UnitID(words[2])
            if !known.contains(unit) { report(.unknownUnit(unit.rawValue), at: entry) }
            return Person.Holding(Post(words[0]), of: unit)
        }
    }

    // MARK: Helpers

    private mutating func report(_ problem: PeopleProblem, at node: Node) {
        diagnostics.append(Diagnostic(problem, at: node.mark, to: node.end))
    }

    private mutating func map(_ node: Node, _ what: String) -> [Node.Pair]? {
        if let pairs = node.map { return Array(pairs) }
        report(.notAMap(what), at: node)
        return nil
    }

    private mutating func check(_ pairs: [Node.Pair], allowed: [String]) {
        for pair in pairs where !allowed.contains(pair.key) {
            diagnostics.append(Diagnostic(PeopleProblem.unknownKey(pair.key, allowed: allowed), at: pair.keyMark))
        }
    }

    private mutating func required(_ key: String, in node: Node, of what: String) -> Node? {
        if let value = node[key] { return value }
        report(.missingKey(key, of: what), at: node)
        return nil
    }

    private mutating func identifier(_ text: String, at mark: SourceMark) {
        let isPlain =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0 == "-" || $0.properties.numericType == .decimal || $0.properties.isLowercase
            }
        if !isPlain { diagnostics.append(Diagnostic(PeopleProblem.badIdentifier(text), at: mark)) }
    }

    private func text(_ node: Node) -> LocalizedText {
        if let plain = node.scalar { return LocalizedText([("vi", plain)]) }
        return LocalizedText(node.map?.map { ($0.key, $0.value.scalar ?? "") } ?? [])
    }
}
