public import PlenumCore
import PlenumStore

/// A paper as it was drafted.
public struct DraftedPaper: Sendable {
    public let kind: PaperKind
    /// A name for its file, such as `minutes-plenary.vi.html`.
    public let file: String
    /// The step that it is about; nil for the plan as a whole.
    public let step: Path?
    public let html: String
}

extension Service {
    /// Drafts a paper from what is known of a plan; what is not known stays a dotted line. Writes nothing. Where the
    /// plan has several steps that the paper could be about, `step` must say which: a path, or a name that is one only.
    public func draft(
        _ kind: PaperKind, of id: InstanceID, step: String?, in language: Language, now: Instant
    ) throws -> DraftedPaper {
        let library = PaperLibrary(environment, settings)
        let templates = try library.templates(kind, in: language)
        let form = try library.form(settings.paperForm)
        return try store.read { reader in
            guard let context = try context(of: id, in: reader) else { throw Refused(.noSuchInstance(id)) }
            let ground = PaperGround(
                service: self, context: context, reader: reader, form: form, language: language, now: now)
            let path = kind.isAboutStep ? try ground.place(of: kind, step) : nil
            let record = try ground.record(of: kind, at: path)
            let place = path.map { "-" + $0.text.map { $0 == "/" ? "-" : String($0) }.joined() } ?? ""
            return DraftedPaper(
                kind: kind, file: "\(kind.rawValue)\(place).\(language.rawValue).html", step: path,
                html: templates.written(kind.rawValue, record))
        }
    }

    /// The papers that can be drafted about the step of a task.
    public func papers(about code: TaskCode) throws -> [PaperKind] {
        try store.read { reader in
            guard let item = try reader.item(code), let context = try context(of: item.instance, in: reader),
                let step = context.definition.step(at: item.path)
            else { return [] }
            return PaperKind.drafted.filter { $0.isAboutStep && $0.fits(step, isStrict: true) }
        }
    }

    /// The templates and forms that ship, to begin one's own with.
    public static var shippedPapers: [(name: String, text: String)] { PaperLibrary.shipped }
}

extension PaperKind {
    fileprivate var isAboutStep: Bool {
        switch self {
        case .invitation, .agenda, .minutes, .opinions, .cover: true
        case .report, .dossier: false
        }
    }

    /// Whether the paper can be about such a step; strictly, one that settles opinions and not one that takes them.
    fileprivate func fits(_ step: Step, isStrict: Bool) -> Bool {
        switch self {
        case .invitation, .agenda, .minutes: step.kind is SessionStep
        case .opinions: (step.kind as? TaskStep)?.settles.isEmpty == false || !isStrict && step.kind is CommentsStep
        case .cover: step.kind is IssueStep
        case .report, .dossier: false
        }
    }
}

extension PaperGround {
    fileprivate func record(of kind: PaperKind, at path: Path?) throws -> PaperRecord {
        guard let path else { return try report() }
        guard let scene = context.scene(at: path) else { throw Refused(.noSuchStep(path.text)) }
        return switch kind {
        case .invitation: try invitation(scene)
        case .agenda: try agenda(scene)
        case .minutes: try minutes(scene)
        case .opinions: try opinions(scene)
        case .cover: try cover(scene)
        case .report, .dossier: try report()
        }
    }

    /// The step that the paper is about: the one that was named, or the only one there is, outside of branches first.
    fileprivate func place(of kind: PaperKind, _ typed: String?) throws -> Path {
        if let typed {
            let path = Path(typed)
            if let step = definition.step(at: path), try path.scope == .root || reader.scope(path.scope, of: id) != nil
            {
                guard kind.fits(step, isStrict: false) else {
                    throw AppError.paperOfOtherStep(kind, typed, known: try places(of: kind).map(\.text))
                }
                return path
            }
            let named = try places(of: kind).filter { $0.step.rawValue == typed }
            guard named.count == 1 else {
                throw AppError.paperStep(kind, known: try places(of: kind).map(\.text))
            }
            return named[0]
        }
        let all = try places(of: kind)
        let outer = all.filter { $0.scope == .root }
        if outer.count == 1 { return outer[0] }
        guard outer.isEmpty, all.count == 1 else { throw AppError.paperStep(kind, known: all.map(\.text)) }
        return all[0]
    }

    /// Every step that the paper could be about, as far as its branches are open.
    private func places(of kind: PaperKind) throws -> [Path] {
        let strict = try places(of: kind, in: .root, isStrict: true)
        return try strict.isEmpty ? places(of: kind, in: .root, isStrict: false) : strict
    }

    private func places(of kind: PaperKind, in scope: ScopePath, isStrict: Bool) throws -> [Path] {
        try (definition.scope(at: scope)?.steps ?? []).flatMap { step -> [Path] in
            let path = Path(scope, step.name)
            if kind.fits(step, isStrict: isStrict) { return [path] }
            guard step.kind.fanOut != nil else { return [] }
            return try reader.branches(of: path, of: id).flatMap {
                try places(of: kind, in: path.branch($0), isStrict: isStrict)
            }
        }
    }
}
