import PlenumCore

/// A letter as mail: RFC 5322 headers, one text part in UTF-8 (RFC 2045), words beyond ASCII encoded (RFC 2047).
struct MIMEMessage {
    let letter: Letter
    let sender: Mailbox
    /// Where somebody asks to be left out; nil where nobody reads such mail.
    var unsubscribe: String?

    /// Lines end with CR LF; every line has at most 76 characters but for an address that is longer.
    var bytes: [UInt8] {
        var lines = headers.map { "\($0.name): \($0.value)" }
        lines.append("")
        lines += MIMEMessage.base64Lines(Array(letter.body.replacingLineBreaks.utf8))
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    private var headers: [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = [
            ("Date", MIMEMessage.date(letter.date, offset: letter.offset)),
            ("From", mailbox(sender, after: "From")),
            ("To", mailbox(Mailbox(name: letter.name, address: letter.address ?? ""), after: "To")),
            ("Message-ID", letter.id),
            ("Subject", MIMEMessage.unstructured(letter.subject, after: "Subject")),
        ]
        // A message about one task belongs to its thread; one about several belongs to none.
        if letter.roots.count == 1 {
            headers.append(("In-Reply-To", letter.roots[0]))
            headers.append(("References", letter.roots[0]))
        }
        headers += [
            ("Auto-Submitted", "auto-generated"),
            ("List-Id", "<reminders.\(sender.address.split(separator: "@").last ?? "plenum")>"),
        ]
        if let unsubscribe { headers.append(("List-Unsubscribe", "<mailto:\(MIMEMessage.escaped(unsubscribe))>")) }
        headers += [
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Language", letter.language.rawValue),
            ("Content-Transfer-Encoding", "base64"),
        ]
        return headers
    }

    private func mailbox(_ mailbox: Mailbox, after name: String) -> String {
        guard !mailbox.name.isEmpty else { return mailbox.address }
        let phrase = MIMEMessage.phrase(mailbox.name, after: name)
        return phrase
            + (phrase.contains("\r\n") || name.count + phrase.count + mailbox.address.count > 70 ? "\r\n" : "")
            + " <\(mailbox.address)>"
    }

    /// As an address stands in a URL (RFC 6068).
    static func escaped(_ address: String) -> String {
        address.utf8.map { byte in
            let isPlain = isWord(byte) || "._~@+".utf8.contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    // MARK: RFC 2047

    /// A name before an address: as it is, in quotes, or encoded.
    static func phrase(_ text: String, after header: String) -> String {
        let isAtoms = text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: " ") } && !text.contains("  ")
        if isAtoms, text.utf8.count <= 60 { return text }
        if text.utf8.count <= 60, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
            return "\"" + text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] } + "\""
        }
        return encoded(text, after: header)
    }

    static func unstructured(_ text: String, after header: String) -> String {
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
        // Folding a plain line would need care for its spaces; encoding a long one needs none.
        guard !isPlain || header.utf8.count + 2 + text.utf8.count > 76 || text.hasPrefix(" ") else { return text }
        return encoded(text, after: header)
    }

    /// Encoded words of at most 75 characters, each holding whole characters, one a line.
    private static func encoded(_ text: String, after header: String) -> String {
        var words: [String] = []
        var chunk: [UInt8] = []
        // `=?utf-8?B?` and `?=` leave 63 characters, 45 bytes; on the first line the header's name takes its part.
        var room = min(45, (76 - header.utf8.count - 2 - 12) / 4 * 3)
        func finish() {
            guard !chunk.isEmpty else { return }
            words.append("=?utf-8?B?\(base64(chunk))?=")
            chunk = []
            room = 45
        }
        for character in text {
            let bytes = Array(character.utf8)
            // One character of many marks may be longer than a word; then its scalars are divided.
            let pieces = bytes.count <= 45 ? [bytes] : character.unicodeScalars.map { Array(String($0).utf8) }
            for piece in pieces {
                if chunk.count + piece.count > room { finish() }
                chunk += piece
            }
        }
        finish()
        return words.joined(separator: "\r\n ")
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    // MARK: RFC 5322 dates, RFC 2045 base64

    static func date(_ instant: Instant, offset: Int) -> String {
        let local = LocalDateTime(secondsSinceEpoch: instant.seconds + offset)
        let (year, month, day) = local.date.components
        let minutes = abs(offset) / 60
        let zone = (offset < 0 ? "-" : "+") + two(minutes / 60) + two(minutes % 60)
        let clock = "\(two(local.time.hour)):\(two(local.time.minute)):\(two(local.time.second))"
        return "\(days[local.date.weekday.rawValue]), \(day) \(months[month - 1]) \(year) \(clock) \(zone)"
    }

    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    static func base64Lines(_ bytes: [UInt8]) -> [String] {
        stride(from: 0, to: bytes.count, by: 57).map { base64(Array(bytes[$0..<min($0 + 57, bytes.count)])) }
    }

    static func base64(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let left = min(3, bytes.count - start)
            var group = UInt32(bytes[start]) << 16
            if left > 1 { group |= UInt32(bytes[start + 1]) << 8 }
            if left > 2 { group |= UInt32(bytes[start + 2]) }
            for position in 0..<4 {
                text.append(
                    position <= left ? alphabet[Int(group >> (18 - 6 * UInt32(position)) & 63)] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}

extension String {
    /// Lines of a text part end with CR LF, whatever the encoding around it.
    fileprivate var replacingLineBreaks: String {
        split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }
}
