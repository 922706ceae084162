public import PlenumCore
import PlenumStore

/// What begins by itself when its time comes: the next occurrence of what repeats, the end of a wait.
public struct ComingStep: Sendable {
    public let instance: InstanceID
    public let path: Path
    public let title: LocalizedText
    /// The occurrence, or the branch, for people; empty in the root.
    public let branch: LocalizedText
    public let plan: LocalizedText
    public let due: Due
    /// The moment with its zone.
    public let at: String
    /// How many more occurrences come after this one.
    public let later: Int
}

extension Service {
    /// What comes next in the plans of which the person is an organiser, the earliest first.
    public func coming(for person: PersonID) throws -> [ComingStep] {
        try store.read { reader in
            let own = try reader.instances().filter {
                try $0.state == .running && reader.organisers(of: $0).contains(person)
            }
            return try own.flatMap { try coming(in: $0.id, reader) }.sorted { $0.due.instant < $1.due.instant }
        }
    }

    /// What comes next in a plan, the earliest first; of each step that repeats, its next occurrence.
    func coming(in id: InstanceID, _ reader: any StoreReader) throws -> [ComingStep] {
        guard let context = try context(of: id, in: reader), context.instance.state == .running else { return [] }
        let waiting = try reader.windowsToClose(in: id, by: Instant(seconds: .max), limit: .max).compactMap { timer in
            context.definition.step(at: timer.path).flatMap { $0.kind.hasItems ? nil : (timer.path, $0) }
        }
        var found: [(path: Path, step: Step, later: Int)] = []
        for (path, step) in waiting {
            let fanOut = path.scope.fanOut
            let isOccurrence = fanOut.flatMap { context.definition.step(at: $0)?.kind.fanOut?.recurrence } != nil
            if isOccurrence, let index = found.firstIndex(where: { $0.path.scope.fanOut == fanOut }) {
                found[index].later += 1
            } else {
                found.append((path, step, 0))
            }
        }
        return try found.compactMap { path, step, later in
            guard let scene = context.scene(at: path), let due = try context.set.step(path).facts.due else {
                return nil
            }
            return ComingStep(
                instance: id, path: path, title: step.title, branch: try scene.branchLabel(),
                plan: context.definition.title, due: due, at: context.surroundings.zone.rfc3339(due.instant),
                later: later)
        }
    }

    /// The occurrence that follows the one in which the step stands; nil where it is in none, or in the last.
    func nextOccurrence(after path: Path, in id: InstanceID, _ reader: any StoreReader) throws -> ComingStep? {
        var scope: ScopePath? = path.scope
        let coming = try coming(in: id, reader)
        while let here = scope, let fanOut = here.fanOut {
            if let next = coming.first(where: { $0.path.scope.fanOut == fanOut }) { return next }
            scope = fanOut.scope
        }
        return nil
    }
}
