import PlenumApp
import PlenumCore
import PlenumStore

/// One committee and what befalls it: people do, correct, go away and come back, cron runs, processes die, mail fails.
struct SimulatedRun {
    let world: World
    let store: any Store
    let service: Service
    let holds: Bool
    var dice: Dice
    /// Commands whose success was told, by the sequence of the log's end after them.
    private(set) var acknowledged = 0
    private(set) var crashes = 0
    private(set) var runs = 0

    static let people: [PersonID] = ["p1", "p2", "p3", "p4", "p5"]
    private static let start = Instant(rfc3339: "2026-03-02T09:00:00Z")!

    struct Failure: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    init(seed: UInt64, on store: any Store) throws {
        dice = Dice(state: seed)
        self.store = store
        world = World(now: Self.start, seed: seed &* 31 &+ 7)
        holds = dice.isOne(in: 2)
        var settings = Settings()
        settings.zone = "Etc/UTC"
        settings.unsure = holds ? .hold : .resend
        service = Service(
            store: MortalStore(inner: store, world: world), environment: world.environment, settings: settings)
        let rows = (0..<Int.random(in: 2...4, using: &dice)).map { _ in
            let day = CivilDate(iso: "2026-03-05")!.adding(days: Int.random(in: 0...25, using: &dice))
            return "\(Self.people[Int.random(in: 0..<5, using: &dice)]),\(day)\n"
        }
        world.change {
            $0.files["sim.yaml"] = Self.definition
            $0.files["people.yaml"] = Self.peopleFile
            $0.files["rows.csv"] = "owner,due\n" + rows.joined()
        }
        _ = try service.importPeople(files: ["people.yaml"], authority: authority("p1"))
        _ = try service.start(
            file: "sim.yaml", given: [("meeting-day", "2026-03-24"), ("work-list", "@rows.csv")], unit: nil,
            authority: authority("p1"))
    }

    var now: Instant { world[\.now] }

    func authority(_ person: PersonID?) -> Authority { Authority(actor: Actor(by: person, via: "simulator"), now: now) }

    // MARK: What happens

    mutating func step() throws {
        let hours =
            dice.isOne(in: 12) ? Int.random(in: 24...(24 * 45), using: &dice) : Int.random(in: 0...30, using: &dice)
        let back = dice.isOne(in: 15)
        world.change { $0.now = $0.now.adding(seconds: back ? -1800 : hours * 3600) }
        let dies = dice.isOne(in: 4)
        let fuse = Int.random(in: 0...12, using: &dice)
        world.change { $0.fuse = dies ? fuse : nil }
        let isRemind = dice.isOne(in: 2)
        do {
            if isRemind { try remind(well: dice.isOne(in: 3)) } else { try command() }
        } catch is Crash {
            died()
        } catch AppError.channel {
            // Either the channel is out of order, or the process died while it spoke.
            died()
        } catch is Refused {}
        world.change { $0.fuse = nil }
        try checkAlways()
    }

    private mutating func died() {
        crashes += 1
        world.change {
            $0.process += 1
            $0.fuse = nil
        }
    }

    private mutating func remind(well: Bool) throws {
        world.change { $0.mailsWell = well }
        let before = world[\.taken.count]
        let lastEvent = try store.read { try $0.events(of: nil, after: $0.head().sequence - 1, limit: 1).last }
        let isBehind = lastEvent.map { $0.event.at - now > 3600 } ?? false
        do {
            let report = try service.remind(through: MoodyMailer(world: world), authority: authority(nil))
            if isBehind { throw Failure("ran with its clock behind the log") }
            runs += 1
            try checkRun(since: before)
            if well, report.later == 0 { try checkEverythingSaid() }
        } catch AppError.clockBehind {
            if !isBehind { throw Failure("refused to run though its clock is not behind") }
        }
    }

    private mutating func command() throws {
        let tasks = try service.tasks(in: nil, now: now)
        switch Int.random(in: 0..<12, using: &dice) {
        case 0..<5: try act(on: tasks)
        case 5:
            guard let task = dice.pick(tasks), task.candidates.isEmpty else { return }
            let to = Self.people[Int.random(in: 0..<5, using: &dice)]
            try order(.task(task.code.description)) { _ in .reassign(task.code, to: to) }
        case 6:
            guard let task = dice.pick(tasks), let due = task.due else { return }
            let day = due.date.adding(days: Int.random(in: 1...8, using: &dice))
            try order(.task(task.code.description)) { _ in .extend(task.path, to: day, at: nil) }
        case 7:
            let day = world.environmentDay.adding(days: Int.random(in: 1...30, using: &dice))
            try order(.instance("sim-1", step: "meeting-day")) { _ in .rescheduleInput("meeting-day", to: day) }
        case 8: try goAway()
        case 9: try order(.instance("sim-1", step: nil)) { _ in .suspend }
        default:
            // Plans are suspended seldom, and go on soon.
            try order(.instance("sim-1", step: nil)) { _ in .resume(shiftingSince: nil) }
        }
        acknowledged += 1
    }

