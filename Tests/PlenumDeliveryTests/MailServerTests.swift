import Foundation
import PlenumCore
import Testing

@testable import PlenumDelivery

/// A small SMTP server on the loopback, which takes one message or fails at the stage it is told to.
private final class MailServer {
    let port: Int
    private let process = Process()
    private let mailbox: String

    /// `failure` is a stage (`MAIL`, `RCPT`, `DATA`, `END`) with a code to answer there, or `CUT`, to hang up after
    /// the last dot.
    init(folder: String, failure: String = "") throws {
        mailbox = folder + "/mailbox"
        let script = """
            import socket, sys
            failure, mailbox = sys.argv[1], sys.argv[2]
            listener = socket.create_server(("127.0.0.1", 0))
            listener.settimeout(20)
            print(listener.getsockname()[1], flush=True)
            peer, _ = listener.accept()
            peer.settimeout(20)
            lines = peer.makefile("rb")
            def say(text): peer.sendall(text.encode() + b"\\r\\n")
            def answer(stage, text):
                say(f"{failure.split()[1]} no" if failure.startswith(stage) else text)
                return not failure.startswith(stage)
            say("220 loopback")
            for _ in range(100):
                line = lines.readline(4096)
                word = line[:4].upper()
                if not line: break
                if word == b"EHLO": say("250 loopback")
                elif word == b"MAIL": answer("MAIL", "250 ok")
                elif word == b"RCPT": answer("RCPT", "250 ok")
                elif word == b"DATA":
                    if not answer("DATA", "354 go on"): continue
                    message = b""
                    for _ in range(100000):
                        line = lines.readline(4096)
                        if line in (b".\\r\\n", b""): break
                        message += line[1:] if line.startswith(b".") else line
                    if failure == "CUT": peer.close(); lines.close(); break
                    if answer("END", "250 taken"): open(mailbox, "wb").write(message)
                elif word == b"QUIT": say("221 bye"); break
                else: say("250 ok")
            """
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, failure, mailbox]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// What the server took; nil for nothing.
    func end() -> String? {
        process.waitUntilExit()
        return FileManager.default.contents(atPath: mailbox).map { String(decoding: $0, as: UTF8.self) }
    }
}

private let msmtp = "/usr/bin/msmtp"

@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: msmtp), "msmtp is not installed"))
struct MailServerTests {
    private func channel(_ port: Int, _ folder: String) throws -> Sendmail {
        let file = folder + "/msmtprc"
        try "account default\nhost 127.0.0.1\nport \(port)\nfrom nhac-viec@example.org\ntimeout 5\n"
            .write(toFile: file, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        return try Sendmail(Sample.surroundings { $0.sendmail = [msmtp, "-C", file, "-t"] }, patience: 30)
    }

    @Test func takesTheMessageAsItWasWritten() throws {
        try inFolder { folder in
            let server = try MailServer(folder: folder)
            let letter = Sample.letter(body: "Kính gửi\n.\n..\nmột\n")
            #expect(try channel(server.port, folder).deliver(letter) == .sent)
            let taken = try #require(server.end())
            let written = String(decoding: MIMEMessage(letter: letter, sender: Sample.sender).bytes, as: UTF8.self)
            #expect(taken.hasSuffix(written.components(separatedBy: "\r\n\r\n")[1]))
            for line in written.components(separatedBy: "\r\n\r\n")[0].components(separatedBy: "\r\n") {
                #expect(taken.contains(line))
            }
        }
    }

    /// Where the server fails, and what the channel makes of it. After the last dot msmtp ends with one code for *no*
    /// and *not now*: both are tried again, for three days.
    @Test(arguments: [
        ("MAIL 451", "later"), ("MAIL 550", "failed"), ("RCPT 450", "later"), ("RCPT 550", "failed"),
        ("DATA 451", "later"), ("DATA 554", "failed"), ("END 451", "later"), ("END 554", "later"),
    ])
    func tellsForNowFromForGood(_ failure: String, _ delivery: String) throws {
        try inFolder { folder in
            let server = try MailServer(folder: folder, failure: failure)
            let result = try channel(server.port, folder).deliver(Sample.letter())
            #expect("\(result)".hasPrefix(delivery), "\(failure): \(result)")
            #expect(server.end() == nil)
        }
    }

    @Test func triesLaterWhereNobodyAnswers() throws {
        try inFolder { folder in
            // A port that was free a moment ago.
            let server = try MailServer(folder: folder)
            let port = server.port
            #expect(try channel(port, folder).deliver(Sample.letter()) == .sent)
            _ = server.end()
            let result = try channel(port, folder).deliver(Sample.letter())
            #expect("\(result)".hasPrefix("later"), "\(result)")
        }
    }

    @Test func doesNotLoseWhatWasCutOffAfterTheLastDot() throws {
        try inFolder { folder in
            let server = try MailServer(folder: folder, failure: "CUT")
            let result = try channel(server.port, folder).deliver(Sample.letter())
            #expect("\(result)".hasPrefix("later") || "\(result)".hasPrefix("unknown"), "\(result)")
            _ = server.end()
        }
    }
}
