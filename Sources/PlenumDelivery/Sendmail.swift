import PlenumCore

#if canImport(Glibc)
    import Glibc
#endif

/// Hands each message to a program that takes mail on its standard input, as `sendmail -t` does, and believes its
/// exit code (`sysexits.h`).
public struct Sendmail: Channel {
    public static let word = "sendmail"
    public static let needsAddress = true
    /// RFC 5321, 4.5.3.2.6 asks for ten minutes after the last dot: a shorter wait makes messages unknown.
    static let patience = 660
    private let command: [String]
    private let sender: Mailbox
    private let unsubscribe: String?
    private let patience: Int

    public init(_ surroundings: ChannelSurroundings) throws(ChannelFault) {
        try self.init(surroundings, patience: Sendmail.patience)
    }

    /// `patience`: for how many seconds the program may take over one message.
    init(_ surroundings: ChannelSurroundings, patience: Int) throws(ChannelFault) {
        guard let sender = surroundings.settings.sender else { throw .setting("sender", channel: Sendmail.word) }
        command = surroundings.settings.sendmail
        self.sender = sender
        unsubscribe = surroundings.settings.unsubscribe
        self.patience = patience
        guard let program = command.first else { throw .setting("sendmail", channel: Sendmail.word) }
        guard access(program, X_OK) == 0 else { throw .program(program, reason: String(cString: strerror(errno))) }
    }

    public func deliver(_ letter: Letter) throws(ChannelFault) -> Delivery {
        // With `-t` the recipients come from the headers, which have had their control characters taken out.
        switch try run(MIMEMessage(letter: letter, sender: sender, unsubscribe: unsubscribe).bytes) {
        case .ended(0): return .sent
        case .ended(let code): return Sendmail.meaning(of: code)
        case .killed(let signal): return .unknown("signal \(signal)")
        case .tooLong: return .unknown("timeout")
        }
    }

    /// 64 and 65 are a command or a message that is refused, 67 an unknown recipient: for good. Where the talk with the
    /// server broke off (74, 76), it may have the message. Anything else was not taken and may go away by itself; 69
    /// too, by which msmtp says both *no* and *not now*.
    static func meaning(of code: Int32) -> Delivery {
        switch code {
        case 64, 65, 67: .failed("exit \(code)")
        case 74, 76: .unknown("exit \(code)")
        default: .later("exit \(code)")
        }
    }

    private enum End {
        case ended(Int32)
        case killed(Int32)
        case tooLong
    }

    private func run(_ message: [UInt8]) throws(ChannelFault) -> End {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw fault(errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // A program that ends before it has read everything must not end us.
        signal(SIGPIPE, SIG_IGN)
        let child: pid_t
        do throws(ChannelFault) {
            child = try start(reading: ends[0])
        } catch {
            close(ends[0])
            close(ends[1])
            throw error
        }
        close(ends[0])
        let deadline = monotonic() + patience
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        feed(message, to: ends[1], until: deadline)
        close(ends[1])
        return wait(for: child, until: deadline)
    }

    private func start(reading input: Int32) throws(ChannelFault) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        // Standard output is for messages; whatever the program says goes where errors go.
        posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
        var child = pid_t()
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        let code = posix_spawn(&child, command[0], &actions, nil, &arguments, environ)
        guard code == 0 else { throw fault(code) }
        return child
    }

    private func feed(_ message: [UInt8], to pipe: Int32, until deadline: Int) {
        var rest = message[...]
        while !rest.isEmpty, monotonic() < deadline {
            let written = rest.withUnsafeBytes { Glibc.write(pipe, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno == EAGAIN {
                var ready = pollfd(fd: pipe, events: Int16(POLLOUT), revents: 0)
                _ = poll(&ready, 1, 1000)
            } else if errno != EINTR {
                return
            }
        }
    }

    private func wait(for child: pid_t, until deadline: Int) -> End {
        var status: Int32 = 0
        var pause: UInt32 = 500
        while true {
            let found = waitpid(child, &status, WNOHANG)
            if found == child { break }
            if found < 0, errno != EINTR { return .killed(0) }
            guard monotonic() < deadline else {
                kill(child, SIGKILL)
                waitpid(child, &status, 0)
                return .tooLong
            }
            usleep(pause)
            pause = min(pause * 2, 50_000)
        }
        let signal = status & 0x7F
        return signal == 0 ? .ended(status >> 8 & 0xFF) : .killed(signal)
    }

    private func monotonic() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec
    }

    private func fault(_ code: Int32) -> ChannelFault {
        .program(command[0], reason: String(cString: strerror(code)))
    }
}
