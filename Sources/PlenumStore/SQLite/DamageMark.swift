internal import Foundation

extension SQLiteStore {
    /// Refuses every write from now on, by a file beside the database: the database itself is not touched.
    func markDamaged() {
        let descriptor = open(location.damageMark, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        // On a read-only file system there is nothing to protect from writes.
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        Foundation.close(descriptor)
        try? location.syncFolder()
    }

    func unmarkDamaged() {
        unlink(location.damageMark)
    }
}
