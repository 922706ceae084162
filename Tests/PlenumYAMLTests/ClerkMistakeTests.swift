import PlenumCore
import PlenumYAML
import Testing

/// One mistake made in a definition that is right, with what must be said of it.
struct Mistake: CustomTestStringConvertible, Sendable {
    let before: String
    let after: String
    /// The line of the diagnostic, counted from the first line of what was changed; 0 is that line.
    let offset: Int
    let code: String
    /// What the English message or its fix must contain.
    let words: [String]
    /// Which of several equal places is changed.
    let place: Int

    /// `before` stands in `Mistake.definition`; in its place comes `after`.
    init(_ before: String, _ after: String, line offset: Int = 0, _ code: String, _ words: String..., place: Int = 0) {
        self.before = before
        self.after = after
        self.offset = offset
        self.code = code
        self.words = words
        self.place = place
    }

    var testDescription: String { "\(before.debugDescription) → \(after.debugDescription)" }

    /// The changed text, and the line on which the change begins.
    var file: (text: String, line: Int) {
        var start = Mistake.definition.startIndex
        var range = Mistake.definition.range(of: before, from: start)
        for _ in 0..<place {
            start = range?.upperBound ?? start
            range = Mistake.definition.range(of: before, from: start)
        }
        guard let range else { return ("", -1) }
        let head = Mistake.definition[..<range.lowerBound]
        let line = head.split(separator: "\n", omittingEmptySubsequences: false).count
        return (head + after + Mistake.definition[range.upperBound...], line)
    }

    static let definition = """
        plenum: 1
        workflow: small
        languages: [vi, en]
        title:
          vi: Hội nghị chi bộ
          en: Cell conference
        calendar: vietnam
        inputs:
          meeting-date:
            type: date
            title:
              vi: Ngày họp
              en: Day of the meeting
          cells:
            type: units
            default: all cells
            title:
              vi: Các chi bộ
              en: Cells
          topics:
            type: table
            title:
              vi: Nội dung
              en: Topics
            columns:
              topic:
                type: text
                title:
                  vi: Nội dung
                  en: Topic
            at-least: 1
            at-most: 9
        roles:
          board: members of unit board
        reminders:
          usual:
            - when it opens
            - 3 working days before
            - on the day at 08:00
            - every 2 working days after up to 5 times
            - escalate to secretary of committee 2 working days after
        steps:
          plan:
            kind: task
            title:
              vi: Xây dựng kế hoạch
              en: Draw up the plan
            who: organiser
            deadline: 20 working days before meeting
            remind: usual
            produces: document
          approve:
            kind: decision
            title:
              vi: Phê duyệt kế hoạch
              en: Approve the plan
            after: plan
            who: secretary of committee
            about: plan
            deadline: 2 working days after plan
            outcomes:
              approved: {}
              returned:
                return: plan
              postponed:
                title:
                  vi: Hoãn lại
                  en: Postpone
                end: cancelled
          prepare:
            kind: each
            title:
              vi: Các chi bộ chuẩn bị
              en: The cells prepare
            after: approve
            over: cells
            as: cell
            join: at least 3
            otherwise:
              then: short
            steps:
              author:
                kind: assign
                title:
                  vi: Phân công
                  en: Assign
                who: secretary of cell
                from: members of cell
                deadline: 15 working days before meeting
              paper:
                kind: task
                title:
                  vi: Viết tham luận
                  en: Write the paper
                after: author
                who: author
                deadline: 10 working days before meeting
                remind: usual
                produces: document
          opinions:
            kind: comments
            title:
              vi: Lấy ý kiến
              en: Opinions
            after: plan
            from: all members
            about: plan
            closes: 2 working days before meeting
          meeting:
            kind: session
            title:
              vi: Hội nghị
              en: Meeting
            after: [prepare, opinions]
            chair: secretary of committee
            attend: all members
            date: meeting-date
            agenda: paper of prepare
            quorum: more than half of all official members
            without-quorum: new date
            records: [comments, conclusion]
            needs: conclusion
            documents-out: 1 day before
          revise:
            kind: task
            title:
              vi: Chỉnh sửa
              en: Revise
            after: meeting
            when: approve is approved
            who: board
            deadline: same day as meeting
            revises: plan
            settles: [opinions, meeting]
            checklist: topics
        figures:
          papers:
            count: paper done
            of: cells
            title:
              vi: Tham luận
              en: Papers

        """
}

