import PlenumCore
import PlenumStore
import Testing

/// Every store passes these.
@Suite struct StoreContractTests {
    enum Kind: CaseIterable { case memory, sqlite }

    /// A store and the folder that must outlive it.
    private func open(_ kind: Kind) throws -> (store: any Store, folder: Folder?) {
        switch kind {
        case .memory: return (MemoryStore(), nil)
        case .sqlite:
            let folder = try Folder()
            return (try folder.store(), folder)
        }
    }

    private struct Stop: Error {}

    @Test(arguments: Kind.allCases) func isEmptyAtFirst(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        try store.read { reader throws in
            #expect(try reader.head() == .empty)
            #expect(try reader.events(of: nil, after: 0, limit: 10).isEmpty)
            #expect(try reader.instances().isEmpty)
            #expect(try reader.lastTaskNumber() == 0)
            #expect(try reader.root() == nil)
            #expect(try reader.lastRemind() == nil)
            #expect(try !reader.holdsReminders())
            #expect(try reader.item(TaskCode(1)) == nil)
            #expect(try reader.step(Path("plan"), of: "nobody") == nil)
            #expect(try reader.scope(.root, of: "nobody") == nil)
            #expect(try reader.counts(of: "nobody", now: Fixture.start) == ItemCounts(open: 0, done: 0, overdue: 0))
        }
    }

    @Test(arguments: Kind.allCases) func givesBackTheEventsItWasGiven(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        try Fixture.fill(store)
        let run = Fixture.run("meeting-1", firstTask: 1)
        try store.read { reader throws in
            let all = try reader.events(of: nil, after: 0, limit: 100)
            #expect(all.map(\.event.sequence) == Array(1...run.count + 1))
            let stored = try reader.events(of: .instance("meeting-1"), after: 0, limit: 100)
            for (index, (given, kept)) in zip(run, stored).enumerated() {
                var numbered = given
                numbered.sequence = index + 2
                #expect(kept.event == numbered)
            }
            #expect(stored.count == run.count)
            #expect(try reader.events(of: .directory, after: 0, limit: 100).count == 1)
            #expect(try reader.events(of: .directory, after: 1, limit: 100).isEmpty)
            #expect(try reader.events(of: .calendar, after: 0, limit: 100).isEmpty)
            #expect(try reader.events(of: nil, after: 3, limit: 2).map(\.event.sequence) == [4, 5])
            #expect(try reader.events(of: .instance("meeting-1"), after: 3, limit: 2).map(\.event.sequence) == [4, 5])
            #expect(try reader.head() == ChainHead(sequence: all.count, hash: try #require(all.last?.hash)))
        }
    }

    @Test(arguments: Kind.allCases) func chainsEveryEventToTheOneBefore(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        try Fixture.fill(store)
        func bytes(_ hexadecimal: String) -> [UInt8] {
            stride(from: 0, to: 64, by: 2).compactMap { offset in
                let start = hexadecimal.index(hexadecimal.startIndex, offsetBy: offset)
                return UInt8(hexadecimal[start..<hexadecimal.index(start, offsetBy: 2)], radix: 16)
            }
        }
        try store.read { reader throws in
            var previous = [UInt8](repeating: 0, count: 32)
            var versions: [PlenumCore.Stream: Int] = [:]
            for stored in try reader.events(of: nil, after: 0, limit: 100) {
                versions[stored.event.stream, default: 0] += 1
                let line = LogLine(event: stored.event, version: versions[stored.event.stream] ?? 0)
                #expect(LogLine(json: try #require(JSON(parsing: line.json.text))) == line)
                let hash = ContentHash.hex(previous + bytes(ContentHash.hex(line.json.bytes)))
                #expect(hash == stored.hash)
                previous = bytes(hash)
            }
        }
    }

    @Test func bothStoresGiveTheSameHead() throws {
        let memory = MemoryStore()
        let folder = try Folder()
        let sqlite = try folder.store()
        try Fixture.fill(memory)
        try Fixture.fill(sqlite)
        #expect(try memory.read { try $0.head() } == sqlite.read { try $0.head() })
    }

