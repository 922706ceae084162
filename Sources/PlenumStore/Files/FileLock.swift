internal import Foundation

/// A lock of the operating system on a file beside the database; it ends with the process that holds it.
///
/// Never on the database itself: closing a second descriptor of that file would drop SQLite's own locks.
final class FileLock: Sendable {
    private let path: String
    private let descriptor: Int32

    /// Makes the file if it is not there, for its owner alone. Throws when it can neither be made nor opened.
    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Location.failure(of: path, errno) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// False when others have held it for about `seconds`. Throws where the system cannot lock.
    func lock(within seconds: Int) throws -> Bool {
        // Waiting is counted in naps, not read from a clock. The first naps are short: most holders are done in
        // a few milliseconds.
        var waited = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw Location.failure(of: path, errno) }
            guard waited < seconds * 1_000_000 else { return false }
            let nap = min(200 + waited / 16, 5_000)
            usleep(UInt32(nap))
            waited += nap
        }
        return true
    }

    func unlock() {
        flock(descriptor, LOCK_UN)
    }
}
