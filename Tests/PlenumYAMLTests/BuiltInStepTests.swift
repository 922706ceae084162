import PlenumCore
import PlenumYAML
import Testing

/// Steps that nobody has written, because another brings them along.
@Suite("A step that comes with another")
struct BuiltInStepTests {
    private static let definition = """
        plenum: 1
        workflow: duties
        languages: [vi]
        title:
          vi: Giao việc
        calendar: vietnam
        reminders:
          usual:
            - when it opens
            - on the day
            - escalate to secretary of committee 3 working days after
        steps:
          duties:
            kind: follow-up
            title:
              vi: Tổ chức thực hiện
            who: organiser
            from: everyone
            inspect-by: secretary of committee
            deadline: none
            remind: usual
        figures:
          inspected:
            count: duties where inspect is fulfilled
            of: duties
            title:
              vi: Đã kiểm tra
        """

    @Test("is reminded as that one says, also where that one has no deadline of its own")
    func reminders() {
        #expect(DefinitionFile.check(bytes: Array(Self.definition.utf8)).diagnostics.map(\.oneLine) == [])
        let steps = Self.definition.split(separator: "figures:")[0]
        let task = steps.replacing("kind: follow-up", with: "kind: task")
            .replacing("    from: everyone\n", with: "").replacing("    inspect-by: secretary of committee\n", with: "")
        let codes = DefinitionFile.check(bytes: Array(task.utf8)).diagnostics.map(\.problem.code)
        #expect(codes.contains("rung-never-fires"))
    }

    @Test("is known by its name and its outcomes, and by no other")
    func outcomes() {
        let text = Self.definition.replacing("inspect is fulfilled", with: "inspect is adopted")
        let diagnostics = DefinitionFile.check(bytes: Array(text.utf8)).diagnostics
        #expect(diagnostics.count == 1, "\(diagnostics.map(\.oneLine))")
        #expect(diagnostics.first?.oneLine.contains("adopted") == true)
    }
}
