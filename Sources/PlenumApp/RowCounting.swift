import PlenumCore
import PlenumStore

extension Definition {
    /// The branches with which a fan-out last opened; of rows, those that were not taken back or set aside.
    func branches(
        of path: Path, in instance: InstanceID, _ reader: any StoreReader
    ) throws -> [ScopePath] {
        let all = try reader.branches(of: path, of: instance).map { path.branch($0) }
        guard let intake = step(at: path)?.kind.intake else { return all }
        return try all.filter {
            try reader.step(Path($0, intake.entry), of: instance)?.control.phase != .cancelled
        }
    }

    /// How many branches a fan-out, or how many people a window, has opened with; of rows, how many count.
    func size(of path: Path, in instance: InstanceID, _ reader: any StoreReader) throws -> Int? {
        let tally = try reader.tally(path, of: instance)
        return step(at: path)?.kind.intake == nil ? tally?.total : tally?.counted
    }
}
