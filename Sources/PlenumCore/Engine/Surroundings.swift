/// What the engine is told of the world: people, working days, the zone and the organisation's habits.
public struct Surroundings {
    public let directory: any Directory
    public let calendar: WorkingCalendar
    public let zone: Zone
    /// When reminders without a time of their own go out.
    public let hour: CivilTime

    public init(directory: any Directory, calendar: WorkingCalendar, zone: Zone, hour: CivilTime) {
        self.directory = directory
        self.calendar = calendar
        self.zone = zone
        self.hour = hour
    }

    public var reckoner: Reckoner { Reckoner(calendar: calendar, zone: zone, hour: hour) }
}
