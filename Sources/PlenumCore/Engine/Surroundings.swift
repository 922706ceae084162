/// What the engine is told of the world: people, working days, the zone and the organisation's habits.
public struct Surroundings {
    public let directory: any Directory
    public let calendar: WorkingCalendar
    public let zone: Zone
    /// When reminders without a time of their own go out.
    public let hour: CivilTime
    /// How numbers of documents are written; asked only where one is given.
    public let numbering: () throws -> NumberForm

    public init(
        directory: any Directory, calendar: WorkingCalendar, zone: Zone, hour: CivilTime,
        numbering: @escaping () throws -> NumberForm = { .party }
    ) {
        self.directory = directory
        self.calendar = calendar
        self.zone = zone
        self.hour = hour
        self.numbering = numbering
    }

    public var reckoner: Reckoner { Reckoner(calendar: calendar, zone: zone, hour: hour) }
}
