import Foundation
import Testing

/// The commands beside `do`, one after the other, as an organiser and the members type them.
@Suite("The commands beside do")
struct OrderCommandTests {
    private static let workflow = """
        plenum: 1
        workflow: letter
        languages: [vi, en]
        title:
          vi: Nghị quyết chuyên đề
          en: Thematic resolution
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
        reminders:
          usual:
            - when it opens
            - 1 working day before
        steps:
          draft:
            kind: task
            title:
              vi: Dự thảo
              en: Draft
            who: members of unit kinh-te-ngan-sach
            deadline: 10 working days before meeting
            remind: usual
            produces: document
          author:
            kind: assign
            title:
              vi: Phân công người trình bày
              en: Name the presenter
            who: organiser
            from: members of unit kinh-te-ngan-sach
            deadline: none
          present:
            kind: task
            title:
              vi: Chuẩn bị trình bày
              en: Prepare the presentation
            after: author
            who: author
            deadline: none
          opinions:
            kind: comments
            title:
              vi: Lấy ý kiến
              en: Opinions
            after: draft
            from: members of unit phap-che
            about: draft
            closes: 5 working days before meeting
            remind: usual
          revise:
            kind: task
            title:
              vi: Chỉnh sửa
              en: Revise
            after: opinions
            who: organiser
            revises: draft
            settles: opinions
            deadline: 2 working days before meeting
            remind: usual
          cells-read:
            kind: each
            title:
              vi: Các chi bộ nghiên cứu
              en: The cells study it
            over: cells
            as: cell
            steps:
              study:
                kind: task
                title:
                  vi: Nghiên cứu
                  en: Study
                who: secretary of cell
                deadline: 3 working days before meeting
                remind: usual
          meeting:
            kind: session
            title:
              vi: Cuộc họp
              en: Meeting
            after: [revise, cells-read]
            chair: organiser
            attend: all members
            date: meeting-date
            records: [minutes]
          issue:
            kind: issue
            title:
              vi: Ban hành
              en: Issue
            after: meeting
            who: secretary of committee
            about: draft
            number:
              type: NQ
              organ: ĐU
            deadline: none
          read:
            kind: acknowledge
            title:
              vi: Quán triệt
              en: Study it
            after: issue
            from: members of unit phap-che
            about: draft
            mode: study
            closes: 10 working days after issue
            close-early: when all have answered

        """

    private struct Play {
        let program: Program
        let office = "ha-thi-nhung"

        init() throws {
            program = try Program()
            try program.copy("examples/thematic-session/people.yaml")
            try program.write(OrderCommandTests.workflow, to: "letter.yaml")
            try done("people", "import", "people.yaml")
            try done("start", "letter.yaml", "--as", office, "--set", "meeting-date=2026-09-30")
        }

        @discardableResult
        func done(_ arguments: String..., now: String? = nil) throws -> String {
            let result = try program.run(arguments, now: now)
            #expect(result.status == 0, "\(arguments): \(result.errors)")
            return result.output
        }

        @discardableResult
        func refused(_ arguments: String...) throws -> String {
            let result = try program.run(arguments)
            #expect(result.status == 1, "\(arguments): \(result.output)")
            #expect(result.output.isEmpty)
            return result.errors
        }

        /// Code and person of the open task of a step.
        func task(_ step: String, of person: String? = nil, now: String? = nil) throws -> (code: String, person: String)
        {
            let tasks = try #require(try program.json("tasks", "--all", now: now) as? [[String: Any]])
            let task = try #require(
                tasks.first { $0["step"] as? String == step && (person == nil || $0["person"] as? String == person) },
                "\(step)")
            let candidates = task["candidates"] as? [String] ?? []
            return (
                try #require(task["task"] as? String), task["person"] as? String ?? candidates.first ?? ""
            )
        }

