import PlenumCore
import PlenumStore

/// The tables of a dossier, for a spreadsheet; a cell that a spreadsheet would take for a formula stays text.
struct DossierTables {
    let ground: PaperGround
    let folder: WholeFolder
    let notes: DossierNotes

    private var reader: any StoreReader { ground.reader }
    private var id: InstanceID { ground.id }

    private func words(_ vi: String, _ en: String) -> String { ground.words(vi, en) }

    private func table(_ name: String, _ header: [String], _ rows: (_ put: ([String]) throws -> Void) throws -> Void)
        throws
    {
        try folder.write(name + ".csv") { file in
            try file.put(Array(CSVText.harmlessTable([header]).utf8))
            try rows { try file.put(Array(CSVText.harmlessRows([$0]).utf8)) }
        }
    }

    /// Those whom the plan concerns, by given name; somebody who was erased has only an id.
    func writePeople() throws {
        try table(
            "people",
            [words("Mã", "Id"), words("Họ và tên", "Name"), words("Đơn vị", "Unit"), words("Diện", "Class"), ""]
        ) { put in
            for (id, name) in try ground.sorted(Array(notes.people)) {
                guard let person = try reader.person(id) else {
                    try put([id.rawValue, "", "", "", words("đã xóa khỏi danh bạ", "erased from the directory")])
                    continue
                }
                try put([
                    id.rawValue, name, try ground.unitTitle(person.unit) ?? "", person.kind.title[ground.language], "",
                ])
            }
        }
    }

    func writeDates() throws {
        try table(
            "dates",
            [
                words("Bước", "Step"), words("Tên bước", "Title"), words("Nhánh", "Branch"), words("Lần", "Round"),
                words("Mở ngày", "Opened"), words("Hạn", "Deadline"), words("Xong ngày", "Ended"),
                words("Kết quả", "Outcome"), words("Người thực hiện", "By"),
            ]
        ) { put in
            for line in try ground.stepLines() {
                try put([
                    line.path.text, line.title, line.branch, String(line.round), line.opened ?? "", line.due ?? "",
                    line.ended ?? "", line.outcome, line.person ?? "",
                ])
            }
        }
    }

    func writeMoves() throws {
        try table(
            "moves",
            [
                words("Bước", "Step"), words("Ngày mới", "New day"), words("Thay đổi ngày", "Moved on"),
                words("Người thay đổi", "By"), words("Lý do", "Reason"),
            ]
        ) { put in
            for move in notes.moves {
                try put([
                    move.input?.rawValue ?? move.path.text, move.day.map(ground.shown) ?? "", ground.shown(move.at),
                    try move.by.map(ground.name) ?? "", move.reason ?? "",
                ])
            }
        }
    }

    func writeOpinions() throws {
        try table(
            "opinions",
            [
                words("Bước", "Step"), words("Mã", "Id"), words("Người góp ý", "Whose"), words("Đơn vị", "Unit"),
                words("Ý kiến", "Opinion"), words("Xử lý", "Disposition"), words("Giải trình", "Explanation"),
            ]
        ) { put in
            for line in try ground.allOpinions() {
                let person = line.opinion.person
                try put([
                    line.step[ground.language], person?.rawValue ?? "", try person.map(ground.name) ?? "",
                    try person.map(ground.unitTitle(ofPerson:)) ?? "", line.opinion.text,
                    Settlement.words(line.word)[ground.language], line.why,
                ])
            }
        }
    }

    func writeVotes() throws {
        let columns = ["title", "asked", "cast", "in-favour", "against", "abstained", "basis", "result", "date"]
        let header = columns.map { column in
            PaperKind.dossier.meaning(of: column, in: "votes")?[ground.language] ?? column
        }
        try table("votes", header) { put in
            for vote in try ground.votes() {
                try put(
                    columns.map { column in
                        guard case .text(let text)? = vote[column], text != PaperText.blank else { return "" }
                        return text
                    })
            }
        }
    }

    func writeNumbers() throws {
        try table(
            "numbers",
            [
                words("Số và ký hiệu", "Number and symbol"), words("Văn bản", "Document"),
                words("Ngày ban hành", "Issued on"), "",
            ]
        ) { put in
            for number in try ground.numberLines() {
                try put([
                    number.symbol, number.title, ground.shown(number.issued),
                    number.isVoid ? words("đã thu hồi", "called back") : "",
                ])
            }
        }
    }

    /// A row for each person of each `acknowledge`: when, and who entered what was signed on paper.
    func writeAcknowledgements() throws {
        try table(
            "acknowledgements",
            [
                words("Bước", "Step"), words("Mã", "Id"), words("Họ và tên", "Name"), words("Đơn vị", "Unit"),
                words("Trạng thái", "State"), words("Ngày", "On"),
                words("Nhập thay trên giấy bởi", "On paper, entered by"),
                words("Ngày nhập", "Entered on"),
            ]
        ) { put in
            for (path, _) in try reader.steps(of: id) {
                guard let scene = ground.context.scene(at: path), scene.step.kind is AcknowledgeStep else { continue }
                for item in try reader.items(at: path, of: id) {
                    guard let member = item.member else { continue }
                    let entry = item.answer == nil ? nil : notes.entries[item.code]
                    try put([
                        scene.step.title[ground.language], member.rawValue, try ground.name(member),
                        try ground.unitTitle(ofPerson: member), ground.state(of: item),
                        item.answer == nil ? "" : item.endedAt.map(ground.shown) ?? "",
                        try entry.map { try ground.name($0.by) } ?? "", entry.map { ground.shown($0.at) } ?? "",
                    ])
                }
            }
        }
    }
}

extension PaperKind {
    /// What a name inside a list of this paper means.
    fileprivate func meaning(of name: String, in list: String) -> LocalizedText? {
        guard case .list(let inner)? = names.first(where: { $0.name == list })?.shape else { return nil }
        return inner.first { $0.name == name }?.meaning
    }
}
