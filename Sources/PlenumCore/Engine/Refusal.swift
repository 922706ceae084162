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
    /// In the column of a table stands what is not among its choices.
    case inputNoChoice(Name, column: Name, given: String, known: [String])
    /// An input with fewer or more entries than it may have.
    case inputCount(Name, count: Int, atLeast: Int?, atMost: Int?)
    case inputRepeats(Name, column: Name, value: String)
    case emptyList(Path)
    /// What repeats would do so more often than one plan may have it.
    case tooManyOccurrences(Path, most: Int)
    /// Nobody holds the post, and nobody can stand in.
    case nobodyFor(Path)
    case unknownName(Name, Path)
    /// A date cannot be reckoned because what it counts from has none.
    case dateUnknown(Path, anchor: Name)
    case notReckonable(Path, ReckoningRefusal)
    /// Too few of those who count are present, and no new day was given.
    case withoutQuorum(Path, present: Int, of: Int, needed: Int)
    /// The person has none of the standings by which one may.
    case mayNot(Verb, person: PersonID, only: [Standing])
    /// Not in this phase of the step; what can be asked of it instead.
    case notPossible(Verb, Path, Phase, possible: [Verb])
    /// The command means nothing for a step of this kind.
    case doesNotApply(Verb, Path, possible: [Verb])
    /// The instance is in a state in which the command cannot be carried out.
    case notInState(Verb, InstanceID, InstanceState)
    case reasonMissing(Verb)
    case noSuchStep(String)
    /// Somebody else has claimed it.
    case claimed(TaskCode, by: PersonID)
    /// It is theirs by a post, which only delegates.
    case notAssigned(TaskCode)
    /// The new deadline does not lie after the old one.
    case notLater(Path, CivilDate, than: CivilDate)
    case dayPassed(CivilDate)
    /// A unit's secretary may not extend beyond what waits for the task.
    case pastWhatWaits(Path, CivilDate, waiting: Path, until: CivilDate)
    case alreadyIncluded(Path, String)
    /// The branch or a join above it is not in a state in which the step could open again.
    case branchEnded(Path)
    /// Whoever enters the rows cannot end with these: too few, or a gate lacks some.
    case rowsMissing(Path, RowStanding)
    /// The step takes no more rows; those that it has go on.
    case takesNoMoreRows(Path)
    case nothingToUndo(TaskCode)
    /// Somebody else has built on it since.
    case builtUpon(TaskCode, Path, by: PersonID?)
    /// A document was issued since, which nothing takes back.
    case issued(Path)
    /// Rows of the checklist are left to tick.
    case unticked(Path, [Name])
    /// A vote is the person's own, or entered from their signed slip by a secretary of theirs.
    case inPersonOnly(TaskCode, by: PersonID, person: PersonID)
    /// A secret vote is entered for nobody.
    case secretInPerson(TaskCode, person: PersonID)
    /// What was voted in a secret vote is nobody's to change or take back.
    case secretVoteCast(TaskCode)
    /// A text or a file with a secret vote would tell who voted so.
    case secretVoteOnly(TaskCode)
    /// The ballot box does not hold as many votes as people have voted.
    case boxMiscounted(Path, holds: Int, voted: Int)
    /// The register is kept here, and another number than the one given is next.
    case numberNotNext(given: Int, next: Int, NumberSeries)
    /// A series cannot go back behind a number that was given.
    case numberGiven(NumberSeries, last: Int, given: Int)
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
