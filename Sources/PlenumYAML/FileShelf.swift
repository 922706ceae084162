import PlenumCore
import Synchronization

/// Reads the definitions that another uses, each once, and remembers them.
final class FileShelf: DefinitionShelf {
    typealias Finder = @Sendable (String) -> DefinitionFile.Source?

    private let finder: Finder
    private let known: [String]
    private let surroundings: DefinitionChecker.Surroundings
    /// Those that are being read, each used by the one before.
    private let chain: [String]
    private let read: Mutex<[String: DefinitionFile.Used]>
    /// The shelf on which everything that was read is kept.
    private let whole: FileShelf?

    init(
        _ finder: @escaping Finder, known: [String], surroundings: DefinitionChecker.Surroundings
    ) {
        self.finder = finder
        self.known = known
        self.surroundings = surroundings
        chain = []
        read = Mutex([:])
        whole = nil
    }

    private init(_ name: String, within outer: FileShelf) {
        finder = outer.finder
        known = outer.known
        surroundings = outer.surroundings
        chain = outer.chain + [name]
        read = Mutex([:])
        whole = outer.whole ?? outer
    }

    /// All that was read, those that are used by others first.
    var used: [DefinitionFile.Used] { (whole ?? self).read.withLock { $0.values.sorted { $0.name < $1.name } } }

    func definition(named name: String) -> UsedReading {
        if chain.contains(name) { return .problem(.usesItself(Array(chain.drop { $0 != name }) + [name])) }
        guard chain.count < UsedDefinition.deepest else {
            return .problem(.tooDeepUse(chain + [name], most: UsedDefinition.deepest))
        }
        let store = whole ?? self
        if let before = store.read.withLock({ $0[name] }) { return reading(of: before) }
        guard let source = finder(name) else { return .missing(known: known) }
        var inner = surroundings
        inner.shelf = FileShelf(name, within: self)
        let used = DefinitionFile.Used(name: name, source: source, result: DefinitionFile.read(source.bytes, inner))
        store.read.withLock { $0[name] = used }
        return reading(of: used)
    }

    private func reading(of used: DefinitionFile.Used) -> UsedReading {
        if let definition = used.result.definition { return .found(definition, needs: used.result.needs) }
        let errors = used.result.diagnostics.count { $0.problem.severity == .error } + used.result.more
        return .problem(.faultyDefinition(used.name, file: used.source.file, errors: errors))
    }
}
