import PlenumCore

#if canImport(Glibc)
    import Glibc
#endif

/// A folder in the form of maildir(5): one file a message in `new`, put there whole.
///
/// The file's name is made from the message's identity, so that a message that is delivered twice is there once.
public struct Maildir: Channel {
    public static let word = "maildir"
    public static let needsAddress = true
    private let folder: String
    private let sender: Mailbox
    private let unsubscribe: String?

    public init(_ surroundings: ChannelSurroundings) throws(ChannelFault) {
        guard let folder = surroundings.settings.maildir else { throw .setting("maildir", channel: Maildir.word) }
        guard let sender = surroundings.settings.sender else { throw .setting("sender", channel: Maildir.word) }
        self.folder = folder
        self.sender = sender
        unsubscribe = surroundings.settings.unsubscribe
        for path in [folder, "\(folder)/tmp", "\(folder)/new", "\(folder)/cur"] where mkdir(path, 0o700) != 0 {
            guard errno == EEXIST else { throw Maildir.fault(path) }
        }
    }

    public func deliver(_ letter: Letter) throws(ChannelFault) -> Delivery {
        let name = letter.id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let (draft, final) = ("\(folder)/tmp/\(name).\(getpid())", "\(folder)/new/\(name)")
        // It may lie in `cur` by now, where a reader puts what was looked at; then it has arrived.
        if access("\(folder)/cur/\(name):2,S", F_OK) == 0 { return .sent }
        try write(MIMEMessage(letter: letter, sender: sender, unsubscribe: unsubscribe).bytes, to: draft)
        guard rename(draft, final) == 0 else { throw Maildir.fault(final) }
        try synchronise("\(folder)/new")
        return .sent
    }

    private func write(_ bytes: [UInt8], to path: String) throws(ChannelFault) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Maildir.fault(path) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Maildir.fault(path) }
            rest = rest.dropFirst(written)
        }
        guard fsync(file) == 0 else { throw Maildir.fault(path) }
    }

    private func synchronise(_ path: String) throws(ChannelFault) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw Maildir.fault(path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw Maildir.fault(path) }
    }

    private static func fault(_ path: String) -> ChannelFault {
        .folder(path, reason: String(cString: strerror(errno)))
    }
}
