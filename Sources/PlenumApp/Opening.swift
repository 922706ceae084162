import PlenumCore
public import PlenumStore
import PlenumYAML

extension Service {
    /// Opens the database at `path`, creating it only where `mode` says so.
    public static func open(_ path: String, _ mode: SQLiteStore.Mode, _ environment: Environment) throws -> any Store {
        try openFile(path, mode, environment)
    }

    static func openFile(
        _ path: String, _ mode: SQLiteStore.Mode, _ environment: Environment
    ) throws -> SQLiteStore {
        try SQLiteStore(path: path, mode: mode) { hash, bytes in
            guard let definition = DefinitionFile.check(bytes: bytes).definition else {
                throw AppError.resourceMissing(hash)
            }
            return definition
        }
    }
}
