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
        let branch = try scene.branchLabel()[language]
        return try frame(.opinions, subject: scene.step.title[language]).merging(totals(lines))
            .merging([
                "step": .text(scene.step.title[language] + (branch.isEmpty ? "" : " – \(branch)")),
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
            guard let step = definition.step(at: path), let vote = step.kind as? VoteStep, wanted(vote),
                let tally = try reader.tally(path, of: id)
            else { return nil }
            let branch = try context.scene(at: path)?.branchLabel()[language] ?? ""
            func votes(_ name: Name) -> Int { tally.ended[name] ?? 0 }
            let cast = votes(VoteCount.inFavour) + votes(VoteCount.against) + votes(VoteCount.abstained)
            let outcome = record.control.outcome.flatMap { name in vote.outcomes.first { $0.name == name } }
            let reserved = try reader.items(at: path, of: id).compactMap { item -> PaperRecord? in
                guard let text = item.answers.first(where: { $0.column == VoteStep.reserved })?.value.text else {
                    return nil
                }
                return [
                    "person": PaperText.orBlank(try (item.member ?? item.owner).map(name)), "text": .text(text),
                ]
            }
            return [
                "title": .text(step.title[language] + (branch.isEmpty ? "" : " – \(branch)")),
                "asked": number(tally.total - tally.excused), "cast": number(cast),
                "in-favour": number(votes(VoteCount.inFavour)), "against": number(votes(VoteCount.against)),
                "abstained": number(votes(VoteCount.abstained)), "basis": .text(vote.count.words(in: language)),
                "result": PaperText.orBlank(outcome?.title[language]),
                "date": PaperText.orBlank(record.facts.endedAt.map(shown)), "reserved": .list(reserved),
            ]
        }
    }
}
