internal import Crypto
public import PlenumCore

/// SHA-256, as the log, the resources and the directory use it.
public enum ContentHash {
    /// 64 hexadecimal digits, in lower case.
    public static func hex(_ bytes: [UInt8]) -> String { hexadecimal(hash(bytes)) }

    public static func hex(_ json: JSON) -> String { hex(json.bytes) }

    /// What the identity of a message is made of: the same slots give the same.
    public static func hex(_ keys: [ReminderKey]) -> String {
        hex(
            .array(
                keys.map { key in
                    .array([
                        .int(key.task.number), .int(key.round), .string(key.person.rawValue), .string(key.rule),
                        .int(key.occurrence), .string(key.anchor),
                    ])
                }))
    }

    static let length = 32

    static func hash(_ bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: bytes))
    }

    static func hexadecimal(_ hash: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: hash.count * 2) { text in
            for (index, byte) in hash.enumerated() {
                text[index * 2] = digits[Int(byte >> 4)]
                text[index * 2 + 1] = digits[Int(byte & 15)]
            }
            return hash.count * 2
        }
    }

    /// The bytes that the digits name; nil for anything but pairs of hexadecimal digits in lower case.
    static func bytes(hexadecimal text: String) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count / 2)
        for index in stride(from: 0, to: characters.count, by: 2) {
            guard let high = value(characters[index]), let low = value(characters[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
