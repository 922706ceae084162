import PlenumCore
import Testing

@testable import PlenumYAML

@Suite struct SettingsFileTests {
    private func read(_ text: String) -> SettingsFile? {
        YAMLReader.read(bytes: Array(text.utf8)).node.map {
            SettingsFile($0, channels: ["stdout", "maildir", "sendmail"])
        }
    }

    @Test func readsEveryKey() throws {
        let file = try #require(
            read(
                """
                plenum: 1
                language: en
                zone: Europe/London
                remind-at: 07:30
                remind-every: 15 minutes
                deliver: sendmail
                sender: Văn phòng Đảng ủy <nhac-viec@example.org>
                sendmail: /usr/bin/msmtp -t
                maildir: outgoing
                unsure: hold
                base-address: https://plenum.example.org/
                """))
        #expect(file.diagnostics.isEmpty)
        let settings = try #require(file.settings)
        #expect(settings.language == .en)
        #expect(settings.zone == "Europe/London")
        #expect(settings.hour == CivilTime(hour: 7, minute: 30))
        #expect(settings.interval == 900)
        #expect(settings.channel == "sendmail")
        #expect(settings.sender == Mailbox(name: "Văn phòng Đảng ủy", address: "nhac-viec@example.org"))
        #expect(settings.sendmail == ["/usr/bin/msmtp", "-t"])
        #expect(settings.maildir == "outgoing")
        #expect(settings.unsure == .hold)
        #expect(settings.baseAddress == "https://plenum.example.org")
    }

    @Test func holdsWithoutAnyKeyButTheVersion() throws {
        #expect(try #require(read("plenum: 1\n")).settings == Settings())
    }

    /// The file, the code of its only problem, and the line and column of that.
    @Test(arguments: [
        ("language: vi\n", "settings-no-version", 1, 1),
        ("plenum: 2\n", "settings-unknown-version", 1, 9),
        ("- a\n", "settings-not-a-map", 1, 1),
        ("plenum: 1\nlangage: vi\n", "settings-unknown-key", 2, 1),
        ("plenum: 1\nlanguage: fr\n", "settings-unknown-word", 2, 11),
        ("plenum: 1\nlanguage: [vi, en]\n", "settings-no-value", 2, 1),
        ("plenum: 1\nzone: GMT+7\n", "settings-bad-zone", 2, 7),
        ("plenum: 1\nremind-at: 8h\n", "settings-bad-time", 2, 12),
        ("plenum: 1\nremind-every: hourly\n", "settings-bad-interval", 2, 15),
        ("plenum: 1\nremind-every: 0 hours\n", "settings-bad-interval", 2, 15),
        ("plenum: 1\ndeliver: pigeon\n", "settings-unknown-word", 2, 10),
        ("plenum: 1\ndeliver: sendmail\n", "settings-missing-key", 2, 10),
        ("plenum: 1\nsender: Ủy ban\n", "settings-bad-sender", 2, 9),
        ("plenum: 1\nsender: \"A\\nBcc: b@example.org <a@example.org>\"\n", "settings-bad-sender", 2, 9),
        ("plenum: 1\nsendmail: msmtp -t\n", "settings-bad-command", 2, 11),
        ("plenum: 1\nunsubscribe: mailto:a@example.org\n", "settings-bad-mail-address", 2, 14),
        ("plenum: 1\nbase-address: plenum.example.org\n", "settings-bad-address", 2, 15),
    ])
    func refusesWithAPlace(_ text: String, _ code: String, _ line: Int, _ column: Int) throws {
        let file = try #require(read(text))
        #expect(file.settings == nil)
        #expect(file.diagnostics.map(\.problem.code) == [code])
        #expect(file.diagnostics.first?.mark == SourceMark(line: line, column: column))
        for language in Language.allCases {
            #expect(file.diagnostics.first?.problem.message(in: language).isEmpty == false)
        }
    }
}
