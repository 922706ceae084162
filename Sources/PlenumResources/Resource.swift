/// A file that is compiled into the program: a definition, a calendar, a template or a form that ships.
public struct Resource: Sendable {
    /// Its path below `workflows/`, such as `calendars/vietnam.yaml`.
    public let name: String
    public let text: String

    public static var all: [Resource] { shipped }

    public static func named(_ name: String) -> Resource? {
        shipped.first { $0.name == name }
    }
}
