import Testing

@testable import PlenumCore

@Suite struct SubstitutionTests {
    private static let day = CivilDate(iso: "2026-03-10")!
    private static let units = [
        Unit(id: "root", kind: "committee", parent: nil, title: LocalizedText(vi: "Đảng ủy", en: "Committee")),
        Unit(id: "cell", kind: "cell", parent: "root", title: LocalizedText(vi: "Chi bộ", en: "Cell")),
    ]

    /// People of the cell by id; `a>b` is away on the day with `b` as substitute, `a>` with nobody.
    private static func directory(_ people: String, posts: [PersonID: UnitID] = [:]) -> MemoryDirectory {
        MemoryDirectory(
            units: units,
            people: people.split(separator: " ").map { text in
                let parts = text.split(separator: ">", omittingEmptySubsequences: false)
                let id = PersonID(parts[0])
                let substitute = parts.count > 1 && !parts[1].isEmpty ? PersonID(parts[1]) : nil
                return Person(
                    id: id, name: id.rawValue, unit: "cell",
                    posts: posts[id].map { [Person.Holding("secretary", of: $0)] } ?? [],
                    absences: parts.count > 1 ? [Absence(day.adding(days: -1)...day, substitute: substitute)] : [])
            })
    }

    /// The people, the secretaries, and who acts for `a`.
    @Test(
        arguments: [
            ("a b", [:], ["a"]),
            ("a>b b", [:], ["b"]),
            ("a>b b>c c", [:], ["c"]),
            ("a>b b>c c>d d>e e>f f", [:], ["f"]),
            ("a>b b>c c>d d>e e>f f>g g", [:], ["o"]),
            ("a>b b>a", [:], ["o"]),
            ("a>b b>a s", ["s": "cell"], ["s"]),
            ("a> s t", ["s": "cell", "t": "root"], ["s"]),
            ("a> s> t", ["s": "cell", "t": "root"], ["t"]),
            ("a>nobody s", ["s": "cell"], ["s"]),
            ("a> s", ["a": "cell", "s": "root"], ["s"]),
            ("a>", ["a": "cell"], ["o"]),
            ("a>a", [:], ["o"]),
        ] as [(String, [PersonID: UnitID], [PersonID])])
    func findsWhoActs(_ people: String, _ posts: [PersonID: UnitID], _ standIns: [PersonID]) throws {
        let directory = SubstitutionTests.directory(people, posts: posts)
        #expect(
            try Substitution.standIns(for: "a", on: SubstitutionTests.day, organisers: ["a", "o"], in: directory)
                == standIns)
    }

    @Test(arguments: [(-2, false), (-1, true), (0, true), (1, false)])
    func holdsForTheDaysOfTheAbsenceAlone(_ offset: Int, _ stands: Bool) throws {
        let directory = SubstitutionTests.directory("a>b b")
        let day = SubstitutionTests.day.adding(days: offset)
        #expect(try Substitution.stands("b", for: "a", on: day, organisers: [], in: directory) == stands)
        #expect(try !Substitution.stands("a", for: "b", on: day, organisers: [], in: directory))
    }

    @Test(arguments: ["2026-03-01 to 2026-03-15 by an", "2026-03-01 to 2026-03-01"])
    func isWrittenAndReadBack(_ text: String) {
        #expect(Absence(text: text)?.text == text)
    }

    @Test(arguments: [
        "2026-03-15 to 2026-03-01", "2026-02-29 to 2026-03-01", "2026-03-01", "2026-03-01 to 2026-03-02 an",
    ])
    func isNotReadFromAnythingElse(_ text: String) {
        #expect(Absence(text: text) == nil)
    }
}
