public import PlenumCore
import PlenumStore

/// How a vote stands, or how it has ended.
public struct VoteView: Sendable {
    public let path: Path
    public let title: LocalizedText
    public let ballot: Ballot
    /// Everybody who was asked and not excused.
    public let asked: Int
    public let voted: Int
    /// How often each vote was cast; nil while a secret vote is open.
    public let totals: [Name: Int]?
    /// Nil while it is open.
    public let result: Outcome?
    public let reserved: [Reserved]

    /// An opinion that somebody reserved with their vote.
    public struct Reserved: Sendable {
        public let person: PersonID
        public let text: String
    }
}

extension Service {
    /// How the vote stands to which a task belongs; nil where it belongs to none.
    public func vote(ofTask code: TaskCode) throws -> VoteView? {
        try store.read { reader in
            guard let item = try reader.item(code), let instance = try reader.instance(item.instance) else {
                throw Refused(.noSuchTask(code.description))
            }
            let definition = try library.definition(pinned: instance.definition, in: reader)
            return try vote(at: item.path, in: instance.id, definition, reader)
        }
    }

    /// Nil for what is no vote, and for one that has not opened.
    func vote(at path: Path, in instance: InstanceID, _ definition: Definition, _ reader: any StoreReader) throws
        -> VoteView?
    {
        guard let step = definition.step(at: path), let kind = step.kind as? VoteStep,
            let control = try reader.step(path, of: instance)?.control,
            let tally = try reader.tally(path, of: instance), control.phase == .open || control.phase == .done
        else { return nil }
        let isHidden = kind.isSecret && control.phase == .open
        let reserved = try reader.items(at: path, of: instance).compactMap { item -> VoteView.Reserved? in
            guard item.round == control.round, item.state == .done, let person = item.member,
                let text = item.answers.first(where: { $0.column == VoteStep.reserved })?.value.text
            else { return nil }
            return VoteView.Reserved(person: person, text: text)
        }
        return VoteView(
            path: path, title: step.title, ballot: kind.ballot, asked: tally.counted, voted: tally.done,
            totals: isHidden ? nil : tally.ended,
            result: control.outcome.flatMap { outcome in kind.outcomes.first { $0.name == outcome } },
            reserved: reserved)
    }
}
