import PlenumCore
import PlenumYAML
import Testing

@Suite("A new kind of step")
struct NewStepKindTests {
    /// The one line that a new kind needs beside its file.
    private static let kinds = StepKinds(StepKinds.all.kinds + [SealStep.self])

    private static let text = """
        plenum: 1
        workflow: sealing
        languages: [vi, en]
        title:
          vi: Đóng dấu
          en: Sealing
        calendar: plain
        steps:
          plan:
            kind: task
            title:
              vi: Soạn
              en: Write
            who: organiser
            deadline: none
            produces: document
          stamp:
            kind: seal
            title:
              vi: Đóng dấu
              en: Seal
            after: plan
            who: organiser
            about: plan
            deadline: 2 working days after plan
          end:
            kind: task
            title:
              vi: Gửi
              en: Send
            after: stamp
            when: stamp is sealed
            who: organiser
            deadline: none
        """

    @Test("is read, checked and run like those that ship")
    func runs() throws {
        let node = try #require(YAMLReader.read(bytes: Array(NewStepKindTests.text.utf8)).node)
        let reading = DefinitionReader.read(node, kinds: NewStepKindTests.kinds)
        #expect(reading.diagnostics.map(\.oneLine) == [])
        let definition = try #require(reading.definition)
        let directory = MemoryDirectory(
            units: [Unit(id: "root", kind: "committee", parent: nil, title: LocalizedText(vi: "Gốc", en: "Root"))],
            people: [Person(id: "an", name: "An", unit: "root", posts: [.init("organiser", of: "root")])])
        let surroundings = Surroundings(
            directory: directory,
            calendar: WorkingCalendar(
                name: "plain", zone: "Asia/Ho_Chi_Minh", weeklyDaysOff: [.sunday], exceptions: [:], years: 2026...2026),
            zone: .fixed(name: "Asia/Ho_Chi_Minh", offset: 7 * 3600), hour: CivilTime(hour: 8, minute: 0)!)
        let set = try WorkingSet("sealing-1", reader: EmptyState(), definition: definition)
        func decide(_ command: Command) throws {
            let now = Instant(rfc3339: "2026-03-02T08:00:00+07:00")!
            _ = try Decider.decide(
                command, by: Authority(actor: Actor(by: "an"), now: now), on: set, definition: definition,
                in: surroundings)
        }
        try decide(.start(StartCommand(definition: "d", calendar: "c", unit: "root", inputs: [])))
        try decide(.act(ActCommand(task: TaskCode(1), document: Document(name: "a", hash: "0", size: 1))))
        #expect(throws: Refused.self) { try decide(.act(ActCommand(task: TaskCode(2)))) }
        try decide(.act(ActCommand(task: TaskCode(2), answers: [(name: "copies", text: "3")])))
        #expect(try set.control(at: Path("stamp")).outcome == "sealed")
        #expect(try set.control(at: Path("end")).phase == .open)
    }
}