    @Test(arguments: Kind.allCases) func keepsTheStateThatFollows(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        try Fixture.fill(store)
        let folded = try WorkingSet("meeting-1", reader: EmptyState(), definition: Fixture.definition)
        for event in Fixture.run("meeting-1", firstTask: 1) { try folded.apply(event) }
        try store.read { reader throws in
            #expect(try reader.instance("meeting-1") == folded.instance)
            #expect(try reader.instances() == [folded.instance])
            for path in folded.changes.steps { #expect(try reader.step(path, of: "meeting-1") == folded.step(path)) }
            for path in folded.changes.tallies {
                #expect(try reader.tally(path, of: "meeting-1") == folded.tally(at: path))
            }
            for path in folded.changes.scopes {
                #expect(try reader.scope(path, of: "meeting-1") == folded.scope(path))
            }
            for code in folded.changes.items {
                let item = try #require(try folded.item(code))
                #expect(try reader.item(code) == item)
                #expect(try reader.item(at: item.path, member: item.member, of: "meeting-1") == item)
            }
            #expect(try reader.lastTaskNumber() == 7)
            #expect(try reader.branches(of: Path("cells"), of: "meeting-1") == ["văn-hoá", "kinh-tế"])
            #expect(
                try reader.steps(of: "meeting-1").map(\.path.text) == [
                    "cells", "cells/kinh-tế/paper", "cells/kinh-tế/review", "cells/văn-hoá/paper", "opinions", "plan",
                ])
        }
    }

