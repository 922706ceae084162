import PlenumCore
import PlenumYAML
import Testing

@Suite("A definition with a step that repeats")
struct RepeatDefinitionTests {
    /// `fields` are those of the step beside its title and steps; `inner` the deadline of its task.
    private static func text(_ fields: [String], deadline inner: String = "5 working days after month") -> String {
        """
        plenum: 1
        workflow: guidance
        title:
          vi: Hướng dẫn
          en: Guidance
        calendar: vietnam
        inputs:
          first-day:
            type: date
            title:
              vi: Ngày đầu
              en: First day
        steps:
          guidance:
            kind: repeat
            title:
              vi: Hướng dẫn hằng tháng
              en: Monthly guidance
        \(fields.map { "    " + $0 }.joined(separator: "\n"))
            steps:
              write:
                kind: task
                title:
                  vi: Viết
                  en: Write
                after: month
                who: organiser
                deadline: \(inner)
        """
    }

    private static let whole = [
        "every: month", "on: day 1 of the month or the next working day", "from: first-day", "times: 12", "as: month",
    ]

    private static func check(_ text: String) -> CheckResult { DefinitionFile.check(bytes: Array(text.utf8)) }

    @Test("is sound, and says what it needs")
    func sound() {
        let result = Self.check(Self.text(Self.whole))
        #expect(result.diagnostics.map(\.oneLine) == [])
        #expect(result.needs == [.notPast(.named("first-day"), of: "guidance")])
        let kind = result.definition?.scope["guidance"]?.kind
        #expect(kind?.fanOut?.scope.steps.map(\.name) == ["month", "write"])
        #expect(kind?.fanOut?.scope["month"]?.title[.en] == "Monthly guidance")
    }

    static let deadlines = [
        "5 working days after month", "same day as month", "10 days after month at 17:00", "last day of the month",
        "working day 5 of the quarter",
    ]

    @Test("lets dates count from the occurrence's day", arguments: deadlines)
    func dates(deadline: String) {
        #expect(Self.check(Self.text(Self.whole, deadline: deadline)).diagnostics.map(\.oneLine) == [])
    }

    /// What is put in place of which field, and the code and words of what is said of it.
    static let faults: [(field: String, by: String?, code: String, says: String)] = [
        ("times", nil, "either-or", "never end"),
        ("times", "times: 12\n    until: 2027-01-01", "either-or", "only one of"),
        ("times", "times: 0", "recurrence", "never happen"),
        ("times", "times: 1001", "recurrence", "1001 times"),
        ("on", "on: day 31 of the month", "out-of-range", "last day of the month"),
        ("on", "on: day 10 of the quarter", "recurrence", "a day of the quarter"),
        ("on", "on: friday", "recurrence", "a day of the week"),
        ("on", "on: day 40 of the month", "phrase", "“40”"),
        ("every", "every: fortnight", "phrase", "fortnight"),
        ("every", "every: 0 months", "out-of-range", "at least 1"),
        ("from", "from: someday", "not-found", "someday"),
        ("as", nil, "missing-key", "as"),
        ("as", "as: first-day", "name-taken", "first-day"),
    ]

    @Test("is refused in words that say what is wrong", arguments: faults.indices)
    func refused(index: Int) throws {
        let fault = Self.faults[index]
        let fields = Self.whole.compactMap { $0.hasPrefix(fault.field + ":") ? fault.by : $0 }
        let found = Self.check(Self.text(fields)).diagnostics
        #expect(found.first?.problem.code == fault.code, "\(found.map(\.oneLine))")
        #expect(found.contains { $0.problem.message(in: .en).contains(fault.says) }, "\(found.map(\.oneLine))")
    }

    @Test("may not end before it begins")
    func order() {
        let fields = ["every: month", "from: 2026-03-02", "until: 2026-03-01", "as: month"]
        #expect(Self.check(Self.text(fields)).diagnostics.map(\.problem.code) == ["recurrence"])
    }

    @Test("needs a last day that leaves it a time, and not too many")
    func until() {
        let fields = ["every: month", "from: first-day", "until: 2027-03-01", "as: month"]
        let recurrence = Recurrence(
            every: Recurrence.Interval(1, .month), from: .named("first-day"),
            end: .until(.date(CivilDate(iso: "2027-03-01") ?? CivilDate(dayNumber: 0))))
        #expect(
            Self.check(Self.text(fields)).needs == [
                .notPast(.named("first-day"), of: "guidance"), .occurrences(recurrence, of: "guidance"),
            ])
    }
}
