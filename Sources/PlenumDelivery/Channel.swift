public import PlenumCore

/// A way by which letters leave.
public protocol Channel: Sendable {
    /// The word after `--deliver`, and in the settings.
    static var word: String { get }
    /// Whether a letter to somebody without an address cannot leave by it.
    static var needsAddress: Bool { get }
    /// Refuses where the settings lack what it needs.
    init(_ surroundings: ChannelSurroundings) throws(ChannelFault)
    /// Hands one letter over and says what is known of it. Throws only where the channel itself is out of order, so
    /// that no other letter need be tried. Never sees a control character in a header.
    func deliver(_ letter: Letter) throws(ChannelFault) -> Delivery
}

/// Every channel: its file, and its word here.
public enum Channels {
    public static let all: [any Channel.Type] = [StandardOutput.self, Maildir.self, Sendmail.self]

    public static var words: [String] { all.map { $0.word } }

    public static func named(_ word: String) -> (any Channel.Type)? { all.first { $0.word == word } }
}

/// What a channel is given of the world.
public struct ChannelSurroundings: Sendable {
    public let settings: Settings
    /// Writes whole lines to the standard output.
    public let write: @Sendable (String) -> Void

    public init(settings: Settings, write: @escaping @Sendable (String) -> Void) {
        self.settings = settings
        self.write = write
    }
}

/// What a channel knows of a letter that it was handed.
public enum Delivery: Hashable, Sendable {
    case sent
    /// Not taken now; another run tries again.
    case later(String)
    /// Refused for good; trying again would change nothing.
    case failed(String)
    /// The other side may have taken it or not.
    case unknown(String)
}

/// Why a channel can deliver nothing at all.
public enum ChannelFault: Error, Hashable, Sendable {
    /// The settings lack this key.
    case setting(String, channel: String)
    case program(String, reason: String)
    case folder(String, reason: String)

    public func message(in language: Language) -> String {
        switch (self, language) {
        case (.setting(let key, let channel), .vi): "cách gửi “\(channel)” cần “\(key):” trong plenum.yaml."
        case (.setting(let key, let channel), .en): "the channel “\(channel)” needs “\(key):” in plenum.yaml."
        case (.program(let path, let reason), .vi): "không chạy được “\(path)”: \(reason)"
        case (.program(let path, let reason), .en): "“\(path)” cannot be run: \(reason)"
        case (.folder(let path, let reason), .vi): "không ghi được vào thư mục thư “\(path)”: \(reason)"
        case (.folder(let path, let reason), .en): "the mail folder “\(path)” cannot be written to: \(reason)"
        }
    }
}
