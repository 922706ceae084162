public import PlenumCore
import PlenumStore

/// What an act has led to.
public struct ActResult: Sendable {
    /// False where the same act had been done before, so that nothing was written.
    public let isNew: Bool
    public let title: LocalizedText
    public let events: [Event]
    /// The tasks that opened because of it, with those who may do them.
    public let opened: [Opening]
    /// The instance came to its end with it.
    public let isLast: Bool

    /// Number and symbol of the document that was issued with it.
    public var symbol: String? {
        events.lazy.compactMap { event in
            if case .completed(let body) = event.body { body.symbol } else { nil }
        }.first
    }

    /// Whether a row was taken with it, or a note was kept: the task itself stays open.
    public var leavesOpen: Bool {
        events.contains { event in
            guard case .answered(let body) = event.body else { return false }
            return body.answer == nil || body.row != nil
        }
    }

    public struct Opening: Sendable {
        public let code: TaskCode
        public let title: LocalizedText
        public let people: [PersonID]
    }
}

extension Service {
    /// Does a task: whole, or not at all.
    public func act(
        task text: String, outcome: Name?, answers: [(name: Name, text: String)], attachment: String?, note: String?,
        expect: Int?, authority: Authority
    ) throws -> ActResult {
        guard let code = TaskCode(typed: text) else { throw Refused(.noSuchTask(text)) }
        let file = try attachment.map { path in
            (name: path.split(separator: "/").last.map(String.init) ?? path, bytes: try environment.readFile(path))
        }
        if let file, file.bytes.count > Service.attachmentLimit {
            throw AppError.fileTooLarge(attachment ?? "", bytes: file.bytes.count, limit: Service.attachmentLimit)
        }
        return try store.write { transaction in
            guard let item = try transaction.item(code), let instance = try transaction.instance(item.instance) else {
                throw Refused(.noSuchTask(text))
            }
            let document = try file.map {
                Document(
                    name: $0.name, hash: try transaction.keep(resource: $0.bytes, kind: "attachment", name: $0.name),
                    size: $0.bytes.count)
            }
            let command = ActCommand(
                task: code, outcome: outcome, answers: answers, document: document, note: note, expect: expect)
            let authority = try standingIn(authority, for: item, of: instance, transaction)
            let events = try carryOut(.act(command), by: authority, on: item.instance, in: transaction).map(\.event)
            let definition = try library.definition(pinned: instance.definition, in: transaction)
            return ActResult(
                isNew: !events.isEmpty, title: definition.step(at: item.path)?.title ?? LocalizedText([]),
                events: events, opened: openings(in: events, definition),
                isLast: events.contains { $0.body.endsInstance })
        }
    }

    /// What one file of an act may weigh.
    static let attachmentLimit = 25 * 1024 * 1024

    /// The tasks that these events have opened and not ended.
    func openings(in events: [Event], _ definition: Definition) -> [ActResult.Opening] {
        let done = events.compactMap { event -> TaskCode? in
            if case .completed(let body) = event.body { body.code } else { nil }
        }
        return events.flatMap { openings(in: $0, definition) }.filter { !done.contains($0.code) }
    }

    func openings(in event: Event, _ definition: Definition) -> [ActResult.Opening] {
        guard case .opened(let body) = event.body else { return [] }
        return body.items.map {
            ActResult.Opening(
                code: $0.code, title: definition.step(at: body.path)?.title ?? LocalizedText([]), people: $0.candidates)
        }
    }
}

extension EventBody {
    var endsInstance: Bool {
        switch self {
        case .completed(let body): body.path == .instance
        case .cancelled(let path): path == .instance
        case .started, .opened, .assigned, .claimed, .answered, .returned, .skipped, .excused, .rescheduled,
            .suspended, .resumed, .closed, .undone, .settingChanged:
            false
        }
    }
}
