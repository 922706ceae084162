/// The lines of a file, to be shown beside what is wrong in them.
public struct SourceLines: Sendable {
    private let bytes: [UInt8]
    private let starts: [Int]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        var index = starts[0]
        while index < bytes.count {
            switch bytes[index] {
            case 0x0A: starts.append(index + 1)
            case 0x0D where index + 1 == bytes.count || bytes[index + 1] != 0x0A: starts.append(index + 1)
            default: break
            }
            index += 1
        }
        self.starts = starts
    }

    /// The number of lines; one after a last line break counts.
    public var count: Int { starts.count }

    /// The text of a line, from 1, without its end; nil for a line there is not. Of a line that is very long, the
    /// beginning; what is no UTF-8 shows as U+FFFD.
    public subscript(line: Int) -> String? {
        guard line >= 1, line <= starts.count else { return nil }
        let start = starts[line - 1]
        var end = line < starts.count ? starts[line] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return String(decoding: bytes[start..<min(end, start + 4096)], as: UTF8.self)
    }
}
