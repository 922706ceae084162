import Foundation
import PlenumCore
import Synchronization
import Testing

@testable import PlenumDelivery

/// A channel with a way to see what it has delivered.
private struct Subject: CustomTestStringConvertible, Sendable {
    let word: String
    /// A channel, and a closure that counts the messages that arrived with an id.
    let make: @Sendable (_ folder: String) throws -> (channel: any Channel, arrived: @Sendable (String) -> Int)

    var testDescription: String { word }

    static let all: [Subject] = [
        Subject(word: "stdout") { _ in
            let lines = Lines()
            let channel = StandardOutput(Sample.surroundings(write: { lines.add($0) }))
            return (channel, { id in lines.all.filter { $0.contains(id) }.count })
        },
        Subject(word: "maildir") { folder in
            let channel = try Maildir(Sample.surroundings { $0.maildir = folder + "/mail" })
            return (
                channel, { id in files(in: folder + "/mail/new").filter { $0.contains("Message-ID: \(id)\r\n") }.count }
            )
        },
        Subject(word: "sendmail") { folder in
            // A program that keeps what it is given, one file a call.
            let script = "#!/bin/sh\nmkdir -p \(folder)/out\ncat > \(folder)/out/$$\n"
            try write(script, to: folder + "/sendmail")
            let channel = try Sendmail(Sample.surroundings { $0.sendmail = [folder + "/sendmail", "-t"] })
            return (channel, { id in files(in: folder + "/out").filter { $0.contains("Message-ID: \(id)\r\n") }.count })
        },
    ]
}

/// The contract of every channel.
@Suite struct ChannelTests {
    @Test func areEachNamedOnce() {
        #expect(Channels.words == ["stdout", "maildir", "sendmail"])
        #expect(Set(Channels.words) == Set(Subject.all.map(\.word)))
    }

    @Test(arguments: Subject.all)
    private func deliversWhole(_ subject: Subject) throws {
        try inFolder { folder in
            let (channel, arrived) = try subject.make(folder)
            #expect(try channel.deliver(Sample.letter()) == .sent)
            #expect(arrived("<0123456789abcdef@plenum>") == 1)
        }
    }

    @Test(arguments: Subject.all)
    private func takesALargeLetter(_ subject: Subject) throws {
        try inFolder { folder in
            let (channel, arrived) = try subject.make(folder)
            #expect(
                try channel.deliver(Sample.letter(body: String(repeating: "Việc quá hạn\n", count: 100_000))) == .sent)
            #expect(arrived("<0123456789abcdef@plenum>") == 1)
        }
    }

    @Test func maildirHoldsOnceWhatIsDeliveredTwice() throws {
        try inFolder { folder in
            let channel = try Maildir(Sample.surroundings { $0.maildir = folder + "/mail" })
            #expect(try channel.deliver(Sample.letter()) == .sent)
            #expect(try channel.deliver(Sample.letter()) == .sent)
            #expect(files(in: folder + "/mail/new").count == 1)
            #expect(files(in: folder + "/mail/tmp").isEmpty)
        }
    }

    @Test func maildirSaysWhichFolderCannotBeWrittenTo() throws {
        #expect(throws: ChannelFault.folder("/proc/none", reason: "No such file or directory")) {
            try Maildir(Sample.surroundings { $0.maildir = "/proc/none" })
        }
    }

    @Test(arguments: [
        (0, Delivery.sent), (64, .failed("exit 64")), (65, .failed("exit 65")), (67, .failed("exit 67")),
        (69, .later("exit 69")), (74, .unknown("exit 74")), (76, .unknown("exit 76")), (68, .later("exit 68")),
        (71, .later("exit 71")), (75, .later("exit 75")),
        (78, .later("exit 78")), (127, .later("exit 127")),
    ])
    func sendmailBelievesTheExitCode(_ code: Int, _ delivery: Delivery) throws {
        try inFolder { folder in
            try write("#!/bin/sh\nexit \(code)\n", to: folder + "/sendmail")
            let channel = try Sendmail(Sample.surroundings { $0.sendmail = [folder + "/sendmail"] })
            #expect(try channel.deliver(Sample.letter(body: String(repeating: "x\n", count: 200_000))) == delivery)
        }
    }

    @Test func sendmailDoesNotKnowWhatAKilledProgramDid() throws {
        try inFolder { folder in
            try write("#!/bin/sh\nkill -9 $$\n", to: folder + "/sendmail")
            let channel = try Sendmail(Sample.surroundings { $0.sendmail = [folder + "/sendmail"] })
            #expect(try channel.deliver(Sample.letter()) == .unknown("signal 9"))
        }
    }

    @Test func sendmailEndsAProgramThatHangs() throws {
        try inFolder { folder in
            try write("#!/bin/sh\nexec sleep 60\n", to: folder + "/sendmail")
            let channel = try Sendmail(Sample.surroundings { $0.sendmail = [folder + "/sendmail"] }, patience: 1)
            #expect(
                try channel.deliver(Sample.letter(body: String(repeating: "x\n", count: 200_000)))
                    == .unknown("timeout"))
        }
    }

    @Test func sendmailSaysThatTheProgramIsMissing() {
        #expect(throws: ChannelFault.program("/nonexistent/sendmail", reason: "No such file or directory")) {
            try Sendmail(Sample.surroundings { $0.sendmail = ["/nonexistent/sendmail"] })
        }
    }

    @Test(arguments: ["maildir", "sendmail"])
    func refusesToSendInNobodysName(_ word: String) throws {
        let kind = try #require(Channels.named(word))
        #expect(throws: ChannelFault.setting("sender", channel: word)) {
            try kind.init(
                Sample.surroundings {
                    $0.sender = nil
                    $0.maildir = "/tmp/unused"
                })
        }
    }
}

private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
}

private func files(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { FileManager.default.contents(atPath: folder + "/" + $0) }.map {
        String(decoding: $0, as: UTF8.self)
    }
}
