import Foundation
import Testing

/// A vote is one's own: whoever stands in for somebody who is away does not see it and is not asked for it.
@Suite("A vote of somebody who is away")
struct OwnVoteTests {

    @Test("stays with them: in their tasks, in their letters, and in nobody else's")
    func own() throws {
        let program = try Program()
        try program.write(
            """
            plenum: 1
            units:
              root:
                kind: committee
                title:
                  vi: Đảng ủy
            people:
              chair:
                name: Trần Bình
                unit: root
                class: official
                posts:
                  - secretary of root
                  - organiser of root
              an:
                name: Lê An
                unit: root
                class: official
                absences:
                  - from: 2026-08-17
                    to: 2026-08-21
                    substitute: bo
              bo:
                name: Vũ Bộ
                unit: root
                class: probationary
            """, to: "people.yaml")
        try program.write(
            """
            plenum: 1
            workflow: ballot
            languages: [vi]
            title:
              vi: Biểu quyết
            calendar: vietnam
            inputs:
              meeting-date:
                type: date
                title:
                  vi: Ngày họp
            reminders:
              usual:
                - when it opens
            steps:
              ballot:
                kind: vote
                title:
                  vi: Biểu quyết dự thảo
                from: all official members
                closes: 1 working day before meeting-date
                remind: usual
              note:
                kind: comments
                title:
                  vi: Góp ý
                from: all official members
                closes: 1 working day before meeting-date
                remind: usual
            """, to: "ballot.yaml")
        for arguments in [
            ["people", "import", "people.yaml"],
            ["start", "ballot.yaml", "--as", "chair", "--set", "meeting-date=2026-08-20"],
        ] {
            let result = try program.run(arguments)
            #expect(result.status == 0, "\(result.errors)")
        }
        func steps(of person: String) throws -> [String] {
            let tasks = try #require(try program.json("tasks", "--as", person) as? [[String: Any]])
            return tasks.compactMap { $0["step"] as? String }.sorted()
        }
        #expect(try steps(of: "bo") == ["note"])
        #expect(try steps(of: "an") == ["ballot", "note"])

        let sent = try program.run("remind", "--deliver", "stdout", now: "2026-08-17T09:00:00+07:00").output
        var told: [String: Int] = [:]
        for line in sent.split(separator: "\n") {
            let letter = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            told[try #require(letter?["person"] as? String)] = (letter?["slots"] as? [Any])?.count
        }
        #expect(told == ["an": 1, "bo": 1, "chair": 2])
    }
}
