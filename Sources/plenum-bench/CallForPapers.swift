import Foundation
import PlenumApp
import PlenumCore
import PlenumDelivery
import PlenumStore
import Synchronization

/// The largest of the real cases, run whole in this process: 94 organisations, 7,595 people, each of whom answers the
/// call; 14 papers, and what the 94 organisations make of it.
struct CallForPapers {
    let folder: String

    static let organisations = 94
    static let people = 7595
    private static let papers = 14

    struct Result {
        let acts: Int
        /// From the directory to the verified end.
        let total: Duration
        /// The last hundred answers over the first hundred, by their medians.
        let flatness: Double
        /// How many letters one run of `remind` has written to all who had not answered, and in what time.
        let letters: Int
        let reminding: Duration
        let peakBytes: Int
        let databaseBytes: Int
        let events: Int
    }

    private struct Missing: Error {
        let path: String
    }

    private struct NotEnded: Error {
        let state: String
        let problems: Int
    }

    /// Wherever the bench is started, the definition is the one of this repository.
    private static let workflow = "workflows/call-for-papers.yaml"

    func run() throws -> Result {
        var result: Swift.Result<Result, any Error>?
        let peak = ResidentMemory.growth { result = Swift.Result { try play() } }
        guard let played = try result?.get() else { throw Missing(path: "call-for-papers") }
        return Result(
            acts: played.acts, total: played.total, flatness: played.flatness, letters: played.letters,
            reminding: played.reminding, peakBytes: peak, databaseBytes: played.databaseBytes, events: played.events)
    }

