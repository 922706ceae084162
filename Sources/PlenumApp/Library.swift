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

    /// A definition that was read from a file.
    struct Checked {
        let definition: Definition
        /// What it asks of the people and dates of a run.
        let needs: [Need]
        /// What an instance pins: the file, with those that it uses.
        let bytes: [UInt8]
    }

    /// A file's bytes, read and typed; throws with all that is wrong with it, or with what it uses.
    func definition(file: String, bytes: [UInt8], beside folder: String) throws -> Definition {
        try checked(file: file, bytes: bytes, beside: folder).definition
    }

    /// The same, with what it asks and what is to be kept of it.
    func checked(file: String, bytes: [UInt8], beside folder: String) throws -> Checked {
        let (result, used) = check(bytes, beside: folder)
        guard let definition = result.definition else {
            let faulty = used.filter { !$0.result.isSound && !$0.result.diagnostics.isEmpty }.map {
                AppError.problems(file: $0.source.file, source: $0.source.bytes, $0.result.diagnostics)
            }
            let own = AppError.problems(file: file, source: bytes, result.diagnostics)
            throw faulty.isEmpty ? own : AppError.several([own] + faulty)
        }
        let bundle = DefinitionBundle(
            bytes, using: Dictionary(used.map { ($0.name, $0.source.bytes) }, uniquingKeysWith: { first, _ in first }))
        return Checked(definition: definition, needs: result.needs, bytes: bundle.bytes)
    }

    /// What there is to say of a file, and of each that it uses: of the same name beside it, or that ships.
    func check(
        _ bytes: [UInt8], surroundings: DefinitionChecker.Surroundings = DefinitionChecker.Surroundings(),
        beside folder: String
    ) -> (result: CheckResult, used: [DefinitionFile.Used]) {
        let readFile = environment.readFile
        return DefinitionFile.check(bytes, surroundings: surroundings, known: Library.shippedDefinitions) { name in
            let file = "\(folder)\(name).yaml"
            if let bytes = try? readFile(file) { return DefinitionFile.Source(file: file, bytes: bytes) }
            return Resource.named("\(name).yaml").map {
                DefinitionFile.Source(file: $0.name, bytes: Array($0.text.utf8))
            }
        }
    }

    /// The names of the definitions that ship.
    static var shippedDefinitions: [String] {
        Resource.all.map(\.name).filter { !$0.contains("/") && $0.hasSuffix(".yaml") }
            .map { String($0.dropLast(".yaml".count)) }
    }

    /// The definition that an instance has pinned.
    func definition(pinned hash: String, in reader: any StoreReader) throws -> Definition {
        if let known = definitions[hash] { return known }
        // What it uses was kept with it.
        let bytes = try bytes(pinned: hash, in: reader)
        let result = DefinitionFile.check(bytes: bytes)
        guard let definition = result.definition else {
            throw AppError.problems(file: hash, source: bytes, result.diagnostics)
        }
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
