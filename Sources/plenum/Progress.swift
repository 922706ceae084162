import PlenumCore

#if canImport(Glibc)
    import Glibc
#endif

/// How far long work has come, on one line of a terminal; nothing anywhere else.
final class Progress {
    private let isShown = isatty(STDERR_FILENO) == 1
    private var percent = -1

    func show(_ done: Int, of total: Int) {
        guard isShown, total > 0 else { return }
        let now = done * 100 / total
        guard now != percent else { return }
        percent = now
        Terminal.write("\r\(now) %", to: STDERR_FILENO)
    }

    /// Takes the line away.
    func end() {
        if percent >= 0 { Terminal.write("\r\u{1B}[K", to: STDERR_FILENO) }
    }
}
