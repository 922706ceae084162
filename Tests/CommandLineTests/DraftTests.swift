import Foundation
import Testing

@Suite("Drafted papers") struct DraftTests {
    static let kinds = ["invitation", "agenda", "minutes", "opinions", "cover", "report"]

    /// What an HTML reader that is not ours sees as text; records whatever it finds wrong.
    static func judged(_ paths: [String], in program: Program) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["python3", Program.repository.appending(path: "Tests/Judges/paper.py").path]
            + paths.map { program.folder.appending(path: $0).path }
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let faults = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(faults)")
        return text
    }

    @Test("are sound HTML in both languages, before and after the plan has run, whatever people are called")
    func sound() throws {
        let program = try SmallPlan.begun()
        for stage in ["before", "after"] {
            if stage == "after" { try SmallPlan.playOn(program) }
            for kind in DraftTests.kinds {
                for language in ["vi", "en"] {
                    let file = "\(stage)-\(kind).\(language).html"
                    let result = try program.run("draft", kind, "small-1", "--output", file, "--lang", language)
                    #expect(result.status == 0, "\(result.errors)")
                    let text = try DraftTests.judged([file], in: program)
                    let isTitled = text.contains("ĐẢNG CỘNG SẢN VIỆT NAM") || language == "en"
                    #expect(isTitled)
                    let source = try String(contentsOf: program.folder.appending(path: file), encoding: .utf8)
                    #expect(source.contains("@page { size: A4;"))
                }
            }
        }
    }

    @Test("say what is known and leave a dotted line for the rest")
    func content() throws {
        let program = try SmallPlan.begun()
        func text(_ kind: String) throws -> String {
            let file = "\(kind)-\(UUID()).html"
            #expect(try program.run("draft", kind, "small-1", "--output", file).status == 0)
            return try DraftTests.judged([file], in: program)
        }
        let invitation = try text("invitation")
        #expect(invitation.contains("Kính mời đồng chí: Trần \"Văn\" <b>Bé</b>"))
        #expect(invitation.contains("thứ Năm, ngày 20/08/2026"))
        #expect(invitation.contains("người thay thế: Trần \"Văn\""))
        #expect(invitation.contains("Địa điểm: …"))
        #expect(try text("minutes").contains("Có mặt: …"))
        #expect(try text("cover").contains("chưa ban hành"))

        try SmallPlan.playOn(program)
        let minutes = try text("minutes")
        #expect(minutes.contains("Có mặt: 2/3; vắng: 1; số đại biểu tối thiểu: 2."), "\(minutes)")
        #expect(minutes.contains("Vắng có lý do: Lê An ("))
        #expect(minutes.contains("vắng từ 19/08/2026 đến 21/08/2026"))
        #expect(minutes.contains("2. Giao việc"))
        #expect(minutes.contains("Số ……-BB/ĐU"))
        let opinions = try text("opinions")
        #expect(opinions.contains("Tổng số 3 ý kiến: tiếp thu 1, tiếp thu một phần 1, giải trình 1, chưa xử lý 0."))
        #expect(opinions.contains(SmallPlan.hostile))
        let cover = try text("cover")
        #expect(cover.contains("Số 05-NQ/ĐU"))
        #expect(cover.contains("ngày 20 tháng 8 năm 2026"))
        #expect(cover.contains("NGHỊ QUYẾT"))
    }

    @Test("of one session carry what is still open into the agenda of the next")
    func followUps() throws {
        let program = try SmallPlan.begun()
        for arguments in [
            ["do", "004-4", "--as", "chair", "--set", "present=chair,binh", "--set", "conclusion=Xong"],
            ["vote", "005-5", "in-favour", "--as", "an"], ["vote", "006-6", "against", "--as", "chair"],
        ] {
            let result = try program.run(arguments, now: "2026-08-20T10:00:00+07:00")
            #expect(result.status == 0, "\(result.errors)")
        }
        _ = try program.run(
            "start", "session.yaml", "--as", "chair", "--set", "theme=Sau", "--set", "held-on=2026-10-20")
        #expect(try program.run("draft", "agenda", "small-2", "--output", "agenda.html").status == 0)
        let text = try DraftTests.judged(["agenda.html"], in: program)
        #expect(text.contains("– Tiếp thu: Trần \"Văn\""), "\(text)")
    }

    @Test("follow the organisation's own templates, form and settings")
    func ownTemplates() throws {
        let program = try SmallPlan.begun()
        #expect(try program.run("draft", "--templates", "papers").status == 0)
        #expect(try program.run("draft", "--templates", "papers").status == 73)
        try program.write(
            "plenum: 1\npaper-form: state\nplace: Sông Xanh\norgan: ỦY BAN\nsuperior: TỈNH\n", to: "plenum.yaml")
        let cover = try program.run("draft", "cover", "small-1").output
        #expect(cover.contains("Số: ……/NQ-ĐU"))
        #expect(cover.contains("<p class=\"superior\">TỈNH</p>"))
        #expect(cover.contains("Sông Xanh, ngày"))
        let register = try program.run("numbers").output
        #expect(register.contains("số tiếp theo: 05/NQ-ĐU"), "\(register)")
        try program.write("<p>{{plan}}\n{{plann}} {{#agenda}}</p>", to: "papers/agenda.vi.html")
        let refused = try program.run("draft", "agenda", "small-1", "--output", "agenda.html")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("papers/agenda.vi.html:2:11: error[template-unclosed-section]"))
        #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "agenda.html").path))
        try program.write("<p>{{plan}}\n{{plann}}</p>", to: "papers/agenda.vi.html")
        let unknown = try program.run("draft", "agenda", "small-1").errors
        #expect(unknown.contains("papers/agenda.vi.html:2:1: error[template-unknown-name]"))
        #expect(unknown.contains("có phải “plan”?"))
        try program.write("plenum: 1\npaper-form: nhà-nước\n", to: "plenum.yaml")
        #expect(try program.run("draft", "cover", "small-1").status == 78)
        try program.write("plenum: 1\npaper-form: province\n", to: "plenum.yaml")
        #expect(try program.run("draft", "cover", "small-1").status == 78)
    }

    @Test("of the documentation come out as it says")
    func documented() throws {
        let page = try String(
            contentsOf: Program.repository.appending(path: "docs/papers.md"), encoding: .utf8)
        let parts = page.components(separatedBy: "```html\n")
        let example = try #require(parts.last?.components(separatedBy: "```").first)
        let program = try SmallPlan.begun()
        try FileManager.default.createDirectory(
            at: program.folder.appending(path: "papers"), withIntermediateDirectories: false)
        try program.write(example, to: "papers/agenda.vi.html")
        #expect(try program.run("draft", "agenda", "small-1", "--output", "agenda.html").status == 0)
        let text = try DraftTests.judged(["agenda.html"], in: program)
        #expect(text.contains("thứ Năm, ngày 20/08/2026, chủ trì: Trần"), "\(text)")
        try program.write(
            example.replacingOccurrences(of: "{{#agenda}}", with: "{{#agendas}}")
                .replacingOccurrences(of: "{{/agenda}}", with: "{{/agendas}}"), to: "papers/agenda.vi.html")
        let refused = try program.run("draft", "agenda", "small-1").errors
        #expect(page.contains("    " + (refused.split(separator: "\n").first ?? "?")), "\(refused)")
        for kind in DraftTests.kinds {
            let names = try program.run("draft", kind, "--names")
            #expect(names.status == 0 && names.output.contains("{{plan}}"))
        }
    }

    @Test("are refused with what to write instead where the step or the kind is not one")
    func refusals() throws {
        let program = try SmallPlan.begun()
        #expect(try program.run("draft", "letter", "small-1").status == 64)
        #expect(try program.run("draft", "minutes").status == 64)
        #expect(try program.run("draft", "minutes", "nowhere-1").status == 1)
        let other = try program.run("draft", "minutes", "small-1", "--step", "issue")
        #expect(other.status == 1)
        #expect(other.errors.contains("các bước có: meeting"), "\(other.errors)")
        #expect(try program.run("draft", "minutes", "small-1", "--step", "metting").errors.contains("meeting"))
        try program.write("", to: "there.html")
        #expect(try program.run("draft", "minutes", "small-1", "--output", "there.html").status == 73)
        #expect(try program.run("show", "001-1").output.contains("draft") == false)
    }
}
