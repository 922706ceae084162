internal import Foundation

/// SQLite's write-ahead log, read without SQLite (sqlite.org/fileformat2.html#walformat).
///
/// SQLite takes the first frame that does not fit its checksum for the end of the log. After a loss of power it is that;
/// where a transaction follows that began after another had been made durable, it is damage, and what was acknowledged
/// would be lost without a word.
struct WriteAheadLog {
    private static let header = 32
    private static let frameHeader = 24
    private let bytes: Data

    /// Nil where there is no log.
    init?(path: String) throws {
        guard let size = try Location.size(of: path), size > WriteAheadLog.header else { return nil }
        bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    }

    /// Whether acknowledged transactions lie behind a frame that is not whole.
    var hidesTransactions: Bool {
        let page = Int(word(8))
        guard page >= 512, page <= 65_536, page & (page - 1) == 0 else { return true }
        let frames = (bytes.count - WriteAheadLog.header) / (WriteAheadLog.frameHeader + page)
        guard frames > 0 else { return false }
        let isBig = word(0) & 1 == 1
        var sum = checksum(0..<24, (0, 0), isBig)
        var isWhole = word(0) & ~1 == 0x377F_0682 && sum == (word(24), word(28))
        // The salts of the header, or, where that is damaged, those of the first frame.
        let salts = isWhole ? (word(16), word(20)) : (word(WriteAheadLog.header + 8), word(WriteAheadLog.header + 12))
        var hasCommitBehind = false
        for number in 0..<frames {
            let start = WriteAheadLog.header + number * (WriteAheadLog.frameHeader + page)
            let isOurs = (word(start + 8), word(start + 12)) == salts
            if isWhole {
                sum = checksum(start..<start + 8, sum, isBig)
                let data = start + WriteAheadLog.frameHeader
                sum = checksum(data..<data + page, sum, isBig)
                if isOurs, sum == (word(start + 16), word(start + 20)) { continue }
                isWhole = false
            }
            guard isOurs else { continue }
            // The last transaction may have been cut off, whole as its last frame is; one that follows it may not.
            if hasCommitBehind { return true }
            // The size of the database after a commit; 0 in every other frame.
            hasCommitBehind = word(start + 4) != 0
        }
        return false
    }

    /// The 32 bits at an offset, the most significant byte first.
    private func word(_ offset: Int) -> UInt32 {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    private func checksum(_ range: Range<Int>, _ seed: (UInt32, UInt32), _ isBig: Bool) -> (UInt32, UInt32) {
        bytes.withUnsafeBytes { buffer in
            var (first, second) = seed
            for offset in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
                var words = (
                    buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self),
                    buffer.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
                )
                if isBig { words = (UInt32(bigEndian: words.0), UInt32(bigEndian: words.1)) }
                first = first &+ words.0 &+ second
                second = second &+ words.1 &+ first
            }
            return (first, second)
        }
    }
}
