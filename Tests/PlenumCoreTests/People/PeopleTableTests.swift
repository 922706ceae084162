import Testing

@testable import PlenumCore

@Suite struct PeopleTableTests {
    private static let units = [
        Unit(id: "dang-bo", kind: "committee", parent: nil, title: LocalizedText(vi: "Đảng bộ", en: "Committee")),
        Unit(
            id: "chi-bo-1", kind: "cell", parent: "dang-bo",
            title: LocalizedText(vi: "Chi bộ Kinh tế – Ngân sách", en: "Cell 1")),
    ]

    private static let known = Person(
        id: "cũ", name: "Cũ", unit: "chi-bo-1", kind: .exempt, email: "cu@example.org", language: .en,
        posts: [Person.Holding("secretary", of: "chi-bo-1")])

    private func read(_ text: String) throws -> PeopleTable {
        PeopleTable(try CSV(Array(text.utf8)), units: PeopleTableTests.units, people: ["cũ": PeopleTableTests.known])
    }

    @Test(arguments: [
        "\u{FEFF}Mã;Họ và tên;Chi bộ;Diện;Email;Chức vụ;Vắng từ;Vắng đến;Người thay thế\r\n"
            + "an;\"Nguyễn Thị \"\"An\"\"\";chi-bo-1;Dự bị;an@example.org;Bí thư;01/03/2026;15/03/2026;bình\r\n"
            + "bình;Trần Bình;Chi bộ Kinh tế - Ngân sách;;;;;;\r\n",
        "ma,ho ten,don vi,loai dang vien,thu dien tu,chuc vu,vang tu,vang den,nguoi thay the\n"
            + "an,\"Nguyễn Thị \"\"An\"\"\",CHI BO KINH TE NGAN SACH,du bi,an@example.org,secretary of chi-bo-1,2026-03-01,2026-03-15,bình\n"
            + "bình,Trần Bình,Cell 1,chính thức,,,,,",
        "id,name,unit,class,email,posts,absent-from,absent-to,substitute,STT\n"
            + "an,\"Nguyễn Thị \"\"An\"\"\",chi-bo-1,probationary,an@example.org,secretary,1-3-2026,15.3.2026,bình,1\n\n"
            + "bình,Trần Bình,chi-bo-1,official,,,,,,2\n",
    ])
    func readsWhatSpreadsheetsWrite(_ text: String) throws {
        let table = try read(text)
        #expect(table.diagnostics.map { "\($0.mark) \($0.problem.message(in: .en))" } == [])
        let absence = Absence(text: "2026-03-01 to 2026-03-15 by bình")!
        #expect(
            table.people == [
                Person(
                    id: "an", name: "Nguyễn Thị \"An\"", unit: "chi-bo-1", kind: .probationary, email: "an@example.org",
                    posts: [Person.Holding("secretary", of: "chi-bo-1")], absences: [absence]),
                Person(id: "bình", name: "Trần Bình", unit: "chi-bo-1"),
            ])
    }

    @Test func keepsWhatItHasNoColumnFor() throws {
        let table = try read("Mã,Họ và tên,Đơn vị,Vắng từ,Vắng đến\ncũ,Cũ,chi-bo-1,01/03/2026,02/03/2026\n")
        #expect(table.people == [PeopleTableTests.known.with(absences: [Absence(text: "2026-03-01 to 2026-03-02")!])])
        // A column that is there and empty says that there is nothing.
        #expect(try read("Mã,Họ và tên,Đơn vị,Email\ncũ,Cũ,chi-bo-1,\n").people.first?.email == nil)
    }

    @Test func readsUnits() throws {
        let table = try read(
            "Mã,Tên đơn vị,Loại,Cấp trên\nchi-bo-2,Chi bộ Pháp chế,Chi bộ,Đảng bộ\nto-1,Tổ 1,tổ đảng,chi-bo-2\n")
        #expect(table.diagnostics.isEmpty)
        #expect(table.units.map(\.id) == ["chi-bo-2", "to-1"])
        #expect(table.units.map(\.kind) == ["cell", "to-dang"])
        #expect(table.units.map(\.parent) == ["dang-bo", "chi-bo-2"])
    }

    @Test func tellsEveryProblemByRowAndColumn() throws {
        let table = try read(
            """
            Mã,Họ và tên,Đơn vị,Diện,Email,Chức vụ,Vắng từ,Vắng đến,Người thay thế,Ngày sinh
            A B,,Chi bộ 9,?,a b,Trùm,31/02/2026,2026-03-01,,
            an,An,chi-bo-1,,,,2026-03-02,2026-03-01,,
            an,An,chi-bo-1,,,,,,,
            bê,Bê,chi-bo-1,,,,2026-03-02,,,
            cê,Cê,chi-bo-1,,,,2026-03-02,2026-03-02,ai,
            đê,Đê,chi-bo-1,,,,2026-03-02,2026-03-02,đê,
            ê,Ê,chi-bo-1,,,,,,cũ,
            an,An,chi-bo-1,,,,,,,
            """)
        #expect(
            table.diagnostics.map { "\($0.mark.line):\($0.mark.column) \($0.problem.code)" } == [
                "1:72 people-unknown-column", "2:1 people-bad-id", "2:5 people-empty-cell", "2:6 people-unknown-unit",
                "2:15 people-unknown-class", "2:17 people-bad-address", "2:21 people-bad-post", "2:26 people-bad-date",
                "3:30 people-absence-backwards", "5:30 people-empty-cell", "6:41 people-unknown-person",
                "7:41 people-own-substitute", "8:19 people-substitute-without-days", "9:1 people-repeated",
            ])
        for diagnostic in table.diagnostics {
            #expect(diagnostic.problem.message(in: .vi) != diagnostic.problem.message(in: .en))
        }
    }

    @Test func namesTheColumnsThatAreMissing() throws {
        let table = try read("Họ và tên,Email\nAn,an@example.org\n")
        #expect(table.diagnostics.map { $0.problem.message(in: .vi) } == ["thiếu cột “Mã”", "thiếu cột “Đơn vị”"])
    }

    @Test func readsBackWhatItWrites() throws {
        let people = [
            Person(
                id: "an", name: "Nguyễn, \"An\"", unit: "chi-bo-1", kind: .exempt, email: "an@example.org",
                language: .en,
                posts: [Person.Holding("secretary", of: "chi-bo-1"), Person.Holding("organiser", of: "dang-bo")],
                absences: [
                    Absence(text: "2026-03-01 to 2026-03-15 by cũ")!, Absence(text: "2026-05-01 to 2026-05-02")!,
                ])
        ]
        let table = try read(PeopleText.table(people: people))
        #expect(table.diagnostics.isEmpty)
        #expect(table.people == people)
    }
}
