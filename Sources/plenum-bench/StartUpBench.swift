import Foundation
import Glibc
import PlenumApp
import PlenumCore

/// How long the installed program takes to answer one person, as a multiple of starting the smallest program there is.
struct StartUpBench {
    let folder: String
    /// The program to measure.
    let program: String

    /// Medians of `plenum tasks --as` beside so many open tasks, and of `/bin/true`, run in turns.
    func tasks(open: Int, runs: Int = 40) throws -> (program: Duration, nothing: Duration) {
        let database = folder + "/start-up.db"
        try FanOutCase(folder: folder).make(at: database, branches: 10, others: open)
        var (ours, theirs) = ([Duration](), [Duration]())
        for _ in 0..<runs {
            ours.append(
                try run(program, ["tasks", "--as", "secretary-1", "--database", database, "--format", "json"]))
            theirs.append(try run("/bin/true", []))
        }
        return (ours.median, theirs.median)
    }

    struct Failed: Error {
        let status: Int32
    }

    private func run(_ path: String, _ arguments: [String]) throws -> Duration {
        // Foundation's Process notices an end up to 50 ms late.
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var status: Int32 = 0
        let time = ContinuousClock().measure {
            var process: pid_t = 0
            if posix_spawn(&process, path, &actions, nil, words, environ) != 0 || waitpid(process, &status, 0) < 0 {
                status = -1
            }
        }
        guard status == 0 else { throw Failed(status: status) }
        return time
    }
}