extension String {
    /// The first place of `text` at or behind `start`.
    fileprivate func range(of text: String, from start: Index) -> Range<Index>? {
        var index = start
        while index < endIndex {
            if self[index...].hasPrefix(text) { return index..<self.index(index, offsetBy: text.count) }
            index = self.index(after: index)
        }
        return nil
    }
}

@Suite("A clerk's mistake")
struct ClerkMistakeTests {
    @Test("has a definition to be made in")
    func base() {
        let result = DefinitionFile.check(bytes: Array(Mistake.definition.utf8))
        #expect(result.diagnostics.map(\.oneLine) == [])
        #expect(result.isSound)
    }

    @Test("is told once, on its line, in words that mend it", arguments: mistakes)
    func told(mistake: Mistake) throws {
        let (text, line) = mistake.file
        try #require(line >= 0, "the definition holds \(mistake.before)")
        let surroundings = DefinitionChecker.Surroundings(calendars: ["vietnam", "weekdays"])
        let result = DefinitionFile.check(bytes: Array(text.utf8), surroundings: surroundings)
        try #require(result.diagnostics.count == 1, "\(result.diagnostics.map(\.oneLine))")
        let diagnostic = result.diagnostics[0]
        #expect(diagnostic.problem.code == mistake.code, "\(diagnostic.oneLine)")
        #expect(diagnostic.mark.line == line + mistake.offset, "\(diagnostic.oneLine)")
        let said = diagnostic.problem.message(in: .en) + " " + (diagnostic.problem.fix(in: .en) ?? "")
        for word in mistake.words { #expect(said.contains(word), "\(said)") }
        #expect(!diagnostic.problem.message(in: .vi).isEmpty)
    }

    static let mistakes: [Mistake] = yaml + keys + words + phrases + names + flow

    /// What YAML itself does not forgive.
    static let yaml: [Mistake] = [
        Mistake("    kind: task", "\t\tkind: task", "tab", "tab", "spaces"),
        Mistake("    who: organiser", "   \twho: organiser", "tab", "tab"),
        Mistake("    who: organiser", "    who organiser", "missing-colon", "colon"),
        Mistake("calendar: vietnam", "calendar vietnam", "missing-colon", "colon"),
        Mistake("  plan:\n", "  plan\n", "missing-colon", "colon"),
        Mistake("    who: organiser", "    who:organiser", "missing-space", "space", "who"),
        Mistake("calendar: vietnam", "calendar:vietnam", "missing-space", "space"),
        Mistake("    who: organiser", "   who: organiser", "indentation", "indentation"),
        Mistake("    who: organiser", "      who: organiser", "misplaced", "indentation"),
        Mistake("vi: Hội nghị chi bộ", "vi: Hội nghị: chi bộ", "second-colon", "quotes"),
        Mistake("vi: Hội nghị chi bộ", "vi: \"Hội nghị chi bộ", "unclosed-quote", "never closed"),
        Mistake("vi: Hội nghị chi bộ", "vi: 'Hội nghị chi bộ", "unclosed-quote", "never closed"),
        Mistake("vi: Hội nghị chi bộ", "vi: \"Hội nghị\" chi bộ", "after-quote", "quotation mark"),
        Mistake("vi: Hội nghị chi bộ", "vi: @Hội nghị", "cannot-start", "@", "quotes"),
        Mistake("vi: Hội nghị chi bộ", "vi: %Hội nghị", "cannot-start", "%", "quotes"),
        Mistake("vi: Hội nghị chi bộ", "vi: *Hội nghị", "cannot-start", "*", "quotes"),
        Mistake("vi: Hội nghị chi bộ", "vi: &hội nghị", "cannot-start", "&", "quotes"),
        Mistake("vi: Hội nghị chi bộ", "vi: !hội nghị", "cannot-start", "!", "quotes"),
        Mistake("vi: Hội nghị chi bộ", "vi: > Hội nghị", "cannot-start", ">", "quotes"),
        Mistake("[prepare, opinions]", "[prepare, opinions", "unclosed-bracket", "never closed"),
        Mistake(
            "    remind: usual\n", "    remind: usual\n    remind: usual\n", line: 1, "duplicate-key", "remind", "twice"
        ),
        Mistake("    - 3 working days before", "    -3 working days before", "list-space", "space", "- 3"),
        Mistake("plenum: 1\n", "plenum: 1\n---\n", line: 1, "second-document", "---"),
        Mistake("vi: Hội nghị chi bộ", "vi: \"Hội \\nghị\\ộ\"", "bad-escape", "backslash"),
        Mistake("    who: organiser", "    : organiser", "empty-key", "missing"),
    ]

    /// Keys that are wrong, missing, or in Vietnamese.
    static let keys: [Mistake] = [
        Mistake("deadline: 20", "hạn: 20", "unknown-key", "hạn", "deadline"),
        Mistake("deadline: 20", "han: 20", "unknown-key", "deadline"),
        Mistake("deadline: 20", "dealine: 20", "unknown-key", "deadline"),
        Mistake("deadline: 20", "Deadline: 20", "unknown-key", "deadline"),
        Mistake("who: organiser", "người thực hiện: organiser", "unknown-key", "who"),
        Mistake("who: organiser", "ai: organiser", "unknown-key", "who"),
        Mistake("kind: task", "loại: task", "unknown-key", "kind"),
        Mistake("kind: task", "type: task", "unknown-key", "kind"),
        Mistake("kind: task", "kinds: task", "unknown-key", "kind"),
        Mistake("remind: usual", "nhắc: usual", "unknown-key", "remind"),
        Mistake("remind: usual", "reminder: usual", "unknown-key", "remind"),
        Mistake("after: plan", "sau: plan", "unknown-key", "after"),
        Mistake("documents-out: 1", "documents_out: 1", "unknown-key", "documents-out"),
        Mistake("without-quorum: new", "without quorum: new", "unknown-key", "without-quorum"),
        Mistake("steps:\n  plan:", "bước:\n  plan:", "unknown-key", "steps"),
        Mistake(
            "    deadline: 20 working days before meeting\n    remind: usual\n", "", line: -6, "missing-key",
            "deadline: none"),
        Mistake("    who: organiser\n", "", line: -5, "missing-key", "who", "plan"),
        Mistake("calendar: vietnam\n", "", line: -6, "missing-key", "calendar"),
        Mistake("workflow: small\n", "", line: -1, "missing-key", "workflow"),
        Mistake("    kind: task\n", "", line: -1, "missing-key", "kind", "plan"),
        Mistake("    who: organiser", "    who:", "missing-value", "who"),
        Mistake("    kind: task", "    kind:", "missing-value", "kind"),
        Mistake("  vi: Hội nghị chi bộ\n", "", "missing-translation", "vi"),
        Mistake("  en: Cell conference\n", "", line: -1, "missing-translation", "en"),
        Mistake(
            "title:\n  vi: Hội nghị chi bộ\n  en: Cell conference", "title: Hội nghị chi bộ", "title-language",
            "vi: Hội nghị chi bộ"),
        Mistake(
            "title:\n  vi: Hội nghị chi bộ\n  en: Cell conference", "title: { vi: Hội nghị, chi bộ, en: Cell }",
            "comma-in-braces", "comma", "chi bộ"),
        Mistake("  vi: Hội nghị chi bộ", "  việt: Hội nghị chi bộ", "unknown-language", "việt"),
        Mistake("  vi: Hội nghị chi bộ", "  vi:", "empty-text", "missing"),
        Mistake("    columns:\n", "    column:\n", "unknown-key", "columns"),
        Mistake("plenum: 1", "plenum: 2", "language-version", "version 2"),
        Mistake("    outcomes:\n", "    kết quả:\n", "unknown-key", "outcomes"),
        Mistake("        return: plan", "        trả lại: plan", "unknown-key", "return"),
    ]

    /// Words that are none of those a key allows, and values of another shape.
    static let words: [Mistake] = [
        Mistake("kind: task", "kind: tasks", "unknown-kind", "tasks", "task"),
        Mistake("kind: task", "kind: nhiệm vụ", "unknown-kind", "task"),
        Mistake("kind: session", "kind: meeting", "unknown-kind", "meeting", "session"),
        Mistake("kind: session", "kind: họp", "unknown-kind", "session"),
        Mistake("type: date", "type: ngày", "unknown-word", "date"),
        Mistake("type: units", "type: unites", "unknown-word", "units"),
        Mistake("end: cancelled", "end: canceled", "unknown-word", "cancelled"),
        Mistake("[comments, conclusion]", "[comments, conclusions]", "unknown-word", "conclusion"),
        Mistake("at-least: 1", "at-least: một", "not-a-number", "một"),
        Mistake("at-most: 9", "at-most: 9.5", "not-a-number", "9.5"),
        Mistake("at-least: 1", "at-least: 12", line: 1, "out-of-range", "12", "9"),
        Mistake("who: organiser", "who: { name: organiser }", "wrong-shape", "people", "keys"),
        Mistake("deadline: 20 working days before meeting", "deadline: [20]", "wrong-shape", "deadline", "list"),
        Mistake("    - when it opens\n", "    - when it opens\n    -\n", line: 1, "empty-text", "missing"),
        Mistake("workflow: small", "workflow: Small Plan", "bad-name", "small-plan"),
        Mistake("  plan:\n", "  Plan:\n", "bad-name", "plan"),
        Mistake("  board: members", "  organiser: members", "reserved-word", "organiser"),
        Mistake("default: all cells", "defualt: all cells", "unknown-key", "default"),
    ]

    /// Phrases with a word wrong.
    static let phrases: [Mistake] = [
        Mistake("20 working days before meeting", "20 workin days before meeting", "phrase", "workin", "working"),
        Mistake("20 working days before meeting", "20 ngày làm việc before meeting", "phrase", "ngày", "days"),
        Mistake("20 working days before meeting", "twenty working days before meeting", "phrase", "twenty"),
        Mistake("20 working days before meeting", "three working days before meeting", "phrase", "three", "3"),
        Mistake("20 working days before meeting", "20days before meeting", "phrase", "20 days"),
        Mistake("20 working days before meeting", "1 month before meeting", "months", "weeks or days"),
        Mistake("20 working days before meeting", "20 working days", "phrase", "not complete", "before"),
        Mistake("20 working days before meeting", "20 working days trước meeting", "phrase", "trước", "before"),
        Mistake("20 working days before meeting", "20 working days before the meeting", "phrase", "the"),
        Mistake("20 working days before meeting", "0 days before meeting", "out-of-range", "at least 1"),
        Mistake("20 working days before meeting", "12/03/2026", "date-format", "2026-03-12"),
        Mistake("20 working days before meeting", "2026-02-29", "no-such-date", "2026-02-29", "does not exist"),
        Mistake("20 working days before meeting", "2026-3-12", "date-format", "2026-03-12"),
        Mistake("20 working days before meeting", "2026-03-12 at 8:00", "time-format", "08:00"),
        Mistake("20 working days before meeting", "2026-03-12 at 8h", "time-format", "08:00"),
        Mistake("20 working days before meeting", "“20 working days before meeting”", "curly-quote", "curly"),
        Mistake("20 working days before meeting", "20\u{A0}working days before meeting", "no-break-space", "no-break"),
        Mistake("20 working days before meeting", "không", "not-found", "không", "none"),
        Mistake("on the day at 08:00", "on the day, at 08:00", "comma-in-phrase", "comma"),
        Mistake("on the day at 08:00", "on the day at 24:00", "time-format", "24:00"),
        Mistake("- when it opens", "- when opens", "phrase", "opens", "it"),
        Mistake("up to 5 times", "up to 5", "phrase", "times"),
        Mistake("    - 3 working days before", "    - 3 working days", "phrase", "before"),
        Mistake("who: secretary of cell", "who: secretary cell", "phrase", "cell", "of"),
        Mistake("from: all members", "from: tất cả đảng viên", "phrase", "all"),
        Mistake("from: all members", "from: all member", "phrase", "member", "members"),
        Mistake("more than half of all", "more then half of all", "phrase", "then", "than"),
        Mistake("more than half of all", "3/2 of all", "quorum", "3/2"),
        Mistake("join: at least 3", "join: at least three", "phrase", "three", "3"),
        Mistake("join: at least 3", "join: 300 percent", "join", "300"),
        Mistake("documents-out: 1 day before", "documents-out: 1 day", "phrase", "before"),
        Mistake("when: approve is approved", "when: approve = approved", "wrong-use", "approve"),
        Mistake("when: approve is approved", "when: approve approved", "phrase", "is"),
        Mistake("count: paper done", "count: paper, done", "comma-in-phrase", "comma"),
        Mistake("    who: organiser\n", "    who: organiser\n      of the office\n", "runs-on", "next line"),
    ]

    /// Names that stand for nothing, or for something else.
    static let names: [Mistake] = [
        Mistake("after: plan\n    who", "after: plans\n    who", "not-found", "plans", "plan"),
        Mistake("remind: usual", "remind: usuall", "not-found", "usuall", "usual"),
        Mistake("who: board", "who: bord", "not-found", "bord", "board"),
        Mistake("who: board", "who: chair of comittee", "not-found", "comittee", "committee"),
        Mistake("before meeting\n    remind", "before meting\n    remind", "not-found", "meting", "meeting"),
        Mistake("  meeting:\n", "  meetings:\n", line: -60, "not-found", "meeting", "more places"),
        Mistake("date: meeting-date", "date: cells", "wrong-use", "cells", "date"),
        Mistake("who: board", "who: plan", "wrong-use", "plan", "person"),
        Mistake("about: plan\n    deadline", "about: approve\n    deadline", "wrong-use", "approve", "produces"),
        Mistake("over: cells", "over: meeting-date", "wrong-use", "meeting-date"),
        Mistake("agenda: paper of prepare", "agenda: paper", "out-of-scope", "prepare", "paper of prepare"),
        Mistake("settles: [opinions, meeting]", "settles: plan", "wrong-use", "opinions"),
        Mistake("is approved\n", "is aproved\n", "unknown-outcome", "aproved", "approved"),
        Mistake("count: paper done", "count: paper finished", "unknown-outcome", "finished", "done"),
        Mistake("calendar: vietnam", "calendar: vietnm", "unknown-calendar", "vietnam"),
        Mistake("as: cell\n", "as: meeting-date\n", "name-taken", "meeting-date"),
        Mistake("    as: cell\n", "", line: -1, "entry-name", "as:"),
        Mistake("  board: members", "  cells: members", "name-taken", "cells"),
        Mistake("checklist: topics", "checklist: cell", "not-found", "cell", "cells"),
        Mistake("secretary of cell\n        from", "secretary of cells\n        from", "wrong-use", "cells", "unit"),
    ]

    /// Steps that cannot follow each other, dates that cannot be kept.
    static let flow: [Mistake] = [
        Mistake(
            "    who: organiser\n", "    who: organiser\n    after: approve\n", line: 1, "cycle", "plan", "approve"),
        Mistake("    who: organiser\n", "    who: organiser\n    after: plan\n", line: 1, "cycle", "itself"),
        Mistake("return: plan", "return: prepare", "return-target", "prepare"),
        Mistake("when: approve is approved", "when: approve is returned", "never-opens", "returned"),
        Mistake("2 working days after plan", "2 working days after opinions", "too-late", "opinions", "after"),
        Mistake("20 working days before meeting", "20 working days after meeting", "too-late", "meeting"),
        Mistake("10 working days before meeting", "16 working days before meeting", "before-predecessor", "author"),
        Mistake("same day as meeting", "1 day before meeting", "already-past", "meeting"),
        Mistake("join: at least 3\n    otherwise:\n      then: short", "join: at least 3", "otherwise", "otherwise"),
        Mistake(
            "otherwise:\n      then: short", "otherwise:\n      extend: 5 working days\n      then: short", line: 1,
            "otherwise",
            "no closing day"),
        Mistake("needs: conclusion", "needs: minutes", "needs-unrecorded", "minutes"),
        Mistake(
            "deadline: 20 working days before meeting\n    remind: usual", "deadline: none\n    remind: window",
            line: 1, "not-found", "window"),
        Mistake("  usual:\n", "  gentle:\n    - on the day\n  usual:\n", "unused", "gentle"),
        Mistake(
            "      approved: {}\n      returned:\n        return: plan\n      postponed:\n        title:\n          vi: Hoãn lại\n          en: Postpone\n        end: cancelled\n",
            "      approved:\n        return: plan\n      returned:\n        return: plan\n", "no-way-out", "lead on"),
    ]
}
