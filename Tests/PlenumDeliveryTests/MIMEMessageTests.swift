import Foundation
import PlenumCore
import Testing

@testable import PlenumDelivery

/// What `python3`, whose `email` package knows nothing of us, reads in a message.
private func parsed(
    _ letter: Letter, sender: Mailbox = Sample.sender, unsubscribe: String? = nil
) throws -> [String: String] {
    let reader = """
        import email, email.policy, json, sys
        raw = sys.stdin.buffer.read()
        m = email.message_from_bytes(raw, policy=email.policy.default)
        assert not m.defects, m.defects
        out = {k.lower(): str(v) for k, v in m.items()}
        for k, v in m.items(): assert not v.defects, (k, v.defects)
        out["body"] = m.get_content()
        out["longest"] = str(max(len(l) for l in raw.split(b"\\r\\n")))
        out["bare"] = str(raw.replace(b"\\r\\n", b"").count(b"\\n") + raw.replace(b"\\r\\n", b"").count(b"\\r"))
        out["recipients"] = str(len(m["to"].addresses)) + " " + m["to"].addresses[0].display_name
        print(json.dumps(out))
        """
    let bytes = MIMEMessage(letter: letter, sender: sender, unsubscribe: unsubscribe).bytes
    let output = try run("/usr/bin/env", ["python3", "-c", reader], input: bytes)
    return try JSONDecoder().decode([String: String].self, from: Data(output))
}

@Suite struct MIMEMessageTests {
    @Test func isReadByAnotherProgram() throws {
        let mail = try parsed(Sample.letter())
        #expect(mail["date"] == "Tue, 10 Mar 2026 08:00:05 +0700")
        #expect(mail["from"] == "Văn phòng Đảng ủy <nhac-viec@example.org>")
        #expect(mail["to"] == "Nguyễn Thị An <an@example.org>")
        #expect(mail["subject"] == "[Cần làm] Tham luận “Thẩm tra văn kiện”: còn 2 ngày làm việc")
        #expect(mail["message-id"] == "<0123456789abcdef@plenum>")
        #expect(mail["references"] == "<task-\(Sample.key.task.description.lowercased())@plenum>")
        #expect(mail["auto-submitted"] == "auto-generated")
        #expect(mail["list-id"] == "<reminders.example.org>")
        #expect(mail["content-language"] == "vi")
        #expect(mail["body"] == "Kính gửi\r\n\r\nmột\r\n")
        #expect(mail["bare"] == "0")
        #expect(Int(mail["longest"] ?? "") ?? 999 <= 78)
    }

    @Test(arguments: [
        "a", "Plain subject", "=?utf-8?B?eA==?=", String(repeating: "ỡ", count: 300),
        String(repeating: "x", count: 200),
        "Ngày 12/03: “Tham luận” — 50% 👩‍👩‍👧‍👦 " + String(repeating: "e\u{301}\u{302}\u{323}", count: 60), " leading",
        "a\u{301}" + String(repeating: "\u{300}", count: 80),
    ])
    func keepsEverySubject(_ subject: String) throws {
        let mail = try parsed(Sample.letter(subject: subject))
        #expect(mail["subject"]?.unicodeScalars.elementsEqual(subject.unicodeScalars) == true)
        #expect(Int(mail["longest"] ?? "") ?? 999 <= 78)
    }

    @Test(arguments: [
        "An", "Nguyễn, Thị \"An\"", "O'Neill, J.", "a@b <c>", String(repeating: "Nguyễn ", count: 20) + "An",
    ])
    func hasOneRecipientWhateverTheName(_ name: String) throws {
        // Python's reader loses spaces between the encoded words of a name.
        let recipients = try parsed(Sample.letter(name: name))["recipients"]?.filter { $0 != " " }
        #expect(recipients == "1\(name.filter { $0 != " " })")
    }

    @Test func letsNoControlCharacterIn() throws {
        let letter = Sample.letter(
            name: "An\r\nBcc: x@example.org", subject: "một\nBcc: y@example.org\u{0}\u{2028}",
            body: "a\u{0}b\r\n.\r\nc\u{1B}[31m\n")
        let mail = try parsed(letter)
        #expect(mail["bcc"] == nil)
        #expect(mail["subject"] == "một Bcc: y@example.org  ")
        #expect(mail["body"]?.contains("\u{1B}") == false)
        #expect(Sample.letter(address: "an@example.org\r\nRCPT TO:<x@example.org>").address == nil)
        #expect(Sample.letter(address: "an@example.org, x@example.org").address == nil)
        #expect(Sample.letter(address: "-oQ/tmp@example.org").address == nil)
    }

    /// What an address becomes in the header's URL.
    @Test(arguments: [
        ("thoi-nhac@example.org", "thoi-nhac@example.org"), ("a+b@example.org", "a+b@example.org"),
        ("a?b&c%d@example.org", "a%3Fb%26c%25d@example.org"),
    ])
    func saysHowToBeLeftOutWhereSomebodyReadsThat(_ address: String, _ url: String) throws {
        let mail = try parsed(Sample.letter(), unsubscribe: address)
        #expect(mail["list-unsubscribe"] == "<mailto:\(url)>")
        // One click needs a page, and there is none.
        #expect(mail["list-unsubscribe-post"] == nil)
        #expect(try parsed(Sample.letter())["list-unsubscribe"] == nil)
    }

    @Test func belongsToNoThreadWhereItIsAboutSeveralTasks() throws {
        let other = ReminderKey(task: TaskCode(18), round: 1, person: "an", rule: "x", occurrence: 1, anchor: "")
        #expect(try parsed(Sample.letter(slots: [Sample.key, other]))["references"] == nil)
    }
}
