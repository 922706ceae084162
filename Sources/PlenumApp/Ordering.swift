public import PlenumCore
public import PlenumStore

/// What a command is aimed at, as it was typed.
public enum OrderTarget: Sendable {
    case task(String)
    /// A step, or a date input, of an instance by its path; the whole instance without one.
    case instance(InstanceID, step: String?)
}

/// What a command beside `do` has led to, or would lead to.
public struct OrderResult: Sendable {
    /// False where it had been so before, and nothing was written.
    public let isNew: Bool
    /// It was only tried: nothing was written.
    public let isTrial: Bool
    public let instance: InstanceID
    /// What it was done to: a step's title, or the plan's.
    public let title: LocalizedText
    public let opened: [ActResult.Opening]
    /// Steps that had ended, or were open, and wait again.
    public let putBack: [Place]
    public let stopped: [Place]
    public let moved: [Move]
    /// Whose tasks open, move or are taken away.
    public let told: [PersonID]
    /// The instance came to its end with it.
    public let isLast: Bool

    public struct Place: Sendable {
        public let path: Path
        public let title: LocalizedText
    }

    public struct Move: Sendable {
        /// The instance's, with the name of the input, where a date input moves.
        public let path: Path
        public let title: LocalizedText
        public let from: CivilDate?
        public let to: CivilDate
    }
}

extension Service {
    /// Carries out a command beside `do`, or, on trial, says what it would lead to.
    public func order(
        _ target: OrderTarget, reason: String?, isTrial: Bool = false, attachment: String? = nil,
        authority: Authority, _ make: (OrderPlace) throws -> Order
    ) throws -> OrderResult {
        guard isTrial else {
            let file = try attachment.map { try attachedFile($0) }
            return try store.write { transaction in
                var place = try place(of: target, transaction)
                // In one transaction with what it belongs to: a file without its note would be nobody's.
                place.document = try file.map { file in
                    Document(
                        name: file.name,
                        hash: try transaction.keep(resource: file.bytes, kind: "attachment", name: file.name),
                        size: file.bytes.count)
                }
                let decided = try decide(make(place), at: place, reason: reason, by: authority, in: transaction)
                let result = try result(of: decided, at: place, isTrial: false, transaction)
                let moves = try movedDates(in: decided, transaction)
                try commit(decided.events, decided.context, to: transaction)
                try announce(moves, reason: reason ?? "", decided.context, now: authority.now, transaction)
                if decided.events.contains(where: \.body.isUndone) {
                    try announceWithdrawal(in: decided, reason: reason ?? "", now: authority.now, transaction)
                }
                return result
            }
        }
        return try store.read { reader in
            let place = try place(of: target, reader)
            let decided = try decide(make(place), at: place, reason: reason, by: authority, in: reader)
            return try result(of: decided, at: place, isTrial: true, reader)
        }
    }

    /// Whoever stands in for somebody who is away need not say so, as far as it is about that person's own task.
    private func decide(
        _ order: Order, at place: OrderPlace, reason: String?, by authority: Authority, in reader: any StoreReader
    ) throws -> Decision {
        var authority = authority
        if Permissions.table(order.verb) == [.person], let item = try place.task.flatMap({ try reader.item($0) }),
            let instance = try reader.instance(place.instance)
        {
            authority = try standingIn(authority, for: item, of: instance, reader)
        }
        return try decide(.order(order, reason: reason), by: authority, on: place.instance, in: reader)
    }

    /// Takes back the last thing that was done on a task.
    public func undo(task text: String, reason: String?, authority: Authority) throws -> OrderResult {
        let deed = try store.read { reader in
            let place = try place(of: .task(text), reader)
            guard let code = place.task, let deed = try lastDeed(on: code, in: place.instance, reader) else {
                throw Refused(.noSuchTask(text))
            }
            return deed
        }
        return try order(.task(text), reason: reason, authority: authority) { _ in .undo(deed) }
    }