        func log() throws -> [String] {
            let log = try #require(try program.json("log", "letter-1") as? [[String: Any]])
            return log.compactMap { $0["event"] as? String }
        }
    }

    @Test("hand a task on: claim, delegate, decline, reassign, comment and undo")
    func handingOn() throws {
        let play = try Play()
        let draft = try play.task("draft")
        let people =
            try #require(try play.program.json("show", draft.code) as? [String: Any])["candidates"] as? [String]
        let (first, second) = (try #require(people?.first), try #require(people?.last))
        #expect(try play.done("claim", draft.code, "--as", first).contains("Dự thảo"))
        #expect(try play.refused("claim", draft.code, "--as", second).contains(first))
        #expect(try play.done("undo", draft.code, "--as", first).contains("Dự thảo"))
        try play.done("claim", draft.code, "--as", second)
        try play.done("delegate", draft.code, "--as", second, "--to", first)
        #expect(try play.done("comment", draft.code, "--as", first, "đang chờ số liệu").contains("ghi chú"))
        #expect(try play.refused("decline", draft.code, "--as", first).contains("--reason"))
        try play.done("decline", draft.code, "--as", first, "--reason", "bận công tác")
        let author = try play.task("author")
        try play.done("do", author.code, "--as", play.office, "--set", "person=\(second)")
        let present = try play.task("present")
        #expect(present.person == second)
        #expect(
            try play.refused("reassign", present.code, "--as", first, "--to", first, "--reason", "x")
                .contains("“\(first)”"))
        try play.done("reassign", present.code, "--as", play.office, "--to", first, "--reason", "đổi người")
        #expect(try play.task("present").person == first)
        try play.done("verify")
        #expect(try play.log().filter { $0 == "assigned" }.count >= 4)
    }

    @Test("correct a plan: extend, reschedule, skip, reopen, include, excuse, suspend, resume, cancel")
    func corrections() throws {
        let play = try Play()
        let draft = try play.task("draft")
        try play.program.write("Điều 1.\nĐiều 2.\n", to: "draft.txt")
        let before = try play.log().count
        // A trial shows the consequences and writes nothing.
        let trial = try play.done(
            "reschedule", "letter-1", "--step", "meeting-date", "--to", "2026-10-15", "--as", play.office, "--dry-run")
        #expect(trial.contains("15/10/2026") && trial.contains("Dự thảo"), "\(trial)")
        #expect(try play.log().count == before)
        try play.done(
            "reschedule", "letter-1", "--step", "meeting-date", "--to", "2026-10-15", "--as", play.office, "--reason",
            "trùng lịch họp")
        #expect(try play.refused("extend", draft.code, "--to", "2026-10-06", "--as", play.office).contains("--reason"))
        try play.done("extend", draft.code, "--to", "2026-10-06", "--as", play.office, "--reason", "chờ số liệu")
        let letters = try play.done("remind", "--deliver", "stdout")
        #expect(letters.contains("chờ số liệu") || letters.contains("trùng lịch họp"), "\(letters)")
        try play.done("do", draft.code, "--as", draft.person, "--attach", "draft.txt")
        let opinion = try play.task("opinions")
        try play.done("comment", opinion.code, "--as", opinion.person, "Nên nêu rõ thời hạn.")
        let other = try play.task("opinions")
        #expect(other.code != opinion.code)
        try play.done("excuse", other.code, "--as", play.office, "--reason", "nghỉ ốm")
        try play.done("include", "letter-1", "--step", "opinions", "--as", play.office, "--entry", play.office)
        try play.done(
            "excuse", "letter-1", "--step", "cells-read/hanh-chinh-to-chuc-quan-tri", "--as", play.office, "--reason",
            "sáp nhập chi bộ")
        #expect(
            try play.refused(
                "excuse", "letter-1", "--step", "cells-read/khong-co", "--as", play.office, "--reason", "x"
            ).contains("khong-co"))
        let study = try play.task("cells-read/phap-che/study")
        try play.done("skip", study.code, "--as", play.office, "--reason", "đã nghiên cứu")
        try play.done(
            "reopen", "letter-1", "--step", "cells-read/phap-che/study", "--as", play.office, "--reason", "làm lại")
        try play.done("suspend", "letter-1", "--as", play.office, "--reason", "kiểm tra")
        #expect(try play.refused("do", study.code, "--as", study.person).contains("tạm dừng"))
        let resumed = try play.done(
            "resume", "letter-1", "--as", play.office, "--shift", now: "2026-08-20T08:00:00+07:00")
        #expect(resumed.contains("20/10/2026"), "\(resumed)")
        #expect(try play.refused("cancel", "letter-1", "--as", study.person, "--reason", "x").contains(study.person))
        try play.done("cancel", "letter-1", "--as", play.office, "--reason", "không tổ chức nữa")
        #expect(try play.refused("do", study.code, "--as", study.person).contains("đã hủy"))
        try play.done("verify")
    }

    @Test("show a document's versions, what changed, and copy it out; number it from the register")
    func documents() throws {
        let play = try Play()
        let draft = try play.task("draft")
        try play.program.write("Điều 1. Mục tiêu\n\nĐiều 2. Thời hạn\n", to: "draft.txt")
        try play.done("do", draft.code, "--as", draft.person, "--attach", "draft.txt")
        let opinion = try play.task("opinions")
        #expect(try play.done("show", opinion.code, "--diff").contains("draft.txt"))
        #expect(try play.done("show", opinion.code, "--save", "out").contains("out/draft.txt"))
        #expect(
            try String(contentsOf: play.program.folder.appending(path: "out/draft.txt"), encoding: .utf8).count == 35)
        let again = try play.program.run("show", opinion.code, "--save", "out")
        #expect(again.status == 73)
        let later = "2026-09-24T08:00:00+07:00"
        try play.done("remind", "--deliver", "stdout", now: later)
        let revise = try play.task("revise", now: later)
        try play.program.write("Điều 1. Mục tiêu\nĐiều 2. Thời hạn: 31/12/2026\nĐiều 3. Kiểm tra\n", to: "revised.txt")
        try play.done("do", revise.code, "--as", revise.person, "--attach", "revised.txt", now: later)
        let diff = try play.done("show", revise.code, "--diff", now: later)
        #expect(diff.contains("- Điều 2. Thời hạn\n+ Điều 2. Thời hạn: 31/12/2026\n+ Điều 3. Kiểm tra"), "\(diff)")
        #expect(diff.contains("… 1 đoạn giữ nguyên"))
        for cell in [
            "kinh-te-ngan-sach", "thong-tin-tong-hop", "van-hoa-xa-hoi", "phap-che", "hanh-chinh-to-chuc-quan-tri",
        ] {
            let study = try play.task("cells-read/\(cell)/study", now: later)
            try play.done("do", study.code, "--as", study.person, now: later)
        }
        let day = "2026-09-30T08:00:00+07:00"
        let meeting = try play.task("meeting", now: day)
        let view = try #require(try play.program.json("tasks", "--all", now: day) as? [[String: Any]])
            .first { $0["step"] as? String == "meeting" }
        let actions = try #require(view?["actions"] as? [[String: Any]])
        let needs = try #require(actions.first?["needs"] as? [[String: Any]])
        let present = needs.first { $0["type"] as? String == "people" }?["options"] as? [String] ?? []
        try play.done(
            "do", meeting.code, "--as", meeting.person, "--set", "present=\(present.joined(separator: ","))", "--set",
            "minutes=Đã họp", now: day)
        let issue = try play.task("issue", now: day)
        #expect(try play.program.run("do", issue.code, "--as", issue.person, now: day).errors.contains("--set number"))
        #expect(
            try play.done("numbers", "set", "--term", "2025-2030", "NQ-ĐU=4", "KH-ĐU=0", now: day)
                .contains("số tiếp theo 05-NQ/ĐU"))
        #expect(try play.program.run("do", issue.code, "--as", issue.person, "--set", "number=9", now: day).status == 1)
        #expect(try play.done("do", issue.code, "--as", issue.person, now: day).contains("05-NQ/ĐU"))
        let numbers = try play.done("numbers", now: day)
        #expect(numbers.contains("05-NQ/ĐU") && numbers.contains("01-NQ/ĐU … 04-NQ/ĐU"), "\(numbers)")
        #expect(numbers.contains("01-KH/ĐU"))
        let read = try play.task("read", now: day)
        #expect(try play.done("acknowledge", read.code, "--as", read.person, now: day).contains("Quán triệt"))
        // What is issued is the text as revised.
        #expect(try play.done("show", try play.task("read", now: day).code, now: day).contains("revised.txt"))
        for text in ["NQ=4", "NQ-ĐU", "NQ-ĐU=-1", "NQ-ĐU=x"] {
            #expect(try play.program.run("numbers", "set", "--term", "2025-2030", text).status == 64, "\(text)")
        }
        try play.done("verify", now: day)
    }
}

