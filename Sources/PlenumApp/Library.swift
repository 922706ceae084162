import PlenumCore
import PlenumResources
import PlenumStore
import PlenumYAML

/// Definitions and calendars: from files, from what ships, or, pinned by their hash, from the store; each read once.
final class Library {
    private let environment: Environment
    private var definitions: [String: Definition] = [:]
    private var calendars: [String: (calendar: WorkingCalendar, zone: Zone)] = [:]

    init(_ environment: Environment) {
        self.environment = environment
    }

    /// A file's bytes, read and typed; throws with all that is wrong with it.
    func definition(file: String, bytes: [UInt8]) throws -> Definition {
        try checked(file: file, bytes: bytes).definition
    }

    /// The same, with what it asks of the people and dates of a run.
    func checked(file: String, bytes: [UInt8]) throws -> (definition: Definition, needs: [Need]) {
        let result = DefinitionFile.check(bytes: bytes)
        guard let definition = result.definition else {
            throw AppError.problems(file: file, source: bytes, result.diagnostics)
        }
        return (definition, result.needs)
    }

    /// The definition that an instance has pinned.
    func definition(pinned hash: String, in reader: any StoreReader) throws -> Definition {
        if let known = definitions[hash] { return known }
        let definition = try definition(file: hash, bytes: bytes(pinned: hash, in: reader))
        definitions[hash] = definition
        return definition
    }

    func calendar(pinned hash: String, in reader: any StoreReader) throws -> (calendar: WorkingCalendar, zone: Zone) {
        if let known = calendars[hash] { return known }
        let calendar = try calendar(file: hash, bytes: bytes(pinned: hash, in: reader))
        calendars[hash] = calendar
        return calendar
    }

    /// The bytes with this hash. What is damaged is as good as missing: nobody acts by it.
    private func bytes(pinned hash: String, in reader: any StoreReader) throws -> [UInt8] {
        guard let bytes = try reader.resource(hash), ContentHash.hex(bytes) == hash else {
            throw AppError.resourceMissing(hash)
        }
        return bytes
    }

    func calendar(file: String, bytes: [UInt8]) throws -> (calendar: WorkingCalendar, zone: Zone) {
        let read = YAMLReader.read(bytes: bytes)
        guard let node = read.node else { throw AppError.problems(file: file, source: bytes, read.diagnostics) }
        let result = CalendarFile.read(node)
        guard let calendar = result.calendar, !result.diagnostics.contains(where: { $0.problem.severity == .error })
        else { throw AppError.problems(file: file, source: bytes, result.diagnostics) }
        return (calendar, try environment.zone(calendar.zone))
    }

    /// The bytes of a calendar: `NAME.yaml` beside the definition, or one that ships.
    func calendarBytes(named name: String, beside folder: String) throws -> [UInt8] {
        if let beside = try? environment.readFile(folder + name + ".yaml") { return beside }
        if let shipped = Resource.named("calendars/\(name).yaml") { return Array(shipped.text.utf8) }
        throw AppError.unknownCalendar(name, known: Library.shippedCalendars)
    }

    /// The names of the calendars that ship.
    static var shippedCalendars: [String] {
        Resource.all.map(\.name).filter { $0.hasPrefix("calendars/") }
            .map { String($0.dropFirst("calendars/".count).dropLast(".yaml".count)) }
    }

    /// The bytes of a definition: a file, or a bare name of one that ships.
    func definitionBytes(_ file: String) throws -> (name: String, folder: String, bytes: [UInt8]) {
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
        do {
            return (file, folder, try environment.readFile(file))
        } catch AppError.fileMissing(let path) {
            guard let shipped = Resource.named(file) ?? Resource.named(file + ".yaml") else {
                throw AppError.fileMissing(path)
            }
            return (shipped.name, "", Array(shipped.text.utf8))
        }
    }
}
