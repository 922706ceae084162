import PlenumCore

/// The first thing in a file that no YAML may hold, found before libyaml sees it: so it is located exactly, and
/// libyaml never guesses an encoding or counts lines otherwise than an editor does.
struct ByteScan {
    let problem: SyntaxProblem
    let mark: SourceMark

    /// Nil for bytes that are UTF-8 without NUL, control characters or exotic line ends.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        var line = 1
        var lineStart = 0
        var index = 0
        /// Bytes of this line that are not the first of their scalar.
        var continuations = 0
        let count = bytes.count
        while index < count {
            if index + 8 <= count {
                index += ByteScan.plainBytes(
                    UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self))
                if index == count { break }
            }
            let byte = bytes[index]
            if byte >= 0x20 && byte < 0x7F {
                index += 1
                continue
            }
            let mark = { SourceMark(line: line, column: index - lineStart - continuations + 1) }
            switch byte {
            case 0x0A, 0x0D:
                if byte == 0x0D, index + 1 < count, bytes[index + 1] == 0x0A { index += 1 }
                index += 1
                line += 1
                lineStart = index
                continuations = 0
            case 0x09:
                index += 1
            case 0:
                (problem, self.mark) = (.nul, mark())
                return
            case 0x01..<0x20, 0x7F:
                (problem, self.mark) = (.controlCharacter(UInt32(byte)), mark())
                return
            default:
                guard let (scalar, length) = ByteScan.scalar(in: bytes, at: index) else {
                    (problem, self.mark) = (.notUTF8, mark())
                    return
                }
                switch scalar {
                case 0x85, 0x2028, 0x2029:
                    (problem, self.mark) = (.lineSeparator(scalar), mark())
                    return
                case 0x80..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF:
                    (problem, self.mark) = (.controlCharacter(scalar), mark())
                    return
                default:
                    continuations += length - 1
                    index += length
                }
            }
        }
        return nil
    }

    /// How many of eight bytes, from the first, are letters, digits and signs of ASCII.
    private static func plainBytes(_ word: UInt64) -> Int {
        let word = UInt64(littleEndian: word)
        // A byte below 0x20 borrows from the one above, and 0x7F overflows into its own high bit; what that does to the
        // bytes behind it does not count.
        let controls = word &- 0x2020_2020_2020_2020
        let deletes = word &+ 0x0101_0101_0101_0101
        return ((word | controls | deletes) & 0x8080_8080_8080_8080).trailingZeroBitCount / 8
    }

    /// The scalar that begins at `index` and the number of its bytes; nil for anything but its shortest form.
    private static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int)? {
        let first = UInt32(bytes[index])
        let (length, lead, least): (Int, UInt32, UInt32)
        switch first {
        case 0xC2..<0xE0: (length, lead, least) = (2, first & 0x1F, 0x80)
        case 0xE0..<0xF0: (length, lead, least) = (3, first & 0x0F, 0x800)
        case 0xF0..<0xF5: (length, lead, least) = (4, first & 0x07, 0x10000)
        default: return nil
        }
        guard index + length <= bytes.count else { return nil }
        var value = lead
        for offset in 1..<length {
            let next = UInt32(bytes[index + offset])
            guard next & 0xC0 == 0x80 else { return nil }
            value = value << 6 | (next & 0x3F)
        }
        guard value >= least, value <= 0x10FFFF, !(0xD800..<0xE000).contains(value) else { return nil }
        return (value, length)
    }
}