@Suite("A vote from the command line")
struct VoteCommandTests {
    private static let workflow = """
        plenum: 1
        workflow: ballot
        languages: [vi, en]
        title:
          vi: Biểu quyết nghị quyết
          en: A ballot
        calendar: vietnam
        steps:
          draft:
            kind: task
            title:
              vi: Dự thảo
              en: Draft
            who: organiser
            deadline: none
            produces: document
          adopt:
            kind: vote
            title:
              vi: Biểu quyết thông qua
              en: Adopt it
            after: draft
            from: official members of unit phap-che
            about: draft
            rule: more than half
            closes: 5 working days after draft
            close-early: when decided
            outcomes:
              rejected:
                return: draft

        """

    @Test("is cast, entered from a slip, refused to strangers, and ends as soon as it is decided")
    func vote() throws {
        let program = try Program()
        try program.copy("examples/thematic-session/people.yaml")
        try program.write(Self.workflow, to: "ballot.yaml")
        for arguments in [
            ["check", "ballot.yaml"], ["people", "import", "people.yaml"],
            ["start", "ballot.yaml", "--as", "ha-thi-nhung"],
        ] {
            let result = try program.run(arguments)
            #expect(result.status == 0, "\(arguments): \(result.errors)")
        }
        try program.write("Điều 1.\n", to: "draft.txt")
        let draft = try #require(try program.json("tasks", "--all") as? [[String: Any]])
        let code = try #require(draft.first?["task"] as? String)
        #expect(try program.run("vote", code, "in-favour", "--as", "ha-thi-nhung").status == 1)
        #expect(try program.run("do", code, "--as", "ha-thi-nhung", "--attach", "draft.txt").status == 0)
        let votes = try #require(try program.json("tasks", "--all") as? [[String: Any]]).map {
            (code: $0["task"] as? String ?? "", person: $0["person"] as? String ?? "")
        }
        #expect(votes.count > 3)
        let show = try program.run("show", votes[0].code)
        #expect(show.output.contains("--outcome in-favour|against|abstain"), "\(show.output)")
        #expect(try program.run("vote", votes[0].code, "maybe", "--as", votes[0].person).status == 1)
        #expect(try program.run("vote", votes[0].code, "in-favour", "--as", "nguyen-thi-an").status == 1)
        #expect(
            try program.run(
                "vote", votes[0].code, "against", "--as", votes[0].person, "--reserve", "Chưa đủ căn cứ"
            ).output.contains("Đã biểu quyết"))
        let secretary = "duong-van-thach"
        let needed = votes.count / 2 + 1
        for vote in votes.dropFirst().prefix(needed) {
            let asked = ["vote", vote.code, "in-favour", "--as", secretary]
            let result = try program.run(vote.person == secretary ? asked : asked + ["--for", vote.person])
            #expect(result.status == 0, "\(result.errors)")
        }
        let log = try program.run("log", "ballot-1").output
        #expect(log.contains("adopt: adopted"), "\(log)")
        #expect(try program.run("status", "ballot-1").output.contains("hoàn thành"))
        #expect(try program.run("verify").status == 0)
    }
}
