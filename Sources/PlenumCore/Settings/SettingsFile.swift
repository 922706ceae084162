/// Reads the settings of an organisation from `plenum.yaml`:
///
///     plenum: 1
///     language: vi
///     zone: Asia/Ho_Chi_Minh
///     remind-at: 08:00
///     remind-every: 1 hour
///     deliver: sendmail
///     sender: Văn phòng Đảng ủy <nhac-viec@example.org>
///     sendmail: /usr/sbin/sendmail -t -oi
///
/// Every key but `plenum` may be left out.
public struct SettingsFile: Sendable {
    /// Nil where a diagnostic is an error.
    public let settings: Settings?
    public let diagnostics: [Diagnostic]

    /// `channels` are the words that may stand behind `deliver`.
    public init(_ node: Node, channels: [String]) {
        var reader = SettingsReader(channels: channels)
        reader.read(node)
        diagnostics = reader.diagnostics
        settings = reader.diagnostics.isEmpty ? reader.settings : nil
    }
}

/// What is wrong with a settings file.
public enum SettingsProblem: Problem, Hashable {
    case notAMap
    case unknownKey(String, suggestion: String?, allowed: [String])
    case noVersion
    case unknownVersion(String)
    case noValue(String)
    case unknownWord(String, allowed: [String])
    case badZone(String)
    case badTime(String)
    case badInterval(String)
    case badSender(String)
    case badAddress(String)
    case badMailAddress(String)
    case badCommand(String)
    case badName(String)
    /// A channel that needs another key beside it.
    case missing(String, for: String)

    public var code: String {
        switch self {
        case .notAMap: "settings-not-a-map"
        case .unknownKey: "settings-unknown-key"
        case .noVersion: "settings-no-version"
        case .unknownVersion: "settings-unknown-version"
        case .noValue: "settings-no-value"
        case .unknownWord: "settings-unknown-word"
        case .badZone: "settings-bad-zone"
        case .badTime: "settings-bad-time"
        case .badInterval: "settings-bad-interval"
        case .badSender: "settings-bad-sender"
        case .badAddress: "settings-bad-address"
        case .badMailAddress: "settings-bad-mail-address"
        case .badCommand: "settings-bad-command"
        case .badName: "settings-bad-name"
        case .missing: "settings-missing-key"
        }
    }

    public func message(in language: Language) -> String {
        switch language {
        case .vi: vietnamese
        case .en: english
        }
    }

    private var vietnamese: String {
        switch self {
        case .notAMap: "tệp cài đặt phải gồm các dòng “khóa: giá trị”"
        case .unknownKey(let key, let suggestion, let allowed):
            "không có cài đặt “\(key)”; "
                + (suggestion.map { "có phải “\($0)”?" } ?? "các cài đặt: \(allowed.joined(separator: ", "))")
        case .noVersion: "thiếu dòng “plenum: 1” ở đầu tệp"
        case .unknownVersion(let text): "phiên bản “\(text)” không đọc được; viết “plenum: 1”"
        case .noValue(let key): "“\(key)” phải có đúng một giá trị"
        case .unknownWord(let text, let allowed):
            "“\(text)” không dùng được ở đây; dùng: \(allowed.joined(separator: ", "))"
        case .badZone(let text): "không có múi giờ “\(text)”; ghi tên theo IANA, như Asia/Ho_Chi_Minh"
        case .badTime(let text): "“\(text)” không phải là giờ; viết dạng 08:00"
        case .badInterval(let text): "“\(text)” không phải là khoảng thời gian; viết dạng 15 minutes, 1 hour hoặc 1 day"
        case .badSender(let text): "“\(text)” không phải là người gửi; viết dạng Tên <dia-chi@example.org>"
        case .badAddress(let text): "“\(text)” không phải là địa chỉ trang; viết dạng https://plenum.example.org"
        case .badMailAddress(let text): "“\(text)” không phải là địa chỉ thư; viết dạng dia-chi@example.org"
        case .badCommand(let text):
            "“\(text)” không phải là lệnh; ghi đường dẫn đầy đủ của chương trình, rồi các tham số"
        case .badName(let text): "“\(text)” không phải là tên; dùng chữ thường không dấu, chữ số và gạch nối"
        case .missing(let key, let channel): "“deliver: \(channel)” cần thêm “\(key):”"
        }
    }

    private var english: String {
        switch self {
        case .notAMap: "the settings must be “key: value” lines"
        case .unknownKey(let key, let suggestion, let allowed):
            "there is no setting “\(key)”; "
                + (suggestion.map { "is it “\($0)”?" } ?? "the settings are: \(allowed.joined(separator: ", "))")
        case .noVersion: "the line “plenum: 1” is missing at the top"
        case .unknownVersion(let text): "version “\(text)” cannot be read; write “plenum: 1”"
        case .noValue(let key): "“\(key)” takes exactly one value"
        case .unknownWord(let text, let allowed): "“\(text)” cannot stand here; use: \(allowed.joined(separator: ", "))"
        case .badZone(let text): "there is no time zone “\(text)”; use an IANA name such as Asia/Ho_Chi_Minh"
        case .badTime(let text): "“\(text)” is no time of day; write it as 08:00"
        case .badInterval(let text): "“\(text)” is no length of time; write 15 minutes, 1 hour or 1 day"
        case .badSender(let text): "“\(text)” is no sender; write Name <address@example.org>"
        case .badAddress(let text): "“\(text)” is no address of pages; write https://plenum.example.org"
        case .badMailAddress(let text): "“\(text)” is no address of mail; write it as address@example.org"
        case .badCommand(let text): "“\(text)” is no command; write the program's full path, then its arguments"
        case .badName(let text): "“\(text)” is no name; use lower-case letters without accents, digits and hyphens"
        case .missing(let key, let channel): "“deliver: \(channel)” needs “\(key):” beside it"
        }
    }
}

