internal import Foundation

/// Where a database lies, and the files that belong to it.
struct Location: Hashable, Sendable {
    let path: String

    var lock: String { path + "-lock" }
    var log: String { path + "-wal" }
    var index: String { path + "-shm" }
    var journal: String { path + "-journal" }
    var damageMark: String { path + "-damaged" }
    var folder: String {
        let folder = (path as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }

    /// Size in bytes; nil when there is no such file. Throws where the system cannot say.
    static func size(of path: String) throws -> Int? {
        var status = stat()
        if stat(path, &status) == 0 { return Int(status.st_size) }
        guard errno == ENOENT || errno == ENOTDIR else {
            throw StoreError.inputOutput(path: path, code: Int(errno))
        }
        return nil
    }

    /// Refuses folders where others could put files in the place of ours, file systems on which locks do not
    /// hold, and files beside the database that belong to another.
    func checkSafety() throws {
        var status = stat()
        guard stat(folder, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { throw StoreError.missing(path: folder) }
            throw StoreError.inputOutput(path: folder, code: Int(errno))
        }
        // In a sticky folder, such as /tmp, others can add files but not replace ours; what they add is refused below.
        if status.st_mode & 0o022 != 0, status.st_mode & UInt32(S_ISVTX) == 0 {
            throw StoreError.folderOpenToOthers(path: folder)
        }
        for file in [path, lock, log, index, journal, damageMark] {
            guard lstat(file, &status) == 0 else {
                guard errno == ENOENT else { throw StoreError.inputOutput(path: file, code: Int(errno)) }
                continue
            }
            guard status.st_uid == geteuid() || geteuid() == 0 else { throw StoreError.foreignFile(path: file) }
            guard file == path || status.st_mode & UInt32(S_IFMT) == UInt32(S_IFREG) else {
                throw StoreError.foreignFile(path: file)
            }
        }
        try FileSystems.check(folder)
    }

    /// Whether the system lets this account write to what is there.
    var isWritable: Bool {
        for file in [path, log, index] where access(file, W_OK) != 0 && errno != ENOENT { return false }
        return true
    }

    /// Makes an empty file for its owner alone, unless there is one.
    func create() throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { return }
            throw Location.failure(of: path, errno)
        }
        close(descriptor)
    }

    /// What a failed system call on a file that was to be written means.
    static func failure(of path: String, _ code: Int32) -> StoreError {
        switch code {
        case ENOSPC, EDQUOT: .cannotWrite(path: path, .full)
        case EROFS, EACCES, EPERM: .cannotWrite(path: path, .readOnly)
        case ENOENT, ENOTDIR: .missing(path: path)
        default: .inputOutput(path: path, code: Int(code))
        }
    }

    /// Makes what was written to the folder itself (names, renames) durable.
    func syncFolder() throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Location.failure(of: folder, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Location.failure(of: folder, errno) }
    }
}
