/// A state in which nothing has happened: what a replay of the log folds into.
public struct EmptyState: StateReader {
    public init() {}

    public func instance(_ id: InstanceID) -> Instance? { nil }
    public func input(_ name: Name, of instance: InstanceID) -> Value? { nil }
    public func inputs(of instance: InstanceID) -> [Value.Cell] { [] }
    public func step(_ path: Path, of instance: InstanceID) -> StepRecord? { nil }
    public func tally(_ path: Path, of instance: InstanceID) -> Tally? { nil }
    public func scope(_ path: ScopePath, of instance: InstanceID) -> ScopeRecord? { nil }
    public func branches(of path: Path, of instance: InstanceID) -> [String] { [] }
    public func series(type: String, organ: String, of unit: UnitID) -> SeriesRecord? { nil }
    public func numbers(of instance: InstanceID) -> [RegisteredNumber] { [] }
    public func item(_ code: TaskCode) -> Item? { nil }
    public func item(at path: Path, member: PersonID?, of instance: InstanceID) -> Item? { nil }
    public func openItems(at path: Path, of instance: InstanceID) -> [Item] { [] }
    public func items(at path: Path, of instance: InstanceID) -> [Item] { [] }
    public func box(at path: Path, of instance: InstanceID) -> BallotBox? { nil }
    public func lastTaskNumber() -> Int { 0 }
}
