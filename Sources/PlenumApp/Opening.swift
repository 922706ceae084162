import PlenumCore
public import PlenumStore
import PlenumYAML

extension Service {
    /// Opens the database at `path`, creating it only where `mode` says so.
    public static func open(_ path: String, _ mode: SQLiteStore.Mode, _ environment: Environment) throws -> any Store {
        try openFile(path, mode, environment)
    }

    /// The same, with what only a file can do; `tracing` is handed every statement, for benchmarks.
    package static func openFile(
        _ path: String, _ mode: SQLiteStore.Mode, _ environment: Environment,
        tracing: (@Sendable (_ sql: String, _ expanded: String) -> Void)? = nil
    ) throws -> SQLiteStore {
        if let tracing {
            try SQLiteStore(path: path, tracing: tracing, definitions: definitions)
        } else {
            try SQLiteStore(path: path, mode: mode, definitions: definitions)
        }
    }

    /// How a store reads the definitions that it keeps, to fold the log again.
    package static let definitions: DefinitionReading = { hash, bytes in
        guard let definition = DefinitionFile.check(bytes: bytes).definition else {
            throw AppError.resourceMissing(hash)
        }
        return definition
    }
}
