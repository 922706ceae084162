import PlenumCore
import PlenumStore

extension PaperGround {
    /// The first page of a document that the step issues, or has issued.
    func cover(_ scene: Scene) throws -> PaperRecord {
        guard let step = scene.step.kind as? IssueStep else { return [:] }
        let facts = try context.set.step(scene.path).facts
        let isIssued = facts.endedAt != nil && facts.symbol != nil
        let day = isIssued ? facts.endedAt.map { zone.local($0).date } : nil
        let signer = try facts.endedBy.map { [$0] } ?? scene.people(step.who)
        let document = try scene.consulted().first
        let title =
            document.flatMap { definition.step(at: $0.path)?.title[language] }
            ?? definition.scope(at: scene.path.scope)?[step.about]?.title[language]
        let number = try reader.numbers(of: id).last { $0.path == scene.path }
        let symbol =
            isIssued ? facts.symbol : form.numbering.symbol("……", type: step.number.type, organ: step.number.organ)
        return try frame(
            .cover, type: step.number.type, subject: try context.theme() ?? title ?? PaperText.blank, symbol: symbol,
            day: day,
            signer: names(signer)
        ).merging([
            "document": PaperText.orBlank(title), "file": PaperText.orBlank(document?.document.name),
            "symbol": PaperText.orBlank(symbol), "is-issued": .flag(isIssued),
            "is-void": .flag(!isIssued && number?.voidedAt != nil), "issued-on": PaperText.orBlank(day.map(shown)),
            "signer": PaperText.orBlank(try names(signer)), "hash": PaperText.orBlank(document?.document.hash),
        ])
    }
}
