import Foundation
import PlenumApp
import PlenumCore
import PlenumStore
import Testing

@Suite("A change of the directory")
struct PostTests {
    private static let start = "2026-08-17T08:00:00+07:00"
    private static let later = "2026-08-19T10:00:00+07:00"

    /// The cells at work on their plans; and the directory's file, to be imported again with changes.
    private static func underWay() throws -> Committee {
        let committee = try Committee()
        let example = Committee.root + "examples/thematic-session/"
        try committee.importPeople(example + "people.yaml", at: start)
        _ = try committee.start(
            "thematic-session",
            [("theme", "Thử"), ("plenary-date", "2026-10-15"), ("topics", "@" + example + "topics.csv")],
            as: "ha-thi-nhung", at: start)
        try committee.act("plan", at: start)
        try committee.act("approve-plan", outcome: "approved", at: start)
        return committee
    }

    private static func imported(_ committee: Committee, _ edit: (String) -> String) throws -> PeopleChange {
        let text = try edit(Committee.text("examples/thematic-session/people.yaml"))
        return try committee.service(at: later).importPeople(
            files: [committee.write(text, as: "people.yaml")], authority: Committee.authority("ha-thi-nhung", at: later)
        )
    }

    /// The post of the first cell's secretary goes to another member.
    private static func newSecretary(_ text: String) -> String {
        let post = "    posts:\n      - secretary of kinh-te-ngan-sach\n"
        let without = text.replacingOccurrences(of: post, with: "")
        let email = "    email: khanh@example.org\n"
        return without.replacingOccurrences(of: email, with: email + post)
    }

    @Test("moves an open task that a post gives to the new holder, who hears of it; as an event")
    func follows() throws {
        let committee = try Self.underWay()
        _ = try committee.remind(at: "2026-08-18T10:00:00+07:00")
        _ = try Self.imported(committee, Self.newSecretary)
        #expect(
            try committee.task("cells/kinh-te-ngan-sach/cell-plan", at: Self.later)?.person == "bui-duc-khanh")
        let letters = try committee.remind(at: Self.later)
        #expect(letters.count == 1 && letters.allSatisfy { $0.hasPrefix("bui-duc-khanh") }, "\(letters)")
        #expect(try committee.verify(at: Self.later).isSound)
        var manners: [Assigned.Manner] = []
        try committee.service(at: Self.later).log(of: "thematic-session-1") { stored, _ in
            if case .assigned(let body) = stored.event.body { manners.append(body.manner) }
        }
        #expect(manners == [.followed])
    }

    @Test("leaves a task with whom it was given to by hand, or who has claimed it")
    func stays() throws {
        for claim in [true, false] {
            let committee = try Self.underWay()
            let service = try committee.service(at: Self.later)
            let task = try #require(try committee.task("cells/kinh-te-ngan-sach/cell-plan", at: Self.later))
            let person: PersonID = claim ? "nguyen-thi-an" : "le-van-dien"
            if claim {
                _ = try service.order(
                    .task(task.code.description), reason: "đang làm",
                    authority: Committee.authority("nguyen-thi-an", at: Self.later)
                ) { .note(try $0.requiredTask(), nil) }
            } else {
                _ = try service.order(
                    .task(task.code.description), reason: "đi vắng",
                    authority: Committee.authority("ha-thi-nhung", at: Self.later)
                ) { .reassign(try $0.requiredTask(), to: "le-van-dien") }
            }
            _ = try Self.imported(committee, Self.newSecretary)
            #expect(
                try committee.task("cells/kinh-te-ngan-sach/cell-plan", at: Self.later)?.person == person)
        }
    }

    @Test("leaves the list of an open window as it was, and offers to include who came and to excuse who left")
    func offers() throws {
        let committee = try Self.underWay()
        try committee.act("draft-resolution", at: Self.start)
        let change = try Self.imported(committee) { text in
            text.replacingOccurrences(
                of: "  le-van-dien:\n    name: Lê Văn Điền\n    unit: kinh-te-ngan-sach\n    class: official\n",
                with: """
                      le-van-dien:
                        name: Lê Văn Điền
                        unit: kinh-te-ngan-sach
                        class: staff
                      ngo-thi-moi:
                        name: Ngô Thị Mới
                        unit: kinh-te-ngan-sach
                        class: official

                    """)
        }
        #expect(change.offers.map(\.person) == ["le-van-dien", "ngo-thi-moi"])
        #expect(change.offers.last?.kind == .include)
        #expect(change.offers.allSatisfy { $0.path == Path("opinions") })
        guard case .excuse = change.offers.first?.kind else { return #expect(Bool(false)) }
    }
}

@Suite("An act that is taken back")
struct WithdrawalTests {
    private static let start = "2026-08-17T08:00:00+07:00"
    private static let later = "2026-08-17T10:00:00+07:00"

    @Test("is followed by a letter to whoever had heard of a task because of it, and to nobody else")
    func told() throws {
        for isTold in [true, false] {
            let committee = try Committee()
            let example = Committee.root + "examples/thematic-session/"
            try committee.importPeople(example + "people.yaml", at: Self.start)
            _ = try committee.start(
                "thematic-session",
                [("theme", "Thử"), ("plenary-date", "2026-10-15"), ("topics", "@" + example + "topics.csv")],
                as: "ha-thi-nhung", at: Self.start)
            let plan = try #require(try committee.task("plan", at: Self.start))
            try committee.act("plan", at: Self.start)
            if isTold { #expect(try committee.remind(at: Self.start).count == 1) }
            _ = try committee.service(at: Self.later).undo(
                task: plan.code.description, reason: "đính nhầm tệp",
                authority: Committee.authority("ha-thi-nhung", at: Self.later))
            let letters = try committee.remind(at: Self.later)
            let withdrawn = letters.filter { $0.contains("rút lại") }
            #expect(withdrawn.count == (isTold ? 1 : 0), "\(letters)")
            for letter in withdrawn {
                #expect(letter.contains("[Để biết] Phê duyệt kế hoạch: đã rút lại") && letter.contains("đính nhầm tệp"))
            }
            #expect(try committee.remind(at: "2026-08-17T11:00:00+07:00").isEmpty)
            #expect(try committee.verify(at: Self.later).isSound)
        }
    }
}
