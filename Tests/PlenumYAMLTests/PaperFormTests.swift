import Foundation
import PlenumCore
import PlenumYAML
import Testing

@Suite("The form of documents") struct PaperFormTests {
    private func shipped(_ name: String) throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "workflows/papers")
        return try String(contentsOf: folder.appending(path: "\(name).yaml"), encoding: .utf8)
    }

    private func read(_ text: String) throws -> PaperFormFile {
        let read = YAMLReader.read(bytes: Array(text.utf8))
        return PaperFormFile(try #require(read.node))
    }

    @Test("writes party and state documents each in its own way")
    func symbols() throws {
        let party = try #require(read(shipped("party")).form)
        let state = try #require(read(shipped("state")).form)
        #expect(party.line(party.numbering.symbol(5, type: "NQ", organ: "ĐU"), in: .vi) == "Số 05-NQ/ĐU")
        #expect(state.line(state.numbering.symbol(15, type: "QĐ", organ: "UBND"), in: .vi) == "Số: 15/QĐ-UBND")
        #expect(party.numbering.symbol(123, type: "BC", organ: "ĐU") == "123-BC/ĐU")
        let day = try #require(CivilDate(iso: "2026-02-05"))
        #expect(party.dateLine(day, place: "Sông Xanh", in: .vi) == "Sông Xanh, ngày 05 tháng 02 năm 2026")
        let other = try #require(CivilDate(iso: "2026-03-15"))
        #expect(state.dateLine(other, place: "Sông Xanh", in: .vi) == "Sông Xanh, ngày 15 tháng 3 năm 2026")
        #expect(party.dateLine(nil, place: nil, in: .vi).contains("ngày … tháng … năm …"))
        #expect(party.right.first == .title && party.left == [.superior, .organ, .star, .number])
        #expect(party.words[.title]?[.vi] == "ĐẢNG CỘNG SẢN VIỆT NAM")
        #expect(party.words[.title] != state.words[.title])
    }

    @Test("is refused with the line of what is wrong in it")
    func faults() throws {
        let good = try shipped("party")
        for (from, to, code, line) in [
            ("least-digits: 2", "least-digit: 2", "form-unknown-key", 16),
            ("least-digits: 2", "least-digits: two", "form-bad-number", 16),
            ("\"{number}-{type}/{organ}\"", "\"{number}-{type}\"", "form-name-missing", 12),
            ("Số {symbol}", "Số {symbol} {unit}", "form-unknown-name", 14),
            ("[title, date]", "[titel, date]", "form-unknown-part", 28),
            ("paper-form: 1", "paper-form: 2", "form-unknown-version", 6),
        ] {
            let text = good.replacingOccurrences(of: from, with: to)
            #expect(text != good, "\(from)")
            let file = try read(text)
            #expect(file.form == nil)
            #expect(file.diagnostics.map(\.problem.code) == [code])
            #expect(file.diagnostics.first?.mark.line == line, "\(from)")
        }
        #expect(try read("a: b").form == nil)
        #expect(try read("- a").diagnostics.count == 1)
    }
}