    private func play() throws -> Result {
        let path = folder + "/call-for-papers.db"
        var run = try Run(path: path, folder: folder)
        let clock = ContinuousClock()
        let start = clock.now
        try run.begin()
        let reminded = clock.now
        let letters = try run.remind(at: "2026-07-02T08:00:00+07:00")
        let reminding = clock.now - reminded
        try run.answer()
        try run.conclude()
        let events = try run.verify()
        let total = clock.now - start
        try run.close()
        let bytes = ["", "-wal"].reduce(0) { sum, end in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path + end)
            return sum + (attributes?[.size] as? Int ?? 0)
        }
        return Result(
            acts: run.times.count, total: total, flatness: run.flatness, letters: letters, reminding: reminding,
            peakBytes: 0, databaseBytes: bytes, events: events)
    }

    /// One run, act by act, on a clock of its own.
    private struct Run {
        let store: SQLiteStore
        let file: String
        var now = Instant(rfc3339: "2026-05-11T08:00:00+07:00") ?? Instant(seconds: 0)
        /// How long each act took, in their order.
        var times: [Duration] = []
        private var answers: [Duration] = []

        init(path: String, folder: String) throws {
            file = folder + "/paper.md"
            try "Tham luận".write(toFile: file, atomically: true, encoding: .utf8)
            try "area\n\((1...7).map { "Nội dung \($0)" }.joined(separator: "\n"))\n".write(
                toFile: folder + "/focus.csv", atomically: true, encoding: .utf8)
            store = try Service.openFile(path, .create, .live(now: now))
        }

        /// How the cost of an answer has grown from the first hundred to the last.
        var flatness: Double { median(answers.suffix(100)) / median(answers.prefix(100)) }

        private func median(_ durations: ArraySlice<Duration>) -> Double {
            let sorted = durations.sorted()
            return sorted.isEmpty ? 0 : sorted[sorted.count / 2] / .nanoseconds(1)
        }

        private var service: Service { Service(store: store, environment: .live(now: now)) }

        private func authority(_ person: PersonID) -> Authority {
            Authority(actor: Actor(by: person, via: "bench"), now: now)
        }

        private static func organisation(_ number: Int) -> UnitID { UnitID("to-chuc-\(number)") }
        private static func member(_ number: Int) -> PersonID { PersonID("p-\(number)") }
        /// The secretaries come first, one for each organisation.
        private static func secretary(of organisation: Int) -> PersonID { member(organisation) }

        // MARK: The run

        mutating func begin() throws {
            for table in try tables() {
                _ = try service.importPeople(files: [table], authority: Authority(actor: Actor(by: nil), now: now))
            }
            let organisations = (1...CallForPapers.organisations).map { Run.organisation($0).rawValue }
            _ = try service.start(
                file: CallForPapers.workflow,
                given: [
                    ("theme", "Chuyên đề"), ("conference-date", "2026-07-30"), ("chairs", "chair-1, chair-2"),
                    ("organisations", organisations.joined(separator: ",")), ("boards", "board-1,board-2,board-3"),
                    ("focus-areas", "@" + folderOf(file) + "/focus.csv"),
                ], unit: nil, authority: authority("office-1"))
            try act("call", nil, "office-1", file: true)
            for number in 1...CallForPapers.organisations {
                try act("invite", Run.secretary(of: number), Run.secretary(of: number))
            }
        }

        /// Everybody answers the call: fourteen with a paper, the others with nothing to add.
        mutating func answer() throws {
            advance(to: "2026-07-03T08:00:00+07:00")
            for number in 1...CallForPapers.people - CallForPapers.offices {
                let person = Run.member(number)
                let sends = number <= CallForPapers.papers
                try act(
                    "papers", person, person, outcome: sends ? nil : "nothing-to-add",
                    answers: sends ? [(name: Name("author"), text: person.rawValue)] : [], file: sends, isAnswer: true)
            }
            for number in 1...CallForPapers.papers {
                try act("papers/\(number)/review", nil, "office-1", outcome: "accepted")
            }
            // Nobody can add anything any more.
            _ = try remind(at: "2026-07-10T08:00:00+07:00")
        }

        /// The conference, its synthesis, and the seven focus areas of every organisation.
        mutating func conclude() throws {
            try act("proceedings", nil, "office-1", file: true)
            try act("introductory-report", nil, "chair-1", file: true)
            advance(to: "2026-07-30T08:00:00+07:00")
            let present = (["chair-1", "chair-2"] + (1...CallForPapers.organisations).map { Run.member($0).rawValue })
            try act(
                "conference", nil, "chair-1",
                answers: [
                    ("present", present.joined(separator: ",")), ("comments", "Nhất trí"), ("conclusion", "Kết luận"),
                    ("minutes", "Biên bản"),
                ])
            for board in ["board-1", "board-2", "board-3"] {
                try act(
                    "synthesis/\(board)/owner", nil, PersonID("\(board)-head"), answers: [("person", "\(board)-head")])
                try act("synthesis/\(board)/summary", nil, PersonID("\(board)-head"), file: true)
            }
            try act("advise", nil, "office-1", answers: [("conference-1", "taken-on-board")], file: true)
            try act("accept-advice", nil, "standing-1", outcome: "accepted")
            let ticks = (1...7).map { (name: Name("tick-\($0)"), text: "yes") }
            for number in 1...CallForPapers.organisations {
                try act(
                    "carry-on/\(Run.organisation(number))/focus", nil, Run.secretary(of: number), answers: ticks,
                    file: true)
            }
        }

        /// The events of the verified log. Refuses a run that has not come to its end.
        func verify() throws -> Int {
            let report = try store.verify()
            let state = try store.read { try $0.instance("call-for-papers-1")?.state }
            guard state == .completed, report.isSound else {
                throw NotEnded(state: state?.rawValue ?? "unknown", problems: report.problems.count)
            }
            return report.events
        }

        func close() throws { try store.close() }

        // MARK: Acts

        private mutating func advance(to moment: String) {
            now = Instant(rfc3339: moment) ?? now
        }

        /// One run of `remind` by a channel that is real but for where its lines go; how many letters it wrote.
        mutating func remind(at moment: String) throws -> Int {
            advance(to: moment)
            let count = Mutex(0)
            let channel = StandardOutput(
                ChannelSurroundings(settings: Settings()) { _ in count.withLock { $0 += 1 } })
            _ = try service.remind(through: channel, authority: Authority(actor: .clock, now: now))
            return count.withLock { $0 }
        }

        private mutating func act(
            _ path: String, _ member: PersonID?, _ person: PersonID, outcome: Name? = nil,
            answers: [(name: Name, text: String)] = [], file: Bool = false, isAnswer: Bool = false
        ) throws {
            guard let item = try store.read({ try $0.item(at: Path(path), member: member, of: "call-for-papers-1") })
            else { throw Missing(path: path) }
            let attachment = file ? self.file : nil
            let clock = ContinuousClock()
            let start = clock.now
            _ = try service.act(
                task: item.code.description, outcome: outcome, answers: answers, attachment: attachment, note: nil,
                expect: nil, authority: authority(person))
            times.append(clock.now - start)
            if isAnswer { self.answers.append(clock.now - start) }
        }

        // MARK: People

        /// Two tables such as a spreadsheet exports: the units, then the people; their paths.
        private func tables() throws -> [String] {
            let offices = ["organising-committee", "standing-board", "board-1", "board-2", "board-3"]
            let units =
                ["Mã,Tên đơn vị,Loại,Cấp trên", "root,Đảng bộ Khối,committee,"]
                + offices.map { "\($0),\($0),board,root" }
                + (1...CallForPapers.organisations).map {
                    "\(Run.organisation($0)),Tổ chức số \($0),grassroots-organisations,root"
                }
            let officers =
                [
                    "office-1,Văn Phòng Một,organising-committee,organiser of root",
                    "chair-1,Chủ Trì Một,organising-committee,", "chair-2,Chủ Trì Hai,organising-committee,",
                    "standing-1,Thường Vụ Một,standing-board,secretary",
                ] + offices.suffix(3).map { "\($0)-head,Trưởng Ban,\($0),head" }
            let members = (1...CallForPapers.people - CallForPapers.offices).map { number in
                let home = Run.organisation((number - 1) % CallForPapers.organisations + 1)
                let post = number <= CallForPapers.organisations ? "secretary" : ""
                return "\(Run.member(number)),Đảng viên \(number),\(home),\(post)"
            }
            return try [
                ("units.csv", units), ("people.csv", ["Mã,Họ và tên,Đơn vị,Chức vụ"] + officers + members),
            ].map { name, lines in
                let path = folderOf(file) + "/" + name
                try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
                return path
            }
        }
    }

    /// Those of the 7,595 who stand in no organisation.
    private static let offices = 7
}

private func folderOf(_ file: String) -> String { (file as NSString).deletingLastPathComponent }
