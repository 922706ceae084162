public import PlenumCore
import PlenumStore

/// An instance that has just begun.
public struct StartedInstance: Sendable {
    public let instance: InstanceID
    public let title: LocalizedText
    /// The tasks that are open now.
    public let open: Int
    /// What its dates rest on that may still change.
    public let notes: [Reckoning.Note]
}

extension Scope {
    /// A refusal for every step that this version can check but not run.
    func notReady(in scope: ScopePath) -> [Refusal] {
        steps.flatMap { step -> [Refusal] in
            let path = Path(scope, step.name)
            guard step.kind.isReady else { return [.kindNotReady(path, kind: type(of: step.kind).word)] }
            return step.kind.fanOut?.scope.notReady(in: ScopePath(path.text)) ?? []
        }
    }
}

extension Environment {
    /// Values as typed; one that begins with `@` is the table in that CSV file.
    func inputs(_ given: [(name: Name, text: String)]) throws -> [(name: Name, value: InputReader.Given)] {
        try given.map { name, text in
            guard text.hasPrefix("@") else { return (name, .text(text)) }
            let file = String(text.dropFirst())
            do {
                return (name, .table(try CSV(readFile(file))))
            } catch let fault as CSV.Fault {
                throw AppError.csv(file: file, fault)
            }
        }
    }
}

extension Service {
    /// Begins an instance of a definition, a file or the bare name of one that ships. `given` are values as typed;
    /// one that begins with `@` names a CSV file. Refuses with all that is missing or unreadable.
    public func start(
        file: String, given: [(name: Name, text: String)], unit: UnitID?, authority: Authority
    ) throws -> StartedInstance {
        let (name, folder, bytes) = try library.definitionBytes(file)
        let checked = try library.checked(file: name, bytes: bytes, beside: folder)
        let definition = checked.definition
        let notReady = definition.scope.notReady(in: .root)
        guard notReady.isEmpty else { throw Refused(notReady) }
        let calendarBytes = try library.calendarBytes(named: definition.calendar, beside: folder)
        _ = try library.calendar(file: definition.calendar, bytes: calendarBytes)
        let values = try environment.inputs(given)
        return try store.write { transaction in
            let calendarBytes = try calendarToPin(definition.calendar, atHand: calendarBytes, in: transaction)
            let (calendar, zone) = try library.calendar(file: definition.calendar, bytes: calendarBytes)
            guard let unit = try unit ?? transaction.root() else { throw AppError.noPeople }
            if try transaction.unit(unit) == nil { throw Refused(.noSuchUnit(unit)) }
            if let by = authority.actor.by, try transaction.person(by) == nil { throw Refused(.noSuchPerson(by)) }
            let inputs = try InputReader(definition, directory: transaction).read(values)
            let ground = RunGround(
                directory: transaction, committee: unit, inputs: inputs, today: zone.local(authority.now).date,
                calendar: calendar)
            let unmet = checked.needs.filter { $0.isMet(on: ground) == false }
            guard unmet.isEmpty else { throw AppError.needsUnmet(unmet) }
            let command = StartCommand(
                definition: try transaction.keep(resource: checked.bytes, kind: "definition", name: name),
                calendar: try transaction.keep(resource: calendarBytes, kind: "calendar", name: definition.calendar),
                unit: unit, inputs: inputs)
            let number = try transaction.instances().filter { $0.workflow == definition.name }.count + 1
            let id = InstanceID("\(definition.name)-\(number)")
            let surroundings = Surroundings(
                directory: transaction, calendar: calendar, zone: zone, hour: settings.hour, numbering: numberForm)
            let set = try WorkingSet(id, reader: transaction, definition: definition)
            // What its dates rest on that may still change: told now, while something can be done about it.
            let planned = try? PlannedDates(
                definition, inputs: command.inputs, unit: unit, startedBy: authority.actor.by, now: authority.now,
                allBranches: false, in: surroundings)
            let events = try Decider.decide(
                .start(command), by: authority, on: set, definition: definition, in: surroundings)
            _ = try commit(events, set, definition, surroundings, to: transaction)
            return StartedInstance(
                instance: id, title: definition.title,
                open: try set.changes.items.filter { try set.item($0)?.state.isOpen ?? false }.count,
                notes: planned?.notes ?? [])
        }
    }
}