private struct SettingsReader {
    let channels: [String]
    var settings = Settings()
    var diagnostics: [Diagnostic] = []

    /// Each key with what it does; the order is that of the documentation.
    private static let keys = [
        "plenum", "language", "zone", "remind-at", "remind-every", "deliver", "sender", "sendmail", "maildir", "unsure",
        "base-address", "unsubscribe", "papers", "paper-form", "place", "superior", "organ",
    ]

    init(channels: [String]) { self.channels = channels }

    mutating func read(_ node: Node) {
        guard let pairs = node.map else { return report(.notAMap, at: node) }
        if node["plenum"] == nil { diagnostics.append(Diagnostic(SettingsProblem.noVersion, at: node.mark)) }
        for pair in pairs { read(pair) }
        for (channel, key, isSet) in [
            ("maildir", "maildir", settings.maildir != nil), ("maildir", "sender", settings.sender != nil),
            ("sendmail", "sender", settings.sender != nil),
        ] where settings.channel == channel && !isSet && node[key] == nil {
            if let value = node["deliver"] { report(.missing(key, for: channel), at: value) }
        }
    }

    private mutating func read(_ pair: Node.Pair) {
        guard SettingsReader.keys.contains(pair.key) else {
            let suggestion = Suggestion.closest(to: pair.key, among: SettingsReader.keys)
            diagnostics.append(
                Diagnostic(
                    SettingsProblem.unknownKey(pair.key, suggestion: suggestion, allowed: SettingsReader.keys),
                    at: pair.keyMark, to: pair.keyEnd))
            return
        }
        guard let text = pair.value.scalar, !text.isEmpty else {
            diagnostics.append(Diagnostic(SettingsProblem.noValue(pair.key), at: pair.keyMark, to: pair.keyEnd))
            return
        }
        if let problem = take(text, for: pair.key) { report(problem, at: pair.value) }
    }

    /// Nil when the value was taken.
    private mutating func take(_ text: String, for key: String) -> SettingsProblem? {
        switch key {
        case "plenum": return text == "1" ? nil : .unknownVersion(text)
        case "language":
            guard let language = Language(rawValue: text) else {
                return .unknownWord(text, allowed: Language.allCases.map(\.rawValue))
            }
            settings.language = language
        case "zone":
            guard text == "UTC" || text.contains("/") else { return .badZone(text) }
            settings.zone = text
        case "remind-at":
            guard let time = CivilTime(clock: text) else { return .badTime(text) }
            settings.hour = time
        case "remind-every":
            guard let seconds = SettingsReader.seconds(text) else { return .badInterval(text) }
            settings.interval = seconds
        case "deliver":
            guard channels.contains(text) else { return .unknownWord(text, allowed: channels) }
            settings.channel = text
        case "sender":
            guard let sender = Mailbox(text: text) else { return .badSender(text) }
            settings.sender = sender
        case "sendmail":
            let words = text.split(separator: " ").map(String.init)
            guard words.first?.hasPrefix("/") == true, !MailAddress.hasControls(text) else { return .badCommand(text) }
            settings.sendmail = words
        case "maildir":
            guard !MailAddress.hasControls(text) else { return .noValue(key) }
            settings.maildir = text
        case "unsubscribe":
            guard MailAddress.isPlausible(text) else { return .badMailAddress(text) }
            settings.unsubscribe = text
        case "papers":
            guard !MailAddress.hasControls(text) else { return .noValue(key) }
            settings.papers = text
        case "paper-form":
            guard text.utf8.allSatisfy({ SettingsReader.isNameByte($0) }) else { return .badName(text) }
            settings.paperForm = text
        case "place": settings.place = text
        case "superior": settings.superior = text
        case "organ": settings.organ = text
        case "unsure":
            guard let word = Settings.Unsure(rawValue: text) else {
                return .unknownWord(text, allowed: Settings.Unsure.allCases.map(\.rawValue))
            }
            settings.unsure = word
        default:
            let isAddress = text.hasPrefix("https://") || text.hasPrefix("http://")
            let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F }
            guard isAddress, isPlain else { return .badAddress(text) }
            settings.baseAddress = text.hasSuffix("/") ? String(text.dropLast()) : text
        }
        return nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// `15 minutes`, `1 hour`, `1 day`: from a minute to a month.
    private static func seconds(_ text: String) -> Int? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, words[0].utf8.count <= 4, let count = decimal(ArraySlice(words[0].utf8)), count > 0
        else {
            return nil
        }
        let unit: Int
        switch words[1] {
        case "minute", "minutes": unit = 60
        case "hour", "hours": unit = 3600
        case "day", "days": unit = 86_400
        default: return nil
        }
        let seconds = count * unit
        return seconds <= 31 * 86_400 ? seconds : nil
    }

    private mutating func report(_ problem: SettingsProblem, at node: Node) {
        diagnostics.append(Diagnostic(problem, at: node.mark, to: node.end))
    }
}
