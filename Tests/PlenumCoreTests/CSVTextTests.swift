import PlenumCore
import Testing

@Suite("A table for a spreadsheet") struct CSVTextTests {
    @Test("is read back cell by cell")
    func readBack() throws {
        let rows = [["a", "b"], ["một, hai", "\"ba\""], ["bốn\nnăm", "x;y"]]
        let table = try CSV(Array(CSVText.table(rows).utf8))
        #expect(CSVText.table(rows).utf8.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(table.header == rows[0])
        #expect(table.rows.map(\.cells) == Array(rows.dropFirst()))
    }

    @Test("holds no formula", arguments: ["=1+1", "+84", "-3", "@SUM(A1)", "\t=1", "\r=1"])
    func formulas(text: String) throws {
        let table = CSVText.harmlessTable([["h"], [text]])
        #expect(table.contains("'" + text))
        #expect(!CSVText.harmlessTable([["h"], ["a=1"]]).contains("'"))
    }
}
