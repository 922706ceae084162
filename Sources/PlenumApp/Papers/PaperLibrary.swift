import PlenumCore
import PlenumResources
import PlenumYAML

/// The templates and the form of papers: each file from the organisation's own folder, else the one that ships.
struct PaperLibrary {
    private let environment: Environment
    private let folder: String?

    init(_ environment: Environment, _ settings: Settings) {
        self.environment = environment
        folder = settings.papers.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    }

    /// The template of a kind of paper with those that it calls, each name of theirs checked. Throws with everything
    /// that is wrong, file by file.
    func templates(_ kind: PaperKind, in language: Language) throws -> PaperTemplates {
        var sources: [String: (file: String, bytes: [UInt8])] = [:]
        var templates: [String: PaperTemplate] = [:]
        var faults: [AppError] = []
        var wanted = [kind.rawValue]
        while let name = wanted.popLast() {
            guard sources[name] == nil, let source = try source(name, language) else { continue }
            sources[name] = source
            let read = PaperTemplate.read(source.bytes)
            if let template = read.template {
                templates[name] = template
                wanted += template.calls
            } else {
                faults.append(.problems(file: source.file, source: source.bytes, read.problems))
            }
        }
        guard faults.isEmpty else { throw AppError.several(faults) }
        let library = PaperTemplates(templates)
        let problems = Dictionary(grouping: library.problems(in: kind.rawValue, names: kind.names), by: \.template)
        guard problems.isEmpty else {
            throw AppError.several(
                problems.sorted { $0.key < $1.key }.compactMap { name, found in
                    sources[name].map { .problems(file: $0.file, source: $0.bytes, found.map(\.1)) }
                })
        }
        return library
    }

    /// The form by its name, such as `party`.
    func form(_ name: String) throws -> PaperForm {
        guard let source = try file("\(name).yaml") else {
            throw AppError.unknownForm(name, known: PaperLibrary.shippedForms)
        }
        let read = YAMLReader.read(bytes: source.bytes)
        guard let node = read.node else {
            throw AppError.problems(file: source.file, source: source.bytes, read.diagnostics)
        }
        let file = PaperFormFile(node)
        guard let form = file.form else {
            throw AppError.problems(file: source.file, source: source.bytes, file.diagnostics)
        }
        return form
    }

    /// Every file that ships, by its name in the folder.
    static var shipped: [(name: String, text: String)] {
        Resource.all.filter { $0.name.hasPrefix(prefix) }.map { (String($0.name.dropFirst(prefix.count)), $0.text) }
    }

    private static var shippedForms: [String] {
        shipped.map(\.name).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(".yaml".count)) }
    }

    private static let prefix = "papers/"

    private func source(_ name: String, _ language: Language) throws -> (file: String, bytes: [UInt8])? {
        try file("\(name).\(language.rawValue).html") ?? file("\(name).html")
    }

    private func file(_ name: String) throws -> (file: String, bytes: [UInt8])? {
        if let folder {
            do {
                return (folder + name, try environment.readFile(folder + name))
            } catch AppError.fileMissing {}
        }
        return Resource.named(PaperLibrary.prefix + name).map { ($0.name, Array($0.text.utf8)) }
    }
}