    @Test(arguments: Kind.allCases) func keepsWhatHasEndedAsItWas(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        try Fixture.fill(store, "meeting-1")
        try Fixture.fill(store, "meeting-2")
        try store.write { transaction throws in
            let set = try WorkingSet("meeting-2", reader: transaction, definition: Fixture.definition)
            for event in Fixture.end(of: "meeting-2") { try set.apply(event) }
            _ = try transaction.append(Fixture.end(of: "meeting-2"))
            try transaction.save(set)
            for code in set.changes.items { try transaction.setReminder(code, at: nil) }
            // In the transaction that has ended it, too.
            #expect(try transaction.item(TaskCode(9))?.state == .cancelled)
        }
        try store.read { reader throws in
            #expect(try reader.instance("meeting-2")?.state == .cancelled)
            #expect(try reader.input("theme", of: "meeting-2") == .text("Ba cột trụ"))
            #expect(try reader.lastTaskNumber() == 14)
            #expect(try reader.counts(of: "meeting-2", now: Fixture.start) == ItemCounts(open: 0, done: 4, overdue: 0))
            #expect(try reader.openItems(in: nil).map(\.code.number) == [2, 6, 7])
            #expect(try reader.branches(of: Path("cells"), of: "meeting-2") == ["văn-hoá", "kinh-tế"])
            #expect(try reader.steps(of: "meeting-2").map(\.path) == reader.steps(of: "meeting-1").map(\.path))
            #expect(try reader.step(Path("nothing"), of: "meeting-2") == nil)
            for path in [Path("plan"), Path("cells/kinh-tế/review")] {
                #expect(try reader.step(path, of: "meeting-2") == reader.step(path, of: "meeting-1"))
            }
            #expect(
                try reader.tally(Path("opinions"), of: "meeting-2") == Tally(total: 3, open: 2, ended: ["approved": 1]))
            let branch = Path("cells").branch("kinh-tế")
            #expect(try reader.scope(branch, of: "meeting-2") == reader.scope(branch, of: "meeting-1"))
            #expect(try reader.items(at: Path("opinions"), of: "meeting-2").map(\.code.number) == [12, 13, 14])
            #expect(try reader.openItems(at: Path("opinions"), of: "meeting-2").isEmpty)
            #expect(try reader.item(at: Path("opinions"), member: "bình", of: "meeting-2")?.code == TaskCode(13))
            #expect(try reader.item(at: Path("opinions"), member: "dũng", of: "meeting-2") == nil)
            #expect(try reader.item(TaskCode(8))?.document == reader.item(TaskCode(1))?.document)
            #expect(try reader.item(TaskCode(15)) == nil)
        }
    }

    @Test(arguments: Kind.allCases) func endsInstancesAgainAfterATransactionThatThrew(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        try Fixture.fill(store)
        func end(after seconds: Int, _ transaction: any StoreTransaction) throws -> Instant? {
            let events = Fixture.end(of: "meeting-1", after: seconds)
            try Fixture.commit(events, of: "meeting-1", to: transaction)
            return try transaction.item(TaskCode(2))?.endedAt
        }
        #expect(throws: Stop.self) {
            try store.write { transaction in
                #expect(try end(after: 1000, transaction) == Fixture.start.adding(seconds: 1000))
                throw Stop()
            }
        }
        #expect(try store.read { try $0.item(TaskCode(2)) }?.state == .open)
        #expect(try store.write { try end(after: 2000, $0) } == Fixture.start.adding(seconds: 2000))
        #expect(try store.read { try $0.item(TaskCode(2)) }?.endedAt == Fixture.start.adding(seconds: 2000))
    }

    @Test(arguments: Kind.allCases) func listsOpenItemsByDeadline(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        try Fixture.fill(store)
        try store.write { transaction throws in
            let second = InstanceID("meeting-2")
            try Fixture.commit(
                [
                    Fixture.started(second),
                    Fixture.opened(
                        second, "plan", tasks: [(8, ["bình", "dũng"])], due: Fixture.due("2026-03-13", at: 50_000)),
                ], of: second, to: transaction)
        }
        try store.read { reader throws in
            #expect(try reader.openItems(for: "dũng").map(\.code.number) == [8, 2])
            #expect(try reader.openItems(for: "bình").map(\.code.number) == [8, 6])
            #expect(try reader.openItems(for: "an").isEmpty)
            #expect(try reader.openItems(for: "nobody").isEmpty)
            #expect(try reader.openItems(in: nil).map(\.code.number) == [8, 2, 6, 7])
            #expect(try reader.openItems(in: "meeting-1").map(\.code.number) == [2, 6, 7])
            #expect(try reader.openItems(at: Path("opinions"), of: "meeting-1").map(\.code.number) == [6, 7])
            #expect(try reader.items(at: Path("opinions"), of: "meeting-1").map(\.code.number) == [5, 6, 7])
            #expect(
                try reader.counts(of: "meeting-1", now: Fixture.start.adding(seconds: 950_000))
                    == ItemCounts(open: 3, done: 4, overdue: 1))
            #expect(
                try reader.counts(of: "meeting-1", now: Fixture.start.adding(seconds: 949_999))
                    == ItemCounts(open: 3, done: 4, overdue: 0))
            #expect(try reader.instances().map(\.id) == ["meeting-1", "meeting-2"])
        }
    }

    @Test(arguments: Kind.allCases) func movesAnItemWithItsOwner(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        let id = InstanceID("meeting-1")
        func commit(_ events: Event...) throws {
            try store.write { _ = try Fixture.commit(events, of: id, to: $0) }
        }
        func mine() throws -> [String] {
            try store.read { reader throws in
                try ["an", "bình", "chi"].filter { try !reader.openItems(for: PersonID($0)).isEmpty }
            }
        }
        try commit(Fixture.started(id), Fixture.opened(id, "plan", tasks: [(1, ["an", "bình"])]))
        #expect(try mine() == ["an", "bình"])
        try commit(Fixture.event(id, "claimed", .object(["task": 1, "owner": "bình"])))
        #expect(try mine() == ["bình"])
        try commit(
            Fixture.event(id, "assigned", .object(["task": 1, "manner": "declined", "candidates": ["an", "chi"]])))
        #expect(try mine() == ["an", "chi"])
        try commit(Fixture.event(id, "assigned", .object(["task": 1, "manner": "reassigned", "candidates": ["bình"]])))
        #expect(try mine() == ["bình"])
        try commit(Fixture.completed(id, "plan", task: 1))
        #expect(try mine().isEmpty)
        #expect(try store.read { try $0.item(TaskCode(1))?.version } == 5)
    }

    @Test(arguments: Kind.allCases) func opensAFanOutAgainWithOtherBranches(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        let id = InstanceID("meeting-1")
        try store.write {
            _ = try Fixture.commit(
                [Fixture.started(id), Fixture.branchesOpened(id, ["a", "b", "c"])], of: id, to: $0)
        }
        try store.write { _ = try Fixture.commit([Fixture.branchesOpened(id, ["c", "a"], round: 2)], of: id, to: $0) }
        #expect(try store.read { try $0.branches(of: Path("cells"), of: id) } == ["c", "a"])
        #expect(try store.read { try $0.scope(ScopePath("cells/b"), of: id)?.position } == ScopeRecord.left)
    }

    @Test(arguments: Kind.allCases) func forgetsWhatATransactionDidThatThrew(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        try Fixture.fill(store)
        let before = try store.read { try $0.head() }
        #expect(throws: Stop.self) {
            try store.write { transaction throws in
                try Fixture.commit(Fixture.run("meeting-2", firstTask: 8), of: "meeting-2", to: transaction)
                #expect(try transaction.head().sequence > before.sequence)
                #expect(try transaction.item(TaskCode(8)) != nil)
                _ = try transaction.keep(resource: [1, 2, 3], kind: "document", name: "x")
                try transaction.record(command: "c", answer: "a")
                try transaction.setLastRemind(Fixture.start)
                try transaction.changeDirectory(units: [], people: [], removing: ["an"])
                throw Stop()
            }
        }
        try store.read { reader throws in
            #expect(try reader.head() == before)
            #expect(try reader.item(TaskCode(8)) == nil)
            #expect(try reader.instance("meeting-2") == nil)
            #expect(try reader.resource(ContentHash.hex([1, 2, 3])) == nil)
            #expect(try reader.answer(toCommand: "c") == nil)
            #expect(try reader.lastRemind() == nil)
            #expect(try reader.person("an") != nil)
        }
        // The next transaction starts from what is kept, numbers of strings included.
        try store.write { transaction throws in
            _ = try Fixture.commit(Fixture.run("meeting-3", firstTask: 8), of: "meeting-3", to: transaction)
        }
        #expect(try store.read { try $0.instance("meeting-3")?.id } == "meeting-3")
        #expect(try store.read { try $0.head().sequence } == before.sequence + 14)
    }

    @Test(arguments: Kind.allCases) func answersForUnitsAndAllBelow(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        try store.write { try Fixture.importPeople($0) }
        let members: Set<PersonClass> = [.official, .probationary, .exempt]
        try store.read { reader throws in
            #expect(try reader.root() == "uỷ-ban")
            #expect(try reader.units() == Fixture.units)
            #expect(try reader.people() == Fixture.people)
            #expect(try reader.units(ofKind: "cell") == ["kinh-tế", "văn-hoá"])
            #expect(try reader.units(ofKind: "board").isEmpty)
            #expect(try reader.unit("tổ-1") == Fixture.units[3])
            #expect(try reader.person("chi") == Fixture.people[2])
            #expect(try reader.people(in: "uỷ-ban", of: members) == ["an", "bình", "chi", "dũng"])
            #expect(try reader.people(in: "uỷ-ban", of: Set(PersonClass.allCases)).count == 5)
            #expect(try reader.people(in: "kinh-tế", of: members) == ["bình", "chi"])
            #expect(try reader.people(in: "kinh-tế", of: [.probationary]) == ["chi"])
            #expect(try reader.people(in: "tổ-1", of: [.staff]).isEmpty)
            #expect(try reader.people(in: "nowhere", of: members).isEmpty)
            #expect(try reader.holders(of: "secretary", in: "kinh-tế") == ["bình"])
            #expect(try reader.holders(of: "chair", in: "kinh-tế") == ["an"])
            #expect(try reader.holders(of: "chair", in: "uỷ-ban").isEmpty)
        }
    }

    @Test(arguments: Kind.allCases) func putsPeopleAndUnitsInPlaceOfThoseBefore(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        try store.write { try Fixture.importPeople($0) }
        let moved = Unit(
            id: "tổ-1", kind: "group", parent: "văn-hoá", title: LocalizedText(vi: "Tổ một", en: "First group"))
        let added = Unit(
            id: "xã-hội", kind: "cell", parent: "uỷ-ban", title: LocalizedText(vi: "Xã hội", en: "Society"))
        let married = Person(
            id: "bình", name: "Trần Bình", unit: "xã-hội", kind: .exempt, posts: [Person.Holding("chair", of: "xã-hội")]
        )
        try store.write { transaction throws in
            try transaction.changeDirectory(units: [moved, added], people: [married], removing: ["em", "nobody"])
        }
        try store.read { reader throws in
            #expect(try reader.units().map(\.id) == ["uỷ-ban", "kinh-tế", "văn-hoá", "tổ-1", "xã-hội"])
            #expect(try reader.unit("tổ-1") == moved)
            #expect(try reader.people(in: "kinh-tế", of: Set(PersonClass.allCases)).isEmpty)
            #expect(try reader.people(in: "văn-hoá", of: Set(PersonClass.allCases)) == ["chi", "dũng"])
            #expect(try reader.person("bình") == married)
            #expect(try reader.holders(of: "secretary", in: "kinh-tế").isEmpty)
            #expect(try reader.holders(of: "chair", in: "xã-hội") == ["bình"])
            #expect(try reader.person("em") == nil)
            #expect(try reader.people().map(\.id) == ["an", "bình", "chi", "dũng"])
        }
    }

    @Test(arguments: Kind.allCases) func keepsBytesOnceUnderTheirHash(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let hash = try store.write { try $0.keep(resource: bytes, kind: "document", name: "a") }
        #expect(try store.write { try $0.keep(resource: bytes, kind: "document", name: "b") } == hash)
        #expect(hash == ContentHash.hex(bytes))
        #expect(try store.read { try $0.resource(hash) } == bytes)
        #expect(try store.read { try $0.resource("no hash") } == nil)
        #expect(try store.read { try $0.resource(ContentHash.hex([UInt8]())) } == nil)
        try store.write { try $0.erase(resource: hash) }
        #expect(try store.read { try $0.resource(hash) } == nil)
        _ = try store.write { try $0.keep(resource: bytes, kind: "document", name: "c") }
        #expect(try store.read { try $0.resource(hash) } == bytes)
        let empty = try store.write { try $0.keep(resource: [], kind: "document", name: "empty") }
        #expect(try store.read { try $0.resource(empty) } == [])
    }

    @Test(arguments: Kind.allCases) func remembersWhatACommandAnswered(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        let ids = ["9C1D3F0A-6C3B-4F7E-9B55-0A0B0C0D0E0F", "9c1d3f0a-6c3b-4f7e-9b55-0a0b0c0d0e0f", "slip 7", ""]
        for id in ids { try store.write { try $0.record(command: id, answer: "answer to \(id)") } }
        for id in ids { #expect(try store.read { try $0.answer(toCommand: id) } == "answer to \(id)") }
        #expect(try store.read { try $0.answer(toCommand: "slip 8") } == nil)
        #expect(throws: StoreError.commandRepeated(id: "slip 7")) {
            try store.write { try $0.record(command: "slip 7", answer: "again") }
        }
        #expect(try store.read { try $0.answer(toCommand: "slip 7") } == "answer to slip 7")
    }

    @Test(arguments: Kind.allCases) func closesWindowsOfRunningInstancesOnly(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        try Fixture.fill(store)
        let second = InstanceID("meeting-2")
        try store.write { transaction throws in
            _ = try Fixture.commit(
                [
                    Fixture.started(second),
                    Fixture.opened(second, "opinions", tasks: [(8, ["an"])], closesAfter: 4_000),
                    Fixture.opened(second, "plan", tasks: [(9, ["an"])], closesAfter: 9_000),
                ], of: second, to: transaction)
        }
        func due(_ seconds: Int, in instance: InstanceID? = nil, limit: Int = 10) throws -> [String] {
            try store.read { reader throws in
                try reader.windowsToClose(in: instance, by: Fixture.start.adding(seconds: seconds), limit: limit)
                    .map { "\($0.instance)/\($0.path) \($0.at - Fixture.start)" }
            }
        }
        #expect(try due(3_999).isEmpty)
        #expect(try due(4_000) == ["meeting-2/opinions 4000"])
        #expect(try due(99_999) == ["meeting-2/opinions 4000", "meeting-1/opinions 5000", "meeting-2/plan 9000"])
        #expect(try due(99_999, limit: 1) == ["meeting-2/opinions 4000"])
        #expect(try due(99_999, in: "meeting-1") == ["meeting-1/opinions 5000"])
        #expect(try due(99_999, in: "nobody").isEmpty)
        try store.write {
            _ = try Fixture.commit([Fixture.event(second, "suspended", .object([]))], of: second, to: $0)
        }
        #expect(try due(99_999) == ["meeting-1/opinions 5000"])
        #expect(try due(99_999, in: second).isEmpty)
        try store.write {
            _ = try Fixture.commit(
                [Fixture.event("meeting-1", "closed", .object(["path": "opinions"]), by: nil)], of: "meeting-1", to: $0)
        }
        #expect(try due(99_999).isEmpty)
        #expect(try store.read { try $0.item(TaskCode(6))?.state } == .lapsed)
    }

    @Test(arguments: Kind.allCases) func findsRemindersThatAreDue(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        try Fixture.fill(store)
        func due(_ seconds: Int, limit: Int = 10) throws -> [Int] {
            try store.read { reader throws in
                try reader.remindersDue(by: Fixture.start.adding(seconds: seconds), limit: limit).map(\.task.number)
            }
        }
        try store.write { transaction throws in
            try transaction.setReminder(TaskCode(7), at: Fixture.start.adding(seconds: 10))
            try transaction.setReminder(TaskCode(6), at: Fixture.start.adding(seconds: 10))
            try transaction.setReminder(TaskCode(2), at: Fixture.start.adding(seconds: 5))
            // An ended item reminds no more.
            try transaction.setReminder(TaskCode(1), at: Fixture.start)
        }
        #expect(try due(4).isEmpty)
        #expect(try due(5) == [2])
        #expect(try due(10) == [2, 6, 7])
        #expect(try due(10, limit: 2) == [2, 6])
        try store.write { try $0.setReminder(TaskCode(2), at: nil) }
        // A change of the item leaves its reminder as it is; its end stops it.
        try store.write {
            _ = try Fixture.commit(
                [
                    Fixture.event("meeting-1", "answered", .object(["task": 6])),
                    Fixture.event("meeting-1", "answered", .object(["task": 7, "answer": "approved"]), by: "chi"),
                ], of: "meeting-1", to: $0)
        }
        #expect(try due(10) == [6])
        #expect(throws: StoreError.noSuchTask(TaskCode(99))) {
            try store.write { try $0.setReminder(TaskCode(99), at: nil) }
        }
    }

    private static let key = ReminderKey(
        task: TaskCode(7), round: 1, person: "chi", rule: "2 working days before", occurrence: 1, anchor: "2026-03-20")

    private static func slot(
        person: PersonID = "chi", rule: String = "2 working days before", occurrence: Int = 1,
        anchor: String = "2026-03-20", round: Int = 1, at seconds: Int = 0
    ) -> ReminderSlot {
        ReminderSlot(
            key: ReminderKey(
                task: TaskCode(7), round: round, person: person, rule: rule, occurrence: occurrence, anchor: anchor),
            moment: Fixture.start.adding(seconds: seconds), state: .queued)
    }

    @Test(arguments: Kind.allCases) func addsASlotOnce(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        let slot = StoreContractTests.slot()
        #expect(try store.write { try $0.add(slots: [slot, slot]) } == [slot])
        #expect(try store.write { try $0.add(slots: [slot]) }.isEmpty)
        let others = [
            StoreContractTests.slot(person: "an", at: 1), StoreContractTests.slot(rule: "on the day", at: 2),
            StoreContractTests.slot(occurrence: 2, at: 3), StoreContractTests.slot(anchor: "2026-03-21", at: 4),
            StoreContractTests.slot(round: 2, at: 5),
        ]
        #expect(try store.write { try $0.add(slots: others) } == others)
        #expect(try store.read { try $0.slots(of: TaskCode(7)) } == [slot] + others)
        #expect(try store.read { try $0.slots(of: TaskCode(8)) }.isEmpty)
        try store.write { try $0.setSlot(slot.key, to: .superseded) }
        #expect(try store.read { try $0.slots(of: TaskCode(7)).first?.state } == .superseded)
        #expect(throws: StoreError.self) {
            try store.write { try $0.setSlot(StoreContractTests.slot(round: 9).key, to: .sent) }
        }
    }

    @Test(arguments: Kind.allCases) func carriesASlotInOneMessageOnly(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        let slot = StoreContractTests.slot()
        let message = try store.write { transaction throws in
            _ = try transaction.add(slots: [slot])
            return try transaction.addMessage(for: "chi", at: Fixture.start, slots: [slot.key])
        }
        #expect(message == OutboxMessage(number: 1, person: "chi", queuedAt: Fixture.start))
        #expect(throws: StoreError.slotTaken(slot.key)) {
            try store.write { try $0.addMessage(for: "chi", at: Fixture.start, slots: [slot.key]) }
        }
        #expect(try store.read { try $0.messages(in: [.queued], limit: 9) } == [message])
        #expect(try store.read { try $0.slots(ofMessage: 1) } == [slot])
        #expect(try store.read { try $0.slots(ofMessage: 2) }.isEmpty)
        #expect(try store.read { try $0.message(1) } == message)
        #expect(try store.read { try $0.message(2) } == nil)
    }

    @Test(arguments: Kind.allCases) func movesSlotsOnlyToAMessageThatIsStillQueued(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        let (first, second) = (StoreContractTests.slot(), StoreContractTests.slot(round: 2))
        try store.write { transaction throws in
            _ = try transaction.add(slots: [first, second])
            _ = try transaction.addMessage(for: "chi", at: Fixture.start, slots: [first.key])
            try transaction.move(slots: [second.key], to: 1)
        }
        #expect(try store.read { try $0.slots(ofMessage: 1) } == [first, second])
        try store.write { transaction throws in
            _ = try transaction.addMessage(for: "chi", at: Fixture.start, slots: [])
            try transaction.move(slots: [first.key], to: 2)
        }
        #expect(try store.read { try $0.slots(ofMessage: 1) } == [second])
        #expect(try store.read { try $0.slots(for: first.key.person) }.map(\.message) == [2, 1])
        #expect(try store.read { try $0.slots(for: "nobody") }.isEmpty)
        #expect(try store.read { try $0.slots(ofMessage: 2) } == [first])
        _ = try store.write { try $0.claim(message: 1, owner: "boot:1:1") }
        for message in [1, 3] {
            #expect(throws: StoreError.noSuchMessage(message)) {
                try store.write { try $0.move(slots: [first.key], to: message) }
            }
        }
        let unknown = StoreContractTests.slot(round: 9).key
        #expect(throws: StoreError.slotTaken(unknown)) { try store.write { try $0.move(slots: [unknown], to: 2) } }
    }

    @Test(arguments: Kind.allCases) func recordsOnlyUnderTheLatestToken(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        try store.write { transaction throws in
            for person in ["an", "bình", "chi"] {
                _ = try transaction.addMessage(for: PersonID(person), at: Fixture.start, slots: [])
            }
        }
        let first = try store.write { try $0.claim(message: 2, owner: "boot:1:1") }
        #expect(first.token == 1 && first.owner == "boot:1:1" && first.state == .claimed && first.attempts == 1)
        let second = try store.write { try $0.claim(message: 2, owner: "boot:2:2") }
        #expect(second.token == 2 && second.attempts == 2)
        #expect(try !store.write { try $0.record(message: 2, token: 1, state: .sent, at: Fixture.start) })
        #expect(try store.read { try $0.messages(in: [.claimed], limit: 9) } == [second])
        #expect(try store.write { try $0.record(message: 2, token: 2, state: .failed, at: Fixture.start) })
        #expect(try store.read { try $0.message(2)?.state } == .failed)
        #expect(try store.read { try $0.message(2)?.owner } == nil)
        #expect(try store.read { try $0.messages(in: [.queued, .failed], limit: 9) }.map(\.number) == [1, 2, 3])
        #expect(try store.read { try $0.messages(in: [.queued, .failed], limit: 2) }.map(\.number) == [1, 2])
        #expect(throws: StoreError.noSuchMessage(9)) { try store.write { try $0.claim(message: 9, owner: "x") } }
    }

    @Test(arguments: Kind.allCases) func keepsWhatBecameOfEveryClaim(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        func moment(_ seconds: Int) -> Instant { Fixture.start.adding(seconds: seconds) }
        let slot = StoreContractTests.slot(round: 1)
        try store.write { transaction throws in
            _ = try transaction.add(slots: [slot])
            _ = try transaction.addMessage(for: "chi", at: Fixture.start, slots: [slot.key])
        }
        #expect(try store.read { try $0.deliveries(ofMessage: 1) }.isEmpty)
        // Not taken, then cut off, then unknown, then sent all the same.
        try store.write { transaction throws in
            _ = try transaction.claim(message: 1, owner: "boot:1:1")
            _ = try transaction.record(message: 1, token: 1, state: .queued, at: moment(60))
        }
        #expect(try store.read { try $0.slots(ofMessage: 1) } == [slot])
        try store.write { transaction throws in
            _ = try transaction.claim(message: 1, owner: "boot:1:2")
            _ = try transaction.claim(message: 1, owner: "boot:1:3")
            _ = try transaction.record(message: 1, token: 3, state: .unknown, at: moment(-120))
            try transaction.setSlot(slot.key, to: .unknown)
        }
        let key = slot.key
        #expect(
            try store.read { try $0.lastMail(of: key.task, round: key.round, to: key.person, rule: key.rule) }
                == moment(-120))
        try store.write { transaction throws in
            _ = try transaction.record(message: 1, token: 3, state: .sent, at: moment(180))
            _ = try transaction.record(message: 1, token: 3, state: .sent, at: moment(240))
            try transaction.setSlot(slot.key, to: .sent)
        }
        #expect(
            try store.read { try $0.deliveries(ofMessage: 1) } == [
                DeliveryRecord(token: 1, state: .queued, at: moment(60)),
                DeliveryRecord(token: 1, state: .claimed, at: nil),
                DeliveryRecord(token: 2, state: .claimed, at: nil),
                DeliveryRecord(token: 3, state: .claimed, at: nil),
                DeliveryRecord(token: 3, state: .sent, at: moment(180)),
                DeliveryRecord(token: 3, state: .unknown, at: moment(-120)),
            ])
        #expect(
            try store.read { try $0.lastMail(of: key.task, round: key.round, to: key.person, rule: key.rule) }
                == moment(180))
        #expect(try store.read { try $0.slots(ofMessage: 1).map(\.key) } == [key])
        #expect(try store.read { try $0.messages(in: [.queued, .claimed], limit: 9) }.isEmpty)
        #expect(try store.read { try $0.messages(in: [.sent], limit: 9) }.map(\.number) == [1])
        if let store = store as? SQLiteStore { #expect(try store.verify().problems.isEmpty) }
    }

    @Test(arguments: Kind.allCases) func remembersTheLastRunAndTheHold(_ kind: Kind) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        try store.write { try $0.setLastRemind(Fixture.start) }
        try store.write { try $0.setLastRemind(Fixture.start.adding(seconds: 60)) }
        try store.write { try $0.setHoldsReminders(true) }
        #expect(try store.read { try $0.lastRemind() } == Fixture.start.adding(seconds: 60))
        #expect(try store.read { try $0.holdsReminders() })
        try store.write { try $0.setHoldsReminders(false) }
        #expect(try !store.read { try $0.holdsReminders() })
    }

    /// Strings that the packed form treats in ways of their own come back as they were.
    @Test(
        arguments: Kind.allCases,
        [
            "", "a", "ab", "2026-02-28", "2026-13-45", "0000-01-01", "9999-12-31", "hai từ", "dòng\nmới", "\u{0}",
            String(repeating: "a", count: 64), String(repeating: "A", count: 64), String(repeating: "f", count: 63),
            String(repeating: "đ", count: 200), "cells/kinh-tế/paper", "e\u{301}", "é", "\"\\",
        ])
    func keepsEveryText(_ kind: Kind, _ text: String) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        let event = Fixture.event(
            "x", "answered",
            .object([
                "task": 1,
                "answers": .object(["note": .object(["text": .string(text)]), "lạ": .object(["text": "b"])]),
            ]), reason: text)
        try store.write { _ = try $0.append([event]) }
        let kept = try store.read { try $0.events(of: .instance("x"), after: 0, limit: 1).first?.event }
        #expect(kept?.body.payload.bytes == event.body.payload.bytes)
        #expect(kept?.reason.map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test(arguments: Kind.allCases, [0, 1, -1, 63, 64, 191, 192, 255, 256, .max, .min])
    func keepsEveryNumber(_ kind: Kind, _ number: Int) throws {
        let (store, _folder) = try open(kind)
        defer { withExtendedLifetime(_folder) {} }
        let event = Fixture.event(
            "x", "answered", .object(["task": 1, "answers": .object(["n": .object(["number": .int(number)])])]))
        try store.write { _ = try $0.append([event]) }
        #expect(try store.read { try $0.events(of: nil, after: 0, limit: 1).first?.event.body } == event.body)
    }
}