    /// Answers a window of opinions, or leaves a note on a task that stays open.
    public func comment(
        task text: String, text opinion: String?, attachment: String?, authority: Authority
    ) throws -> ActResult? {
        try check(.comment, fits: text)
        let isWindow = try store.read { reader in
            let place = try place(of: .task(text), reader)
            return try place.task.flatMap { try reader.item($0) }?.member != nil
        }
        guard isWindow else {
            _ = try order(.task(text), reason: opinion, attachment: attachment, authority: authority) { place in
                guard let task = place.task else { throw Refused(.noSuchTask(text)) }
                return .note(task, place.document)
            }
            return nil
        }
        return try act(
            task: text, outcome: nil, answers: opinion.map { [(name: CommentsStep.opinion, text: $0)] } ?? [],
            attachment: attachment, note: nil, expect: nil, authority: authority)
    }

    /// Refuses a command that has no meaning for the task's kind of step.
    private func check(_ verb: Verb, fits text: String) throws {
        try store.read { reader in
            let place = try place(of: .task(text), reader)
            guard let path = place.path, let instance = try reader.instance(place.instance),
                let step = try library.definition(pinned: instance.definition, in: reader).step(at: path)
            else { throw Refused(.noSuchTask(text)) }
            guard Lifecycle.fits(verb, step.kind) else {
                let phase = try reader.step(path, of: place.instance)?.control.phase ?? .waiting
                throw Refused(
                    .doesNotApply(verb, path, possible: Lifecycle.possible(phase, step.kind, in: instance.state)))
            }
        }
    }

    /// Votes, with an opinion that is reserved where one is given.
    public func vote(
        task text: String, vote: Name, reserved: String?, authority: Authority
    ) throws -> ActResult {
        try check(.vote, fits: text)
        return try act(
            task: text, outcome: vote, answers: reserved.map { [(name: VoteStep.reserved, text: $0)] } ?? [],
            attachment: nil, note: nil, expect: nil, authority: authority)
    }

    /// Confirms to have read what an `acknowledge` step is about.
    public func acknowledge(task text: String, authority: Authority) throws -> ActResult {
        try check(.acknowledge, fits: text)
        return try act(
            task: text, outcome: nil, answers: [], attachment: nil, note: nil, expect: nil, authority: authority)
    }

    /// The moment at which the instance was suspended.
    public func suspension(of id: InstanceID) throws -> Instant? {
        var suspended: Instant?
        try log(of: id) { event, _ in if case .suspended = event.event.body { suspended = event.event.effective } }
        return suspended
    }

    private func attachedFile(_ path: String) throws -> (name: String, bytes: [UInt8]) {
        let bytes = try environment.readFile(path)
        guard bytes.count <= Service.attachmentLimit else {
            throw AppError.fileTooLarge(path, bytes: bytes.count, limit: Service.attachmentLimit)
        }
        return (path.split(separator: "/").last.map(String.init) ?? path, bytes)
    }

    private func place(of target: OrderTarget, _ reader: any StoreReader) throws -> OrderPlace {
        switch target {
        case .task(let text):
            guard let code = TaskCode(typed: text), let item = try reader.item(code) else {
                throw Refused(.noSuchTask(text))
            }
            return OrderPlace(instance: item.instance, path: item.path, task: code)
        case .instance(let id, let step):
            guard let instance = try reader.instance(id) else { throw Refused(.noSuchInstance(id)) }
            guard let step else { return OrderPlace(instance: id) }
            let definition = try library.definition(pinned: instance.definition, in: reader)
            if definition.input(Name(rawValue: step)) != nil {
                return OrderPlace(instance: id, input: Name(rawValue: step))
            }
            if let branch = definition.branch(step) { return OrderPlace(instance: id, branch: branch) }
            guard definition.step(at: Path(step)) != nil else { throw Refused(.noSuchStep(step)) }
            return OrderPlace(instance: id, path: Path(step))
        }
    }

    /// The last thing done on a task that was not taken back since.
    private func lastDeed(on code: TaskCode, in id: InstanceID, _ reader: any StoreReader) throws -> Order.Deed? {
        var deeds = Deeds(on: code)
        try eachEvent(of: .instance(id), reader) { deeds.note($0.event) }
        return deeds.last
    }

    /// The last things that happened to a task, at most so many, the earliest first.
    public func changes(of code: TaskCode, last count: Int) throws -> [(event: StoredEvent, zone: Zone)] {
        try store.read { reader in
            guard let item = try reader.item(code), let instance = try reader.instance(item.instance) else { return [] }
            let zone = try library.calendar(pinned: instance.calendar, in: reader).zone
            var found: [StoredEvent] = []
            try eachEvent(of: .instance(item.instance), reader) { stored in
                let body = stored.event.body
                guard body.deedTask == code || body.stepPath == item.path else { return }
                found = Array((found + [stored]).suffix(count))
            }
            return found.map { ($0, zone) }
        }
    }

