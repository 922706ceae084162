import Foundation
import Testing

@Suite("A new definition")
struct NewTests {
    @Test("is written with its comments, is sound, and overwrites nothing")
    func written() throws {
        let program = try Program()
        let list = try program.run("new")
        #expect(list.status == 0 && list.output.contains("thematic-session"), "\(list.output)")
        let names = try #require(try program.json("new") as? [[String: Any]]).compactMap { $0["case"] as? String }
        #expect(names.contains("call-for-papers"))
        for name in names {
            #expect(try program.run("new", name).status == 0)
            let text = try String(contentsOf: program.folder.appending(path: "\(name).yaml"), encoding: .utf8)
            #expect(text.contains("\n# "))
            #expect(try program.run("check", "\(name).yaml").status == 0)
        }
        let again = try program.run("new", "thematic-session")
        #expect(again.status == 73 && again.errors.contains("thematic-session.yaml"), "\(again.errors)")
        #expect(try program.run("new", "thematic-session", "own.yaml").status == 0)
        #expect(try program.run("new", "seminar").status == 64)
        #expect(try program.run("new", "thematic-session", "nowhere/own.yaml").status == 73)
    }
}
