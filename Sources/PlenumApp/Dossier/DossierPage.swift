import PlenumCore
import PlenumStore

/// The first page of a dossier: all of it at a glance, with what proves it.
struct DossierPage {
    let ground: PaperGround
    let notes: DossierNotes
    let documents: [DossierDocument]
    let minutes: [Path: String]

    private var reader: any StoreReader { ground.reader }
    private var id: InstanceID { ground.id }
    private var definition: Definition { ground.definition }

    /// As many names as the page lists of those who have not acknowledged; the table has all.
    private static let names = 500

    func record(_ ends: DossierLog.Ends) throws -> PaperRecord {
        let opinions = try ground.allOpinions()
        return try ground.frame(.dossier, subject: definition.title[ground.language]).merging(ground.standing())
            .merging(ground.totals(opinions)).merging([
                "head": .text("\(ends.head.sequence):\(ends.head.hash)"), "events": ground.number(ends.events),
                "inputs": .list(try inputs()), "steps": .list(try steps()), "moves": .list(try moves()),
                "documents": .list(try documentLines()), "opinions": .list(try ground.records(opinions)),
                "votes": .list(try ground.votes()), "sessions": .list(try sessions()),
                "numbers": .list(try ground.numbers()), "acknowledgements": .list(try acknowledgements()),
                "erased": .list(try erased()), "figures": .list(try ground.figures()),
                "progress": .list(try ground.progress()), "files": .list(files()),
            ])
    }

    private func inputs() throws -> [PaperRecord] {
        try reader.inputs(of: id).map { cell in
            let title = definition.input(cell.column)?.title[ground.language] ?? cell.column.rawValue
            return ["title": .text(title), "value": .text(try text(cell.value))]
        }
    }

    private func text(_ value: Value) throws -> String {
        switch value {
        case .date(let date): return ground.shown(date)
        case .people(let ids):
            return try ids.count <= 20 ? ids.map(ground.name).joined(separator: ", ") : count(ids.count)
        case .units(let ids):
            return try ids.count <= 20
                ? ids.map { try ground.unitTitle($0) ?? $0.rawValue }.joined(separator: ", ") : count(ids.count)
        case .table(let rows):
            guard rows.count <= 20 else { return count(rows.count) }
            return try rows.map { try $0.cells.map { try text($0.value) }.joined(separator: ": ") }
                .joined(separator: "; ")
        case .text, .number, .time: return value.text
        }
    }

    private func count(_ number: Int) -> String { PaperText.number(number, in: ground.language) }

    private func steps() throws -> [PaperRecord] {
        try ground.stepLines().map { line in
            [
                "title": .text(line.title), "branch": .text(line.branch), "person": .text(line.person ?? ""),
                "due": .text(line.due ?? ""), "ended": .text(line.ended ?? ""), "outcome": .text(line.outcome),
                "round": ground.number(line.round), "is-late": .flag(line.isLate),
            ]
        }
    }

    private func moves() throws -> [PaperRecord] {
        try notes.moves.map { move in
            let title =
                move.input.flatMap { definition.input($0)?.title } ?? definition.step(at: move.path)?.title
                ?? LocalizedText([])
            let branch = try ground.context.scene(at: move.path)?.branchLabel() ?? LocalizedText([])
            return [
                "title": .text(title.with(branch: branch, in: ground.language)),
                "to": .text(move.day.map(ground.shown) ?? ""), "on": .text(ground.shown(move.at)),
                "person": .text(try move.by.map(ground.name) ?? ground.words("tự động", "by itself")),
                "reason": .text(move.reason ?? ""),
            ]
        }
    }

    private func documentLines() throws -> [PaperRecord] {
        try documents.map { document in
            let scene = ground.context.scene(at: document.given.path)
            return [
                "file": .text(document.file ?? ""), "title": .text(scene?.step.title[ground.language] ?? ""),
                "branch": .text(try scene?.branchLabel()[ground.language] ?? ""),
                "version": .text(document.version.map(String.init) ?? "–"),
                "name": .text(document.given.document.name),
                "person": .text(try document.given.by.map(ground.name) ?? ""),
                "on": .text(ground.shown(document.day)), "hash": .text(document.given.document.hash),
                "is-erased": .flag(document.file == nil),
            ]
        }
    }

