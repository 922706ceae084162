import Foundation

/// A small plan with a session, opinions, a vote, a number and acknowledgements, and names as hostile as they may be.
enum SmallPlan {
    static func begun() throws -> Program {
        let program = try Program()
        try program.write(people, to: "people.yaml")
        try program.write(definition, to: "session.yaml")
        for arguments in [
            ["people", "import", "people.yaml"],
            ["numbers", "set", "NQ-ĐU=4", "--term", "2025-2030"],
            [
                "start", "session.yaml", "--as", "chair", "--set", "theme=\(hostile)", "--set", "held-on=2026-08-20",
            ],
            ["do", "001-1", "--as", "chair", "--attach", "draft.md"],
            ["do", "002-2", "--as", "an", "--set", "opinion=\(hostile)"],
            ["do", "003-3", "--as", "chair", "--set", "opinion=Đồng ý"],
        ] {
            if arguments.contains("draft.md") { try program.write("Dự thảo", to: "draft.md") }
            let result = try program.run(arguments)
            guard result.status == 0 else { throw Program.Failure(result: result) }
        }
        return program
    }

    static let hostile = "<script>alert(\"x\")</script> & 'y' </td>"

    private static let people = """
        plenum: 1
        units:
          dang-bo:
            kind: committee
            title:
              vi: "Đảng ủy <i>A & B</i>"
        people:
          chair:
            name: "Trần \\"Văn\\" <b>Bé</b>"
            unit: dang-bo
            class: official
            posts:
              - secretary of dang-bo
              - organiser of dang-bo
          an:
            name: Lê An
            unit: dang-bo
            class: official
            absences:
              - from: 2026-08-19
                to: 2026-08-21
                substitute: chair
          binh:
            name: Lê Bình
            unit: dang-bo
            class: probationary
        """

    private static let definition = """
        plenum: 1
        workflow: small
        languages: [vi]
        title:
          vi: "Kế hoạch <&>"
        calendar: vietnam
        inputs:
          theme:
            type: text
            title:
              vi: Chuyên đề
          held-on:
            type: date
            title:
              vi: Ngày họp
        steps:
          draft:
            kind: task
            title:
              vi: Dự thảo
            who: organiser
            deadline: none
            produces: document
          opinions:
            kind: comments
            title:
              vi: Góp ý
            after: draft
            from: official members of committee
            about: draft
            closes: 1 day before meeting
            close-early: when all have answered
          meeting:
            kind: session
            title:
              vi: "Buổi họp \\"<&>\\""
            after: opinions
            chair: secretary of committee
            attend: all members
            date: held-on
            quorum: more than half of all members
            records: [comments, conclusion, minutes, lessons]
            needs: conclusion
          ballot:
            kind: vote
            title:
              vi: Biểu quyết dự thảo
            after: meeting
            from: all official members
            about: draft
            closes: 2 working days after meeting
            close-early: when all have voted
          settle:
            kind: task
            title:
              vi: Tiếp thu
            after: ballot
            who: organiser
            deadline: none
            settles: [opinions, meeting]
            revises: draft
          issue:
            kind: issue
            title:
              vi: Ban hành
            after: settle
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
            after: issue
            from: all members
            about: draft
            mode: study
            closes: 5 working days after issue
            close-early: when all have answered
        """

    /// Plays the plan to its end.
    static func playOn(_ program: Program) throws {
        for arguments in [
            [
                "do", "004-4", "--as", "chair", "--set", "present=chair,binh", "--set", "comments=\(hostile)", "--set",
                "conclusion=Thống nhất\nGiao việc", "--set", "minutes=Mở đầu\nThảo luận",
            ],
            // Something of another's between its own events.
            ["numbers", "set", "BC-ĐU=1", "--term", "2025-2030"],
            ["vote", "005-5", "in-favour", "--as", "an", "--reserve", "=1+1 & <b>"],
            ["vote", "006-6", "in-favour", "--as", "chair"],
            [
                "do", "007-7", "--as", "chair", "--attach", "draft.md", "--set",
                "opinions-002-2=explained: \(hostile)", "--set", "opinions-003-3=taken-on-board", "--set",
                "meeting-1=partly: một phần",
            ],
            ["do", "008-8", "--as", "chair"],
        ] {
            let result = try program.run(arguments, now: "2026-08-20T10:00:00+07:00")
            guard result.status == 0 else { throw Program.Failure(result: result) }
        }
    }
}
