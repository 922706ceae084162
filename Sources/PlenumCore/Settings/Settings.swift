/// How one organisation wants things: what `plenum.yaml` beside the database says.
public struct Settings: Hashable, Sendable {
    /// The language of whoever has none of their own.
    public var language: Language = .vi
    /// IANA name of the zone in which the organisation lives.
    public var zone = "Asia/Ho_Chi_Minh"
    /// When reminders without a time of their own go out.
    public var hour = CivilTime(hour: 8, minute: 0)!
    /// How often `remind` is expected to run, in seconds: later than twice this is told.
    public var interval = 3600
    /// The word of the channel by which messages leave.
    public var channel = "stdout"
    /// Who messages come from; nil until it is set, which only channels that write mail need.
    public var sender: Mailbox?
    /// The address, read by a person, to which somebody writes who wants no more of these messages; nil for none.
    public var unsubscribe: String?
    /// Where the pages are; nil where people act by command.
    public var baseAddress: String?
    /// The folder of the channel `maildir`, as written.
    public var maildir: String?
    /// The command of the channel `sendmail`: a program and its arguments.
    public var sendmail = ["/usr/sbin/sendmail", "-t", "-oi"]
    /// What is done with a message whose sending was cut off, so that nobody knows whether it left.
    public var unsure = Unsure.resend

    /// The folder with the organisation's own templates of papers.
    public var papers: String?
    /// The name of the form by which papers are written.
    public var paperForm = "party"
    /// Where papers are signed; nil leaves a dotted line, as for the two below.
    public var place: String?
    /// The organ above, as the head of a paper names it.
    public var superior: String?
    /// The organ itself, where papers do not name it by the title of its unit.
    public var organ: String?

    public enum Unsure: String, CaseIterable, Hashable, Sendable {
        /// It is sent again, under the same Message-ID.
        case resend
        /// It stays, and is shown as unknown.
        case hold
    }

    public init() {}
}

/// A name with an address, as a header of a mail holds them.
public struct Mailbox: Hashable, Sendable {
    /// Empty where there is only an address.
    public let name: String
    public let address: String

    public init(name: String, address: String) {
        self.name = name
        self.address = address
    }

    /// Nil for anything but `ADDRESS` or `NAME <ADDRESS>`, free of control characters.
    public init?(text: String) {
        guard let open = text.lastIndex(of: "<") else {
            guard MailAddress.isPlausible(text) else { return nil }
            self.init(name: "", address: text)
            return
        }
        guard text.last == ">" else { return nil }
        let address = String(text[text.index(after: open)...].dropLast())
        let name = trimmed(String(text[..<open]))
        guard MailAddress.isPlausible(address), !MailAddress.hasControls(name) else { return nil }
        self.init(name: name, address: address)
    }
}

/// What may stand as an address of mail.
public enum MailAddress {
    /// Whether the text is a dot-atom, `@` and a domain (RFC 5321, without quoted local parts): what every mail server
    /// takes, and nothing that could be read as two addresses or as a command.
    public static func isPlausible(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count <= 254, let at = bytes.lastIndex(of: UInt8(ascii: "@")), at > 0, at <= 64 else {
            return false
        }
        let domain = bytes[(at + 1)...]
        return isDotted(bytes[..<at], isAtom) && isDotted(domain, isHost)
    }

    /// Whether it holds a character that would end a header, or hide something.
    public static func hasControls(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }

    private static func isDotted(_ bytes: ArraySlice<UInt8>, _ isPart: (UInt8) -> Bool) -> Bool {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return !parts.isEmpty
            && parts.allSatisfy { !$0.isEmpty && $0.first != UInt8(ascii: "-") && $0.allSatisfy(isPart) }
    }

    private static func isAtom(_ byte: UInt8) -> Bool { isHost(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte) }

    private static func isHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
