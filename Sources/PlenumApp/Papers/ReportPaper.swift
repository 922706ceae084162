import PlenumCore
import PlenumStore

extension PaperGround {
    /// The plan's figures, and how far it has come.
    func report() throws -> PaperRecord {
        let instance = context.instance
        let counts = try reader.counts(of: id, now: now)
        let open = try reader.openItems(in: id).filter { $0.member == nil }
        return try frame(.report, subject: definition.title[language]).merging(standing())
            .merging([
                "done": number(counts.done), "open": number(counts.open), "overdue": number(counts.overdue),
                "figures": .list(try figures()), "progress": .list(try progress()), "numbers": .list(try numbers()),
                "open-tasks": .list(
                    instance.state == .running ? try open.map { try openTask($0, in: context) } : []),
            ])
    }

    func standing() -> PaperRecord {
        let instance = context.instance
        return [
            "state": .text(instance.state.title[language]), "started-on": .text(shown(instance.startedAt)),
            "ended-on": PaperText.orBlank(instance.endedAt.map(shown)),
        ]
    }

    func figures() throws -> [PaperRecord] {
        try service.figures(of: context.instance, definition, reader).map { figure in
            let units = try figure.shares.compactMap { id, value in
                try reader.unit(UnitID(rawValue: id)).map { (title: $0.title[language], value: value) }
            }
            return [
                "title": .text(figure.title[language]), "value": number(figure.value),
                "of": PaperText.orBlank(figure.of.map { PaperText.number($0, in: language) }),
                "has-of": .flag(figure.of != nil),
                "units": .list(
                    units.sorted { $0.title < $1.title }.map { ["unit": .text($0.title), "value": number($0.value)] }),
            ]
        }
    }

    /// Fan-outs and windows with how many of them are done.
    func progress() throws -> [PaperRecord] {
        try reader.steps(of: id).compactMap { path, _ in
            guard let scene = context.scene(at: path), let tally = try reader.tally(path, of: id) else { return nil }
            return [
                "title": .text(scene.step.title[language]), "branch": .text(try scene.branchLabel()[language]),
                "done": number(tally.done), "total": number(tally.counted),
            ]
        }
    }

    func numbers() throws -> [PaperRecord] {
        try numberLines().map { line in
            [
                "symbol": .text(line.symbol), "title": .text(line.title), "date": .text(shown(line.issued)),
                "is-void": .flag(line.isVoid),
            ]
        }
    }

    /// The numbers under which the plan has issued something, those that were called back last.
    func numberLines() throws -> [NumberLine] {
        func title(_ path: Path) -> String {
            let step = definition.step(at: path)
            let about = (step?.kind as? IssueStep).flatMap { definition.scope(at: path.scope)?[$0.about] }
            return (about ?? step)?.title[language] ?? ""
        }
        let given = try reader.steps(of: id).compactMap { path, record -> NumberLine? in
            guard let symbol = record.facts.symbol, let issued = record.facts.endedAt else { return nil }
            return NumberLine(symbol: symbol, title: title(path), issued: issued, isVoid: false)
        }
        return try given
            + reader.numbers(of: id).filter { $0.voidedAt != nil }.map {
                NumberLine(
                    symbol: $0.series.symbol($0.number, in: form.numbering), title: title($0.path), issued: $0.issuedAt,
                    isVoid: true)
            }
    }
}

/// A number that something was issued with.
struct NumberLine {
    let symbol: String
    let title: String
    let issued: Instant
    let isVoid: Bool
}