    private func order(_ target: OrderTarget, _ make: (OrderPlace) throws -> Order) throws {
        _ = try service.order(target, reason: "lý do", authority: authority("p1"), make)
    }

    private mutating func act(on tasks: [TaskView]) throws {
        guard let task = dice.pick(tasks), let person = task.person ?? task.candidates.first else { return }
        let outcome = dice.pick(task.offer.outcomes)?.name
        let answers = task.offer.needs.filter(\.required).compactMap { need -> (name: Name, text: String)? in
            switch need.type {
            case .people: (need.name, (need.options ?? []).joined(separator: ","))
            case .date: (need.name, world.environmentDay.adding(days: 9).description)
            default: (need.name, need.options?.first ?? "văn bản")
            }
        }
        for attempt in 1...2 {
            let before = try store.read { try $0.head().sequence }
            let result = try service.act(
                task: task.code.description, outcome: outcome, answers: answers, attachment: nil, note: nil,
                expect: nil,
                authority: authority(person))
            // The same act again is success, and writes nothing.
            let after = try store.read { try $0.head().sequence }
            if attempt == 2, result.isNew || after != before, task.due == nil || now < task.due!.instant {
                let state = try store.read { try $0.item(task.code)?.state }
                if state?.isOpen == false, result.isNew { throw Failure("the same act was done twice: \(task.path)") }
            }
            guard try store.read({ try $0.item(task.code)?.state }) == .done else { return }
        }
    }

    private mutating func goAway() throws {
        let person = Self.people[Int.random(in: 1..<5, using: &dice)]
        let substitute = Self.people[Int.random(in: 0..<5, using: &dice)]
        let (first, length) = (world.environmentDay, Int.random(in: 0...9, using: &dice))
        let table =
            "Mã,Họ và tên,Đơn vị,Vắng từ,Vắng đến,Người thay thế\n"
            + "\(person),Người \(person),goc,\(first),\(first.adding(days: length)),"
            + "\(substitute == person || dice.isOne(in: 4) ? "" : substitute.rawValue)\n"
        world.change { $0.files["away.csv"] = table }
        _ = try service.importPeople(files: ["away.csv"], authority: authority("p1"))
    }

    // MARK: The end

    /// Everything works again, and cron runs as it should: nothing may be left unsaid.
    mutating func finish() throws {
        world.change {
            $0.fuse = nil
            $0.process += 1
            $0.mailsWell = true
        }
        do {
            try order(.instance("sim-1", step: nil)) { _ in .resume(shiftingSince: nil) }
        } catch is Refused {}
        for _ in 0..<3 {
            world.change { $0.now = $0.now.adding(seconds: 2 * 3600) }
            let before = world[\.taken.count]
            _ = try service.remind(through: MoodyMailer(world: world), authority: authority(nil))
            try checkRun(since: before)
            try checkEverythingSaid()
            try checkAlways()
        }
        try store.read { reader in
            let running = try reader.instance("sim-1")?.state == .running
            let left = try reader.messages(in: [.queued, .claimed], limit: 100)
            if running, !left.isEmpty { throw Failure("I4: \(left.count) messages are left: \(left)") }
        }
    }

    private static let peopleFile =
        "plenum: 1\nunits:\n  goc:\n    kind: committee\n    title:\n      vi: Đảng bộ\npeople:\n"
        + people.map { person in
            "  \(person):\n    name: Người \(person)\n    unit: goc\n"
                + (person == "p5" ? "" : "    email: \(person)@example.org\n")
                + (person == "p1" ? "    posts:\n      - secretary of goc\n      - organiser of goc\n" : "")
        }.joined()

    static let definition = """
        plenum: 1
        workflow: sim
        title:
          vi: Mô phỏng
        calendar: international
        inputs:
          meeting-day:
            type: date
            title:
              vi: Ngày họp
          work-list:
            type: table
            title:
              vi: Các việc
            columns:
              owner:
                type: person
                title:
                  vi: Người
              due:
                type: date
                title:
                  vi: Hạn
        reminders:
          usual:
            - when it opens
            - 2 days before
            - on the day
            - every day after up to 3 times
            - escalate to secretary of committee 2 days after at 10:00
          invitation:
            - when it opens
            - 1 day before
        steps:
          all-rows:
            kind: each
            title:
              vi: Các việc
            over: work-list
            steps:
              work:
                kind: task
                title:
                  vi: Làm việc
                who: owner
                deadline: due
                remind: usual
              look:
                kind: decision
                title:
                  vi: Xem xét
                after: work
                who: secretary of committee
                deadline: 2 days after work
                remind: usual
                outcomes:
                  approved: {}
                  returned:
                    return: work
          views:
            kind: comments
            title:
              vi: Lấy ý kiến
            from: all members
            closes: 1 day before meeting
            remind: usual
          meeting:
            kind: session
            title:
              vi: Họp
            chair: secretary of committee
            attend: all members
            date: meeting-day
            remind: invitation

        """
}

extension World {
    /// The day of the organisation, whose zone is UTC.
    var environmentDay: CivilDate { LocalDateTime(secondsSinceEpoch: self[\.now].seconds).date }
}
