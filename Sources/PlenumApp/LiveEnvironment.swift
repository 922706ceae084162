import Foundation
public import PlenumCore

#if canImport(Glibc)
    import Glibc
#endif

extension Environment {
    /// The machine's clock, accounts and files; `now` in place of the clock where it is given.
    public static func live(now: Instant?) -> Environment {
        Environment(
            now: { now ?? Instant(seconds: Int(time(nil))) },
            account: { getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? String(getuid()) },
            zone: { try Zone.named($0) },
            readFile: { try readFile($0) },
            process: { ProcessMark.current.text },
            isAlive: { ProcessMark(text: $0)?.isAlive ?? false })
    }

    private static func readFile(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "rb") else {
            if errno == ENOENT || errno == ENOTDIR { throw AppError.fileMissing(path) }
            throw AppError.fileUnreadable(path, reason: String(cString: strerror(errno)))
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        while true {
            let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                count = fread(buffer.baseAddress, 1, buffer.count, file)
            }
            if chunk.isEmpty { break }
            bytes += chunk
        }
        if ferror(file) != 0 { throw AppError.fileUnreadable(path, reason: String(cString: strerror(errno))) }
        return bytes
    }
}

/// Which process on which boot of the machine: a process id alone is given again.
struct ProcessMark: Hashable {
    let boot: String
    let process: Int32
    /// Clock ticks after boot at which the process began.
    let start: String

    static let current = ProcessMark(
        boot: firstLine(of: "/proc/sys/kernel/random/boot_id") ?? "", process: getpid(),
        start: startTime(of: getpid()) ?? "")

    var text: String { "\(boot) \(process) \(start)" }

    init(boot: String, process: Int32, start: String) {
        self.boot = boot
        self.process = process
        self.start = start
    }

    init?(text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, let process = Int32(words[1]) else { return nil }
        self.init(boot: String(words[0]), process: process, start: String(words[2]))
    }

    var isAlive: Bool {
        boot == ProcessMark.current.boot && ProcessMark.startTime(of: process) == start && !start.isEmpty
    }

    /// Field 22 of `/proc/PID/stat` (proc(5)); the name in parentheses before it may hold spaces.
    private static func startTime(of process: Int32) -> String? {
        guard let line = firstLine(of: "/proc/\(process)/stat"), let close = line.lastIndex(of: ")") else { return nil }
        let fields = line[line.index(after: close)...].split(separator: " ")
        return fields.count > 19 ? String(fields[19]) : nil
    }

    private static func firstLine(of path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var buffer = [CChar](repeating: 0, count: 4096)
        guard fgets(&buffer, 4096, file) != nil else { return nil }
        return String(decoding: buffer.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
