/// The arrival of a row: done by whoever sends it, and their task again when it is given back.
///
/// Never written by itself: it is the first step of what a step does with each of its rows.
struct EntryStep: StepKind {
    /// Its own name, which stands for the sender.
    let name: Name
    let columns: [Column]
}

extension EntryStep {
    static let word: Name = "entry"
    static let meaning = LocalizedText(
        vi: "Một dòng được gửi đến; khi bị trả lại thì người gửi chỉnh sửa.",
        en: "The arrival of a row; given back, its sender revises it.")
    static let fields: [any AnyField] = []

    init?(reading reader: inout FieldReader) { nil }

    var makesDocument: Bool { columns.contains { $0.type == .file } }
}

extension EntryStep {
    var assignees: People? { .named(name) }
    var isDueWithItsFanOut: Bool { true }

    func opening(_ scene: Scene) throws -> Opening {
        guard case .people(let people) = try scene.value(name) else { return .task([]) }
        return .task(people)
    }

    /// What is not given anew stays as it was.
    func offer(_ scene: Scene) throws -> Offer {
        Offer(needs: try scene.needs(of: columns, required: false))
    }

    func effect(of act: Act, _ scene: Scene) throws -> Effect { .finish(Outcome.done.name) }
}

extension Scene {
    /// What somebody gives to fill in these columns.
    func needs(of columns: [Column], required: Bool) throws -> [ActNeed] {
        try columns.map { column in
            switch column.type {
            case .file: ActNeed(ActNeed.attachment, .file, required: required, title: column.title)
            case .choice: try need(of: column, required: required)
            case .number: ActNeed(column.name, .number, required: required, title: column.title)
            case .date: ActNeed(column.name, .date, required: required, title: column.title)
            case .time: ActNeed(column.name, .time, required: required, title: column.title)
            case .person: ActNeed(column.name, .person, required: required, title: column.title)
            case .unit: ActNeed(column.name, .unit, required: required, title: column.title)
            case .text, .people, .units, .table:
                ActNeed(column.name, .text, required: required, title: column.title)
            }
        }
    }

    private func need(of column: Column, required: Bool) throws -> ActNeed {
        guard let choice = column.choice else {
            return ActNeed(column.name, .text, required: required, title: column.title)
        }
        return ActNeed(
            column.name, try choice.type(among: value), required: required, title: column.title,
            options: try choice.all(in: home, among: value))
    }
}
