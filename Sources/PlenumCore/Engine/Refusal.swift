/// Why a command is not carried out, as facts; the words are made where somebody reads them.
public enum Refusal: Hashable, Sendable {
    case noSuchTask(String)
    case noSuchPerson(PersonID)
    case noSuchUnit(UnitID)
    case noSuchInstance(InstanceID)
    /// A command that needs to know who acts was given without.
    case nobodyActs
    /// The person is not among those whose task it is.
    case notTheirs(TaskCode, person: PersonID, people: [PersonID])
    /// `by` may not act in the name of `person`.
    case mayNotActFor(by: PersonID, person: PersonID)
    case alreadyEnded(TaskCode, ItemState, by: PersonID?, at: Instant?)
    case notRunning(InstanceID, InstanceState)
    case changedSince(TaskCode, expected: Int, actual: Int)
    case outcomeMissing(TaskCode, offered: [Name])
    case outcomeUnknown(Name, offered: [Name])
    case needMissing(ActNeed)
    case needUnreadable(ActNeed, given: String)
    case needUnknown(Name, offered: [Name])
    case inputMissing(Name, LocalizedText)
    case inputUnreadable(Name, Input.ValueType, given: String)
    case inputUnknown(Name, offered: [Name])
    /// An input with fewer or more entries than it may have.
    case inputCount(Name, count: Int, atLeast: Int?, atMost: Int?)
    case inputRepeats(Name, column: Name, value: String)
    case emptyList(Path)
    /// Nobody holds the post, and nobody can stand in.
    case nobodyFor(Path)
    case unknownName(Name, Path)
    /// A date cannot be reckoned because what it counts from has none.
    case dateUnknown(Path, anchor: Name)
    case notReckonable(Path, ReckoningRefusal)
    /// Too few of those who count are present, and no new day was given.
    case withoutQuorum(Path, present: Int, of: Int, needed: Int)
    case onDateAhead(CivilDate)
    case onDateBeforeOpening(CivilDate, opened: CivilDate)
    /// A kind of step whose behaviour is not built yet.
    case kindNotReady(Path, kind: Name)
}

/// A command that was refused whole, with all that stands in its way.
public struct Refused: Error, Hashable, Sendable {
    public let refusals: [Refusal]

    public init(_ refusals: [Refusal]) {
        self.refusals = refusals
    }

    public init(_ refusal: Refusal) {
        refusals = [refusal]
    }
}