    private func result(
        of decided: Decision, at place: OrderPlace, isTrial: Bool, _ reader: any StoreReader
    ) throws -> OrderResult {
        let definition = decided.context.definition
        func title(_ path: Path) -> LocalizedText { definition.step(at: path)?.title ?? definition.title }
        var opened: [ActResult.Opening] = []
        var putBack: [OrderResult.Place] = []
        var stopped: [OrderResult.Place] = []
        var moved: [OrderResult.Move] = []
        var told: Set<PersonID> = []
        func tell(_ path: Path) throws {
            for item in try reader.openItems(at: path, of: place.instance) { told.formUnion(item.people) }
        }
        for event in decided.events {
            switch event.body {
            case .opened(let body):
                opened += openings(in: event, definition)
                told.formUnion(body.items.flatMap(\.candidates))
            case .returned(let body):
                putBack += body.reset.filter { $0 != body.path }.map { OrderResult.Place(path: $0, title: title($0)) }
                for path in body.reset { try tell(path) }
            case .cancelled(let path) where path != .instance, .skipped(let path):
                let wasOpen = try reader.step(path, of: place.instance)?.control.phase == .open
                if wasOpen || event.body.isSkip {
                    stopped.append(OrderResult.Place(path: path, title: title(path)))
                }
                try tell(path)
            case .rescheduled(let body):
                let day = body.day ?? body.due?.date
                guard let day else { continue }
                let old =
                    try body.input.flatMap { try reader.input($0, of: place.instance)?.date }
                    ?? reader.step(body.path, of: place.instance)?.facts.due?.date
                moved.append(
                    OrderResult.Move(
                        path: body.input.map { Path($0.rawValue) } ?? body.path,
                        title: body.input.flatMap { definition.input($0)?.title } ?? title(body.path), from: old,
                        to: day))
                try tell(body.path)
            case .assigned(let body):
                told.formUnion(body.candidates)
                if let item = try reader.item(body.code) { told.formUnion(item.people) }
            case .excused(.person(let code)):
                if let item = try reader.item(code) { told.formUnion(item.people) }
            case .excused(.branch): break
            case .started, .claimed, .answered, .completed, .cancelled, .suspended, .resumed, .closed, .undone,
                .settingChanged:
                break
            }
        }
        return OrderResult(
            isNew: !decided.events.isEmpty, isTrial: isTrial, instance: place.instance,
            title: (place.path ?? place.branch?.fanOut).map(title) ?? place.input.flatMap {
                definition.input($0)?.title
            } ?? definition.title,
            opened: opened, putBack: putBack, stopped: stopped, moved: moved, told: told.sorted(),
            isLast: decided.events.contains { $0.body.endsInstance })
    }
}

/// What a target was found to be.
public struct OrderPlace: Sendable {
    public let instance: InstanceID
    /// Nil for the whole instance, for an input and for a branch.
    public var path: Path?
    public var task: TaskCode?
    public var input: Name?
    public var branch: ScopePath?
    /// The file that was given with the command.
    public var document: Document?

    /// The step that a command must have.
    public func requiredPath() throws -> Path {
        guard let path else { throw Refused(.noSuchStep(input?.rawValue ?? branch?.text ?? "")) }
        return path
    }

    public func requiredTask() throws -> TaskCode {
        guard let task else { throw Refused(.noSuchTask(path?.text ?? "")) }
        return task
    }
}

extension EventBody {
    /// The step that it changes; nil for what concerns one task, and for the instance.
    fileprivate var stepPath: Path? {
        switch self {
        case .opened(let body): body.path
        case .completed(let body): body.path
        case .returned(let body): body.path
        case .rescheduled(let body): body.path
        case .skipped(let path), .cancelled(let path): path
        case .closed(let body): body.path
        case .started, .assigned, .claimed, .answered, .excused, .suspended, .resumed, .undone, .settingChanged: nil
        }
    }

    fileprivate var isUndone: Bool {
        if case .undone = self { true } else { false }
    }

    fileprivate var isSkip: Bool {
        if case .skipped = self { true } else { false }
    }
}
