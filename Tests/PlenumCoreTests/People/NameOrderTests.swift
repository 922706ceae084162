import Testing

@testable import PlenumCore

@Suite struct NameOrderTests {
    @Test func sortsByGivenNameInTheOrderOfTheAlphabet() {
        let names = [
            "Nguyễn Thị An", "Trần An", "Lê Văn Ân", "Đỗ Bình", "Lê Thị Dung", "Lê Đạt", "Phạm Hòa", "Phạm Hoàng",
            "Võ Thủy",
            "Bùi Thúy", "Bùi Uyên",
        ]
        #expect(names.reversed().sorted(by: NameOrder.precedes) == names)
    }

    @Test(arguments: [
        ("Nguyễn Thị Thúy", "nguyen thuy", true), ("Nguyễn Thị Thúy", "Thúy", true), ("Đỗ Đạt", "do dat", true),
        ("Đảng ủy", "uỷ", true), ("Hoá", "hóa", true), ("Hoa\u{301}", "hoá", true),
        ("Nguyễn\u{A0}An", "nguyen an", true),
        ("Nguyễn An", "guyen", false), ("Nguyễn An", "binh", false), ("an@example.org", "example", true),
    ])
    func findsAccentsWithoutAccents(_ text: String, _ search: String, _ found: Bool) {
        #expect(NameOrder.matches(text, search: search) == found)
    }
}
