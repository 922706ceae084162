internal import Crypto
internal import Foundation

/// What reading a dossier's files needs.
enum DossierFiles {
    /// A file, and no link to one.
    static func isRegular(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & UInt32(S_IFMT) == UInt32(S_IFREG)
    }

    /// SHA-256 of a file, in hexadecimal.
    static func hash(_ path: String) throws -> String {
        var hasher = SHA256()
        guard let file = FileHandle(forReadingAtPath: path) else { throw Location.failure(of: path, errno) }
        defer { try? file.close() }
        while let part = try file.read(upToCount: 1 << 20), !part.isEmpty { hasher.update(data: part) }
        return ContentHash.hexadecimal(Array(hasher.finalize()))
    }

    static func eachLine(_ path: String, _ body: ([UInt8]) throws -> Void) throws {
        let reader = try LineReader(path)
        while let line = try reader.next() { try body(line) }
    }

    /// `HASH  NAME`; nil for another form, and for a name that leads out of the folder.
    static func entry(_ line: [UInt8]) -> (hash: String, name: String)? {
        guard line.count > 66, line[64] == UInt8(ascii: " "), line[65] == UInt8(ascii: " "),
            let text = String(validating: line, as: UTF8.self), digest(text.prefix(64)) != nil
        else { return nil }
        let name = String(text.dropFirst(66))
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return nil }
        return (String(text.prefix(64)), name)
    }

    /// The 32 bytes that 64 digits name.
    static func digest(_ text: some StringProtocol) -> [UInt8]? {
        guard text.utf8.count == 64 else { return nil }
        return ContentHash.bytes(hexadecimal: String(text))
    }
}

/// Reads a file line by line. The last line, too, must end with a line feed; what stands behind it is a line that
/// nothing else takes for one.
final class LineReader {
    private let file: FileHandle
    private var buffer: [UInt8] = []
    private var start = 0

    init(_ path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { throw Location.failure(of: path, errno) }
        self.file = file
    }

    deinit { try? file.close() }

    /// Nil at the end.
    func next() throws -> [UInt8]? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return Array(buffer[start..<end])
            }
            if start > 0 {
                buffer.removeFirst(start)
                start = 0
            }
            searched = buffer.count
            guard let part = try file.read(upToCount: 1 << 16), !part.isEmpty else {
                guard !buffer.isEmpty else { return nil }
                defer { buffer = [] }
                // Whatever it is, it is not whole.
                return buffer + [0]
            }
            buffer += part
        }
    }
}