    private func sessions() throws -> [PaperRecord] {
        try reader.steps(of: id).compactMap { path, record in
            guard let scene = ground.context.scene(at: path), let step = scene.step.kind as? SessionStep,
                case .people(let present)? = record.facts.answer(SessionStep.present)
            else { return nil }
            let conclusion = record.facts.answer(Name(rawValue: SessionStep.Record.conclusion.rawValue))?.text
            return [
                "title": .text(try scene.heading(in: ground.language)),
                "date": PaperText.orBlank(try scene.sessionDay().map { ground.shown($0.date) }),
                "present-count": ground.number(present.count),
                "convened": ground.number(try scene.people(step.attend).count),
                "conclusions": ground.lines(conclusion), "file": .text(minutes[path] ?? ""),
            ]
        }
    }

    private func acknowledgements() throws -> [PaperRecord] {
        try reader.steps(of: id).compactMap { path, _ in
            guard let scene = ground.context.scene(at: path), let step = scene.step.kind as? AcknowledgeStep else {
                return nil
            }
            var (done, onPaper, total) = (0, 0, 0)
            var missing: [PersonID] = []
            for item in try reader.items(at: path, of: id) {
                guard let member = item.member, item.state != .excused, item.state != .cancelled else { continue }
                total += 1
                if item.answer == nil { missing.append(member) } else { done += 1 }
                if item.answer != nil, notes.entries[item.code] != nil { onPaper += 1 }
            }
            let listed = missing.count <= DossierPage.names ? try ground.sorted(missing) : []
            return [
                "title": .text(scene.step.title[ground.language]),
                "mode": .text(
                    step.mode == .study ? ground.words("quán triệt", "studied") : ground.words("phổ biến", "announced")),
                "done": ground.number(done), "on-paper": ground.number(onPaper), "total": ground.number(total),
                "missing": .list(
                    try listed.map { ["name": .text($0.name), "unit": .text(try ground.unitTitle(ofPerson: $0.id))] }),
            ]
        }
    }

    private func erased() throws -> [PaperRecord] {
        try notes.erasures.map { erasure in
            [
                "person": .text(erasure.person.rawValue), "on": .text(ground.shown(erasure.at)),
                "by": PaperText.orBlank(try erasure.by.map(ground.name)),
            ]
        }
    }

    private func files() -> [PaperRecord] {
        let known: [(String, String)] =
            notes.sources(of: definition).map { source in
                (
                    source.name,
                    source.isDefinition
                        ? ground.words("định nghĩa của kế hoạch", "the plan's definition")
                        : ground.words("lịch ngày làm việc", "the calendar of working days")
                )
            } + [
                ("people.csv", ground.words("những người liên quan", "who it concerns")),
                ("dates.csv", ground.words("các bước, hạn và ngày xong", "steps, deadlines, when they ended")),
                ("moves.csv", ground.words("các lần đổi ngày", "dates that were moved")),
                ("opinions.csv", ground.words("ý kiến và xử lý", "opinions and dispositions")),
                ("votes.csv", ground.words("biểu quyết", "votes")),
                ("acknowledgements.csv", ground.words("từng người xác nhận", "acknowledgements, person by person")),
                ("numbers.csv", ground.words("số văn bản", "numbers of documents")),
                ("log.jsonl", ground.words("nhật ký của kế hoạch", "the plan's log")),
                ("chain.txt", ground.words("chuỗi mã băm đến đầu chuỗi", "the chain of hashes to its head")),
                ("manifest.json", ground.words("hồ sơ này là gì", "what this dossier is")),
                ("SHA256SUMS", ground.words("mã băm của mọi tệp", "the hash of every file")),
            ]
        return known.map { ["name": .text($0.0), "title": .text($0.1)] }
    }
}
