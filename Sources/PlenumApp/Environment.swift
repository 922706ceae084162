public import PlenumCore
public import PlenumDelivery

/// What the outermost layer knows of the world and hands down: the only clock there is.
public struct Environment: Sendable {
    public var now: @Sendable () -> Instant
    /// The account of the operating system, recorded with every event.
    public var account: @Sendable () -> String?
    public var zone: @Sendable (String) throws -> Zone
    public var readFile: @Sendable (String) throws -> [UInt8]
    /// Boot id, process id and start of this process: what tells a living owner of a message from a dead one.
    public var process: @Sendable () -> String
    public var isAlive: @Sendable (String) -> Bool

    public init(
        now: @escaping @Sendable () -> Instant, account: @escaping @Sendable () -> String?,
        zone: @escaping @Sendable (String) throws -> Zone, readFile: @escaping @Sendable (String) throws -> [UInt8],
        process: @escaping @Sendable () -> String, isAlive: @escaping @Sendable (String) -> Bool
    ) {
        self.now = now
        self.account = account
        self.zone = zone
        self.readFile = readFile
        self.process = process
        self.isAlive = isAlive
    }
}

/// Why a request fails outside the engine.
public enum AppError: Error, Sendable {
    case fileMissing(String)
    case fileUnreadable(String, reason: String)
    /// A file that would be written is there already, and is left as it is.
    case fileExists(String)
    case fileNotWritten(String)
    case fileTooLarge(String, bytes: Int, limit: Int)
    /// The file was read and has problems; nothing was done.
    case problems(file: String, source: [UInt8], [Diagnostic])
    case csv(file: String, CSV.Fault)
    /// Several files have problems.
    case several([AppError])
    /// The units of the directory and of the files together have more than one without a unit above.
    case severalRoots([UnitID])
    case circleOfUnits([UnitID])
    /// They would be removed, and have open tasks.
    case holdTasks([Busy])
    case unknownCalendar(String, known: [String])
    /// The database names a definition or a calendar that it does not hold.
    case resourceMissing(String)
    case noPeople
    /// What the definition asks of people and dates and they do not give.
    case needsUnmet([Need])
    /// There is no form of papers of this name.
    case unknownForm(String, known: [String])
    /// A paper could be about several steps of the plan, or about none.
    case paperStep(PaperKind, known: [String])
    /// The step is there, and the paper is never about such a one.
    case paperOfOtherStep(PaperKind, String, known: [String])
    case unknownChannel(String, known: [String])
    /// `plenum.yaml` was read and has problems.
    case settings(file: String, source: [UInt8], [Diagnostic])
    /// Reminders wait for `remind --resume`, since a backup was put back.
    case remindersHeld
    /// The clock shows a time before the last event.
    case clockBehind(now: Instant, last: Instant)
    /// Nothing can be delivered at all; what is queued stays so.
    case channel(ChannelFault)

    /// Somebody with open tasks.
    public struct Busy: Hashable, Sendable {
        public let person: PersonID
        public let name: String
        public let tasks: [TaskCode]
    }
}
