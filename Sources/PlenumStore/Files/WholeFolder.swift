internal import Crypto
internal import Foundation

/// A folder that comes into being whole or not at all: its files are written beside its place under another name, made
/// durable, listed with their SHA-256 in `SHA256SUMS`, and only then the folder gets its name.
public final class WholeFolder {
    /// The list of what is in the folder, in the form of `sha256sum`.
    static let list = "SHA256SUMS"

    private let target: String
    private let partial: String
    private let lock: FileLock
    private var sums: [String: String] = [:]
    private var folders: Set<String> = []
    private var isFinished = false

    /// Refuses a place where something is, other than an empty folder.
    public init(_ path: String) throws {
        target = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        guard try WholeFolder.isFree(target) else { throw StoreError.occupied(path: target) }
        let location = Location(path: target)
        guard try Location.size(of: location.folder) != nil else { throw StoreError.missing(path: location.folder) }
        WholeFolder.removeAbandoned(beside: location)
        partial = target + WholeFolder.mark + String(getpid())
        try? FileManager.default.removeItem(atPath: partial)
        guard mkdir(partial, 0o700) == 0 else { throw Location.failure(of: partial, errno) }
        lock = try FileLock(path: partial + WholeFolder.lockName)
        guard try lock.lock(within: 30) else { throw StoreError.lockedTooLong(path: partial) }
    }

    deinit {
        if !isFinished { try? FileManager.default.removeItem(atPath: partial) }
        lock.unlock()
    }

    /// Writes a file of the folder, piece by piece; its folders are made.
    public func write(_ name: String, _ body: (WholeFile) throws -> Void) throws {
        try makeFolders(of: name)
        let file = try WholeFile(partial + "/" + name)
        try body(file)
        sums[name] = try file.finish()
    }

    public func write(_ name: String, _ bytes: [UInt8]) throws { try write(name) { try $0.put(bytes) } }

    /// Gives the folder its name. Returns the SHA-256 of the list of its files, by which all of it is known.
    public func finish() throws -> String {
        let text = sums.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)\n" }.joined()
        try write(WholeFolder.list, Array(text.utf8))
        unlink(partial + WholeFolder.lockName)
        for folder in folders.sorted() + [""] { try Location(path: partial + "/" + folder + "/.").syncFolder() }
        guard rename(partial, target) == 0 else {
            if errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR { throw StoreError.occupied(path: target) }
            throw Location.failure(of: target, errno)
        }
        isFinished = true
        try Location(path: target).syncFolder()
        return sums[WholeFolder.list] ?? ""
    }

    private static let mark = "-partial-"
    private static let lockName = "/.lock"

    private func makeFolders(of name: String) throws {
        var folder = ""
        for part in name.split(separator: "/").dropLast() {
            folder += (folder.isEmpty ? "" : "/") + part
            guard folders.insert(folder).inserted else { continue }
            guard mkdir(partial + "/" + folder, 0o700) == 0 else {
                throw Location.failure(of: partial + "/" + folder, errno)
            }
        }
    }

    private static func isFree(_ path: String) throws -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return true }
            throw Location.failure(of: path, errno)
        }
        guard status.st_mode & UInt32(S_IFMT) == UInt32(S_IFDIR) else { return false }
        return try FileManager.default.contentsOfDirectory(atPath: path).isEmpty
    }

    /// Removes what killed processes have left: folders of such a name whose lock nobody holds.
    private static func removeAbandoned(beside location: Location) {
        let start = (location.path as NSString).lastPathComponent + mark
        for name in (try? FileManager.default.contentsOfDirectory(atPath: location.folder)) ?? []
        where name.hasPrefix(start) && !name.dropFirst(start.count).isEmpty
            && name.dropFirst(start.count).allSatisfy({ $0.isASCII && $0.isNumber })
        {
            let path = location.folder + "/" + name
            guard let lock = try? FileLock(path: path + lockName), (try? lock.lock(within: 0)) == true else { continue }
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}

/// A file that is being written, and its hash.
public final class WholeFile {
    private let path: String
    private let descriptor: Int32
    private var hasher = SHA256()
    private var buffer: [UInt8] = []

    fileprivate init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Location.failure(of: path, errno) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    public func put(_ bytes: [UInt8]) throws {
        buffer += bytes
        if buffer.count >= 1 << 16 { try flush() }
    }

    fileprivate func finish() throws -> String {
        try flush()
        guard fsync(descriptor) == 0 else { throw Location.failure(of: path, errno) }
        return ContentHash.hexadecimal(Array(hasher.finalize()))
    }

    private func flush() throws {
        var rest = buffer[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Location.failure(of: path, errno) }
            rest = rest.dropFirst(written)
        }
        hasher.update(data: buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
