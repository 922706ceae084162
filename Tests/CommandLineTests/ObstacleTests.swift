import Foundation
import Testing

/// What is in the way of a task: reported by whoever does it, seen by everybody, cleared by whoever can.
@Suite("What is in the way of a task")
struct ObstacleTests {
    private static let moment = "2026-08-18T09:00:00+07:00"

    /// The canonical case with its first task, which is the organiser's: code and person.
    private func play() throws -> (program: Program, code: String, person: String) {
        let program = try Program()
        try program.startCanonicalCase()
        let tasks = try #require(try program.json("tasks", "--all") as? [[String: Any]])
        let first = try #require(tasks.first)
        return (program, try #require(first["task"] as? String), try #require(first["person"] as? String))
    }

    /// What one run of `remind` sends, by person.
    private func sent(_ program: Program, at now: String) throws -> [String: String] {
        let result = try program.run("remind", "--deliver", "stdout", now: now)
        #expect(result.status == 0, "\(result.errors)")
        var letters: [String: String] = [:]
        for line in result.output.split(separator: "\n") {
            let letter = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let person = try #require(letter?["person"] as? String)
            letters[person, default: ""] += "\(letter?["subject"] ?? "")\n\(letter?["body"] ?? "")\n"
        }
        return letters
    }

    private func task(_ program: Program, _ code: String) throws -> [String: Any] {
        let tasks = try #require(try program.json("tasks", "--all") as? [[String: Any]])
        return try #require(tasks.first { $0["task"] as? String == code })
    }

    @Test("marks the task, reaches who can clear it, and is gone once it is cleared")
    func reportsAndClears() throws {
        let (program, code, person) = try play()
        let other = "tong-hai-dang"
        #expect(try program.run("reassign", code, "--to", other, "--as", person).status == 0)
        _ = try sent(program, at: "2026-08-17T09:00:00+07:00")

        let reported = try program.run(
            "comment", code, "Chưa có số liệu của Chi bộ Pháp chế", "--obstacle", "--as", other, now: Self.moment)
        #expect(reported.output == "Đã báo vướng mắc.\n", "\(reported.errors)")
        #expect(try task(program, code)["state"] as? String == "blocked")
        #expect(try task(program, code)["obstacle"] as? String == "Chưa có số liệu của Chi bộ Pháp chế")
        for command in [["status", "thematic-session-1"], ["show", code], ["tasks", "--as", other]] {
            let said = try program.run(command, now: Self.moment).output
            #expect(said.contains("Chưa có số liệu của Chi bộ Pháp chế"), "\(command): \(said)")
        }

        let letters = try sent(program, at: "2026-08-18T09:05:00+07:00")
        #expect(Array(letters.keys) == [person])
        let letter = try #require(letters[person])
        #expect(letter.contains("có vướng mắc"))
        #expect(letter.contains("Vướng mắc: Chưa có số liệu của Chi bộ Pháp chế"))
        #expect(letter.contains("plenum comment \(code) \"…\" --cleared --as \(person)"))

        let cleared = try program.run(
            "comment", code, "Chi bộ Pháp chế đã gửi số liệu", "--cleared", "--as", person,
            now: "2026-08-18T10:00:00+07:00")
        #expect(cleared.output == "Đã tháo gỡ vướng mắc.\n", "\(cleared.errors)")
        #expect(try task(program, code)["state"] as? String == "in-progress")
        let news = try sent(program, at: "2026-08-18T10:05:00+07:00")
        #expect(Array(news.keys) == [other])
        #expect(news[other]?.contains("Vướng mắc đã được tháo gỡ: Chi bộ Pháp chế đã gửi số liệu") == true)
        #expect(try program.run("verify").status == 0)
    }

    @Test("is not told once it is cleared before anybody heard of it")
    func forgetsWhatWasCleared() throws {
        let (program, code, person) = try play()
        let other = "tong-hai-dang"
        #expect(try program.run("reassign", code, "--to", other, "--as", person).status == 0)
        _ = try sent(program, at: "2026-08-17T09:00:00+07:00")
        #expect(
            try program.run("comment", code, "Thiếu mẫu", "--obstacle", "--as", other, now: Self.moment).status == 0)
        #expect(try program.run("comment", code, "Đã có", "--cleared", "--as", other, now: Self.moment).status == 0)
        #expect(try sent(program, at: "2026-08-18T09:05:00+07:00").isEmpty)
    }

    @Test("cannot be cleared where nothing was reported, nor by just anybody, nor both at once")
    func refuses() throws {
        let (program, code, person) = try play()
        let nothing = try program.run("comment", code, "Xong", "--cleared", "--as", person)
        #expect(nothing.status == 1)
        #expect(nothing.errors.contains("không có vướng mắc nào"))
        #expect(try program.run("comment", code, "Vướng", "--obstacle", "--as", person).status == 0)
        let stranger = try program.run("comment", code, "Xong", "--cleared", "--as", "luu-thi-que")
        #expect(stranger.status == 1)
        #expect(try program.run("comment", code, "Gì", "--cleared", "--obstacle", "--as", person).status == 64)
        let silent = try program.run("comment", code, "--obstacle", "--as", person)
        #expect(silent.status == 1)
    }
}
