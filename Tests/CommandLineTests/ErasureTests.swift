import Foundation
import Testing

@Suite("Erasing a person") struct ErasureTests {
    private let erase = ["people", "erase", "p2", "--as", "p1"]

    /// Whether any file of the database still holds the text.
    private func holds(_ text: String, _ program: Program) throws -> Bool {
        try ["plenum.db", "plenum.db-wal"].contains { name in
            try Data(contentsOf: program.folder.appending(path: name)).range(of: Data(text.utf8)) != nil
        }
    }

    @Test("is refused while tasks are open, and names them")
    func openTasks() throws {
        let program = try Program()
        try program.startNotice(people: 3)
        let refused = try program.run(erase)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("003-3"), "\(refused.errors)")
        #expect(try program.run("people", "erase", "p9", "--as", "p1").status == 1)
        #expect(try program.run("people", "erase", "p2").status == 1)
        #expect(try program.run("people", "show", "p2").output.contains("Người Thứ 2"))
    }

    @Test("on trial says what it would do, and writes nothing")
    func trial() throws {
        let program = try Program()
        try program.startNotice(people: 3)
        try program.run("do", "003-3", "--as", "p2")
        let before = try program.run("export").output
        let trial = try program.run(erase + ["--dry-run"])
        #expect(trial.status == 0)
        #expect(trial.output.contains("Bản sao lưu, bản xuất và thư đã gửi trước đó vẫn còn"), "\(trial.output)")
        #expect(try program.run("export").output == before)
    }

    @Test("leaves no trace of name and address in the files, keeps the chain whole, and stands in the log")
    func erased() throws {
        let program = try Program()
        try program.startNotice(people: 3)
        try program.run("do", "003-3", "--as", "p2")
        #expect(try holds("Người Thứ 2", program))
        let done = try program.run(erase + ["--reason", "Theo yêu cầu"])
        #expect(done.status == 0, "\(done.errors)")
        #expect(try !holds("Người Thứ 2", program))
        #expect(try !holds("p2@example.org", program))
        #expect(try program.run("verify").status == 0)
        let sentence = "p2: p1 đã xóa khỏi danh bạ lúc 08:00 17/08/2026 – “Theo yêu cầu”"
        #expect(try program.run("log", "notice-1").output.contains(sentence))
        #expect(try program.run("people", "show", "p2").output.contains(sentence))
        #expect(try program.run(erase).status == 1)
        try program.write(try program.run("export").output, to: "all.jsonl")
        #expect(try program.run("import", "all.jsonl", "--database", "again.db").status == 0)
        #expect(try program.run("verify", "--database", "again.db").status == 0)
    }
}
