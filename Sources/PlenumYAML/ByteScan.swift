import PlenumCore

/// The first thing in a file that no YAML may hold, located exactly.
struct ByteScan {
    let problem: SyntaxProblem
    let mark: SourceMark

    /// Nil for bytes that are UTF-8 without NUL, control characters or exotic line ends.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let (problem, place) = ByteScan.firstProblem(in: bytes) else { return nil }
        self.problem = problem
        mark = ByteScan.mark(of: place, in: bytes)
    }

    /// Whether there is anything that libyaml lets pass though no editor would: NEL, U+2028 and U+2029, which it takes
    /// for line ends, and a byte-order mark that is not at the start. All else it refuses itself.
    static func holdsWhatLibYAMLLetsPass(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = 0
        while index < bytes.count {
            if index + 8 <= bytes.count {
                let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                if word & ~low == 0 {
                    index += 8
                    continue
                }
                // They begin with C2, E2 and EF, of which the first two differ in one bit: of bytes with their high bit,
                // the lower seven compared.
                let notC2E2 = (word | 0x2020_2020_2020_2020) ^ 0xE2E2_E2E2_E2E2_E2E2
                let notEF = word ^ 0xEFEF_EFEF_EFEF_EFEF
                let others = ((notC2E2 & low) &+ low) & ((notEF & low) &+ low)
                let found = word & ~others & ~low
                index += found.trailingZeroBitCount / 8
                if found == 0 { continue }
            }
            if isLetPass(bytes, at: index) { return true }
            index += 1
        }
        return false
    }

    private static func isLetPass(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        func byte(_ offset: Int) -> UInt8? { index + offset < bytes.count ? bytes[index + offset] : nil }
        return switch (byte(0), byte(1), byte(2)) {
        case (0xC2, 0x85, _), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xEF, 0xBB, 0xBF): true
        default: false
        }
    }

    /// Of each byte the lower seven bits.
    private static var low: UInt64 { 0x7F7F_7F7F_7F7F_7F7F }

    private static func firstProblem(in bytes: UnsafeBufferPointer<UInt8>) -> (SyntaxProblem, Int)? {
        var index = 0
        let count = bytes.count
        while index < count {
            if index + 8 <= count {
                index += plainBytes(
                    UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self))
                if index == count { break }
            }
            let byte = bytes[index]
            switch byte {
            case 0x09, 0x0A, 0x0D, 0x20..<0x7F: index += 1
            case 0: return (.nul, index)
            case 0x01..<0x20, 0x7F: return (.controlCharacter(UInt32(byte)), index)
            default:
                guard let (scalar, length) = scalar(in: bytes, at: index) else { return (.notUTF8, index) }
                switch scalar {
                case 0x85, 0x2028, 0x2029: return (.lineSeparator(scalar), index)
                case 0x80..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF: return (.controlCharacter(scalar), index)
                default: index += length
                }
            }
        }
        return nil
    }

    /// The mark of a byte that begins a scalar, or cannot.
    private static func mark(of place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> SourceMark {
        var (line, column) = (1, 1)
        for index in 0..<place {
            switch bytes[index] {
            case 0x0D where bytes[index + 1] == 0x0A: break
            case 0x0A, 0x0D: (line, column) = (line + 1, 1)
            case 0x80..<0xC0: break
            default: column += 1
            }
        }
        return SourceMark(line: line, column: column)
    }

    /// How many of eight bytes, from the first, are letters, digits and signs of ASCII, or line feeds.
    private static func plainBytes(_ word: UInt64) -> Int {
        let word = UInt64(littleEndian: word)
        // Without the high bits no sum runs over into the next byte; its high bit then says whether it is at least 0x20,
        // 0x7F, or another than a line feed.
        let lower = word & low
        let printable = lower &+ 0x6060_6060_6060_6060
        let delete = lower &+ 0x0101_0101_0101_0101
        let other = (lower ^ 0x0A0A_0A0A_0A0A_0A0A) &+ low
        let refused = word | (~printable | delete) & other
        return (refused & 0x8080_8080_8080_8080).trailingZeroBitCount / 8
    }

    /// The scalar that begins at `index` and the number of its bytes; nil for anything but its shortest form.
    private static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int)? {
        let first = UInt32(bytes[index])
        if first & 0xF0 == 0xE0, index + 2 < bytes.count {
            // Most letters of Vietnamese with two marks have three bytes.
            let (second, third) = (UInt32(bytes[index + 1]), UInt32(bytes[index + 2]))
            let value = (first & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F
            let isWhole = second & 0xC0 == 0x80 && third & 0xC0 == 0x80
            return isWhole && value >= 0x800 && !(0xD800..<0xE000).contains(value) ? (value, 3) : nil
        }
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
