import Foundation
import PlenumApp
import PlenumCore
import PlenumStore
import PlenumYAML
import Testing

@Suite("The register of document numbers")
struct NumberTests {
    private static let now = "2026-03-02T08:00:00+07:00"

    private static let workflow = """
        plenum: 1
        workflow: letter
        title:
          en: Letter
        calendar: international
        steps:
          write:
            kind: task
            title:
              en: Write
            who: organiser
            deadline: none
            produces: document
          issue:
            kind: issue
            title:
              en: Issue
            after: write
            who: organiser
            about: write
            number:
              type: NQ
              organ: ĐU
            deadline: none
          file:
            kind: task
            title:
              en: File it
            after: issue
            who: organiser
            deadline: none

        """

    private static func committee() throws -> Committee {
        let committee = try Committee()
        try committee.write(workflow, as: "letter.yaml")
        try committee.importPeople(
            Committee.root + "examples/thematic-session/people.yaml", at: now)
        return committee
    }

    /// Another letter, written and waiting for its number.
    private static func letter(_ committee: Committee) throws -> InstanceID {
        let id = try committee.start(committee.folder + "letter.yaml", [], as: "ha-thi-nhung", at: now).instance
        try act(committee, id, "write", [], file: true)
        return id
    }

    private static func act(
        _ committee: Committee, _ id: InstanceID, _ step: String, _ answers: [(name: Name, text: String)],
        file: Bool = false
    ) throws {
        let service = try committee.service(at: now)
        let task = try #require(
            try service.tasks(in: id, now: Instant(rfc3339: now)!).first { $0.path.text == step })
        _ = try service.act(
            task: task.code.description, outcome: nil, answers: answers,
            attachment: file ? try committee.write("text", as: "letter.txt") : nil, note: nil, expect: nil,
            authority: Committee.authority("ha-thi-nhung", at: now))
    }

    private static func issue(_ committee: Committee, _ number: Int? = nil) throws -> InstanceID {
        let id = try letter(committee)
        try act(committee, id, "issue", number.map { [(name: "number" as Name, text: String($0))] } ?? [])
        return id
    }

    @discardableResult
    private static func begin(
        _ committee: Committee, at last: Int, term: String = "2025-2030", isTrial: Bool = false
    ) throws -> [SeriesRecord] {
        try committee.service(at: now).setNumbers(
            [("NQ", "ĐU", last)], term: term, of: nil, isTrial: isTrial, authority: Committee.authority(nil, at: now))
    }

    private static func shown(_ committee: Committee) throws -> [String] {
        try committee.service(at: now).numbers().entries.flatMap { entry in
            entry.numbers.map {
                entry.record.series.term + " " + entry.record.series.symbol($0.given.number, in: .party)
                    + ($0.given.voidedAt == nil ? "" : " void")
            }
        }
    }

    @Test("gives the next number by itself, and refuses any other")
    func next() throws {
        let committee = try Self.committee()
        try Self.begin(committee, at: 4)
        _ = try Self.issue(committee)
        _ = try Self.issue(committee)
        #expect(try Self.shown(committee) == ["2025-2030 05-NQ/ĐU", "2025-2030 06-NQ/ĐU"])
        let letter = try Self.letter(committee)
        let own = NumberSeries(unit: "dang-bo", term: "2025-2030", type: "NQ", organ: "ĐU")
        #expect(throws: Refused(.numberNotNext(given: 9, next: 7, own))) {
            try Self.act(committee, letter, "issue", [(name: "number", text: "9")])
        }
        try Self.act(committee, letter, "issue", [(name: "number", text: "7")])
        #expect(try Self.shown(committee).last == "2025-2030 07-NQ/ĐU")
        #expect(try committee.service(at: Self.now).numbers().entries.first?.elsewhere == [1...4])
        #expect(try committee.verify(at: Self.now).isSound)
    }

    @Test("is not asked where none was begun: the number is given, and stands with the step alone")
    func elsewhere() throws {
        let committee = try Self.committee()
        #expect(throws: Refused.self) { try Self.issue(committee) }
        _ = try Self.issue(committee, 12)
        #expect(try Self.shown(committee) == [])
        #expect(try committee.verify(at: Self.now).isSound)
    }

    @Test("shows a number as void when its document is called back, and never gives it again")
    func void() throws {
        let committee = try Self.committee()
        try Self.begin(committee, at: 0)
        let id = try Self.issue(committee)
        let other = try Self.issue(committee)
        let authority = Committee.authority("ha-thi-nhung", at: Self.now)
        let service = try committee.service(at: Self.now)
        _ = try service.order(.instance(id, step: "issue"), reason: "sai nội dung", authority: authority) {
            try .reopen($0.requiredPath())
        }
        _ = try service.order(.instance(other, step: nil), reason: "không ban hành nữa", authority: authority) { _ in
            .cancel
        }
        #expect(try Self.shown(committee) == ["2025-2030 01-NQ/ĐU void", "2025-2030 02-NQ/ĐU void"])
        try Self.act(committee, id, "issue", [])
        #expect(try Self.shown(committee).last == "2025-2030 03-NQ/ĐU")
        #expect(try committee.verify(at: Self.now).isSound)
    }

    @Test("begins anew with a new term, and cannot go back behind a number that was given")
    func terms() throws {
        let committee = try Self.committee()
        #expect(try Self.begin(committee, at: 2, isTrial: true).count == 1)
        #expect(try committee.service(at: Self.now).numbers().entries.isEmpty)
        try Self.begin(committee, at: 40)
        #expect(try Self.begin(committee, at: 40).isEmpty)
        try Self.begin(committee, at: 4)
        _ = try Self.issue(committee)
        #expect(throws: Refused.self) { try Self.begin(committee, at: 4) }
        try Self.begin(committee, at: 0, term: "2030-2035")
        _ = try Self.issue(committee)
        #expect(try Self.shown(committee) == ["2025-2030 05-NQ/ĐU", "2030-2035 01-NQ/ĐU"])
        #expect(try committee.service(at: Self.now).numbers().entries.map(\.isCurrent) == [false, true])
        #expect(try committee.verify(at: Self.now).isSound)
    }

    @Test("is rebuilt from an export, to the same bytes")
    func exported() throws {
        let committee = try Self.committee()
        try Self.begin(committee, at: 4)
        _ = try Self.issue(committee)
        let environment = Committee.environment(at: Self.now)
        func lines(_ path: String) throws -> [[UInt8]] {
            var lines: [[UInt8]] = []
            try Service.open(path, .existing, environment).export { lines.append($0) }
            return lines
        }
        let exported = try lines(committee.database)
        let copy = committee.folder + "copy.db"
        let store = try Service.open(copy, .create, environment)
        var rest = exported[...]
        try store.importAll(from: "export", definitions: { _, bytes in try Self.definition(bytes) }) {
            rest.popFirst().map { Array($0.dropLast()) }
        }
        #expect(try lines(copy) == exported)
        #expect(try Verification.run(copy, expecting: nil, environment).isSound)
        #expect(try store.read { try $0.numbers().map(\.number) } == [5])
    }

    private static func definition(_ bytes: [UInt8]) throws -> Definition {
        try #require(DefinitionFile.check(bytes: bytes).definition)
    }
}
