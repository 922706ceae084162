import PlenumCore
import PlenumStore

/// An opinion with what was done with it.
struct OpinionLine {
    let opinion: Settlement.Opinion
    /// The step in which it was given.
    let step: LocalizedText
    let word: String?
    let why: String
}

extension PaperGround {
    /// The opinions that a step settles, or that were given in it, with their dispositions.
    func opinionLines(_ scene: Scene) throws -> [OpinionLine] {
        let settlement = try scene.settlement() ?? scene.opinions()
        let answers = try context.set.step(scene.path).facts.answers
        let steps = (scene.step.kind as? TaskStep)?.settles ?? [scene.step.name]
        return settlement.opinions.map { opinion in
            let parts = answers.first { $0.column == opinion.name }.flatMap { Settlement.parts(of: $0.value.text) }
            let source = steps.first { opinion.name.rawValue.hasPrefix("\($0)-") }
            let title = source.flatMap { Kernel(definition).nearest($0, from: scene.path.scope) }
                .flatMap { definition.step(at: $0)?.title }
            return OpinionLine(
                opinion: opinion, step: title ?? scene.step.title, word: parts?.word, why: parts?.why ?? "")
        }
    }

    func opinions(_ scene: Scene) throws -> PaperRecord {
        let lines = try opinionLines(scene)
        let about = try scene.consulted().first?.document.name
        return try frame(.opinions, subject: scene.step.title[language]).merging(totals(lines))
            .merging([
                "step": .text(try scene.heading(in: language)),
                "document": PaperText.orBlank(about), "opinions": .list(try records(lines)),
            ])
    }

    func totals(_ lines: [OpinionLine]) -> PaperRecord {
        func count(_ word: String?) -> PaperValue { number(lines.count { $0.word == word }) }
        return [
            "count": number(lines.count), "taken": count(Settlement.takenOnBoard), "partly": count(Settlement.partly),
            "explained": count(Settlement.explained), "unsettled": count(nil),
        ]
    }

    func records(_ lines: [OpinionLine]) throws -> [PaperRecord] {
        try lines.enumerated().map { index, line in
            [
                "number": number(index + 1),
                "person": PaperText.orBlank(try line.opinion.person.map(name)),
                "unit": .text(try line.opinion.person.map(unitTitle(ofPerson:)) ?? ""),
                "step": .text(line.step[language]), "text": .text(line.opinion.text),
                "disposition": PaperText.orBlank(Settlement.words(line.word)[language]),
                "explanation": .text(line.why),
            ]
        }
    }

    /// The votes of the plan that `wanted` takes, with what they rest on.
    func votes(_ wanted: (VoteStep) -> Bool = { _ in true }) throws -> [PaperRecord] {
        try reader.steps(of: id).compactMap { path, record -> PaperRecord? in
            guard let kind = definition.step(at: path)?.kind as? VoteStep, wanted(kind),
                let vote = try service.vote(at: path, in: id, definition, reader)
            else { return nil }
            let branch = try context.scene(at: path)?.branchLabel() ?? LocalizedText([])
            func count(_ name: Name) -> PaperValue {
                PaperText.orBlank(vote.totals.map { PaperText.number($0[name] ?? 0, in: language) })
            }
            return [
                "title": .text(vote.title.with(branch: branch, in: language)),
                "asked": number(vote.asked), "cast": number(vote.voted),
                "in-favour": count(VoteCount.inFavour), "against": count(VoteCount.against),
                "abstained": count(VoteCount.abstained), "basis": .text(kind.count.words(in: language)),
                "is-secret": .flag(kind.isSecret), "result": PaperText.orBlank(vote.result?.title[language]),
                "date": PaperText.orBlank(record.facts.endedAt.map(shown)),
                "reserved": .list(
                    try vote.reserved.map { ["person": .text(try name($0.person)), "text": .text($0.text)] }),
            ]
        }
    }
}
