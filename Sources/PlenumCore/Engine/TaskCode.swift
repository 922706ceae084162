/// What people type to name a task: a number in Crockford's base 32 with its check character, `K7Q-4`.
///
/// Source: D. Crockford, "Base 32" (crockford.com/base32.html): no I, L, O, U; check character modulo 37.
public struct TaskCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// From 1, counted over the whole database.
    public let number: Int

    public init(_ number: Int) {
        self.number = number
    }

    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let checks = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U".utf8)

    public static func < (left: TaskCode, right: TaskCode) -> Bool { left.number < right.number }

    /// At least three characters, a hyphen, the check character.
    public var description: String {
        var rest = number
        var text: [UInt8] = []
        repeat {
            text.append(TaskCode.digits[rest % 32])
            rest /= 32
        } while rest > 0
        while text.count < 3 { text.append(UInt8(ascii: "0")) }
        return String(decoding: text.reversed() + [UInt8(ascii: "-"), TaskCode.checks[number % 37]], as: UTF8.self)
    }

    /// Reads what a person typed: in either case, `O` as 0, `I` and `L` as 1, hyphens and spaces anywhere. Nil
    /// where a character is foreign or the check character does not fit, which catches every single slip.
    public init?(typed text: String) {
        var values: [Int] = []
        for byte in text.uppercased().utf8 where byte != UInt8(ascii: "-") && byte != UInt8(ascii: " ") {
            let read: UInt8 =
                switch byte {
                case UInt8(ascii: "O"): UInt8(ascii: "0")
                case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
                default: byte
                }
            guard let value = TaskCode.checks.firstIndex(of: read) else { return nil }
            values.append(value)
        }
        guard values.count >= 2, values.count <= 12, let check = values.popLast(), values.allSatisfy({ $0 < 32 })
        else { return nil }
        let number = values.reduce(0) { $0 * 32 + $1 }
        guard number > 0, number % 37 == check else { return nil }
        self.number = number
    }
}
