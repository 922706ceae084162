import Foundation
import Testing

@Suite("The year's report") struct ReportTests {
    /// The canonical case played twice in 2026, on one database.
    private func played() throws -> Program {
        let program = try Program()
        for days in [["2026-02-23", "2026-04-15"], ["2026-08-17", "2026-10-15"]] {
            let process = Process()
            process.executableURL = Program.repository.appending(path: "examples/thematic-session/play.sh")
            process.arguments = days
            process.environment = [
                "PATH": "/usr/bin:/bin", "PLENUM": Program.executable.path, "PYTHONDONTWRITEBYTECODE": "1",
                "PLENUM_DATABASE": program.folder.appending(path: "plenum.db").path,
            ]
            let output = Pipe()
            process.standardOutput = output
            process.standardError = output
            process.standardInput = FileHandle.nullDevice
            try process.run()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(text)")
        }
        return program
    }

    private static let now = "2026-12-31T08:00:00+07:00"

    @Test("gives 2 · 5/5 · 5 · 0 after two sessions, and each cell's part, in three forms")
    func twoSessions() throws {
        let program = try played()
        try checkFigures(program)
        try checkForms(program)
        try checkOtherYears(program)
    }

    private func checkFigures(_ program: Program) throws {
        let report = try #require(
            try program.json("report", "--year", "2026", now: ReportTests.now) as? [String: Any])
        let workflow = try #require((report["workflows"] as? [[String: Any]])?.first)
        #expect((workflow["plans"] as? [Any])?.count == 2)
        let figures = try #require(workflow["figures"] as? [[String: Any]])
        let values = figures.map { figure in
            let of = (figure["of"] as? Int).map { "/\($0)" } ?? ""
            return "\(figure["name"] ?? "") \(figure["value"] ?? "")\(of)"
        }
        #expect(values == ["sessions-held 2", "cells-held 5/5", "papers 5", "cells-not-meeting 0"])
        let papers = try #require(figures[2]["units"] as? [[String: Any]])
        #expect(papers.count == 5)
        #expect(papers.allSatisfy { $0["value"] as? Int == 2 })
        #expect((figures[0]["units"] as? [[String: Any]])?.map { $0["unit"] as? String } == ["dang-bo"])
    }

    private func checkForms(_ program: Program) throws {
        let text = try program.run("report", "--year", "2026", now: ReportTests.now).output
        #expect(text.contains("Sinh hoạt chuyên đề toàn Đảng bộ – năm 2026"), "\(text)")
        #expect(text.contains("  Chi bộ đã họp góp ý tham luận  "), "\(text)")
        #expect(text.contains("  5/5\n"), "\(text)")
        #expect(text.contains("Chi bộ Pháp chế"), "\(text)")
        let english = try program.run("report", "--lang", "en", now: ReportTests.now).output
        #expect(english.contains("Cells that held their rehearsal"), "\(english)")
        let table = try program.run("report", "--format", "csv", now: ReportTests.now).output
        #expect(
            table.contains("2026,Sinh hoạt chuyên đề toàn Đảng bộ,Chi bộ đã họp góp ý tham luận,,5,5\r\n"), "\(table)")
        #expect(table.contains(",Tham luận đã viết,Chi bộ Pháp chế,2,\r\n"), "\(table)")
    }

    private func checkOtherYears(_ program: Program) throws {
        #expect(
            try program.run("report", "--year", "2025", now: ReportTests.now).output
                == "Năm 2025 không có kế hoạch nào.\n")
        #expect(try program.run("report", "--year", "0", now: ReportTests.now).status == 64)
        #expect(try program.run("status", "--format", "csv").status == 64)
    }
}
