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

    /// Whose a branch is, so that the same unit or person counts once: nil for a row, of which one may have several,
    /// and for what is nobody's.
    func owner(of scope: ScopePath, in instance: InstanceID, _ reader: any StoreReader) throws -> String? {
        if let fanOut = scope.fanOut, step(at: fanOut)?.kind.intake != nil { return nil }
        let values = try reader.scope(scope, of: instance)?.facts.values.map(\.value) ?? []
        return values.lazy.compactMap(\.unit).first?.rawValue ?? values.lazy.compactMap(\.person).first?.rawValue
    }

    /// How many branches a fan-out, or how many people a window, has opened with; of rows, how many count.
    func size(of path: Path, in instance: InstanceID, _ reader: any StoreReader) throws -> Int? {
        let tally = try reader.tally(path, of: instance)
        return step(at: path)?.kind.intake == nil ? tally?.total : tally?.counted
    }
}
