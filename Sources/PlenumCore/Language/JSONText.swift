/// A JSON value whose keys keep their order, so that what is printed never changes from run to run.
public indirect enum JSONText: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Int)
    case string(String)
    case array([JSONText])
    case object([Member])

    public struct Member: Hashable, Sendable {
        public let key: String
        public let value: JSONText

        public init(_ key: String, _ value: JSONText) {
            self.key = key
            self.value = value
        }
    }

    /// An object of those members that are there.
    public static func object(_ members: KeyValuePairs<String, JSONText?>) -> JSONText {
        .object(members.compactMap { key, value in value.map { Member(key, $0) } })
    }

    public static func strings(_ texts: [String]) -> JSONText { .array(texts.map { .string($0) }) }

    /// The text of RFC 8259; over several lines where `indented`.
    public func rendered(indented: Bool = false) -> String {
        var text = ""
        write(to: &text, depth: indented ? 0 : nil)
        return text
    }

    private func write(to text: inout String, depth: Int?) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let value): text += String(value)
        case .string(let value): JSONText.write(value, to: &text)
        case .array(let values):
            JSONText.write(values, between: "[", "]", to: &text, depth: depth) { value, text, depth in
                value.write(to: &text, depth: depth)
            }
        case .object(let members):
            JSONText.write(members, between: "{", "}", to: &text, depth: depth) { member, text, depth in
                JSONText.write(member.key, to: &text)
                text += depth == nil ? ":" : ": "
                member.value.write(to: &text, depth: depth)
            }
        }
    }

    private static func write<Entry>(
        _ entries: [Entry], between open: String, _ close: String, to text: inout String, depth: Int?,
        _ write: (Entry, inout String, Int?) -> Void
    ) {
        text += open
        let inner = depth.map { $0 + 1 }
        for (index, entry) in entries.enumerated() {
            if index > 0 { text += "," }
            if let inner { text += "\n" + String(repeating: "  ", count: inner) }
            write(entry, &text, inner)
        }
        if let depth, !entries.isEmpty { text += "\n" + String(repeating: "  ", count: depth) }
        text += close
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
