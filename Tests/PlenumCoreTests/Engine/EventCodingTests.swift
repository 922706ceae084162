import EngineTesting
import PlenumCore
import Testing

/// Every event in its fullest and its barest form, as the log has it.
@Suite("An event")
struct EventCodingTests {
    private static let due = JSON.object(["at": .string("2026-03-12T17:00"), "overdue": .int(1_773_310_800)])
    private static let document = JSON.object(["name": .string("bài.txt"), "hash": .string("ab"), "size": .int(3)])
    private static let answers = JSON.object([
        "note": .object(["text": .string("ý kiến")]), "count": .object(["number": .int(5)]),
        "day": .object(["date": .string("2026-03-12")]), "hour": .object(["time": .string("08:00")]),
        "who": .object(["people": .array([.string("an"), .string("chi")])]),
        "where": .object(["units": .array([.string("one")])]),
        "rows": .object(["table": .array([.object(["topic": .object(["text": .string("một")])])])]),
    ])
    private static let branch = JSON.object([
        "key": .string("one"), "values": .object(["cell": .object(["units": .array([.string("one")])])]),
    ])

    private static let events: [(word: String, payload: JSON)] = [
        (
            "started",
            .object([
                "workflow": .string("w"), "definition": .string("d"), "calendar": .string("c"), "unit": .string("root"),
                "inputs": answers,
            ])
        ),
        (
            "started",
            .object([
                "workflow": .string("w"), "definition": .string("d"), "calendar": .string("c"), "unit": .string("root"),
            ])
        ),
        (
            "opened",
            .object([
                "path": .string("all/one/x"), "round": .int(2), "due": due, "closes": .int(9), "late": .bool(true),
                "window": .bool(true), "joining": .bool(true),
                "items": .array([
                    .object(["task": .int(7), "member": .string("an")]),
                    .object(["task": .int(8), "candidates": .array([.string("an"), .string("chi")])]),
                ]), "branches": .array([branch]),
            ])
        ),
        ("opened", .object(["path": .string("x"), "round": .int(1)])),
        (
            "assigned",
            .object([
                "task": .int(7), "manner": .string("delegated"), "owner": .string("an"),
                "candidates": .array([.string("an")]),
            ])
        ),
        ("assigned", .object(["task": .int(7), "manner": .string("declined")])),
        ("claimed", .object(["task": .int(7), "owner": .string("an")])),
        (
            "answered",
            .object(["task": .int(7), "answer": .string("commented"), "answers": answers, "document": document])
        ),
        ("answered", .object(["task": .int(7)])),
        (
            "completed",
            .object([
                "path": .string("x"), "outcome": .string("yes"), "task": .int(7), "answers": answers,
                "document": document,
            ])
        ),
        ("completed", .object(["path": .string(""), "outcome": .string("done")])),
        (
            "returned",
            .object(["path": .string("x"), "reset": .array([.string("x"), .string("y")]), "rejoined": .bool(true)])
        ),
        ("returned", .object(["path": .string("x"), "reset": .array([])])),
        ("skipped", .object(["path": .string("x")])),
        ("cancelled", .object(["path": .string("x")])),
        ("excused", .object(["task": .int(7)])),
        (
            "rescheduled",
            .object([
                "path": .string("x"), "due": due, "closes": .int(9), "day": .string("2026-03-12"),
                "by hand": .bool(true),
                "input": .string("plenary-date"),
            ])
        ),
        ("rescheduled", .object(["path": .string("x")])),
        ("suspended", .object([])), ("resumed", .object([])), ("closed", .object(["path": .string("x")])),
        (
            "closed",
            .object([
                "path": .string("x"), "outcome": .string("adopted"),
                "totals": .object(["against": .int(1), "in-favour": .int(3)]),
            ])
        ),
        ("closed", .object(["path": .string("x"), "outcome": .string("rejected"), "totals": .object([])])),
        ("undone", .object(["sequence": .int(5), "task": .int(7)])), ("undone", .object(["sequence": .int(5)])),
        (
            "setting changed",
            .object([
                "entries": .array([
                    .object(["kind": .string("person"), "id": .string("an"), "hash": .string("ab")]),
                    .object(["kind": .string("person"), "id": .string("chi")]),
                ])
            ])
        ),
    ]

    @Test("is read back as it was written, in every form", arguments: events.indices)
    func roundTrip(_ index: Int) throws {
        let (word, payload) = EventCodingTests.events[index]
        let body = try #require(EventBody(word: word, version: EventBody.version, payload: payload))
        #expect(body.word == word)
        #expect(body.payload.text == payload.text)
        #expect(EventBody(word: word, version: EventBody.version, payload: body.payload) == body)
    }

    @Test("of every word is in that table")
    func words() {
        #expect(Set(EventCodingTests.events.map(\.word)).count == 16)
    }

    @Test("of a later version, of another word or without what it needs is not read")
    func unreadable() {
        #expect(
            EventBody(word: "claimed", version: 3, payload: .object(["task": .int(7), "owner": .string("an")])) == nil)
        #expect(EventBody(word: "clamed", version: 1, payload: .object([])) == nil)
        for (word, _) in EventCodingTests.events where word != "suspended" && word != "resumed" {
            #expect(EventBody(word: word, version: 1, payload: .object([])) == nil)
        }
    }
}
