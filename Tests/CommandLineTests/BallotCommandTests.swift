import Foundation
import Testing

@Suite("A ballot on the command line")
struct BallotCommandTests {
    private static func workflow(_ ballot: String) -> String {
        """
        plenum: 1
        workflow: \(ballot)
        title:
          vi: Biểu quyết
          en: Vote
        calendar: vietnam
        steps:
          adopt:
            kind: vote
            title:
              vi: Biểu quyết thông qua
              en: Vote to adopt
            from: all members
            ballot: \(ballot)
            closes: 2026-08-21
            close-early: when all have voted

        """
    }

    private static let people = """
        plenum: 1
        units:
          goc:
            kind: committee
            title:
              vi: Đảng bộ
        people:
          an:
            name: Lê Thị An
            unit: goc
            posts:
              - secretary of goc
          binh:
            name: Vũ Văn Bình
            unit: goc
          chi:
            name: Hồ Thị Chi
            unit: goc

        """

    private func program(_ ballot: String) throws -> Program {
        let program = try Program()
        try program.write(Self.people, to: "people.yaml")
        try program.write(Self.workflow(ballot), to: "vote.yaml")
        try program.run("people", "import", "people.yaml")
        #expect(try program.run("start", "vote.yaml", "--as", "an").status == 0)
        return program
    }

    private func vote(_ program: Program, _ instance: String) throws -> [String: Any] {
        let status = try #require(try program.json("status", instance) as? [String: Any])
        return try #require((status["votes"] as? [[String: Any]])?.first)
    }

    @Test("is shown with its result and what was reserved")
    func open() throws {
        let program = try program("open")
        try program.run("vote", "001-1", "in-favour", "--as", "an")
        try program.run("vote", "002-2", "against", "--as", "binh", "--reserve", "Chưa đủ căn cứ")
        #expect(try program.run("vote", "003-3", "in-favour", "--as", "an", "--for", "chi").status == 0)
        let vote = try vote(program, "open-1")
        #expect(vote["ballot"] as? String == "open")
        #expect(vote["totals"] as? [String: Int] == ["in-favour": 2, "against": 1, "abstain": 0])
        #expect(vote["result"] as? String == "adopted")
        #expect(vote["reserved"] as? [[String: String]] == [["person": "binh", "text": "Chưa đủ căn cứ"]])
        for command in [["status", "open-1"], ["show", "001-1"]] {
            let text = try program.run(command).output
            #expect(text.contains("3/3 đã biểu quyết: 2 tán thành, 1 không tán thành, 0 không có ý kiến → Thông qua"))
            #expect(text.contains("binh bảo lưu: “Chưa đủ căn cứ”"))
        }
    }

    @Test("that is secret tells nobody how anybody has voted, and the totals once it has closed")
    func secret() throws {
        let program = try program("secret")
        #expect(try program.run("vote", "001-1", "against", "--as", "an").status == 0)
        for (arguments, words) in [
            (["vote", "001-1", "in-favour", "--as", "an"], "không đổi"),
            (["undo", "001-1", "--as", "an"], "không đổi"),
            (["vote", "002-2", "against", "--as", "an", "--for", "binh"], "không ai được nhập thay"),
            (["vote", "002-2", "against", "--as", "binh", "--reserve", "Chưa đủ căn cứ"], "làm lộ phiếu"),
            (["do", "002-2", "--outcome", "against", "--as", "binh", "--note", "vì"], "làm lộ phiếu"),
        ] {
            let refused = try program.run(arguments)
            #expect(refused.status == 1)
            #expect(refused.errors.contains(words), "\(refused.errors)")
        }
        let open = try vote(program, "secret-1")
        #expect(open["voted"] as? Int == 1 && open["totals"] is NSNull && open["result"] is NSNull)
        for command in [
            ["status", "secret-1"], ["show", "001-1", "--as", "an"], ["log", "secret-1"], ["tasks", "--all"],
            ["log", "secret-1", "--format", "json"], ["show", "001-1", "--format", "json"],
        ] {
            let text = try program.run(command).output
            #expect(!text.contains("\"against\""), "\(command): \(text)")
            #expect(!text.contains("1 không tán thành"), "\(command): \(text)")
        }
        #expect(try program.run("verify").status == 0)
        try program.run("vote", "002-2", "in-favour", "--as", "binh")
        let last = try program.run("vote", "003-3", "abstain", "--as", "chi")
        #expect(last.status == 0)
        let closed = try vote(program, "secret-1")
        #expect(closed["totals"] as? [String: Int] == ["in-favour": 1, "against": 1, "abstain": 1])
        #expect(closed["result"] as? String == "rejected")
        #expect(
            try program.run("log", "secret-1").output.contains("1 tán thành, 1 không tán thành, 1 không có ý kiến"))
        #expect(try program.run("verify").status == 0)
    }

    @Test("that is secret neither closes once it is decided nor takes a proxy")
    func check() throws {
        let program = try Program()
        let text = Self.workflow("secret").replacingOccurrences(
            of: "close-early: when all have voted", with: "proxy: yes\n    close-early: when decided")
        try program.write(text, to: "vote.yaml")
        let result = try program.run("check", "vote.yaml")
        #expect(result.status == 1)
        #expect(result.errors.components(separatedBy: "error[secret-ballot]").count == 3, "\(result.errors)")
    }

    @Test("takes a value whose name ends with a task's check character")
    func checkCharacter() throws {
        let program = try program("open")
        let refused = try program.run("do", "001-1", "--as", "an", "--set", "opinions-013-==taken-on-board")
        #expect(refused.errors.contains("“opinions-013-=”"), "\(refused.errors)")
    }
}
